"""Special hours as rows: the Ramadans that an admin confirmed, and those taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.sop.recap import Span
from storage.store import Tx
from storage.times import to_ms


@dataclass(frozen=True, slots=True)
class SpecialHours:
    """Days on which the office keeps its Ramadan hours, both included."""

    id: int
    span: Span


def add(tx: Tx, span: Span, by: int) -> int:
    """Keep Ramadan hours from now on in these days; gives the id."""
    cursor = tx.db.execute(
        "INSERT INTO special_hours (first, last, added_by, added_at) VALUES (?, ?, ?, ?)",
        (span.first.isoformat(), span.last.isoformat(), by, to_ms(tx.now)),
    )
    return cursor.lastrowid or 0


def take_back(tx: Tx, hours_id: int, by: int) -> bool:
    """Let them hold no more; False when they do not any longer."""
    cursor = tx.db.execute(
        "UPDATE special_hours SET removed_by = ?, removed_at = ? WHERE id = ? AND removed_at IS NULL",
        (by, to_ms(tx.now), hours_id),
    )
    return cursor.rowcount == 1


def since(tx: Tx, first: date) -> list[SpecialHours]:
    """List those that hold and end on a day or after it, in their order."""
    rows = tx.db.execute(
        "SELECT id, first, last FROM special_hours WHERE removed_at IS NULL AND last >= ? ORDER BY first",
        (first.isoformat(),),
    )
    return [
        SpecialHours(row["id"], Span(date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))) for row in rows
    ]
