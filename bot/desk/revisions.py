"""What changed between two revisions of an article, word by word."""

from __future__ import annotations

from markupsafe import Markup

from bot.content.diff import word_diff
from bot.sop.model import Article
from bot.texts import Texts
from storage import articles, contents
from storage.store import Tx


def changes(tx: Tx, t: Texts, article: Article) -> Markup:
    """Show what differs from the revision handed in before; says so where this is the first."""
    before = articles.revision_before(tx, article.id, article.revision)
    if before is None:
        return t.no_changes()
    old = _plain(tx, article, before.number, before.title)
    new = _plain(tx, article, article.revision, article.title)
    return t.changes(before.number, article.revision, word_diff(old, new))


def _plain(tx: Tx, article: Article, revision: int, title: str) -> str:
    parts = contents.parts(tx, article.id, revision)
    texts = [p.text if p.kind == "text" else f"[{p.filename or p.kind}: {p.alt or p.text}]" for p in parts]
    return "\n".join([title, *texts])
