"""About the chats themselves: who blocked the bot, what failed, the morning digest."""

from __future__ import annotations

from bot.cards import lists, show
from bot.desk import reminders, speak
from bot.sop.roles import Role
from storage import people, screens
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
    """Send each person's morning digest, once a working day, only if there is something to say."""
    day = tx.office.calendar.today(tx.now).isoformat()
    sent = 0
    for person in people.everybody(tx):
        if person.unreachable_at is not None or not screens.once(tx, "digest", f"{person.id} {day}"):
            continue
        card = lists.digest(tx, show.texts_for(tx, person), person)
        if card is not None and person.telegram_id is not None:
            speak.tell_card(tx, person.telegram_id, str(card.text), card.keyboard())
            sent += 1
    return sent
