"""Texts and commands, from Telegram's message to what they mean."""

from __future__ import annotations

import re

from telegram import Message, MessageEntity, Update

from bot.content.incoming import Incoming
from handlers import conversation, routing
from handlers.updates.door import Door, sender

#: A command as Telegram marks one; its marks in captions are not relied upon.
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?(?:\s|$)")


async def command(door: Door, update: Update) -> None:
    """Hear a command; one meant for another bot of a group is not ours."""
    message = update.effective_message
    if message is None or not message.text:
        return
    called = in_words(door, message.text)
    if called is not None:
        await door.do(routing.command, sender(update), *called)


def in_words(door: Door, text: str) -> tuple[str, str] | None:
    """Read a command and the words after it; None for one that is meant for another bot."""
    head, words = [*text.split(maxsplit=1), "", ""][:2]
    name, _, whom = head[1:].partition("@")
    return None if whom and whom.lower() != door.bot.username.lower() else (name.lower(), words.strip())


def in_caption(door: Door, message: Message) -> tuple[str, str] | None:
    """Read the command that a caption begins with; None where it begins with none."""
    begins = message.caption and _COMMAND.match(message.caption)
    return in_words(door, message.caption) if begins and message.caption else None


async def text(door: Door, update: Update) -> None:
    """Hear a text in private."""
    if update.message is not None and update.message.text:
        await door.do(conversation.message, sender(update), from_text(update.message))


async def edit(door: Door, update: Update) -> None:
    """Hear that somebody changed a text of theirs."""
    message = update.edited_message
    if message is not None and message.text:
        await door.do(conversation.edited, sender(update), from_text(message))


async def other(door: Door, update: Update) -> None:
    """Hear a message of a kind we can do nothing with, and say so."""
    if update.message is not None:
        await door.do(conversation.other_message, sender(update))


def from_text(message: Message) -> Incoming:
    """Read a message's text, or its caption, with its entities as Telegram gives them (UTF-16 offsets)."""
    return Incoming(
        chat_id=message.chat_id,
        message_id=message.message_id,
        kind="text",
        text=message.text or message.caption or "",
        entities=entities(message.entities or message.caption_entities),
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
    )


def entities(found: tuple[MessageEntity, ...]) -> tuple[dict[str, object], ...]:
    """Give entities as plain JSON."""
    return tuple(entity.to_dict() for entity in found)
