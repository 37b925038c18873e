"""Articles as rows; their parts, revisions and proofs are beside them."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import TypedDict, Unpack

from bot.sop.flow import State
from bot.sop.model import Article, InfoClass
from storage import meta
from storage.columns import setting
from storage.store import Tx
from storage.times import from_ms, to_ms

#: The condition of the index `article_open`, word for word: SQLite uses it only where a statement says it too.
_OPEN = "state NOT IN ('a.published', 'a.rejected', 'a.cancelled', 'a.withdrawn')"


class ArticleColumns(TypedDict, total=False):
    """What may be changed of an article."""

    state: State
    unit_id: int
    by_proxy: bool
    disposition_id: int | None
    staf_id: int | None
    revision: int
    title: str
    section: str
    info_class: InfoClass | None
    published_revision: int
    failure: str | None
    scheduled_at: datetime | None


def read(row: sqlite3.Row) -> Article:
    """Read a row of the table (with all its columns) as an article."""
    return Article(
        id=row["id"],
        state=State(row["state"]),
        version=row["version"],
        unit_id=row["unit_id"],
        author_id=row["author_id"],
        by_proxy=bool(row["by_proxy"]),
        disposition_id=row["disposition_id"],
        staf_id=row["staf_id"],
        revision=row["revision"],
        title=row["title"],
        section=row["section"],
        info_class=InfoClass(row["info_class"]) if row["info_class"] else None,
        cms_key=row["cms_key"],
        remote_url=row["remote_url"],
        published_revision=row["published_revision"],
        failure=row["failure"],
        scheduled_at=from_ms(row["scheduled_at"]),
        created_at=from_ms(row["created_at"]),
    )


def get(tx: Tx, article_id: int) -> Article | None:
    """Find an article by id."""
    row = tx.db.execute("SELECT * FROM article WHERE id = ?", (article_id,)).fetchone()
    return read(row) if row else None


def add(tx: Tx, *, unit_id: int, author_id: int, by_proxy: bool, disposition_id: int | None, key: str) -> int:
    """Begin an article as a draft and give the id. `key` is what the website will know it by."""
    cursor = tx.db.execute(
        "INSERT INTO article (id, state, unit_id, author_id, by_proxy, disposition_id, cms_key, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (meta.next_id(tx, "article"), State.A_DRAFT, unit_id, author_id, by_proxy, disposition_id, key, to_ms(tx.now)),
    )
    return cursor.lastrowid or 0


def change(tx: Tx, seen: Article, **columns: Unpack[ArticleColumns]) -> bool:
    """Set columns if nobody changed the row since it was seen; say whether this call won."""
    names, values = setting(columns)
    cursor = tx.db.execute(
        f"UPDATE article SET version = version + 1{', ' if names else ''}{names}"  # noqa: S608 - our column names
        " WHERE id = ? AND version = ? AND state = ?",
        (*values, seen.id, seen.version, seen.state),
    )
    return cursor.rowcount == 1


def draft_of(tx: Tx, person_id: int) -> Article | None:
    """Find the draft somebody is writing."""
    row = tx.db.execute(
        "SELECT * FROM article WHERE state = ? AND author_id = ?", (State.A_DRAFT, person_id)
    ).fetchone()
    return read(row) if row else None


def being_mended(tx: Tx, person_id: int) -> list[Article]:
    """List somebody's articles that were returned to them, latest first."""
    rows = tx.db.execute(
        "SELECT * FROM article WHERE author_id = ? AND state IN (?, ?) ORDER BY id DESC",
        (person_id, State.A_RETURNED, State.A_CORRECTING),
    )
    return [read(row) for row in rows]


def in_states(tx: Tx, *states: State) -> list[Article]:
    """List articles in any of these states, oldest first; if all are open ones, the past costs nothing."""
    marks = ", ".join("?" * len(states))
    only_open = "" if any(state.ended for state in states) else f" AND {_OPEN}"
    rows = tx.db.execute(
        f"SELECT * FROM article WHERE state IN ({marks}){only_open} ORDER BY id",  # noqa: S608 - question marks
        states,
    )
    return [read(row) for row in rows]


def withdrawn(tx: Tx) -> list[Article]:
    """List the articles that were withdrawn, oldest first."""
    return [read(row) for row in tx.db.execute("SELECT * FROM article WHERE state = 'a.withdrawn' ORDER BY id")]


def of_disposition(tx: Tx, disposition_id: int) -> list[Article]:
    """List the articles under a disposition, oldest first."""
    rows = tx.db.execute("SELECT * FROM article WHERE disposition_id = ? ORDER BY id", (disposition_id,))
    return [read(row) for row in rows]


def handed_in_under(tx: Tx, disposition_id: int) -> list[Article]:
    """List the articles under a disposition that are no drafts any more, oldest first."""
    return [article for article in of_disposition(tx, disposition_id) if article.state is not State.A_DRAFT]


def of_author(tx: Tx, person_id: int, limit: int) -> list[Article]:
    """List somebody's latest articles."""
    rows = tx.db.execute("SELECT * FROM article WHERE author_id = ? ORDER BY id DESC LIMIT ?", (person_id, limit))
    return [read(row) for row in rows]


def latest(tx: Tx, limit: int) -> list[Article]:
    """List the latest articles of everybody, drafts aside."""
    rows = tx.db.execute("SELECT * FROM article WHERE state <> ? ORDER BY id DESC LIMIT ?", (State.A_DRAFT, limit))
    return [read(row) for row in rows]


def scheduled_before(tx: Tx, moment: datetime) -> list[Article]:
    """List articles whose scheduled time has come, first due first."""
    rows = tx.db.execute(
        "SELECT * FROM article WHERE state = ? AND scheduled_at <= ? ORDER BY scheduled_at",
        (State.A_SCHEDULED, to_ms(moment)),
    )
    return [read(row) for row in rows]


def set_remote(tx: Tx, article_id: int, remote_id: str, url: str) -> None:
    """Remember where the website keeps an article."""
    tx.db.execute("UPDATE article SET remote_id = ?, remote_url = ? WHERE id = ?", (remote_id, url, article_id))


def at_address(tx: Tx, url: str) -> Article | None:
    """Find the article whose page has this address, a slash at its end aside."""
    bare = url.rstrip("/")
    row = tx.db.execute("SELECT * FROM article WHERE remote_url IN (?, ?)", (bare, f"{bare}/")).fetchone()
    return read(row) if row else None


def at_url(tx: Tx, url: str) -> Article | None:
    """Find the article whose live page was seen at an address; a withdrawn page gives its address free."""
    row = tx.db.execute(
        "SELECT * FROM article WHERE remote_url = ? AND published_revision IS NOT NULL AND state <> ? ORDER BY id",
        (url, State.A_WITHDRAWN),
    ).fetchone()
    return read(row) if row else None


def begin_anew(tx: Tx, article_id: int, key: str) -> None:
    """Let the website know an article by another key from now on, and forget the page it had."""
    tx.db.execute("UPDATE article SET cms_key = ?, remote_id = NULL, remote_url = NULL WHERE id = ?", (key, article_id))


def handed_in_with(tx: Tx, chat_id: int, message_id: int) -> Article | None:
    """Find the article that a message is part of, whatever its revision."""
    row = tx.db.execute(
        "SELECT article.* FROM article JOIN part ON part.article_id = article.id"
        " WHERE chat_id = ? AND message_id = ? ORDER BY part.revision DESC LIMIT 1",
        (chat_id, message_id),
    ).fetchone()
    return read(row) if row else None
