"""What a storm is made of: which call goes wrong, how, and that it can be had again by its number."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any, Literal

import pytest

from bot.cms.base import PublishError
from bot.rehearsal.faults import Fault
from storage import store as stores
from tests.stage import Stage

Order = Literal["in order", "at random", "in runs"]

#: Every method that a working office calls, and how it may fail without having failed for good.
HARMLESS_TWICE = ("flood", "words", "error", "page", "drop_before", "drop_after", "broken")
NOT_TWICE = ("flood", "words", "error", "page", "drop_before")  # a text whose answer is lost is said twice
METHODS: dict[str, tuple[str, ...]] = {
    "sendMessage": NOT_TWICE,
    "sendPhoto": NOT_TWICE,
    "sendMediaGroup": NOT_TWICE,
    "sendDocument": NOT_TWICE,
    "editMessageText": HARMLESS_TWICE,
    "deleteMessage": HARMLESS_TWICE,
    "answerCallbackQuery": HARMLESS_TWICE,
    "getFile": HARMLESS_TWICE,
    "download": ("flood", "error", "drop_before", "drop_after"),
    "getUpdates": HARMLESS_TWICE,
    "getMe": HARMLESS_TWICE,
    "deleteWebhook": HARMLESS_TWICE,
    "setMyCommands": HARMLESS_TWICE,
}
STATUSES = (500, 502, 503, 504)
PAGES = (200, 400, 401, 403, 404, 429, 502, 503)
SITE = ("busy", "timeout", "unreachable", "site_error")
CHANCE = {"database": 0.1, "website": 0.5, "getUpdates": 0.4}
CALM = {"database": 5}  # calls that go well, for each that goes wrong: everything needs the database
RUN = 6  # failures in a row at most, in order; at random it may be twice as many
LONGEST_HOLD = 60  # seconds of the office in which another program holds the database


class Storm:
    """Decides which call goes wrong and how, and counts. The same number and order give the same storm again.

    "in order": one call goes wrong and one well, two and two, … six and six, each kind of trouble in its turn.
    "at random": each call for itself. "in runs": as a held database and a network away come.
    """

    def __init__(self, seed: int, order: Order) -> None:
        self.seed, self.order = seed, order
        self.counted: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.over = False
        self._calls: dict[str, count[int]] = {}
        self._left: Counter[str] = Counter()
        self._rhythm: dict[str, list[bool]] = {}

    def dice(self, where: str, what: str) -> Random:
        """Give the dice of one call: those of a place do not depend on when others are thrown."""
        number = next(self._calls.setdefault(where + what, count()))
        return Random(f"{self.seed}:{where}:{what}:{number}")

    def strikes(self, where: str) -> bool:
        """Say whether this call goes wrong."""
        if self.over:
            return False
        hit = self._hit(where, CHANCE.get(where, 0.3))
        self.counted[where] += hit
        return hit

    def _hit(self, where: str, chance: float) -> bool:
        dice = self.dice(where, "hit")
        if self.order == "at random":
            return dice.random() < chance
        if self.order == "in order":
            rhythm = self._rhythm.setdefault(where, [])
            if not rhythm:
                rhythm += [hit for run in range(1, RUN + 1) for hit in _spell(where, run)]
            return rhythm.pop(0)
        # each trouble begins with its first call: however few there are in the end, some go wrong
        if not self._left[where] and (dice.random() < chance / 6 or not self.counted[where]):
            self._left[where] = dice.randint(2, 2 * RUN)
        hit = self._left[where] > 0
        self._left[where] -= hit
        return hit

    def choose(self, where: str, among: tuple[Any, ...]) -> Any:
        """Give the kind of a trouble: one after the other, or any."""
        if self.order == "in order":
            return among[next(self._calls.setdefault(f"{where}:{among}", count())) % len(among)]
        return self.dice(where, repr(among)).choice(among)

    def telegram(self, method: str) -> Fault | None:
        """Give what Telegram or the network does to a call; None for nothing."""
        if method not in METHODS or not self.strikes(method):
            return None
        kind = self.choose(method, METHODS[method])
        self.kinds[kind] += 1
        status = self.choose(method, PAGES if kind == "page" else STATUSES)
        return Fault(method, kind, seconds=self.choose(method, (1, 4, 60)), status=status)

    def database(self) -> sqlite3.OperationalError:
        """Give what SQLite says while somebody holds the file, or while its disk is away."""
        words, code = self.choose(
            "database",
            (
                ("database is locked", sqlite3.SQLITE_BUSY),
                ("database is locked", sqlite3.SQLITE_BUSY_SNAPSHOT),
                ("database table is locked", sqlite3.SQLITE_LOCKED),
                ("disk I/O error", sqlite3.SQLITE_IOERR),
            ),
        )
        self.kinds[words] += 1
        error = sqlite3.OperationalError(words)
        error.sqlite_errorcode = code
        return error

    def website(self) -> PublishError:
        """Give what a website in trouble says."""
        code = self.choose("website", SITE)
        self.kinds[code] += 1
        return PublishError(code, "storm", again=True)


def _spell(where: str, run: int) -> list[bool]:
    return [True] * run + [False] * run * CALM.get(where, 1)


async def hold_the_database(storm: Storm, stage: Stage, number: int) -> None:
    """Another program holds the database for 1 to 60 seconds of the office's clock, while the office works."""
    seconds = storm.dice("hold", str(number)).randint(1, LONGEST_HOLD)
    other = sqlite3.connect(stage.folder / "tayang.sqlite3", isolation_level=None)
    try:
        other.execute("PRAGMA busy_timeout=2000")
        other.execute("BEGIN IMMEDIATE")
        storm.counted["held"] += 1
        until = stage.clock.now() + timedelta(seconds=seconds)
        for _ in range(1_000):  # whoever waits for it moves the clock; if nobody does, it is let go all the same
            if stage.clock.now() >= until:
                break
            await asyncio.sleep(0.001)
        other.execute("ROLLBACK")
    finally:
        other.close()


def break_out(storm: Storm, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the storm at the store's door and at Telegram."""
    real_commit, faults = stores.Store._commit, stage.outside.faults

    def commit(*args: Any) -> Any:
        if storm.strikes("database"):
            raise storm.database()
        return real_commit(*args)

    monkeypatch.setattr(stores, "WAITS", (0.0,))
    monkeypatch.setattr(stores, "PRAGMAS", (*stores.PRAGMAS, "PRAGMA busy_timeout=5"))
    monkeypatch.setattr(stores.Store, "_commit", commit)
    monkeypatch.setattr(faults, "strike", lambda method, _params: storm.telegram(method))


def at_the_website(storm: Storm, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the storm at the website of the bot that runs now."""
    publisher: Any = stage.bot.website._publisher
    monkeypatch.setattr(stage.bot.website, "_again", (0.0,) * 500)

    def stormy(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            if storm.strikes("website"):
                raise storm.website()
            return real(*args)

        return call

    for method in ("find", "draft", "publish", "read_back"):
        monkeypatch.setattr(publisher, method, stormy(getattr(publisher, method)))
