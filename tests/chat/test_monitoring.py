"""After the proof: what Staf and Kasubbag read when a page vanishes, changes or is hacked, and what they can do."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.desk.publishing import monitoring
from bot.desk.publishing.monitoring import Inspection
from bot.desk.publishing.publish import Look
from bot.outbox.website import monitor
from bot.rehearsal.phone import Phone
from bot.sitewatch import watch as sitewatch
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article
from bot.sop.press import Press
from storage import alarms, articles
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import about, again, urgent
from tests.stage import Stage, labels, text_of

ALARMED = [("Dewi", "alarm"), ("Rudi", "alarm"), ("Siti", "alarm")]
SPAM = "<p>Slot gacor <b>maxwin</b> hari ini</p></main>"


async def live(stage: Stage) -> tuple[Article, Path]:
    """An article that was published and proven, and the file of its page."""
    article = await stage.bot.store.write(scenes.article, State.A_WAITING_STAF)
    await stage.settle()
    await stage.tap(stage.person("Rudi"), "Terbitkan", on=article.ref)
    return article, await page_of(stage, article)


async def page_of(stage: Stage, article: Article) -> Path:
    found = await stage.bot.store.read(articles.get, article.id)
    assert found is not None
    assert found.state is State.A_PUBLISHED
    return stage.folder / "situs" / "public" / str(found.remote_url).partition("/situs/")[2] / "index.html"


async def look(stage: Stage, **span: float) -> int:
    """Let time pass and the job of looks run; gives how many pages were looked at."""
    stage.clock.set(stage.clock.now() + timedelta(**span))
    count = await stage.bot.website.look_again()
    await stage.settle()
    return count


async def hacked(stage: Stage) -> tuple[Article, Path]:
    """A page on which gambling spam was found at the look after an hour."""
    article, page = await live(stage)
    page.write_text(page.read_text("utf-8").replace("</main>", SPAM), "utf-8")
    assert await look(stage, hours=1) == 1
    return article, page


def clean(page: Path) -> None:
    """Somebody takes the spam off."""
    page.write_text(page.read_text("utf-8").replace(SPAM, "</main>"), "utf-8")


def card(stage: Stage, person: Phone, article: Article) -> dict[str, Any]:
    return stage.find(person, f"Naskah {article.ref}")


# --- when it alarms ------------------------------------------------------------------------------------


async def test_a_site_that_is_down_for_a_minute_alarms_nobody(stage: Stage) -> None:
    article, page = await live(stage)
    away = page.rename(page.with_suffix(".away"))
    assert await look(stage, hours=1) == 1
    away.rename(page)
    assert await look(stage, minutes=5) == 1
    assert about(urgent(stage), article) == []
    assert await look(stage, hours=22) == 0
    assert await look(stage, hours=1, minutes=10) == 1


async def test_a_page_that_stays_away_is_told_after_three_looks_in_a_quarter_of_an_hour(stage: Stage) -> None:
    article, page = await live(stage)
    page.unlink()
    assert await look(stage, hours=1) == 1
    assert await look(stage, minutes=4) == 0
    assert await look(stage, minutes=1) == 1
    assert about(urgent(stage), article) == []
    assert await look(stage, minutes=10) == 1
    assert about(urgent(stage), article) == ALARMED
    shown = text_of(card(stage, stage.person("Siti"), article))
    assert "Mohon periksa halaman ini" in shown
    assert "Peringatan sejak pukul 10.15 WIB" in shown
    assert "Situs web menjawab dengan pesan galat. HTTP 404" in shown
    assert "Tautan: 127.0.0.1" in shown


async def test_foreign_words_are_told_at_the_first_look_and_quoted_safely(stage: Stage) -> None:
    article, _ = await hacked(stage)
    assert about(urgent(stage), article) == ALARMED
    message = card(stage, stage.person("Rudi"), article)
    assert (
        "Ada tulisan promosi (judi, pinjaman, obat, dan sejenisnya) yang bukan dari naskah: Slot gacor maxwin hari ini"
        in text_of(message)
    )
    [quoted] = [e for e in message["entities"] if e["type"] == "code"]
    units = text_of(message).encode("utf-16-le")
    shown = units[quoted["offset"] * 2 : (quoted["offset"] + quoted["length"]) * 2].decode("utf-16-le")
    assert shown == "Slot gacor maxwin hari ini"
    assert "Bukti tayang: halaman dapat dilihat publik" in text_of(message)


async def test_a_page_full_of_spam_still_says_what_to_do(stage: Stage) -> None:
    article, page = await live(stage)
    spam = "".join(
        f"<p>Slot gacor maxwin {n} {'x' * 200}</p>"
        f'<p style="display:none"><a href="https://s{n}.example/{"y" * 200}">z</a>'
        f'<script src="https://j{n}.example/{"z" * 200}"></script><h2>Hacked by {"w" * 200} {n}</h2>'
        for n in range(40)
    )
    page.write_text(page.read_text("utf-8").replace("</main>", f"{spam}</main>"), "utf-8")
    await look(stage, hours=1)
    message = card(stage, stage.person("Siti"), article)
    assert "temuan lagi" in text_of(message)
    assert not text_of(message).endswith("…")
    assert "✔ Sudah ditangani" in labels(message)


async def test_only_staf_and_kasubbag_read_the_alarm(stage: Stage) -> None:
    article, _ = await hacked(stage)
    for name in ("Rina", "Hasan", "Bambang"):
        assert all("Peringatan sejak" not in text_of(m) for m in stage.person(name).received), name
    assert "Peringatan sejak" not in text_of(card(stage, stage.person("Rina"), article))


async def test_it_says_on_the_same_card_when_the_page_is_well_again(stage: Stage) -> None:
    article, page = await hacked(stage)
    siti = stage.person("Siti")
    messages = len(siti.received)
    clean(page)
    assert await look(stage, minutes=30) == 1
    message = card(stage, siti, article)
    assert len(siti.received) == messages
    assert "Halaman kembali seperti yang disetujui, pukul 10.30 WIB." in text_of(message)
    assert "Peringatan sejak" not in text_of(message)
    assert not [label for label in labels(message) if "ditangani" in label]
    assert await look(stage, hours=22) == 0


async def test_one_alarm_is_one_card_however_often_it_is_looked_at(stage: Stage) -> None:
    article, _ = await hacked(stage)
    for _ in range(4):
        assert await look(stage, minutes=30) == 1
    assert about(urgent(stage), article) == ALARMED
    assert "Diperiksa terakhir pukul 12.00 WIB" in text_of(card(stage, stage.person("Siti"), article))


async def test_a_look_that_raises_stops_no_other(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, _ = await live(stage)
    second, page = await live(stage)
    page.write_text(page.read_text("utf-8").replace("</main>", SPAM), "utf-8")
    real = sitewatch.watch

    def watch(url: str, *args: Any, **named: Any) -> Any:
        if url == first_url:
            raise ZeroDivisionError
        return real(url, *args, **named)

    found = await stage.bot.store.read(articles.get, first.id)
    assert found is not None
    first_url = found.remote_url
    monkeypatch.setattr(monitor, "watch", watch)
    with caplog.at_level("CRITICAL"):
        assert await look(stage, hours=1) == 2
    assert about(urgent(stage), second) == ALARMED
    assert await look(stage, minutes=59) == 1  # the second's, while its alarm is open
    monkeypatch.undo()
    assert await look(stage, minutes=1) == 2 - 1


async def test_the_front_page_is_looked_at_too_and_told_of_once(stage: Stage) -> None:
    first, _ = await live(stage)
    second, _ = await live(stage)
    front = stage.folder / "situs" / "public" / "index.html"
    front.write_text(front.read_text("utf-8").replace("<main", "<h1>Hacked by Gh0st</h1><main", 1), "utf-8")
    assert await look(stage, hours=1) == 2
    told = [*about(urgent(stage), first), *about(urgent(stage), second)]
    assert sorted(told) == ALARMED
    shown = text_of(stage.find(stage.person("Siti"), "Di halaman depan situs"))
    assert "Di halaman depan situs: Ada tulisan peretas: Hacked by Gh0st" in shown


async def test_spam_that_is_there_from_the_start_is_told_right_after_publishing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sitewatch.watch

    def spammed(*args: Any, **named: Any) -> Any:
        for page in (stage.folder / "situs" / "public" / "berita").rglob("index.html"):
            page.write_text(page.read_text("utf-8").replace("</main>", SPAM, 1), "utf-8")
        return real(*args, **named)

    monkeypatch.setattr(monitor, "watch", spammed)
    article, _ = await live(stage)
    assert about(urgent(stage), article) == ALARMED


# --- what people do about it ---------------------------------------------------------------------------


async def test_the_kasubbag_says_that_it_is_handled_and_the_card_names_her(stage: Stage) -> None:
    article, _ = await hacked(stage)
    siti, rudi = stage.person("Siti"), stage.person("Rudi")
    assert await stage.tap(siti, "Sudah ditangani") == (
        "Tercatat: Anda yang menangani. Halaman tetap diperiksa sesuai jadwal."
    )
    shown = text_of(card(stage, rudi, article))
    assert "Peringatan ditandai sudah ditangani oleh Siti" in shown
    assert "Peringatan sejak" not in shown


async def test_what_was_handled_is_not_told_again_but_what_is_new_is(stage: Stage) -> None:
    article, page = await hacked(stage)
    await stage.tap(stage.person("Siti"), "Sudah ditangani")
    assert await look(stage, hours=25) == 1
    assert about(urgent(stage), article) == ALARMED
    page.write_text(page.read_text("utf-8").replace("</main>", "<p>Bandar togel terpercaya</p></main>"), "utf-8")
    assert await look(stage, days=7) == 1
    assert about(urgent(stage), article) == sorted(2 * ALARMED)


async def test_a_second_tap_on_an_alarm_that_is_over_is_answered(stage: Stage) -> None:
    article, _ = await hacked(stage)
    rudi = stage.person("Rudi")
    old = card(stage, rudi, article)
    await stage.tap(stage.person("Siti"), "Sudah ditangani")
    now = await again(stage, article)
    rudi.press(old, data=Press("hdl", Kind.ARTICLE, article.id, now.version).pack())
    await stage.settle()
    assert rudi.answers[-1].text == "Peringatan ini sudah selesai. Kartu sudah diperbarui."


@pytest.mark.parametrize("name", ["Rina", "Hasan", "Bambang", "Fitri"])
@pytest.mark.parametrize("verb", ["lok", "hdl", "rep"])
async def test_nobody_else_can_act_on_an_alarm(stage: Stage, name: str, verb: str) -> None:
    article, _ = await hacked(stage)
    other = stage.person(name)
    await stage.say(other, "/status")
    before = await stage.bot.store.read(scenes.lasting)
    now = await again(stage, article)
    other.press(other.last, data=Press(verb, Kind.ARTICLE, article.id, now.version).pack())
    await stage.settle()
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}
    assert await stage.bot.store.read(alarms.last_alarm, article.id, "") is not None


async def test_the_staf_publishes_a_lost_page_again_and_the_alarm_ends(stage: Stage) -> None:
    article, page = await live(stage)
    page.unlink()
    for span in ({"hours": 1.0}, {"minutes": 5.0}, {"minutes": 10.0}):
        await look(stage, **span)
    rudi, siti = stage.person("Rudi"), stage.person("Siti")
    assert "🌐 Terbitkan ulang" in labels(card(stage, rudi, article))
    assert "🌐 Terbitkan ulang" not in labels(card(stage, siti, article))
    await stage.tap(rudi, "Terbitkan ulang")
    assert "mulai Senin" in page.read_text("utf-8")
    assert "Halaman kembali seperti yang disetujui" in text_of(card(stage, siti, article))
    assert "Terbitkan ulang" not in " ".join(labels(card(stage, rudi, article)))


async def test_the_staf_asks_for_a_look_at_once(stage: Stage) -> None:
    article, page = await hacked(stage)
    clean(page)
    stage.clock.set(stage.clock.now() + timedelta(minutes=3))
    answer = await stage.tap(stage.person("Rudi"), "Periksa lagi sekarang")
    assert answer == "Sedang diperiksa. Hasilnya tampil pada kartu ini."
    assert "kembali seperti yang disetujui, pukul 10.03 WIB" in text_of(card(stage, stage.person("Siti"), article))


async def test_publishing_again_is_not_offered_where_it_would_not_help(stage: Stage) -> None:
    article, _ = await hacked(stage)
    assert labels(card(stage, stage.person("Rudi"), article))[:2] == ["🔎 Periksa lagi sekarang", "✔ Sudah ditangani"]
    assert "Terbitkan ulang" not in " ".join(labels(card(stage, stage.person("Rudi"), article)))


async def test_a_withdrawn_page_is_watched_no_more(stage: Stage) -> None:
    article, _ = await hacked(stage)
    await stage.bot.store.write(
        lambda tx: scenes.move(tx, "Siti", Kind.ARTICLE, article.id, Action.WITHDRAW, reason="Situs diretas")
    )
    await stage.settle()
    assert "Peringatan sejak" not in text_of(card(stage, stage.person("Siti"), article))
    assert await look(stage, days=8) == 0


async def test_a_page_under_correction_is_left_alone_until_it_is_published_anew(stage: Stage) -> None:
    article, _ = await live(stage)
    await stage.bot.store.write(
        lambda tx: scenes.move(tx, "Siti", Kind.ARTICLE, article.id, Action.CORRECT, reason="Salah tanggal")
    )
    await stage.settle()
    assert await look(stage, hours=1) == 1
    assert about(urgent(stage), article) == []
    await stage.bot.store.write(lambda tx: scenes.move(tx, "Rina", Kind.ARTICLE, article.id, Action.CANCEL))
    assert await look(stage, minutes=59) == 0
    assert await look(stage, minutes=1) == 1


# --- the certificate ------------------------------------------------------------------------------------


async def test_a_certificate_that_ends_soon_is_told_once(stage: Stage) -> None:
    article, _ = await live(stage)
    seen = Inspection(Look(True, "ok", "", "", 200, ""), (), None, days_left=5)

    def twice(tx: Tx) -> None:
        monitoring.first_seen(tx, article.id, seen)
        monitoring.first_seen(tx, article.id, seen)

    await stage.bot.store.write(twice)
    await stage.settle()
    for name in ("Rudi", "Siti", "Fitri"):
        told = [m for m in stage.person(name).received if "Sertifikat HTTPS situs web berakhir 5 hari" in text_of(m)]
        assert len(told) == 1, name
    assert all("Sertifikat" not in text_of(m) for m in stage.person("Rina").received)
