"""A small edit before it is sent (ralat kecil): the article as it would be, and what it was made of."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.articles import checklist
from bot.sop.model import Article, Person, Revision
from storage import revisions, small_edits
from storage.store import Tx


def mended(tx: Tx, person: Person, article: Article) -> Article | None:
    """Give the article as somebody's prepared edit would make it; None where they prepare none of this revision."""
    edit = small_edits.find(tx, article.id, person.id)
    if edit is None or edit.base != article.revision:
        return None
    return replace(article, revision=edit.revision, title=edit.title, section=edit.section or None)


def prepare(tx: Tx, person: Person, article: Article) -> small_edits.Edit:
    """Give the edit somebody prepares; one of an older revision is given up, for it would undo what came since."""
    edit = small_edits.find(tx, article.id, person.id)
    if edit is not None and edit.base == article.revision:
        return edit
    drop(tx, person, article)
    return small_edits.begin(tx, article, person.id)


def differs(tx: Tx, article: Article, mended: Article) -> bool:
    """Say whether an edit changes anything of what is published."""
    return checklist.content_hash(tx, article) != checklist.content_hash(tx, mended)


def sent(tx: Tx, person: Person, article: Article) -> None:
    """What was prepared is a revision now."""
    edit = small_edits.find(tx, article.id, person.id)
    if edit is not None:
        small_edits.end(tx, edit)


def drop(tx: Tx, person: Person, article: Article) -> bool:
    """Give up what somebody prepares; False where there is nothing."""
    edit = small_edits.find(tx, article.id, person.id)
    if edit is not None:
        small_edits.drop(tx, edit)
    return edit is not None


def base(tx: Tx, article: Article) -> Revision | None:
    """Find the verified text that the small edit which waits was made of; None where none waits, or none stands."""
    present = revisions.get(tx, article.id, article.revision)
    if present is None or present.base is None:
        return None
    return verified(tx, article, present.base)


def verified(tx: Tx, article: Article, number: int) -> Revision | None:
    """Give a revision whose approval by the unit's official stands."""
    found = revisions.get(tx, article.id, number)
    if found is None or revisions.approval_of_hash(tx, article.id, found.content_hash) is None:
        return None
    return found
