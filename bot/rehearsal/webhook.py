"""Updates brought to the bot by HTTP: setWebhook's rules, deliveries in order, and retries."""

from __future__ import annotations

import asyncio
import ipaddress
import re
from collections import deque
from collections.abc import Callable
from urllib.parse import urlsplit

import aiohttp

from bot.rehearsal.refusal import Json, bad_request, too_many
from bot.rehearsal.updates import WEBHOOK_SET, Pending, UpdateQueue

PORTS = frozenset({80, 88, 443, 8443})
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
DEFAULT_CONNECTIONS = 40
FIRST_DELAY, LONGEST_DELAY, LONGEST_RETRY_AFTER = 1.0, 60.0, 3600.0
GONE, GONE_SECONDS = 410, 23 * 3600
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


class Webhook:
    """Where updates are brought to, if anywhere. `now` in seconds; `patience` stretches or
    shrinks the real seconds between retries (tests shrink them); `changed` hears of each attempt."""

    def __init__(
        self, queue: UpdateQueue, now: Callable[[], float], changed: Callable[[], None], *, allow_local: bool
    ) -> None:
        self.url = ""
        self.patience = 1.0
        self._queue = queue
        self._now = now
        self._changed = changed
        self._allow_local = allow_local
        self._secret = ""
        self._connections = DEFAULT_CONNECTIONS
        self._certificate = False
        self._last_error: tuple[int, str] | None = None
        self._next_set = float("-inf")
        self._gone_since: float | None = None
        self._lanes: dict[str, deque[Pending]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._seen = 0
        self._slots = asyncio.Semaphore(DEFAULT_CONNECTIONS)
        self._session: aiohttp.ClientSession | None = None
        queue.on_new = self.wake

    def set(self, url: str, secret: str, connections: int, *, certificate: bool) -> str:
        """Starts to bring updates to `url`; returns Telegram's word for it, or refuses."""
        if not url:
            return self.clear()
        self._check(url, secret)
        if self._now() < self._next_set:
            raise too_many(1)
        self._next_set = self._now() + 1
        known = (url, secret, connections) == (self.url, self._secret, self._connections)
        self.url, self._secret, self._connections = url, secret, connections
        self._certificate = certificate
        self._queue.end_poll(WEBHOOK_SET)
        self._restart()
        return "Webhook is already set" if known else "Webhook was set"

    def clear(self) -> str:
        """Stops bringing updates; what waits stays for getUpdates."""
        words = "Webhook was deleted" if self.url else "Webhook is already deleted"
        self.url = self._secret = ""
        self._last_error = None
        self._stop()
        return words

    def info(self) -> Json:
        """The Bot API's WebhookInfo."""
        self._queue.expire()
        info: Json = {
            "url": self.url,
            "has_custom_certificate": self._certificate,
            "pending_update_count": len(self._queue.pending),
        }
        if self.url:
            info |= {"max_connections": self._connections, "ip_address": "127.0.0.1"}
        if self._last_error is not None:
            date, message = self._last_error
            info |= {"last_error_date": date, "last_error_message": message}
        if self._queue.allowed_given is not None:
            info["allowed_updates"] = self._queue.allowed_given
        return info

    def saved(self) -> Json:
        """What a restart needs to go on."""
        return {"url": self.url, "secret": self._secret, "connections": self._connections}

    def restore(self, saved: Json) -> None:
        """Takes what `saved` gave; deliveries begin with the next update or `wake`."""
        self.url = saved["url"]
        self._secret, self._connections = saved["secret"], saved["connections"]
        self._slots = asyncio.Semaphore(self._connections)

    async def close(self) -> None:
        """Ends deliveries and connections; the webhook itself stays set."""
        tasks = list(self._tasks)
        self._stop()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def wake(self) -> None:
        """Brings what is new; each lane (a chat, or a person's taps) in its own order."""
        if not self.url:
            return
        for update in self._queue.pending.values():
            if update.id > self._seen:
                self._seen = update.id
                self._line_up(update)

    def _line_up(self, update: Pending) -> None:
        if update.lane in self._lanes:
            self._lanes[update.lane].append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._run(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, lane: str) -> None:
        waiting = self._lanes[lane]
        while waiting:
            if waiting[0].id in self._queue.pending:
                await self._deliver(waiting[0])
            waiting.popleft()
        self._lanes.pop(lane, None)

    async def _deliver(self, update: Pending) -> None:
        """Tries until a 2xx, or until the update is too old."""
        delay = FIRST_DELAY
        while update.expires_at > self._now():
            ask = await self._attempt(update)
            self._changed()
            if ask is None:
                break
            await asyncio.sleep(max(delay, ask) * self.patience)
            delay = min(delay * 2, LONGEST_DELAY)
        self._queue.remove(update.id)
        self._changed()

    async def _attempt(self, update: Pending) -> float | None:
        """None when it was taken; else the seconds the other side asked to wait."""
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers[SECRET_HEADER] = self._secret
        try:
            async with (
                self._slots,
                self._open().post(self.url, data=update.body, headers=headers) as answer,
            ):
                return self._judge(answer)
        except (aiohttp.ClientError, TimeoutError) as error:
            return self._failed(f"Connection failed: {type(error).__name__}")

    def _judge(self, answer: aiohttp.ClientResponse) -> float | None:
        if answer.ok:
            self._gone_since = None
            return None
        if answer.status == GONE:
            self._note_gone()
        self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        asked = answer.headers.get("Retry-After", "")
        return min(float(asked), LONGEST_RETRY_AFTER) if asked.isdecimal() else 0.0

    def _failed(self, words: str) -> float:
        self._last_error = int(self._now()), words
        return 0.0

    def _note_gone(self) -> None:
        """A webhook that answers 410 for 23 hours is closed."""
        if self._gone_since is None:
            self._gone_since = self._now()
        elif self._now() - self._gone_since >= GONE_SECONDS:
            self.clear()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=60)
            self._session = aiohttp.ClientSession(timeout=timeout)
        return self._session

    def _restart(self) -> None:
        self._stop()
        self._slots = asyncio.Semaphore(self._connections)
        self.wake()

    def _stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._lanes.clear()
        self._seen = 0

    def _check(self, url: str, secret: str) -> None:
        if not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        try:
            parts = urlsplit(url if "://" in url else f"https://{url}")
            port = parts.port
        except ValueError:
            raise bad_request("invalid webhook URL specified") from None
        host = parts.hostname or ""
        if self._allow_local and parts.scheme == "http" and _is_loopback(host):
            return
        if parts.scheme != "https":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if (port or 443) not in PORTS:
            raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if _is_loopback(host):
            raise bad_request(f"bad webhook: IP address {host} is reserved")
        raise bad_request("bad webhook: Failed to resolve host: Name or service not known")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
