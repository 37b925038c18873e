"""The posts about pages in the office's channel: one row an article, so that there is one post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.store import Tx
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Share:
    """The post about one page: wanted, posting, posted, unsure (perhaps posted), refused (why: problem) or ended."""

    state: str
    chat_id: int
    message_id: int | None
    photo: bool
    problem: str
    at: datetime


def get(tx: Tx, article_id: int) -> Share | None:
    """Find the post about an article."""
    row = tx.db.execute("SELECT * FROM share WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        return None
    return Share(
        row["state"], row["chat_id"], row["message_id"], bool(row["photo"]), row["problem"], from_ms(row["at"])
    )


def want(tx: Tx, article_id: int, chat_id: int, person_id: int | None) -> bool:
    """Ask for the post; say whether it is to be made: one that was made, or is being made, is not made again."""
    cursor = tx.db.execute(
        "INSERT INTO share (article_id, state, chat_id, asked_by, at) VALUES (?, 'wanted', ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET state = 'wanted', chat_id = excluded.chat_id, asked_by = excluded.asked_by,"
        " problem = '', at = excluded.at WHERE state = 'refused'",
        (article_id, chat_id, person_id, to_ms(tx.now)),
    )
    return cursor.rowcount == 1


def set_state(tx: Tx, article_id: int, state: str, problem: str = "") -> None:
    """Say how it stands with the post."""
    tx.db.execute(
        "UPDATE share SET state = ?, problem = ?, at = ? WHERE article_id = ?",
        (state, problem, to_ms(tx.now), article_id),
    )


def posted(tx: Tx, article_id: int, message_id: int, *, photo: bool) -> None:
    """Remember which message the post is, and whether its words are a photo's caption."""
    tx.db.execute(
        "UPDATE share SET state = 'posted', message_id = ?, photo = ?, problem = '', at = ? WHERE article_id = ?",
        (message_id, photo, to_ms(tx.now), article_id),
    )
