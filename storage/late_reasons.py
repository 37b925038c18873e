"""Why steps were late, as rows: one reason a step, and who gave it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sop.flow import Kind
from storage.store import Tx
from storage.times import to_ms


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step was late, in the words of whoever said it."""

    reason: str
    person_id: int


def explain(tx: Tx, step_id: int, reason: str, person_id: int) -> bool:
    """Keep the reason of a late step (1 to 500 characters); False when it has one already."""
    cursor = tx.db.execute(
        "INSERT INTO lateness (step_id, reason, person_id, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (step_id, reason, person_id, to_ms(tx.now)),
    )
    return cursor.rowcount == 1


def of(tx: Tx, kind: Kind, subject_id: int) -> dict[int, Reason]:
    """Give the reasons of a thing's late steps, by the step's id."""
    rows = tx.db.execute(
        "SELECT lateness.* FROM step JOIN lateness ON step_id = step.id WHERE kind = ? AND subject_id = ?",
        (kind, subject_id),
    )
    return {row["step_id"]: Reason(row["reason"], row["person_id"]) for row in rows}
