"""Published, and not proven yet: never told as a failure, looked at again, confirmed by eye by two people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from bot.cms.base import PublishError
from bot.desk.workflow import engine
from bot.desk.workflow.engine import Refused
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article
from bot.sop.needs import Need
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


def stores(stage: Stage, monkeypatch: pytest.MonkeyPatch, alter: Callable[[str], str]) -> None:
    """Let the website's interface confirm the page and say that it keeps something else."""
    publisher: Any = stage.bot.website._publisher
    real = publisher.read_back
    monkeypatch.setattr(publisher, "read_back", lambda remote: alter(real(remote)))


async def test_what_the_interface_keeps_otherwise_is_published_with_the_difference_quoted(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, rudi = await ready(stage), stage.person("Rudi")
    stores(stage, monkeypatch, lambda html: html.replace("mulai Senin", "mulai Selasa"))
    await stage.tap(rudi, "Terbitkan")
    assert (await again(stage, article)).state is State.A_UNPROVEN
    for person in (rudi, stage.person("Siti")):
        card = text_of(stage.find(person, article.ref))
        assert "Terbit, belum terbukti." in card
        assert "Situs web menyimpan isi yang berbeda" in card
        assert "mulai Selasa" in card
        assert "Tautan: " in card
        assert "gagal" not in card
        assert "belum berhasil" not in card
    await stage.tap(rudi, "Periksa lagi")  # visitors read what was approved: that is what counts
    assert (await again(stage, article)).state is State.A_PUBLISHED


async def test_a_website_that_shuts_after_it_took_the_page_is_looked_at_as_a_visitor(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = await ready(stage)

    def shut(html: str) -> str:
        raise PublishError("firewall", "HTTP 403, Wordfence", again=False)

    stores(stage, monkeypatch, shut)
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert (await again(stage, article)).state is State.A_PUBLISHED


@pytest.mark.parametrize("error", [
    PublishError("timeout", "POST: no answer", again=True),
    PublishError("answer_odd", "no JSON", again=False),
    PublishError("mark_lost", "stored without our comment", again=False),
])  # fmt: skip
async def test_an_error_after_the_page_went_public_is_no_failure(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, error: PublishError
) -> None:
    article, publisher = await ready(stage), cast("Any", stage.bot.website._publisher)
    real = publisher.publish

    def publish(*told: Any) -> Any:
        real(*told)
        raise error

    monkeypatch.setattr(publisher, "publish", publish)
    monkeypatch.setattr(publisher, "correct", publish)
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert (await again(stage, article)).state is State.A_PUBLISHED


def two_paragraphs(tx: Tx) -> Article:
    """An article of Rina's with two paragraphs, ready to be published."""
    text = f"{scenes.TEXT}\n\nWarga membawa buku KIA dan kartu identitas anak."
    return scenes.move_on(tx, scenes.draft(tx, text=text).id, State.A_WAITING_STAF)


async def test_a_paragraph_put_between_ours_is_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    article = await stage.bot.store.write(two_paragraphs)
    await stage.settle()
    show(stage, monkeypatch, lambda html: html.replace("08.00.</p>", "08.00.</p><p>Acara ini dibatalkan.</p>", 1))
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    card = text_of(stage.find(stage.person("Rudi"), article.ref))
    assert "Terbit, belum terbukti." in card, card
    assert "di antara naskah ada tulisan yang tidak disetujui" in card
    assert "acara ini dibatalkan" in card


async def by_eye(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Article:
    """Two people confirm the page whose theme shows another day."""
    article = await unproven(stage, monkeypatch)
    await stage.tap(stage.person("Rudi"), "Sudah saya lihat tayang")
    await stage.tap(stage.person("Siti"), "Benar, sudah tayang")
    return article


async def test_a_page_confirmed_by_eye_is_withdrawn_as_any_other(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    article = await by_eye(stage, monkeypatch)
    page = await page_of(stage, article)
    assert "mulai Selasa" in page.read_text("utf-8")
    await stage.bot.store.write(
        lambda tx: scenes.move(tx, "Siti", Kind.ARTICLE, article.id, Action.WITHDRAW, reason="Jadwalnya keliru")
    )
    await stage.settle()
    assert (await again(stage, article)).state is State.A_WITHDRAWN
    shown = page.read_text("utf-8")
    assert "Jadwalnya keliru" in shown
    assert "mulai" not in shown


async def corrected(stage: Stage) -> None:
    """Siti finds a fault, Rina writes it right, Hasan approves, Siti hands it on: Rudi is to publish it."""
    siti, rina = stage.person("Siti"), stage.person("Rina")
    await stage.tap(siti, "Perbaiki (ralat)")
    await stage.say(siti, "Jamnya keliru")
    await stage.tap(rina, "Perbaiki naskah")
    await stage.tap(rina, "Ganti seluruh teks")
    await stage.say(rina, scenes.TEXT.replace("08.00", "10.00"))
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(stage.person("Hasan"), "Setujui perubahan")
    await stage.tap(siti, "Siap entry → Rudi")


async def test_a_page_confirmed_by_eye_is_corrected_and_proven_anew(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        article = await by_eye(stage, patched)
    rudi, page = stage.person("Rudi"), await page_of(stage, article)
    await corrected(stage)
    await stage.tap(rudi, "Terbitkan")
    found = await again(stage, article)
    assert (found.state, cast("Article", found).published_revision) == (State.A_PUBLISHED, 2)
    assert "pukul 10.00" in page.read_text("utf-8")
    card = text_of(stage.find(rudi, article.ref))
    assert "Bukti tayang: halaman dapat dilihat publik" in card
    assert "dikonfirmasi dengan mata" not in card
    page.write_text(page.read_text("utf-8").replace("mulai Senin", "mulai Selasa"), "utf-8")
    for minutes in (61, 5, 10, 30):  # what two people let pass then is no excuse for the page of now
        await look(stage, minutes=minutes)
    assert "🚨" in text_of(stage.find(stage.person("Siti"), article.ref))


async def test_a_correction_that_is_not_proven_is_confirmed_by_eye_too(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = await by_eye(stage, monkeypatch)
    rudi, siti = stage.person("Rudi"), stage.person("Siti")
    await corrected(stage)
    await stage.tap(rudi, "Terbitkan")
    assert (await again(stage, article)).state is State.A_UNPROVEN
    card = text_of(stage.find(rudi, article.ref))
    assert "Terbit, belum terbukti." in card
    assert "dikonfirmasi dengan mata" not in card  # that was another text
    await stage.tap(rudi, "Sudah saya lihat tayang")
    await stage.tap(siti, "Benar, sudah tayang")
    found = await again(stage, article)
    assert (found.state, cast("Article", found).published_revision) == (State.A_PUBLISHED, 2)
    assert "dikonfirmasi dengan mata oleh " in text_of(stage.find(rudi, article.ref))
