"""Updates as they came in: kept before they are acknowledged, until they are done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from storage.store import Tx
from storage.times import to_ms

#: Updates that are looked through for an earlier state of a message: those of two days and more.
LOOKED_THROUGH = 10_000

#: Updates among which the message before one is found.
LATELY = 500


def keep(tx: Tx, updates: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep a batch; give those that were not known yet (a redelivered update is known)."""
    fresh = []
    for update in updates:
        cursor = tx.db.execute(
            "INSERT INTO inbox (update_id, body, received_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (update["update_id"], json.dumps(update, ensure_ascii=True), to_ms(tx.now)),
        )
        if cursor.rowcount == 1:
            fresh.append(update)
    return fresh


def unfinished(tx: Tx) -> list[dict[str, Any]]:
    """List what was kept and not done, in the order it came."""
    rows = tx.db.execute("SELECT body FROM inbox WHERE state = 'new' ORDER BY update_id")
    return [json.loads(row[0]) for row in rows]


def last_id(tx: Tx) -> int:
    """Give the highest update number there is; 0 when there is none."""
    row = tx.db.execute("SELECT ifnull(max(update_id), 0) FROM inbox").fetchone()
    return int(row[0])


def attempt(tx: Tx, update_id: int) -> int:
    """Count one more attempt at an update before it is tried; give the count."""
    row = tx.db.execute(
        "UPDATE inbox SET attempts = attempts + 1 WHERE update_id = ? AND state = 'new' RETURNING attempts",
        (update_id,),
    ).fetchone()
    return row[0] if row else 0


def body(tx: Tx, update_id: int) -> dict[str, Any]:
    """Give an update as it came; nothing when it is not known."""
    row = tx.db.execute("SELECT body FROM inbox WHERE update_id = ?", (update_id,)).fetchone()
    return dict(json.loads(row[0])) if row else {}


def as_before(tx: Tx, chat_id: int, message_id: int) -> dict[str, Any] | None:
    """Give a message as it was before its newest update, as Telegram sent it; None where that is not kept."""
    rows = tx.db.execute(
        "SELECT message FROM (SELECT ifnull(body -> '$.edited_message', body -> '$.message') AS message FROM inbox"
        " ORDER BY update_id DESC LIMIT ?)"
        " WHERE message ->> '$.message_id' = ? AND message ->> '$.chat.id' = ? LIMIT 2",
        (LOOKED_THROUGH, message_id, chat_id),
    ).fetchall()
    return dict(json.loads(rows[1][0])) if len(rows) > 1 else None


def sent_with(tx: Tx, chat_id: int, message_id: int, seconds: int) -> str:
    """Give the text of the message just before one, where its chat sent both within so many seconds; else ""."""
    rows = tx.db.execute(
        "SELECT message ->> '$.message_id', message ->> '$.date', message ->> '$.text'"
        " FROM (SELECT body -> '$.message' AS message FROM inbox ORDER BY update_id DESC LIMIT ?)"
        " WHERE message ->> '$.chat.id' = ? AND message ->> '$.message_id' <= ?"
        " AND json_type(message, '$.date') = 'integer'"
        " ORDER BY 1 DESC LIMIT 2",
        (LATELY, chat_id, message_id),
    ).fetchall()
    match [tuple(row) for row in rows]:
        case [(this, at, _), (_, before, text)] if this == message_id and at - before <= seconds:
            return str(text or "")
    return ""


def let_go(tx: Tx, update_ids: Sequence[int]) -> None:
    """Mark updates done that are not worked on: their sender sent too many at once, and is told so."""
    for update_id in update_ids:
        done(tx, update_id)


def is_done(tx: Tx, update_id: int) -> bool:
    """Say whether an update had its effect already."""
    row = tx.db.execute("SELECT state FROM inbox WHERE update_id = ?", (update_id,)).fetchone()
    return row is not None and row[0] == "done"


def done(tx: Tx, update_id: int) -> None:
    """Mark an update done, in the transaction of its effect."""
    tx.db.execute(
        "UPDATE inbox SET state = 'done', done_at = ? WHERE update_id = ? AND state = 'new'",
        (to_ms(tx.now), update_id),
    )


def attempt_passed(tx: Tx, update_id: int) -> None:
    """Take an attempt back that passing trouble ended: it says nothing against the update."""
    tx.db.execute("UPDATE inbox SET attempts = max(0, attempts - 1) WHERE update_id = ?", (update_id,))


def failed(tx: Tx, update_id: int, error: str) -> bool:
    """Set an update aside for a human to look at, so that it holds up nobody; False if it is settled already."""
    cursor = tx.db.execute(
        "UPDATE inbox SET state = 'failed', error = ?, done_at = ? WHERE update_id = ? AND state = 'new'",
        (error, to_ms(tx.now), update_id),
    )
    return cursor.rowcount == 1


def prune(tx: Tx, before_ms: int) -> int:
    """Forget done updates older than `before_ms`; failed ones stay. Give how many went."""
    cursor = tx.db.execute("DELETE FROM inbox WHERE state = 'done' AND done_at < ?", (before_ms,))
    return cursor.rowcount
