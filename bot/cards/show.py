"""The card of a thing for whoever reads in a chat: found from the database at the moment it is sent."""

from __future__ import annotations

from markupsafe import Markup

from bot.cards import article, order
from bot.cards.card import Card, blocks
from bot.cards.history import waiting
from bot.desk import standing, watching
from bot.desk.standing import Thing
from bot.sop.flow import Kind, State
from bot.sop.model import Article, Person
from bot.texts import Texts, speaking
from storage import people, screens, steps
from storage.screens import Focus
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
    head = head if _still_true(tx, subject, viewer, head) else ""
    if head and (focus is not None or subject.state is State.D_DRAFT):
        return _under(blocks(t.head(head), waiting(tx, t, subject, viewer)), _face(tx, t, subject, viewer, focus, ""))
    return _face(tx, t, subject, viewer, focus, head)


def _face(tx: Tx, t: Texts, subject: Thing, viewer: Person, focus: Focus | None, head: str) -> Card:
    if isinstance(subject, Article):
        return article.render(tx, t, subject, viewer, focus, head)
    return order.render(tx, t, subject, viewer, focus, head)


def _under(top: Markup, face: Card) -> Card:
    """Set words of urgency above a view or a form, which have no room of their own for them."""
    return Card(blocks(top, face.text), face.rows)


def _still_true(tx: Tx, subject: Thing, viewer: Person, head: str) -> bool:
    """Say whether a headline still holds: what it asked for may have been done while it waited to be sent."""
    if not standing.may_see(tx, viewer, subject):
        return False
    if head == "remind":
        return viewer.id in {person.id for person in standing.waited_for(tx, subject)}
    if head == "escalate":
        record = steps.open_one(tx, subject.kind, subject.id)
        return record is not None and record.due_at is not None and record.due_at <= tx.now
    if head == "alarm":
        return isinstance(subject, Article) and watching.alarm_for(tx, subject, viewer) is not None
    return head != "unreachable" or not subject.state.ended
