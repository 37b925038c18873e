"""A backup: the database as of one moment with the files its rows name, whole in a folder, and proven after writing.

A folder `tayang-20261129T023000Z` holds `tayang.sqlite3` with its anchors, `files`, what else the office keeps, and
`manifest.json`. Files that an earlier backup holds already are linked from it, not from the living ones: what goes
wrong with a living file leaves the backup alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage import anchor
from storage.files import PRIVATE_FILE, private_folder, sync_folder
from storage.schema import version
from storage.store import connect

DATABASE, FILES, MANIFEST = "tayang.sqlite3", "files", "manifest.json"
_NAME = re.compile(r"tayang-(\d{8}T\d{6})Z")
_STAMP = "%Y%m%dT%H%M%S"
_UNFINISHED = ".unfinished"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """What is backed up: the database, its files, and files or folders besides, by the name they get in the backup."""

    database: Path
    files: Path
    besides: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup on the disk, and the moment it was made (UTC)."""

    folder: Path
    at: datetime

    @property
    def database(self) -> Path:
        """The database in it."""
        return self.folder / DATABASE

    @property
    def files(self) -> Path:
        """The folder of files in it."""
        return self.folder / FILES


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds: schema, newest event and its seal, files, all of its bytes.

    `flaws` are files that a row names and that were lost or damaged already when it was made: no backup had them.
    """

    schema: int
    events: int
    seal: str
    files: int
    size: int
    flaws: tuple[str, ...] = ()


class BackupError(RuntimeError):
    """A backup could not be made, or is not whole; its text is a code that has words, `detail` what was found."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


def listed(folder: Path) -> list[Backup]:
    """List the finished backups in a folder, oldest first; a folder that is not there has none."""
    found = [Backup(entry, at) for entry in _entries(folder) if (at := _moment(entry.name)) is not None]
    return sorted(found, key=lambda one: one.at)


def newest(folder: Path) -> Backup | None:
    """Find the newest finished backup."""
    return next(iter(reversed(listed(folder))), None)


def at_path(folder: Path) -> Backup:
    """Take a folder for a backup, whatever it is called now. Raises BackupError("no_backup")."""
    if not (folder / MANIFEST).is_file():
        raise BackupError("no_backup", str(folder))
    manifest = _manifest(folder)
    return Backup(folder, datetime.fromisoformat(str(manifest["at"])))


def make(source: Source, folder: Path, at: datetime) -> Backup:
    """Make a backup, prove it, and give it; one that was not finished or does not hold is not left behind as one.

    Beside a running bot or without one: the database is copied as of one moment, and files are only ever added.
    Raises BackupError.
    """
    if not source.database.exists():
        raise BackupError("no_database", str(source.database))
    try:
        private_folder(folder)
    except OSError as error:
        raise BackupError("failed", str(error)) from error
    _clear(folder)
    before = newest(folder)
    target = folder / f"tayang-{at.astimezone(UTC).strftime(_STAMP)}Z"
    if target.exists():
        raise BackupError("same_second", str(target))
    unfinished = folder / f".{target.name}{_UNFINISHED}"
    try:
        _write(source, unfinished, before, at)
        inspect(Backup(unfinished, at))
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise BackupError("failed", str(error)) from error
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    sync_folder(folder)
    return Backup(target, at)


def remove(backup: Backup) -> None:
    """Delete a backup; one that is half deleted is no longer taken for one."""
    gone = backup.folder.with_name(f".{backup.folder.name}{_UNFINISHED}")
    backup.folder.replace(gone)
    shutil.rmtree(gone)


def _clear(folder: Path) -> None:
    """Delete what a power cut left half made or half deleted."""
    for left in folder.glob(f".tayang-*{_UNFINISHED}"):
        shutil.rmtree(left, ignore_errors=True)


def inspect(backup: Backup) -> Contents:
    """Prove that a backup is whole, all of it, and say what it holds. Raises BackupError, sqlite3.Error, OSError.

    Opens the database, looks through its pages, keys and chain, holds it against its anchors, and reads every file.
    """
    manifest = _manifest(backup.folder)
    if hash_of(backup.database) != manifest["sha256"]:
        raise BackupError("database_differs", DATABASE)
    with _opened(backup.database) as db:
        refuse_broken(db)
        _fits(db, backup.database, manifest)
        rows = dict(named(db))
        schema, events = version(db), anchor.present(db)
    flaws = tuple(str(each) for each in manifest["flaws"])
    wrong = next((each for each in missing(rows, backup.files) if each not in flaws), None)
    if wrong is not None:
        raise BackupError("file_missing", wrong)
    held = list(stored(backup.files))
    broken = next((path for path in held if not is_sound(path)), None)
    if broken is not None:
        raise BackupError("file_differs", broken.name)
    if len(held) != manifest["files"]:
        raise BackupError("files_differ", f"{len(held)}/{manifest['files']}")
    known = (events.count, events.short) if events else (0, "")
    return Contents(schema, *known, len(held), int(manifest["size"]), flaws)


def refuse_broken(db: sqlite3.Connection) -> None:
    """Look through pages, indexes and references of a database. Raises BackupError("database_broken")."""
    try:
        found = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
        dangling = db.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError("database_broken", str(error)) from error
    if found != "ok" or dangling is not None:
        raise BackupError("database_broken", found if found != "ok" else f"foreign key: {dangling[0]}")


# --- files and rows ------------------------------------------------------------------------------------


def named(db: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Yield hash and size (-1: unknown) of every file that a row names."""
    tables = {row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if "issued" in tables:
        yield from ((row[0], -1) for row in db.execute("SELECT DISTINCT sha256 FROM issued"))
    if "file" in tables:
        yield from ((row[0], row[1]) for row in db.execute("SELECT sha256, size FROM file"))


def missing(rows: Mapping[str, int], files: Path) -> Iterator[str]:
    """Yield the hash of every file that a row names and the folder lacks, or has cut off."""
    for sha256, size in rows.items():
        try:
            found = (files / sha256[:2] / sha256).stat().st_size
        except OSError:
            found = -2
        if found < 0 or (size >= 0 and found != size):
            yield sha256


def stored(files: Path) -> Iterator[Path]:
    """Yield the files in a folder of files; what is being written just now is none yet."""
    for shelf in _entries(files):
        if len(shelf.name) == 2 and shelf.is_dir():  # noqa: PLR2004 - the first two digits of a hash
            yield from (path for path in sorted(shelf.iterdir()) if re.fullmatch("[0-9a-f]{64}", path.name))


def hash_of(path: Path) -> str:
    """Read a file and give the SHA-256 of its bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_sound(path: Path) -> bool:
    """Say whether a file is there and has the content it is named for."""
    try:
        return hash_of(path) == path.name
    except OSError:
        return False


# --- writing -------------------------------------------------------------------------------------------


def _write(source: Source, target: Path, before: Backup | None, at: datetime) -> None:
    private_folder(target)
    database = target / DATABASE
    _copy_database(source.database, database)
    with _opened(database) as db:
        newest_event, schema, rows = anchor.present(db), version(db), dict(named(db))
    _copy_anchors(source.database, database, newest_event.count if newest_event else 0)
    living = {path.name for path in stored(source.files)}
    sizes = {each: _keep_file(each, source.files, target / FILES, before) for each in sorted(living | rows.keys())}
    kept = [size for size in sizes.values() if size is not None]
    for name, path in source.besides.items():
        if path.exists():
            _copy_tree(path, target / name)
    _write_private(target / MANIFEST, json.dumps({
        "at": at.astimezone(UTC).isoformat(timespec="seconds"), "schema": schema, "sha256": hash_of(database),
        "event": newest_event.count if newest_event else 0, "seal": newest_event.seal if newest_event else "",
        "files": len(kept), "size": sum(kept) + database.stat().st_size,
        "flaws": [each for each in rows if sizes[each] is None],
    }, indent=1).encode())  # fmt: skip
    sync_folder(target)


def _copy_database(source: Path, target: Path) -> None:
    """Copy by SQLite's own way, in one step: all of one moment, what stands in the WAL included; no writer waits."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    db = connect(source, read_only=True)
    copy = sqlite3.connect(target)
    try:
        db.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without -wal and -shm beside it
    finally:
        copy.close()
        db.close()
    _sync(target)


def _copy_anchors(source: Path, target: Path, count: int) -> None:
    """Copy the anchors up to the copied moment: the living file goes on."""
    lines = [f"{one.count} {one.seal} {one.at}{' ' + anchor.RESTORED if one.restored else ''}\n"
             for one in anchor.Anchors(source).all() if one.count <= count]  # fmt: skip
    _write_private(anchor.beside(target), "".join(lines).encode("ascii"))


def _keep_file(sha256: str, living: Path, target: Path, before: Backup | None) -> int | None:
    """Link a file from the backup before, or copy the living one; give its size, None where neither is sound."""
    place, shelf = Path(sha256[:2]) / sha256, target / sha256[:2]
    earlier = before.files / place if before else None
    if earlier is not None and is_sound(earlier):
        private_folder(shelf)
        try:
            os.link(earlier, target / place)
        except OSError:  # another disk, or one that knows no links
            _copy_file(earlier, target / place)
    elif is_sound(living / place):
        private_folder(shelf)
        _copy_file(living / place, target / place)
    else:
        return None
    return (target / place).stat().st_size


def _copy_tree(source: Path, target: Path) -> None:
    if source.is_file():
        _copy_file(source, target)
        return
    private_folder(target)
    for entry in _entries(source):
        if not entry.is_symlink() and (entry.is_file() or entry.is_dir()):
            with contextlib.suppress(FileNotFoundError):  # drawn anew just now
                _copy_tree(entry, target / entry.name)


def _copy_file(source: Path, target: Path) -> None:
    with source.open("rb") as reading, os.fdopen(_private(target), "wb") as writing:
        shutil.copyfileobj(reading, writing, _CHUNK)
        writing.flush()
        os.fsync(writing.fileno())


def _write_private(path: Path, data: bytes) -> None:
    with os.fdopen(_private(path), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _private(path: Path) -> int:
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


# --- reading -------------------------------------------------------------------------------------------


def _fits(db: sqlite3.Connection, database: Path, manifest: Mapping[str, Any]) -> None:
    found = anchor.compare(db, anchor.Anchors(database).all())
    if found.lost is not None or found.other is not None or found.newest != manifest["event"]:
        raise BackupError("record_differs", f"{found.newest}")


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
    except FileNotFoundError as error:
        raise BackupError("no_backup", str(folder)) from error
    except ValueError as error:
        raise BackupError("manifest_broken", str(folder)) from error
    if not isinstance(found, dict) or not {"at", "sha256", "event", "files", "size", "flaws"} <= found.keys():
        raise BackupError("manifest_broken", str(folder))
    return found


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy that nobody writes: nothing is laid beside it."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    db.row_factory = sqlite3.Row
    try:
        yield db
    finally:
        db.close()


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def _moment(name: str) -> datetime | None:
    found = _NAME.fullmatch(name)
    try:
        return datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None
