"""Telegram's pace: about one message a second in a chat, 20 a minute in a group, 30 a second in all."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True, slots=True)
class Pace:
    """Limits in messages and seconds. Telegram names none exactly; these are its FAQ's, a little under."""

    burst: int = 3  # a chat may get so many at once …
    per_second: float = 0.95  # … and then so many a second
    group_minute: int = 18
    overall: int = 28  # a second


class Pacer:
    """Says when the next call for a chat may go. Times are real: Telegram's clock is nobody's to speed up."""

    def __init__(self, pace: Pace | None = None) -> None:
        """Pace by these limits."""
        self._pace = pace or Pace()
        self._tokens: dict[int, tuple[float, float]] = {}
        self._group: dict[int, deque[float]] = {}
        self._overall: deque[float] = deque()
        self._shut: dict[int, float] = {}

    def shut(self, chat_id: int, seconds: float) -> None:
        """Telegram said "retry after" for this chat: nothing goes there before."""
        self._shut[chat_id] = monotonic() + seconds

    async def turn(self, chat_id: int) -> None:
        """Wait until one call for this chat may go, and count it."""
        while True:
            wait = self._wait(chat_id, monotonic())
            if wait <= 0:
                self._count(chat_id, monotonic())
                return
            await asyncio.sleep(wait)

    def _wait(self, chat_id: int, now: float) -> float:
        shut = self._shut.get(chat_id, 0.0) - now
        tokens = self._level(chat_id, now)
        own = (1.0 - tokens) / self._pace.per_second if tokens < 1.0 else 0.0
        return max(shut, own, self._group_wait(chat_id, now), self._overall_wait(now))

    def _level(self, chat_id: int, now: float) -> float:
        level, since = self._tokens.get(chat_id, (float(self._pace.burst), now))
        return min(float(self._pace.burst), level + (now - since) * self._pace.per_second)

    def _group_wait(self, chat_id: int, now: float) -> float:
        if chat_id > 0:
            return 0.0
        sent = self._group.setdefault(chat_id, deque())
        while sent and sent[0] <= now - 60:
            sent.popleft()
        return sent[0] + 60 - now if len(sent) >= self._pace.group_minute else 0.0

    def _overall_wait(self, now: float) -> float:
        while self._overall and self._overall[0] <= now - 1:
            self._overall.popleft()
        full = len(self._overall) >= self._pace.overall
        return self._overall[0] + 1 - now if full else 0.0

    def _count(self, chat_id: int, now: float) -> None:
        self._tokens[chat_id] = (self._level(chat_id, now) - 1.0, now)
        self._overall.append(now)
        if chat_id < 0:
            self._group.setdefault(chat_id, deque()).append(now)
        if len(self._tokens) > 10_000:  # noqa: PLR2004 - chats long silent are full again anyway
            self._tokens = {c: t for c, t in self._tokens.items() if self._level(c, now) < self._pace.burst}
