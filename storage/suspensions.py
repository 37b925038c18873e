"""Suspended accounts, and when somebody was last seen, as rows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage.store import Tx
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Suspension:
    """Somebody may do nothing since `at` (UTC), until it is lifted; `by_id` None: at the bot's own machine."""

    id: int
    person_id: int
    at: datetime
    by_id: int | None
    reason: str


def _suspension(row: sqlite3.Row) -> Suspension:
    return Suspension(row["id"], row["person_id"], from_ms(row["at"]), row["by_id"], row["reason"])


def of(tx: Tx, person_id: int) -> Suspension | None:
    """Find the suspension of somebody that is not lifted."""
    row = tx.db.execute("SELECT * FROM suspension WHERE person_id = ? AND lifted_at IS NULL", (person_id,)).fetchone()
    return _suspension(row) if row else None


def add(tx: Tx, person_id: int, by: int | None, reason: str) -> bool:
    """Suspend somebody from now on; say whether they were not already."""
    cursor = tx.db.execute(
        "INSERT INTO suspension (person_id, at, by_id, reason) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (person_id, to_ms(tx.now), by, reason),
    )
    return cursor.rowcount == 1


def lift(tx: Tx, person_id: int, by: int | None) -> bool:
    """Lift a suspension, once; say whether this call did it."""
    cursor = tx.db.execute(
        "UPDATE suspension SET lifted_at = ?, lifted_by = ? WHERE person_id = ? AND lifted_at IS NULL",
        (to_ms(tx.now), by, person_id),
    )
    return cursor.rowcount == 1


def saw(tx: Tx, person_id: int) -> None:
    """Note that somebody wrote or tapped now."""
    tx.db.execute(
        "INSERT INTO seen VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at", (person_id, to_ms(tx.now))
    )


def last_seen(tx: Tx, person_id: int) -> datetime | None:
    """Say when somebody last wrote or tapped (UTC); None: never."""
    row = tx.db.execute("SELECT at FROM seen WHERE person_id = ?", (person_id,)).fetchone()
    return from_ms(row[0]) if row else None
