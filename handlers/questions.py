"""What somebody types after a button asked for words about no card: a name, a day, a reason. A row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType

from markupsafe import Markup

from bot.card import Card
from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.people import appointments
from handlers import invitations, members, units
from handlers.senders import Asker, say
from storage import screens
from storage.store import Tx

#: So long after it was asked, the next words answer a question; later they are what they would have been without.
LASTS = timedelta(hours=1)

#: What takes the words, by what was asked: the card shown then, or why they cannot be taken.
QUESTIONS: Mapping[str, Callable[[Tx, Asker, str, str], Card | str]] = MappingProxyType(
    {
        "end_day": members.day_typed,
        "end_reason": members.reason_typed,
        "detail": members.detail_typed,
        "terms": members.terms_typed,
        "invite": invitations.name_typed,
        "unit_name": units.name_typed,
        "unit_rename": units.rename_typed,
    }
)


def answers_one(tx: Tx, who: Asker, incoming: Incoming) -> bool:
    """Say whether a message answers what somebody was asked, about no card."""
    asked = screens.question(tx, who.person.id)
    if asked is None or incoming.kind != "text" or asked.what not in QUESTIONS:
        return False
    return tx.now - asked.since <= LASTS


def answer(tx: Tx, who: Asker, incoming: Incoming) -> None:
    """Take the words that were asked for; where they cannot be taken the question stays."""
    asked = screens.question(tx, who.person.id)
    if asked is None:  # pragma: no cover - asked a moment ago
        return
    if not appointments.may_manage(tx, who.person):  # only the admin is asked such things, and may be so no more
        screens.forget_question(tx, who.person.id)
        notify.say(tx, who.chat_id, who.t.people_refused("not_yours", ""))
        return
    shown = QUESTIONS[asked.what](tx, who, asked.arg, incoming.text)
    if isinstance(shown, Card):
        say(tx, who, shown)
    else:
        notify.say(tx, who.chat_id, str(Markup.escape(shown)))
