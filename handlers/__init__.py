"""Telegram in, desk out: translate, call, answer. No SQL, no rules. This list is the table of contents."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    filters,
)

from handlers import files, membership, rich, talking, taps
from handlers.door import Door

#: What the bot asks Telegram for; an omitted list would keep whatever was asked for before.
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]

Handle = Callable[[Door, Update], Awaitable[None]]
Callback = Callable[[Update, CallbackContext[Any, Any, Any, Any]], Coroutine[Any, Any, None]]

_PRIVATE = filters.ChatType.PRIVATE


def register(application: Application[Any, Any, Any, Any, Any, Any], door: Door) -> None:
    """Say which message goes where; the first that fits takes it."""

    def of(handle: Handle) -> Callback:
        async def callback(update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
            await handle(door, update)

        return callback

    application.add_handlers(
        [
            CallbackQueryHandler(of(taps.tap)),
            ChatMemberHandler(of(membership.changed), ChatMemberHandler.MY_CHAT_MEMBER),
            MessageHandler(_PRIVATE & rich.IsRich(), of(rich.heard)),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE & _PRIVATE & filters.TEXT, of(talking.edit)),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE & _PRIVATE, of(files.edited)),
            MessageHandler(filters.UpdateType.MESSAGE & filters.COMMAND, of(talking.command)),
            MessageHandler(filters.UpdateType.MESSAGE & _PRIVATE & filters.TEXT, of(talking.text)),
            MessageHandler(
                filters.UpdateType.MESSAGE & _PRIVATE & (filters.PHOTO | filters.Document.ALL),
                of(files.attached),
            ),
            MessageHandler(filters.UpdateType.MESSAGE & _PRIVATE, of(talking.other)),
        ]
    )
