"""Telegram's flood limits: too many messages a second are refused with the seconds to wait."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from bot.rehearsal.refusal import too_many


@dataclass(frozen=True)
class FloodLimits:
    """What Telegram's FAQ names: about one message a second in a chat, 20 a minute in a group,
    30 a second overall. `burst` is how many a private chat takes at once."""

    chat_per_second: float = 1.0
    burst: int = 5
    group_per_minute: int = 20
    overall_per_second: float = 30.0


@dataclass
class Bucket:
    """A token bucket: `size` tokens at most, `rate` new ones a second."""

    size: float
    rate: float
    tokens: float
    filled_at: float

    def wait(self, now: float) -> float:
        """Seconds until a token is there; 0 when one is there now."""
        self.tokens = min(self.size, self.tokens + max(0.0, now - self.filled_at) * self.rate)
        self.filled_at = now
        return max(0.0, (1 - self.tokens) / self.rate)


class FloodControl:
    """Counts the paced calls of a bot. `limits=None` switches it off. `now` in seconds."""

    def __init__(self, limits: FloodLimits | None, now: Callable[[], float]) -> None:
        self.limits = limits
        self._now = now
        self._buckets: dict[int | None, Bucket] = {}

    def check(self, chat_id: int, messages: int = 1) -> None:
        """Counts `messages` sent to, or edited in, a chat; or raises the 429 with the seconds to
        wait. An album goes through when its first message may, and is counted whole."""
        if self.limits is None:
            return
        now = self._now()
        needed = [self._bucket(None, now), self._bucket(chat_id, now)]
        wait = max(bucket.wait(now) for bucket in needed)
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        for bucket in needed:
            bucket.tokens -= messages

    def _bucket(self, key: int | None, now: float) -> Bucket:
        if key not in self._buckets:
            size, rate = self._shape(key)
            self._buckets[key] = Bucket(size, rate, size, now)
        return self._buckets[key]

    def _shape(self, key: int | None) -> tuple[float, float]:
        limits = self.limits or FloodLimits()
        if key is None:
            return limits.overall_per_second, limits.overall_per_second
        if key < 0:
            return limits.group_per_minute, limits.group_per_minute / 60
        return limits.burst, limits.chat_per_second
