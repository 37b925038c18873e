"""The shape of the database: numbered migrations, each in one transaction, a copy made before the first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib import resources
from pathlib import Path


class SchemaTooNewError(RuntimeError):
    """The file was written by newer code; carries (found, known)."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"database schema {found} is newer than this program's {known}")
        self.found = found
        self.known = known


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


def migrate(path: Path, connect: Callable[[Path], sqlite3.Connection]) -> None:
    """Bring the file to the newest schema.

    A copy `<name>.before-<n>` is made first if there is anything to lose. Raises SchemaTooNewError when the
    file is ahead of this code; a migration that fails leaves the file at the one before.
    """
    if sqlite3.sqlite_version_info < (3, 37):
        raise SqliteTooOldError(sqlite3.sqlite_version)
    db = connect(path)
    try:
        steps = migrations()
        found, known = version(db), steps[-1][0]
        if found > known:
            raise SchemaTooNewError(found, known)
        if 0 < found < known:
            _copy(db, path.with_name(f"{path.name}.before-{known}"))
        for number, sql in steps:
            if number > found:
                _apply(db, number, sql)
    finally:
        db.close()


def _copy(db: sqlite3.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    db.execute("VACUUM INTO ?", (str(target),))


def _apply(db: sqlite3.Connection, number: int, sql: str) -> None:
    """Run one migration in one transaction, unless another process just did."""
    db.execute("BEGIN IMMEDIATE")
    try:
        if version(db) < number:
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
    return [statement for statement in found if statement.strip()]
