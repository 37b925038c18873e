"""About the chats themselves: who blocked the bot, what failed, the digests of the day."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards import digests as drawn
from bot.cards import show
from bot.cards.card import Card
from bot.desk import presence, reminders, speak, standing
from bot.sop.model import Person
from bot.sop.roles import Role
from bot.texts import Texts
from storage import people
from storage.once import once
from storage.store import Tx


def membership(tx: Tx, telegram_id: int, *, blocked: bool) -> None:
    """Somebody blocked the bot, or took it back."""
    if blocked:
        reminders.unreachable(tx, telegram_id)
        return
    person = people.by_telegram(tx, telegram_id)
    if person is not None:
        reminders.reachable_again(tx, person)


def update_failed(tx: Tx, chat_id: int | None, number: int, error: str) -> None:
    """An update could not be handled: the sender is told kindly, the admin with its number."""
    if chat_id is not None and chat_id > 0:
        person = people.by_telegram(tx, chat_id)
        if person is not None:
            speak.say(tx, chat_id, show.texts_for(tx, person).failed_update(number))
    for admin in people.holders(tx, Role.ADMIN):
        speak.tell(tx, admin.telegram_id, str(show.texts_for(tx, admin).failed_update_admin(number, error)))


def digests(tx: Tx) -> int:
    """Send each person's morning digest, once a working day, only if there is something to say to who is at hand."""
    return sum(_digest(tx, person, "digest", drawn.morning) for person in people.everybody(tx))


def evening(tx: Tx) -> int:
    """Send the Kabag (or who stands in) how the day was, once a working day, only if there is something to say."""
    return sum(_digest(tx, person, "evening", drawn.evening) for person in standing.on_duty(tx, Role.KABAG))


def _digest(tx: Tx, person: Person, what: str, draw: Callable[[Tx, Texts, Person], Card | None]) -> bool:
    day = tx.office.calendar.today(tx.now).isoformat()
    if person.unreachable_at is not None or not once(tx, what, f"{person.id} {day}"):
        return False
    card = None if presence.away(tx, person.id) else draw(tx, show.texts_for(tx, person), person)
    if card is None or person.telegram_id is None:
        return False
    speak.tell_card(tx, person.telegram_id, str(card.text), card.keyboard())
    return True
