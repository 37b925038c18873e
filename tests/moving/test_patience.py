"""What passes is waited out, in the chat's order; the sender hears of it, and nobody hears that it failed."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram import File

from bot.desk.reminders import remind
from bot.rehearsal.faults import Fault
from bot.rehearsal.refusal import Refusal
from handlers import routing
from handlers.rows import Command
from handlers.senders import Asker
from storage import inbox, outbox
from storage import store as stores
from storage.store import Tx
from tests.moving.support import draft, heard, left, told, until
from tests.stage import HandClock, Stage, jpeg, text_of

HEADLINE = "Vaksinasi massal dimulai Senin\n\nDinas Kesehatan membuka vaksinasi massal."
WAIT = "Sedang diproses"
LOCKED = "database is locked"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """An office in which whoever waits is told at once, so that no test has to."""
    async with Stage(tmp_path, say_after=0.0) as stage:
        yield stage


@asynccontextmanager
async def held(stage: Stage, monkeypatch: pytest.MonkeyPatch, seconds: float) -> AsyncIterator[None]:
    """Another program holds the database for so many seconds of the office's clock; it has let go at the end."""
    monkeypatch.setattr(stores, "WAITS", ())
    writer: Any = stage.bot.store._writer
    await writer.hop(lambda db: db.execute("PRAGMA busy_timeout=5"))
    other = sqlite3.connect(stage.folder / "tayang.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    until = stage.clock.now() + timedelta(seconds=seconds)

    async def let_go() -> None:
        while stage.clock.now() < until:
            await asyncio.sleep(0.001)
        other.execute("ROLLBACK")

    task = asyncio.create_task(let_go())
    try:
        yield
        await task
    finally:
        task.cancel()
        other.close()


def states(tx: Tx) -> list[tuple[str, int]]:
    return [(row[0], row[1]) for row in tx.db.execute("SELECT state, attempts FROM inbox ORDER BY update_id")]


def parts_of(tx: Tx) -> list[str]:
    rows = tx.db.execute("SELECT kind FROM part ORDER BY position, id")
    return [row[0] for row in rows]


def failures(stage: Stage) -> list[str]:
    """What anybody was told of something that went wrong."""
    words = ("tidak dapat", "belum dapat", "gagal", "kendala")
    return [said for name in ("Rina", "Fitri") for said in heard(stage.person(name)) if any(w in said for w in words)]


async def test_a_database_held_for_twelve_seconds_loses_nothing_and_is_told_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rina, before = stage.person("Rina"), stage.clock.now()
    async with held(stage, monkeypatch, 12):
        rina.send(HEADLINE)
        rina.send("Vaksin diberikan di puskesmas.")
        await stage.settle()
    await stage.settle()
    assert stage.clock.now() - before >= timedelta(seconds=12)
    assert heard(rina)[0].count(WAIT) == 1
    assert sum(WAIT in said for said in heard(rina)) == 1
    assert failures(stage) == []
    assert await stage.bot.store.read(states) == [("done", 1), ("done", 1)]
    await stage.tap(rina, "Baca naskah")
    shown = " ".join(heard(rina))
    assert shown.rindex("membuka vaksinasi") < shown.rindex("diberikan di puskesmas")


async def test_who_waits_over_a_restart_is_answered_in_order_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no_end(_clock: HandClock, _seconds: float) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(HandClock, "rest", no_end)
    async with Stage(tmp_path, say_after=0.0) as stage:
        rina = stage.person("Rina")
        stage.outside.faults.add(Fault("getFile", "flood", times=10_000))
        rina.send_photo(jpeg(), caption="Petugas menyiapkan vaksin")
        rina.send(HEADLINE)
        await until(lambda: any(WAIT in said for said in heard(rina)))
        await stage.bot.stop()
        assert len(heard(rina)) == 1
        stage.outside.faults.clear()
        monkeypatch.undo()
        rina.send("/status")
        await stage.start_bot()
        assert {state for state, _ in await stage.bot.store.read(states)} == {"done"}
        assert failures(stage) == []
        assert await stage.bot.store.read(parts_of) == ["photo", "text"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("getFile", "flood", seconds=4),
        Fault("getFile", "flood", seconds=240),
        Fault("getFile", "error", times=5),
        Fault("getFile", "error", status=500, times=3),
        Fault("getFile", "error", status=504),
        Fault("getFile", "words", seconds=4, times=2),
        Fault("getFile", "page", status=200, times=4),
        Fault("getFile", "page", status=400, times=4),
        Fault("getFile", "page", status=403, times=4),
        Fault("getFile", "page", status=404, times=4),
        Fault("getFile", "page", status=502, times=4),
        Fault("getFile", "broken", times=4),
        Fault("getFile", "drop_before", times=4),
        Fault("getFile", "drop_after", times=4),
        Fault("download", "error", times=4),
        Fault("download", "error", status=404),
        Fault("download", "flood", seconds=30),
        Fault("download", "drop_before", times=4),
        Fault("download", "drop_after", times=4),
    ],
    ids=lambda fault: f"{fault.method}-{fault.kind}-{fault.status}-{fault.times}",
)
async def test_a_file_that_telegram_does_not_give_yet_is_waited_for(stage: Stage, fault: Fault) -> None:
    rina, before = await draft(stage), stage.clock.now()
    fault.struck = 0
    stage.outside.faults.add(fault)
    rina.send_photo(jpeg(), caption="Petugas menyiapkan vaksin")
    rina.send("Vaksin diberikan di puskesmas.")
    await stage.settle()
    assert fault.struck > 0
    assert await stage.bot.store.read(parts_of) == ["text", "photo", "text"]
    assert failures(stage) == []
    if fault.kind in {"flood", "words"}:
        assert stage.clock.now() - before >= timedelta(seconds=fault.seconds)


async def test_a_file_that_never_comes_is_told_after_an_hour_or_two(stage: Stage) -> None:
    rina, before = await draft(stage), stage.clock.now()
    stage.outside.faults.add(Fault("getFile", "error", times=10_000))
    rina.send_photo(jpeg())
    rina.send("Vaksin diberikan di puskesmas.")
    await stage.settle()
    assert timedelta(hours=1) <= stage.clock.now() - before <= timedelta(hours=2)
    assert sum("belum tersimpan" in said for said in heard(rina)) == 1
    assert await stage.bot.store.read(parts_of) == ["text", "text"]


async def test_a_file_that_telegram_calls_unavailable_again_and_again_is_refused_after_a_minute(stage: Stage) -> None:
    rina, before = await draft(stage), stage.clock.now()
    words = Refusal(400, "wrong file_id or the file is temporarily unavailable")
    stage.outside.faults.add(Refused("getFile", words))
    rina.send_photo(jpeg())
    await stage.settle()
    assert timedelta(seconds=20) <= stage.clock.now() - before <= timedelta(minutes=2)
    assert "kirim ulang" in heard(rina)[-1]


async def test_a_file_that_comes_cut_short_is_asked_for_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    rina, real, calls = await draft(stage), File.download_as_bytearray, list[int]()

    async def cut(self: File, *args: Any, **options: Any) -> bytearray:
        data = await real(self, *args, **options)
        calls.append(len(data))
        return data[: len(data) // 2] if len(calls) == 1 else data

    monkeypatch.setattr(File, "download_as_bytearray", cut)
    rina.send_photo(jpeg())
    await stage.settle()
    assert len(calls) == 2
    assert await stage.bot.store.read(parts_of) == ["text", "photo"]


async def test_a_photo_in_a_rich_message_is_waited_for_too(stage: Stage) -> None:
    rina = await draft(stage)
    fault = stage.outside.faults.add(Fault("getFile", "flood", seconds=20, times=2))
    rina.send_album([jpeg("red"), jpeg("green"), jpeg("blue")])
    await stage.settle()
    assert fault.struck == 2
    assert await stage.bot.store.read(parts_of) == ["text", "photo", "photo", "photo"]
    assert failures(stage) == []


class Refused(Fault):
    """A method that always answers with one refusal."""

    def __init__(self, method: str, words: Refusal) -> None:
        super().__init__(method, "error", times=10_000)
        self.words = words

    def refusal(self) -> Refusal:
        return self.words


def _explode(_tx: Tx, _who: Asker, _words: str) -> None:
    raise RuntimeError("nobody foresaw this")


async def test_a_failure_that_cannot_be_written_yet_holds_its_chat_and_is_told_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rina, fitri, real, calls = stage.person("Rina"), stage.person("Fitri"), inbox.failed, list[int]()

    def failed(tx: Tx, update_id: int, error: str) -> bool:
        calls.append(update_id)
        if len(calls) < 5:
            raise sqlite3.OperationalError(LOCKED)
        return real(tx, update_id, error)

    monkeypatch.setattr(inbox, "failed", failed)
    monkeypatch.setitem(routing.BY_NAME, "status", Command("status", _explode))
    rina.send("/status")
    rina.send("/bantuan")
    await stage.settle()
    said = [each for each in heard(rina) if WAIT not in each]
    assert len(calls) == 5
    assert str(calls[0]) in said[0]
    assert len(said) == 2
    assert sum(str(calls[0]) in each for each in heard(fitri)) == 1
    assert [state for state, _ in await stage.bot.store.read(states)] == ["failed", "done"]


async def test_what_was_said_while_the_database_was_away_is_not_put_off_for_an_hour(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rina, before, real, calls = stage.person("Rina"), stage.clock.now(), outbox.settle, list[int]()

    def settle(tx: Tx, row_id: int, outcome: str, **more: Any) -> None:
        calls.append(row_id)
        if len(calls) == 1:
            raise sqlite3.OperationalError("disk I/O error")
        real(tx, row_id, outcome, **more)

    monkeypatch.setattr(outbox, "settle", settle)
    await told(stage, rina, "satu", "dua", "tiga")
    assert await left(stage) == 0
    assert [each for n, each in enumerate(heard(rina)) if each not in heard(rina)[:n]] == ["satu", "dua", "tiga"]
    assert heard(rina)[-2:] == ["dua", "tiga"]
    assert stage.clock.now() - before < timedelta(minutes=1)


async def test_a_reminder_is_not_passed_over_while_the_database_is_away(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rina = await draft(stage)
    rina.send_photo(jpeg(), caption="Petugas menyiapkan vaksin")
    await stage.settle()
    pushed = list[int]()
    real_next = remind.next_one
    monkeypatch.setattr(remind, "next_one", lambda tx: real_next(tx) or (None if pushed else 1))
    monkeypatch.setattr(remind, "push_on", lambda _tx, step_id: pushed.append(step_id))

    def away(_tx: Tx, _step_id: int, _crowded: frozenset[int]) -> int:
        raise sqlite3.OperationalError(LOCKED)

    monkeypatch.setattr(remind, "remind", away)
    with pytest.raises(sqlite3.OperationalError):
        await stage.bot.tick()
    assert pushed == []


async def test_a_stranger_and_a_group_are_not_lost_either(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    joko = stage.stranger()
    async with held(stage, monkeypatch, 12):
        joko.send("/start")
        await stage.settle()
    await stage.settle()
    assert WAIT in heard(joko)[0]
    assert len(heard(joko)) == 2
    assert text_of(joko.last) != heard(joko)[0]
