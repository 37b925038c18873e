"""Telegram's pace: measured against the strict server with its flood limits on, not one refusal."""

from __future__ import annotations

import asyncio
import selectors
import time
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot

from bot.clock import Clock
from bot.cms.kinds import publisher
from bot.outbox import Outbox
from bot.outbox.pacing import Pace, Pacer
from bot.outbox.website.worker import Website
from bot.rehearsal.door import Door
from bot.rehearsal.flood import FloodControl, FloodLimits
from bot.rehearsal.office import Rehearsal
from bot.rehearsal.refusal import Refusal
from bot.rehearsal.world import Group, Person
from storage import outbox
from storage.outbox_bodies import Text
from storage.store import Store, Tx
from tests.moving.support import send_photos
from tests.stage import jpeg

PEOPLE = range(2001, 2051)


@dataclass
class Post:
    """An outbox, and the phones it speaks to, in real time."""

    store: Store
    outside: Rehearsal

    async def say(self, *wanted: tuple[int, int]) -> float:
        """Say (chat, how many) and wait until all is heard; gives the seconds it took."""

        def add(tx: Tx) -> None:
            for chat_id, count in wanted:
                for n in range(count):
                    outbox.add(tx, chat_id, Text(f"{n}"))

        began = time.monotonic()
        await self.store.write(add)
        await self.outside.wait_for(lambda: all(len(self.heard(chat)) >= count for chat, count in wanted), 15)
        return time.monotonic() - began

    def heard(self, chat_id: int) -> list[str]:
        return [message["text"] for message in self.outside.messages(chat_id) if "text" in message]

    def floods(self) -> int:
        return sum(call.code == 429 for call in self.outside.log)


@pytest.fixture
async def post(tmp_path: Path, store: Store) -> AsyncIterator[Post]:
    """The real outbox and Speaker at their real pace, the strict server at Telegram's."""
    clock = Clock()
    outside = Rehearsal(
        people=[Person(n, f"P{n}", started=True) for n in PEOPLE],
        groups=[Group(-9, "Grup", [2001])],
        wire=time.monotonic,
    )
    bot = Bot(outside.token, request=Door(outside), get_updates_request=Door(outside))
    site = {"folder": str(tmp_path), "base_url": "http://127.0.0.1/", "site_name": "Situs", "zone": "Asia/Jakarta"}
    website = Website(
        store, publisher("folder", {**site, "sections": [{"key": "b", "name": "B"}]}, now=clock.now), clock.now, []
    )
    box = Outbox(store, clock, bot, website, lambda _tx, _person: [])
    async with bot:
        running = asyncio.create_task(box.run())
        yield Post(store, outside)
        await box.stop(1)
        await running
    website.close()


async def test_it_keeps_the_pace_of_a_chat_and_of_all_chats_without_one_refusal(post: Post) -> None:
    busy, *others = PEOPLE
    seconds = await post.say((busy, 6), *((person, 1) for person in others))
    assert post.floods() == 0
    assert post.heard(busy) == [str(n) for n in range(6)]
    assert 2.8 < seconds < 6  # six to one: three at once, then 0.95 a second


async def test_it_speaks_to_many_at_once(post: Post) -> None:
    seconds = await post.say(*((person, 1) for person in list(PEOPLE)[:28]))
    assert post.floods() == 0
    assert seconds < 1.5


async def test_an_album_takes_as_many_turns_as_it_has_photos(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[tuple[int, int, int]] = []

    async def turn(_self: Pacer, chat_id: int, priority: int, messages: int) -> None:
        counted.append((chat_id, priority, messages))

    monkeypatch.setattr(Pacer, "turn", turn)
    await post.store.write(send_photos, 2001, [jpeg(size=(60 + n, 60)) for n in range(4)])
    await post.say((2001, 1))
    assert counted == [(2001, outbox.WORK, 4), (2001, outbox.WORK, 1)]


# --- longer stretches, in time that does not pass: the pacer against the server's own count --------------


class _Skipping(selectors.DefaultSelector):
    """Waits for nothing: moves the time on instead."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now += max(0.0, timeout or 0.0)
        return super().select(0)


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.skipping = _Skipping()
        super().__init__(self.skipping)

    def time(self) -> float:
        return self.skipping.now


def simulate(monkeypatch: pytest.MonkeyPatch, scene: Coroutine[Any, Any, None]) -> None:
    """Run a scene in an event loop whose time jumps from one wake-up to the next."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        loop = runner.get_loop()
        monkeypatch.setattr("bot.outbox.pacing.monotonic", loop.time)
        runner.run(scene)


class Counter:
    """Speaks at the pacer's turn and has the server count; a refusal fails the test."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.pacer = Pacer(pace)
        self.loop = asyncio.get_running_loop()
        self.flood = FloodControl(FloodLimits(), self.loop.time)
        self.sent: list[tuple[float, int]] = []

    async def lane(self, chat_id: int, calls: int, priority: int = 1, messages: int = 1) -> None:
        for _ in range(calls):
            await self.pacer.turn(chat_id, priority, messages)
            try:
                self.flood.check(chat_id, messages)
            except Refusal as refusal:
                pytest.fail(f"{chat_id} after {len(self.sent)}: {refusal}")
            self.sent.append((self.loop.time(), chat_id))


def test_a_group_hears_at_most_twenty_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        counter = Counter()
        began = counter.loop.time()
        await counter.lane(-9, 60)
        took = counter.loop.time() - began
        assert 120 <= took < 200  # 18 a minute: not much slower than allowed, either

    simulate(monkeypatch, scene())


def test_two_hundred_chats_and_a_group_share_the_limit_over_all(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        counter = Counter()
        began = counter.loop.time()
        await asyncio.gather(*(counter.lane(n, 5) for n in range(1, 201)), counter.lane(-9, 10))
        assert counter.loop.time() - began < 1010 / 28 + 5

    simulate(monkeypatch, scene())


def test_albums_are_counted_by_their_photos(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        counter = Counter()
        await asyncio.gather(*(counter.lane(n, 3, messages=10) for n in (1, 2, 3, -9)))

    simulate(monkeypatch, scene())


def test_a_quiet_chat_may_have_its_burst_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        counter = Counter()
        for _ in range(5):
            began = counter.loop.time()
            await counter.lane(7, 3)
            assert counter.loop.time() - began < 0.01
            await asyncio.sleep(10)

    simulate(monkeypatch, scene())


def test_answers_pass_a_broadcast(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand digests stand in line: an answer waits for one place, not for a thousand."""

    async def scene() -> None:
        counter = Counter()
        digests = [asyncio.create_task(counter.lane(n, 1, priority=2)) for n in range(1, 1001)]
        await asyncio.sleep(3)
        began = counter.loop.time()
        await counter.lane(5000, 1, priority=0)
        assert counter.loop.time() - began <= 1.0
        await asyncio.gather(*digests)
        assert len(counter.sent) == 1001

    simulate(monkeypatch, scene())


def test_a_mixed_line_goes_by_priority_and_then_by_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        counter = Counter(Pace(overall=1))
        priorities = [2, 0, 2, 1, 1, 0, 2, 2, 0, 1, 2, 0]
        lanes = [asyncio.create_task(counter.lane(n, 1, p)) for n, p in enumerate(priorities, 1)]
        await asyncio.gather(*lanes)
        first, *went = [(priorities[chat - 1], chat) for _, chat in counter.sent]
        assert first == (2, 1)  # nobody stood before it yet
        assert went == sorted(went)

    simulate(monkeypatch, scene())


def test_who_gives_up_waiting_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        counter = Counter(Pace(overall=1))
        waiting = [asyncio.create_task(counter.lane(n, 1)) for n in range(1, 6)]
        await asyncio.sleep(0.5)
        waiting[1].cancel()
        waiting[3].cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        assert [chat for _, chat in counter.sent] == [1, 3, 5]

    simulate(monkeypatch, scene())


def test_it_forgets_chats_long_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.outbox.pacing.MOST_CHATS", 100)

    async def scene() -> None:
        counter = Counter()
        for n in range(1, 400):
            await counter.lane(n, 1)
        assert len(counter.pacer._tokens) <= 101

    simulate(monkeypatch, scene())
