"""Cuts the power at random moments: SIGKILL, and a new start at once."""

from __future__ import annotations

import asyncio
import contextlib
import random
import shutil
import sqlite3
import time
from collections import Counter
from pathlib import Path

from aiohttp import web

from tests.e2e.city import City
from tests.e2e.process import Living
from tests.e2e.scenario import EVENTS

#: The greeting of every start is no progress; what follows it is counted.
GREETING = frozenset({"getMe", "deleteWebhook", "setWebhook", "getWebhookInfo", "setMyCommands", "getUpdates"})
MOST_CALLS = 5  # a life ends at one of its first calls, when the server has acted and the bot has not heard of it …
LONGEST_MOMENT = 0.8  # … or, every second one, at any moment of its first so many seconds, if that is earlier
LONGEST_LIFE = 4.0
PUBLISHING = 10  # kills of lives that were publishing, or about to …
PUBLISHING_MOMENT = 0.03  # … so soon after the file says that the publishing has begun
LEAD = 6  # events that the kills may be ahead of the scenario: so they spread over all of it
MOST_BEGUN = 7  # times one update is interrupted: after ten the bot rightly takes it for what brings it down
GLANCE = 0.2  # seconds between looks at how far it is
CLOSE_GLANCE = 0.01  # and while it is about to publish, which takes a tenth of a second on a fast machine


class Killer:
    """Kills a bot so many times, at moments a seed decides, restarting it each time."""

    def __init__(self, city: City, bot: Living, database: Path, kills: int, seed: int) -> None:
        self._city = city
        self._bot = bot
        self._database = database
        self._dice = random.Random(seed)
        self.left = self._kills = kills
        self.found: Counter[str] = Counter()  # what the kills interrupted
        self.start_seconds: list[float] = []
        self._alive = asyncio.Event()
        self._strike = asyncio.Event()
        self._calls_left = 0
        self._tapped = 0
        self._aiming: asyncio.Task[None] | None = None
        city.watch(self._seen)

    def _seen(self, request: web.Request) -> None:
        """An answer is about to go out to the bot."""
        self._alive.set()
        tapped = sum(tap.data.startswith("1:pub:") for tap in self._city.outside.core.taps.values())
        if tapped > self._tapped:  # this answer brings the bot somebody's tap on "publish"
            self._tapped = tapped
            self._aim()
        if request.match_info.get("method") not in GREETING:
            self._calls_left -= 1
            if self._calls_left == 0:
                self._strike.set()

    def _strike_within(self, seconds: float) -> None:
        asyncio.get_running_loop().call_later(self._dice.uniform(0, seconds), self._strike.set)

    def _aim(self) -> None:
        """Strike while it publishes: how soon that is depends on the machine, so the file is asked."""
        if self._aiming is None or self._aiming.done():
            self._aiming = asyncio.create_task(self._strike_at_publishing())

    async def _strike_at_publishing(self) -> None:
        until = time.monotonic() + LONGEST_LIFE
        while time.monotonic() < until and not self._strike.is_set():
            with contextlib.suppress(sqlite3.DatabaseError, OSError):  # copied in the middle of a write: look again
                if self._count(_UNDER_WAY["publishing"]):
                    self._strike_within(PUBLISHING_MOMENT)
                    return
            await asyncio.sleep(CLOSE_GLANCE)

    async def run(self) -> None:
        """Start the bot, kill it as often as wanted, and leave it running in the end."""
        while self.left:
            await self._live()
            await self._die()
            self.left -= 1
        await self._bot.start()

    async def _live(self) -> None:
        self._alive.clear()
        began = time.monotonic()
        await self._bot.start()
        await asyncio.wait_for(self._alive.wait(), 30)
        self.start_seconds.append(time.monotonic() - began)

    async def _die(self) -> None:
        self._strike.clear()
        self._calls_left = 0
        if self._publishes() and self.found["publishing"] < PUBLISHING:
            self._aim()
        else:
            await self._not_ahead()
            self._calls_left = self._dice.randint(1, MOST_CALLS)
            if self._dice.random() < 0.5:
                self._strike_within(LONGEST_MOMENT)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._strike.wait(), LONGEST_LIFE)
        await self._bot.kill()
        self.found.update(self._interrupted())

    async def _not_ahead(self) -> None:
        """Wait until the scenario has come as far as the kills have, or somebody tapped "publish"."""
        while self._is_ahead() or self._count(_BEGUN) >= MOST_BEGUN:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._strike.wait(), GLANCE)
            if self._strike.is_set():
                return

    def _is_ahead(self) -> bool:
        return self._kills - self.left >= self._kills * (self._events() + LEAD) / EVENTS.total()

    def _publishes(self) -> bool:
        return bool(self._interrupted() & {"publishing", "about to publish"})

    def _interrupted(self) -> set[str]:
        """What is under way in the database."""
        return {name for name, query in _UNDER_WAY.items() if self._count(query)}

    def _events(self) -> int:
        return self._count("SELECT count(*) FROM event WHERE kind IS NOT NULL")

    def _count(self, query: str) -> int:
        """Count in a copy: nobody but the bot touches the file itself, so a crash stays as it was."""
        copy = self._database.with_name("post-mortem")
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for file in self._database.parent.glob(f"{self._database.name}*"):
            if not file.name.endswith(".lock"):
                shutil.copy(file, copy)
        with contextlib.closing(sqlite3.connect(copy / self._database.name)) as db:
            return int(db.execute(query).fetchone()[0])


_BEGUN = "SELECT ifnull(max(attempts), 0) FROM inbox WHERE state = 'new'"

_UNDER_WAY = {
    "publishing": "SELECT count(*) FROM article WHERE state = 'a.publishing'",
    "about to publish": "SELECT count(*) FROM inbox WHERE state = 'new' AND instr(body, '\"1:pub:')",
    "asking the website": "SELECT count(*) FROM outbox WHERE chat_id IS NULL AND state = 'sending'",
    "sending": "SELECT count(*) FROM outbox WHERE chat_id IS NOT NULL AND state = 'sending'",
    "to be sent": "SELECT count(*) FROM outbox WHERE state = 'new'",
    "update in hand": "SELECT count(*) FROM inbox WHERE state = 'new'",
}
