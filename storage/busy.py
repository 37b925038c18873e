"""Trouble of the database that passes: held by another program, a disk that is slow, full or away for a while."""

from __future__ import annotations

import sqlite3

#: Primary result codes that say nothing against what was to be written.
HELD = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
PASSING = HELD | {
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PERM, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_READONLY,
}  # fmt: skip
PRIMARY = 0xFF  # of an extended code
#: SQLite's words, for errors that come without a code.
WORDS = ("is locked", "disk i/o error", "disk is full", "unable to open database", "locking protocol", "interrupted",
         "readonly database", "out of memory")  # fmt: skip


def is_held(error: BaseException) -> bool:
    """Say whether another connection holds the database: nothing was written, and it can be tried again as it is."""
    return isinstance(error, sqlite3.OperationalError) and _code(error) in HELD


def passes(error: BaseException) -> bool:
    """Say whether the database has trouble that passes, and would have it with any other write as well."""
    if not isinstance(error, sqlite3.Error):
        return False
    code = _code(error)
    return code in PASSING if code is not None else any(words in str(error).lower() for words in WORDS)


def _code(error: sqlite3.Error) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & PRIMARY
