"""The digests of the day: to everybody in the morning, to the Kabag before the close."""

from __future__ import annotations

from collections.abc import Callable

from bot.card import Card
from bot.cards.reminders import digests
from bot.desk import notify
from bot.desk.authority import capacities, substitutes
from bot.sop.model import Person
from bot.sop.roles import Role
from bot.texts import Texts
from storage import people
from storage.once import once
from storage.store import Tx


def morning(tx: Tx) -> int:
    """Send each person's morning digest, once a working day, only if there is something to say to who is at hand."""
    return sum(_digest(tx, person, "digest", digests.morning) for person in people.everybody(tx))


def evening(tx: Tx) -> int:
    """Send the Kabag (or who stands in) how the day was, once a working day, only if there is something to say."""
    return sum(_digest(tx, person, "evening", digests.evening) for person in capacities.in_role(tx, Role.KABAG))


def _digest(tx: Tx, person: Person, what: str, draw: Callable[[Tx, Texts, Person], Card | None]) -> bool:
    day = tx.office.calendar.today(tx.now).isoformat()
    if person.unreachable_at is not None or not once(tx, what, f"{person.id} {day}"):
        return False
    t = notify.texts_for(tx, person)
    card = None if substitutes.away(tx, person.id) else draw(tx, t, person)
    if card is None or person.telegram_id is None:
        return False
    notify.tell_card(tx, person.telegram_id, str(card.text), card.keyboard())
    return True
