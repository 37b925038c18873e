"""The card of a thing for whoever reads in a chat: found from the database at the moment it is sent."""

from __future__ import annotations

from bot.cards import article, order
from bot.cards.card import Card
from bot.desk import standing
from bot.sop.flow import Kind
from bot.sop.model import Article, Person
from bot.texts import Texts, speaking
from storage import people, screens
from storage.store import Tx


def texts_for(tx: Tx, person: Person) -> Texts:
    """Give the texts in which somebody reads, as of now."""
    return speaking(person.language, tx.office, tx.now)


def card(tx: Tx, chat_id: int, kind: Kind, subject_id: int, head: str = "") -> Card | None:
    """Render a thing for the person whose private chat this is; None for a stranger or a thing there is not."""
    viewer = people.by_telegram(tx, chat_id)
    subject = standing.thing(tx, kind, subject_id)
    if viewer is None or subject is None:
        return None
    focus = screens.focus(tx, viewer.id)
    if focus is not None and (focus.kind, focus.subject_id) != (kind, subject_id):
        focus = None
    t = texts_for(tx, viewer)
    if isinstance(subject, Article):
        return article.render(tx, t, subject, viewer, focus, head)
    return order.render(tx, t, subject, viewer, focus, head)
