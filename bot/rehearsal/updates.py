"""Updates on their way to the bot, with getUpdates' exact rules for offsets, waiting and rivals.

The rules are those of Telegram's own Bot API server: an offset confirms everything below it, a
negative one leaves only the last updates, an offset far beyond the end is ignored, and a second
getUpdates ends the first with a 409.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from bot.rehearsal.refusal import CONFLICT, Json, Refusal

CALLBACK_SECONDS = 150
OTHER_SECONDS = 24 * 3600
LONGEST_POLL = 50
REPEAT_SECONDS, HASTY_SECONDS = 3.0, 0.5
FUTURE_TOLERANCE = 10
FIRST_UPDATE_ID = 731_204_518

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "callback_query",
        "inline_query",
        "chosen_inline_result",
        "shipping_query",
        "pre_checkout_query",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "purchased_paid_media",
        *NOT_BY_DEFAULT,
    }
)
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "terminated by setWebhook request"


@dataclass(frozen=True)
class Pending:
    """An update not yet confirmed: its JSON as sent, and the lane it must not overtake in."""

    id: int
    body: bytes
    expires_at: float
    lane: str


class UpdateQueue:
    """The updates of one bot, oldest first. `now` in seconds rules how long they are kept;
    `pause` is how long a getUpdates repeated at once must wait (Telegram: 3 seconds)."""

    def __init__(self, now: Callable[[], float], pause: float = REPEAT_SECONDS) -> None:
        self._now = now
        self._pause = pause
        self.pending: dict[int, Pending] = {}
        self.next_id = FIRST_UPDATE_ID
        self.allowed: frozenset[str] = KINDS - NOT_BY_DEFAULT
        self.allowed_given: list[str] | None = None
        self.on_new: Callable[[], None] = lambda: None
        self._poll: asyncio.Future[None] | None = None
        self._last_offset: int | None = None
        self._last_start = float("-inf")
        self._next_conflict = float("-inf")

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Takes an `allowed_updates`: None keeps what was, an empty list is Telegram's default."""
        if kinds is None:
            return
        chosen = [kind for kind in kinds if kind in KINDS]
        self.allowed_given = chosen or None
        self.allowed = frozenset(chosen) if chosen else KINDS - NOT_BY_DEFAULT

    def put(self, kind: str, payload: Json, lane: str) -> int | None:
        """Queues an update; returns its id, or None when the bot does not want this kind.

        Kinds Telegram has not invented yet always pass: a bot must live with them.
        """
        if kind in KINDS and kind not in self.allowed:
            return None
        update_id, self.next_id = self.next_id, self.next_id + 1
        body = json.dumps({"update_id": update_id, kind: payload}, ensure_ascii=False).encode()
        kept = CALLBACK_SECONDS if kind == "callback_query" else OTHER_SECONDS
        self.pending[update_id] = Pending(update_id, body, self._now() + kept, lane)
        self.announce()
        return update_id

    def announce(self) -> None:
        """Wakes the waiting getUpdates and the webhook."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        self.on_new()

    def expire(self) -> None:
        """Forgets what is too old: taps after 150 seconds, all else after 24 hours."""
        now = self._now()
        for update in [each for each in self.pending.values() if each.expires_at <= now]:
            del self.pending[update.id]

    def drop_all(self) -> None:
        """Forgets everything (`drop_pending_updates`)."""
        self.pending.clear()

    def remove(self, update_id: int) -> None:
        """Forgets one update: its webhook delivery was acknowledged."""
        self.pending.pop(update_id, None)

    async def get(self, offset: int, limit: int, timeout: int) -> list[bytes]:  # noqa: ASYNC109 - Telegram's parameter
        """The JSON of at most `limit` updates; waits up to `timeout` seconds for the first.

        Raises the 409 when another getUpdates or a setWebhook ends the wait.
        """
        self.end_poll(OTHER_POLL)
        limit, timeout = self._against_haste(offset, limit, timeout)
        batch = self._batch(offset, limit)
        if batch or timeout == 0:
            return batch
        return await self._wait(offset, limit, timeout)

    async def _wait(self, offset: int, limit: int, timeout: int) -> list[bytes]:  # noqa: ASYNC109
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while True:
            poll = self._poll = loop.create_future()
            try:
                async with asyncio.timeout_at(deadline):
                    await poll
            except TimeoutError:
                return []
            finally:
                if self._poll is poll:
                    self._poll = None
            if batch := self._batch(offset, limit):
                return batch

    def end_poll(self, words: str) -> None:
        """Ends a waiting getUpdates with a 409; at once, or in 3 seconds if it happens again."""
        poll, self._poll = self._poll, None
        if poll is None or poll.done():
            return
        loop = asyncio.get_running_loop()
        if self._next_conflict < loop.time():
            self._next_conflict = loop.time() + REPEAT_SECONDS
            _fail(poll, words)
        else:
            loop.call_later(REPEAT_SECONDS, _fail, poll, words)

    def _against_haste(self, offset: int, limit: int, timeout: int) -> tuple[int, int]:
        started = asyncio.get_running_loop().time()
        since = started - self._last_start
        repeated = offset == self._last_offset and self._pause > 0
        self._last_offset, self._last_start = offset, started
        if repeated and since < self._pause:
            timeout = max(timeout, round(self._pause))
        return (1 if repeated and since < HASTY_SECONDS else limit), timeout

    def _batch(self, offset: int, limit: int) -> list[bytes]:
        self.expire()
        head = next(iter(self.pending), self.next_id)
        if offset < 0:
            offset = max(self.next_id + offset, head)
        if offset <= self.next_id + FUTURE_TOLERANCE:
            for confirmed in [each for each in self.pending if each < offset]:
                del self.pending[confirmed]
        return [update.body for update in islice(self.pending.values(), limit)]


def _fail(poll: asyncio.Future[None], words: str) -> None:
    if not poll.done():
        poll.set_exception(Refusal(CONFLICT, words))
