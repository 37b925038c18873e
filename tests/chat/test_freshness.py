"""A section goes stale: its owner, the Kasubbag and the Kabag hear of it, and it becomes fresh again in three ways."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import cast
from bot.sop.flow import State
from bot.sop.freshness import Freshness, Own, Watched
from bot.sop.office import Office
from storage import dispositions
from storage.store import Tx
from tests.chat import scenes
from tests.stage import MORNING, Stage, labels, text_of

#: The Monday after Christmas, 34 days after the first look.
STALE = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)


def policy(url: str) -> Freshness:
    """Pengumuman is kept by Dinas Kesehatan and fresh for 30 days; a page kept by hand for 180; the rest for 90."""
    page = Watched("profil", "Profil Daerah", 180, "", page=f"{url}profil.html", by_hand=True)
    return Freshness(own={"pengumuman": Own("Dinas Kesehatan", 30)}, pages=(page,))


@pytest.fixture
async def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    """The office with sections that have owners."""
    usual = cast.office

    def office(url: str) -> Office:
        return replace(usual(url), freshness=policy(url))

    monkeypatch.setattr(cast, "office", office)
    async with Stage(tmp_path) as playing:
        write_page(playing, "Kabupaten Nusaraya berdiri pada tahun 1950 dan terdiri atas dua belas kecamatan.")
        await look(playing)
        yield playing


def write_page(stage: Stage, words: str) -> None:
    """Change the page that is kept by hand, as somebody does on the server."""
    html = (
        f"<!doctype html><title>Profil</title><nav>{datetime.now(UTC)}</nav><main><h1>Profil</h1><p>{words}</p></main>"
    )
    (stage.folder / "situs" / "public" / "profil.html").write_text(html)


async def look(stage: Stage, at: datetime | None = None) -> None:
    """Let the hourly job run, at a moment of its own."""
    if at is not None:
        stage.clock.set(at)
    await stage.bot.freshness.look()
    await stage.settle()


#: When the ladder is at its end: the unit had its time, and the Kasubbag as much again.
LAST = STALE + timedelta(days=9)


async def stays_stale(stage: Stage) -> None:
    """Nobody does anything about Pengumuman, up to the Kabag's turn."""
    for at in (STALE, STALE + timedelta(days=3), LAST):
        await look(stage, at)


def told(stage: Stage, name: str, words: str) -> int:
    """Count the messages of the bot to somebody that have these words."""
    return sum(words in text_of(message) for message in stage.person(name).received)


def drafts(tx: Tx) -> list[str]:
    """List what the proposals before the Kabag are about."""
    return [order.subject for order in dispositions.in_states(tx, State.D_DRAFT)]


async def test_a_stale_section_is_told_its_owner_then_the_kasubbag_and_the_kabag_sends_it_with_one_tap(
    stage: Stage,
) -> None:
    await look(stage, STALE - timedelta(days=5))
    assert told(stage, "Rina", "usang") == 0
    await look(stage, STALE)
    assert told(stage, "Rina", "Pengumuman di Portal Kabupaten Nusaraya sudah usang") == 1
    assert (told(stage, "Siti", "usang"), told(stage, "Tono", "usang"), told(stage, "Bambang", "usang")) == (0, 0, 0)

    await look(stage, STALE + timedelta(hours=5))
    await look(stage, STALE + timedelta(days=3))
    assert told(stage, "Siti", "Pengumuman di Portal Kabupaten Nusaraya sudah usang") == 1
    assert await stage.bot.store.read(drafts) == []  # the unit had its time, now the Kasubbag has as much
    await look(stage, STALE + timedelta(days=4))
    assert await stage.bot.store.read(drafts) == []
    await look(stage, LAST)
    assert told(stage, "Rina", "sudah usang") == 1
    assert told(stage, "Siti", "Pengumuman di Portal Kabupaten Nusaraya sudah usang") == 1
    card = stage.find(stage.person("Bambang"), "Diusulkan karena Pengumuman")
    assert "Pembaruan Pengumuman" in text_of(card)
    assert "Dinas Kesehatan" in text_of(card)
    assert "Mohon Pengumuman pada Portal Kabupaten Nusaraya segera diperbarui" in text_of(card)
    assert "batas 30" not in text_of(card)  # a Kabag writes no figures of a machine

    answer = await stage.tap(stage.person("Bambang"), "Kirim disposisi", on="Pembaruan Pengumuman")
    assert "Siti Aminah" in answer
    assert "Pembaruan Pengumuman" in text_of(stage.find(stage.person("Rina"), "Pembaruan Pengumuman"))
    await look(stage, LAST + timedelta(days=1))
    assert await stage.bot.store.read(drafts) == []
    assert stage.outside.refusals() == []


async def test_what_went_stale_at_night_is_told_when_the_office_opens(stage: Stage) -> None:
    night = datetime(2026, 12, 27, 18, 0, tzinfo=UTC)  # Monday 01.00
    await look(stage, night)
    assert told(stage, "Rina", "usang") == 0
    await stage.at(datetime(2026, 12, 28, 0, 31, tzinfo=UTC))
    assert told(stage, "Rina", "usang") == 1


async def test_checked_still_right_begins_the_clock_anew_with_a_name_and_takes_the_proposal_back(stage: Stage) -> None:
    await stays_stale(stage)
    assert await stage.bot.store.read(drafts) == ["Pembaruan Pengumuman"]
    answer = await stage.tap(stage.person("Rina"), "Sudah dicek, masih berlaku")
    assert "Pengumuman sudah dicek" in answer
    assert await stage.bot.store.read(drafts) == []
    assert told(stage, "Bambang", "ditarik: Pengumuman sudah dicek dan masih berlaku") == 1
    await stage.say(stage.person("Siti"), "/kesegaran")
    assert "dicek Rina Kartika, 6 Jan 2027" in text_of(stage.find(stage.person("Siti"), "Papan Kesegaran –"))
    await look(stage, LAST + timedelta(days=29))
    assert told(stage, "Rina", "sudah usang") == 1
    await look(stage, LAST + timedelta(days=33))
    assert told(stage, "Rina", "sudah usang") == 2


async def test_who_keeps_another_section_cannot_vouch_for_this_one(stage: Stage) -> None:
    await stays_stale(stage)
    tono = stage.person("Tono")
    await stage.say(tono, "/kesegaran")
    await stage.tap(tono, "Pengumuman")
    assert not any("Sudah dicek" in label for m in tono.received for label in labels(m))
    message = stage.find(tono, "Papan Kesegaran –")
    for forged in ("c.pengumuman", "d.pengumuman"):
        tono.press(message, data=f"1:ksg:-0:0:{forged}")
        await stage.settle()
        assert tono.answers[-1].show_alert
    assert await stage.bot.store.read(drafts) == ["Pembaruan Pengumuman"]


@pytest.mark.parametrize("arg", ["c.", "s.nirwana", "x.pengumuman", "h." + "x" * 20, "d.'--"])
async def test_a_made_up_button_is_answered_and_changes_nothing(stage: Stage, arg: str) -> None:
    siti = stage.person("Siti")
    await stage.say(siti, "/kesegaran")
    before = await stage.bot.store.read(scenes.lasting)
    siti.press(stage.find(siti, "Papan Kesegaran –"), data=f"1:ksg:-0:0:{arg}")
    await stage.settle()
    assert siti.answers[-1].show_alert
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}


async def test_our_own_publication_makes_it_fresh_at_once(stage: Stage) -> None:
    await stays_stale(stage)

    def publish(tx: Tx) -> None:
        found = scenes.draft(tx)
        tx.db.execute("UPDATE article SET section = 'pengumuman' WHERE id = ?", (found.id,))
        scenes.move_on(tx, found.id, State.A_PUBLISHED)

    await stage.bot.store.write(publish)
    await stage.settle()
    assert await stage.bot.store.read(drafts) == []
    assert told(stage, "Bambang", "ditarik: Pengumuman sudah diperbarui") == 1
    await stage.say(stage.person("Bambang"), "/kesegaran")
    assert "terakhir 6 Jan 2027 (terbitan kita)" in text_of(stage.find(stage.person("Bambang"), "Papan Kesegaran –"))


async def test_a_page_kept_by_hand_is_fresh_again_when_its_own_words_change(stage: Stage) -> None:
    later = MORNING + timedelta(days=100)
    write_page(stage, "Kabupaten Nusaraya berdiri pada tahun 1950 dan terdiri atas dua belas kecamatan.")
    await look(stage, later)  # only the moment in its menu is another
    assert "profil" not in await stage.bot.store.read(updated)
    write_page(stage, "Kabupaten Nusaraya kini terdiri atas empat belas kecamatan setelah pemekaran wilayah.")
    await look(stage, later + timedelta(hours=1))
    assert (await stage.bot.store.read(updated))["profil"] == "page"


def updated(tx: Tx) -> dict[str, str]:
    """Which sections were seen to be updated, by which source."""
    return dict(tx.db.execute("SELECT key, source FROM freshness WHERE last_at IS NOT NULL").fetchall())


async def test_a_website_that_cannot_be_read_is_no_stale_one(stage: Stage) -> None:
    page = stage.folder / "situs" / "public" / "profil.html"
    page.rename(page.with_suffix(".away"))
    at = MORNING + timedelta(days=182)
    for day in range(3):
        await look(stage, at + timedelta(days=day))
    assert told(stage, "Siti", "Profil Daerah di Portal") == 0
    siti = stage.person("Siti")
    await stage.say(siti, "/kesegaran")
    board = text_of(stage.find(siti, "Papan Kesegaran –"))
    assert "Profil Daerah: belum pasti, situs tidak terbaca" in board
    assert "terakhir terbaca 24 Nov 2026" in board
    page.with_suffix(".away").rename(page)
    await look(stage, at + timedelta(days=3))
    assert told(stage, "Siti", "Profil Daerah di Portal") == 1


async def test_a_look_made_twice_tells_once(stage: Stage) -> None:
    await stays_stale(stage)
    await stage.bot.stop()
    await stage.start_bot()
    await look(stage)
    assert told(stage, "Rina", "sudah usang") == 1
    assert await stage.bot.store.read(drafts) == ["Pembaruan Pengumuman"]


async def test_a_website_nobody_kept_puts_few_proposals_before_the_kabag_at_a_time(stage: Stage) -> None:
    for days in (204, 209, 218):
        await look(stage, MORNING + timedelta(days=days))
    assert len(await stage.bot.store.read(drafts)) == 2
    assert await stage.bot.store.read(lambda tx: len(events_of(tx))) == 5


def events_of(tx: Tx) -> list[str]:
    """The sections whose going stale is on the record."""
    return [row[0] for row in tx.db.execute("SELECT data FROM event WHERE what = 'section_stale'")]


async def test_the_board_is_a_picture_and_words_with_ones_own_sections_first(stage: Stage) -> None:
    await look(stage, STALE)
    hasan, bambang = stage.person("Hasan"), stage.person("Bambang")
    await stage.say(hasan, "/kesegaran")
    assert "photo" in stage.find(hasan, "Papan Kesegaran, ")
    board = text_of(stage.find(hasan, "Papan Kesegaran –"))
    assert board.index("Pengumuman") < board.index("Berita")
    assert "umur 34 hari, batas 30" in board
    await stage.say(bambang, "/kesegaran")
    await stage.tap(bambang, "Pengumuman")
    await stage.tap(bambang, "Riwayat")
    assert "photo" in stage.find(bambang, "Pengumuman: usang 4 hari")
    answer = await stage.tap(bambang, "Buat disposisi")
    assert answer
    assert await stage.bot.store.read(drafts) == ["Pembaruan Pengumuman"]


async def test_a_stranger_sees_no_board(stage: Stage) -> None:
    joko = stage.stranger()
    await stage.say(joko, "/kesegaran")
    assert not any("Kesegaran" in text_of(message) for message in joko.received)


async def test_a_proposal_the_kabag_drops_comes_back_only_when_asked_for(stage: Stage) -> None:
    await stays_stale(stage)
    bambang = stage.person("Bambang")
    await stage.tap(bambang, "Tidak jadi", on="Pembaruan Pengumuman")
    await stage.tap(bambang, "Ya")
    assert await stage.bot.store.read(drafts) == []
    await look(stage, LAST + timedelta(hours=1))
    assert await stage.bot.store.read(drafts) == []
    await stage.say(bambang, "/kesegaran")
    await stage.tap(bambang, "Pengumuman")
    await stage.tap(bambang, "Buat disposisi")
    assert await stage.bot.store.read(drafts) == ["Pembaruan Pengumuman"]
