"""Webhooks: Telegram's rules for setting one, deliveries in order, and retries."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from bot.rehearsal import Rehearsal
from bot.rehearsal.refusal import Json
from tests.rehearsal.cast import NOON, RINA, TONO, Clock, ask, done, office, refusal, updates


@dataclass
class Hook:
    """A bot's end of a webhook: answers as told, and keeps what it took."""

    url: str = ""
    taken: list[Json] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        await self.gate.wait()
        status = self.answers.pop(0) if self.answers else 200
        if status == 200:
            self.taken.append(update)
            self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return web.Response(status=status, headers={"Retry-After": "1"})

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.taken]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    hook.gate.set()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


@pytest.fixture
async def played() -> AsyncIterator[Rehearsal]:
    played = office(Clock())
    played.core.webhook.patience = 0.01
    yield played
    await played.close()


async def emptied(played: Rehearsal) -> None:
    """Returns when every update was delivered."""
    await played.wait_for(lambda: not played.core.updates.pending)


async def test_it_brings_updates_with_the_secret(played: Rehearsal, hook: Hook) -> None:
    played.person(RINA).send("sebelum")
    await done(played, "setWebhook", url=hook.url, secret_token="abc-1")
    played.person(RINA).send("sesudah")
    await emptied(played)
    assert (hook.texts(), hook.secrets) == (["sebelum", "sesudah"], ["abc-1"] * 2)


async def test_it_tries_again_until_it_is_taken_and_in_order(played: Rehearsal, hook: Hook) -> None:
    hook.answers = [500, 503]
    await done(played, "setWebhook", url=hook.url)
    for text in "abc":
        played.person(RINA).send(text)
    await emptied(played)
    assert hook.texts() == ["a", "b", "c"]
    info = await done(played, "getWebhookInfo")
    assert info["last_error_message"].startswith("Wrong response from the webhook: 503")
    assert info["last_error_date"] == int(NOON)


async def test_one_chat_does_not_hold_up_another(played: Rehearsal, hook: Hook) -> None:
    played.core.webhook.patience = 10.0
    hook.answers = [500]
    await done(played, "setWebhook", url=hook.url)
    played.person(RINA).send("a")
    played.person(TONO).send("b")
    await played.wait_for(lambda: hook.taken)
    assert (hook.texts(), len(played.core.updates.pending)) in ((["b"], 1), (["a"], 1))


async def test_a_deleted_webhook_leaves_the_rest_to_polling(played: Rehearsal, hook: Hook) -> None:
    hook.gate.clear()
    await done(played, "setWebhook", url=hook.url)
    played.person(RINA).send("a")
    answer = await ask(played, "deleteWebhook")
    assert answer == {"ok": True, "result": True, "description": "Webhook was deleted"}
    hook.gate.set()
    assert [each["message"]["text"] for each in await updates(played)] == ["a"]
    assert (await ask(played, "deleteWebhook"))["description"] == "Webhook is already deleted"


async def test_what_is_too_old_is_not_brought(played: Rehearsal, hook: Hook) -> None:
    clock = played.core.now
    assert isinstance(clock, Clock)
    hook.answers = [500]
    await done(played, "setWebhook", url=hook.url)
    played.person(RINA).press(1, data="x")
    await played.wait_for(lambda: not hook.answers)
    clock.forward(150)
    await emptied(played)
    assert hook.taken == []


async def test_pending_updates_can_be_dropped(played: Rehearsal, hook: Hook) -> None:
    played.person(RINA).send("a")
    hook.gate.clear()
    await done(played, "setWebhook", url=hook.url, drop_pending_updates=True)
    info = await done(played, "getWebhookInfo")
    assert (info["pending_update_count"], info["url"]) == (0, hook.url)


async def test_it_shows_how_it_was_set(played: Rehearsal, hook: Hook) -> None:
    await done(played, "setWebhook", url=hook.url, max_connections=500, allowed_updates='["message"]')
    assert await done(played, "getWebhookInfo") == {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 100,
        "ip_address": "127.0.0.1",
        "allowed_updates": ["message"],
    }


async def test_it_is_set_once_a_second(played: Rehearsal, hook: Hook) -> None:
    clock = played.core.now
    assert isinstance(clock, Clock)
    await done(played, "setWebhook", url=hook.url)
    answer = await ask(played, "setWebhook", url=hook.url)
    assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 1})
    clock.forward(1)
    answer = await ask(played, "setWebhook", url=hook.url)
    assert answer["description"] == "Webhook is already set"


@pytest.mark.parametrize(
    ("url", "secret", "words"),
    [
        ("http://kab.go.id/hook", "", "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            "https://kab.go.id:8080/hook",
            "",
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ("https://127.0.0.1/hook", "", "bad webhook: IP address 127.0.0.1 is reserved"),
        ("https://kab.go.id/h", "a b", "secret token contains unallowed characters"),
        ("https://kab.go.id/h", "a" * 257, "secret token contains unallowed characters"),
        ("https://kab.go.id:x/h", "", "invalid webhook URL specified"),
        (
            "https://kab.go.id/h",
            "",
            "bad webhook: Failed to resolve host: Name or service not known",
        ),
    ],
)
async def test_it_refuses_bad_webhooks(url: str, secret: str, words: str) -> None:
    sentence = await refusal(office(), "setWebhook", url=url, secret_token=secret)
    assert sentence == f"Bad Request: {words}"


async def test_without_leave_it_brings_nothing_to_loopback() -> None:
    played = Rehearsal(allow_local_webhooks=False)
    sentence = await refusal(played, "setWebhook", url="http://127.0.0.1:80/")
    assert sentence == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
