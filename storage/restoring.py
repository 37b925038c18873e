"""Putting a backup in the place of a database: the old one is kept aside, nothing of the living files is removed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from storage import anchor
from storage.anchor import Anchors
from storage.backup import Backup, BackupError, Source, inspect, missing, named, refuse_broken, stored
from storage.files import PRIVATE_FILE, FileStore, private_folder, sync_folder
from storage.schema import migrate
from storage.store import DatabaseInUseError, connect, refuse_loss

#: Numbers of articles and disposisi left out after a restore for each lost event, and at least.
LEAST_GAP = 100


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: where the old database lies (None: there was none), and how far each record goes."""

    aside: Path | None
    events: int
    lost: int  # events known to have been after that; 0 where none are known
    files: int


def restore(backup: Backup, target: Source, at: datetime, *, replace: bool) -> Restored:
    """Prove a backup and put it in place. Raises BackupError("in_the_way") where a database is and `replace` is not.

    Raises DatabaseInUseError while a bot runs on it. What was begun and cut off can be done again.
    """
    private_folder(target.database.parent)
    lock = FileLock(f"{target.database}.lock", timeout=0, mode=PRIVATE_FILE)
    try:
        lock.acquire()
    except Timeout as held:
        raise DatabaseInUseError(str(target.database)) from held
    try:
        return _in_place(backup, target, at, replace=replace)
    finally:
        lock.release()


def _in_place(backup: Backup, target: Source, at: datetime, *, replace: bool) -> Restored:
    database = target.database
    if database.exists() and not replace:
        raise BackupError("in_the_way", str(database))
    contents = inspect(backup)
    count = _bring_files(backup, target.files)
    _bring_besides(backup, target)
    new = database.with_name(f".{database.name}.restoring")
    new.unlink(missing_ok=True)
    shutil.copyfile(backup.database, new)
    new.chmod(PRIVATE_FILE)
    known = max((one.count for one in Anchors(database).all()), default=0)
    lost = max(0, known - contents.events)
    _to_the_newest_schema(new)
    _leave_a_gap(new, lost)
    aside = _set_aside(database, at)
    new.replace(database)
    sync_folder(database.parent)
    _note(backup, database)
    return Restored(aside, contents.events, lost, count)


def _to_the_newest_schema(new: Path) -> None:
    """Bring a copy to the newest schema; the backup itself is the copy from before."""
    migrate(new, connect)
    for left in new.parent.glob(f"{new.name}.*"):
        left.unlink()
    for end in ("-wal", "-shm"):
        new.with_name(f"{new.name}{end}").unlink(missing_ok=True)


def _leave_a_gap(new: Path, lost: int) -> None:
    """Have new things begin at numbers that none had before: buttons of lost things are still on people's phones."""
    db = sqlite3.connect(new, isolation_level=None)
    try:
        for table in ("article", "disposition"):
            last = db.execute(f"SELECT ifnull(max(id), 0) FROM {table}").fetchone()[0]  # noqa: S608 - our table names
            floor = -(-(last + max(lost, LEAST_GAP)) // 100) * 100
            db.execute(
                "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value ="
                " max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
                (f"{table} floor", str(floor)),
            )
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        db.execute("PRAGMA journal_mode=DELETE")
    finally:
        db.close()
    with new.open("rb+") as file:
        os.fsync(file.fileno())


def _bring_files(backup: Backup, files: Path) -> int:
    """Copy what the folder lacks or has damaged; what was added since stays, no row of the backup names it."""
    keeping, count = FileStore(files), 0
    keeping.prepare()
    for path in stored(backup.files):
        there = keeping.path(path.name)
        if not there.exists() or there.stat().st_size != path.stat().st_size:
            there.unlink(missing_ok=True)
            keeping.put(path.read_bytes())
            count += 1
    return count


def _bring_besides(backup: Backup, target: Source) -> None:
    """Copy what else was kept only where it is gone: a website's own record knows the pages published since."""
    for name, path in target.besides.items():
        source = backup.folder / name
        if source.exists() and not path.exists():
            private_folder(path.parent)
            (shutil.copytree if source.is_dir() else shutil.copy2)(source, path)


def _set_aside(database: Path, at: datetime) -> Path | None:
    """Move the old database away with what belongs to it; its -wal first, which would spoil another file."""
    names = [f"{database.name}{end}" for end in ("-wal", "-shm", "")]
    there = [path for name in names if (path := database.with_name(name)).exists()]
    if not there:
        return None
    aside = database.with_name(f"{database.name}.aside-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    private_folder(aside)
    for path in there:
        path.replace(aside / path.name)
    sync_folder(aside)
    return aside


def _note(backup: Backup, database: Path) -> None:
    """Say beside the database that the record goes on from here; without anchors there, those of the backup hold."""
    beside = anchor.beside(database)
    if not beside.exists():
        shutil.copyfile(anchor.beside(backup.database), beside)
        beside.chmod(PRIVATE_FILE)
        return
    db = connect(database, read_only=True)
    try:
        anchors = Anchors(database)
        anchors.note(db, restored=True)
        anchors.sync()
    finally:
        db.close()


def drill(backup: Backup, folder: Path, at: datetime) -> Restored:
    """Restore into an empty folder, as after a lost disk, and prove that a bot could go on. Raises as `restore`."""
    target = Source(folder / backup.database.name, folder / "files", {})
    done = restore(backup, target, at, replace=False)
    refuse_loss(target.database, Anchors(target.database))
    db = connect(target.database, read_only=True)
    try:
        refuse_broken(db)
        known = inspect(backup).flaws
        lacking = next((each for each in missing(dict(named(db)), target.files) if each not in known), None)
    finally:
        db.close()
    if lacking is not None:
        raise BackupError("file_missing", lacking)
    return done
