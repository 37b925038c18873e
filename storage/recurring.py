"""The agenda kerja as rows: dispositions that come round, and the forms made of them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from bot.sop.flow import State
from bot.sop.model import Disposition, Nature, Unit, UnitKind
from bot.sop.recurring import Rule, unpack
from storage import dispositions
from storage.store import Tx
from storage.times import to_ms

_MS = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One disposisi that comes round. `next_on` is the rule's next date, None once it is over."""

    id: int
    rule: Rule
    next_on: date | None
    subject: str
    instruction: str
    nature: Nature
    time_given: timedelta  # the batas waktu, in working time
    author_id: int


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        id=row["id"],
        rule=unpack(row["rule"]),
        next_on=date.fromisoformat(row["next_on"]) if row["next_on"] else None,
        subject=row["subject"],
        instruction=row["instruction"],
        nature=Nature(row["nature"]),
        time_given=row["time_given"] * _MS,
        author_id=row["author_id"],
    )


def add(tx: Tx, disposition: Disposition, rule: Rule, next_on: date, time_given: timedelta, author_id: int) -> int:
    """Keep a form as an entry, with the units it asks and its files; give the entry's id."""
    cursor = tx.db.execute(
        "INSERT INTO agenda (rule, next_on, subject, instruction, nature, time_given, author_id, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            rule.pack(),
            next_on.isoformat(),
            disposition.subject,
            disposition.instruction,
            disposition.nature,
            time_given // _MS,
            author_id,
            to_ms(tx.now),
        ),
    )
    entry_id = cursor.lastrowid or 0
    tx.db.execute(
        "INSERT INTO agenda_unit SELECT ?, unit_id FROM disposition_unit WHERE disposition_id = ?",
        (entry_id, disposition.id),
    )
    tx.db.execute(
        "INSERT INTO agenda_file (agenda_id, sha256, filename)"
        " SELECT ?, sha256, filename FROM disposition_file WHERE disposition_id = ? ORDER BY id",
        (entry_id, disposition.id),
    )
    return entry_id


def get(tx: Tx, entry_id: int) -> Entry | None:
    """Find an entry by id, over or not."""
    row = tx.db.execute("SELECT * FROM agenda WHERE id = ?", (entry_id,)).fetchone()
    return _entry(row) if row else None


def running(tx: Tx) -> list[Entry]:
    """List the entries that come round again, the next first."""
    rows = tx.db.execute("SELECT * FROM agenda WHERE next_on IS NOT NULL ORDER BY next_on, id")
    return [_entry(row) for row in rows]


def due(tx: Tx, today: date) -> list[Entry]:
    """List the entries whose date has come, the earliest first."""
    rows = tx.db.execute("SELECT * FROM agenda WHERE next_on <= ? ORDER BY next_on, id", (today.isoformat(),))
    return [_entry(row) for row in rows]


def go_on(tx: Tx, seen: Entry, to: date | None) -> bool:
    """Set the date that comes next, None ends the entry; False when it moved on since it was seen."""
    cursor = tx.db.execute(
        "UPDATE agenda SET next_on = ?, ended_at = ? WHERE id = ? AND next_on = ?",
        (
            to.isoformat() if to else None,
            None if to else to_ms(tx.now),
            seen.id,
            seen.next_on.isoformat() if seen.next_on else None,
        ),
    )
    return cursor.rowcount == 1


def stop(tx: Tx, entry_id: int, by: int) -> bool:
    """End an entry; False when it is over already."""
    cursor = tx.db.execute(
        "UPDATE agenda SET next_on = NULL, ended_at = ?, ended_by = ? WHERE id = ? AND next_on IS NOT NULL",
        (to_ms(tx.now), by, entry_id),
    )
    return cursor.rowcount == 1


def units(tx: Tx, entry_id: int) -> list[Unit]:
    """List the units an entry asks for material, by name."""
    rows = tx.db.execute(
        "SELECT unit.* FROM unit JOIN agenda_unit ON unit_id = unit.id WHERE agenda_id = ? ORDER BY name", (entry_id,)
    )
    return [Unit(row["id"], row["name"], UnitKind(row["kind"])) for row in rows]


def fill(tx: Tx, entry: Entry, disposition_id: int, day: date) -> None:
    """Make a new form the one of an entry for a date: the units it asks, its files."""
    tx.db.execute(
        "INSERT INTO agenda_order (disposition_id, agenda_id, day) VALUES (?, ?, ?)",
        (disposition_id, entry.id, day.isoformat()),
    )
    tx.db.execute(
        "INSERT INTO disposition_unit SELECT ?, unit_id FROM agenda_unit WHERE agenda_id = ?",
        (disposition_id, entry.id),
    )
    tx.db.execute(
        "INSERT INTO disposition_file (disposition_id, sha256, filename)"
        " SELECT ?, sha256, filename FROM agenda_file WHERE agenda_id = ? ORDER BY id",
        (disposition_id, entry.id),
    )


def unsent(tx: Tx, entry_id: int) -> Disposition | None:
    """Find the form of an entry that still lies before the Kabag."""
    row = tx.db.execute(
        "SELECT disposition.id FROM agenda_order JOIN disposition ON disposition.id = disposition_id"
        " WHERE agenda_id = ? AND state = ? ORDER BY disposition_id DESC LIMIT 1",
        (entry_id, State.D_DRAFT),
    ).fetchone()
    return dispositions.get(tx, row[0]) if row else None


def is_now_for(tx: Tx, disposition_id: int, day: date) -> None:
    """Say that a form not sent yet stands for a later date too."""
    tx.db.execute("UPDATE agenda_order SET day = ? WHERE disposition_id = ?", (day.isoformat(), disposition_id))


def of_disposition(tx: Tx, disposition_id: int) -> tuple[Entry, date] | None:
    """Find the entry a form was made of, and for which date."""
    row = tx.db.execute(
        "SELECT agenda_id, day FROM agenda_order WHERE disposition_id = ?", (disposition_id,)
    ).fetchone()
    entry = get(tx, row["agenda_id"]) if row else None
    return (entry, date.fromisoformat(row["day"])) if entry else None
