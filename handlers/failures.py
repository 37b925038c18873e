"""An update that takes long, or that could not be handled: the sender is told kindly, the admin with its number."""

from __future__ import annotations

from bot.desk import notify
from bot.sop.roles import Role
from bot.texts import default
from storage import people
from storage.store import Tx


def being_worked_on(tx: Tx, chat_id: int) -> str:
    """Give the words for somebody whose message takes longer than usual."""
    person = people.by_telegram(tx, chat_id)
    t = notify.texts_for(tx, person) if person is not None else default(tx.office, tx.now)
    return str(t.being_worked_on())


def update_failed(tx: Tx, chat_id: int | None, number: int, error: str) -> None:
    """Tell the sender, and the admins, of an update that was set aside."""
    if chat_id is not None and chat_id > 0:
        person = people.by_telegram(tx, chat_id)
        if person is not None:
            notify.say(tx, chat_id, notify.texts_for(tx, person).failed_update(number))
    for admin in people.holders(tx, Role.ADMIN):
        notify.tell(tx, admin.telegram_id, str(notify.texts_for(tx, admin).failed_update_admin(number, error)))
