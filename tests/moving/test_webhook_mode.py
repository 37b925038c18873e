"""Webhook mode from the office's side: updates come in, and the webhook is looked after."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.app import Hook
from tests.stage import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """An office whose bot gets its updates by webhook."""
    async with Stage(tmp_path) as stage:
        await stage.bot.stop()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            stage.hook = Hook(f"http://127.0.0.1:{free.getsockname()[1]}", "/telegram", "rahasia-webhook")
        await stage.start_bot()
        yield stage


async def _health(stage: Stage) -> tuple[int, bool]:
    assert stage.hook is not None
    async with aiohttp.ClientSession() as client, client.get(f"{stage.hook.public_url}/healthz") as answer:
        said = await answer.json()
        return answer.status, said["checks"]["webhook"]["ok"]


async def test_a_webhook_deleted_from_outside_is_set_again(stage: Stage) -> None:
    fitri, rina, telegram = stage.person("Fitri"), stage.person("Rina"), stage.outside.core.webhook
    ours = telegram.url
    await stage.bot.tick()
    assert (await _health(stage))[1] is True
    telegram.clear()
    stage.clock.set(stage.clock.now().replace(minute=5))
    await stage.bot.look_after_webhook()
    await stage.settle()
    assert telegram.url == ours
    stage.find(fitri, "Webhook bot ini terhapus")
    rina.send("/bantuan")
    await stage.outside.wait_for(lambda: rina.received)
    assert (await _health(stage))[1] is True


async def test_health_says_no_while_telegram_has_no_webhook_of_ours(stage: Stage) -> None:
    stage.outside.core.webhook.clear()
    stage.outside.core.webhook._next_set = stage.clock.now().timestamp() + 60
    await stage.bot.look_after_webhook()
    assert await _health(stage) == (503, False)
