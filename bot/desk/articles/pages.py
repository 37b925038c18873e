"""Articles as pages: composed of what their authors sent, and when there is one to preview."""

from __future__ import annotations

from bot.content.compose import Composed, compose
from bot.desk.articles import pasted
from bot.desk.articles.checklist import pieces
from bot.sop.flow import State
from bot.sop.model import Article
from storage import parts
from storage.store import Tx

#: What has a page to look at already, or never will.
NO_PREVIEW = frozenset({State.A_PUBLISHED, State.A_WITHDRAWN, State.A_CANCELLED, State.A_REJECTED})


def composed_of(tx: Tx, article: Article, revision: int | None = None) -> Composed:
    """Compose the page of a revision (the present one when None)."""
    content = parts.of(tx, article.id, revision or article.revision)
    return compose(article.title, pieces(pasted.joined(content)), language=tx.office.language)
