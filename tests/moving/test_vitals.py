"""How the bot says that it lives: the watchdog starves when polling or ticking hangs, and the numbers are right."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stage import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path) as stage:
        yield stage


def later(monkeypatch: pytest.MonkeyPatch, module: str, seconds: float) -> None:
    """Let so many seconds have passed for one module."""
    real = time.monotonic
    monkeypatch.setattr(module, lambda: real() + seconds)


async def test_a_poll_that_hangs_starves_the_watchdog(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stage.bot.vitals.alive()
    hanging = asyncio.Event()

    async def hang(*_: object, **__: object) -> object:
        hanging.set()
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(stage.bot.poller, "_fetch", hang)
    stage.person("Rina").send("/bantuan")  # ends the poll that waits
    await asyncio.wait_for(hanging.wait(), 10)
    assert stage.bot.vitals.alive(), "not at once: a long poll is no hang"
    later(monkeypatch, "bot.transport.poller.monotonic", 200)
    assert not stage.bot.vitals.alive()


async def test_polling_in_vain_is_no_hang(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network that is down for an hour is waited for: a new start would help nothing."""
    poller = stage.bot.poller
    poller._sign_of_life = time.monotonic() + 3600  # a pause the loop makes on purpose
    later(monkeypatch, "bot.transport.poller.monotonic", 3000)
    assert stage.bot.vitals.alive()
    assert not stage.bot.vitals.checks()["polling"].ok, "but whoever asks is told"


async def test_a_tick_that_hangs_starves_the_watchdog_and_one_that_fails_does_not(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    vitals = stage.bot.vitals
    object.__setattr__(vitals, "tick_every", 1.0)
    stage.bot.jobs._last_end["tick"] = time.monotonic() - 200
    assert not vitals.alive()
    stage.bot.jobs._last_end["tick"] = time.monotonic()  # it ended, be it with an error
    assert vitals.alive()
    assert not vitals.checks()["tick"].ok


LINE = re.compile(r'(# (HELP|TYPE) [a-z_]+ .+)|([a-z_]+(\{[a-z]+="[^"\\\n]*"\})? -?\d+(\.\d+)?(e[+-]\d+)?)')


async def test_the_numbers_are_prometheus_and_name_nobody(stage: Stage) -> None:
    await stage.say(stage.person("Bambang"), "/disposisi Update berita pekan ini")
    await stage.tap(stage.person("Bambang"), "Kirim disposisi")
    await stage.advance(hours=3)
    text = await stage.bot.vitals.metrics()
    assert [line for line in text.splitlines() if not LINE.fullmatch(line)] == []
    numbers = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert numbers['tayang_steps_open{step="accept"}'] == "1"
    assert numbers['tayang_steps_late{step="accept"}'] == "1"
    assert float(numbers["tayang_step_lateness_seconds"]) == pytest.approx(3 * 3600 - 5 * 60, abs=120)
    assert float(numbers['tayang_outcomes_day{outcome="sent"}']) > 0
    assert numbers["tayang_inbox_waiting"] == numbers["tayang_inbox_failed"] == "0"
    assert "tayang_backup_age_seconds" not in numbers
    for said in ("Bambang", "Update berita", "127.0.0.1"):
        assert said not in text
