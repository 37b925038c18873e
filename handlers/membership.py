"""Somebody blocked the bot, or took it back."""

from __future__ import annotations

from telegram import ChatMember, Update

from bot import reception
from handlers.door import Door, sender


async def changed(door: Door, update: Update) -> None:
    """Hear how the bot stands with somebody now; groups are of no consequence here."""
    change = update.my_chat_member
    someone = sender(update)
    if change is None or not someone.private or someone.telegram_id is None:
        return
    gone = change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
    await door.do(reception.membership, someone.telegram_id, blocked=gone)
