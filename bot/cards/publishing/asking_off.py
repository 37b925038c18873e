"""The card on which an official or the Kabag asks for a page to be taken off, or takes it off for a grave reason."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import Card, back, blocks, opens, sets
from bot.desk.publishing.asking_off import SURE, VIEW
from bot.sop.flow import Action
from bot.sop.model import Article, Person
from bot.sop.needs import GRAVE
from bot.texts import Texts
from bot.texts.labels import Label
from storage.store import Tx


def render(_tx: Tx, t: Texts, what: Markup, article: Article, _viewer: Person, arg: str) -> Card:
    """Render what is asked, below `what`, the article's head; `arg` is the grave reason that was chosen."""
    if arg in GRAVE:
        rows = [[sets(article, t.pull_now(), SURE)], [opens(article, t.button(Label.BACK), VIEW)]]
        return Card(blocks(what, t.ask_pull(arg)), rows)
    grave = [[sets(article, t.grave_choice(kind), kind)] for kind in GRAVE]
    ready = t.quick_reasons(Action.ASK_WITHDRAWAL)
    asking = [[sets(article, reason, f"q{place}")] for place, reason in enumerate(ready)]
    return Card(blocks(what, t.ask_off()), [*asking, *grave, [back(article, t.button(Label.BACK))]])
