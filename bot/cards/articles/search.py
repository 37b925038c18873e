"""What /cari answers: a page of articles, the card of each a tap away, and the next page."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import Button, Card, Rows, in_pairs
from bot.desk.articles import search as desk
from bot.desk.articles.search import Found, Page
from bot.sop.press import Press, Verb
from bot.texts import Texts


def results(t: Texts, page: Page, query_id: int) -> Card:
    """Show a page of results; `query_id` is the remembered search, by which its next page is found."""
    if not page.found and not page.orders:
        return Card(_nothing(t, page), [])
    orders = [t.disposition_short(order.ref, order.subject) for order in page.orders]
    hits = [t.hit(f.article.ref, f.title, f.unit, f.at, f.state, f.url) for f in page.found]
    own = [Button(t.open_hit(o.ref, o.subject), Press(Verb.SHOW, o.kind, o.id)) for o in page.orders]
    rows: Rows = in_pairs([*own, *(_opens(t, f) for f in page.found if f.card)])
    if page.more is not None:
        rows.append([Button(t.more_hits(), Press(Verb.MORE_HITS, None, query_id, page.more))])
    return Card(t.search_results(page.words, [*orders, *hits]), rows)


def _nothing(t: Texts, page: Page) -> Markup:
    if page.unclear:
        return t.search_date_unclear(page.unclear)
    return t.nothing_found(page.words) if desk.has_words(page.words) else t.search_help()


def _opens(t: Texts, found: Found) -> Button:
    return Button(t.open_hit(found.article.ref, found.title), Press(Verb.SHOW, found.article.kind, found.article.id))
