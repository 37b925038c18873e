"""The index articles are searched by (SQLite FTS5), and what people searched for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.store import Tx
from storage.times import to_ms

#: Searches remembered a person: the buttons under older ones say that they are too old.
REMEMBERED = 20

_DATE = "coalesce((SELECT min(at) FROM proof WHERE proof.article_id = article.id AND ok), article.created_at)"

# Drafts are their author's alone, while they belong to the unit; what was handed in is its unit's and the office's;
# what is live is everybody's.
_VISIBLE = """(
    (article.author_id = :person
        AND (article.unit_id IN (SELECT value FROM json_each(:units)) OR (article.by_proxy AND :office)))
    OR (article.state <> 'a.draft' AND (:office OR article.unit_id IN (SELECT value FROM json_each(:units)))
        AND EXISTS (SELECT 1 FROM revision WHERE revision.article_id = article.id))
    OR (article.published_revision IS NOT NULL AND article.state <> 'a.withdrawn'
        AND (article.published_revision = article.revision OR {entry} % 2))
)"""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who searches: `office` reads everything handed in, others what is of their units."""

    person_id: int
    office: bool
    units: Sequence[int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for: an FTS5 expression ("": anything), and the dates it lies between (UTC)."""

    match: str = ""
    since: datetime | None = None
    until: datetime | None = None


def find(tx: Tx, reader: Reader, wanted: Wanted, limit: int, before: int | None = None) -> list[int]:
    """Give the ids of at most `limit` articles that a reader may know of, newest first, those below `before` only."""
    entry, source = ("found.rowid", "found JOIN article ON article.id = found.rowid / 2")
    if not wanted.match:
        entry, source = ("(2 * article.id)", "article")
    conditions = [_VISIBLE.format(entry=entry)]
    conditions += ["found MATCH :match"] if wanted.match else []
    conditions += [f"{_DATE} >= :since"] if wanted.since else []
    conditions += [f"{_DATE} < :until"] if wanted.until else []
    conditions += [f"{entry} < 2 * :before"] if before is not None else []
    rows = tx.db.execute(
        f"SELECT article.id FROM {source} WHERE {' AND '.join(conditions)}"  # noqa: S608 - our own words
        f" ORDER BY {entry} DESC LIMIT 2 * :limit",
        {
            "person": reader.person_id,
            "office": reader.office,
            "units": json.dumps(list(reader.units)),
            "match": wanted.match,
            "since": to_ms(wanted.since),
            "until": to_ms(wanted.until),
            "before": before,
            "limit": limit,
        },
    )
    return list(dict.fromkeys(row[0] for row in rows))[:limit]


def put(tx: Tx, article_id: int, *, live: bool, title: str, unit: str, words: str) -> None:
    """Enter what an article says now (or what its live page says, while it is being corrected)."""
    tx.db.execute(
        "INSERT INTO found (rowid, title, unit, words) VALUES (?, ?, ?, ?)",
        (2 * article_id + live, title, unit, words),
    )


def take_out(tx: Tx, article_id: int) -> None:
    """Take an article's entries out, and hold them for up to date: what it says now is put in next."""
    tx.db.execute("DELETE FROM found WHERE rowid IN (?, ?)", (2 * article_id, 2 * article_id + 1))
    tx.db.execute("DELETE FROM unfound WHERE article_id = ?", (article_id,))


def outdated(tx: Tx, limit: int) -> list[int]:
    """List articles whose entries are not up to date, newest first."""
    rows = tx.db.execute("SELECT article_id FROM unfound ORDER BY article_id DESC LIMIT ?", (limit,))
    return [row[0] for row in rows]


def outdate_all(tx: Tx) -> None:
    """Hold every entry for out of date."""
    tx.db.execute("INSERT OR IGNORE INTO unfound SELECT id FROM article")


def remember(tx: Tx, person_id: int, words: str) -> int:
    """Remember what somebody searched for and give its number; their oldest searches are forgotten."""
    cursor = tx.db.execute("INSERT INTO query (person_id, words) VALUES (?, ?)", (person_id, words))
    tx.db.execute(
        "DELETE FROM query WHERE person_id = ? AND id NOT IN"
        " (SELECT id FROM query WHERE person_id = ? ORDER BY id DESC LIMIT ?)",
        (person_id, person_id, REMEMBERED),
    )
    return cursor.lastrowid or 0


def remembered(tx: Tx, person_id: int, query_id: int) -> str | None:
    """Give the words of a search of this person's; None when it is forgotten, or somebody else's."""
    row = tx.db.execute("SELECT words FROM query WHERE id = ? AND person_id = ?", (query_id, person_id)).fetchone()
    return row[0] if row else None
