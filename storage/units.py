"""Units as they change: renamed, ended, merged, made internal or external."""

from __future__ import annotations

from storage.store import Tx


def ended(tx: Tx, unit_id: int) -> bool:
    """Say whether a unit has ended, or was merged into another."""
    row = tx.db.execute("SELECT ended_at FROM unit WHERE id = ?", (unit_id,)).fetchone()
    return row is not None and row[0] is not None
