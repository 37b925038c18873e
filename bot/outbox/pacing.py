"""Telegram's pace: about one message a second in a chat, 20 a minute in a group, 30 a second in all."""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from time import monotonic

MOST_CHATS = 10_000  # remembered; chats long silent are full again anyway


@dataclass(frozen=True, slots=True)
class Pace:
    """Limits in messages and seconds. Telegram names none exactly; these are its FAQ's, a little under."""

    burst: int = 3  # a chat may get so many at once …
    per_second: float = 0.95  # … and then so many a second
    group_minute: int = 18
    overall: int = 28  # a second


@dataclass(order=True, slots=True)
class _Ticket:
    """A place in the line of all chats: the lower priority first, then who came first."""

    priority: int
    number: int
    first: asyncio.Event = field(compare=False, default_factory=asyncio.Event)


class Pacer:
    """Says when the next call for a chat may go. Times are real: Telegram's clock is nobody's to speed up."""

    def __init__(self, pace: Pace | None = None) -> None:
        """Pace by these limits."""
        self._pace = pace or Pace()
        self._tokens: dict[int, tuple[float, float]] = {}
        self._group: dict[int, deque[float]] = {}
        self._overall: deque[float] = deque()
        self._line: list[_Ticket] = []
        self._numbers = count()

    async def turn(self, chat_id: int, priority: int = 1, messages: int = 1) -> None:
        """Wait until a call for this chat may go, and count its messages (an album has several).

        One call of a chat at a time may wait here. Where the limit over all chats is what is waited for, the
        lower `priority` number goes first.
        """
        await asyncio.sleep(self._own_wait(chat_id, monotonic()))
        await self._stand_in_line(_Ticket(priority, next(self._numbers)))
        self._count(chat_id, messages, monotonic())

    def _own_wait(self, chat_id: int, now: float) -> float:
        tokens = self._level(chat_id, now)
        own = (1.0 - tokens) / self._pace.per_second if tokens < 1.0 else 0.0
        return max(own, self._group_wait(chat_id, now))

    def _level(self, chat_id: int, now: float) -> float:
        level, since = self._tokens.get(chat_id, (float(self._pace.burst), now))
        return min(float(self._pace.burst), level + (now - since) * self._pace.per_second)

    def _group_wait(self, chat_id: int, now: float) -> float:
        if chat_id > 0:
            return 0.0
        sent = self._group.setdefault(chat_id, deque())
        while sent and sent[0] <= now - 60:
            sent.popleft()
        over = len(sent) - self._pace.group_minute
        return sent[over] + 60 - now if over >= 0 else 0.0

    async def _stand_in_line(self, ticket: _Ticket) -> None:
        """Wait for the limit over all chats; only who stands first watches the clock, the others sleep."""
        heapq.heappush(self._line, ticket)
        try:
            while True:
                if self._line[0] is not ticket:
                    ticket.first.clear()  # no await since the look: nobody can have set it in between
                    await ticket.first.wait()
                elif (wait := self._overall_wait(monotonic())) > 0:
                    await asyncio.sleep(wait)
                else:
                    return
        finally:
            self._line.remove(ticket)
            heapq.heapify(self._line)
            if self._line:
                self._line[0].first.set()

    def _overall_wait(self, now: float) -> float:
        while self._overall and self._overall[0] <= now - 1:
            self._overall.popleft()
        over = len(self._overall) - self._pace.overall
        return self._overall[over] + 1 - now if over >= 0 else 0.0

    def _count(self, chat_id: int, messages: int, now: float) -> None:
        self._tokens[chat_id] = (self._level(chat_id, now) - messages, now)
        self._overall.extend([now] * messages)
        if chat_id < 0:
            self._group.setdefault(chat_id, deque()).extend([now] * messages)
        if len(self._tokens) > MOST_CHATS:
            self._tokens = {c: t for c, t in self._tokens.items() if self._level(c, now) < self._pace.burst}
