"""Small edits being prepared, as rows: whose, of which revision, and under which number their parts stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict, Unpack

from bot.sop.model import Article
from storage import parts, revisions
from storage.columns import setting
from storage.store import Tx


class EditColumns(TypedDict, total=False):
    """What may be changed of an edit itself; its words and pictures are parts."""

    title: str
    section: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A small edit of the revision `base`, not sent yet; its parts stand under `revision`."""

    article_id: int
    person_id: int
    base: int
    revision: int
    title: str
    section: str


def find(tx: Tx, article_id: int, person_id: int) -> Edit | None:
    """Find what somebody prepares for an article."""
    row = tx.db.execute("SELECT * FROM edit WHERE article_id = ? AND person_id = ?", (article_id, person_id)).fetchone()
    return Edit(*row) if row else None


def begin(tx: Tx, article: Article, person_id: int) -> Edit:
    """Prepare an edit of the present revision, whose parts are copied."""
    number = revisions.next_number(tx, article)
    parts.copy(tx, article, number)
    tx.db.execute(
        "INSERT INTO edit VALUES (?, ?, ?, ?, ?, ?)",
        (article.id, person_id, article.revision, number, article.title, article.section or ""),
    )
    return Edit(article.id, person_id, article.revision, number, article.title, article.section or "")


def change(tx: Tx, edit: Edit, **columns: Unpack[EditColumns]) -> None:
    """Set the title or the section of what is prepared."""
    names, values = setting(columns)
    tx.db.execute(
        f"UPDATE edit SET {names} WHERE article_id = ? AND person_id = ?",  # noqa: S608 - our own names
        (*values, edit.article_id, edit.person_id),
    )


def end(tx: Tx, edit: Edit) -> None:
    """Forget that it was being prepared; its parts stay."""
    tx.db.execute("DELETE FROM edit WHERE article_id = ? AND person_id = ?", (edit.article_id, edit.person_id))


def drop(tx: Tx, edit: Edit) -> None:
    """Give up what was prepared, its parts too."""
    for part in parts.of(tx, edit.article_id, edit.revision):
        parts.remove(tx, part.id)
    end(tx, edit)
