"""Snoozes as rows: who put off the reminders of a step, why, and until when."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import NamedTuple

from bot.sop.flow import Kind
from storage.store import Tx
from storage.times import from_ms, to_ms


class Snooze(NamedTuple):
    """One put-off reminder. Times are UTC."""

    step_id: int
    person_id: int
    reason: str
    at: datetime
    until: datetime


def _snooze(row: sqlite3.Row) -> Snooze:
    return Snooze(row["step_id"], row["person_id"], row["reason"], from_ms(row["at"]), from_ms(row["until"]))


def add(tx: Tx, step_id: int, person_id: int, reason: str, until: datetime) -> None:
    """Put off one person's reminders of a step; one that ran out and was not followed up yet gives way to it."""
    tx.db.execute(
        "UPDATE snooze SET ended_at = ? WHERE step_id = ? AND person_id = ? AND ended_at IS NULL AND until <= ?",
        (to_ms(tx.now), step_id, person_id, to_ms(tx.now)),
    )
    tx.db.execute(
        "INSERT INTO snooze (step_id, person_id, reason, at, until) VALUES (?, ?, ?, ?, ?)",
        (step_id, person_id, reason, to_ms(tx.now), to_ms(until)),
    )


def of_step(tx: Tx, step_id: int) -> list[Snooze]:
    """List every snooze of a step, first to last."""
    rows = tx.db.execute("SELECT * FROM snooze WHERE step_id = ? ORDER BY id", (step_id,))
    return [_snooze(row) for row in rows]


def of_subject(tx: Tx, kind: Kind, subject_id: int) -> list[Snooze]:
    """List every snooze of every step of a thing, first to last."""
    rows = tx.db.execute(
        "SELECT snooze.* FROM step CROSS JOIN snooze ON snooze.step_id = step.id"
        " WHERE step.kind = ? AND step.subject_id = ? ORDER BY snooze.id",
        (kind, subject_id),
    )
    return [_snooze(row) for row in rows]


def running(tx: Tx, step_id: int) -> list[Snooze]:
    """List the snoozes of a step that silence somebody now."""
    return [snooze for snooze in of_step(tx, step_id) if snooze.until > tx.now]


def next_over(tx: Tx) -> Snooze | None:
    """Find one snooze that ended without its person having been reminded since, the longest over first."""
    row = tx.db.execute(
        "SELECT * FROM snooze WHERE ended_at IS NULL AND until <= ? ORDER BY until, id LIMIT 1", (to_ms(tx.now),)
    ).fetchone()
    return _snooze(row) if row else None


def end(tx: Tx, snooze: Snooze) -> bool:
    """Say that a snooze is over and its person was reminded; False when it was said before."""
    cursor = tx.db.execute(
        "UPDATE snooze SET ended_at = ? WHERE step_id = ? AND person_id = ? AND ended_at IS NULL",
        (to_ms(tx.now), snooze.step_id, snooze.person_id),
    )
    return cursor.rowcount == 1
