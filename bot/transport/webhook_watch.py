"""Looks after the webhook: whoever takes it away, or fails to reach us through it, does not leave the bot deaf."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from telegram import Bot, WebhookInfo
from telegram.error import TelegramError

from bot.desk.people.upkeep import WebhookTrouble
from bot.transport.health import Check
from bot.transport.trouble import patiently
from bot.transport.webhook import set_webhook

logger = logging.getLogger(__name__)

BELIEVED: Final = 600.0  # seconds that a good look is believed, while Telegram cannot be asked

#: What is wrong, and a detail without secrets: the other host, or Telegram's words.
OnTrouble: TypeAlias = Callable[[WebhookTrouble, str], Awaitable[None]]


class WebhookWatch:
    """Has Telegram deliver to our address, and asks it now and then whether it still does."""

    def __init__(
        self, bot: Bot, url: str, secret: str, allowed_updates: Sequence[str], on_trouble: OnTrouble | None = None
    ) -> None:
        """Nothing is asked before `begin`."""
        self._bot = bot
        self._url = url
        self._secret = secret
        self._allowed = list(allowed_updates)
        self._on_trouble = on_trouble
        self._good_at: float | None = None
        self._wrong = "not set yet"
        self._error_at: object = None

    async def begin(self) -> None:
        """Set the webhook, however long the network needs. Raises TelegramError with Telegram's refusal."""
        await patiently(self._set)

    async def look(self) -> None:
        """Ask Telegram where it delivers, and set the webhook again if that is not here."""
        try:
            info = await self._bot.get_webhook_info()
        except TelegramError as error:
            logger.warning("the webhook could not be looked at: %s", error)
            return
        if info.url != self._url:
            await self._again(info)
            return
        if info.allowed_updates is not None and set(info.allowed_updates) != set(self._allowed):
            await self._set()
        self._good_at, self._wrong = monotonic(), ""
        await self._deliveries(info)

    def check(self) -> Check:
        """Say for the health page whether Telegram has our webhook, as far as is known."""
        if self._wrong or self._good_at is None:
            return Check(ok=False, detail=self._wrong)
        return Check(monotonic() - self._good_at < BELIEVED)

    async def _set(self) -> None:
        await set_webhook(self._bot, self._url, self._secret, self._allowed)
        self._good_at, self._wrong = monotonic(), ""

    async def _again(self, info: WebhookInfo) -> None:
        what: WebhookTrouble = "elsewhere" if info.url else "gone"
        host = urlsplit(info.url).hostname or "" if info.url else ""
        self._wrong = "Telegram has no webhook of ours"
        logger.error("the webhook is %s %s; it is set again", what, host)
        try:
            await self._set()
        except TelegramError as error:
            logger.warning("the webhook could not be set again: %s", error)
        await self._tell(what, host)

    async def _deliveries(self, info: WebhookInfo) -> None:
        """Tell each newer failure of Telegram's to reach us once, as long as something waits for it."""
        at, words = info.last_error_date, info.last_error_message
        if at is None or at == self._error_at or not info.pending_update_count:
            return
        first = self._error_at is None
        self._error_at = at
        logger.warning("Telegram could not deliver at %s, %s waiting: %s", at, info.pending_update_count, words)
        if first:
            await self._tell("failing", (words or "?")[:200])

    async def _tell(self, what: WebhookTrouble, detail: str) -> None:
        if self._on_trouble is None:
            return
        try:
            await self._on_trouble(what, detail)
        except Exception:
            logger.exception("the trouble with the webhook could not be told")
