"""Looks after the polling: whoever else takes the bot's messages does not leave it deaf, and is named."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TypeAlias
from urllib.parse import urlsplit

from telegram import Bot

from bot.desk.people.upkeep import PollingTrouble
from bot.transport.poller import Trouble, TroubleKind
from bot.transport.trouble import Rest, patiently

logger = logging.getLogger(__name__)

#: What is wrong, and the other host where that is known.
OnTrouble: TypeAlias = Callable[[PollingTrouble, str], Awaitable[None]]


class PollingWatch:
    """Takes a webhook away that others set, and tells of another program with the token."""

    def __init__(self, bot: Bot, on_trouble: OnTrouble, rest: Rest) -> None:
        """Nothing is asked before `begin`; `rest` waits so many real seconds."""
        self._bot = bot
        self._on_trouble = on_trouble
        self._rest = rest
        self._met = False

    async def begin(self) -> None:
        """Have Telegram give updates to whoever asks, however long the network needs. What waits there is kept."""
        await patiently(lambda: self._bot.delete_webhook(drop_pending_updates=False), self._rest)

    async def hear(self, trouble: Trouble) -> None:
        """Hear of a trouble that begins; a webhook of others is taken away and told."""
        logger.warning("polling: %s: %s", trouble.kind, trouble.detail)
        if trouble.kind is TroubleKind.WEBHOOK:
            info = await self._bot.get_webhook_info()
            await self.begin()
            await self._on_trouble("webhook", urlsplit(info.url).hostname or "")

    async def look(self, trouble: Trouble | None) -> None:
        """Tell of another program that is met at two looks; at a restart two may meet for a moment."""
        met, self._met = self._met, trouble is not None and trouble.kind is TroubleKind.CONFLICT
        if met and self._met:
            await self._on_trouble("other_bot", "")
