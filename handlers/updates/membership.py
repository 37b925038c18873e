"""Somebody blocked the bot, or took it back."""

from __future__ import annotations

from telegram import ChatMember, Update

from bot.desk.people import reachability
from handlers.updates.door import Door, sender
from storage import people
from storage.store import Tx


async def changed(door: Door, update: Update) -> None:
    """Hear how the bot stands with somebody now; groups are of no consequence here."""
    change = update.my_chat_member
    someone = sender(update)
    if change is None or not someone.private or someone.telegram_id is None:
        return
    gone = change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
    await door.do(membership, someone.telegram_id, blocked=gone)


def membership(tx: Tx, telegram_id: int, *, blocked: bool) -> None:
    """Somebody blocked the bot, or took it back."""
    if blocked:
        reachability.unreachable(tx, telegram_id)
        return
    person = people.by_telegram(tx, telegram_id)
    if person is not None:
        reachability.reachable_again(tx, person)
