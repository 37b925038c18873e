"""The edge to Telegram: which update goes where. Nothing else of `handlers` knows Telegram's types."""

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

from handlers.updates import callbacks, files, membership, messages, rich
from handlers.updates.door import Door

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
            CallbackQueryHandler(of(callbacks.tap)),
            ChatMemberHandler(of(membership.changed), ChatMemberHandler.MY_CHAT_MEMBER),
            MessageHandler(_PRIVATE & rich.IsRich(), of(rich.heard)),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE & _PRIVATE & filters.TEXT, of(messages.edit)),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE & _PRIVATE, of(files.edited)),
            MessageHandler(filters.UpdateType.MESSAGE & filters.COMMAND, of(messages.command)),
            MessageHandler(filters.UpdateType.MESSAGE & _PRIVATE & filters.TEXT, of(messages.text)),
            MessageHandler(
                filters.UpdateType.MESSAGE & _PRIVATE & (filters.PHOTO | filters.Document.ALL),
                of(files.attached),
            ),
            MessageHandler(filters.UpdateType.MESSAGE & _PRIVATE & ~filters.StatusUpdate.ALL, of(messages.other)),
        ]
    )
