"""Overviews: many reminders of one tick for one person, in one message."""

from __future__ import annotations

from bot.cards import lists
from bot.desk import notify
from bot.desk.authority import capacities
from storage import overviews, people
from storage.store import Tx


def send(tx: Tx) -> int:
    """Send each person the overview that waits for them, without what they may not see (any more); give how many."""
    sent = 0
    for person_id, named in overviews.take(tx).items():
        person = people.person(tx, person_id)
        things = [thing for kind, subject_id in named if (thing := capacities.thing(tx, kind, subject_id)) is not None]
        things = [thing for thing in things if capacities.may_see(tx, person, thing)]
        if things and person.telegram_id is not None:
            card = lists.overview(tx, notify.texts_for(tx, person), things)
            notify.tell_card(tx, person.telegram_id, str(card.text), card.keyboard())
            sent += 1
    return sent
