"""What changed between two revisions of an article, and whether seeing just that is enough (ralat kecil)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from bot.content.compose import compose
from bot.content.diff import Difference, Version, compare
from bot.desk.articles import pasted, pending_edit
from bot.desk.articles.checklist import pieces
from bot.sop.flow import State
from bot.sop.model import Article, InfoClass, Revision
from bot.texts import Texts
from storage import parts, revisions
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Ralat:
    """A little change of a text that was verified: its official is asked about the change only.

    `editor_id` made it; `info_class` is the class the text was approved under, which stays unless changed.
    """

    base: Revision
    difference: Difference
    editor_id: int
    info_class: InfoClass
    edited: bool  # by the Kasubbag; False: a correction by the author


def changes(tx: Tx, t: Texts, article: Article) -> Markup:
    """Show what differs from the revision it was made of, or handed in before; says so where this is the first."""
    before = _before(tx, article)
    if before is None:
        return t.no_changes()
    return t.difference(before.number, article.revision, _named(tx, since(tx, article, before)))


def preview(tx: Tx, t: Texts, article: Article, mended: Article) -> Markup:
    """Show what a small edit that was not sent yet would change."""
    found = compare(version(tx, article), version(tx, mended))
    return t.difference(article.revision, mended.revision, _named(tx, found))


def small(tx: Tx, article: Article) -> Ralat | None:
    """Say what little changed since the text that was verified; None where the whole must be read.

    Of the Kasubbag's edit that text is the one it was made of, of a correction the page that is live.
    """
    if article.state is not State.A_WAITING_VERIFIER:
        return None
    present = revisions.get(tx, article.id, article.revision)
    known = (present.base if present else None) or article.published_revision
    base = pending_edit.verified(tx, article, known) if known else None
    if present is None or base is None or base.number == present.number:
        return None
    found = since(tx, article, base)
    approval = revisions.approval_of_hash(tx, article.id, base.content_hash)
    if approval is None or found.none or not found.little:
        return None
    edited = present.base is not None
    return Ralat(base, _named(tx, found), present.submitted_by, approval.info_class, edited)


def since(tx: Tx, article: Article, before: Revision) -> Difference:
    """Compare the present revision with one handed in before."""
    return compare(_version(tx, article, before.number, before.title, before.section), version(tx, article))


def version(tx: Tx, article: Article) -> Version:
    """Give an article as it is compared."""
    return _version(tx, article, article.revision, article.title, article.section or "")


def _before(tx: Tx, article: Article) -> Revision | None:
    present = revisions.get(tx, article.id, article.revision)
    if present is not None and present.base is not None:
        return revisions.get(tx, article.id, present.base)
    return revisions.before(tx, article.id, article.revision)


def _version(tx: Tx, article: Article, revision: int, title: str, section: str) -> Version:
    page = compose(title, pieces(pasted.joined(parts.of(tx, article.id, revision))), language=tx.office.language)
    return Version(title, section, tuple(page.plain.split("\n\n")), page.media)


def _named(tx: Tx, found: Difference) -> Difference:
    """Name sections as the office does."""
    if found.section is None:
        return found
    old, new = (tx.office.section(key) for key in found.section)
    names = (old.name if old else found.section[0], new.name if new else found.section[1])
    return replace(found, section=names)
