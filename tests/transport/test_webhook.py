"""The web server: what it takes from Telegram, what it refuses, and what it shows of its health."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from bot.transport import webhook
from bot.transport.health import Check, HealthPages
from bot.transport.webhook import BODY_MAX, HEADERS, SECRET_HEADER, Webhook, WebServer, set_webhook
from tests.transport.support import BotApi, Call, ok

SECRET = "Rahasia-webhook_123"
PATH = "/telegram/hook"
UPDATE = {"update_id": 42, "message": {"text": "halo 🙏", "unknown": [1]}}


class Inbox:
    """Where deliveries are stored; raises `failure` when there is one."""

    def __init__(self) -> None:
        self.taken: list[list[dict[str, Any]]] = []
        self.failure: Exception | None = None

    async def take(self, batch: list[dict[str, Any]]) -> None:
        if self.failure is not None:
            raise self.failure
        self.taken.append(batch)


class Site:
    """A running web server and a client for it."""

    def __init__(self, server: WebServer, client: aiohttp.ClientSession) -> None:
        self.client = client
        self.url = f"http://127.0.0.1:{server.address[1]}"

    async def deliver(self, body: bytes, **headers: str) -> int:
        headers = headers or {SECRET_HEADER: SECRET}
        async with self.client.post(self.url + PATH, data=io.BytesIO(body), headers=headers) as answer:
            await answer.read()
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
            return answer.status


def healthy() -> Mapping[str, Check]:
    return {"database": Check(ok=True, detail="reads"), "polling": Check(ok=True)}


@asynccontextmanager
async def served(
    health: Callable[[], Mapping[str, Check]] = healthy, webhook: Webhook | None = None
) -> AsyncIterator[Site]:
    server = WebServer(HealthPages(health), webhook=webhook, port=0)
    await server.start()
    try:
        async with aiohttp.ClientSession() as client:
            yield Site(server, client)
    finally:
        await server.stop()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def site(inbox: Inbox) -> AsyncIterator[Site]:
    async with served(webhook=Webhook(PATH, SECRET, inbox.take)) as running:
        yield running


def packed(update: Any) -> bytes:
    return json.dumps(update).encode()


async def test_it_takes_an_update_and_answers_200(site: Site, inbox: Inbox) -> None:
    assert await site.deliver(packed(UPDATE)) == 200
    assert inbox.taken == [[UPDATE]]


async def test_it_answers_only_when_the_update_is_stored() -> None:
    may_store = asyncio.Event()

    async def slow(batch: list[dict[str, Any]]) -> None:
        await may_store.wait()

    async with served(webhook=Webhook(PATH, SECRET, slow)) as site:
        delivery = asyncio.create_task(site.deliver(packed(UPDATE)))
        await asyncio.sleep(0.1)
        assert not delivery.done()
        may_store.set()
        assert await delivery == 200


async def test_it_answers_500_when_the_update_cannot_be_stored(
    site: Site, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    inbox.failure = OSError("disk full")
    assert await site.deliver(packed(UPDATE)) == 500
    assert "web.take_failed update=42" in caplog.text
    inbox.failure = None
    assert await site.deliver(packed(UPDATE)) == 200  # as Telegram tries again
    assert inbox.taken == [[UPDATE]]


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Other": "1"},
        {SECRET_HEADER: ""},
        {SECRET_HEADER: SECRET + "4"},
        {SECRET_HEADER: SECRET[:-1]},
        {SECRET_HEADER: SECRET.lower()},
        {SECRET_HEADER: "ü"},
        {"Authorization": SECRET},
    ],
)
async def test_it_refuses_a_wrong_secret(
    site: Site, inbox: Inbox, caplog: pytest.LogCaptureFixture, headers: dict[str, str]
) -> None:
    caplog.set_level(logging.DEBUG)
    assert await site.deliver(packed(UPDATE), **headers) == 403
    assert inbox.taken == []
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x",
        b"[1]",
        b"null",
        b'"update_id"',
        b"{}",
        b'{"update_id": "42"}',
        b'{"update_id": true}',
        b'{"update_id": 1.0}',
        b'{"update_id": -1}',
        b'{"update_id": 9223372036854775808}',
        b'{"update_id": 1, "x": NaN}',
        b'{"update_id": ' + b"9" * 5000 + b"}",
        b'{"update_id": 1, "x": "\xff"}',
        b"[" * 200_000,
    ],
)
async def test_it_refuses_a_body_that_is_no_update(site: Site, inbox: Inbox, body: bytes) -> None:
    assert await site.deliver(body) == 400
    assert inbox.taken == []


async def test_it_refuses_a_body_that_is_too_long(site: Site, inbox: Inbox) -> None:
    padding = BODY_MAX - len(packed({"update_id": 1, "x": ""}))
    assert await site.deliver(packed({"update_id": 1, "x": "y" * (padding + 1)})) == 413
    assert await site.deliver(packed({"update_id": 2, "x": "y" * padding})) == 200
    assert [batch[0]["update_id"] for batch in inbox.taken] == [2]


async def first_line(site: Site, sent: bytes) -> bytes:
    """The first line of the answer to bytes that no client of ours would send."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(site.url.rsplit(":", 1)[1]))
    writer.write(sent)
    line = await asyncio.wait_for(reader.readline(), 2)
    writer.close()
    await writer.wait_closed()
    return line.strip()


def request_head(secret: bytes) -> bytes:
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n{SECRET_HEADER}: "
    return head.encode() + secret + b"\r\n\r\n"


@pytest.mark.parametrize("secret", [b"", b"wrong", b"\xff\xfe", SECRET.encode() + b"\xff"])
async def test_it_looks_at_the_secret_before_the_body(site: Site, secret: bytes) -> None:
    assert await first_line(site, request_head(secret)) == b"HTTP/1.1 403 Forbidden"


async def test_it_does_not_wait_for_ever_for_a_body(site: Site, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "BODY_PATIENCE", 0.1)
    sent = request_head(SECRET.encode()) + b"{"
    assert await first_line(site, sent) == b"HTTP/1.1 408 Request Timeout"
    assert inbox.taken == []


async def test_it_takes_deliveries_at_the_same_time(site: Site, inbox: Inbox) -> None:
    bodies = [packed({"update_id": number}) for number in range(40)]
    assert await asyncio.gather(*(site.deliver(body) for body in bodies)) == [200] * 40
    assert sorted(batch[0]["update_id"] for batch in inbox.taken) == list(range(40))


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", PATH, 405), ("PUT", PATH, 405), ("POST", "/", 404), ("POST", PATH + "/x", 404)],
)
async def test_it_answers_nothing_else(site: Site, inbox: Inbox, method: str, path: str, status: int) -> None:
    headers = {SECRET_HEADER: SECRET}
    async with site.client.request(method, site.url + path, data=packed(UPDATE), headers=headers) as answer:
        assert answer.status == status
        assert answer.headers["Server"] == "tayang"
    assert inbox.taken == []


async def test_it_has_no_webhook_unless_one_is_given() -> None:
    async with served() as site:
        assert await site.deliver(packed(UPDATE)) == 404


async def test_it_shows_that_all_is_well() -> None:
    async with served() as site, site.client.get(site.url + "/healthz") as answer:
        assert answer.status == 200
        assert await answer.json() == {
            "ok": True,
            "checks": {
                "database": {"ok": True, "detail": "reads"},
                "polling": {"ok": True, "detail": ""},
            },
            "warnings": [],
        }
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


async def test_it_shows_what_is_not_well() -> None:
    def ill() -> Mapping[str, Check]:
        return {**healthy(), "polling": Check(ok=False, detail="last answer 120 s ago")}

    async with served(ill) as site, site.client.get(site.url + "/healthz") as answer:
        shown = await answer.json()
        assert answer.status == 503
    assert shown["ok"] is False
    assert shown["checks"]["polling"] == {"ok": False, "detail": "last answer 120 s ago"}
    assert shown["checks"]["database"]["ok"] is True


async def test_a_failing_check_is_ill_health_and_tells_no_secret(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken() -> Mapping[str, Check]:
        raise RuntimeError(SECRET)

    async with served(broken) as site, site.client.get(site.url + "/healthz") as answer:
        assert answer.status == 503
        assert SECRET not in await answer.text()
    assert "web.health_failed" in caplog.text


async def test_it_listens_on_loopback() -> None:
    server = WebServer(HealthPages(healthy), port=0)
    await server.start()
    assert server.address[0] == "127.0.0.1"
    await server.stop()


async def test_it_can_stop_twice_and_start_again() -> None:
    server = WebServer(HealthPages(healthy), port=0)
    for _ in range(2):
        await server.start()
        await server.stop()
        await server.stop()
    with pytest.raises(RuntimeError, match="not running"):
        _ = server.address


async def test_it_says_when_its_address_is_taken() -> None:
    async with served() as site:
        other = WebServer(HealthPages(healthy), port=int(site.url.rsplit(":", 1)[1]))
        with pytest.raises(OSError, match="address already in use"):
            await other.start()


@pytest.mark.parametrize("path", ["", "/", "hook", "/healthz", "/a b", "/{x}", "/a?b", "/a/../b"])
def test_it_refuses_a_path_that_cannot_work(path: str) -> None:
    with pytest.raises(ValueError, match="path"):
        Webhook(path, SECRET, Inbox().take)


@pytest.mark.parametrize("secret", ["", "a b", "ü", "a" * 257, "rahasia\n"])
def test_it_refuses_a_secret_telegram_would_not_take_and_does_not_quote_it(secret: str) -> None:
    with pytest.raises(ValueError, match="1 to 256") as caught:
        Webhook(PATH, secret, Inbox().take)
    assert not secret or secret not in str(caught.value)


async def test_it_sets_the_webhook(api: BotApi, bot: Bot) -> None:
    async def done(call: Call) -> Any:
        return ok(result=True)

    api.answers["setWebhook"] = done
    await set_webhook(bot, "https://web.example.go.id/hook", SECRET, ["message", "callback_query"])
    fields = api.calls[-1].fields
    assert fields == {
        "url": "https://web.example.go.id/hook",
        "secret_token": SECRET,
        "allowed_updates": '["message", "callback_query"]',
        "drop_pending_updates": "false",
    }


async def test_it_sets_no_webhook_without_a_secret(api: BotApi, bot: Bot) -> None:
    with pytest.raises(ValueError, match="secret"):
        await set_webhook(bot, "https://web.example.go.id/hook", "", [])
    assert api.count("setWebhook") == 0
