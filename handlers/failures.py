"""An update that takes long, or that could not be handled: the sender is told kindly, the admin with its number."""

from __future__ import annotations

from typing import Any

from bot.desk import notify
from bot.desk.people import upkeep
from bot.sop.roles import Role
from bot.texts import default
from handlers import COMMANDS
from storage import inbox, people
from storage.store import Tx

IN_GROUPS = frozenset(name for row in COMMANDS if row.in_groups for name in (row.name, *row.others))


def being_worked_on(tx: Tx, chat_id: int) -> str:
    """Give the words for somebody whose message takes longer than usual."""
    person = people.by_telegram(tx, chat_id)
    t = notify.texts_for(tx, person) if person is not None else default(tx.office, tx.now)
    return str(t.being_worked_on())


def answers_in_groups(update: dict[str, Any], username: str) -> bool:
    """Say whether an update of a group is a command that is answered there, and for this bot."""
    message = update.get("message")
    text = message.get("text") if isinstance(message, dict) else None
    head = text.split(maxsplit=1)[0] if isinstance(text, str) and text.startswith("/") else ""
    name, _, whom = head[1:].partition("@")
    return name.lower() in IN_GROUPS and whom.lower() in {"", username.lower()}


def update_failed(tx: Tx, chat_id: int | None, number: int, error: str) -> None:
    """Tell the sender, and the admins once an hour for each kind, of an update that was set aside."""
    if chat_id is not None and chat_id > 0:
        person = people.by_telegram(tx, chat_id)
        if person is not None:
            t = notify.texts_for(tx, person)
            # of a photo or a file only Telegram's name for it was kept
            words = t.failed_file(number) if _brings_a_file(inbox.body(tx, number)) else t.failed_update(number)
            notify.say(tx, chat_id, words)
    if not upkeep.first_of_its_kind(tx, error):
        return
    for admin in people.holders(tx, Role.ADMIN):
        notify.tell(tx, admin.telegram_id, str(notify.texts_for(tx, admin).failed_update_admin(number, error)))


def sent_too_much(tx: Tx, chat_id: int) -> None:
    """Tell somebody, once a flood, that what they sent beyond what is kept waiting was let go."""
    person = people.by_telegram(tx, chat_id) if chat_id > 0 else None
    if person is not None:
        notify.say(tx, chat_id, notify.texts_for(tx, person).sent_too_much())


def waiting_for_room(tx: Tx, chat_id: int) -> tuple[str, dict[int, str]]:
    """Give the words for a sender whose message waits for room on the disk (none for a stranger), and the admins'.

    Nothing is written: there is no room for it.
    """
    sender = people.by_telegram(tx, chat_id)
    words = str(notify.texts_for(tx, sender).waits_for_room()) if sender is not None else ""
    return words, {
        admin.telegram_id: str(notify.texts_for(tx, admin).disk_full())
        for admin in people.holders(tx, Role.ADMIN)
        if admin.telegram_id is not None
    }


def _brings_a_file(update: dict[str, Any]) -> bool:
    message = update.get("message") or update.get("edited_message")
    return isinstance(message, dict) and bool(message.keys() & {"photo", "document", "animation", "video"})
