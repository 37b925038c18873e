"""Who wants to know when something changes: live phones, and tests that wait without polling."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.rehearsal.refusal import Json

Listener = Callable[[Json], None]
Found = TypeVar("Found")


class Changes:
    """Tells every listener of each event, and lets a task wait until something holds.

    Not for several threads: everything of a rehearsal runs on one event loop.
    """

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._waiting: set[asyncio.Future[None]] = set()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener` with every event from now on; returns what ends that."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    def tell(self, event: Json) -> None:
        """Hands `event` to every listener and wakes whoever waits."""
        for listener in tuple(self._listeners):
            listener(event)
        self.wake()

    def wake(self) -> None:
        """Lets whoever waits look again."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def next(self) -> None:
        """Returns after the next change."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)

    async def wait_for(self, predicate: Callable[[], Found], timeout: float) -> Found:  # noqa: ASYNC109 - the name a test's reader expects
        """Returns the predicate's first true value; looks again after every change.

        `timeout` is in real seconds, whatever the rehearsal's clock says. Raises TimeoutError.
        """
        async with asyncio.timeout(timeout):
            while not (found := predicate()):
                await self.next()
        return found
