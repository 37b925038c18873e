"""A gate before a website: everything passes, until it is told to cut the power at the n-th request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Literal

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector, web

Moment = Literal["before", "after"]
Cut = Callable[[], Awaitable[None]]

#: Headers of one connection, not of the message (RFC 9110, 7.6.1), and what aiohttp sets by itself.
HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "content-length"})


class Gate:
    """`async with Gate(target) as gate`: listens on loopback and passes requests on to ``target``."""

    def __init__(self) -> None:
        """Nothing passes before `target` is set."""
        self.target = ""
        self.asked: list[str] = []  # since the last `arm`: "POST /wp-json/wp/v2/posts"
        self._at: tuple[int, Moment, Cut] | None = None
        self.struck = False

    def arm(self, number: int, moment: Moment, cut: Cut) -> None:
        """Cut the power at this request (counted from 0): before it arrives, or when it was done, unanswered."""
        self.asked = []
        self.struck = False
        self._at = (number, moment, cut)

    def count(self) -> None:
        """Only count from now on."""
        self.asked = []
        self._at = None

    async def __aenter__(self) -> Gate:
        self._client = ClientSession(
            connector=TCPConnector(force_close=True), timeout=ClientTimeout(60), cookie_jar=DummyCookieJar(),
            auto_decompress=False,
        )  # fmt: skip
        app = web.Application(client_max_size=64 << 20)
        app.router.add_route("*", "/{path:.*}", self._pass)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = int(self._runner.addresses[0][1])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.close()
        await self._runner.cleanup()

    async def _pass(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        here = len(self.asked)
        self.asked.append(f"{request.method} {request.path}")
        cut = self._at[2] if self._at and self._at[0] == here and not self.struck else None
        moment = self._at[1] if self._at else "before"
        if cut and moment == "before":
            return await self._strike(request, cut)
        try:
            answer = await self._passed_on(request, body)
        except (ClientError, TimeoutError):
            return _hung_up(request)
        return await self._strike(request, cut) if cut else answer

    async def _strike(self, request: web.Request, cut: Cut) -> web.StreamResponse:
        self.struck = True
        await cut()
        return _hung_up(request)

    async def _passed_on(self, request: web.Request, body: bytes) -> web.Response:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in HOP}
        async with self._client.request(
            request.method, self.target + request.path_qs, data=body, headers=headers, allow_redirects=False
        ) as answer:
            kept = [(name, value) for name, value in answer.headers.items() if name.lower() not in HOP]
            return web.Response(status=answer.status, body=await answer.read(), headers=dict(kept))


def _hung_up(request: web.Request) -> web.StreamResponse:
    """Nothing is answered: the connection just ends."""
    if request.transport:
        request.transport.abort()
    return web.Response(status=502)
