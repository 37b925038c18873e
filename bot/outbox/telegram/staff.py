"""Links and files of the staff: made when they are sent, and kept nowhere."""

from __future__ import annotations

import asyncio

from telegram import Bot, InputFile, Message
from telegram.constants import ParseMode

from bot.content import qr
from bot.desk.people import importing
from bot.papers import staff
from bot.texts import Texts, speaking
from storage import outbox
from storage.outbox import Row
from storage.outbox_bodies import Link, StaffFile
from storage.store import Store, Tx


async def send_staff(bot: Bot, store: Store, row: Row, wish: Link | StaffFile) -> None:
    """Send a link with its picture, or a file of the staff. Raises TelegramError as it comes."""
    t, rows = await store.read(_values, wish)
    chat_id = row.chat_id or 0
    message = await (_link(bot, chat_id, t, wish) if isinstance(wish, Link) else _file(bot, chat_id, t, wish, rows))
    await store.write(outbox.settle, row.id, "sent", message_id=message.message_id)


async def _link(bot: Bot, chat_id: int, t: Texts, wish: Link) -> Message:
    """Send a one-time link with its QR picture: whoever sits beside the admin points a phone at it."""
    url = _url(bot, wish.token)
    caption = str(t.link_words(wish.name, url, wish.until, moves=wish.moves))
    return await bot.send_photo(chat_id, qr.png(url), caption=caption, parse_mode=ParseMode.HTML)


async def _file(bot: Bot, chat_id: int, t: Texts, wish: StaffFile, rows: list[list[str]]) -> Message:
    """Send the table to fill in, the table of everybody, or invitations to print and cut."""
    if wish.what == "links":
        links = [(name, office, _url(bot, token)) for name, office, token in wish.links]
        data = await asyncio.to_thread(staff.invitations, t, links, t.one_day(wish.until), wish.language, t.now)
    else:
        data = await asyncio.to_thread(staff.workbook, t, rows)
    file = InputFile(data, filename=t.staff_file(wish.what))
    return await bot.send_document(chat_id, file, caption=t.staff_caption(wish.what))


def _url(bot: Bot, token: str) -> str:
    return f"https://t.me/{bot.username}?start={token}"


def _values(tx: Tx, wish: Link | StaffFile) -> tuple[Texts, list[list[str]]]:
    export = isinstance(wish, StaffFile) and wish.what == "export"
    return speaking(wish.language, tx.office, tx.now), importing.table(tx) if export else []
