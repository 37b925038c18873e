"""A long report: thirty articles and long answers fit the card, and the whole of it is a tap away."""

from __future__ import annotations

import re

from bot.sop.flow import Action, Kind, State
from bot.sop.model import InfoClass
from storage.store import Tx
from tests.chat import scenes
from tests.chat.reports import LIMIT, in_group, offered, seen_live
from tests.stage import Message, Stage, text_of

MANY = 30


def _many(tx: Tx) -> int:
    """A disposisi with thirty published articles, ready for its report."""
    order = scenes.order(tx, State.D_COLLECTING)
    staf = scenes.person(tx, "Rudi").id
    for number in range(MANY):
        title = f"Berita ke-{number:02} tentang layanan kesehatan masyarakat"
        text = f"{title}\n\nDinas Kesehatan melayani warga mulai Senin pukul 08.00."
        article = scenes.draft(tx, text=text, message_id=100 + number)
        scenes.move(tx, "Rina", Kind.ARTICLE, article.id, Action.SUBMIT)
        scenes.move(tx, "Hasan", Kind.ARTICLE, article.id, Action.APPROVE, info_class=InfoClass.PERIODIC)
        taken = {"disposition_id": order.id, "staf_id": staf}
        scenes.move(tx, "Siti", Kind.ARTICLE, article.id, Action.TAKE_IN, **taken)
        scenes.move(tx, "Rudi", Kind.ARTICLE, article.id, Action.PUBLISH)
        scenes.hold_website(tx)
        seen_live(tx, article.id)
    scenes.move(tx, "Siti", Kind.DISPOSITION, order.id, Action.COMPLETE)
    return order.id


async def test_thirty_articles_fit_the_card_and_the_whole_is_a_tap_away(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.bot.store.write(_many)
    await stage.settle()
    await stage.tap(stage.person("Siti"), "Kirim laporan")
    await stage.tap(stage.person("Siti"), "Dilaksanakan sesuai disposisi")
    card = stage.find(bambang, "Laporan Kegiatan")
    text = text_of(card)
    assert len(text) <= LIMIT
    listed = len(re.findall(r"Berita ke-\d\d", text))
    assert listed == 5
    assert f"… dan {MANY - 5} naskah lagi; semuanya ada di “Laporan lengkap”." in text
    assert f"Naskah tayang: {MANY} dari {MANY}" in text
    assert "Giliran Anda" in text
    assert "Laporan diterima" in offered(card)
    assert len(in_group(stage)) == 1

    before = len(bambang.received)
    assert await stage.tap(bambang, "Laporan lengkap") == "Dikirim di bawah."
    _has_all(bambang.received[before - 1 : -1])
    assert "Laporan diterima" in offered(bambang.last)
    assert "selesai" in await stage.tap(bambang, "Laporan diterima")
    assert stage.outside.refusals() == []


def _has_all(messages: list[Message]) -> None:
    """A report in several messages in which every article stands once, with what was measured of it."""
    assert len(messages) > 1
    texts = [text_of(m) for m in messages]
    assert max(len(text) for text in texts) <= LIMIT
    whole = "\n\n".join(texts)
    assert re.findall(r"Berita ke-(\d\d)", whole) == [f"{number:02}" for number in range(MANY)]
    assert whole.count("3. Perbarui situs:") == MANY
    assert "naskah lagi" not in whole


async def test_a_long_question_and_answer_leave_the_card_readable(stage: Stage) -> None:
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    await stage.bot.store.write(_many)
    await stage.settle()
    await stage.tap(siti, "Kirim laporan")
    await stage.say(siti, "catatan " * 180)
    await stage.tap(bambang, "Tanya")
    await stage.say(bambang, "tanya " * 160)
    assert "Giliran Anda" in text_of(stage.find(siti, "Laporan Kegiatan"))
    await stage.tap(siti, "Jawab pertanyaan")
    await stage.say(siti, "jawab " * 240)
    text = text_of(stage.find(bambang, "Laporan Kegiatan"))
    assert "Giliran Anda" in text
    assert "Jawaban:\njawab jawab" in text
    await stage.tap(bambang, "Laporan lengkap")
    whole = "\n".join(text_of(m) for m in bambang.received)
    assert ("jawab " * 240).strip() in whole
    assert ("catatan " * 180).strip() in whole
