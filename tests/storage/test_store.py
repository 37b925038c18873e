"""The one door: a plain function in one transaction in one hop, whatever becomes of its caller."""

from __future__ import annotations

import asyncio
import inspect
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import aiosqlite
import pytest

from bot.sop.office import Office
from storage import meta, people
from storage.store import Store, Tx, connect, write_once

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def put(tx: Tx, key: str) -> str:
    meta.put(tx, key, "1")
    return key


def keys(tx: Tx) -> list[str]:
    return [row[0] for row in tx.db.execute("SELECT key FROM meta ORDER BY key")]


def python(script: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run a script in a process of its own, warnings as errors; a hanging one fails the test."""
    command = [sys.executable, "-W", "error", "-c", script, str(path)]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)


class SomethingWrongError(Exception):
    pass


def put_and_raise(tx: Tx, key: str) -> None:
    put(tx, key)
    raise SomethingWrongError(key)


class Gate:
    """An intent that stands in its transaction until it is let go."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.leave = threading.Event()

    def put(self, tx: Tx, key: str) -> None:
        put(tx, key)
        self.entered.set()
        assert self.leave.wait(5)


async def test_it_gives_back_what_the_intent_returns(store: Store) -> None:
    assert await store.write(put, "a") == "a"
    assert await store.read(keys) == ["a"]


async def test_it_undoes_everything_when_an_intent_raises(store: Store) -> None:
    with pytest.raises(SomethingWrongError):
        await store.write(put_and_raise, "half")
    assert await store.read(keys) == []
    await store.write(put, "next")
    assert await store.read(keys) == ["next"]


async def test_it_undoes_everything_when_the_commit_is_refused(store: Store) -> None:
    def dangling(tx: Tx) -> None:
        put(tx, "half")
        tx.db.execute("PRAGMA defer_foreign_keys=ON")
        tx.db.execute("INSERT INTO appointment (person_id, role, valid_from) VALUES (99, 'kabag', 0)")

    with pytest.raises(sqlite3.IntegrityError):
        await store.write(dangling)
    await store.write(put, "next")
    assert await store.read(keys) == ["next"]


async def test_it_holds_the_write_lock_from_the_first_statement(store: Store, path: Path) -> None:
    def try_beside(_tx: Tx) -> str:
        other = connect(path)
        other.execute("PRAGMA busy_timeout=0")
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            return str(error)
        finally:
            other.close()
        return "got in"

    assert await store.write(try_beside) == "database is locked"


async def test_it_finishes_a_transaction_whose_caller_was_cancelled(store: Store) -> None:
    gate = Gate()
    caller = asyncio.create_task(store.write(gate.put, "a"))
    await asyncio.to_thread(gate.entered.wait, 5)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    gate.leave.set()
    await store.write(put, "b")
    assert await store.read(keys) == ["a", "b"]


async def test_it_leaves_nothing_open_when_callers_are_cancelled_while_they_queue(store: Store) -> None:
    gate = Gate()
    first = asyncio.create_task(store.write(gate.put, "a"))
    await asyncio.to_thread(gate.entered.wait, 5)
    queued = [asyncio.create_task(store.write(put, f"q{n}")) for n in range(5)]
    await asyncio.sleep(0)
    for task in queued:
        task.cancel()
    gate.leave.set()
    await asyncio.gather(first, *queued, return_exceptions=True)
    assert await store.write(lambda tx: tx.db.in_transaction) is True
    await store.write(put, "z")  # "cannot start a transaction within a transaction", were one left open
    assert {"a", "z"} <= set(await store.read(keys))


async def test_it_never_mixes_the_statements_of_two_writers(store: Store) -> None:
    def add_twice(tx: Tx, value: str) -> None:
        for _ in range(2):
            tx.db.execute("INSERT INTO told VALUES ('t', (SELECT count(*) FROM told) || ?, 0)", (value,))

    await asyncio.gather(*(store.write(add_twice, f" by {n}") for n in range(20)))
    order = await store.read(lambda tx: [r[0] for r in tx.db.execute("SELECT key FROM told ORDER BY key + 0")])
    writers = [key.partition(" by ")[2] for key in order]
    assert writers[0::2] == writers[1::2]
    assert len(set(writers)) == 20


async def test_it_tells_listeners_after_the_commit_and_only_then(store: Store) -> None:
    told: list[str] = []
    store.on_commit(lambda: told.append("committed"))
    await store.write(put, "a")
    with pytest.raises(SomethingWrongError):
        await store.write(put_and_raise, "b")
    assert told == ["committed"]


async def test_it_tells_listeners_even_when_the_caller_is_gone(store: Store) -> None:
    committed = asyncio.Event()
    store.on_commit(committed.set)
    gate = Gate()
    caller = asyncio.create_task(store.write(gate.put, "a"))
    await asyncio.to_thread(gate.entered.wait, 5)
    caller.cancel()
    gate.leave.set()
    await asyncio.wait_for(committed.wait(), 5)


async def test_a_note_is_a_transaction_that_does_not_wait_for_the_disk(store: Store) -> None:
    def synchronous(tx: Tx) -> int:
        found: int = tx.db.execute("PRAGMA synchronous").fetchone()[0]
        return found

    told: list[str] = []
    store.on_commit(lambda: told.append("committed"))
    assert (await store.note(synchronous), await store.write(synchronous)) == (1, 2)  # NORMAL, FULL
    with pytest.raises(SomethingWrongError):
        await store.note(put_and_raise, "half")
    await store.note(put, "a")
    assert await store.read(keys) == ["a"]
    assert await store.write(synchronous) == 2
    assert told == ["committed", "committed"]


async def test_its_reader_refuses_to_write(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await store.read(put, "a")
    assert await store.read(keys) == []


async def test_its_reader_sees_one_state_and_waits_for_no_writer(store: Store) -> None:
    gate = Gate()
    writing = asyncio.create_task(store.write(gate.put, "a"))
    await asyncio.to_thread(gate.entered.wait, 5)
    assert await asyncio.wait_for(store.read(keys), 2) == []
    gate.leave.set()
    await writing
    assert await store.read(keys) == ["a"]


async def test_it_opens_with_the_pragmas_of_the_house(store: Store) -> None:
    def pragmas(tx: Tx) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "trusted_schema", "busy_timeout")
        return {name: tx.db.execute(f"PRAGMA {name}").fetchone()[0] for name in names}

    expected = {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "busy_timeout": 5000,
    }
    assert await store.write(pragmas) == expected
    assert (await store.read(pragmas))["foreign_keys"] == 1


async def test_it_refuses_a_second_process_on_the_same_file(store: Store, path: Path) -> None:
    script = (
        "import asyncio, sys; from pathlib import Path; from datetime import UTC, datetime\n"
        "from storage.store import DatabaseInUseError, Store\n"
        "p = Path(sys.argv[1]); s = Store(p, None, lambda: datetime.now(UTC), p.parent)\n"
        "try:\n    asyncio.run(s.open())\nexcept DatabaseInUseError:\n    print('in use')\n"
    )
    done = await asyncio.to_thread(python, script, path)
    assert done.stdout == "in use\n"
    assert await store.write(put, "a") == "a"


async def test_it_lets_go_of_the_file_when_it_is_closed(path: Path, office: Office) -> None:
    for _ in range(2):
        async with Store(path, office, lambda: NOW, path.parent) as store:
            await store.write(put, "a")
    with pytest.raises(RuntimeError, match="not open"):
        await store.write(put, "b")


async def test_it_lets_go_of_the_file_when_it_cannot_be_opened(path: Path, office: Office) -> None:
    await asyncio.to_thread(path.write_bytes, b"this is no database " * 100)
    with pytest.raises(sqlite3.DatabaseError):
        await Store(path, office, lambda: NOW, path.parent).open()
    await asyncio.to_thread(path.unlink)
    async with Store(path, office, lambda: NOW, path.parent) as store:
        assert await store.read(keys) == []


async def test_the_command_line_writes_beside_a_running_bot(store: Store, path: Path, office: Office) -> None:
    def add(tx: Tx) -> int:
        return people.add_person(tx, "Bu Rina", 7, "id")

    person_id = await asyncio.to_thread(write_once, path, path.parent / "berkas", office, lambda: NOW, add)
    assert await store.read(people.name, person_id) == "Bu Rina"


def test_the_command_line_undoes_what_raises(path: Path, office: Office) -> None:
    with pytest.raises(SomethingWrongError):
        write_once(path, path.parent, office, lambda: NOW, lambda tx: put_and_raise(tx, "a"))
    assert write_once(path, path.parent, office, lambda: NOW, keys) == []


def test_the_interpreter_ends_when_the_store_was_closed(tmp_path: Path) -> None:
    """aiosqlite's threads are no daemons: one that is left open would keep the process for ever."""
    script = (
        "import asyncio, sys; from pathlib import Path; from datetime import UTC, datetime\n"
        "from zoneinfo import ZoneInfo\n"
        "from bot.sop.office import Office, Website; from bot.sop.worktime import Calendar\n"
        "from storage.store import Store\n"
        "office = Office('', '', Calendar(ZoneInfo('Asia/Jakarta')), Website('', ''), ())\n"
        "store = Store(Path(sys.argv[1]) / 'x.sqlite3', office, lambda: datetime.now(UTC), Path('.'))\n"
        "async def main():\n"
        "    await store.open()\n"
        "    await store.write(lambda tx: None)\n"
        "    await store.close()\n"
        "asyncio.run(main()); print('over')\n"
    )
    done = python(script, tmp_path)
    assert (done.stdout, done.stderr) == ("over\n", "")


def test_the_hook_of_aiosqlite_is_what_it_was() -> None:
    """`_execute(function, *args)` and `_conn` are protected: a version that changes them must be noticed here."""
    assert list(inspect.signature(aiosqlite.Connection._execute).parameters) == ["self", "fn", "args", "kwargs"]
    assert isinstance(aiosqlite.Connection._conn, property)


async def test_the_hook_runs_a_whole_function_on_the_connections_own_thread(store: Store) -> None:
    def names(_tx: Tx) -> tuple[str, str]:
        return threading.current_thread().name, threading.main_thread().name

    (writer, main), (again, _), (reader, _) = (
        await store.write(names),
        await store.write(names),
        await store.read(names),
    )
    assert writer == again
    assert len({writer, reader, main}) == 3
