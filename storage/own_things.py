"""What people called the office's own when the sentinel asked: by whom, since when, and who took it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.store import Tx
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class OwnThing:
    """One thing of the office's own; ``key`` is what the sentinel knows it by, times are UTC."""

    id: int
    key: str
    quote: str
    said_by: int
    said_at: datetime


def keys(tx: Tx) -> frozenset[str]:
    """Give the keys of everything that is the office's own now."""
    return frozenset(row[0] for row in tx.db.execute("SELECT key FROM own_thing WHERE revoked_at IS NULL"))


def now(tx: Tx) -> list[OwnThing]:
    """List what is the office's own now, the latest first."""
    rows = tx.db.execute("SELECT * FROM own_thing WHERE revoked_at IS NULL ORDER BY id DESC")
    return [OwnThing(r["id"], r["key"], r["quote"], r["said_by"], from_ms(r["said_at"])) for r in rows]


def add(tx: Tx, key: str, quote: str, person_id: int) -> bool:
    """Remember what a person calls the office's own; say whether that is news."""
    cursor = tx.db.execute(
        "INSERT INTO own_thing (key, quote, said_by, said_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (key, quote, person_id, to_ms(tx.now)),
    )
    return cursor.rowcount == 1


def revoke(tx: Tx, thing_id: int, person_id: int) -> bool:
    """Take back that something is the office's own; say whether it was."""
    cursor = tx.db.execute(
        "UPDATE own_thing SET revoked_by = ?, revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
        (person_id, to_ms(tx.now), thing_id),
    )
    return cursor.rowcount == 1
