"""The office's clock, real or fast, and the few jobs that run by it."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from telegram.error import InvalidToken

from bot.app import Settings, Tayang
from bot.cli import cast
from bot.clock import Clock
from bot.cms.kinds import publisher
from bot.jobs.schedule import Jobs
from bot.rehearsal.door import Door
from bot.rehearsal.office import Rehearsal
from storage.store import Store
from tests.moving.support import until
from tests.stage import MORNING


def test_the_real_clock_is_aware_and_in_utc() -> None:
    assert abs(Clock().now() - datetime.now(UTC)) < timedelta(seconds=1)
    assert Clock().now().tzinfo is UTC


def test_a_fast_clock_starts_where_it_is_told_and_runs_as_fast_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    passed = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: passed)
    clock = Clock(MORNING, speed=60)
    assert clock.now() == MORNING
    passed += 2
    assert clock.now() == MORNING + timedelta(minutes=2)
    assert clock.after(5) == clock.now() + timedelta(minutes=5)
    assert clock.real_seconds(clock.now() + timedelta(minutes=3)) == 3.0
    assert clock.real_seconds(MORNING) == 0.0


async def test_a_job_that_raises_is_logged_and_runs_again(caplog: pytest.LogCaptureFixture) -> None:
    runs: list[int] = []

    async def job() -> None:
        runs.append(1)
        if len(runs) == 1:
            raise ValueError

    jobs = Jobs()
    jobs.every(0.02, "tick", job)
    assert jobs.age("tick") is None
    jobs.start()
    await until(lambda: len(runs) >= 3)
    await jobs.stop()
    assert "job tick failed" in caplog.text
    age = jobs.age("tick")
    assert age is not None
    assert age < 5


async def test_a_job_runs_once_at_a_time_and_a_stop_waits_for_it() -> None:
    begun: list[int] = []
    finished: list[int] = []

    async def slow() -> None:
        begun.append(1)
        await asyncio.sleep(0.1)
        finished.append(1)

    jobs = Jobs()
    jobs.every(0.02, "slow", slow)
    jobs.start()
    await until(lambda: begun)
    await asyncio.sleep(0.06)
    assert len(begun) == 1
    await jobs.stop()
    assert len(finished) == len(begun)
    ran = len(begun)
    await asyncio.sleep(0.05)
    assert len(begun) == ran


async def test_jobs_that_never_began_may_be_stopped() -> None:
    await Jobs().stop()


async def test_a_wrong_token_ends_the_start_and_leaves_nothing_open(tmp_path: Path) -> None:
    """A start that fails must let go of the file and its threads, or the process would never end."""
    outside = Rehearsal(token="123456:right")
    site = {"folder": str(tmp_path), "base_url": "http://127.0.0.1/", "site_name": "S", "zone": "Asia/Jakarta"}
    clock = Clock()
    settings = Settings(
        database=tmp_path / "tayang.sqlite3",
        files=tmp_path / "berkas",
        office=cast.office(""),
        token="123456:wrong",
        publisher=publisher("folder", {**site, "sections": [{"key": "b", "name": "B"}]}, now=clock.now),
    )
    with pytest.raises(InvalidToken):
        await Tayang(settings, clock, Door(outside), Door(outside)).start()
    async with Store(settings.database, settings.office, clock.now, settings.files) as store:
        assert await store.read(lambda tx: tx.db.execute("SELECT 1").fetchone()[0]) == 1
