"""The edge to Telegram: which update goes where. Nothing else of `handlers` knows Telegram's types."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Message, Update
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


#: What people send that we can do nothing with; all else is what Telegram itself says in a chat, and gets silence.
SENT = frozenset((
    "animation", "audio", "paid_media", "sticker", "story", "video", "video_note", "voice", "checklist",
    "contact", "dice", "game", "poll", "venue", "location", "invoice", "giveaway", "giveaway_winners",
    "live_photo", "document", "photo", "text",
))  # fmt: skip


class IsSent(filters.MessageFilter):
    """Lets messages through in which somebody sent something, also of kinds python-telegram-bot does not know."""

    def filter(self, message: Message) -> bool:
        """Say whether it is one."""
        return any(getattr(message, name, None) or name in message.api_kwargs for name in SENT)


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
            MessageHandler(filters.UpdateType.MESSAGE & _PRIVATE & IsSent(), of(messages.other)),
        ]
    )
