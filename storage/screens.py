"""What stands on people's screens: their cards, and what they are doing on one just now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.sop.flow import Kind
from storage.store import Tx
from storage.times import from_ms, to_ms

#: The view of whoever had one open on a thing that moved on; its argument is the view it was, with its own.
CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class OpenDialog:
    """What somebody is doing on a card: the view they opened, since when, and its argument."""

    view: str
    kind: Kind
    subject_id: int
    arg: str
    since: datetime

    def before(self) -> OpenDialog | None:
        """Give what was open before the thing moved on; None where it is open still."""
        view, _, arg = self.arg.partition(" ")
        return replace(self, view=view, arg=arg) if self.view == CLOSED else None


def card_message(tx: Tx, chat_id: int, kind: Kind, subject_id: int) -> tuple[int, str] | None:
    """Find the message that is the card of a thing in a chat, and the hash of what it shows."""
    row = tx.db.execute(
        "SELECT message_id, face FROM card WHERE subject_kind = ? AND subject_id = ? AND chat_id = ?",
        (kind, subject_id, chat_id),
    ).fetchone()
    return (row[0], row[1]) if row else None


def thing_of(tx: Tx, chat_id: int, message_id: int) -> tuple[Kind, int] | None:
    """Find the thing whose card a message of a chat is; None where it is none."""
    row = tx.db.execute(
        "SELECT subject_kind, subject_id FROM card WHERE chat_id = ? AND message_id = ?", (chat_id, message_id)
    ).fetchone()
    return (Kind(row[0]), row[1]) if row else None


def set_card(tx: Tx, chat_id: int, kind: Kind, subject_id: int, message_id: int, face: str) -> None:
    """Remember which message is the card now, and the hash of what it shows."""
    tx.db.execute(
        "INSERT INTO card VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " message_id = excluded.message_id, face = excluded.face, updated_at = excluded.updated_at",
        (kind, subject_id, chat_id, message_id, face, to_ms(tx.now)),
    )


def chats_with_card(tx: Tx, kind: Kind, subject_id: int) -> list[int]:
    """List the chats in which a thing has a card."""
    rows = tx.db.execute(
        "SELECT chat_id FROM card WHERE subject_kind = ? AND subject_id = ? ORDER BY chat_id",
        (kind, subject_id),
    )
    return [row[0] for row in rows]


def open_cards(tx: Tx, chat_id: int | None = None) -> list[tuple[int, Kind, int]]:
    """List (chat, kind, id) of every card whose thing has not ended, in one chat or (None) in all."""
    rows = tx.db.execute(
        "SELECT DISTINCT chat_id, subject_kind, card.subject_id FROM step INDEXED BY step_one_open CROSS JOIN card"
        " ON subject_kind = step.kind AND card.subject_id = step.subject_id"
        " WHERE finished_at IS NULL AND chat_id = ifnull(?, chat_id) ORDER BY card.subject_id",
        (chat_id,),
    )
    return [(row[0], Kind(row[1]), row[2]) for row in rows]


def focus(tx: Tx, person_id: int) -> OpenDialog | None:
    """Give what somebody is doing on a card just now."""
    row = tx.db.execute("SELECT * FROM focus WHERE person_id = ?", (person_id,)).fetchone()
    if row is None:
        return None
    kind = Kind(row["subject_kind"])
    return OpenDialog(row["view"], kind, row["subject_id"], row["arg"], from_ms(row["since"]))


def set_focus(tx: Tx, person_id: int, view: str, kind: Kind, subject_id: int, arg: str) -> None:
    """Open a view for somebody; the one before is left, and so is what else they were asked."""
    forget_question(tx, person_id)
    tx.db.execute(
        "INSERT INTO focus VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET view = excluded.view,"
        " subject_kind = excluded.subject_kind, subject_id = excluded.subject_id, arg = excluded.arg,"
        " since = excluded.since",
        (person_id, view, kind, subject_id, arg, to_ms(tx.now)),
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody was asked to type that is about no card: what, about what (its argument), since when."""

    what: str
    arg: str
    since: datetime


def ask(tx: Tx, person_id: int, what: str, arg: str) -> None:
    """Have the next words of somebody answer a question; the dialog they have open is left."""
    clear_focus(tx, person_id)
    tx.db.execute(
        "INSERT INTO question VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET what = excluded.what, arg = excluded.arg,"
        " since = excluded.since",
        (person_id, what, arg, to_ms(tx.now)),
    )


def question(tx: Tx, person_id: int) -> Question | None:
    """Give what somebody was asked to type and has not typed yet."""
    row = tx.db.execute("SELECT * FROM question WHERE person_id = ?", (person_id,)).fetchone()
    return Question(row["what"], row["arg"], from_ms(row["since"])) if row else None


def lying(tx: Tx, what: str, before: datetime) -> list[tuple[int, str]]:
    """List (who, its argument) of the questions of one kind that were asked before a moment."""
    rows = tx.db.execute("SELECT person_id, arg FROM question WHERE what = ? AND since < ?", (what, to_ms(before)))
    return [(row[0], row[1]) for row in rows]


def forget_question(tx: Tx, person_id: int) -> bool:
    """Ask somebody nothing any more; say whether something was asked."""
    return tx.db.execute("DELETE FROM question WHERE person_id = ?", (person_id,)).rowcount == 1


def clear_focus(tx: Tx, person_id: int) -> None:
    """Leave whatever view somebody has open."""
    tx.db.execute("DELETE FROM focus WHERE person_id = ?", (person_id,))


def close_views_on(tx: Tx, kind: Kind, subject_id: int, mover_id: int | None, *, others: bool) -> None:
    """Close every view open on a thing that moved on: what is being typed no longer fits, and is still awaited.

    Whoever moved it left theirs; `others`: what everybody else has open fits no more.
    """
    here = "subject_kind = ? AND subject_id = ?"
    tx.db.execute(f"DELETE FROM focus WHERE {here} AND person_id IS ?", (kind, subject_id, mover_id))  # noqa: S608 - ours
    if not others:
        return
    tx.db.execute(
        f"UPDATE focus SET arg = view || ' ' || arg, view = ?, since = ? WHERE {here} AND view <> ?",  # noqa: S608 - ours
        (CLOSED, to_ms(tx.now), kind, subject_id, CLOSED),
    )


def close_view_of(tx: Tx, person_id: int) -> None:
    """Close the view somebody has open though nothing moved: it is theirs no more, and words for it may still come."""
    tx.db.execute(
        "UPDATE focus SET arg = view || ' ' || arg, view = ?, since = ? WHERE person_id = ? AND view <> ?",
        (CLOSED, to_ms(tx.now), person_id, CLOSED),
    )
