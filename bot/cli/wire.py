"""The way to Telegram as the office configured it: straight, or through its proxy."""

from __future__ import annotations

from bot.config import Config
from bot.transport.request import AiohttpRequest


def request(config: Config, *, pool_size: int = 256) -> AiohttpRequest:
    """Make a transport; without a proxy in the configuration that of the environment is taken, if there is one."""
    telegram, password = config.telegram, config.proxy_password
    login = (telegram.proxy_user, password.reveal() if password else "") if telegram.proxy_user else None
    return AiohttpRequest(pool_size=pool_size, proxy=telegram.proxy or None, proxy_login=login, trust_env=True)
