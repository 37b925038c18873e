"""What goes wrong inside the bot reaches the admin: once per kind and hour, with a number, and no word of it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.contextvars import bound_contextvars

from bot.cms.base import PublishError
from bot.sop.flow import State
from tests.chat.scenes import bring
from tests.stage import Stage, text_of

log = logging.getLogger("bot.jobs.tick")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path) as stage:
        yield stage


def fail(words: str = "rahasia 123456:AAE") -> None:
    """Something raises inside the bot, and is logged as it always is."""
    try:
        raise KeyError(words)
    except KeyError:
        log.exception("%s could not be done", words)


def heard(stage: Stage, words: str) -> list[str]:
    return [text_of(m) for m in stage.person("Fitri").received if words in text_of(m)]


async def test_each_kind_once_an_hour_with_how_many_and_the_last_number(stage: Stage) -> None:
    with bound_contextvars(update=41):
        fail()
    with bound_contextvars(update=42):
        fail("lain")
    await stage.bot.errors.tell()
    await stage.settle()
    [told] = heard(stage, "Galat di dalam bot")
    assert "KeyError di bot.jobs.tick, 2 kali, terakhir pada G-42" in told
    assert "rahasia" not in told
    assert "AAE" not in told
    for _ in range(3):
        fail()
    assert await stage.bot.errors.tell() == 0, "in the same hour"
    stage.clock.set(stage.clock.now() + timedelta(hours=1))
    assert await stage.bot.errors.tell() == 1
    await stage.settle()
    assert "3 kali" in heard(stage, "Galat di dalam bot")[-1]


async def test_another_kind_or_place_is_told_by_itself(stage: Stage) -> None:
    fail()
    logging.getLogger("bot.outbox.loop").error("lane %s stopped", 77)
    with bound_contextvars(row=9, kind="publish", thing="a3"):
        logging.getLogger("bot.outbox.loop").error("outbox row %s", 9)
    assert await stage.bot.errors.tell() == 3
    await stage.settle()
    said = "\n".join(heard(stage, "Galat di dalam bot"))
    assert "lane %s stopped" in said, "the sort, not the case"
    assert "terakhir pada 9 a3" in said


async def test_warnings_and_what_the_inbox_tells_itself_are_not_told(stage: Stage) -> None:
    log.warning("it passes")
    logging.getLogger("bot.transport.inbox").error("update 7 failed")
    assert await stage.bot.errors.tell() == 0


async def test_after_the_end_nothing_listens(stage: Stage) -> None:
    listening = stage.bot.errors
    await stage.bot.stop()
    assert listening not in logging.getLogger().handlers
    await stage.start_bot()


async def test_updates_that_fail_alike_reach_the_admin_once_and_every_sender(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_raw: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(stage.bot.inbox, "_handle", broken)
    for name in ("Rina", "Tono", "Rina"):
        await stage.say(stage.person(name), "halo")
    assert len(heard(stage, "gagal diproses: ZeroDivisionError")) == 1
    assert [text_of(m) for m in stage.person("Tono").received if "G-" in text_of(m)]


async def test_a_failed_publication_names_address_and_status_to_the_admin(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bring(stage, State.A_WAITING_STAF)
    publisher: Any = stage.bot.website._publisher

    def find(_key: str) -> None:
        raise PublishError("firewall", "POST /wp-json/wp/v2/posts: HTTP 403, Wordfence", again=False)

    monkeypatch.setattr(publisher, "find", find)
    for _ in range(2):
        await stage.tap(stage.person("Rudi"), "Terbitkan")
    [told] = heard(stage, "tidak dapat diterbitkan")
    assert stage.office.website.url in told
    assert "HTTP 403, Wordfence" in told
    stage.clock.set(stage.clock.now() + timedelta(hours=1))
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert len(heard(stage, "tidak dapat diterbitkan")) == 2
