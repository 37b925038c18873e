"""A thread for what may hang: one thing after the other, beside the event loop, and left behind at the end."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import TypeVar

T = TypeVar("T")

Work = Callable[[], None]


class Aside:
    """One thread that does what it is given, in order.

    Python waits at its end for the threads of a ThreadPoolExecutor, so a website that hangs would hold up the end of
    the process. This one is left behind: what it was doing is found unfinished at the next start, as after a power cut.
    """

    def __init__(self, name: str) -> None:
        """Name the thread; it begins with the first thing it is given."""
        self._name = name
        self._queue: SimpleQueue[Work | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, function: Callable[[], T]) -> Future[T]:
        """Have `function` run; give the future of what it returns. Raises RuntimeError when closed."""
        if self._closed:
            raise RuntimeError(f"{self._name} is closed")
        future: Future[T] = Future()
        self._queue.put(lambda: _fulfil(future, function))
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        return future

    async def run(self, function: Callable[[], T]) -> T:
        """Have `function` run, and wait for what it returns; who is cancelled waits no longer."""
        return await asyncio.wrap_future(self.submit(function))

    def close(self, seconds: float = 0.0) -> None:
        """Begin nothing more. What runs has `seconds` to end, and is left behind after that."""
        self._closed = True
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        while (work := self._queue.get()) is not None and not self._closed:
            # The one who asked may be gone, and its event loop closed.
            with contextlib.suppress(RuntimeError):
                work()


def _fulfil(future: Future[T], function: Callable[[], T]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = function()
    except BaseException as error:  # noqa: BLE001 - raised where it is waited for
        future.set_exception(error)
    else:
        future.set_result(result)
