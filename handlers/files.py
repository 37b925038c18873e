"""Photos and files: fetched from Telegram, checked by content, cleaned, and kept before they are answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from telegram import Message, Update
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, TelegramError

from bot import reception
from bot.content.csv_files import as_utf8
from bot.content.filetype import safe_filename, sniff
from bot.content.images import ImageRefused, clean_photo
from bot.content.inside import Inside, look_inside
from bot.content.word import WordRefused
from bot.desk.drafts import Incoming
from bot.reception import Sender
from bot.sop.office import Photos
from handlers.documents import with_word_text
from handlers.door import Door, sender
from handlers.talking import from_text
from storage.files import FileStore
from storage.store import Tx

TRIES = 3  # of fetching one file
PAUSE = 1.0  # seconds between

Intent = Callable[[Tx, Sender, Incoming], None]


@dataclass(frozen=True, slots=True)
class _Attached:
    """A file as Telegram names it."""

    file_id: str
    name: str
    size: int
    origin: str  # Telegram's file_unique_id: another one is another file


class FileRefusedError(Exception):
    """A file that cannot be taken; `reason` has words in bot/texts."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def attached(door: Door, update: Update) -> None:
    """Take a photo or a file of a message; a stranger's is neither fetched nor kept."""
    message, who = update.message, sender(update)
    file = _of(message) if message else None
    if message is None or file is None:
        return
    if not await door.store.read(reception.knows, who):
        await door.do(reception.other_message, who)
        return
    await _hear(door, who, message, file, reception.message)


async def _hear(door: Door, who: Sender, message: Message, file: _Attached, intent: Intent) -> None:
    try:
        incoming = await take(door, message, file)
    except FileRefusedError as refused:
        await door.do(reception.file_refused, who, file.name, refused.reason)
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
    another = await door.store.read(reception.brings_another_file, who, words)
    if not another:
        await door.do(reception.edited, who, words)
    elif file is None:  # a video, a sticker: nothing a page can have
        await door.do(reception.other_message, who)
    else:
        await _hear(door, who, message, file, reception.edited)


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
    """Fetch a file's bytes; the network is given a second and a third chance."""
    for attempt in range(TRIES):
        try:
            handle = await door.bot.get_file(file_id)
            return bytes(await handle.download_as_bytearray())
        except BadRequest as error:
            raise FileRefusedError("too_big" if "too big" in str(error) else "not_fetched") from error
        except TelegramError:
            if attempt + 1 < TRIES:
                await asyncio.sleep(PAUSE)
    raise FileRefusedError("not_fetched")


def keep(files: FileStore, data: bytes, name: str, photos: Photos) -> Incoming:
    """Check a file by its content, not its name, and put it in the file store. Runs in a thread."""
    found = sniff(data, name)
    if found.kind == "refused":
        raise FileRefusedError(found.reason or "unknown_type")
    if found.kind == "photo":
        try:
            photo = clean_photo(data, photos.width, photos.quality)
        except ImageRefused as refused:
            raise FileRefusedError(refused.reason_code) from refused
        data, mime, kind = photo.data, photo.mime, "photo"
        extension = photo.mime.partition("/")[2].replace("jpeg", "jpg")
    else:
        mime, kind, extension = found.mime, "document", found.extension
    original, data = data, as_utf8(data) if extension == "csv" else data
    seen = Inside(complete=True) if kind == "photo" else look_inside(data, extension)
    kept = Incoming(
        chat_id=0,
        message_id=0,
        kind=kind,
        sha256=files.put(data),
        filename=safe_filename(name, extension),
        mime=mime,
        size=len(data),
        found=seen.to_json(),
        recoded=data != original,
    )
    return kept if extension != "docx" else _with_text(files, data, kept, photos)


def _with_text(files: FileStore, data: bytes, kept: Incoming, photos: Photos) -> Incoming:
    try:
        return with_word_text(files, data, kept, photos)
    except WordRefused as refused:
        raise FileRefusedError(refused.reason) from refused
