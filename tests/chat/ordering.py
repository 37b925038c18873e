"""The Kabag's orders as tests play them: sent and accepted, articles written, and what the desk holds of them."""

from __future__ import annotations

from datetime import date

from bot.rehearsal.phone import Phone
from bot.sop.model import Article, Disposition
from storage import articles, dispositions
from tests.stage import Message, Stage, labels

TUESDAY = date(2026, 11, 24)
WEDNESDAY = date(2026, 11, 25)
INTERNAL = "Rapat koordinasi kehumasan\n\nBagian Kominfo dan Humas menggelar rapat koordinasi di aula pada Senin pagi."
EXTERNAL = "Ujian sekolah dimulai Senin\n\nDinas Pendidikan mengumumkan jadwal ujian sekolah bagi semua jenjang."


async def order_now(stage: Stage, order_id: int = 1) -> Disposition:
    """A disposisi as it is now."""
    found = await stage.bot.store.read(dispositions.get, order_id)
    assert found is not None
    return found


async def article_now(stage: Stage, article_id: int = 1) -> Article:
    """An article as it is now."""
    found = await stage.bot.store.read(articles.get, article_id)
    assert found is not None
    return found


def offered(message: Message) -> str:
    """The labels of a card's buttons, as one text."""
    return " | ".join(labels(message))


async def send_order(stage: Stage, subject: str = "Berita HUT daerah", *units: str) -> None:
    """Bambang sends an order, asking these units, and Siti accepts it."""
    bambang = stage.person("Bambang")
    await stage.say(bambang, f"/disposisi {subject}")
    if units:
        await stage.tap(bambang, "Minta bahan dari")
        for unit in units:
            await stage.tap(bambang, unit)
        await stage.tap(bambang, "Selesai memilih")
    await stage.tap(bambang, "Kirim disposisi")
    await stage.tap(stage.person("Siti"), "Terima disposisi")


async def write(stage: Stage, who: Phone, text: str) -> None:
    """A contributor writes an article and hands it in."""
    await stage.say(who, text)
    await stage.tap(who, "Pilih rubrik")
    await stage.tap(who, "Berita")
    await stage.tap(who, "Kirim naskah")


def first_press(message: Message) -> str:
    """What the first button of a card carries."""
    return str(message["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
