"""The card of a thing for whoever reads in a chat: found from the database at the moment it is sent."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import Card, blocks, lines
from bot.cards.articles import card as article_card
from bot.cards.dispositions import card as disposition_card
from bot.cards.history import waiting
from bot.cards.people import absence
from bot.cards.reminders import urgency
from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.dispositions import form
from bot.desk.publishing import monitoring
from bot.desk.reminders import snooze
from bot.sop.flow import Kind, State
from bot.sop.model import Article, Person, Subject
from bot.texts import Texts, default
from storage import people, screens
from storage.screens import OpenDialog
from storage.store import Tx

#: What leaves a card its own face: a dialog that closed, and the form that takes words as it lies there.
OWN_FACE = frozenset({screens.CLOSED, form.VIEW})


def card(tx: Tx, chat_id: int, kind: Kind, subject_id: int, head: str = "") -> Card | None:
    """Render a thing for the person whose private chat this is; None for a stranger or a thing there is not."""
    viewer = people.by_telegram(tx, chat_id)
    subject = capacities.thing(tx, kind, subject_id)
    if subject is None:
        return None
    if viewer is None:  # where a card stands the chat was somebody's, and is nobody's any more
        stands = screens.card_message(tx, chat_id, kind, subject_id) is not None
        return Card(default(tx.office, tx.now).no_longer_yours(subject.ref), []) if stands else None
    focus = screens.focus(tx, viewer.id)
    if focus is not None and ((focus.kind, focus.subject_id) != (kind, subject_id) or focus.view in OWN_FACE):
        focus = None
    t = notify.texts_for(tx, viewer)
    if not capacities.may_see(tx, viewer, subject):
        return _face(tx, t, subject, viewer, focus)
    top = urgency.headline(tx, t, subject, viewer, head) if _still_true(tx, subject, viewer, head) else None
    if focus is not None and focus.view == snooze.VIEW:
        return urgency.asked(tx, t, subject, viewer, focus.arg, top)
    if top and (focus is not None or subject.state is State.D_DRAFT):
        top = blocks(top, waiting(tx, t, subject, viewer))
    face = _under(lines(urgency.mark(tx, t, subject), top), _face(tx, t, subject, viewer, focus))
    if focus is not None:
        return face
    return Card(face.text, [*face.rows, *absence.rows(tx, t, subject, viewer), *urgency.rows(tx, t, subject, viewer)])


def _face(tx: Tx, t: Texts, subject: Subject, viewer: Person, focus: OpenDialog | None) -> Card:
    if isinstance(subject, Article):
        return article_card.render(tx, t, subject, viewer, focus)
    return disposition_card.render(tx, t, subject, viewer, focus)


def _under(top: Markup, face: Card) -> Card:
    """Set words of urgency, if there are any, above a card."""
    return Card(blocks(top, face.text), face.rows)


def _still_true(tx: Tx, subject: Subject, viewer: Person, head: str) -> bool:
    """Say whether a headline still holds: what it asked for may have been done while it waited to be sent."""
    if head in {"remind", "piket"}:
        return viewer.id in {person.id for person in capacities.waited_for(tx, subject)}
    if head == "alarm":
        return isinstance(subject, Article) and monitoring.alarm_for(tx, subject, viewer) is not None
    return head != "unreachable" or bool(capacities.awaited(tx, subject))  # else nobody is there to be reached
