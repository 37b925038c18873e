"""The duty roster as rows: who is on piket, from which day to which, and what was taken off it again."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from storage.store import Tx
from storage.times import to_ms


@dataclass(frozen=True, slots=True)
class Duty:
    """Somebody's piket, both days included."""

    id: int
    person_id: int
    first: date
    last: date


def _duty(row: sqlite3.Row) -> Duty:
    return Duty(row["id"], row["person_id"], date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))


def put_on(tx: Tx, person_id: int, first: date, last: date, by: int) -> int:
    """Enter a piket, and give its number."""
    cursor = tx.db.execute(
        "INSERT INTO duty (person_id, first, last, added_by, added_at) VALUES (?, ?, ?, ?, ?)",
        (person_id, first.isoformat(), last.isoformat(), by, to_ms(tx.now)),
    )
    return cursor.lastrowid or 0


def take_off(tx: Tx, duty_id: int, by: int) -> Duty | None:
    """Take a piket off the roster, and give it; None when it is not on it."""
    row = tx.db.execute(
        "UPDATE duty SET removed_by = ?, removed_at = ? WHERE id = ? AND removed_at IS NULL RETURNING *",
        (by, to_ms(tx.now), duty_id),
    ).fetchone()
    return _duty(row) if row else None


def between(tx: Tx, first: date, last: date) -> list[Duty]:
    """List the pikets that touch these days, the earliest first."""
    rows = tx.db.execute(
        "SELECT * FROM duty WHERE removed_at IS NULL AND last >= ? AND first <= ? ORDER BY first, id",
        (first.isoformat(), last.isoformat()),
    )
    return [_duty(row) for row in rows]
