"""The methods of the Bot API, by name; each takes the call's arguments and returns its result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.rehearsal.core import Core
from bot.rehearsal.methods import answering, chats, editing, identity, receiving, sending
from bot.rehearsal.rules import Args

Handler = Callable[[Core, Args], Any]

HANDLERS: dict[str, Handler] = {
    **identity.HANDLERS,
    **receiving.HANDLERS,
    **sending.HANDLERS,
    **editing.HANDLERS,
    **answering.HANDLERS,
    **chats.HANDLERS,
}

__all__ = ["HANDLERS", "Handler"]
