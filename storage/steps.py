"""Step records as rows: one for every wait the SOP knows, open until it is over."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from bot.sop.flow import Kind, Step
from bot.sop.model import StepRecord
from bot.sop.roles import Who
from storage.store import Tx
from storage.times import from_ms, to_ms


def read(row: sqlite3.Row) -> StepRecord:
    """Read a row of the table (with all its columns) as a record."""
    return StepRecord(
        id=row["id"],
        kind=Kind(row["kind"]),
        subject_id=row["subject_id"],
        step=Step(row["step"]),
        who=Who(row["who"]),
        unit_id=row["unit_id"],
        person_id=row["person_id"],
        started_at=from_ms(row["started_at"]),
        due_at=from_ms(row["due_at"]),
        remind_at=from_ms(row["remind_at"]),
        rung=row["rung"],
        finished_at=from_ms(row["finished_at"]),
        finished_by=row["finished_by"],
        outcome=row["outcome"],
        revision=row["revision"],
        takeover_at=from_ms(row["takeover_at"]),
        spent=_span(row["spent"]),
        standard=_span(row["standard"]),
    )


def start(
    tx: Tx,
    kind: Kind,
    subject_id: int,
    step: Step,
    who: Who,
    *,
    unit_id: int | None,
    person_id: int | None,
    due_at: datetime | None,
    remind_at: datetime | None,
    revision: int | None,
    takeover_at: datetime | None = None,
) -> None:
    """Open the record of a step from now on; the table allows one open record a thing."""
    tx.db.execute(
        "INSERT INTO step (kind, subject_id, step, who, unit_id, person_id, started_at, due_at, remind_at, revision,"
        " takeover_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            kind,
            subject_id,
            step,
            who,
            unit_id,
            person_id,
            to_ms(tx.now),
            to_ms(due_at),
            to_ms(remind_at),
            revision,
            to_ms(takeover_at),
        ),
    )


def _span(ms: int | None) -> timedelta | None:
    return None if ms is None else timedelta(milliseconds=ms)


def finish(
    tx: Tx, record: StepRecord, by: int | None, outcome: str, spent: timedelta, standard: timedelta | None
) -> None:
    """Close an open record, with the working time and the standard it is judged by from now on."""
    ms = timedelta(milliseconds=1)
    tx.db.execute(
        "UPDATE step SET finished_at = max(?, started_at), finished_by = ?, outcome = ?, remind_at = NULL,"
        " spent = ?, standard = ? WHERE id = ? AND finished_at IS NULL",
        (to_ms(tx.now), by, outcome, spent // ms, None if standard is None else standard // ms, record.id),
    )


def move_due(tx: Tx, record: StepRecord) -> None:
    """Give an open record the due time, the reminder, the rung and the takeover of `record`."""
    tx.db.execute(
        "UPDATE step SET due_at = ?, remind_at = ?, rung = ?, takeover_at = ? WHERE id = ? AND finished_at IS NULL",
        (to_ms(record.due_at), to_ms(record.remind_at), record.rung, to_ms(record.takeover_at), record.id),
    )


def open_one(tx: Tx, kind: Kind, subject_id: int) -> StepRecord | None:
    """Find the record that is open for a thing."""
    row = tx.db.execute(
        "SELECT * FROM step WHERE kind = ? AND subject_id = ? AND finished_at IS NULL",
        (kind, subject_id),
    ).fetchone()
    return read(row) if row else None


def get(tx: Tx, step_id: int) -> StepRecord:
    """Find a record by its number; KeyError if there is none."""
    row = tx.db.execute("SELECT * FROM step WHERE id = ?", (step_id,)).fetchone()
    if row is None:
        raise KeyError(step_id)
    return read(row)


def hand_to(tx: Tx, kind: Kind, subject_id: int, who: Who, person_id: int | None) -> None:
    """Say who is waited for now in the open record; its clock runs on."""
    tx.db.execute(
        "UPDATE step SET who = ?, person_id = ? WHERE kind = ? AND subject_id = ? AND finished_at IS NULL",
        (who, person_id, kind, subject_id),
    )


def of(tx: Tx, kind: Kind, subject_id: int) -> list[StepRecord]:
    """List every record of a thing, first to last."""
    rows = tx.db.execute("SELECT * FROM step WHERE kind = ? AND subject_id = ? ORDER BY id", (kind, subject_id))
    return [read(row) for row in rows]


def all_open(tx: Tx) -> list[StepRecord]:
    """List every open record, the one due first first."""
    rows = tx.db.execute("SELECT * FROM step WHERE finished_at IS NULL ORDER BY due_at IS NULL, due_at, id")
    return [read(row) for row in rows]


def next_reminder(tx: Tx) -> StepRecord | None:
    """Find one open record whose reminder has come, the longest waiting first."""
    row = tx.db.execute(
        "SELECT * FROM step WHERE finished_at IS NULL AND remind_at <= ? ORDER BY remind_at, id LIMIT 1",
        (to_ms(tx.now),),
    ).fetchone()
    return read(row) if row else None


def reminders_due(tx: Tx) -> list[int]:
    """List (by id) the open records whose reminder has come."""
    rows = tx.db.execute("SELECT id FROM step WHERE finished_at IS NULL AND remind_at <= ?", (to_ms(tx.now),))
    return [row[0] for row in rows]


def reminded(tx: Tx, record: StepRecord, rung: int, next_at: datetime | None) -> bool:
    """Claim a reminder and set the next; False when it was claimed or the step is over already."""
    cursor = tx.db.execute(
        "UPDATE step SET rung = ?, remind_at = ? WHERE id = ? AND rung = ? AND finished_at IS NULL",
        (rung, to_ms(next_at), record.id, record.rung),
    )
    return cursor.rowcount == 1


def push_on(tx: Tx, step_id: int, until: datetime) -> None:
    """Set a reminder that went wrong aside for a while: one bad row never stops the rest."""
    tx.db.execute("UPDATE step SET remind_at = ? WHERE id = ?", (to_ms(until), step_id))


def overdue(tx: Tx, step: Step) -> list[StepRecord]:
    """List open records of one kind of step whose due time has come."""
    rows = tx.db.execute(
        "SELECT * FROM step WHERE finished_at IS NULL AND step = ? AND due_at <= ? ORDER BY due_at",
        (step, to_ms(tx.now)),
    )
    return [read(row) for row in rows]
