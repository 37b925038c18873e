"""What machines ask the bot: `/healthz`, whether all is well, and `/metrics`, in Prometheus' plain text.

Outsiders hear "ok" or not, and nothing else. Detail is for who asks from this computer itself, past every proxy, and
for who has the token.
"""

from __future__ import annotations

import hmac
import ipaddress
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, TypeAlias

from aiohttp import web

logger = logging.getLogger(__name__)

HEALTH_PATH: Final = "/healthz"
METRICS_PATH: Final = "/metrics"
#: What a proxy says of whom it asks for.
FORWARDED: Final = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


@dataclass(frozen=True)
class Check:
    """One point of the health page. One that is not `grave` is told, and makes nobody restart the bot."""

    ok: bool
    detail: str = ""
    grave: bool = True


Health: TypeAlias = Callable[[], Mapping[str, Check]]
Metrics: TypeAlias = Callable[[], Awaitable[str]]


class HealthPages:
    """The two pages. Without `token`, detail is for this computer alone."""

    def __init__(self, health: Health, metrics: Metrics | None = None, token: str | None = None) -> None:
        self._health = health
        self._metrics = metrics
        self._token = token

    def add_to(self, app: web.Application) -> None:
        """Serve the pages."""
        app.router.add_get(HEALTH_PATH, self._tell)
        if self._metrics is not None:
            app.router.add_get(METRICS_PATH, self._measure)

    async def _tell(self, request: web.Request) -> web.Response:
        try:
            checks = self._health()
        except Exception:
            logger.exception("web.health_failed")
            checks = {"health": Check(ok=False, detail="the checks could not be made")}
        ok = all(check.ok for check in checks.values() if check.grave)
        body: dict[str, object] = {"ok": ok}
        if self._may_know(request):
            body["checks"] = {name: {"ok": each.ok, "detail": each.detail} for name, each in checks.items()}
            body["warnings"] = [name for name, each in checks.items() if not each.ok and not each.grave]
        return web.json_response(body, status=HTTPStatus.OK if ok else HTTPStatus.SERVICE_UNAVAILABLE)

    async def _measure(self, request: web.Request) -> web.Response:
        if self._metrics is None or not self._may_know(request):
            raise web.HTTPNotFound
        try:
            text = await self._metrics()
        except Exception as exc:
            logger.exception("web.metrics_failed")
            raise web.HTTPServiceUnavailable from exc
        return web.Response(body=text.encode(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    def _may_know(self, request: web.Request) -> bool:
        """Say whether somebody may see detail: a proxy's word for where a request comes from is not taken."""
        given = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
        if self._token is not None and hmac.compare_digest(given, f"Bearer {self._token}".encode()):
            return True
        return _is_here(request.remote) and not any(name in request.headers for name in FORWARDED)


def _is_here(remote: str | None) -> bool:
    try:
        return ipaddress.ip_address(remote or "").is_loopback
    except ValueError:
        return False
