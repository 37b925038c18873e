"""The shape of the database: numbered migrations, each in one transaction, a copy made before the first."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from filelock import FileLock

from storage.files import PRIVATE_FILE, keep_private, sync_folder

#: Seconds that one process waits for another one's migration.
PATIENCE = 120.0


class SchemaTooNewError(RuntimeError):
    """The file was written by newer code; carries (found, known)."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"database schema {found} is newer than this program's {known}")
        self.found = found
        self.known = known


class DamagedError(RuntimeError):
    """Pages of the file are damaged: `found` is what SQLite says of the first."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(f"{path}: {found}")
        self.path, self.found = path, found


class RecordLostError(RuntimeError):
    """The record ends before what its anchors know: `newest` is its last event, `known` the one it must have."""

    def __init__(self, path: Path, newest: int, known: int) -> None:
        super().__init__(f"{path}: the record ends at {newest}, its anchors know {known}")
        self.path, self.newest, self.known = path, newest, known


class RecordForeignError(RuntimeError):
    """No anchor beside the file fits its record: event `known` had another seal, and so had every other one."""

    def __init__(self, path: Path, known: int) -> None:
        super().__init__(f"{path}: no anchor beside it fits the record; event {known} had another seal")
        self.path, self.known = path, known


class SqliteTooOldError(RuntimeError):
    """STRICT tables need SQLite 3.37."""


def migrations() -> list[tuple[int, str]]:
    """List (number, SQL) in order; the number is the file name's."""
    folder = resources.files("storage") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(int(name[:4]), (folder / name).read_text("utf-8")) for name in names]


def version(db: sqlite3.Connection) -> int:
    """Read which migration the file is at; 0 for an empty file."""
    found: int = db.execute("PRAGMA user_version").fetchone()[0]
    return found


def damage(db: sqlite3.Connection) -> str | None:
    """Look through the pages of the file; give the first thing that is wrong with them, None when nothing is."""
    try:
        found: str = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        return str(error)
    return None if found == "ok" else found


def refuse_damage(path: Path, connect: Callable[..., sqlite3.Connection]) -> None:
    """Raise DamagedError for a file with damaged pages; nothing of it is changed. A file that is not there is well.

    What is locked, cannot be opened or is no database at all raises sqlite3's own error.
    """
    if not path.exists():
        return
    db = connect(path, read_only=True)
    try:
        found = damage(db)
    finally:
        db.close()
    if found is not None:
        raise DamagedError(path, found)


def migrate(path: Path, connect: Callable[[Path], sqlite3.Connection]) -> None:
    """Bring the file to the newest schema.

    A copy `<name>.before-<n>` of the file as it was before migration n is made first if there is anything to
    lose. Raises SchemaTooNewError when the file is ahead of this code; a migration that fails leaves the file
    at the one before. Of two processes that come at once (a command beside a starting bot) one waits.
    """
    if sqlite3.sqlite_version_info < (3, 37):
        raise SqliteTooOldError(sqlite3.sqlite_version)
    with FileLock(f"{path}.migrating", timeout=PATIENCE, mode=PRIVATE_FILE):
        db = connect(path)
        try:
            _bring(db, path, migrations())
        finally:
            db.close()


def _bring(db: sqlite3.Connection, path: Path, steps: list[tuple[int, str]]) -> None:
    found, known = version(db), steps[-1][0]
    if found > known:
        raise SchemaTooNewError(found, known)
    missing = [(number, sql) for number, sql in steps if number > found]
    if found and missing:
        _copy(db, path.with_name(f"{path.name}.before-{missing[0][0]}"))
    for number, sql in missing:
        _apply(db, number, sql)


def _copy(db: sqlite3.Connection, target: Path) -> None:
    """Copy the database whole or not at all: SQLite itself does not sync what VACUUM INTO wrote."""
    new = target.with_name(f"{target.name}.new")
    new.unlink(missing_ok=True)
    keep_private(new)
    db.execute("VACUUM INTO ?", (str(new),))
    with new.open("rb+") as file:
        os.fsync(file.fileno())
    new.replace(target)
    sync_folder(target.parent)


def _apply(db: sqlite3.Connection, number: int, sql: str) -> None:
    """Run one migration in one transaction."""
    db.execute("BEGIN IMMEDIATE")
    try:
        for statement in _statements(sql):
            db.execute(statement)
        db.execute(f"PRAGMA user_version={number:d}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def _statements(sql: str) -> list[str]:
    """Split a script into statements; executescript would commit behind our back."""
    found: list[str] = []
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return [statement for statement in [*found, pending] if statement.strip()]
