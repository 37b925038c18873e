"""Looks at public pages (bukti tayang): what each found, and when the next is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from bot.sop.model import Article
from storage import articles
from storage.store import Tx
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Proof:
    """One look at a public page (bukti tayang): when (UTC), whether it was as approved, and if not, what was wrong.

    ``small`` counts the differences that are no failure; ``detail`` then quotes them.
    """

    at: datetime
    ok: bool
    code: str
    detail: str = ""
    small: int = 0


def add(
    tx: Tx,
    article: Article,
    *,
    ok: bool,
    code: str,
    detail: str,
    url: str,
    status: int | None,
    sha256: str,
    small: Sequence[str] = (),
) -> None:
    """Record one look at the public page (bukti tayang)."""
    said = f"{len(small)}: {'; '.join(small)}"[:300] if small else detail
    tx.db.execute(
        "INSERT INTO proof (article_id, revision, at, ok, code, detail, url, status, sha256)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (article.id, article.revision, to_ms(tx.now), ok, code, said, url, status, sha256),
    )


def last(tx: Tx, article_id: int) -> Proof | None:
    """Find the latest look at the public page."""
    row = tx.db.execute("SELECT * FROM proof WHERE article_id = ? ORDER BY id DESC LIMIT 1", (article_id,)).fetchone()
    return _read(row) if row else None


def _read(row: Row) -> Proof:
    """Read a look; of one that was well, the detail counts the small differences and quotes them."""
    count, _, quoted = row["detail"].partition(": ")
    small = int(count) if row["ok"] and count.isdecimal() else 0
    return Proof(from_ms(row["at"]), bool(row["ok"]), row["code"], quoted if small else row["detail"], small)


def first_good(tx: Tx, article_id: int) -> datetime | None:
    """Say when the page was first seen live: a correction keeps that date."""
    row = tx.db.execute("SELECT min(at) FROM proof WHERE article_id = ? AND ok", (article_id,)).fetchone()
    earliest: int | None = row[0]
    return from_ms(earliest)


def last_good(tx: Tx, article_id: int) -> datetime | None:
    """Say when the page was last seen as it was approved."""
    row = tx.db.execute("SELECT max(at) FROM proof WHERE article_id = ? AND ok", (article_id,)).fetchone()
    latest: int | None = row[0]
    return from_ms(latest)


def set_next(tx: Tx, article_id: int, at: datetime | None, rung: int) -> None:
    """Say when the page is to be looked at next; None: not again."""
    tx.db.execute("UPDATE article SET proof_at = ?, proof_rung = ? WHERE id = ?", (to_ms(at), rung, article_id))


def plan(tx: Tx, article_id: int) -> tuple[datetime | None, int]:
    """Say when an article's page is to be looked at next (None: not again), and which rung of the looks that is."""
    row = tx.db.execute("SELECT proof_at, proof_rung FROM article WHERE id = ?", (article_id,)).fetchone()
    return from_ms(row["proof_at"]), row["proof_rung"]


def due(tx: Tx) -> list[tuple[Article, int]]:
    """List (article, rung) whose page is to be looked at again now."""
    rows = tx.db.execute("SELECT * FROM article WHERE proof_at <= ? ORDER BY proof_at", (to_ms(tx.now),))
    return [(articles.read(row), row["proof_rung"]) for row in rows]


def longest_unseen(tx: Tx, most: int) -> list[int]:
    """List the articles that are live, are not to be looked at again, and were not looked at for longest."""
    rows = tx.db.execute(
        "SELECT id FROM article WHERE state = 'a.published' AND proof_at IS NULL AND ifnull(remote_url, '') <> ''"
        " ORDER BY (SELECT max(at) FROM proof WHERE article_id = article.id), id LIMIT ?",
        (most,),
    )
    return [row["id"] for row in rows]


def count_live(tx: Tx) -> int:
    """Say how many articles are live."""
    count: int = tx.db.execute("SELECT count(*) FROM article WHERE state = 'a.published'").fetchone()[0]
    return count
