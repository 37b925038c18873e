"""While a page is being published: the card says when the website is asked again, and nothing is done without proof."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.cms.base import PublishError
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import again
from tests.sitewatch.test_alike import ADDRESS, CLOUDFLARE, JOOMLA
from tests.stage import Stage, text_of

AWAY = PublishError("unreachable", "connection refused", again=True)


def fails(stage: Stage, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let the website be away for so many attempts."""
    publisher: Any = stage.bot.website._publisher
    real, moods = publisher.find, iter([AWAY] * times)

    def find(key: str) -> Any:
        for mood in moods:
            raise mood
        return real(key)

    monkeypatch.setattr(publisher, "find", find)


async def ready(stage: Stage) -> Article:
    article = await stage.bot.store.write(scenes.article, State.A_WAITING_STAF)
    await stage.settle()
    return article


async def test_the_card_says_when_a_silent_website_is_asked_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, rudi = await ready(stage), stage.person("Rudi")
    stage.bot.website._again = (300.0, 300.0)
    fails(stage, monkeypatch, 1)
    await stage.tap(rudi, "Terbitkan")
    shown = text_of(stage.find(rudi, article.ref))
    assert "⏳ Situs web belum menjawab; dicoba lagi otomatis pukul 09.05 WIB." in shown
    await stage.advance(minutes=5)
    shown = text_of(stage.find(rudi, article.ref))
    assert "⏳" not in shown
    assert "Bukti tayang: halaman dapat dilihat publik" in shown


async def test_after_the_last_attempt_the_staf_reads_what_to_do_and_nothing_waits_any_more(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, rudi = await ready(stage), stage.person("Rudi")
    stage.bot.website._again = (60.0,)
    fails(stage, monkeypatch, 2)
    await stage.tap(rudi, "Terbitkan")
    shown = text_of(stage.find(rudi, article.ref))
    assert "Penerbitan belum berhasil. Situs web tidak dapat dihubungi." in shown
    assert "⏳" not in shown


async def test_a_page_that_does_not_show_the_article_yet_is_said_to_be_looked_at_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, rudi = await ready(stage), stage.person("Rudi")
    stage.bot.website._again = (300.0,)
    show_something_else(stage, monkeypatch)
    await stage.tap(rudi, "Terbitkan")
    shown = text_of(stage.find(rudi, article.ref))
    assert "⏳ Situs web belum menjawab" not in shown
    assert "⏳ Halaman belum tampil seperti naskahnya; diperiksa lagi otomatis pukul 09.05 WIB." in shown
    assert (await again(stage, article)).state is State.A_PUBLISHING


def show(stage: Stage, monkeypatch: pytest.MonkeyPatch, alter: Callable[[str], str]) -> None:
    """Let the website take pages and show them altered, as themes, plugins and caches do."""
    publisher: Any = stage.bot.website._publisher
    real = publisher.read_back

    def read_back(remote: Any) -> Any:
        stored = real(remote)
        page = stage.folder / "situs" / "public" / remote.url.partition("/situs/")[2] / "index.html"
        page.write_text(alter(page.read_text("utf-8")), "utf-8")
        return stored

    monkeypatch.setattr(publisher, "read_back", read_back)


def show_something_else(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the website take pages and show something else, as one behind a stale cache does."""
    show(stage, monkeypatch, lambda _: "<title>Sedang disiapkan</title><h1>Sedang disiapkan</h1>")


async def test_a_page_that_is_shown_a_little_differently_is_published_and_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, rudi = await ready(stage), stage.person("Rudi")
    show(stage, monkeypatch, lambda html: html.upper().replace("PUKUL 08.00", "PUKU1 08.00").replace("PUKU1", "PUKÚL"))
    await stage.tap(rudi, "Terbitkan")
    card = text_of(stage.find(rudi, article.ref))
    assert (await again(stage, article)).state is State.A_PUBLISHED
    assert "Tayang, dengan 1 perbedaan kecil: pukul → pukúl" in card
    assert "Tayang dan halamannya sudah diperiksa, dengan 1 perbedaan kecil, pukul 09.00 WIB." in card
    assert ", dengan 1 perbedaan kecil" in await reported(stage, article)


@pytest.mark.parametrize(("approved", "shown"), [("Wordpress", "WordPress"), (ADDRESS, JOOMLA), (ADDRESS, CLOUDFLARE)])
async def test_what_websites_do_to_words_by_themselves_is_no_difference(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, approved: str, shown: str
) -> None:
    text = f"Pelatihan Wordpress bagi admin\n\nWarga mendaftar lewat {ADDRESS} paling lambat hari Senin pekan depan."
    article = await stage.bot.store.write(
        lambda tx: scenes.move_on(tx, scenes.draft(tx, text=text).id, State.A_WAITING_STAF)
    )
    await stage.settle()
    show(stage, monkeypatch, lambda html: html.replace(approved, shown))
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    card = text_of(stage.find(stage.person("Rudi"), article.ref))
    assert (await again(stage, article)).state is State.A_PUBLISHED
    assert "Tautan: " in card
    assert "perbedaan" not in card


async def test_step_3_is_not_finished_by_a_page_that_nobody_can_see(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever kind of website says that it published: only the look at the public page ends the step."""
    article = await ready(stage)
    show_something_else(stage, monkeypatch)
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert (await again(stage, article)).state is State.A_UNPROVEN
    assert "judul naskah tidak tampil" in text_of(stage.find(stage.person("Rudi"), article.ref))

    def step(tx: Tx) -> list[tuple[Any, ...]]:
        return [
            tuple(row)
            for row in tx.db.execute(
                "SELECT outcome FROM step WHERE kind = 'a' AND step = 'update' AND subject_id = ?", (article.id,)
            )
        ]

    assert await stage.bot.store.read(step) == [(None,)]


async def reported(stage: Stage, article: Article) -> str:
    """The whole report as Siti reads it before it is sent."""
    order = article.disposition_id
    assert order is not None
    await stage.bot.store.write(lambda tx: scenes.move(tx, "Siti", Kind.DISPOSITION, order, Action.COMPLETE))
    await stage.settle()
    await stage.tap(stage.person("Siti"), "Laporan lengkap")
    return text_of(stage.find(stage.person("Siti"), "Bukti tayang"))


async def test_the_report_names_the_proof_of_each_page(stage: Stage) -> None:
    article = await ready(stage)
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert "Bukti tayang: pukul 09.00 WIB" in await reported(stage, article)


async def test_the_report_says_what_is_wrong_with_a_page_now(stage: Stage) -> None:
    article = await ready(stage)
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    for page in (stage.folder / "situs" / "public" / "berita").rglob("index.html"):
        page.write_text(page.read_text("utf-8").replace("</main>", "<p>Slot gacor</p></main>"), "utf-8")
    await stage.advance(hours=1)
    await stage.bot.website.look_again()
    await stage.settle()
    said = await reported(stage, article)
    assert "Bukti tayang: pukul 10.00 WIB" in said
    assert "⚠ Pemeriksaan halaman pukul 10.00 WIB: Ada tulisan promosi (judi, pinjaman, obat, dan sejenisnya)" in said
    assert "yang bukan dari naskah." in said
