"""Fixtures of the wire's tests: a small Bot API on loopback, and a bot that speaks to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.transport.polling import Notes, Store
from tests.transport.support import BotApi, make_bot


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    # python-telegram-bot 22 warns on every RetryAfter unless its newer type is chosen.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as running:
        yield running


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    async with make_bot(api.url) as made:
        yield made


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def notes() -> Notes:
    return Notes()
