"""What handlers are given: the store, the bot, and the way to have an effect exactly once."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from telegram import Bot, Chat, Update

from bot.transport.inbox import effect
from bot.transport.trouble import Rest
from handlers.senders import Sender
from storage.store import Store, Tx

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Door:
    """The handlers' way in; `rest` waits so many seconds with an update in hand.

    `afterwards` does something that decides nothing, and holds up no one meanwhile.
    """

    store: Store
    bot: Bot
    rest: Rest
    afterwards: Callable[[Coroutine[Any, Any, None]], None]

    async def do(self, intent: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Run an intent in one transaction with the update's "done"; None when it had its effect before."""
        return await effect(self.store, intent, *args, **kwargs)


def sender(update: Update) -> Sender:
    """Say who speaks and where. An anonymous group admin or a channel is nobody in particular."""
    user, chat = update.effective_user, update.effective_chat
    message = update.effective_message
    anonymous = update.callback_query is None and message is not None and message.sender_chat is not None
    someone = None if user is None or user.is_bot or anonymous else user.id
    language = (user.language_code or "id")[:2] if user else "id"
    return Sender(
        telegram_id=someone,
        chat_id=chat.id if chat else (user.id if user else 0),
        private=chat is None or chat.type == Chat.PRIVATE,
        language=language,
    )
