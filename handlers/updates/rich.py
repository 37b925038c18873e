"""Rich messages: python-telegram-bot does not know them yet, so they are read from the update's own JSON."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from telegram import Message, Update
from telegram.constants import FileSizeLimit
from telegram.ext import filters

from bot.content.incoming import Incoming
from bot.content.intake import FileRefusedError, keep
from bot.content.rich import RichPhoto, RichText, read_rich
from bot.content.taken import Lost, Taken, TakenPart
from handlers import conversation
from handlers.senders import knows
from handlers.updates import files
from handlers.updates.door import Door, sender

FIELD = "rich_message"


class IsRich(filters.MessageFilter):
    """Lets messages through that have a rich text and nothing python-telegram-bot knows."""

    def filter(self, message: Message) -> bool:
        """Say whether it is one."""
        return isinstance(message.api_kwargs.get(FIELD), Mapping)


async def heard(door: Door, update: Update) -> None:
    """Hear a rich message, or that one was changed; a stranger's photos are not fetched."""
    message, who = update.effective_message, sender(update)
    if message is None:
        return
    if not await door.store.read(knows, who):
        await door.do(conversation.other_message, who)
        return
    incoming = await _incoming(door, message, read_rich(message.api_kwargs[FIELD]))
    if incoming.taken is None or not incoming.taken.parts:
        await door.do(conversation.other_message, who)
    elif update.edited_message is not None:
        await door.do(conversation.edited, who, incoming)
    else:
        await door.do(conversation.message, who, incoming)


async def _incoming(door: Door, message: Message, text: RichText) -> Incoming:
    lost = dict(text.lost)
    parts: list[TakenPart] = []
    for piece in text.pieces:
        part = TakenPart("html", piece) if isinstance(piece, str) else await _photo(door, piece)
        if part is None:
            lost["photos"] = lost.get("photos", 0) + 1
        else:
            parts.append(part)
    taken = Taken(text.title, tuple(parts), tuple(Lost(code, count) for code, count in lost.items()))
    return Incoming(message.chat_id, message.message_id, "rich", text.words, taken=taken)


async def _photo(door: Door, photo: RichPhoto) -> TakenPart | None:
    """Fetch, clean and keep one photo; None when that cannot be done."""
    if photo.size > FileSizeLimit.FILESIZE_DOWNLOAD:
        return None
    try:
        data = await files.fetch(door, photo.file_id)
        kept = await asyncio.to_thread(keep, door.store.files, data, "foto.jpg", door.store.configured.photos)
    except FileRefusedError:
        return None
    if kept.kind != "photo":
        return None
    return TakenPart("photo", photo.caption, kept.sha256, kept.filename, kept.mime, kept.size)
