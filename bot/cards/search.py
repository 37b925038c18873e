"""What /cari answers: a page of articles, the card of each a tap away, and the next page."""

from __future__ import annotations

from markupsafe import Markup

from bot.cards.card import Button, Card, Rows, in_pairs
from bot.desk import search as desk
from bot.desk.search import Found, Page
from bot.sop.model import Person
from bot.sop.press import Press
from bot.texts import Texts
from storage import search
from storage.store import Tx

#: The verb of the button that shows more: `id` is the remembered search, `version` where the next page begins.
MORE = "src"


def answer(tx: Tx, t: Texts, person: Person, words: str) -> Card:
    """Search, or say how to."""
    words = " ".join(words.split())[:300]
    page = desk.look(tx, person, words)
    if not page.found:
        return Card(_nothing(t, page), [])
    return _page(t, page, search.remember(tx, person.id, words) if page.more else 0)


def more(tx: Tx, t: Texts, person: Person, press: Press) -> Card | None:
    """Show the page a button leads to; None when that search is forgotten, or somebody else's."""
    words = search.remembered(tx, person.id, press.id)
    if words is None:
        return None
    page = desk.look(tx, person, words, press.version)
    return _page(t, page, press.id) if page.found else Card(t.nothing_more(), [])


def _nothing(t: Texts, page: Page) -> Markup:
    if page.unclear:
        return t.search_date_unclear(page.unclear)
    return t.nothing_found(page.words) if desk.has_words(page.words) else t.search_help()


def _page(t: Texts, page: Page, query_id: int) -> Card:
    hits = [t.hit(f.article.ref, f.title, f.unit, f.at, f.state, f.url) for f in page.found]
    rows: Rows = in_pairs([_opens(t, f) for f in page.found if f.card])
    if page.more is not None:
        rows.append([Button(t.more_hits(), Press(MORE, None, query_id, page.more))])
    return Card(t.search_results(page.words, hits), rows)


def _opens(t: Texts, found: Found) -> Button:
    return Button(t.open_hit(found.article.ref, found.title), Press("crd", found.article.kind, found.article.id))
