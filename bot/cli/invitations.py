"""Invitation links from the command line, with no bot running."""

from __future__ import annotations

import asyncio

from telegram import Bot
from telegram.error import TelegramError

from bot.clock import Clock
from bot.config import Config
from bot.wire import AiohttpRequest
from storage import outbox
from storage.store import write_once


class InvitationRefusedError(RuntimeError):
    """An invitation that cannot be made; its text is a code that has words."""


def invitation_link(username: str, token: str) -> str:
    """Give the link that somebody taps: it opens the bot and presents the invitation."""
    return f"https://t.me/{username}?start={token}"


def bot_username(config: Config) -> str:
    """Find the bot's user name: as configured, as last seen, or by asking Telegram.

    Raises InvitationRefusedError("username_unknown").
    """
    if config.telegram.username:
        return config.telegram.username
    seen = write_once(
        config.storage.database,
        config.files,
        config.office(),
        Clock().now,
        lambda tx: outbox.meta(tx, "username"),
    )
    return seen or asyncio.run(_ask(config))


async def _ask(config: Config) -> str:
    if config.token is None:
        raise InvitationRefusedError("username_unknown")
    request = AiohttpRequest(trust_env=True)
    bot = Bot(
        config.token.reveal(),
        base_url=f"{config.telegram.api_url}/bot",
        request=request,
        get_updates_request=request,
    )
    try:
        async with request:
            return (await bot.get_me()).username or ""
    except TelegramError as error:
        raise InvitationRefusedError("username_unknown") from error
