"""Photos among an article's parts: the message each came with, the album it belongs to."""

from __future__ import annotations

from bot.sop.model import Article
from storage import articles
from storage.store import Tx


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
