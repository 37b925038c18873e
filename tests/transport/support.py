"""What the wire's tests share: servers on loopback that behave well, badly or not at all."""

from __future__ import annotations

import asyncio
import socket
import struct
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web
from telegram import Bot
from telegram.request import BaseRequest

from bot.transport.request import AiohttpRequest

TOKEN = "123456789:AAnever-in-a-log_0123456789abcdefgh"
ME = {"id": 123456789, "is_bot": True, "first_name": "Tayang", "username": "tayang_bot"}
MESSAGE = {"message_id": 7, "date": 0, "chat": {"id": 1, "type": "private"}}

Answer = Callable[["Call"], Awaitable[web.StreamResponse]]


@dataclass
class Upload:
    """A file as the server received it."""

    filename: str | None
    content_type: str | None
    content: bytes


@dataclass
class Call:
    """One call as the server received it."""

    method: str
    request: web.Request
    fields: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)


def ok(result: Any) -> web.Response:
    """Telegram's way to say yes."""
    return web.json_response({"ok": True, "result": result})


def refusal(status: int, description: str, **parameters: Any) -> web.Response:
    """Telegram's way to say no."""
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return web.json_response(body, status=status)


class BotApi:
    """A Bot API that records every call; `answers` overrides what a method answers."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.answers: dict[str, Answer] = {}
        self.files: dict[str, bytes] = {}
        self.connections: set[int | None] = set()
        self.busy = self.busiest = 0
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_post("/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.*}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        assert self._runner is not None
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    def count(self, method: str) -> int:
        return sum(call.method == method for call in self.calls)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        self.connections.add(request.transport.get_extra_info("peername")[1])
        call = Call(request.match_info["method"], request)
        self.busy += 1
        self.busiest = max(self.busy, self.busiest)
        try:
            await self._read(call)
            self.calls.append(call)
            return await self._answer(call)
        finally:
            self.busy -= 1

    async def _read(self, call: Call) -> None:
        for name, value in (await call.request.post()).items():
            if isinstance(value, web.FileField):
                content = value.file.read()
                call.files[name] = Upload(value.filename, value.content_type, content)
                value.file.close()
            else:
                assert isinstance(value, str)
                call.fields[name] = value

    async def _answer(self, call: Call) -> web.StreamResponse:
        if call.method in self.answers:
            return await self.answers[call.method](call)
        if call.method == "getMe":
            return ok(ME)
        if call.method == "sendMediaGroup":
            return ok([MESSAGE])
        return ok(MESSAGE)

    async def _file(self, request: web.Request) -> web.Response:
        content = self.files.get(request.match_info["path"])
        if content is None:
            return web.Response(status=404, text=f"{request.path} is not here")
        return web.Response(body=content)


def make_bot(url: str, **settings: Any) -> Bot:
    """A bot whose server is at `url`, on our transport."""
    return Bot(
        TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=AiohttpRequest(**settings),
        get_updates_request=AiohttpRequest(),
    )


@asynccontextmanager
async def opened(url: str, **settings: Any) -> AsyncIterator[Bot]:
    """A bot with an open transport that has not asked getMe: its server may be a broken one."""
    bot = make_bot(url, **settings)
    transport: BaseRequest = bot.request
    async with transport:
        yield bot


Handle = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def raw_server(handle: Handle, *, receive_buffer: int | None = None, limit: int = 1024) -> AsyncIterator[str]:
    """A server that does with a connection just what `handle` says; gives its URL."""
    writers: list[asyncio.StreamWriter] = []

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        await handle(reader, writer)

    listener = socket.socket()
    if receive_buffer is not None:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    listener.bind(("127.0.0.1", 0))
    server = await asyncio.start_server(connected, sock=listener, limit=limit)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.close()
        for writer in writers:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for writer in writers), return_exceptions=True)


async def read_request(reader: asyncio.StreamReader) -> bytes:
    """Read a whole request with a Content-Length."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    return head + await reader.readexactly(length)


def reset(writer: asyncio.StreamWriter) -> None:
    """Break a connection off with RST, as a firewall or a crashed server does."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def closed_port() -> str:
    """The URL of a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def everything_it_says(exc: BaseException) -> str:
    """All text an exception carries along its whole chain, as a log or a report might show it."""
    said, seen = ["".join(traceback.format_exception(exc))], set()
    waiting: list[BaseException | None] = [exc]
    while waiting:
        current = waiting.pop()
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        said += [str(current), repr(current), repr(current.args)]
        waiting += [current.__cause__, current.__context__]
    return "\n".join(said)
