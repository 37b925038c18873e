"""Photos and files: fetched from Telegram, checked by content, cleaned, and kept before they are answered."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from telegram import Message, Update
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, TelegramError

from bot import reception
from bot.content.filetype import safe_filename, sniff
from bot.content.images import ImageRefused, clean_photo
from bot.desk.drafts import Incoming
from handlers.door import Door, sender
from handlers.talking import from_text
from storage.files import FileStore

TRIES = 3  # of fetching one file
PAUSE = 1.0  # seconds between


@dataclass(frozen=True, slots=True)
class _Attached:
    """A file as Telegram names it."""

    file_id: str
    name: str
    size: int


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
    try:
        incoming = await take(door, message, file)
    except FileRefusedError as refused:
        await door.do(reception.file_refused, who, file.name, refused.reason)
        return
    await door.do(reception.message, who, incoming)


def _of(message: Message) -> _Attached | None:
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return _Attached(largest.file_id, "foto.jpg", largest.file_size or 0)
    if message.document:
        return _Attached(message.document.file_id, message.document.file_name or "", message.document.file_size or 0)
    return None


async def take(door: Door, message: Message, file: _Attached) -> Incoming:
    """Fetch a file, find out what it really is, clean it and keep it. Raises FileRefusedError."""
    if file.size > FileSizeLimit.FILESIZE_DOWNLOAD:
        raise FileRefusedError("too_big")
    data = await _fetch(door, file.file_id)
    kept = await asyncio.to_thread(_keep, door.store.files, data, file.name)
    words = from_text(message)
    return replace(kept, chat_id=message.chat_id, message_id=message.message_id, text=words.text,
                   entities=words.entities, media_group=message.media_group_id)  # fmt: skip


async def _fetch(door: Door, file_id: str) -> bytes:
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


def _keep(files: FileStore, data: bytes, name: str) -> Incoming:
    """Check a file by its content, not its name, and put it in the file store. Runs in a thread."""
    found = sniff(data, name)
    if found.kind == "refused":
        raise FileRefusedError(found.reason or "unknown_type")
    if found.kind == "photo":
        try:
            photo = clean_photo(data)
        except ImageRefused as refused:
            raise FileRefusedError(refused.reason_code) from refused
        data, mime, kind = photo.data, photo.mime, "photo"
        extension = photo.mime.partition("/")[2].replace("jpeg", "jpg")
    else:
        mime, kind, extension = found.mime, "document", found.extension
    return Incoming(
        chat_id=0,
        message_id=0,
        kind=kind,
        sha256=files.put(data),
        filename=safe_filename(name, extension),
        mime=mime,
        size=len(data),
    )
