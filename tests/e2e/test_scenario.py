"""The acceptance scenario over real HTTP, at the bot's own pace, against the server that refuses what Telegram does."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import Hook, Settings, Tayang
from bot.cli.running import settings
from bot.clock import Clock
from bot.transport.request import AiohttpRequest
from tests.e2e import aftermath, scenario
from tests.e2e.city import TOKEN, City
from tests.e2e.process import read_config, seed, write_config
from tests.e2e.scenario import Scenario
from tests.e2e.website import Website

pytestmark = pytest.mark.slow

WEBHOOK_SECRET = "rahasia-webhook-uji"


async def test_it_plays_the_whole_sop_over_http_without_one_refusal(tmp_path: Path) -> None:
    """In Indonesian and in English by polling, and by webhook: three offices side by side, each at its own pace."""
    async with asyncio.TaskGroup() as offices:
        offices.create_task(_play(tmp_path / "id", "id", _polling))
        offices.create_task(_play(tmp_path / "en", "en", _polling))
        offices.create_task(_play(tmp_path / "webhook", "id", _webhook))


def _polling(own: Settings) -> Settings:
    """The bot as configured: it asks for its updates."""
    return own


def _webhook(own: Settings) -> Settings:
    """The bot as it is when updates are brought to it, on loopback, where no certificate is needed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    hook = Hook(f"http://127.0.0.1:{port}", "/telegram", WEBHOOK_SECRET)
    return replace(own, hook=hook, health=("127.0.0.1", port))


async def _play(folder: Path, language: str, way: Callable[[Settings], Settings]) -> None:
    async with City(folder) as city:
        config = read_config(write_config(city))
        await seed(config)
        clock = Clock()
        own = way(settings(config, TOKEN, clock))
        bot = Tayang(own, clock, AiohttpRequest(), AiohttpRequest(pool_size=2))
        await bot.start()
        play = Scenario(city.outside, config.office(), language)
        try:
            await play.play()
            await aftermath.all_said(config)
        finally:
            await bot.stop()
        assert [(call.method, call.error) for call in city.outside.refusals()] == []
        assert [(call.method, call.oddities) for call in city.outside.log.odd()] == []
        assert bool(city.outside.log.of("getUpdates")) == (own.hook is None)
        assert sum(hand.again for hand in play.hands.values()) == 0  # nobody had to tap twice
        assert scenario.steps_taken(config.storage.database) == scenario.STEPS
        assert scenario.events_recorded(config.storage.database) == scenario.EVENTS
        assert aftermath.cards_held(config) == scenario.CARDS
        assert aftermath.wrong_cards(config, city) == []
        async with Website(city) as website:
            await website.check()
