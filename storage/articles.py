"""Articles, their parts, revisions, approvals and proofs as rows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, Unpack

from bot.sop.flow import State
from bot.sop.model import Article, InfoClass, Revision
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


@dataclass(frozen=True, slots=True)
class Approval:
    """A standing approval of a unit's official, and the class of information they gave with it."""

    verifier_id: int
    info_class: InfoClass


@dataclass(frozen=True, slots=True)
class Proof:
    """One look at a public page (bukti tayang): when (UTC), whether it was as approved, and if not, what was wrong."""

    at: datetime
    ok: bool
    code: str


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
        "INSERT INTO article (state, unit_id, author_id, by_proxy, disposition_id, cms_key, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (State.A_DRAFT, unit_id, author_id, by_proxy, disposition_id, key, to_ms(tx.now)),
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


def next_revision(tx: Tx, article: Article) -> int:
    """Give a number no revision of the article has had, not even a correction that was given up."""
    last: int = tx.db.execute("SELECT max(revision) FROM part WHERE article_id = ?", (article.id,)).fetchone()[0] or 0
    return max(last, article.revision) + 1


# --- revisions, approvals, proofs ------------------------------------------------------------------


def add_revision(
    tx: Tx, article: Article, *, section: str, content_hash: str, submitted_by: int, base: int | None = None
) -> None:
    """Freeze the present revision under its content hash; `base` is what a small edit was made of."""
    tx.db.execute(
        "INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET title = excluded.title, section = excluded.section,"
        " content_hash = excluded.content_hash, submitted_by = excluded.submitted_by,"
        " submitted_at = excluded.submitted_at, base = excluded.base",
        (
            article.id,
            article.revision,
            article.title,
            section,
            content_hash,
            submitted_by,
            to_ms(tx.now),
            base,
        ),
    )


def revision(tx: Tx, article_id: int, number: int) -> Revision | None:
    """Find a submitted revision."""
    row = tx.db.execute("SELECT * FROM revision WHERE article_id = ? AND number = ?", (article_id, number)).fetchone()
    if row is None:
        return None
    return Revision(
        row["article_id"],
        row["number"],
        row["title"],
        row["section"],
        row["content_hash"],
        row["submitted_by"],
        from_ms(row["submitted_at"]),
        row["base"],
    )


def revision_before(tx: Tx, article_id: int, number: int) -> Revision | None:
    """Find the last revision submitted before this one, to show what changed."""
    row = tx.db.execute(
        "SELECT max(number) FROM revision WHERE article_id = ? AND number < ?",
        (article_id, number),
    ).fetchone()
    return revision(tx, article_id, row[0]) if row[0] is not None else None


def submitters(tx: Tx, article_id: int) -> set[int]:
    """List who handed in any revision: none of them may verify it."""
    rows = tx.db.execute("SELECT submitted_by FROM revision WHERE article_id = ?", (article_id,))
    return {row[0] for row in rows}


def approve(tx: Tx, article: Article, content_hash: str, verifier_id: int, kind: InfoClass) -> None:
    """Record that the unit's official approved exactly this content."""
    tx.db.execute(
        "INSERT INTO approval (article_id, content_hash, verifier_id, info_class, at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (article.id, content_hash, verifier_id, kind, to_ms(tx.now)),
    )


def revoke(tx: Tx, article: Article) -> None:
    """Take back every standing approval of an article."""
    tx.db.execute(
        "UPDATE approval SET revoked_at = ? WHERE article_id = ? AND revoked_at IS NULL",
        (to_ms(tx.now), article.id),
    )


def _approval(row: sqlite3.Row) -> Approval:
    return Approval(row["verifier_id"], InfoClass(row["info_class"]))


def approval(tx: Tx, article: Article) -> Approval | None:
    """Find the standing approval of exactly the present revision."""
    row = tx.db.execute(
        "SELECT approval.* FROM approval JOIN revision ON revision.article_id = approval.article_id"
        " AND revision.content_hash = approval.content_hash"
        " WHERE approval.article_id = ? AND revision.number = ? AND revoked_at IS NULL",
        (article.id, article.revision),
    ).fetchone()
    return _approval(row) if row else None


def add_proof(
    tx: Tx,
    article: Article,
    *,
    ok: bool,
    code: str,
    detail: str,
    url: str,
    status: int | None,
    sha256: str,
) -> None:
    """Record one look at the public page (bukti tayang)."""
    tx.db.execute(
        "INSERT INTO proof (article_id, revision, at, ok, code, detail, url, status, sha256)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (article.id, article.revision, to_ms(tx.now), ok, code, detail, url, status, sha256),
    )


def last_proof(tx: Tx, article_id: int) -> Proof | None:
    """Find the latest look at the public page."""
    row = tx.db.execute("SELECT * FROM proof WHERE article_id = ? ORDER BY id DESC LIMIT 1", (article_id,)).fetchone()
    return Proof(from_ms(row["at"]), bool(row["ok"]), row["code"]) if row else None


def last_good_proof(tx: Tx, article_id: int) -> datetime | None:
    """Say when the page was last seen as it was approved."""
    row = tx.db.execute("SELECT max(at) FROM proof WHERE article_id = ? AND ok", (article_id,)).fetchone()
    latest: int | None = row[0]
    return from_ms(latest)


def set_proof_at(tx: Tx, article_id: int, at: datetime | None, rung: int) -> None:
    """Say when the page is to be looked at next; None: not again."""
    tx.db.execute("UPDATE article SET proof_at = ?, proof_rung = ? WHERE id = ?", (to_ms(at), rung, article_id))


def proof_plan(tx: Tx, article_id: int) -> tuple[datetime | None, int]:
    """Say when an article's page is to be looked at next (None: not again), and which rung of the looks that is."""
    row = tx.db.execute("SELECT proof_at, proof_rung FROM article WHERE id = ?", (article_id,)).fetchone()
    return from_ms(row["proof_at"]), row["proof_rung"]


def proofs_due(tx: Tx) -> list[tuple[Article, int]]:
    """List (article, rung) whose page is to be looked at again now."""
    rows = tx.db.execute("SELECT * FROM article WHERE proof_at <= ? ORDER BY proof_at", (to_ms(tx.now),))
    return [(read(row), row["proof_rung"]) for row in rows]


def approval_of_hash(tx: Tx, article_id: int, content_hash: str) -> Approval | None:
    """Find a standing approval of exactly this content."""
    row = tx.db.execute(
        "SELECT * FROM approval WHERE article_id = ? AND content_hash = ? AND revoked_at IS NULL",
        (article_id, content_hash),
    ).fetchone()
    return _approval(row) if row else None


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


def first_published(tx: Tx, article_id: int) -> datetime | None:
    """Say when the page was first seen live: a correction keeps that date."""
    row = tx.db.execute("SELECT min(at) FROM proof WHERE article_id = ? AND ok", (article_id,)).fetchone()
    earliest: int | None = row[0]
    return from_ms(earliest)


def handed_in_with(tx: Tx, chat_id: int, message_id: int) -> Article | None:
    """Find the article that a message is part of, whatever its revision."""
    row = tx.db.execute(
        "SELECT article.* FROM article JOIN part ON part.article_id = article.id"
        " WHERE chat_id = ? AND message_id = ? ORDER BY part.revision DESC LIMIT 1",
        (chat_id, message_id),
    ).fetchone()
    return read(row) if row else None
