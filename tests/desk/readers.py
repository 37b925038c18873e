"""What an official has read when a card comes: the queue of every chat, looked at without the product's own queries."""

from __future__ import annotations

import json
import sqlite3

from tests.desk.model import Paper

#: Whom an article waits for, by state: each of them has read what they act on. An author has written it.
WAITED = {
    "a.waiting_verifier": "verifier",
    "a.held": "ppid",
    "a.waiting_kasubbag": "kasubbag",
    "a.waiting_staf": "staf",
    "a.unproven": "staf",
    "a.sighted": "kasubbag",
}


def nobody_decides_unread(db: sqlite3.Connection, papers: list[Paper]) -> None:
    """Check that whoever a text waits for has it whole, before every card of it; a small edit stands on its card.

    AssertionError names the chat and what stands in it.
    """
    for paper in papers:
        small = db.execute(
            "SELECT 1 FROM article JOIN revision ON article_id = article.id AND number = article.revision"
            " WHERE article.id = ? AND base IS NOT NULL",
            (paper.id,),
        ).fetchone()
        if paper.state in WAITED and (small is None or paper.state != "a.waiting_verifier"):
            for chat in _deciders(db, paper):
                _has_it_before_the_card(db, paper, chat)


def _deciders(db: sqlite3.Connection, paper: Paper) -> list[int]:
    role = WAITED[paper.state]
    wrote = (
        "SELECT submitted_by FROM revision WHERE article_id = ?1 UNION SELECT author_id FROM article WHERE id = ?1"
        if role == "verifier"
        else "SELECT submitted_by FROM revision JOIN article ON article_id = article.id AND number = revision"
        " WHERE article_id = ?1"
    )
    rows = db.execute(
        "SELECT telegram_id FROM person JOIN appointment ON person_id = person.id"  # noqa: S608 - our own words
        f" WHERE role = ?2 AND person.id NOT IN ({wrote})"
        " AND (?2 <> 'verifier' OR unit_id = (SELECT unit_id FROM article WHERE id = ?1))"
        " AND (?2 <> 'staf' OR person.id = (SELECT staf_id FROM article WHERE id = ?1))",
        (paper.id, role),
    )
    return [row[0] for row in rows]


def _has_it_before_the_card(db: sqlite3.Connection, paper: Paper, chat: int) -> None:
    rows = db.execute(
        "SELECT * FROM outbox WHERE chat_id = ? AND subject_kind = 'a' AND subject_id = ? AND state <> 'dropped'"
        " ORDER BY priority, id",
        (chat, paper.id),
    ).fetchall()
    seen = [(row["kind"], row["state"], row["body"]) for row in rows]
    content = db.execute(
        "SELECT text FROM part JOIN article ON article.id = article_id AND article.revision = part.revision"
        " WHERE article_id = ? AND part.kind = 'text'",
        (paper.id,),
    ).fetchall()
    waiting = [row for row in rows if row["state"] == "new"]
    texts = [at for at, row in enumerate(waiting) if row["kind"] in {"text", "files"}]
    cards = [at for at, row in enumerate(waiting) if row["kind"] == "card"]
    assert not texts or (cards and max(texts) < min(cards)), (paper, chat, seen)
    whole = [json.loads(row["body"]).get("html", "") for row in rows if row["kind"] == "text"]
    assert any(all(part[0].split("\n")[0] in html for part in content) for html in whole), (paper, chat, seen)
