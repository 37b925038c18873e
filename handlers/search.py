"""/cari and the button that shows more."""

from __future__ import annotations

from bot.card import Card
from bot.cards.articles import search as cards
from bot.desk.articles import search
from bot.desk.workflow.answer import Answer, refusal
from bot.sop.press import Press
from handlers.senders import Asker, say
from storage import search as remembered
from storage.store import Tx


def answer(tx: Tx, who: Asker, words: str) -> None:
    """Search, or say how to."""
    words = " ".join(words.split())[:300]
    page = search.look(tx, who.person, words)
    query_id = remembered.remember(tx, who.person.id, words) if page.more else 0
    say(tx, who, cards.results(who.t, page, query_id))


def more(tx: Tx, who: Asker, press: Press) -> Answer:
    """Show the page a button leads to: `id` is the remembered search, `version` where the page begins."""
    words = remembered.remembered(tx, who.person.id, press.id)
    if words is None:  # forgotten, or somebody else's
        return refusal(who.t.search_forgotten())
    page = search.look(tx, who.person, words, press.version)
    say(tx, who, cards.results(who.t, page, press.id) if page.found else Card(who.t.nothing_more(), []))
    return Answer()
