"""Whether something failed for want of room on the disk: that passes when somebody makes room."""

from __future__ import annotations

import errno
import sqlite3

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def is_full(error: BaseException) -> bool:
    """Say whether a disk that is full, or a quota, is behind an error."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in _NO_ROOM:
            return True
        if isinstance(seen, sqlite3.Error) and getattr(seen, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            return True
        seen = seen.__cause__ or seen.__context__
    return False
