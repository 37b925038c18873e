"""Units as they change: renamed, ended, merged, made internal or external."""

from __future__ import annotations

from bot.sop.model import UnitKind
from storage.store import Tx
from storage.times import to_ms


def ended(tx: Tx, unit_id: int) -> bool:
    """Say whether a unit has ended, or was merged into another."""
    row = tx.db.execute("SELECT ended_at FROM unit WHERE id = ?", (unit_id,)).fetchone()
    return row is not None and row[0] is not None


def rename(tx: Tx, unit_id: int, name: str) -> None:
    """Give a unit another name; the one it had leads to it still, as the configuration may name it so."""
    tx.db.execute("DELETE FROM unit_name WHERE name = ?", (name,))
    tx.db.execute(
        "INSERT INTO unit_name SELECT name, id FROM unit WHERE id = ? ON CONFLICT DO UPDATE SET"
        " unit_id = excluded.unit_id",
        (unit_id,),
    )
    tx.db.execute("UPDATE unit SET name = ? WHERE id = ?", (name, unit_id))


def set_kind(tx: Tx, unit_id: int, kind: UnitKind) -> None:
    """Make a unit internal or external."""
    tx.db.execute("UPDATE unit SET kind = ? WHERE id = ?", (kind, unit_id))


def end(tx: Tx, unit_id: int, into: int | None = None) -> None:
    """End a unit, perhaps by merging it into another."""
    tx.db.execute(
        "UPDATE unit SET ended_at = ?, merged_into = ? WHERE id = ? AND ended_at IS NULL",
        (to_ms(tx.now), into, unit_id),
    )
    if into is not None:  # what was merged into this one before goes on to the new one
        tx.db.execute("UPDATE unit SET merged_into = ? WHERE merged_into = ?", (into, unit_id))


def move_all(tx: Tx, unit_id: int, into: int) -> None:
    """Give another unit what a unit wrote, was asked for and is waited for; its appointments aside."""
    tx.db.execute("UPDATE article SET unit_id = ? WHERE unit_id = ?", (into, unit_id))
    tx.db.execute("UPDATE step SET unit_id = ? WHERE unit_id = ? AND finished_at IS NULL", (into, unit_id))
    for table in ("disposition_unit", "agenda_unit"):
        tx.db.execute(f"UPDATE OR IGNORE {table} SET unit_id = ? WHERE unit_id = ?", (into, unit_id))  # noqa: S608 - ours
        tx.db.execute(f"DELETE FROM {table} WHERE unit_id = ?", (unit_id,))  # noqa: S608 - of ours
