"""An update that passing trouble holds up: tried again in its chat's order, and only poison set aside."""

from __future__ import annotations

import asyncio
import errno
import sqlite3
from collections.abc import Awaitable, Callable

import pytest
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.transport.inbox import PATIENCE, SIDE_BY_SIDE, TRIES, Inbox, effect
from storage import meta
from storage.store import Store
from tests.moving.inboxes import Handler, Raw, count_up, said, states
from tests.moving.support import until


class Naps:
    """Waits that are over at once, and how long they would have been."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


def passing_for(times: int, error: Exception) -> Callable[[Raw], Awaitable[None]]:
    """A handler that update 1 fails so often."""
    left = [error] * times

    async def do(update: Raw) -> None:
        if update["update_id"] == 1 and left:
            raise left.pop()

    return do


@pytest.mark.parametrize(
    "error",
    [
        sqlite3.OperationalError("database is locked"),
        sqlite3.OperationalError("disk I/O error"),
        NetworkError("Bad Gateway"),
        TimedOut(),
        ConnectionResetError(),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
    ids=repr,
)
async def test_passing_trouble_is_waited_out_in_the_chats_order(store: Store, error: Exception) -> None:
    naps, handler = Naps(), Handler(passing_for(12, error))
    box = Inbox(store, handler.handle, handler.told, sleep=naps)
    await box.take([said(1, 7), said(2, 7), said(3, 8)])
    await box.idle()
    assert [n for n in handler.finished if n != 3] == [1, 2]
    assert handler.failed == []
    assert naps.seconds == sorted(naps.seconds)
    assert len(naps.seconds) == 12
    assert await store.read(states) == {1: "done", 2: "done", 3: "done"}


async def test_the_wait_that_was_asked_for_is_kept(store: Store) -> None:
    naps, handler = Naps(), Handler(passing_for(2, RetryAfter(77)))
    await Inbox(store, handler.handle, handler.told, sleep=naps).take([said(1, 7)])
    await until(lambda: handler.finished)
    assert naps.seconds == [77, 77]


@pytest.mark.parametrize(
    ("error", "ends"), [(NetworkError("away"), True), (sqlite3.OperationalError("database is locked"), False)]
)
async def test_a_network_that_stays_away_ends_in_words_and_a_database_never_does(
    store: Store, error: Exception, *, ends: bool
) -> None:
    naps, handler = Naps(), Handler(passing_for(150, error))
    box = Inbox(store, handler.handle, handler.told, sleep=naps)
    await box.take([said(1, 7)])
    await box.idle()
    assert bool(handler.failed) is ends
    assert (sum(naps.seconds) > 2 * PATIENCE) is not ends


async def test_passing_trouble_is_no_crash_at_the_next_starts(store: Store) -> None:
    for _ in range(TRIES + 5):
        handler = Handler(passing_for(1_000, TimedOut()))
        box = Inbox(store, handler.handle, handler.told, sleep=lambda _: asyncio.Event().wait())  # type: ignore[arg-type,return-value]
        await box.take([said(1, 7), said(2, 7)])
        await box.replay()
        await until(lambda box=box: box._resting)  # type: ignore[misc]
        await box.stop(5)
    handler = Handler()
    box = handler.inbox(store)
    assert await box.replay() == 2
    await box.idle()
    assert handler.finished == [1, 2]


async def test_a_stop_does_not_wait_for_what_waits(store: Store) -> None:
    handler = Handler(passing_for(1_000, RetryAfter(3000)))
    box = handler.inbox(store)
    await box.take([said(1, 7)])
    await until(lambda: box._resting)
    async with asyncio.timeout(2):
        await box.stop(60)
    assert await store.read(states) == {1: "new"}


async def test_those_who_wait_leave_their_places_to_others(store: Store) -> None:
    let_go = asyncio.Event()

    async def nap(_seconds: float) -> None:
        await let_go.wait()

    async def away(update: Raw) -> None:
        if update["update_id"] <= SIDE_BY_SIDE and not let_go.is_set():
            raise TimedOut

    handler = Handler(away)
    box = Inbox(store, handler.handle, handler.told, sleep=nap)
    await box.take([said(n, n) for n in range(1, SIDE_BY_SIDE + 11)])
    await until(lambda: len(handler.finished) == 10)
    let_go.set()
    await box.idle()
    assert len(handler.finished) == SIDE_BY_SIDE + 10


async def test_an_error_after_the_effect_is_told_to_nobody(store: Store) -> None:
    async def late(_update: Raw) -> None:
        await effect(store, count_up, "effects")
        raise KeyError("after the act")

    handler = Handler(late)
    box = handler.inbox(store)
    await box.take([said(1, 7)])
    await box.idle()
    assert handler.failed == []
    assert await store.read(meta.get, "effects") == "1"
    assert await store.read(states) == {1: "done"}


async def test_who_waits_is_told_once_whatever_follows(store: Store) -> None:
    told: list[int] = []

    async def waiting(update: Raw) -> None:
        told.append(update["update_id"])
        raise TimedOut  # telling is a courtesy: its own trouble is nobody's

    async def nap(_seconds: float) -> None:
        await asyncio.sleep(0.01)

    handler = Handler(passing_for(5, TimedOut()))
    box = Inbox(store, handler.handle, handler.told, waiting, sleep=nap, say_after=0.0)
    await box.take([said(1, 7), said(2, 7)])
    await box.idle()
    assert told == [1]
    assert handler.finished == [1, 2]
