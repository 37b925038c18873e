"""One row of the outbox as calls to Telegram: messages, cards sent or edited, albums and files, menus."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import msgspec
from markupsafe import Markup
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
)
from telegram.constants import ChatAction, MessageLimit, ParseMode
from telegram.error import BadRequest

from bot.cards import render
from bot.content.chat import pieces
from bot.desk import notify
from bot.desk.authority import capacities
from bot.outbox.telegram import channel
from bot.outbox.telegram.papers import send_paper
from bot.outbox.telegram.preview import send_preview
from bot.outbox.telegram.staff import send_staff
from bot.sop.flow import Kind
from bot.sop.model import Person
from bot.texts import default
from bot.transport.trouble import trouble_of
from storage import meta, outbox, parts, people, screens
from storage.outbox import Row
from storage.outbox_bodies import (
    ButtonBody,
    Buttons,
    Card,
    Delete,
    DispositionPaper,
    Document,
    FreshnessPicture,
    Link,
    Menu,
    Photo,
    Photos,
    Preview,
    RecapPaper,
    Share,
    StaffFile,
    Text,
)
from storage.store import Store, Tx

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

#: Says which commands somebody's menu has now, as (name, words).
MenuOf = Callable[[Tx, Person], list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class _Face:
    """A card as it is to stand in a chat now, and the message it stands in already."""

    html: str
    rows: Buttons
    message_id: int | None
    shown: str  # hash of what that message shows

    @property
    def hash(self) -> str:
        """Hash what the card is to show."""
        return hashlib.sha256(json.dumps([self.html, msgspec.to_builtins(self.rows)]).encode()).hexdigest()


class Speaker:
    """Delivers rows that go to a chat. Raises TelegramError as it comes; the loop knows what each means."""

    def __init__(self, bot: Bot, store: Store, menu_of: MenuOf) -> None:
        """Speak through this bot; `menu_of` says which commands somebody's menu has now."""
        self._bot = bot
        self._store = store
        self._menu_of = menu_of

    async def deliver(self, row: Row) -> None:
        """Deliver one row and settle it."""
        match row.body:
            case Text() as text:
                message = await self._send(row, text.html, text.rows)
                await self._settle(row, "sent", message.message_id)
            case Card() as card:
                await self._card(row, card)
            case Photos() | Document() as files:
                await self._files(row, files)
            case Link() | StaffFile() as wish:
                await send_staff(self._bot, self._store, row, wish)
            case Delete(message_id=message_id):
                await self._delete(row, message_id)
            case Menu():
                await self._show_menu(row)
            case DispositionPaper() | RecapPaper() | FreshnessPicture() as paper:
                await send_paper(self._bot, self._store, row, paper)
            case Preview():
                await send_preview(self._bot, self._store, row)
            case Share():
                await channel.deliver(self._bot, self._store, row)
            case _:
                raise ValueError(f"{row.kind} goes to no chat")

    async def knock(self, row: Row) -> None:
        """Ask something of Telegram for a row's chat that leaves no trace there. Raises TelegramError as it comes."""
        await self._bot.send_chat_action(_chat(row), ChatAction.TYPING)

    async def _send(self, row: Row, html: str, rows: Buttons) -> Message:
        return await self._bot.send_message(
            _chat(row),
            html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(rows),
            link_preview_options=NO_PREVIEW,
        )

    async def _card(self, row: Row, wish: Card) -> None:
        """Edit the card in place, or send it anew where it must be noticed; either way there is one."""
        face = await self._store.read(_face, row, wish.head)
        if face is None:
            await self._settle(row, "nothing")
        elif face.message_id is None or wish.anew:
            await self._send_card(row, face)
        elif face.shown == face.hash:
            await self._settle(row, "unchanged", face.message_id)
        else:
            await self._edit_card(row, face, face.message_id)

    async def _send_card(self, row: Row, face: _Face) -> None:
        message = await self._send(row, face.html, face.rows)
        await self._store.write(_card_shown, row, "sent", message.message_id, face)

    async def _edit_card(self, row: Row, face: _Face, message_id: int) -> None:
        try:
            await self._bot.edit_message_text(
                face.html,
                _chat(row),
                message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(face.rows),
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            if "not modified" in str(error):  # an edit whose answer was lost had its effect
                await self._store.write(_card_shown, row, "unchanged", message_id, face)
            elif _is_gone(error):
                await self._send_card(row, replace(face, message_id=None))
            elif "can't be edited" in str(error):
                await self._send_card(row, face)
            else:
                raise
            return
        await self._store.write(_card_shown, row, "edited", message_id, face)

    async def _files(self, row: Row, files: Photos | Document) -> None:
        """Send photos or a file: by the id Telegram knows them by, else as an upload."""
        shas = [photo.sha for photo in files.photos] if isinstance(files, Photos) else [files.sha]
        known = await self._store.read(_known_files, shas, as_document=isinstance(files, Document))
        try:
            sent = await self._send_files(row, files, known)
        except BadRequest as error:
            if "file" not in str(error).lower() or not any(known.values()):
                raise
            sent = await self._send_files(row, files, {})  # Telegram forgot an id: the bytes are with us
        await self._store.write(_files_sent, row, dict(zip(shas, sent, strict=False)))

    async def _send_files(self, row: Row, files: Photos | Document, known: dict[str, str | None]) -> list[str]:
        """Send what the row names; give the file_id of each."""
        if isinstance(files, Photos):
            return await self._send_photos(row, files.photos, known)
        source = self._source(files.sha, known)
        message = await self._bot.send_document(
            _chat(row), source, caption=files.caption or None, filename=files.filename
        )
        return [f"{_AS_DOCUMENT}{message.document.file_id}"] if message.document else []

    async def _send_photos(self, row: Row, photos: Sequence[Photo], known: dict[str, str | None]) -> list[str]:
        if len(photos) > 1:
            media = [InputMediaPhoto(self._source(p.sha, known), caption=p.caption or None) for p in photos]
            messages: Sequence[Message] = await self._bot.send_media_group(_chat(row), media)
            return [message.photo[-1].file_id for message in messages]
        [photo] = photos
        message = await self._bot.send_photo(_chat(row), self._source(photo.sha, known), caption=photo.caption or None)
        return [message.photo[-1].file_id]

    def _source(self, sha: str, known: dict[str, str | None]) -> str | bytes:
        return known.get(sha) or self._store.files.get(sha)

    async def _delete(self, row: Row, message_id: int) -> None:
        """Take an old card away; past Telegram's 48 hours it says instead that another one took its place."""
        try:
            await self._bot.delete_message(_chat(row), message_id)
        except BadRequest as error:
            if trouble_of(error) is not None:
                raise
            if "not found" not in str(error).lower():  # else it is gone already
                await self._replace(row, message_id)
        await self._settle(row, "deleted", message_id)

    async def _replace(self, row: Row, message_id: int) -> None:
        words = await self._store.read(_replaced, row)
        try:
            await self._bot.edit_message_text(words, _chat(row), message_id, parse_mode=ParseMode.HTML)
        except BadRequest as error:  # gone, or told already
            if trouble_of(error) is not None:
                raise

    async def _show_menu(self, row: Row) -> None:
        """Show somebody the commands of their roles, where Telegram shows them others."""
        menu = await self._store.read(_menu, row, self._menu_of)
        if menu is None:
            await self._settle(row, "unchanged")
            return
        shown = [BotCommand(name, words) for name, words in menu]
        await self._bot.set_my_commands(shown, scope=BotCommandScopeChat(_chat(row)))
        await self._store.write(_menu_shown, row, menu)

    async def has_nothing_to_say(self, row: Row) -> bool:
        """Say whether a row is about a menu that Telegram shows already: after a start that is everybody's."""
        return isinstance(row.body, Menu) and await self._store.read(_menu, row, self._menu_of) is None

    async def _settle(self, row: Row, outcome: str, message_id: int | None = None) -> None:
        await self._store.write(outbox.settle, row.id, outcome, message_id=message_id)


def _menu(tx: Tx, row: Row, menu_of: MenuOf) -> list[tuple[str, str]] | None:
    """Give the menu that is to be shown in a chat, an empty one where it is nobody's; None: it is shown already."""
    person = people.by_telegram(tx, _chat(row))
    menu = menu_of(tx, person) if person else []
    return None if meta.get(tx, _menu_key(row)) == json.dumps(menu) else menu


def _menu_shown(tx: Tx, row: Row, menu: list[tuple[str, str]]) -> None:
    outbox.settle(tx, row.id, "menu")
    meta.put(tx, _menu_key(row), json.dumps(menu))


def _menu_key(row: Row) -> str:
    return f"menu.chat:{_chat(row)}"


def _is_gone(error: BadRequest) -> bool:
    """Say whether an edit was refused because there is no such message any more."""
    words = str(error).lower()
    return "message to edit not found" in words or "message_id_invalid" in words


def keyboard(rows: Buttons) -> InlineKeyboardMarkup | None:
    """Make Telegram's keyboard of buttons as the outbox keeps them."""
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows]) if rows else None


def _button(button: ButtonBody) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.text, url=button.url, callback_data=button.callback_data, style=button.style)


def _chat(row: Row) -> int:
    assert row.chat_id is not None  # noqa: S101 - the loop gives rows of chats only
    return row.chat_id


def _face(tx: Tx, row: Row, head: str) -> _Face | None:
    assert row.subject_kind is not None  # noqa: S101 - a CHECK of the table
    assert row.subject_id is not None  # noqa: S101
    card = render.card(tx, _chat(row), row.subject_kind, row.subject_id, head)
    if card is None:
        return None
    standing = screens.card_message(tx, _chat(row), row.subject_kind, row.subject_id)
    message_id, shown = standing or (None, "")
    return _Face(_fitting(card.text), card.keyboard(), message_id, shown)


def _fitting(text: Markup) -> str:
    """Cut a card to one message, at a paragraph: it is edited in place, so it cannot go on in a second one."""
    first, *rest = pieces(text, MessageLimit.MAX_TEXT_LENGTH - 10)
    return str(first) + ("\n…" if rest else "")


def _replaced(tx: Tx, row: Row) -> str:
    """Say on an old card that it holds no more: it may tell somebody to tap what is not there."""
    person = people.by_telegram(tx, _chat(row))
    t = notify.texts_for(tx, person) if person else default(tx.office, tx.now)
    thing = capacities.thing(tx, row.subject_kind, row.subject_id) if row.subject_kind and row.subject_id else None
    return str(t.card_replaced(thing.ref if thing else ""))


def _card_shown(tx: Tx, row: Row, outcome: str, message_id: int, face: _Face) -> None:
    """This message is the card now, and shows this; a message that was the card before goes."""
    kind, subject_id = Kind(str(row.subject_kind)), row.subject_id or 0
    screens.set_card(tx, _chat(row), kind, subject_id, message_id, face.hash)
    if face.message_id is not None and face.message_id != message_id:
        outbox.add(tx, row.chat_id, Delete(face.message_id), subject=(kind, subject_id), priority=outbox.DIGEST)
    outbox.settle(tx, row.id, outcome, message_id=message_id)


#: Before the id of what was sent as a file: Telegram does not take that of a photo for one, nor the reverse.
_AS_DOCUMENT = "document:"


def _known_files(tx: Tx, shas: list[str], *, as_document: bool) -> dict[str, str | None]:
    known = {sha: parts.telegram_file(tx, sha) or "" for sha in shas}
    fit = {sha: file_id for sha, file_id in known.items() if file_id.startswith(_AS_DOCUMENT) is as_document}
    return {sha: fit.get(sha, "").removeprefix(_AS_DOCUMENT) or None for sha in shas}


def _files_sent(tx: Tx, row: Row, ids: dict[str, str]) -> None:
    for sha, file_id in ids.items():
        parts.remember_telegram_file(tx, sha, file_id)
    outbox.settle(tx, row.id, "sent")
