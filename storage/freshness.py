"""How fresh the website's sections are, as rows: what is known of each, its days, and when it went stale."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict, Unpack

from storage.columns import setting
from storage.store import Tx
from storage.times import from_ms, to_ms


class KnownColumns(TypedDict, total=False):
    """What may be learnt of a section."""

    last_at: datetime
    source: str
    title: str
    url: str
    read_at: datetime
    problem: str
    digest: str
    checked_at: datetime
    checked_by: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one section; times in UTC, None for never. `source` is "" where no update was seen."""

    key: str
    since: datetime
    last_at: datetime | None = None
    source: str = ""
    title: str = ""
    url: str = ""
    read_at: datetime | None = None
    problem: str = ""
    digest: str = ""
    checked_at: datetime | None = None
    checked_by: int | None = None


@dataclass(frozen=True, slots=True)
class Staleness:
    """A section that went stale, from then until it is fresh again."""

    id: int
    key: str
    stale_at: datetime
    kasubbag_told_at: datetime | None
    disposition_id: int | None


def _known(row: sqlite3.Row) -> Known:
    times = {name: from_ms(row[name]) for name in ("last_at", "read_at", "checked_at")}
    words = {name: row[name] for name in ("source", "title", "url", "problem", "digest")}
    return Known(row["key"], from_ms(row["since"]), checked_by=row["checked_by"], **times, **words)


def _staleness(row: sqlite3.Row) -> Staleness:
    told = from_ms(row["kasubbag_told_at"])
    return Staleness(row["id"], row["key"], from_ms(row["stale_at"]), told, row["disposition_id"])


def known(tx: Tx, key: str) -> Known:
    """Give what is known of a section; one never seen is looked after from now on."""
    row = tx.db.execute("SELECT * FROM freshness WHERE key = ?", (key,)).fetchone()
    return _known(row) if row else Known(key, tx.now)


def change(tx: Tx, key: str, **columns: Unpack[KnownColumns]) -> None:
    """Set what is known of a section; it is looked after from the first time on."""
    tx.db.execute("INSERT INTO freshness (key, since) VALUES (?, ?) ON CONFLICT DO NOTHING", (key, to_ms(tx.now)))
    names, values = setting(columns)
    if names:
        tx.db.execute(f"UPDATE freshness SET {names} WHERE key = ?", (*values, key))  # noqa: S608 - our column names


def set_day(tx: Tx, key: str, day: date, age: int, light: str) -> None:
    """Remember how a section stood on a day; the last word of the day counts."""
    tx.db.execute(
        "INSERT INTO freshness_day VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET age = excluded.age, light = excluded.light",
        (key, day.isoformat(), age, light),
    )


def days(tx: Tx, key: str, first: date) -> list[tuple[date, int, str]]:
    """List (day, age, light) of a section from a day on, in order."""
    rows = tx.db.execute(
        "SELECT * FROM freshness_day WHERE key = ? AND day >= ? ORDER BY day", (key, first.isoformat())
    )
    return [(date.fromisoformat(row["day"]), row["age"], row["light"]) for row in rows]


def open_staleness(tx: Tx, key: str) -> Staleness | None:
    """Give the staleness a section is in, None when it is in none."""
    row = tx.db.execute("SELECT * FROM staleness WHERE key = ? AND ended_at IS NULL", (key,)).fetchone()
    return _staleness(row) if row else None


def all_open(tx: Tx) -> list[Staleness]:
    """List what is stale now, the longest first."""
    rows = tx.db.execute("SELECT * FROM staleness WHERE ended_at IS NULL ORDER BY stale_at, id")
    return [_staleness(row) for row in rows]


def begin(tx: Tx, key: str) -> bool:
    """Say that a section went stale; False when that is known already."""
    cursor = tx.db.execute(
        "INSERT INTO staleness (key, stale_at) VALUES (?, ?) ON CONFLICT DO NOTHING", (key, to_ms(tx.now))
    )
    return cursor.rowcount == 1


def end(tx: Tx, staleness: Staleness, ending: str) -> bool:
    """Say that it is stale no more ("updated", "checked", "unwatched"); False when that was said already."""
    cursor = tx.db.execute(
        "UPDATE staleness SET ended_at = ?, ending = ? WHERE id = ? AND ended_at IS NULL",
        (to_ms(tx.now), ending, staleness.id),
    )
    return cursor.rowcount == 1


def kasubbag_told(tx: Tx, staleness: Staleness) -> bool:
    """Mark that the Kasubbag was told; False when it was marked already."""
    cursor = tx.db.execute(
        "UPDATE staleness SET kasubbag_told_at = ? WHERE id = ? AND kasubbag_told_at IS NULL",
        (to_ms(tx.now), staleness.id),
    )
    return cursor.rowcount == 1


def put_before(tx: Tx, staleness: Staleness, disposition_id: int) -> None:
    """Remember the disposisi that would mend a staleness."""
    tx.db.execute("UPDATE staleness SET disposition_id = ? WHERE id = ?", (disposition_id, staleness.id))


def section_of(tx: Tx, disposition_id: int) -> str | None:
    """Give the section a disposisi was made for, None for any other."""
    row = tx.db.execute("SELECT key FROM staleness WHERE disposition_id = ?", (disposition_id,)).fetchone()
    return row[0] if row else None
