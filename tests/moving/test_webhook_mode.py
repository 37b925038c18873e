"""Webhook mode from the office's side: updates come in, and the webhook is looked after."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.app import Hook
from bot.rehearsal.phone import Phone
from tests.stage import Stage, text_of


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """An office whose bot gets its updates by webhook."""
    async with Stage(tmp_path) as stage:
        await stage.bot.stop()
        stage.hook = _hook()
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


async def test_switching_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    """Polling, webhook, polling: what came while the bot was being switched is handled, each once."""
    async with Stage(tmp_path) as stage:
        rina, hook = stage.person("Rina"), _hook()
        for turn, way in enumerate((hook, None, hook, None), 1):
            await stage.bot.stop()
            rina.send("/bantuan")
            rina.send("/bantuan")
            stage.hook = way
            stage.clock.set(stage.clock.now() + timedelta(seconds=5))  # Telegram takes one setWebhook a second
            await stage.start_bot()
            await stage.settle()
            assert len(_helps(rina)) == 2 * turn
            assert bool(stage.outside.core.webhook.url) is (way is not None)


def _helps(person: Phone) -> list[str]:
    return [text_of(message) for message in person.received if text_of(message).startswith("Bantuan")]


def _hook() -> Hook:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return Hook(f"http://127.0.0.1:{free.getsockname()[1]}", "/telegram", "rahasia-webhook")
