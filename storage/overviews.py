"""Overviews that are still to be sent: who hears of which things in one message in place of a card each."""

from __future__ import annotations

from bot.sop.flow import Kind
from storage.store import Tx


def add(tx: Tx, person_id: int, kind: Kind, subject_id: int) -> None:
    """Put a thing on somebody's next overview, once."""
    tx.db.execute("INSERT INTO overview VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (person_id, kind, subject_id))


def waiting(tx: Tx) -> bool:
    """Say whether an overview is to be sent."""
    return tx.db.execute("SELECT 1 FROM overview LIMIT 1").fetchone() is not None


def take(tx: Tx) -> dict[int, list[tuple[Kind, int]]]:
    """Give what is on everybody's overview, by person, and clear it."""
    found: dict[int, list[tuple[Kind, int]]] = {}
    for row in tx.db.execute("DELETE FROM overview RETURNING person_id, subject_kind, subject_id").fetchall():
        found.setdefault(row[0], []).append((Kind(row[1]), row[2]))
    return found
