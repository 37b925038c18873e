"""Revisions as they were handed in, and the approvals of exactly their content."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from bot.sop.model import Article, InfoClass, Revision
from storage.store import Tx
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Approval:
    """A standing approval of a unit's official, and the class of information they gave with it.

    `bypass`: why the Kabag let it through without one; "" where its official approved.
    """

    verifier_id: int
    info_class: InfoClass
    bypass: str = ""


def next_number(tx: Tx, article: Article) -> int:
    """Give a number no revision of the article has had, not even a correction that was given up."""
    last: int = tx.db.execute("SELECT max(revision) FROM part WHERE article_id = ?", (article.id,)).fetchone()[0] or 0
    return max(last, article.revision) + 1


def add(
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


def get(tx: Tx, article_id: int, number: int) -> Revision | None:
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


def before(tx: Tx, article_id: int, number: int) -> Revision | None:
    """Find the last revision submitted before this one, to show what changed."""
    row = tx.db.execute(
        "SELECT max(number) FROM revision WHERE article_id = ? AND number < ?",
        (article_id, number),
    ).fetchone()
    return get(tx, article_id, row[0]) if row[0] is not None else None


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


def bypass(tx: Tx, article: Article, content_hash: str, kabag_id: int, kind: InfoClass, reason: str) -> None:
    """Record that the Kabag let exactly this content through without its unit's official, and why."""
    tx.db.execute(
        "INSERT INTO approval (article_id, content_hash, verifier_id, info_class, at, bypass) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (article.id, content_hash, kabag_id, kind, to_ms(tx.now), reason),
    )


def revoke(tx: Tx, article: Article) -> None:
    """Take back every standing approval of an article."""
    tx.db.execute(
        "UPDATE approval SET revoked_at = ? WHERE article_id = ? AND revoked_at IS NULL",
        (to_ms(tx.now), article.id),
    )


def approval(tx: Tx, article: Article) -> Approval | None:
    """Find the standing approval of exactly the present revision."""
    row = tx.db.execute(
        "SELECT approval.* FROM approval JOIN revision ON revision.article_id = approval.article_id"
        " AND revision.content_hash = approval.content_hash"
        " WHERE approval.article_id = ? AND revision.number = ? AND revoked_at IS NULL",
        (article.id, article.revision),
    ).fetchone()
    return _approval(row) if row else None


def approval_of_hash(tx: Tx, article_id: int, content_hash: str) -> Approval | None:
    """Find a standing approval of exactly this content."""
    row = tx.db.execute(
        "SELECT * FROM approval WHERE article_id = ? AND content_hash = ? AND revoked_at IS NULL",
        (article_id, content_hash),
    ).fetchone()
    return _approval(row) if row else None


def _approval(row: sqlite3.Row) -> Approval:
    return Approval(row["verifier_id"], InfoClass(row["info_class"]), row["bypass"])


def titles(tx: Tx, article_id: int) -> set[str]:
    """List the titles under which an article was ever handed in."""
    return {row[0] for row in tx.db.execute("SELECT title FROM revision WHERE article_id = ?", (article_id,))}
