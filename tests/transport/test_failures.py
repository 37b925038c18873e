"""Calls that fail: what is known of each, and that no text of it holds the token."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from time import monotonic
from typing import IO, Any, cast

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.transport.request import CHUNK, AiohttpRequest, NotSentError, OutcomeUnknownError, certainly_not_sent
from tests.transport.support import (
    TOKEN,
    BotApi,
    Call,
    closed_port,
    everything_it_says,
    make_bot,
    opened,
    raw_server,
    read_request,
    reset,
)

Attempt = Callable[[Bot], Awaitable[Any]]
Fault = Callable[[pytest.MonkeyPatch], AbstractAsyncContextManager[tuple[str, dict[str, Any]]]]


@asynccontextmanager
async def refused(_: pytest.MonkeyPatch) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    yield closed_port(), {}


@asynccontextmanager
async def unknown_host(patch: pytest.MonkeyPatch) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    async def unresolved(*args: Any, **kwargs: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    patch.setattr(asyncio.get_running_loop(), "getaddrinfo", unresolved)
    yield "http://nowhere.invalid", {}


@asynccontextmanager
async def no_handshake(_: pytest.MonkeyPatch) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"this is no TLS\r\n")
        writer.close()

    async with raw_server(plain) as url:
        yield url.replace("http", "https"), {}


@asynccontextmanager
async def full_backlog(_: pytest.MonkeyPatch) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    """A host that lets connections wait: nobody accepts, and the queue is full."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        queued = [socket.socket() for _ in range(4)]
        for waiting in queued:
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}", {"connect_timeout": 0.1}
        finally:
            for waiting in queued:
                waiting.close()


@asynccontextmanager
async def reset_after_sending(_: pytest.MonkeyPatch) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    async def broken(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        reset(writer)

    async with raw_server(broken) as url:
        yield url, {}


@asynccontextmanager
async def closed_after_sending(_: pytest.MonkeyPatch) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.close()

    async with raw_server(silent) as url:
        yield url, {}


@asynccontextmanager
async def half_an_answer(_: pytest.MonkeyPatch) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    async def cut_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"ok":')
        writer.close()

    async with raw_server(cut_off) as url:
        yield url, {}


@asynccontextmanager
async def not_http(_: pytest.MonkeyPatch) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    async def noise(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0 " + (await read_request(reader)).splitlines()[0] + b"\r\n\r\n")
        writer.close()

    async with raw_server(noise) as url:
        yield url, {}


async def _never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)


@asynccontextmanager
async def no_answer(_: pytest.MonkeyPatch) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    async with raw_server(_never) as url:
        yield url, {"read_timeout": 0.1}


@asynccontextmanager
async def not_an_address(_: pytest.MonkeyPatch) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    yield "gopher://127.0.0.1", {}


BEFORE: list[tuple[Fault, type[TelegramError]]] = [
    (refused, NetworkError),
    (unknown_host, NetworkError),
    (no_handshake, NetworkError),
    (full_backlog, TimedOut),
    (not_an_address, NetworkError),
]
AFTER: list[tuple[Fault, type[TelegramError]]] = [
    (reset_after_sending, NetworkError),
    (closed_after_sending, NetworkError),
    (half_an_answer, NetworkError),
    (not_http, NetworkError),
    (no_answer, TimedOut),
]
SECRET = TOKEN.split(":")[1]


def _logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """All that was logged, but for what Bot says of itself: at DEBUG it tells its own address."""
    return [r.getMessage() for r in caplog.records if "Set Bot API" not in r.getMessage()]


async def _failing(fault: Fault, patch: pytest.MonkeyPatch) -> TelegramError:
    async with fault(patch) as (url, settings), opened(url, **settings) as bot:
        with pytest.raises(TelegramError) as caught:
            await bot.send_message(1, "x")
    return caught.value


@pytest.mark.parametrize(("fault", "expected"), BEFORE)
async def test_it_knows_when_nothing_was_sent(
    fault: Fault, expected: type[TelegramError], monkeypatch: pytest.MonkeyPatch
) -> None:
    error = await _failing(fault, monkeypatch)
    assert type(error) is expected
    assert type(error.__cause__) is NotSentError
    assert certainly_not_sent(error)


@pytest.mark.parametrize(("fault", "expected"), AFTER)
async def test_it_knows_when_a_message_may_have_been_sent(
    fault: Fault, expected: type[TelegramError], monkeypatch: pytest.MonkeyPatch
) -> None:
    error = await _failing(fault, monkeypatch)
    assert type(error) is expected
    assert type(error.__cause__) is OutcomeUnknownError
    assert not certainly_not_sent(error)


@pytest.mark.parametrize("fault", [fault for fault, _ in BEFORE + AFTER])
async def test_no_failure_tells_the_token(
    fault: Fault, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    error = await _failing(fault, monkeypatch)
    assert SECRET not in everything_it_says(error)
    assert not any(SECRET in said for said in _logged(caplog))


async def test_a_failure_says_what_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Connect call failed ('127.0.0.1'" in str(await _failing(refused, monkeypatch))
    assert "Name or service not known" in str(await _failing(unknown_host, monkeypatch))
    assert "Connection reset by peer" in str(await _failing(reset_after_sending, monkeypatch))
    assert "ConnectionTimeoutError" in str(await _failing(full_backlog, monkeypatch))
    assert "SocketTimeoutError" in str(await _failing(no_answer, monkeypatch))


async def test_it_waits_only_so_long_for_a_free_connection() -> None:
    async with raw_server(_never) as url, opened(url, pool_size=1, pool_timeout=0.05) as bot:
        holding = asyncio.create_task(bot.send_message(1, "first"))
        await asyncio.sleep(0.02)
        with pytest.raises(TimedOut, match="all connections were busy") as caught:
            await bot.send_message(1, "second")
        holding.cancel()
        await asyncio.wait({holding})
    assert certainly_not_sent(caught.value)


async def test_a_cancelled_call_frees_its_connection(api: BotApi) -> None:
    async def never(call: Call) -> web.Response:
        await asyncio.sleep(60)
        raise AssertionError

    api.answers["getNothing"] = never
    async with make_bot(api.url, pool_size=1, pool_timeout=0.5) as bot:
        for _ in range(3):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(bot.do_api_request("getNothing"), 0.03)
        await bot.send_message(1, "x")
    assert api.count("sendMessage") == 1


async def test_a_failed_call_frees_its_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    async with refused(monkeypatch) as (url, _), opened(url, pool_size=1, pool_timeout=0) as bot:
        for _ in range(3):
            with pytest.raises(NetworkError, match="Connect call failed"):
                await bot.send_message(1, "x")


@pytest.mark.parametrize("as_stream", [True, False])
async def test_an_upload_that_stands_still_ends(as_stream: bool, tmp_path: Any) -> None:
    path = tmp_path / "big.bin"
    path.write_bytes(b"\0" * (24 * 1024 * 1024))  # more than the sockets' buffers take
    settings = {"media_write_timeout": 0.2, "write_timeout": 30, "read_timeout": 30}
    async with raw_server(_never, receive_buffer=4096) as url, opened(url, **settings) as bot:
        with path.open("rb") as handle, pytest.raises(TimedOut) as caught:
            await bot.send_document(1, InputFile(handle, read_file_handle=not as_stream))
    assert type(caught.value.__cause__) is OutcomeUnknownError
    assert SECRET not in everything_it_says(caught.value)


async def test_a_slow_upload_that_moves_goes_on() -> None:
    took: list[float] = []

    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        left = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        started = monotonic()
        while left:
            left -= len(await reader.read(CHUNK))
            await asyncio.sleep(0.002)
        took.append(monotonic() - started)
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{"ok":true,"result":true}')
        await writer.drain()

    async with (
        raw_server(slow, receive_buffer=4 * CHUNK, limit=CHUNK) as url,
        opened(url, media_write_timeout=0.4) as bot,
    ):
        file = InputFile(b"\0" * (24 * 1024 * 1024), filename="slow.bin")
        assert await bot.do_api_request("keep", api_kwargs={"file": file}) is True
    assert took[0] > 0.45  # longer than one chunk may take


async def test_timeouts_named_by_a_call_win_over_the_usual_ones() -> None:
    async with raw_server(_never) as url, opened(url, read_timeout=30) as bot:
        with pytest.raises(TimedOut):
            await asyncio.wait_for(bot.send_message(1, "x", read_timeout=0.05), 5)
    async with raw_server(_never) as url, opened(url, read_timeout=0.05) as bot:
        with pytest.raises(TimeoutError):  # None: no end of its own
            await asyncio.wait_for(bot.send_message(1, "x", read_timeout=None), 0.3)


async def test_a_file_that_cannot_be_read_is_no_message_sent() -> None:
    class Broken:
        def seek(self, *args: object) -> int:
            raise ValueError(TOKEN)

        def read(self, size: int = -1) -> bytes:
            raise AssertionError

    file = InputFile(cast("IO[bytes]", Broken()), filename="x", read_file_handle=False)
    async with opened(closed_port()) as bot:
        with pytest.raises(NetworkError, match="could not be put together: ValueError") as caught:
            await bot.send_document(1, file)
    assert certainly_not_sent(caught.value)


async def test_a_proxy_that_refuses_means_nothing_was_sent() -> None:
    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()

    async with raw_server(proxy) as url, opened("https://127.0.0.1:9", proxy=url) as bot:
        with pytest.raises(NetworkError, match="ClientHttpProxyError") as caught:
            await bot.send_message(1, "x")
    assert certainly_not_sent(caught.value)


async def test_a_tunnel_carries_the_proxys_login_and_not_the_token() -> None:
    asked: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()

    login = ("tayang", "sandi-proksi")
    async with raw_server(proxy) as url, opened("https://127.0.0.1:9", proxy=url, proxy_login=login) as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(1, "x")
    [head] = asked
    assert head.startswith(b"CONNECT 127.0.0.1:9 HTTP/1.1")
    assert b"\r\nProxy-Authorization: Basic dGF5YW5nOnNhbmRpLXByb2tzaQ==\r\n" in head
    assert TOKEN.encode() not in head
    assert "sandi-proksi" not in str(caught.value) + repr(caught.value.__cause__)


async def test_it_speaks_through_a_proxy() -> None:
    asked: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await read_request(reader)).splitlines()[0])
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{"ok":true,"result":true}')
        await writer.drain()

    async with raw_server(proxy) as url, opened("http://telegram.invalid", proxy=url) as bot:
        assert await bot.do_api_request("doIt") is True
    assert asked == [f"POST http://telegram.invalid/bot{TOKEN}/doIt HTTP/1.1".encode()]


@pytest.mark.parametrize("status", [200, 404, 502])
async def test_an_error_page_that_quotes_the_address_does_not_tell_the_token(
    api: BotApi, bot: Bot, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    async def page(call: Call) -> web.Response:
        quoted = TOKEN.replace(":", "%3A")
        return web.Response(status=status, text=f"{call.request.path} or {quoted} not found")

    api.answers["sendMessage"] = page
    caplog.set_level(logging.DEBUG)
    with pytest.raises(TelegramError) as caught:
        await bot.send_message(1, "x")
    assert SECRET not in everything_it_says(caught.value)
    assert not any(SECRET in said for said in _logged(caplog))


async def test_a_missing_file_does_not_tell_the_token(api: BotApi, bot: Bot) -> None:
    with pytest.raises(TelegramError) as caught:
        await bot.request.retrieve(f"{bot.base_file_url}/gone.pdf")
    assert "<token>/gone.pdf is not here" in str(caught.value)
    assert SECRET not in everything_it_says(caught.value)


async def test_a_shutdown_during_a_call_leaves_its_outcome_unknown() -> None:
    async with raw_server(_never) as url, opened(url) as bot:
        pending = asyncio.create_task(bot.send_message(1, "x"))
        await asyncio.sleep(0.05)
        await bot.request.shutdown()
        with pytest.raises(NetworkError) as caught:
            await asyncio.wait_for(pending, 2)
    assert not certainly_not_sent(caught.value)


def test_the_transport_itself_shows_no_secret() -> None:
    assert "rahasia" not in repr(AiohttpRequest(proxy="http://u:rahasia@127.0.0.1:1"))
