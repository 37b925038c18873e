"""Keeps other web pages out: a loopback server is reachable from every page a browser shows."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

HEADER = "X-Rehearsal"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_loopback(host: str) -> bool:
    """Whether a Host header ("127.0.0.1:8080") names this machine itself."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def own_origin(request: web.Request) -> bool:
    """Whether a request comes from a page of this server, or from no page at all."""
    origin = request.headers.get("Origin")
    return origin is None or origin == f"http://{request.host}"


def written_by_page(request: web.Request, content_type: str) -> bool:
    """Whether a POST is one that a foreign page cannot make: with our header, from our origin."""
    return request.headers.get(HEADER) == "1" and request.content_type == content_type and own_origin(request)


@web.middleware
async def loopback_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses a Host header that is not loopback (DNS rebinding); nothing is sniffed."""
    if not is_loopback(request.host):
        raise web.HTTPForbidden(text="Only for this machine.")
    response = await handler(request)
    if not response.prepared:
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
    return response
