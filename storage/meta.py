"""What the bot remembers of itself: single values by a key, its heartbeat, and where a chat has moved to."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from storage.store import Tx
from storage.times import from_ms, to_ms


def get(tx: Tx, key: str) -> str | None:
    """Read one remembered value."""
    row = tx.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def put(tx: Tx, key: str, value: str) -> None:
    """Remember one value."""
    tx.db.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        (key, value),
    )


def beat(tx: Tx) -> None:
    """Remember that the bot is alive now."""
    put(tx, "heartbeat", str(to_ms(tx.now)))


def last_beat(tx: Tx) -> datetime | None:
    """Say when the bot was last alive; None before its first beat."""
    found = get(tx, "heartbeat")
    return None if found is None else from_ms(int(found))


def chat_now(tx: Tx, chat_id: int) -> int:
    """Give a chat's present id, through any migration."""
    return int(get(tx, f"chat:{chat_id}") or chat_id)


def next_id(tx: Tx, table: Literal["article", "disposition"]) -> int | None:
    """Give the number the next thing must have after a backup was restored; None lets SQLite count on.

    Buttons of things that the backup did not know are still on people's phones: no other thing may get their numbers.
    """
    floor = int(get(tx, f"{table} floor") or 0)
    last: int = tx.db.execute(f"SELECT ifnull(max(id), 0) FROM {table}").fetchone()[0]  # noqa: S608 - our table names
    return floor + 1 if last < floor else None
