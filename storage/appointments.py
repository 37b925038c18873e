"""Appointments as rows: who was given which role, from when until when, by which decree, and why it ended.

Which of them count now is said by `people.appointments` and `people.holders`, and nowhere else.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from bot.sop.model import Manner
from bot.sop.roles import Role
from storage.store import Tx
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Terms:
    """How a role is given: from and until which moments (UTC; None: from now, without an end), by which decree (SK)."""

    starts: datetime | None = None
    until: datetime | None = None
    manner: Manner = Manner.DEFINITIVE
    basis: str = ""
    basis_day: date | None = None
    succeeds: int | None = None  # the appointment that ends when this one begins


@dataclass(frozen=True, slots=True)
class Tenure:
    """One appointment as it was given and as it ended; `until` is when its last day is over."""

    id: int
    person_id: int
    role: Role
    unit_id: int | None
    manner: Manner
    starts: datetime
    until: datetime | None
    begun_at: datetime | None
    ended_at: datetime | None
    ended_by: int | None
    end_reason: str
    basis: str
    basis_day: date | None
    succeeds: int | None


def _tenure(row: sqlite3.Row) -> Tenure:
    return Tenure(
        id=row["id"],
        person_id=row["person_id"],
        role=Role(row["role"]),
        unit_id=row["unit_id"],
        manner=Manner(row["manner"]),
        starts=from_ms(row["valid_from"]),
        until=from_ms(row["until"]),
        begun_at=from_ms(row["begun_at"]),
        ended_at=from_ms(row["valid_to"]),
        ended_by=row["ended_by"],
        end_reason=row["end_reason"],
        basis=row["basis"],
        basis_day=date.fromisoformat(row["basis_day"]) if row["basis_day"] else None,
        succeeds=row["succeeds"],
    )


def add(tx: Tx, person_id: int, role: Role, unit_id: int | None, terms: Terms, by: int | None) -> Tenure | None:
    """Record an appointment that has not begun yet; None where the person has that role already, or is to get it."""
    row = tx.db.execute(
        "INSERT INTO appointment (person_id, role, unit_id, valid_from, until, manner, basis, basis_day, given_by,"
        " succeeds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING *",
        (
            person_id,
            role,
            unit_id,
            to_ms(terms.starts or tx.now),
            to_ms(terms.until),
            terms.manner,
            terms.basis,
            terms.basis_day.isoformat() if terms.basis_day else None,
            by,
            terms.succeeds,
        ),
    ).fetchone()
    return _tenure(row) if row else None


def get(tx: Tx, appointment_id: int) -> Tenure | None:
    """Find an appointment by its number, ended or not."""
    row = tx.db.execute("SELECT * FROM appointment WHERE id = ?", (appointment_id,)).fetchone()
    return _tenure(row) if row else None


def standing(tx: Tx, person_id: int) -> list[Tenure]:
    """List the appointments of somebody that have not ended: in force, still to begin, or asleep while suspended."""
    rows = tx.db.execute("SELECT * FROM appointment WHERE person_id = ? AND valid_to IS NULL ORDER BY id", (person_id,))
    return [_tenure(row) for row in rows]


def ended(tx: Tx, person_id: int) -> list[Tenure]:
    """List the appointments of somebody that ended, the latest first."""
    rows = tx.db.execute(
        "SELECT * FROM appointment WHERE person_id = ? AND valid_to IS NOT NULL ORDER BY valid_to DESC, id DESC",
        (person_id,),
    )
    return [_tenure(row) for row in rows]


def of_unit(tx: Tx, unit_id: int) -> list[Tenure]:
    """List the appointments for a unit that have not ended."""
    rows = tx.db.execute("SELECT * FROM appointment WHERE unit_id = ? AND valid_to IS NULL ORDER BY id", (unit_id,))
    return [_tenure(row) for row in rows]


def in_role(tx: Tx, role: Role) -> list[Tenure]:
    """List the appointments to a role that have not ended, whoever's and whether they have begun or not."""
    rows = tx.db.execute("SELECT * FROM appointment WHERE role = ? AND valid_to IS NULL ORDER BY id", (role,))
    return [_tenure(row) for row in rows]


def begin(tx: Tx, appointment_id: int) -> bool:
    """Mark an appointment begun, once; say whether this call did it."""
    cursor = tx.db.execute(
        "UPDATE appointment SET begun_at = ? WHERE id = ? AND begun_at IS NULL AND valid_to IS NULL",
        (to_ms(tx.now), appointment_id),
    )
    return cursor.rowcount == 1


def end(tx: Tx, appointment_id: int, by: int | None, reason: str, basis: str = "") -> bool:
    """End an appointment now and for good, once; say whether this call did it."""
    cursor = tx.db.execute(
        "UPDATE appointment SET valid_to = ?, ended_by = ?, end_reason = ?, end_basis = ?"
        " WHERE id = ? AND valid_to IS NULL",
        (to_ms(tx.now), by, reason, basis, appointment_id),
    )
    return cursor.rowcount == 1


def set_until(tx: Tx, appointment_id: int, until: datetime | None) -> None:
    """Say when the last day of an appointment is over; None: it has none."""
    tx.db.execute("UPDATE appointment SET until = ? WHERE id = ? AND valid_to IS NULL", (to_ms(until), appointment_id))


def set_end_reason(tx: Tx, appointment_id: int, reason: str, basis: str) -> None:
    """Keep why an appointment will end on its last day."""
    tx.db.execute(
        "UPDATE appointment SET end_reason = ?, end_basis = ? WHERE id = ? AND valid_to IS NULL",
        (reason, basis, appointment_id),
    )


def to_begin(tx: Tx) -> list[Tenure]:
    """List the appointments whose first day has come and whose holder has joined, and that have not begun."""
    rows = tx.db.execute(
        "SELECT appointment.* FROM appointment JOIN person ON person.id = person_id WHERE begun_at IS NULL"
        " AND valid_to IS NULL AND valid_from <= ? AND telegram_id IS NOT NULL ORDER BY appointment.id",
        (to_ms(tx.now),),
    )
    return [_tenure(row) for row in rows]


def run_out(tx: Tx) -> list[Tenure]:
    """List the appointments whose last day is over and that were not ended."""
    rows = tx.db.execute(
        "SELECT * FROM appointment WHERE valid_to IS NULL AND until <= ? ORDER BY until, id", (to_ms(tx.now),)
    )
    return [_tenure(row) for row in rows]


def move(tx: Tx, appointment_id: int, person_id: int) -> None:
    """Give an appointment to the other record of the same person, as two accounts are merged."""
    tx.db.execute("UPDATE appointment SET person_id = ? WHERE id = ?", (person_id, appointment_id))
