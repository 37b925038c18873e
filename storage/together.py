"""Group commit: what was asked for while the connection was busy is run in one hop and one transaction.

A commit that is synced to the disk costs more than all that most intents do. Those that wait share one, each in a
savepoint of its own: one that raises is undone alone, and nobody is answered before the commit. What comes to an idle
connection is run by itself, and waits for nobody.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Generic, TypeVar

T = TypeVar("T")

#: How many may share a commit, and after how many seconds no further one is begun in it: those who come first are not
#: to wait for long work behind them.
MOST = 64
LONGEST = 0.05

Work = Callable[[sqlite3.Connection], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a piece of work gave, or what it raised."""

    result: Any = None
    error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class Asked(Generic[T]):
    """A piece of work that waits; `durable` unless a power cut may take it back."""

    work: Callable[[sqlite3.Connection], T]
    answer: asyncio.Future[T]
    durable: bool = True


#: Runs the first few of what is asked for on the connection's thread and gives their outcomes, in order; at least one.
Runner = Callable[[sqlite3.Connection, Sequence[Asked[Any]]], Sequence[Outcome]]
Hop = Callable[[Callable[[sqlite3.Connection], Sequence[Outcome]]], Awaitable[Sequence[Outcome]]]


class Together:
    """The work that waits for one connection, in the order in which it was asked for."""

    def __init__(self, hop: Hop, run: Runner, settled: Callable[[Sequence[Asked[Any]]], None] | None = None) -> None:
        """`hop` runs a function on the connection's thread; `settled` hears, in the loop, of what did not raise."""
        self._hop = hop
        self._run = run
        self._settled = settled
        self._waiting: deque[Asked[Any]] = deque()
        self._idle = asyncio.Event()
        self._idle.set()

    async def ask(self, work: Callable[[sqlite3.Connection], T], *, durable: bool = True) -> T:
        """Have work done, and give what it gave; it is done whole, or not at all, even if the caller goes."""
        asked: Asked[T] = Asked(work, asyncio.get_running_loop().create_future(), durable)
        self._waiting.append(asked)
        if self._idle.is_set():
            self._idle.clear()
            asyncio.get_running_loop().call_soon(self._begin)  # what is asked for in the same breath comes with it
        return await asked.answer

    async def finished(self) -> None:
        """Wait until nothing waits and nothing runs."""
        await self._idle.wait()

    def _begin(self) -> None:
        group = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
        task = asyncio.ensure_future(self._hop(lambda db: self._run(db, group)))
        task.add_done_callback(lambda done: self._end(group, done))

    def _end(self, group: Sequence[Asked[Any]], done: asyncio.Future[Sequence[Outcome]]) -> None:
        outcomes = _outcomes(group, done)
        self._waiting.extendleft(reversed(group[len(outcomes) :]))
        pairs = list(zip(group, outcomes, strict=False))  # what was put back has no outcome yet
        if self._settled is not None:
            self._settled([asked for asked, outcome in pairs if outcome.error is None])
        for asked, outcome in pairs:
            _answer(asked, outcome)
        if self._waiting:
            self._begin()
        else:
            self._idle.set()


def _outcomes(group: Sequence[Asked[Any]], done: asyncio.Future[Sequence[Outcome]]) -> Sequence[Outcome]:
    """Give the outcomes of a hop; where the hop itself failed, nothing was done, and all are told so."""
    error = asyncio.CancelledError() if done.cancelled() else done.exception()
    return done.result() if error is None else [Outcome(error=error)] * len(group)


def _answer(asked: Asked[Any], outcome: Outcome) -> None:
    if asked.answer.done():  # its caller is gone; what was done stays done
        return
    if isinstance(outcome.error, asyncio.CancelledError):
        asked.answer.cancel()
    elif outcome.error is not None:
        asked.answer.set_exception(outcome.error)
    else:
        asked.answer.set_result(outcome.result)


def in_one_commit(db: sqlite3.Connection, group: Sequence[Work]) -> list[Outcome] | None:
    """Run work in one BEGIN IMMEDIATE ... COMMIT, each in a savepoint; give outcomes of as many as there was time for.

    None when all of it was undone together, by a refused commit or an error that ended the transaction: then whose
    fault it was is found by running each alone. Raises when the transaction cannot begin: nothing was done.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        outcomes = _each(db, group)
        db.execute("COMMIT")
    except (sqlite3.Error, _TransactionEndedError):
        _undo(db)
        return None
    except BaseException:
        _undo(db)
        raise
    return outcomes


class _TransactionEndedError(Exception):
    """SQLite rolled the whole transaction back by itself."""


def _each(db: sqlite3.Connection, group: Sequence[Work]) -> list[Outcome]:
    until = monotonic() + LONGEST
    outcomes: list[Outcome] = []
    for work in group:
        db.execute("SAVEPOINT one")
        outcomes.append(_tried(db, work))
        db.execute("RELEASE one")
        if monotonic() > until:
            break
    return outcomes


def _tried(db: sqlite3.Connection, work: Work) -> Outcome:
    try:
        return Outcome(work(db))
    except Exception as error:
        if not db.in_transaction:
            raise _TransactionEndedError from error
        db.execute("ROLLBACK TO one")
        return Outcome(error=error)


def alone(db: sqlite3.Connection, work: Work) -> Outcome:
    """Run work in a transaction of its own; what it raises undoes it."""
    try:
        db.execute("BEGIN IMMEDIATE")
        result = work(db)
        db.execute("COMMIT")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told to who asked
        _undo(db)
        return Outcome(error=error)
    except BaseException:
        _undo(db)
        raise
    return Outcome(result)


def in_one_snapshot(db: sqlite3.Connection, group: Sequence[Work]) -> list[Outcome]:
    """Run queries that see one state of the database; give outcomes of as many as there was time for."""
    until = monotonic() + LONGEST
    outcomes: list[Outcome] = []
    db.execute("BEGIN")
    try:
        for query in group:
            outcomes.append(_asked(db, query))
            if monotonic() > until:
                break
    finally:
        _undo(db)
    return outcomes


def _asked(db: sqlite3.Connection, query: Work) -> Outcome:
    try:
        return Outcome(query(db))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told to who asked
        return Outcome(error=error)


def _undo(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")
