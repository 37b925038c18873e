"""The few coarse jobs that run by the clock on the wall."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)


Job = Callable[[], Awaitable[object]]


class Jobs:
    """APScheduler with a few coarse jobs. What is due is a column of the database, so a missed run loses nothing."""

    def __init__(self) -> None:
        """Make an empty set of jobs; `start` runs them in the present event loop."""
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )
        self._running: set[asyncio.Task[object]] = set()
        self.last_run: dict[str, float] = {}
        self._last_end: dict[str, float] = {}
        self._begun = time.monotonic()

    def every(self, seconds: float, name: str, job: Job) -> None:
        """Run `job` every so many real seconds, one run at a time; one that raises is logged and runs again."""

        async def run() -> None:
            task = asyncio.current_task()
            if task is not None:
                self._running.add(task)
            try:
                await job()
                self.last_run[name] = time.monotonic()
            except Exception:
                log.exception("job %s failed", name)
            finally:
                self._last_end[name] = time.monotonic()
                if task is not None:
                    self._running.discard(task)

        self._scheduler.add_job(run, IntervalTrigger(seconds=seconds), id=name, name=name)

    def start(self) -> None:
        """Begin; each job runs first after its own interval."""
        self._begun = time.monotonic()
        self._scheduler.start()

    async def stop(self, seconds: float = 6.0) -> None:
        """Let what runs finish within `seconds`, and begin nothing more (APScheduler's own shutdown does not wait)."""
        if not self._scheduler.running:  # stopped before it began: the start went wrong
            return
        self._scheduler.pause()
        await asyncio.sleep(0)  # a run handed over already begins now; shutdown would cancel it in the middle
        running = list(self._running)
        if running:
            await asyncio.wait(running, timeout=seconds)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        self._scheduler.shutdown(wait=False)

    def age(self, name: str) -> float | None:
        """Say how many seconds ago a job last finished well; None before the first time."""
        last = self.last_run.get(name)
        return None if last is None else time.monotonic() - last

    def silence(self, name: str) -> float:
        """Say how many seconds ago a job last ended, well or not; since the start if never."""
        return time.monotonic() - self._last_end.get(name, self._begun)
