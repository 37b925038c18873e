"""The office's clock. The only place that asks what time it is."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import UTC, datetime, timedelta

log = logging.getLogger(__name__)


class Clock:
    """The time of the office: the real one, or one that starts somewhere and runs `speed` times as fast."""

    def __init__(self, start: datetime | None = None, speed: float = 1.0) -> None:
        """Start at `start` (aware; the real now when None) and run at `speed` seconds a second."""
        self._real_start = time.monotonic()
        self._start = start
        self.speed = speed

    def now(self) -> datetime:
        """Give the office's now, aware and in UTC."""
        if self._start is None and self.speed == 1.0:
            return datetime.now(UTC)
        if self._start is None:
            self._start = datetime.now(UTC)
        return self._start + timedelta(seconds=(time.monotonic() - self._real_start) * self.speed)

    def after(self, real_seconds: float) -> datetime:
        """Give the office's time in so many real seconds: Telegram's waits are real, whatever our clock does."""
        return self.now() + timedelta(seconds=real_seconds * self.speed)

    def real_seconds(self, until: datetime) -> float:
        """Say how many real seconds it is until a moment of the office; 0 when it has come."""
        return max(0.0, (until - self.now()).total_seconds() / self.speed)

    async def rest(self, real_seconds: float) -> None:
        """Wait so many real seconds."""
        await asyncio.sleep(real_seconds)
