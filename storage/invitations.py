"""Invitations as rows: for whom, until when, and the hash of the token; the token itself is kept nowhere."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage.store import Tx
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that works once, until `expires_at` (UTC), for one person; `used_by` is who took it up.

    `account` is the only Telegram account that may; None: whichever opens it.
    """

    id: int
    person_id: int
    account: int | None
    created_at: datetime
    created_by: int | None
    expires_at: datetime
    used_by: int | None
    revoked_at: datetime | None


def _invitation(row: sqlite3.Row) -> Invitation:
    return Invitation(
        row["id"],
        row["person_id"],
        row["account"],
        from_ms(row["created_at"]),
        row["created_by"],
        from_ms(row["expires_at"]),
        row["used_by"],
        from_ms(row["revoked_at"]),
    )


def add(tx: Tx, token_hash: str, person_id: int, expires: datetime, by: int | None, account: int | None = None) -> int:
    """Record an invitation by the hash of its token; give its number."""
    cursor = tx.db.execute(
        "INSERT INTO invitation (token_hash, person_id, account, created_at, created_by, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (token_hash, person_id, account, to_ms(tx.now), by, to_ms(expires)),
    )
    return cursor.lastrowid or 0


def by_token(tx: Tx, token_hash: str) -> Invitation | None:
    """Find an invitation by the hash of its token, used or not."""
    row = tx.db.execute("SELECT * FROM invitation WHERE token_hash = ?", (token_hash,)).fetchone()
    return _invitation(row) if row else None


_OPEN = "used_at IS NULL AND revoked_at IS NULL AND expires_at > ?"


def open_ones(tx: Tx) -> list[Invitation]:
    """List the invitations that still work, the newest first."""
    rows = tx.db.execute(f"SELECT * FROM invitation WHERE {_OPEN} ORDER BY id DESC", (to_ms(tx.now),))  # noqa: S608
    return [_invitation(row) for row in rows]


def open_for(tx: Tx, person_id: int) -> list[Invitation]:
    """List the invitations of one person that still work, the newest first."""
    rows = tx.db.execute(
        f"SELECT * FROM invitation WHERE {_OPEN} AND person_id = ? ORDER BY id DESC",  # noqa: S608 - a constant
        (to_ms(tx.now), person_id),
    )
    return [_invitation(row) for row in rows]


def use(tx: Tx, invitation_id: int, by: int) -> bool:
    """Mark an invitation used, once; say whether this call did it."""
    cursor = tx.db.execute(
        "UPDATE invitation SET used_at = ?, used_by = ? WHERE id = ? AND used_at IS NULL AND revoked_at IS NULL",
        (to_ms(tx.now), by, invitation_id),
    )
    return cursor.rowcount == 1


def revoke(tx: Tx, invitation_id: int, by: int | None) -> bool:
    """Have an invitation open nothing any more; say whether this call did it."""
    cursor = tx.db.execute(
        "UPDATE invitation SET revoked_at = ?, revoked_by = ? WHERE id = ? AND used_at IS NULL AND revoked_at IS NULL",
        (to_ms(tx.now), by, invitation_id),
    )
    return cursor.rowcount == 1


def revoke_all(tx: Tx, person_id: int, by: int | None) -> None:
    """Have every other open link to somebody's account open nothing any more."""
    for one in open_for(tx, person_id):
        revoke(tx, one.id, by)
