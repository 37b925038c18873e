"""Published, and not proven yet: never told as a failure, looked at again, confirmed by eye by two people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.desk.workflow import engine
from bot.desk.workflow.engine import Refused
from bot.sop.flow import Action, Kind, Need, State
from bot.sop.model import Article
from storage import events
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import again
from tests.chat.test_monitoring import look
from tests.chat.test_watch_publishing import ready, reported, show, show_something_else
from tests.stage import Stage, text_of


async def unproven(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Article:
    """Rudi publishes; the theme shows another day than was approved."""
    article = await ready(stage)
    show(stage, monkeypatch, lambda html: html.replace("mulai Senin", "mulai Selasa"))
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert (await again(stage, article)).state is State.A_UNPROVEN
    return article


async def page_of(stage: Stage, article: Article) -> Path:
    """Find the file that visitors get."""
    found = await again(stage, article)
    assert isinstance(found, Article)
    return stage.folder / "situs" / "public" / str(found.remote_url).partition("/situs/")[2] / "index.html"


async def mend(stage: Stage, article: Article) -> None:
    """The website shows what was approved after all."""
    page = await page_of(stage, article)
    page.write_text(page.read_text("utf-8").replace("mulai Selasa", "mulai Senin"), "utf-8")


async def test_what_the_website_took_is_never_told_as_a_failure(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    article, rudi, siti = await unproven(stage, monkeypatch), stage.person("Rudi"), stage.person("Siti")
    for person in (rudi, siti):
        card = text_of(stage.find(person, article.ref))
        assert "Terbit, belum terbukti." in card
        assert "isinya tidak sama dengan naskah" in card
        assert "Dinas Kesehatan melayani imunisasi mulai Senin" in card  # the difference is quoted
        assert "Tautan: " in card
        assert "gagal" not in card
        assert "belum berhasil" not in card


@pytest.mark.parametrize("alter", ["", "<title>Just a moment...</title>", "<title>Beranda</title><h1>Beranda</h1>"])
async def test_whatever_a_look_finds_the_page_is_published(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, alter: str
) -> None:
    article = await ready(stage)
    show(stage, monkeypatch, lambda _: alter)
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert (await again(stage, article)).state is State.A_UNPROVEN
    said = "Dinding api" if "moment" in alter else "judul naskah tidak tampil"
    assert said in text_of(stage.find(stage.person("Rudi"), article.ref))


async def test_a_tap_looks_again_and_proves(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    article, rudi = await unproven(stage, monkeypatch), stage.person("Rudi")
    await stage.tap(rudi, "Periksa lagi")
    assert (await again(stage, article)).state is State.A_UNPROVEN
    await mend(stage, article)
    await stage.tap(rudi, "Periksa lagi")
    assert (await again(stage, article)).state is State.A_PUBLISHED


async def test_a_later_look_proves_it_by_itself(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    article, rudi = await unproven(stage, monkeypatch), stage.person("Rudi")
    await stage.tap(rudi, "Sudah saya lihat tayang")
    await mend(stage, article)
    assert await look(stage, minutes=31) == 1
    assert (await again(stage, article)).state is State.A_PUBLISHED
    assert "Bukti tayang: halaman dapat dilihat publik" in text_of(stage.find(rudi, article.ref))


async def test_two_people_confirm_by_eye_and_the_record_says_who(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    article, rudi, siti = await unproven(stage, monkeypatch), stage.person("Rudi"), stage.person("Siti")
    await stage.tap(rudi, "Sudah saya lihat tayang")
    assert (await again(stage, article)).state is State.A_SIGHTED
    await stage.tap(siti, "Benar, sudah tayang")
    assert (await again(stage, article)).state is State.A_PUBLISHED
    card = text_of(stage.find(rudi, article.ref))
    assert "dikonfirmasi dengan mata oleh " in card
    await reported(stage, article)
    report = text_of(stage.find(siti, "Dikonfirmasi dengan mata oleh "))
    assert "Pemeriksaan halaman" not in report


async def test_what_was_known_when_it_was_confirmed_is_no_alarm_later(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, rudi, siti = await unproven(stage, monkeypatch), stage.person("Rudi"), stage.person("Siti")
    await stage.tap(rudi, "Sudah saya lihat tayang")
    await stage.tap(siti, "Benar, sudah tayang")
    for minutes in (61, 5, 10, 30, 30):
        await look(stage, minutes=minutes)
    assert "🚨" not in text_of(stage.find(siti, article.ref))
    (await page_of(stage, article)).write_text("<title>Hacked by Gh0st</title>", "utf-8")
    await look(stage, days=1)
    assert "🚨" in text_of(stage.find(siti, article.ref))


async def test_one_person_never_confirms_what_they_saw_themselves(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = await unproven(stage, monkeypatch)

    def twice(tx: Tx) -> Any:
        siti = scenes.person(tx, "Siti")
        tx.db.execute("UPDATE article SET state = 'a.sighted' WHERE id = ?", (article.id,))
        events.append(tx, Action.SIGHT.value, siti.id, Kind.ARTICLE, article.id, {})
        return engine.act(tx, siti, Kind.ARTICLE, article.id, Action.CONFIRM)

    result = await stage.bot.store.write(twice)
    assert isinstance(result, Refused)
    assert result.why is Need.SECOND


async def test_the_second_person_may_see_it_otherwise(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    article, rudi, siti = await unproven(stage, monkeypatch), stage.person("Rudi"), stage.person("Siti")
    await stage.tap(rudi, "Sudah saya lihat tayang")
    await stage.tap(siti, "Belum tampil benar")
    await stage.say(siti, "Harinya keliru: Selasa")
    assert (await again(stage, article)).state is State.A_UNPROVEN
    assert "Harinya keliru: Selasa" in text_of(stage.find(rudi, article.ref))


async def test_the_staf_can_still_write_it_again_or_give_it_back(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    article, rudi = await ready(stage), stage.person("Rudi")
    with pytest.MonkeyPatch.context() as patched:
        show_something_else(stage, patched)
        await stage.tap(rudi, "Terbitkan")
    assert (await again(stage, article)).state is State.A_UNPROVEN
    await stage.bot.store.write(
        lambda tx: scenes.move(tx, "Rudi", Kind.ARTICLE, article.id, Action.RETURN, reason="Judulnya keliru")
    )
    await stage.settle()
    assert (await again(stage, article)).state is State.A_RETURNED
    public = stage.folder / "situs" / "public" / "berita"
    assert not [p for p in public.rglob("index.html") if "pukul 08.00" in p.read_text("utf-8")]
