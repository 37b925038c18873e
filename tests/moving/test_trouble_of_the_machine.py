"""Trouble that only an admin can mend: told once, past what is in trouble, and healed where the bot itself can."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.cli import cast
from bot.transport.inbox import LANE_CAP, Inbox
from bot.transport.poller import Trouble, TroubleKind
from handlers.failures import answers_in_groups
from storage import inbox
from storage import store as stores
from storage.meta import beat
from storage.store import Store, write_once
from tests.moving.inboxes import Handler, said
from tests.moving.support import heard
from tests.stage import MORNING, Stage

HELD, FREE = "tidak dapat ditulisi", "dapat ditulisi lagi"


class Seconds:
    """A count of seconds that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def times(stage: Stage, name: str, words: str) -> int:
    return sum(words in each for each in heard(stage.person(name)))


@pytest.mark.parametrize("readable", [True, False])
async def test_the_admin_hears_once_of_a_database_that_is_held_for_minutes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, *, readable: bool
) -> None:
    watch, seconds, real = stage.bot.database, Seconds(), stage.bot.store.write
    watch._now = seconds
    await watch.look()

    async def held(*_: Any) -> Any:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(stage.bot.store, "write", held)
    if not readable:
        monkeypatch.setattr(stage.bot.store, "read", held)
    for seconds.now in (0.0, 59.0, 120.0, 170.0):
        await watch.look()
    assert times(stage, "Fitri", HELD) == 0  # a backup's minute is nobody's trouble
    assert not watch.check().ok
    for seconds.now in (181.0, 400.0, 4000.0):
        await watch.look()
    assert times(stage, "Fitri", HELD) == 1
    assert "cadangan" in next(each for each in heard(stage.person("Fitri")) if HELD in each)
    assert times(stage, "Rina", HELD) == times(stage, "Siti", HELD) == 0
    monkeypatch.undo()
    assert stage.bot.store.write == real
    await watch.look()
    await watch.look()
    assert (times(stage, "Fitri", FREE), watch.check().ok) == (1, True)


async def test_a_short_hold_is_told_to_nobody(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    watch, seconds = stage.bot.database, Seconds()
    watch._now = seconds

    async def held(*_: Any) -> Any:
        raise sqlite3.OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(stage.bot.store, "write", held)
        await watch.look()
        seconds.now = 100.0
        await watch.look()
    await watch.look()
    seconds.now = 1000.0
    await watch.look()
    assert watch.check().ok
    assert times(stage, "Fitri", "ditulisi") == 0


async def test_a_webhook_set_from_outside_is_named_and_taken_away(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bot polls, and was deaf from then on: Telegram's 409 was only logged."""
    monkeypatch.setattr(type(stage.outside.core.webhook), "_check", lambda *_: None)  # no name is resolved here
    monkeypatch.setattr(type(stage.outside.core.webhook), "_restart", lambda _: None)
    assert (await stage.outside.call("setWebhook", {"url": "https://orang-lain.example/x"})).status == 200
    stage.person("Rina").send("/bantuan")
    async with asyncio.timeout(10):
        while not heard(stage.person("Rina")):
            await asyncio.sleep(0.01)
    await stage.settle()
    assert "Bantuan" in heard(stage.person("Rina"))[0]
    told = [each for each in heard(stage.person("Fitri")) if "orang-lain.example" in each]
    assert len(told) == 1
    assert "@BotFather" in told[0]
    assert times(stage, "Rina", "webhook") == 0


async def test_another_bot_with_the_token_is_told_as_such_and_a_restart_is_not(stage: Stage) -> None:
    conflict = Trouble(TroubleKind.CONFLICT, "terminated by other getUpdates request")
    for found in (conflict, None, conflict):  # at a restart the two meet for a moment
        await stage.bot.polling.look(found)
    await stage.settle()
    assert times(stage, "Fitri", "token bot ini") == 0
    for _ in range(5):
        await stage.bot.polling.look(conflict)
    await stage.settle()
    assert times(stage, "Fitri", "token bot ini") == 1


async def test_a_flood_that_was_kept_before_a_restart_is_capped_as_well(store: Store) -> None:
    handler, turned_away = Handler(), list[int]()

    async def flooded(update: dict[str, Any]) -> None:
        turned_away.append(update["update_id"])

    await store.write(inbox.keep, [said(number, 7) for number in range(1, LANE_CAP + 301)] + [said(9_000, 8)])
    box = Inbox(store, handler.handle, handler.told, flooded=flooded)
    assert await box.replay() == LANE_CAP + 1
    await box.idle()
    assert sorted(handler.finished) == [*range(1, LANE_CAP + 1), 9_000]
    assert turned_away == [LANE_CAP + 1]
    assert await store.read(inbox.unfinished) == []


@pytest.mark.parametrize("lets_go", [True, False])
def test_the_command_line_waits_for_a_database_that_is_held_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, lets_go: bool
) -> None:
    monkeypatch.setattr(stores, "PRAGMAS", (*stores.PRAGMAS, "PRAGMA busy_timeout=5"))
    monkeypatch.setattr(stores, "LOOK", 0.01)
    monkeypatch.setattr(stores, "PATIENCE", 0.3)
    path, told = tmp_path / "tayang.sqlite3", list[str]()
    office = cast.office("http://127.0.0.1/")
    write_once(path, tmp_path, office, lambda: MORNING, beat)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    def held() -> None:
        told.append("held")
        if lets_go:
            other.execute("ROLLBACK")

    def again() -> None:
        write_once(path, tmp_path, office, lambda: MORNING, beat, held)

    if lets_go:
        again()
    else:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            again()
    assert told == ["held"]
    other.close()


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("/status", True),
        ("/STATUS@TayangLatihanBot", True),
        ("/help", True),
        ("/status@BotLain", False),
        ("/rapat", False),
        ("status", False),
        ("", False),
    ],
)
def test_in_a_group_only_whoever_asked_the_bot_is_told_to_wait(text: str, *, answers: bool) -> None:
    assert answers_in_groups({"update_id": 1, "message": {"text": text}}, "TayangLatihanBot") is answers
    assert not answers_in_groups({"update_id": 1, "callback_query": {"message": {"text": text}}}, "TayangLatihanBot")
