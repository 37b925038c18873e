"""Photos and files: fetched from Telegram, and kept before they are answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from telegram import Message, Update
from telegram.constants import FileSizeLimit
from telegram.error import InvalidToken, TelegramError

from bot.content.incoming import Incoming
from bot.content.intake import FileRefusedError, keep
from bot.transport.trouble import patiently, trouble_of
from handlers import conversation, routing
from handlers.senders import Sender, knows
from handlers.updates.door import Door, sender
from handlers.updates.messages import from_text, in_caption
from storage.store import Tx

PATIENCE = 60.0  # seconds that are waited here for one file; then the update waits for it, over restarts too
LINKS = 3  # a link that does not open, or gives less than the file, is asked for again so often
PAUSE = 1.0

Intent = Callable[[Tx, Sender, Incoming], None]


@dataclass(frozen=True, slots=True)
class _Attached:
    """A file as Telegram names it."""

    file_id: str
    name: str
    size: int
    origin: str  # Telegram's file_unique_id: another one is another file


async def attached(door: Door, update: Update) -> None:
    """Take a photo or a file of a message; a stranger's is neither fetched nor kept."""
    message, who = update.message, sender(update)
    file = _of(message) if message else None
    if message is None or file is None:
        return
    if not await door.store.read(knows, who):
        await door.do(conversation.other_message, who)
        return
    called = in_caption(door, message)
    await _hear(door, who, message, file, conversation.message if called is None else _command(*called))


def _command(name: str, words: str) -> Intent:
    """Give what a command in a caption does: the file comes with it."""

    def intent(tx: Tx, who: Sender, incoming: Incoming) -> None:
        routing.command(tx, who, name, words, incoming)

    return intent


async def _hear(door: Door, who: Sender, message: Message, file: _Attached, intent: Intent) -> None:
    try:
        incoming = await take(door, message, file)
    except FileRefusedError as refused:
        await door.do(conversation.file_refused, who, file.name, refused.reason)
        return
    await door.do(intent, who, incoming)


def _of(message: Message) -> _Attached | None:
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return _Attached(largest.file_id, "foto.jpg", largest.file_size or 0, largest.file_unique_id)
    if message.document:
        file = message.document
        return _Attached(file.file_id, file.file_name or "", file.file_size or 0, file.file_unique_id)
    return None


async def edited(door: Door, update: Update) -> None:
    """Hear that somebody changed a message with a file: its words only, or the file for another one.

    Telegram says only that the message is edited; the file is fetched when it is not the one taken before.
    """
    message, who = update.edited_message, sender(update)
    if message is None:
        return
    file = _of(message)
    words = replace(from_text(message), origin=file.origin if file else "")
    another = await door.store.read(conversation.brings_another_file, who, words)
    if not another:
        await door.do(conversation.edited, who, words)
    elif file is None:  # a video, a sticker: nothing a page can have
        await door.do(conversation.other_message, who)
    else:
        await _hear(door, who, message, file, conversation.edited)


async def take(door: Door, message: Message, file: _Attached) -> Incoming:
    """Fetch a file, find out what it really is, clean it and keep it. Raises FileRefusedError."""
    if message.animation is not None:  # Telegram makes a film of a GIF, and names it a document as well
        raise FileRefusedError("animated")
    if file.size > FileSizeLimit.FILESIZE_DOWNLOAD:
        raise FileRefusedError("too_big")
    data = await fetch(door, file.file_id)
    kept = await asyncio.to_thread(keep, door.store.files, data, file.name, door.store.configured.photos)
    words = from_text(message)
    return replace(kept, chat_id=message.chat_id, message_id=message.message_id, text=words.text,
                   entities=words.entities, media_group=message.media_group_id, origin=file.origin)  # fmt: skip


async def fetch(door: Door, file_id: str) -> bytes:
    """Fetch a file's bytes; what was sent is only refused for good. Raises TelegramError where the update must wait."""
    try:
        return await patiently(lambda: _bytes(door, file_id), door.rest, most=PATIENCE)
    except TelegramError as error:
        trouble = trouble_of(error)
        if trouble is not None and trouble.sure:
            raise
        raise FileRefusedError("too_big" if "too big" in str(error) else "not_fetched") from error


async def _bytes(door: Door, file_id: str) -> bytes:
    """Fetch a file once; a link may be over before it is opened (HTTP 404), and end before the file does."""
    for left in reversed(range(LINKS)):
        handle = await door.bot.get_file(file_id)
        try:
            data = bytes(await handle.download_as_bytearray())
        except InvalidToken:
            if not left:
                raise
        else:
            if not left or handle.file_size in {None, len(data)}:
                return data
            await door.rest(PAUSE)
    raise AssertionError  # pragma: no cover - the last try returns or raises
