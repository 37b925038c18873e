"""What was said or done once and is not again: by what it was, and for whom or when."""

from __future__ import annotations

from storage.store import Tx
from storage.times import to_ms


def once(tx: Tx, what: str, key: str) -> bool:
    """Say True the first time for (what, key), False ever after."""
    cursor = tx.db.execute("INSERT INTO told VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (what, key, to_ms(tx.now)))
    return cursor.rowcount == 1


def told(tx: Tx, what: str, key: str) -> bool:
    """Say whether `once` was asked for (what, key) before."""
    return tx.db.execute("SELECT 1 FROM told WHERE what = ? AND key = ?", (what, key)).fetchone() is not None


def forget(tx: Tx, what: str, beginning: str) -> None:
    """Let what was said once be said again, for every key that begins so."""
    tx.db.execute("DELETE FROM told WHERE what = ? AND substr(key, 1, ?) = ?", (what, len(beginning), beginning))
