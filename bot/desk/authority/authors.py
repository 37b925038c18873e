"""Who wrote an article: the author never verifies own work (SOP step 2, remark), in whatever capacity they act."""

from __future__ import annotations

from bot.sop.model import Article
from storage import revisions
from storage.store import Tx


def of(tx: Tx, article: Article) -> set[int]:
    """List (by id) whoever wrote an article, or handed a revision of it in."""
    return revisions.submitters(tx, article.id) | {article.author_id}
