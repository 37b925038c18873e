"""The record of what was done: append-only, each row sealed with the hash of the one before."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.sop.flow import Kind
from storage import anchor
from storage.anchor import Anchor
from storage.store import Tx
from storage.times import from_ms, to_ms

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done: what, when (UTC), by whom (None: the bot itself), and what a reader needs later.

    `kind` and `subject_id` name the thing it was done with; both are None for what concerns the office as a whole.
    """

    id: int
    at: datetime
    what: str
    actor_id: int | None
    kind: Kind | None
    subject_id: int | None
    data: Mapping[str, Any]


def _event(row: sqlite3.Row) -> Event:
    return Event(
        id=row["id"],
        at=from_ms(row["at"]),
        what=row["what"],
        actor_id=row["actor_id"],
        kind=Kind(row["kind"]) if row["kind"] else None,
        subject_id=row["subject_id"],
        data=json.loads(row["data"]),
    )


def _seal(prev: str, at: int, what: str, actor: int | None, subject: str, data: str) -> str:
    text = json.dumps([prev, at, what, actor, subject, data], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _subject(kind: str | None, subject_id: int | None) -> str:
    return f"{kind or ''}{subject_id or ''}"


def append(
    tx: Tx,
    what: str,
    actor: int | None,
    kind: Kind | None,
    subject_id: int | None,
    data: Mapping[str, Any],
) -> None:
    """Write one event; `data` is what a reader needs later (reason, revision, who was told)."""
    last = tx.db.execute("SELECT hash FROM event ORDER BY id DESC LIMIT 1").fetchone()
    prev = last[0] if last else GENESIS
    at = to_ms(tx.now)
    body = json.dumps(dict(data), ensure_ascii=False, sort_keys=True)
    tx.db.execute(
        "INSERT INTO event (at, what, actor_id, kind, subject_id, data, prev_hash, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            at,
            what,
            actor,
            kind,
            subject_id,
            body,
            prev,
            _seal(prev, at, what, actor, _subject(kind, subject_id), body),
        ),
    )


def of(tx: Tx, kind: Kind, subject_id: int) -> list[Event]:
    """List what was done with a thing, first to last."""
    rows = tx.db.execute("SELECT * FROM event WHERE kind = ? AND subject_id = ? ORDER BY id", (kind, subject_id))
    return [_event(row) for row in rows]


def last(tx: Tx, kind: Kind, subject_id: int, *what: str) -> Event | None:
    """Find the latest event of these kinds on a thing."""
    marks = ", ".join("?" * len(what))
    row = tx.db.execute(
        f"SELECT * FROM event WHERE kind = ? AND subject_id = ? AND what IN ({marks})"  # noqa: S608 - question marks
        " ORDER BY id DESC LIMIT 1",
        (kind, subject_id, *what),
    ).fetchone()
    return _event(row) if row else None


def typed_in(tx: Tx, actor_id: int, message_id: int, since: datetime, *what: str) -> Event | None:
    """Find the event of these kinds whose reason somebody typed in a message, from `since` on."""
    marks = ", ".join("?" * len(what))
    row = tx.db.execute(
        f"SELECT * FROM event WHERE at >= ? AND actor_id = ? AND what IN ({marks})"  # noqa: S608 - question marks
        " AND json_extract(data, '$.message') = ? ORDER BY id DESC LIMIT 1",
        (to_ms(since), actor_id, *what, message_id),
    ).fetchone()
    return _event(row) if row else None


def said(tx: Tx, actor_id: int, reason: str, since: datetime) -> Event | None:
    """Find the latest event from `since` on for which somebody gave just this reason."""
    row = tx.db.execute(
        "SELECT * FROM event WHERE at >= ? AND actor_id = ? AND data ->> '$.reason' = ? ORDER BY id DESC LIMIT 1",
        (to_ms(since), actor_id, reason),
    ).fetchone()
    return _event(row) if row else None


def between(tx: Tx, start: datetime, end: datetime, *what: str) -> list[Event]:
    """List the events of these kinds from `start` to `end`, both included, first to last."""
    marks = ", ".join("?" * len(what))
    rows = tx.db.execute(
        f"SELECT * FROM event WHERE at >= ? AND at <= ? AND what IN ({marks}) ORDER BY id",  # noqa: S608 - question marks
        (to_ms(start), to_ms(end), *what),
    )
    return [_event(row) for row in rows]


def actors(tx: Tx, kind: Kind, subject_id: int) -> list[int]:
    """List everyone who acted on a thing, each once, in the order they first did."""
    rows = tx.db.execute(
        "SELECT actor_id FROM event WHERE kind = ? AND subject_id = ? AND actor_id IS NOT NULL"
        " GROUP BY actor_id ORDER BY min(id)",
        (kind, subject_id),
    )
    return [row[0] for row in rows]


def newest_seal(tx: Tx, kind: Kind, subject_id: int) -> Anchor:
    """Give number and seal of the latest event of a thing: they stand for everything recorded up to then."""
    row = tx.db.execute(
        "SELECT id, hash FROM event WHERE kind = ? AND subject_id = ? ORDER BY id DESC LIMIT 1", (kind, subject_id)
    ).fetchone()
    return Anchor(row[0], row[1]) if row else Anchor(0, GENESIS)


def newest(tx: Tx) -> Anchor | None:
    """Give number and seal of the newest event of all; None while nothing was recorded."""
    return anchor.present(tx.db)


def first_broken(db: sqlite3.Connection) -> int | None:
    """Walk the chain; give the id of the first event that does not fit, None when all do."""
    prev = GENESIS
    for row in db.execute("SELECT * FROM event ORDER BY id"):
        subject = _subject(row["kind"], row["subject_id"])
        seal = _seal(prev, row["at"], row["what"], row["actor_id"], subject, row["data"])
        if row["prev_hash"] != prev or row["hash"] != seal:
            broken: int = row["id"]
            return broken
        prev = row["hash"]
    return None
