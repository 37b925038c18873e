"""Dispositions as rows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict, Unpack

import msgspec

from bot.sop.flow import State
from bot.sop.model import Article, Disposition, Nature, Unit, UnitKind
from bot.sop.report import Report
from storage import meta
from storage.columns import setting
from storage.store import Tx
from storage.times import from_ms, to_ms

#: The condition of the index `disposition_open`, word for word: SQLite uses it only where a statement says it too.
_OPEN = "state NOT IN ('d.closed', 'd.cancelled')"


class DispositionColumns(TypedDict, total=False):
    """What may be changed of a disposition."""

    state: State
    agenda_no: int
    agenda_year: int
    subject: str
    instruction: str
    nature: Nature
    deadline: datetime | None
    intake_closed: bool
    question: str
    author_id: int | None
    letter_from: str
    letter_number: str
    letter_day: date | None
    letter_received: date | None
    copies: str
    kasubbag_id: int | None


@dataclass(frozen=True, slots=True)
class Posted:
    """A completion report that was posted (SOP step 4), at a time in UTC; `by` None: by the scheduler."""

    note: str
    by: int | None
    at: datetime


def _disposition(row: sqlite3.Row) -> Disposition:
    return Disposition(
        id=row["id"],
        state=State(row["state"]),
        version=row["version"],
        agenda_no=row["agenda_no"],
        agenda_year=row["agenda_year"],
        subject=row["subject"],
        instruction=row["instruction"],
        nature=Nature(row["nature"]),
        deadline=from_ms(row["deadline"]),
        intake_closed=bool(row["intake_closed"]),
        question=row["question"],
        need_article_id=row["need_article_id"],
        author_id=row["author_id"],
        created_at=from_ms(row["created_at"]),
        letter_from=row["letter_from"],
        letter_number=row["letter_number"],
        letter_day=_day(row["letter_day"]),
        letter_received=_day(row["letter_received"]),
        copies=row["copies"],
        kasubbag_id=row["kasubbag_id"],
    )


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def get(tx: Tx, disposition_id: int) -> Disposition | None:
    """Find a disposition by id."""
    row = tx.db.execute("SELECT * FROM disposition WHERE id = ?", (disposition_id,)).fetchone()
    return _disposition(row) if row else None


def one(tx: Tx, disposition_id: int) -> Disposition:
    """Give a disposition that is there. Raises KeyError if it is not."""
    found = get(tx, disposition_id)
    if found is None:
        raise KeyError(disposition_id)
    return found


def add(
    tx: Tx,
    *,
    author_id: int | None,
    subject: str,
    instruction: str,
    deadline: datetime,
    need_article_id: int | None,
) -> int:
    """Begin a disposition in its first state and give the id."""
    cursor = tx.db.execute(
        "INSERT INTO disposition (id, state, subject, instruction, deadline, need_article_id, author_id, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            meta.next_id(tx, "disposition"),
            State.D_DRAFT,
            subject,
            instruction,
            to_ms(deadline),
            need_article_id,
            author_id,
            to_ms(tx.now),
        ),
    )
    return cursor.lastrowid or 0


def change(tx: Tx, seen: Disposition, **columns: Unpack[DispositionColumns]) -> bool:
    """Set columns if nobody changed the row since it was seen; say whether this call won."""
    names, values = setting(columns)
    cursor = tx.db.execute(
        f"UPDATE disposition SET version = version + 1{', ' if names else ''}{names}"  # noqa: S608 - our column names
        " WHERE id = ? AND version = ? AND state = ?",
        (*values, seen.id, seen.version, seen.state),
    )
    return cursor.rowcount == 1


def next_agenda_no(tx: Tx, year: int) -> int:
    """Give the next number of the year's own series (nomor agenda)."""
    found: int = tx.db.execute(
        "SELECT coalesce(max(agenda_no), 0) + 1 FROM disposition WHERE agenda_year = ?", (year,)
    ).fetchone()[0]
    return found


def in_states(tx: Tx, *states: State) -> list[Disposition]:
    """List dispositions in any of these states, oldest first; if all are open ones, the past costs nothing."""
    marks = ", ".join("?" * len(states))
    only_open = "" if any(state.ended for state in states) else f" AND {_OPEN}"
    rows = tx.db.execute(
        f"SELECT * FROM disposition WHERE state IN ({marks}){only_open} ORDER BY id",  # noqa: S608 - question marks
        states,
    )
    return [_disposition(row) for row in rows]


def numbered(tx: Tx, agenda_no: int, year: int | None) -> list[Disposition]:
    """List the dispositions of a number, of one year or (None) of all, the newest first."""
    rows = tx.db.execute(
        "SELECT * FROM disposition WHERE agenda_no = ? AND agenda_year = ifnull(?, agenda_year) ORDER BY id DESC",
        (agenda_no, year),
    )
    return [_disposition(row) for row in rows]


def latest_sent(tx: Tx) -> Disposition | None:
    """Give the disposisi that was sent last; None while there is none."""
    row = tx.db.execute(
        "SELECT * FROM disposition WHERE agenda_no IS NOT NULL ORDER BY agenda_year DESC, agenda_no DESC LIMIT 1"
    ).fetchone()
    return _disposition(row) if row else None


def latest_closed(tx: Tx, limit: int) -> list[Disposition]:
    """List the dispositions made last of those that are closed, oldest first."""
    rows = tx.db.execute("SELECT * FROM disposition WHERE state = ? ORDER BY id DESC LIMIT ?", (State.D_CLOSED, limit))
    return [_disposition(row) for row in rows][::-1]


def sent_with(tx: Tx, person_id: int, words: str) -> Disposition | None:
    """Find the newest disposisi somebody sent with these words as perihal or instruksi."""
    row = tx.db.execute(
        "SELECT * FROM disposition WHERE agenda_no IS NOT NULL AND author_id = ? AND ? IN (subject, instruction)"
        " ORDER BY id DESC LIMIT 1",
        (person_id, words),
    ).fetchone()
    return _disposition(row) if row else None


def draft_of(tx: Tx, person_id: int) -> Disposition | None:
    """Find the form somebody has open, leaving aside those that wait for any Kabag, or came of the agenda."""
    row = tx.db.execute(
        "SELECT * FROM disposition WHERE state = ? AND author_id = ?"
        " AND NOT EXISTS (SELECT 1 FROM agenda_order WHERE disposition_id = disposition.id) ORDER BY id DESC LIMIT 1",
        (State.D_DRAFT, person_id),
    ).fetchone()
    return _disposition(row) if row else None


def draft_for_article(tx: Tx, article_id: int) -> Disposition | None:
    """Find the disposition that an article put before the Kabag."""
    row = tx.db.execute(
        "SELECT * FROM disposition WHERE state = ? AND need_article_id = ?",
        (State.D_DRAFT, article_id),
    ).fetchone()
    return _disposition(row) if row else None


def needed_by(tx: Tx, article_id: int) -> list[Disposition]:
    """List the dispositions that were proposed for an article, sent or not."""
    rows = tx.db.execute("SELECT * FROM disposition WHERE need_article_id = ? ORDER BY id", (article_id,))
    return [_disposition(row) for row in rows]


def toggle_unit(tx: Tx, disposition_id: int, unit_id: int) -> None:
    """Ask a unit for material, or ask it no more."""
    cursor = tx.db.execute(
        "DELETE FROM disposition_unit WHERE disposition_id = ? AND unit_id = ?",
        (disposition_id, unit_id),
    )
    if cursor.rowcount == 0:
        tx.db.execute("INSERT INTO disposition_unit VALUES (?, ?)", (disposition_id, unit_id))


def asked_units(tx: Tx, disposition_id: int) -> list[Unit]:
    """List the units asked for material, by name."""
    rows = tx.db.execute(
        "SELECT unit.* FROM unit JOIN disposition_unit ON unit_id = unit.id WHERE disposition_id = ? ORDER BY name",
        (disposition_id,),
    )
    return [Unit(row["id"], row["name"], UnitKind(row["kind"])) for row in rows]


def add_file(tx: Tx, disposition_id: int, sha256: str, filename: str) -> None:
    """Attach a file that is kept already."""
    tx.db.execute(
        "INSERT INTO disposition_file (disposition_id, sha256, filename) VALUES (?, ?, ?)",
        (disposition_id, sha256, filename),
    )


def files(tx: Tx, disposition_id: int) -> list[tuple[str, str]]:
    """List attached files as (sha256, file name)."""
    rows = tx.db.execute(
        "SELECT sha256, filename FROM disposition_file WHERE disposition_id = ? ORDER BY id",
        (disposition_id,),
    )
    return [(row["sha256"], row["filename"]) for row in rows]


def add_report(tx: Tx, disposition_id: int, note: str, posted_by: int | None) -> None:
    """Record that the completion report was posted (SOP step 4); nobody: by the scheduler."""
    tx.db.execute(
        "INSERT INTO report (disposition_id, note, posted_by, posted_at) VALUES (?, ?, ?, ?)",
        (disposition_id, note, posted_by, to_ms(tx.now)),
    )


def reports(tx: Tx, disposition_id: int) -> list[Posted]:
    """List the reports posted, first to last."""
    rows = tx.db.execute("SELECT * FROM report WHERE disposition_id = ? ORDER BY id", (disposition_id,))
    return [Posted(row["note"], row["posted_by"], from_ms(row["posted_at"])) for row in rows]


def keep_report(tx: Tx, disposition_id: int, report: Report) -> None:
    """Keep the report as it was acknowledged, with the posting it was read from."""
    tx.db.execute(
        "UPDATE report SET acknowledged = ? WHERE id = (SELECT max(id) FROM report WHERE disposition_id = ?)",
        (msgspec.json.encode(report).decode(), disposition_id),
    )


def kept_report(tx: Tx, disposition_id: int) -> Report | None:
    """Give the report as it was acknowledged; None while it was not, or was before reports were kept."""
    row = tx.db.execute(
        "SELECT acknowledged FROM report WHERE disposition_id = ? AND acknowledged IS NOT NULL ORDER BY id DESC",
        (disposition_id,),
    ).fetchone()
    return msgspec.json.decode(row[0], type=Report) if row else None


def disposition_of(tx: Tx, article: Article) -> Disposition | None:
    """Find the disposisi an article is under."""
    return get(tx, article.disposition_id) if article.disposition_id else None


def collecting(tx: Tx) -> list[Disposition]:
    """List the dispositions that are accepted and take material in."""
    return in_states(tx, State.D_COLLECTING)
