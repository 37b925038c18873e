"""What the bot does unasked: superiors of people it cannot reach, the morning digest, publications, page checks."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

from bot.jobs.schedule import Jobs
from bot.sop.flow import State
from bot.sop.model import Article
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import (
    FRIDAY,
    MONDAY,
    THURSDAY,
    about,
    again,
    live_cards,
    mistakes,
    urgent,
)
from tests.chat.workdays import wib
from tests.stage import Stage, text_of

# --- nobody there --------------------------------------------------------------------------------------


async def test_when_somebody_blocks_the_bot_the_superior_hears_at_once_and_once(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    rudi = stage.person("Rudi")
    for _ in range(2):
        rudi.block()
        await stage.settle()
        assert about(urgent(stage), article) == [("Siti", "unreachable")]
        rudi.unblock()
        await stage.settle()
    assert mistakes(stage) == []


async def test_a_block_in_the_evening_is_told_in_the_morning(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(THURSDAY, 15)) as stage:
        article = await scenes.bring(stage, State.A_WAITING_STAF)
        stage.clock.set(wib(THURSDAY, 21))
        stage.person("Rudi").block()
        await stage.settle()
        assert about(urgent(stage), article) == []
        stage.clock.set(wib(FRIDAY, 7, 30))
        await stage.settle()
        assert about(urgent(stage), article) == [("Siti", "unreachable")]


async def test_work_that_comes_to_somebody_who_blocked_the_bot_goes_to_the_superior_at_once(stage: Stage) -> None:
    stage.person("Hasan").block()
    await stage.settle()
    article = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    assert about(urgent(stage), article) == [("Siti", "unreachable")]
    card = text_of(stage.find(stage.person("Siti"), "tidak dapat dihubungi"))
    assert "Pejabat Berwenang Dinas Kesehatan (Hasan Basri)" in card
    await stage.advance(hours=1)  # due: nobody else could be reminded
    assert about(urgent(stage), article) == [("Siti", "copy"), ("Siti", "unreachable")]


async def test_where_the_superior_blocked_the_bot_too_the_next_one_up_hears(stage: Stage) -> None:
    for name in ("Hasan", "Siti"):
        stage.person(name).block()
    await stage.settle()
    article = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    assert about(urgent(stage), article) == [("Bambang", "unreachable")]


async def test_a_unit_without_an_official_is_put_before_the_kasubbag_at_once(stage: Stage) -> None:
    def nobody_verifies(tx: Tx) -> None:
        hasan = scenes.person(tx, "Hasan")
        tx.db.execute("UPDATE appointment SET valid_to = valid_from WHERE person_id = ?", (hasan.id,))

    await stage.bot.store.write(nobody_verifies)
    article = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    card = text_of(stage.find(stage.person("Siti"), f"Naskah {article.ref}"))
    assert "Unit ini belum memiliki pejabat berwenang di Tayang. Admin perlu mengundangnya." in card  # the one reason
    assert about(urgent(stage), article) == []


# --- the morning ---------------------------------------------------------------------------------------


async def test_the_digest_comes_once_a_working_day_to_those_who_have_something_to_do(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(FRIDAY, 7, 31)) as stage:
        await scenes.bring(stage, State.A_WAITING_VERIFIER)

        async def digests(at: datetime) -> int:
            stage.clock.set(at)
            count = await stage.bot.digest()
            await stage.settle()
            return count

        said = len(stage.outside.log.of("sendMessage"))
        assert await digests(wib(FRIDAY, 7, 44)) == 0
        assert await digests(wib(FRIDAY, 7, 46)) == 2  # Hasan, and Siti for the disposisi that collects
        assert "Selamat pagi" in text_of(stage.person("Hasan").last)
        assert await digests(wib(FRIDAY, 9)) == 0
        assert await digests(wib(date(2026, 11, 28), 8)) == 0
        assert await digests(wib(date(2026, 11, 29), 8)) == 0
        assert "Segel catatan hari ini" in text_of(stage.person("Fitri").last)
        assert sum("masih perkiraan" in text_of(m) for m in stage.person("Fitri").received) == 1  # feasts of next year
        # the two, and for the admin the record's seal and those feasts
        assert len(stage.outside.log.of("sendMessage")) - said == 4
        assert stage.person("Yuni").received == []
        assert await digests(wib(MONDAY, 8)) == 2


# --- by itself -----------------------------------------------------------------------------------------


async def test_a_scheduled_publication_starts_at_its_time(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_SCHEDULED)
    at = cast("Article", article).scheduled_at
    assert at is not None
    await stage.at(at - timedelta(seconds=1))
    assert (await again(stage, article)).state is State.A_SCHEDULED
    await stage.at(at)
    assert (await again(stage, article)).state is State.A_PUBLISHED
    assert "Bukti tayang" in text_of(stage.find(stage.person("Rudi"), "Bukti tayang"))


async def test_a_page_that_changed_or_vanished_alarms_the_staf_and_the_kasubbag(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    live = stage.clock.now()
    url = cast("Article", await again(stage, article)).remote_url
    assert url is not None
    page = stage.folder / "situs" / "public" / url.partition("/situs/")[2] / "index.html"
    as_published = page.read_text()

    async def look(after_publication: timedelta) -> int:
        stage.clock.set(live + after_publication + timedelta(minutes=1))
        count = await stage.bot.website.look_again()
        await stage.settle()
        return count

    assert await look(timedelta(minutes=58)) == 0
    assert await look(timedelta(hours=1)) == 1
    assert await look(timedelta(hours=1)) == 0
    assert urgent(stage) == []
    page.write_text(as_published.replace("mulai Senin", "mulai Selasa"))
    assert await look(timedelta(hours=24, minutes=2)) == 1
    assert urgent(stage) == []  # one failed look is no alarm
    assert await look(timedelta(hours=24, minutes=7)) == 1
    assert await look(timedelta(hours=24, minutes=17)) == 1
    alarmed = [("Dewi", "alarm"), ("Rudi", "alarm"), ("Siti", "alarm")]
    assert about(urgent(stage), article) == alarmed
    page.write_text(as_published)
    assert await look(timedelta(hours=25)) == 1
    page.unlink()
    for minutes in (0, 5, 15):
        assert await look(timedelta(days=8, minutes=minutes)) == 1
    assert about(urgent(stage), article) == sorted(2 * alarmed)
    page.write_text(as_published)
    assert await look(timedelta(days=9)) == 1
    assert await look(timedelta(days=60)) == 0
    assert live_cards(stage.person("Siti"), article) == 1


async def test_a_run_handed_over_just_before_the_stop_is_finished() -> None:
    finished = []

    async def job() -> None:
        await asyncio.sleep(0.01)
        finished.append(True)

    jobs = Jobs()
    jobs.every(3600, "tick", job)
    jobs.start()
    scheduler = jobs._scheduler
    scheduler._lookup_executor("default").submit_job(scheduler.get_job("tick"), [datetime.now(UTC)])
    await jobs.stop()
    assert finished == [True]
