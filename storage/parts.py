"""What articles are made of, as rows: each message's part of a revision, and the files people sent."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, Unpack

from bot.sop.model import Article, Part
from storage import articles
from storage.columns import setting
from storage.store import Tx
from storage.times import to_ms

#: Places kept for the parts that one message is taken apart into (a Word file's texts and pictures).
PIECES = 1000


class PartColumns(TypedDict, total=False):
    """What may be changed of a part; `entities` is JSON."""

    position: int
    kind: str
    text: str
    entities: str
    sha256: str
    filename: str
    mime: str
    size: int
    alt: str
    origin: str


def _part(row: sqlite3.Row) -> Part:
    return Part(
        id=row["id"],
        article_id=row["article_id"],
        revision=row["revision"],
        position=row["position"],
        kind=row["kind"],
        text=row["text"],
        entities=tuple(json.loads(row["entities"])),
        sha256=row["sha256"] or "",
        filename=row["filename"],
        mime=row["mime"],
        size=row["size"],
        alt=row["alt"],
        media_group=row["media_group"] or "",
        origin=row["origin"],
        message_id=row["message_id"] or 0,
    )


def of(tx: Tx, article_id: int, revision: int) -> list[Part]:
    """List the parts of a revision in order."""
    rows = tx.db.execute(
        "SELECT * FROM part WHERE article_id = ? AND revision = ? AND replaced_by IS NULL ORDER BY position, id",
        (article_id, revision),
    )
    return [_part(row) for row in rows]


def add(
    tx: Tx,
    article: Article,
    kind: str,
    *,
    text: str = "",
    entities: Sequence[Mapping[str, Any]] = (),
    sha256: str | None = None,
    filename: str = "",
    mime: str = "",
    size: int = 0,
    chat_id: int | None = None,
    message_id: int | None = None,
    media_group: str | None = None,
    alt: str = "",
    piece: int = 0,
    position: int | None = None,
    origin: str = "",
) -> bool:
    """Append a part; the same piece of a message twice is one part.

    Position follows the message's own order, and within it `piece`, unless the part takes another's place.
    """
    if position is None:
        position = _next_position(tx, article) if message_id is None else message_id * PIECES + piece
    cursor = tx.db.execute(
        "INSERT INTO part (article_id, revision, position, kind, text, entities, sha256, filename, mime, size,"
        " chat_id, message_id, media_group, alt, piece, origin)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            article.id,
            article.revision,
            position,
            kind,
            text,
            json.dumps(list(entities), ensure_ascii=False),
            sha256,
            filename,
            mime,
            size,
            chat_id,
            message_id,
            media_group,
            alt,
            piece,
            origin,
        ),
    )
    return cursor.rowcount == 1


def _next_position(tx: Tx, article: Article) -> int:
    found: int = tx.db.execute(
        "SELECT coalesce(max(position), 0) + 1 FROM part WHERE article_id = ? AND revision = ?",
        (article.id, article.revision),
    ).fetchone()[0]
    return found


def of_message(tx: Tx, article: Article, chat_id: int, message_id: int) -> Part | None:
    """Find the part that came with one message, in the revision being worked on."""
    row = tx.db.execute(
        "SELECT * FROM part WHERE article_id = ? AND revision = ? AND chat_id = ? AND message_id = ?"
        " AND replaced_by IS NULL"
        " ORDER BY kind = 'html' DESC, kind = 'text' DESC LIMIT 1",
        (article.id, article.revision, chat_id, message_id),
    ).fetchone()
    return _part(row) if row else None


def change(tx: Tx, part_id: int, **columns: Unpack[PartColumns]) -> None:
    """Set columns of a part."""
    names, values = setting(columns)
    tx.db.execute(f"UPDATE part SET {names} WHERE id = ?", (*values, part_id))  # noqa: S608 - our names


def remove(tx: Tx, part_id: int) -> None:
    """Take a part out of a draft; its file stays in the file store."""
    tx.db.execute("DELETE FROM part WHERE id = ?", (part_id,))


def copy(tx: Tx, article: Article, to_revision: int) -> None:
    """Carry the parts of the present revision over to a new one."""
    tx.db.execute(
        "INSERT INTO part (article_id, revision, position, kind, text, entities, sha256, filename, mime, size, alt,"
        " chat_id, message_id, media_group, piece, origin)"
        " SELECT article_id, ?, position, kind, text, entities, sha256, filename, mime, size, alt,"
        " chat_id, message_id, media_group, piece, origin FROM part"
        " WHERE article_id = ? AND revision = ? AND replaced_by IS NULL",
        (to_revision, article.id, article.revision),
    )


def move(tx: Tx, source: Article, target: Article) -> None:
    """Put the parts of one article's present revision at the end of another's."""
    tx.db.execute(
        "UPDATE part SET article_id = ?, revision = ? WHERE article_id = ? AND revision = ?",
        (target.id, target.revision, source.id, source.revision),
    )


def keep_file(tx: Tx, sha256: str, size: int, mime: str, found: str = "{}") -> None:
    """Record a file whose bytes are in the file store; `found`: what was seen in it, as JSON (bot.content.inside)."""
    tx.db.execute(
        "INSERT INTO file (sha256, size, mime, created_at, found) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (sha256, size, mime, to_ms(tx.now), found),
    )


def belongs_to_something(tx: Tx, sha256: str) -> bool:
    """Say whether a kept file is part of an article or a disposisi."""
    return tx.db.execute("SELECT 1 FROM file WHERE sha256 = ?", (sha256,)).fetchone() is not None


def found_in_file(tx: Tx, sha256: str) -> str:
    """Give what was seen in a file at intake, as the JSON it was recorded with; "{}" for one not looked into."""
    row = tx.db.execute("SELECT found FROM file WHERE sha256 = ?", (sha256,)).fetchone()
    return row[0] if row else "{}"


def telegram_file(tx: Tx, sha256: str) -> str | None:
    """Give the file_id by which Telegram has these bytes already."""
    row = tx.db.execute("SELECT telegram_id FROM file WHERE sha256 = ?", (sha256,)).fetchone()
    return row[0] if row else None


def remember_telegram_file(tx: Tx, sha256: str, file_id: str | None) -> None:
    """Remember (or forget) the file_id of bytes that were sent."""
    tx.db.execute("UPDATE file SET telegram_id = ? WHERE sha256 = ?", (file_id, sha256))


def set_text(tx: Tx, part_id: int, text: str, entities: Sequence[Mapping[str, Any]]) -> None:
    """Give a part another text (a photo's or file's text is its caption)."""
    change(tx, part_id, text=text, entities=json.dumps(list(entities), ensure_ascii=False))


def article_of_album(tx: Tx, author_id: int, chat_id: int, media_group: str) -> Article | None:
    """Find the article of somebody's that parts of an album went into, whatever its state."""
    row = tx.db.execute(
        "SELECT article.id FROM article JOIN part ON part.article_id = article.id"
        " WHERE chat_id = ? AND media_group = ? AND author_id = ? ORDER BY part.id DESC LIMIT 1",
        (chat_id, media_group, author_id),
    ).fetchone()
    return articles.get(tx, row[0]) if row else None


def file_of_message(tx: Tx, article: Article, chat_id: int, message_id: int) -> tuple[int, str] | None:
    """Find (part id, origin) of the photo or file that came with one message, in the present revision.

    None for a message of words alone, and for a Word file, which was taken apart.
    """
    row = tx.db.execute(
        "SELECT id, origin FROM part WHERE article_id = ? AND revision = ? AND chat_id = ? AND message_id = ?"
        " AND kind IN ('photo', 'document') AND piece = 0 AND replaced_by IS NULL LIMIT 1",
        (article.id, article.revision, chat_id, message_id),
    ).fetchone()
    return (row["id"], row["origin"]) if row else None
