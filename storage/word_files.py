"""A Word file's parts in an article: which message brought them, replaced by a corrected file, brought back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sop.model import Article
from storage.parts import PIECES
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file whose text is in an article: its message and name, where it stands, its HTML, how many pictures,
    and the group of files it was sent in ("" for none)."""

    chat_id: int
    message_id: int
    filename: str
    position: int
    html: str
    pictures: int
    media_group: str


def of(tx: Tx, article: Article) -> list[WordFile]:
    """List the Word files whose text stands in the present revision, in order."""
    rows = tx.db.execute(
        "SELECT chat_id, message_id, max(CASE kind WHEN 'html' THEN filename END) AS name, min(position) AS place,"
        " group_concat(CASE kind WHEN 'html' THEN text END, char(10)) AS html, sum(kind = 'photo') AS pictures,"
        " coalesce(max(media_group), '') AS media_group"
        " FROM part WHERE article_id = ? AND revision = ? AND message_id IS NOT NULL AND replaced_by IS NULL"
        " GROUP BY chat_id, message_id HAVING max(kind = 'html' AND sha256 IS NOT NULL) ORDER BY place",
        (article.id, article.revision),
    )
    return [
        WordFile(
            row["chat_id"],
            row["message_id"],
            row["name"],
            row["place"],
            row["html"],
            row["pictures"],
            row["media_group"],
        )
        for row in rows
    ]


def put_aside(tx: Tx, article: Article, chat_id: int, message_id: int, by_message: int) -> None:
    """Take what one message brought out of the present revision, kept until it is asked back."""
    tx.db.execute(
        "UPDATE part SET replaced_by = ? WHERE article_id = ? AND revision = ? AND chat_id = ? AND message_id = ?"
        " AND replaced_by IS NULL",
        (by_message, article.id, article.revision, chat_id, message_id),
    )


def put_words_aside(tx: Tx, article: Article, by_message: int) -> bool:
    """Take all words out of the present revision, and say whether there were any; photos and files stay."""
    cursor = tx.db.execute(
        "UPDATE part SET replaced_by = ? WHERE article_id = ? AND revision = ? AND kind IN ('text', 'html')"
        " AND replaced_by IS NULL",
        (by_message, article.id, article.revision),
    )
    return cursor.rowcount > 0


def remove_message(tx: Tx, article: Article, chat_id: int, message_id: int) -> int:
    """Take out all that one message brought, and give where it stood: its edited version takes the place."""
    place: int = tx.db.execute(
        "SELECT min(position) FROM part WHERE article_id = ? AND revision = ? AND chat_id = ? AND message_id = ?",
        (article.id, article.revision, chat_id, message_id),
    ).fetchone()[0]
    tx.db.execute(
        "DELETE FROM part WHERE article_id = ? AND revision = ? AND chat_id = ? AND message_id = ?",
        (article.id, article.revision, chat_id, message_id),
    )
    return place


def descriptions(tx: Tx, article: Article) -> dict[str, str]:
    """Give what was written of the article's pictures, whether they stand or were put aside: the newest words."""
    rows = tx.db.execute(
        "SELECT sha256, alt FROM part WHERE article_id = ? AND kind = 'photo' AND alt <> '' ORDER BY revision, id",
        (article.id,),
    )
    return {row["sha256"]: row["alt"] for row in rows}


def bring_back(tx: Tx, article: Article, by_message: int) -> bool:
    """Bring back, in its old place, what a message's Word file replaced; False when there is nothing.

    The corrected file gives that place up and goes where its own message stands.
    """
    cursor = tx.db.execute(
        "UPDATE part SET replaced_by = NULL WHERE article_id = ? AND revision = ? AND replaced_by = ?",
        (article.id, article.revision, by_message),
    )
    if cursor.rowcount == 0:
        return False
    tx.db.execute(
        "UPDATE part SET position = message_id * ? + piece WHERE article_id = ? AND revision = ? AND message_id = ?",
        (PIECES, article.id, article.revision, by_message),
    )
    return True
