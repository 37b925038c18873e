"""Absences as rows: who is away, from when to when, and who stands in."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage.store import Tx
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from `begins_at` until before `ends_at` (UTC); substitute_id None: nobody stands in."""

    id: int
    person_id: int
    substitute_id: int | None
    set_by: int
    set_at: datetime
    begins_at: datetime
    ends_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    reason: str  # why an admin named who verifies in an official's place; "" for every other arrangement


def _absence(row: sqlite3.Row) -> Absence:
    return Absence(
        row["id"],
        row["person_id"],
        row["substitute_id"],
        row["set_by"],
        from_ms(row["set_at"]),
        from_ms(row["begins_at"]),
        from_ms(row["ends_at"]),
        from_ms(row["begun_at"]),
        from_ms(row["ended_at"]),
        row["reason"],
    )


#: In force: its days have come, or its person cannot be reached and somebody was named to stand in anyway.
_IN_FORCE = (
    "ended_at IS NULL AND ends_at > :now AND (begins_at <= :now OR begun_at IS NOT NULL OR (substitute_id IS NOT NULL"
    " AND (SELECT unreachable_at FROM person WHERE person.id = absence.person_id) IS NOT NULL))"
)


def of(tx: Tx, person_id: int) -> Absence | None:
    """Find the absence of somebody that is in force now."""
    row = tx.db.execute(
        f"SELECT * FROM absence WHERE person_id = :person AND {_IN_FORCE}",  # noqa: S608 - a constant
        {"person": person_id, "now": to_ms(tx.now)},
    ).fetchone()
    return _absence(row) if row else None


def stood_in_by(tx: Tx, person_id: int) -> list[Absence]:
    """List the absences in force in which somebody stands in, the longest standing first."""
    rows = tx.db.execute(
        f"SELECT * FROM absence WHERE substitute_id = :person AND {_IN_FORCE} ORDER BY id",  # noqa: S608 - a constant
        {"person": person_id, "now": to_ms(tx.now)},
    )
    return [_absence(row) for row in rows]


def planned(tx: Tx, person_id: int) -> Absence | None:
    """Find the arrangement of somebody that has not ended, in force or still to come."""
    row = tx.db.execute("SELECT * FROM absence WHERE person_id = ? AND ended_at IS NULL", (person_id,)).fetchone()
    return _absence(row) if row else None


def get(tx: Tx, absence_id: int) -> Absence | None:
    """Find an absence by its id, ended or not."""
    row = tx.db.execute("SELECT * FROM absence WHERE id = ?", (absence_id,)).fetchone()
    return _absence(row) if row else None


def add(
    tx: Tx,
    person_id: int,
    substitute_id: int | None,
    begins_at: datetime,
    ends_at: datetime,
    *,
    set_by: int,
    reason: str = "",
) -> int:
    """Record an absence and give its id; the table allows one that has not ended a person."""
    cursor = tx.db.execute(
        "INSERT INTO absence (person_id, substitute_id, set_by, set_at, begins_at, ends_at, reason)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (person_id, substitute_id, set_by, to_ms(tx.now), to_ms(begins_at), to_ms(ends_at), reason),
    )
    return cursor.lastrowid or 0


def begin(tx: Tx, absence_id: int) -> bool:
    """Mark an absence begun, once; say whether this call did it."""
    cursor = tx.db.execute(
        "UPDATE absence SET begun_at = ? WHERE id = ? AND begun_at IS NULL AND ended_at IS NULL",
        (to_ms(tx.now), absence_id),
    )
    return cursor.rowcount == 1


def end(tx: Tx, absence_id: int, by: int | None) -> bool:
    """Mark an absence ended, once, by somebody or (None) by itself; say whether this call did it."""
    cursor = tx.db.execute(
        "UPDATE absence SET ended_at = ?, ended_by = ? WHERE id = ? AND ended_at IS NULL",
        (to_ms(tx.now), by, absence_id),
    )
    return cursor.rowcount == 1


def run_out(tx: Tx) -> list[Absence]:
    """List the absences whose last day is over and that nobody ended."""
    rows = tx.db.execute(
        "SELECT * FROM absence WHERE ended_at IS NULL AND ends_at <= ? ORDER BY ends_at, id", (to_ms(tx.now),)
    )
    return [_absence(row) for row in rows]


def to_begin(tx: Tx) -> list[Absence]:
    """List the absences in force of which nothing was handed over yet."""
    rows = tx.db.execute(
        f"SELECT * FROM absence WHERE begun_at IS NULL AND {_IN_FORCE} ORDER BY begins_at, id",  # noqa: S608 - a constant
        {"now": to_ms(tx.now)},
    )
    return [_absence(row) for row in rows]
