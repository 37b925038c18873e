"""Special days as rows: what holds, what was planned, and what was taken back."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import cast

from storage.office import DayRule, Kind
from storage.store import Tx
from storage.times import to_ms

#: Plans of a person that are kept: the buttons under older ones are forgotten.
REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that somebody closed or opened against the calendar, and why."""

    id: int
    rule: DayRule
    reason: str
    added_by: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody typed after /libur: days and a reason, not yet decided on."""

    id: int
    first: date
    last: date
    reason: str


def _special(row: sqlite3.Row) -> SpecialDay:
    rule = DayRule(date.fromisoformat(row["day"]), row["unit_id"], cast("Kind", row["kind"]))
    return SpecialDay(row["id"], rule, row["reason"], row["added_by"])


def add(tx: Tx, rule: DayRule, reason: str, by: int) -> None:
    """Close or open a day; the table allows one rule a day and unit."""
    tx.db.execute(
        "INSERT INTO special_day (day, unit_id, kind, reason, added_by, added_at) VALUES (?, ?, ?, ?, ?, ?)",
        (rule.day.isoformat(), rule.unit_id, rule.kind, reason, by, to_ms(tx.now)),
    )


def take_back(tx: Tx, day_id: int, by: int) -> bool:
    """Let a special day hold no more; False when it does not any longer."""
    cursor = tx.db.execute(
        "UPDATE special_day SET removed_by = ?, removed_at = ? WHERE id = ? AND removed_at IS NULL",
        (by, to_ms(tx.now), day_id),
    )
    return cursor.rowcount == 1


def held(tx: Tx, day_id: int) -> SpecialDay | None:
    """Find a special day that holds."""
    row = tx.db.execute("SELECT * FROM special_day WHERE id = ? AND removed_at IS NULL", (day_id,)).fetchone()
    return _special(row) if row else None


def held_on(tx: Tx, day: date, unit_id: int | None) -> SpecialDay | None:
    """Find the special day of a unit (None: the whole office) that holds on a date."""
    row = tx.db.execute(
        "SELECT * FROM special_day WHERE day = ? AND unit_id IS ? AND removed_at IS NULL", (day.isoformat(), unit_id)
    ).fetchone()
    return _special(row) if row else None


def since(tx: Tx, first: date) -> list[SpecialDay]:
    """List the special days that hold from a day on, in their order."""
    rows = tx.db.execute(
        "SELECT * FROM special_day WHERE removed_at IS NULL AND day >= ? ORDER BY day, unit_id", (first.isoformat(),)
    )
    return [_special(row) for row in rows]


def plan(tx: Tx, person_id: int, first: date, last: date, reason: str) -> Plan:
    """Remember what somebody typed after /libur; their oldest plans are forgotten."""
    cursor = tx.db.execute(
        "INSERT INTO day_plan (person_id, first, last, reason) VALUES (?, ?, ?, ?)",
        (person_id, first.isoformat(), last.isoformat(), reason),
    )
    tx.db.execute(
        "DELETE FROM day_plan WHERE person_id = ? AND id NOT IN"
        " (SELECT id FROM day_plan WHERE person_id = ? ORDER BY id DESC LIMIT ?)",
        (person_id, person_id, REMEMBERED),
    )
    return Plan(cursor.lastrowid or 0, first, last, reason)


def planned(tx: Tx, person_id: int, plan_id: int) -> Plan | None:
    """Find a plan of this person's; None when it is forgotten, or somebody else's."""
    row = tx.db.execute("SELECT * FROM day_plan WHERE id = ? AND person_id = ?", (plan_id, person_id)).fetchone()
    if row is None:
        return None
    return Plan(row["id"], date.fromisoformat(row["first"]), date.fromisoformat(row["last"]), row["reason"])
