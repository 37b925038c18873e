"""The card on which the Kabag lets an article through without verification: the class, the reason, and a second yes."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import BAD, Card, back, blocks, opens, sets
from bot.desk.workflow import bypass
from bot.sop.model import Article, InfoClass, Person
from bot.texts import Texts
from bot.texts.labels import Label
from storage import people
from storage.store import Tx

#: Classes something may be made public under; dikecualikan is decided by the PPID alone.
CLASSES = tuple(kind for kind in InfoClass if kind is not InfoClass.EXCLUDED)


def render(tx: Tx, t: Texts, what: Markup, article: Article, _viewer: Person, arg: str) -> Card:
    """Render how far the Kabag is, below `what`, the article's head."""
    kind, reason = bypass.class_of(arg), bypass.reason_of(arg)
    unit = people.unit(tx, article.unit_id).name
    if kind is None:
        rows = [[sets(article, t.info_class(one).capitalize(), one.value)] for one in CLASSES]
        leave = back(article, t.button(Label.BACK))
        return Card(blocks(what, t.ask_bypass(unit), t.class_guide()), [*rows, [leave]])
    again = opens(article, t.button(Label.BACK), bypass.VIEW)
    if not reason:
        ready = [[sets(article, words, f"q{place}")] for place, words in enumerate(t.bypass_reasons())]
        return Card(blocks(what, t.ask_bypass_reason()), [*ready, [again]])
    yes = sets(article, t.bypass_yes(), bypass.YES, BAD)
    return Card(blocks(what, t.ask_bypass_sure(unit, kind, reason)), [[yes], [again]])
