"""Intents that share a commit end as if each had been alone: nothing half, nothing answered before it is safe."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli import cast
from storage import together
from storage.store import Store, Tx, connect
from tests.storage.test_store import NOW, Gate, SomethingWrongError, keys, put

Answer = tuple[str, Any]


def grow(tx: Tx, key: str) -> int:
    """Add one, and say what came of all who were here before."""
    tx.db.execute(
        "INSERT INTO meta VALUES (?, '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value + 1 AS TEXT)", (key,)
    )
    total: int = tx.db.execute("SELECT sum(value) FROM meta").fetchone()[0]
    return total


def grow_and_raise(tx: Tx, key: str) -> None:
    grow(tx, key)
    raise SomethingWrongError(key)


def dangle(tx: Tx, key: str) -> None:
    """Write what only the commit refuses: who shares the commit is not to pay for it."""
    grow(tx, key)
    tx.db.execute("PRAGMA defer_foreign_keys=ON")
    tx.db.execute("INSERT INTO appointment (person_id, role, valid_from) VALUES (99, 'kabag', 0)")


def end_the_transaction(tx: Tx, key: str) -> None:
    """Do as SQLite does when the disk is full: all of the transaction is gone, whoever wrote it."""
    grow(tx, key)
    tx.db.execute("ROLLBACK")
    raise sqlite3.OperationalError("database or disk is full")


def refuse(tx: Tx, key: str) -> None:
    grow(tx, key)
    tx.db.execute("INSERT INTO meta VALUES (?, NULL)", (f"{key}!",))


INTENTS: tuple[Callable[[Tx, str], Any], ...] = (grow, grow, grow, grow_and_raise, dangle, end_the_transaction, refuse)


async def answer(store: Store, intent: Callable[[Tx, str], Any], key: str) -> Answer:
    try:
        return "gave", await store.write(intent, key)
    except (SomethingWrongError, sqlite3.Error) as error:
        return type(error).__name__, str(error)


async def both_ways(plan: list[tuple[Callable[[Tx, str], Any], str]]) -> tuple[list[Any], list[Any]]:
    """Give the answers and what stands in the end: with commits shared, and one by one."""
    found: list[list[Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("shared", "alone"):
            async with Store(Path(folder) / name, cast.office(""), lambda: NOW, Path(folder)) as store:
                if name == "shared":
                    answers = await asyncio.gather(*(answer(store, *each) for each in plan))
                else:
                    answers = [await answer(store, *each) for each in plan]
                stands = await store.read(lambda tx: [tuple(row) for row in tx.db.execute("SELECT * FROM meta")])
                found.append([answers, stands])
    return found[0], found[1]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(INTENTS), st.sampled_from("abc")), max_size=12))
def test_shared_commits_give_what_one_by_one_gives(plan: list[tuple[Callable[[Tx, str], Any], str]]) -> None:
    shared, alone = asyncio.run(both_ways(plan))
    assert shared == alone


async def test_what_waits_together_is_committed_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    groups: list[int] = []

    def counted(db: sqlite3.Connection, group: Any) -> Any:
        groups.append(len(group))
        return together.in_one_commit(db, group)

    monkeypatch.setattr("storage.store.in_one_commit", counted)
    await asyncio.gather(*(store.write(put, f"k{n}") for n in range(100)))
    assert groups == [64, 36]
    assert len(await store.read(keys)) == 100


async def test_what_comes_to_a_busy_connection_waits_for_no_one_behind_it(store: Store) -> None:
    gate = Gate()
    first = asyncio.create_task(store.write(gate.put, "first"))
    await asyncio.to_thread(gate.entered.wait, 5)
    later = [asyncio.create_task(store.write(put, f"later {n}")) for n in range(3)]
    await asyncio.sleep(0)
    gate.leave.set()
    await first
    assert not any(task.done() for task in later)
    await asyncio.gather(*later)


async def test_nobody_is_answered_before_the_commit(store: Store, path: Path) -> None:
    gate = Gate()
    quick = asyncio.create_task(store.write(put, "quick"))
    slow = asyncio.create_task(store.write(gate.put, "slow"))
    await asyncio.to_thread(gate.entered.wait, 5)
    assert not quick.done()
    assert connect(path, read_only=True).execute("SELECT count(*) FROM meta").fetchone()[0] == 0
    gate.leave.set()
    await asyncio.gather(quick, slow)


async def test_long_work_ends_a_group_early(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "LONGEST", -1.0)
    seen = await asyncio.gather(*(store.write(grow, "k") for n in range(5)), store.read(keys), store.read(keys))
    assert list(seen[:5]) == [1, 2, 3, 4, 5]


async def test_a_store_that_is_closed_finishes_what_waits(path: Path) -> None:
    store = Store(path, cast.office(""), lambda: NOW, path.parent)
    await store.open()
    waiting = [asyncio.create_task(store.write(put, f"k{n}")) for n in range(100)]
    await asyncio.sleep(0)
    await store.close()
    assert len(await asyncio.gather(*waiting)) == 100
    assert connect(path).execute("SELECT count(*) FROM meta").fetchone()[0] == 100


KILLED = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.cli import cast
from storage import meta
from storage.store import Store

async def main(path):
    now = lambda: datetime.now(UTC)
    async with Store(path, cast.office(""), now, path.parent) as store:
        async def one(n):
            for k in range(10**6):
                await store.write(lambda tx: meta.put(tx, f"{n} {k}", "1"))
                print(n, k, flush=True)
        await asyncio.gather(*(one(n) for n in range(16)))

asyncio.run(main(Path(sys.argv[1])))
"""


def test_whoever_was_answered_stands_after_a_kill(path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        answered = [process.stdout.readline() for _ in range(400)]
        os.kill(process.pid, signal.SIGKILL)
        answered += [line for line in process.stdout.readlines() if line.endswith("\n")]
    stands = {row[0] for row in connect(path).execute("SELECT key FROM meta")}
    assert {line.strip() for line in answered} <= stands
