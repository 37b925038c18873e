"""The card of a ralat kecil: an official who verified a text is asked about what changed in it, with one tap."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import BAD, GOOD, Button, Card, Rows, blocks, in_pairs, lines, on, opens
from bot.cards.articles import personal_data
from bot.cards.history import waiting
from bot.desk.articles.revisions import Ralat
from bot.desk.publishing import asking_off
from bot.sop.flow import Action
from bot.sop.model import Article, Person
from bot.sop.press import Verb
from bot.texts import Texts
from bot.texts.labels import Label
from storage import people
from storage.store import Tx


def render(tx: Tx, t: Texts, what: Markup, article: Article, viewer: Person, small: Ralat) -> Card:
    """Render only the difference from the verified text, below `what`, the article's head."""
    editor = people.name(tx, small.editor_id) or ""
    difference = Markup("\n").join(t.difference_lines(small.difference))
    told = blocks(
        what,
        t.ralat_head(editor, edited=small.edited),
        difference,
        lines(t.fact_link(article.remote_url) if article.published_revision and article.remote_url else None),
        personal_data.warning(tx, t, article),
        waiting(tx, t, article, viewer),
    )
    return Card(told, _rows(t, article, small))


def _rows(t: Texts, article: Article, small: Ralat) -> Rows:
    """One tap approves, under the class the text has; turning it down leaves the text that was verified."""
    kind = small.info_class
    approve = Button(t.approve_change(kind), on(article, Action.APPROVE, kind.value), style=GOOD)
    if small.edited:
        against = [[Button(t.action(Action.DECLINE), on(article, Action.DECLINE), style=BAD)]]
    else:
        against = [
            [opens(article, t.action(Action.RETURN), "reason", Action.RETURN.value)],
            [opens(article, t.action(Action.HOLD), "sure", Action.HOLD.value)],
        ]
    if article.published_revision is not None:
        against.append([opens(article, t.action(Action.ASK_WITHDRAWAL), asking_off.VIEW)])
    more = [
        Button(t.button(Label.READ), on(article, Verb.READ)),
        opens(article, t.edit_choice("class"), "class"),
        opens(article, t.button(Label.HISTORY), "history"),
    ]
    return [[approve], *against, *in_pairs(more)]
