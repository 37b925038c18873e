"""The bot's own small web server: the webhook, and a page that says whether all is well.

It listens on loopback unless told otherwise: a reverse proxy with a certificate stands before it.
"""

from __future__ import annotations

import asyncio
import errno
import hmac
import json
import logging
import os
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn, TypeAlias

from aiohttp import web
from telegram import Bot

from bot.transport.health import HEALTH_PATH, METRICS_PATH, HealthPages

logger = logging.getLogger(__name__)

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
SECRET_FORM: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")  # the Bot API's rule for secret_token
BODY_MAX: Final = 1024 * 1024  # an update is a few KiB; files travel by another way
BODY_PATIENCE: Final = 15.0  # seconds to receive a body
STOP_PATIENCE: Final = 5.0  # seconds for requests under way when the server stops
UPDATE_ID_END: Final = 2**63  # the database's integers end here
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Server": "tayang",  # aiohttp would tell its version and Python's
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

Take: TypeAlias = Callable[[list[dict[str, Any]]], Awaitable[None]]


@dataclass(frozen=True)
class Webhook:
    """Where Telegram delivers, how it proves itself, and who stores what it brings.

    `take` gets a list of one raw update and returns when it is stored; it may get the same one
    again, so it must know an update by its `update_id`. Raises ValueError for a path or secret
    that cannot work.
    """

    path: str
    secret: str
    take: Take

    def __post_init__(self) -> None:
        if not re.fullmatch(r"/[A-Za-z0-9_/-]+", self.path) or self.path in {HEALTH_PATH, METRICS_PATH}:
            raise ValueError("a webhook's path is / and letters, digits, _ - or / after it")
        check_secret(self.secret)


def check_secret(secret: str) -> None:
    """Raise ValueError unless Telegram would accept the secret; never quote it."""
    if not SECRET_FORM.fullmatch(secret):
        raise ValueError("a webhook's secret is 1 to 256 letters, digits, _ or -")


class PortError(OSError):
    """The bot's own web server cannot listen where `key` of the configuration says; `reason` is the system's word."""

    def __init__(self, key: str, host: str, port: int, cause: OSError) -> None:
        super().__init__(cause.errno, cause.strerror or str(cause))
        self.key, self.host, self.port = key, host, port
        self.reason = os.strerror(cause.errno) if cause.errno and cause.errno > 0 else str(cause.strerror or cause)
        self.taken = cause.errno == errno.EADDRINUSE


class WebServer:
    """Serves the health pages, and the webhook when one is given, until stopped.

    `port` 0 takes a free one; `address` names it after `start`. `key` is the port's name in the configuration.
    """

    def __init__(
        self,
        pages: HealthPages,
        *,
        webhook: Webhook | None = None,
        host: str = "127.0.0.1",
        port: int = 8080,
        key: str = "health.port",
    ) -> None:
        self._pages = pages
        self._webhook = webhook
        self._host = host
        self._port = port
        self._key = key
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Host and port it listens on. Raises RuntimeError when it is not running."""
        if self._runner is None or not self._runner.addresses:
            raise RuntimeError("the web server is not running")
        host, port = self._runner.addresses[0][:2]
        return str(host), int(port)

    async def start(self) -> None:
        """Begin to listen. Raises PortError when it cannot, be it that the address is taken."""
        # No access log: it would repeat the webhook's path for every update.
        runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=STOP_PATIENCE)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
        except OSError as error:
            await runner.cleanup()
            raise PortError(self._key, self._host, self._port, error) from error
        except BaseException:
            await runner.cleanup()
            raise
        self._runner = runner

    async def stop(self) -> None:
        """Let requests under way finish for a few seconds, and close; harmless when stopped."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=BODY_MAX)
        app.on_response_prepare.append(_add_headers)
        self._pages.add_to(app)
        if self._webhook is not None:
            app.router.add_post(self._webhook.path, _Receiver(self._webhook).receive)
        return app


class _Receiver:
    """Answers Telegram's deliveries; 200 means the update is stored."""

    def __init__(self, webhook: Webhook) -> None:
        self._take = webhook.take
        self._secret = webhook.secret.encode()

    async def receive(self, request: web.Request) -> web.Response:
        """Check the secret before anything of the body is read, then store the update."""
        if not self._is_telegram(request):
            logger.warning("web.wrong_secret remote=%s", request.remote)
            raise web.HTTPForbidden
        update = _parse(await _read(request))
        try:
            await self._take([update])
        except Exception as exc:
            logger.exception("web.take_failed update=%s", update["update_id"])
            # Telegram tries again, for up to a day.
            raise web.HTTPInternalServerError from exc
        return web.Response()

    def _is_telegram(self, request: web.Request) -> bool:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(given, self._secret)


async def _read(request: web.Request) -> bytes:
    """The body; too long a one answers 413, too slow a one 408."""
    try:
        async with asyncio.timeout(BODY_PATIENCE):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except ConnectionError:  # a proxy cut it off: Telegram sends it again
        raise web.HTTPBadRequest from None


def _parse(body: bytes) -> dict[str, Any]:
    """The update in a body; anything else answers 400."""
    try:
        update = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest from None
    number = update.get("update_id") if isinstance(update, dict) else None
    if type(number) is not int or not 0 <= number < UPDATE_ID_END:
        raise web.HTTPBadRequest
    return dict(update)


def _refuse_constant(name: str) -> NoReturn:
    """NaN and the infinities are Python's idea of JSON; the database would not read them back."""
    raise ValueError(name)


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    del request
    response.headers.update(HEADERS)


async def set_webhook(bot: Bot, url: str, secret: str, allowed_updates: Sequence[str]) -> None:
    """Have Telegram deliver to `url`, an https address that ends in the webhook's path.

    Updates that wait there are kept. `allowed_updates` is always named, since Telegram keeps the
    previous choice otherwise. Raises ValueError for a secret of the wrong form and TelegramError
    with Telegram's own words for an address it does not take.
    """
    check_secret(secret)
    await bot.set_webhook(
        url=url,
        secret_token=secret,
        allowed_updates=list(allowed_updates),
        drop_pending_updates=False,
    )
