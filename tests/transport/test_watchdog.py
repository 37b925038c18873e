"""The watchdog: a poller that died, hangs or was cancelled polls again; one that rests is left alone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot

from bot.transport.poller import Pacing, Poller, TokenRefusedError, Trouble, TroubleKind, Watchdog
from tests.transport.polling import FAST, Notes, Store, Waiting, poller, running, until, update
from tests.transport.support import BotApi, Call, refusal


def watchdog(watched: Poller, notes: Notes, **settings: Any) -> Watchdog:
    return Watchdog(watched, on_trouble=notes, look_every=0.02, pacing=FAST, **settings)


def failing_once(looping: Poller, fail: Callable[[], Awaitable[None]]) -> None:
    """Make the poller's first round do something else."""
    fetch, rounds = looping._fetch, iter([fail])

    async def fetch_or_fail() -> object:
        for one in rounds:
            await one()
        return await fetch()

    looping._fetch = fetch_or_fail  # type: ignore[method-assign]


async def test_the_watchdog_revives_a_dead_loop(
    api: BotApi, bot: Bot, store: Store, notes: Notes, caplog: pytest.LogCaptureFixture
) -> None:
    Waiting(api, update(1))
    looping = poller(bot, store)

    async def bug() -> None:
        raise KeyError("nobody foresaw this")

    failing_once(looping, bug)
    dog = watchdog(looping, notes)
    async with running(dog):
        await until(lambda: store.numbers == [1])
    assert notes.told == [Trouble(TroubleKind.DIED, "KeyError")]
    assert dog.restarts == 1
    assert "poll.died" in caplog.text


async def test_the_watchdog_revives_a_loop_that_was_cancelled(
    api: BotApi, bot: Bot, store: Store, notes: Notes
) -> None:
    waiting = Waiting(api)
    async with running(watchdog(poller(bot, store), notes)):
        await until(lambda: bool(waiting.asked))
        next(task for task in asyncio.all_tasks() if task.get_name() == "poller").cancel()
        await until(lambda: bool(notes.told))
        waiting.raw = [update(1)]
        await until(lambda: store.numbers == [1])
    assert notes.kinds == ["died"]


async def test_the_watchdog_revives_a_loop_that_hangs(api: BotApi, bot: Bot, store: Store, notes: Notes) -> None:
    Waiting(api, update(1))
    looping = poller(bot, store)
    failing_once(looping, lambda: asyncio.sleep(60))
    async with running(watchdog(looping, notes, patience=0.3)):
        await until(lambda: store.numbers == [1])
    assert notes.kinds == ["silent"]


async def test_the_watchdog_leaves_a_loop_alone_that_rests_on_purpose(
    api: BotApi, bot: Bot, store: Store, notes: Notes
) -> None:
    Waiting(api, update(1)).failures = [lambda: refusal(409, "Conflict")]
    looping = Poller(bot, store.take, [], timeout=1, pacing=Pacing(conflict=0.7, first=0.01))
    dog = watchdog(looping, notes, patience=0.3)
    async with running(dog):
        await until(lambda: store.numbers == [1])
    assert (dog.restarts, notes.told) == (0, [])


async def test_the_watchdog_pauses_between_restarts(api: BotApi, bot: Bot, store: Store, notes: Notes) -> None:
    async def bug(call: Call) -> web.Response:
        return web.json_response({"ok": False})  # python-telegram-bot fails with a KeyError

    api.answers["getUpdates"] = bug
    started = monotonic()
    async with running(watchdog(poller(bot, store), notes)):
        await until(lambda: len(notes.told) == 4)
    assert monotonic() - started >= 0.05  # pauses of at least 10, 20 and 20 ms
    assert set(notes.kinds) == {"died"}


async def test_the_watchdog_gives_up_when_the_token_is_refused(
    api: BotApi, bot: Bot, store: Store, notes: Notes
) -> None:
    Waiting(api).failures = [lambda: refusal(401, "Unauthorized")]
    with pytest.raises(TokenRefusedError, match="Unauthorized"):
        await asyncio.wait_for(watchdog(poller(bot, store), notes).run(), 5)


async def test_the_watchdog_stops_the_loop_with_itself(api: BotApi, bot: Bot, store: Store, notes: Notes) -> None:
    waiting = Waiting(api)
    async with running(watchdog(poller(bot, store), notes)):
        await until(lambda: bool(waiting.asked))
    asked = len(waiting.asked)
    await asyncio.sleep(0.1)
    assert len(waiting.asked) == asked
    assert not any(task.get_name() == "poller" for task in asyncio.all_tasks())
    assert notes.told == []
