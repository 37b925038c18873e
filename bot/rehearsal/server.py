"""The rehearsal on loopback: the Bot API, the page of phones and websites, at one address."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from aiohttp import web

from bot.rehearsal.faults import Dropped
from bot.rehearsal.files import UPLOAD_LIMIT, Upload
from bot.rehearsal.guard import loopback_only
from bot.rehearsal.office import Rehearsal, Reply, refused
from bot.rehearsal.pages import PAGE_POLICY, SITE_POLICY, serving
from bot.rehearsal.phones import Phones
from bot.rehearsal.refusal import Refusal

PAGE = Path(__file__).parent / "page"
OVERHEAD = 1 << 20
"""What a multipart body may hold beside the 50 MB of its files."""

UNAUTHORIZED = Reply(401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}')
NOT_FOUND = Reply(404, b'{"ok":false,"error_code":404,"description":"Not Found"}')
TOO_LARGE = Reply(413, b'{"ok":false,"error_code":413,"description":"Request Entity Too Large"}')
BAD_JSON = Reply(400, b'{"ok":false,"error_code":400,"description":"Bad Request: can\'t parse JSON object"}')
Parsed = tuple[dict[str, Any], dict[str, Upload]]


class Server:
    """Serves one rehearsal at http://host:port; port 0 takes a free one. Loopback only.

    `most_bytes` is the largest body it reads.
    Give a bot `base_url` and `base_file_url`. Use as `async with Server(office) as server:`, or
    `await server.start()` and `await server.close()`.
    """

    def __init__(
        self,
        office: Rehearsal,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        page: Path = PAGE,
        most_bytes: int = UPLOAD_LIMIT + OVERHEAD,
    ) -> None:
        self.office = office
        self.host, self.port = host, port
        self._phones = Phones(office)
        self.app = web.Application(middlewares=[loopback_only], client_max_size=most_bytes)
        self._runner: web.AppRunner | None = None
        self._add_routes(page)

    @property
    def url(self) -> str:
        """The address of the page of phones, without a slash at its end."""
        return f"http://{self.host}:{self.port}"

    @property
    def base_url(self) -> str:
        """PTB's `base_url`."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """PTB's `base_file_url`."""
        return f"{self.url}/file/bot"

    def add_static(self, prefix: str, folder: Path, policy: str = SITE_POLICY) -> None:
        """Shows a folder as a website under `prefix` ("/site/"): index.html in folders, no
        listing, its own 404.html. `policy` is the Content-Security-Policy. Before `start`."""
        clean = "/" + prefix.strip("/")
        self.app.router.add_get(clean, _to_folder)
        self.app.router.add_get(clean + "/{rest:.*}", serving(folder, policy))

    async def start(self) -> None:
        """Begins to listen; `port` is known afterwards. Raises OSError when it is taken."""
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=1.0, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.office.core.webhook.wake()

    async def close(self) -> None:
        """Ends connections, deliveries and the listening."""
        await self.office.close()
        await self._phones.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Server:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    def _add_routes(self, page: Path) -> None:
        self.app.add_routes(self._phones.routes())
        self.app.add_routes(
            [
                web.get("/", serving(page, PAGE_POLICY, "index.html")),
                web.get("/page/{rest:.*}", serving(page, PAGE_POLICY)),
                web.get("/file/bot{token}/{path:.*}", self._download),
                web.route("*", "/bot{token}/{method}", self._call),
                web.route("*", "/bot{rest:.*}", _nothing),
            ]
        )

    async def _call(self, request: web.Request) -> web.StreamResponse:
        """https://core.telegram.org/bots/api#making-requests"""
        if not self.office.knows_token(request.match_info["token"]):
            return _json(UNAUTHORIZED)
        try:
            params, files = await _parsed(request)
        except web.HTTPRequestEntityTooLarge:
            return _json(TOO_LARGE)
        except (ValueError, RecursionError):
            return _json(BAD_JSON)
        try:
            return _json(await self.office.call(request.match_info["method"], params, files))
        except Dropped:
            return _cut(request)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if not self.office.knows_token(request.match_info["token"]):
            return _json(UNAUTHORIZED)
        try:
            file = self.office.download(request.match_info["path"])
        except Refusal as refusal:
            return _json(refused(refusal))
        except Dropped:
            return _cut(request)
        if file is None:
            return _json(NOT_FOUND)
        return web.Response(body=file.content, content_type="application/octet-stream")


async def _to_folder(request: web.Request) -> web.StreamResponse:
    raise web.HTTPMovedPermanently(request.path + "/")


async def _nothing(_request: web.Request) -> web.StreamResponse:
    return _json(NOT_FOUND)


def _json(reply: Reply) -> web.Response:
    return web.Response(body=reply.body, status=reply.status, content_type="application/json")


def _cut(request: web.Request) -> web.StreamResponse:
    """Closes the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _parsed(request: web.Request) -> Parsed:
    """A call's parameters: of the address, then of a JSON, urlencoded or multipart body."""
    params: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = json.loads(await request.text() or "{}")
        if not isinstance(body, dict):
            raise ValueError("expected an object")
        return {**params, **body}, {}
    form = await request.post()
    return _from_form(params, form)


def _from_form(params: dict[str, Any], form: Mapping[str, Any]) -> Parsed:
    files: dict[str, Upload] = {}
    for name, value in form.items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename or name, value.file.read(), value.content_type)
        else:
            params[name] = value if isinstance(value, str) else bytes(value).decode()
    return params, files
