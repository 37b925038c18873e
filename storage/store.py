"""The one door to the database: a plain function in one transaction in one hop, and a reader beside it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import aiosqlite
from filelock import FileLock, Timeout

from bot.sop.office import Office
from storage.anchor import Anchors, Compared, compare
from storage.busy import is_held
from storage.files import PRIVATE_FILE, FileStore, keep_private, private_folder
from storage.office import DayRule, Living, current, supposing
from storage.schema import RecordForeignError, RecordLostError, migrate, migrations, refuse_damage, version
from storage.together import Asked, Outcome, Together, alone, in_one_commit, in_one_snapshot

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA wal_autocheckpoint=100",  # pages: a copy of the file alone, or a lost -wal, lacks little
    "PRAGMA recursive_triggers=ON",  # or INSERT OR REPLACE would slip past the append-only triggers
)


#: Pauses in seconds, besides the busy timeout, in which whatever else holds the database may let go of it: half a
#: minute in all. Whoever writes can then still be patient, and knows that it takes long.
WAITS = (0.1, 0.2, 0.4, 0.8, 1.5)


#: Seconds for which the command line waits for a database that is held, besides the busy timeout, and between looks.
PATIENCE, LOOK = 60.0, 0.5


class DatabaseInUseError(RuntimeError):
    """Another process runs a bot on this database file."""


@dataclass(frozen=True, slots=True)
class Tx:
    """What an intent works with: the open transaction, the moment (UTC), the office's rules, its files.

    `office` is the living one, with the days the database adds and takes away; `configured` the one without them.
    """

    db: sqlite3.Connection
    now: datetime
    office: Office
    files: FileStore
    configured: Office | None = None

    def again(self) -> Tx:
        """Give this transaction with the office as it is after what the transaction itself wrote."""
        return replace(self, office=current(self.db, self.configured or self.office))

    def supposing(self, rules: Sequence[DayRule]) -> Tx:
        """Give this transaction with the office as it would be with these special days too; nothing is written."""
        return replace(self, office=supposing(self.db, self.configured or self.office, rules))


class _Connection(aiosqlite.Connection):
    """aiosqlite's connection with its one-hop executor made usable: facts pinned by tests/storage."""

    async def hop(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """Run `function(connection)` on this connection's own thread, to its end, whoever cancels."""
        running = asyncio.ensure_future(self._execute(function, self._conn))  # type: ignore[no-untyped-call]
        return cast("T", await asyncio.shield(running))


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the file with the pragmas of the house; autocommit, so that transactions are explicit.

    A new file, and with it what SQLite lays beside it, is for its owner alone.
    """
    if not read_only:
        keep_private(path)
    mode = "ro" if read_only else "rwc"
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    db.row_factory = sqlite3.Row
    for pragma in PRAGMAS:
        db.execute(pragma)
    if not read_only:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
    return db


def transact(
    db: sqlite3.Connection,
    tx: Callable[[sqlite3.Connection], Tx],
    intent: Callable[Concatenate[Tx, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run `intent(tx, ...)` inside BEGIN IMMEDIATE ... COMMIT; roll back on any exception, and raise it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        result = intent(tx(db), *args, **kwargs)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return result


def _snapshot(db: sqlite3.Connection, group: Sequence[Asked[Any]]) -> Sequence[Outcome]:
    return in_one_snapshot(db, [asked.work for asked in group])


def tried(tx: Tx, intent: Callable[[], T]) -> T:
    """Do something inside an open transaction and undo it again; give what it gave: what would come of it."""
    tx.db.execute("SAVEPOINT tried")
    try:
        return intent()
    finally:
        tx.db.execute("ROLLBACK TO tried")
        tx.db.execute("RELEASE tried")


def _unsynced(db: sqlite3.Connection, work: Callable[[], T]) -> T:
    db.execute("PRAGMA synchronous=NORMAL")  # in WAL mode: synced with what follows, not by itself
    try:
        return work()
    finally:
        db.execute("PRAGMA synchronous=FULL")


def refuse_loss(path: Path, anchors: Anchors) -> Compared:
    """Hold the record against its anchors; give what fits, and change nothing.

    Raises RecordLostError where its end is gone, and RecordForeignError where nothing fits: another database's -wal
    beside the file would be taken for its own, and written over it.
    """
    db = connect(path, read_only=True) if path.exists() else sqlite3.connect(":memory:")
    try:
        found = compare(db, anchors.all())
    finally:
        db.close()
    if found.lost is not None:
        raise RecordLostError(path, found.newest, found.lost.count)
    if found.foreign and found.other is not None:
        raise RecordForeignError(path, found.other.count)
    return found


class Store:
    """One SQLite file and the folder of files beside it, held by one process."""

    def __init__(self, path: Path, office: Office, now: Callable[[], datetime], files: Path) -> None:
        """Name the file; nothing is opened before `open()`. `now` gives aware UTC datetimes."""
        self.path = path
        self.configured = office
        self._living = Living(office)
        self.files = FileStore(files)
        self._now = now
        self._lock = FileLock(f"{path}.lock", timeout=0, mode=PRIVATE_FILE)
        self._writer: _Connection | None = None
        self._reader: _Connection | None = None
        self._writes: Together | None = None
        self._reads: Together | None = None
        self._committed: list[Callable[[], None]] = []
        self._anchors = Anchors(path)
        self.compared = Compared(0, None, None)

    def on_commit(self, listener: Callable[[], None]) -> None:
        """Call `listener()` in the event loop after every write: the outbox wakes by it."""
        self._committed.append(listener)

    async def open(self) -> None:
        """Lock the file to this process, migrate it, and open both connections.

        Raises DatabaseInUseError when another process holds it, SchemaTooNewError when the file was
        written by newer code, DamagedError when pages of it are damaged, RecordLostError when its end is gone,
        RecordForeignError when it is another database's.
        """
        private_folder(self.path.parent)
        try:
            self._lock.acquire()
        except Timeout as held:
            raise DatabaseInUseError(str(self.path)) from held
        try:
            refuse_damage(self.path, connect)
            self.compared = refuse_loss(self.path, self._anchors)
            for beside in self.path.parent.iterdir():  # left by a version that let others read it
                if beside.name.startswith((f"{self.path.name}-", f"{self.path.name}.")):
                    keep_private(beside)
            migrate(self.path, connect)
            self.files.prepare()
            self._writer = _Connection(lambda: connect(self.path), 64)
            self._reader = _Connection(lambda: connect(self.path, read_only=True), 64)
            await self._writer
            await self._reader
            self._writes = Together(self._writer.hop, self._commit, self._told)
            self._reads = Together(self._reader.hop, _snapshot)
        except BaseException:
            await self.close()
            raise

    async def keep(self) -> None:
        """Bring what was committed into the file itself, and make its anchor durable."""
        if self._writer is not None:
            await self._writer.hop(lambda db: self._settle(db, "PASSIVE"))

    def _settle(self, db: sqlite3.Connection, how: str) -> None:
        db.execute(f"PRAGMA wal_checkpoint({how})").fetchall()
        self._anchors.sync()

    async def close(self) -> None:
        """Finish what runs, bring all of it into the file, close both connections and let go of the lock."""
        for queue in (self._writes, self._reads):
            if queue is not None:
                await queue.finished()
        self._writes = self._reads = None
        if self._writer is not None:
            with contextlib.suppress(sqlite3.Error, OSError, ValueError):  # the WAL stays, for the next start
                await self._writer.hop(lambda db: self._settle(db, "TRUNCATE"))
        for connection in (self._writer, self._reader):
            if connection is not None:
                await connection.close()
        self._writer = self._reader = None
        self._lock.release()

    async def __aenter__(self) -> Store:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def _tx(self, db: sqlite3.Connection) -> Tx:
        return Tx(db, self._now(), self._living.office(db), self.files, self.configured)

    async def write(self, intent: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `intent(tx, ...)` in one transaction; what it raises undoes everything it did.

        Intents that wait share a commit (storage/together.py). One may be run again where a shared commit was refused:
        all it does, it does in the transaction.
        """
        writes = _opened(self._writes)
        return await _held_over(lambda: writes.ask(lambda db: intent(self._tx(db), *args, **kwargs)))

    async def note(self, intent: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do as `write` does, for what a power cut may take back: not waited for on the disk, and nobody is told.

        A crash of the process loses nothing of it, and the next `write` makes it as durable as itself.
        """
        writes = _opened(self._writes)
        return await _held_over(lambda: writes.ask(lambda db: intent(self._tx(db), *args, **kwargs), durable=False))

    def _commit(self, db: sqlite3.Connection, group: Sequence[Asked[Any]]) -> Sequence[Outcome]:
        """Run what waits, and note beside the file where the record stands now."""
        if not any(asked.durable for asked in group):
            return _unsynced(db, lambda: self._transact(db, group))
        outcomes = self._transact(db, group)
        try:
            self._anchors.note(db)
        except (OSError, sqlite3.Error) as error:  # a full disk: what was decided stands, and the next one is noted
            log.warning("the record's anchor could not be noted: %s", error)
        return outcomes

    def _transact(self, db: sqlite3.Connection, group: Sequence[Asked[Any]]) -> Sequence[Outcome]:
        if len(group) > 1:
            outcomes = in_one_commit(db, [asked.work for asked in group])
            if outcomes is not None:
                return outcomes
            # it may have seen what was undone
        return [alone(db, asked.work) for asked in group]

    def _told(self, settled: Sequence[Asked[Any]]) -> None:
        if any(asked.durable for asked in settled):
            self._tell()

    def _tell(self) -> None:
        for listener in self._committed:
            listener()

    async def read(self, query: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `query(tx, ...)` on the read-only connection, seeing one state of the database."""
        reads = _opened(self._reads)
        return await _held_over(lambda: reads.ask(lambda db: query(self._tx(db), *args, **kwargs)))


def _opened(queue: Together | None) -> Together:
    if queue is None:
        raise RuntimeError("the store is not open")
    return queue


async def _held_over(hop: Callable[[], Awaitable[T]]) -> T:
    """Try again while another connection holds the database: what was undone whole can be done again as it is."""
    for pause in WAITS:
        try:
            return await hop()
        except Exception as error:
            if not is_held(error):
                raise
        await asyncio.sleep(pause)
    return await hop()


def write_once(
    path: Path,
    files: Path,
    office: Office,
    now: Callable[[], datetime],
    intent: Callable[[Tx], T],
    held: Callable[[], None] | None = None,
) -> T:
    """Run `intent(tx)` from the command line, beside a running bot or without one (no lock is taken).

    `held()` is called once where another program holds the database, which is waited for a minute.
    """
    end = monotonic() + PATIENCE
    while True:
        try:
            return _once(path, files, office, now, intent)
        except sqlite3.OperationalError as error:
            if not is_held(error) or monotonic() > end:
                raise
        if held is not None:
            held()
            held = None
        sleep(LOOK)


def _once(path: Path, files: Path, office: Office, now: Callable[[], datetime], intent: Callable[[Tx], T]) -> T:
    private_folder(path.parent)
    refuse_loss(path, Anchors(path))
    migrate(path, connect)
    db = connect(path)
    try:
        result = transact(db, lambda c: Tx(c, now(), current(c, office), FileStore(files), office), intent)
        anchors = Anchors(path)
        anchors.note(db)
        anchors.sync()
        return result
    finally:
        db.close()


def read_once(
    path: Path, files: Path, office: Office, now: Callable[[], datetime], query: Callable[[Tx], T]
) -> T | None:
    """Run `query(tx)` from the command line and change nothing; None for a file of another schema."""
    db = connect(path, read_only=True)
    try:
        if version(db) != migrations()[-1][0]:
            return None
        return query(Tx(db, now(), current(db, office), FileStore(files), office))
    finally:
        db.close()
