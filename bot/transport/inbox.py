"""Updates, kept before they are acknowledged: each chat's in order, chats side by side, none lost, none in the way."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from storage import inbox
from storage.store import Store, Tx

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

#: An update that was begun this often and never finished took the process down: it is set aside. High, since a
#: machine that goes down again and again, while a file is being fetched say, must not cost anybody their message.
TRIES = 10

#: Chats worked on at once.
SIDE_BY_SIDE = 64

#: Telegram's ids have at most 52 significant bits (Bot API, Chat).
ID_END = 2**52


@dataclass
class Handling:
    """The update being handled; `done` once its effect and its row's mark were committed together."""

    update_id: int
    done: bool = False
    error: Exception | None = None


#: Set while a handler runs; `effect` marks the row done in the transaction of its effect.
handling: ContextVar[Handling | None] = ContextVar("handling", default=None)


async def effect(store: Store, intent: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """Run an intent in one transaction with the "done" of the update being handled.

    None when that update had its effect before: an update redelivered or replayed does nothing twice.
    """
    mark = handling.get()
    if mark is None or mark.done:
        return await store.write(intent, *args, **kwargs)

    def once(tx: Tx) -> T | None:
        if inbox.is_done(tx, mark.update_id):
            return None
        inbox.done(tx, mark.update_id)
        return intent(tx, *args, **kwargs)

    result = await store.write(once)
    mark.done = True
    return result


Handle = Callable[[dict[str, Any]], Awaitable[None]]
Failed = Callable[[dict[str, Any], BaseException], Awaitable[None]]


class Inbox:
    """Takes raw updates in durably and hands them on: one chat at a time in order, different chats at once."""

    def __init__(self, store: Store, handle: Handle, failed: Failed) -> None:
        """`handle` raises when an update fails; `failed` then tells the people concerned."""
        self._store = store
        self._handle = handle
        self._failed = failed
        self._lanes: dict[int, deque[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(SIDE_BY_SIDE)
        self._stopping = False

    async def take(self, updates: list[dict[str, Any]]) -> None:
        """Commit a batch, then begin to work on it. When this returns, the updates survive anything."""
        for update in await self._store.write(inbox.keep, updates):
            self._enqueue(update)

    async def replay(self) -> int:
        """Work on what was kept and not finished before the last stop; give how many updates that is."""
        unfinished = await self._store.read(inbox.unfinished)
        for update in unfinished:
            self._enqueue(update)
        return len(unfinished)

    def _enqueue(self, update: dict[str, Any]) -> None:
        key = lane_of(update)
        lane = self._lanes.get(key)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[key] = deque([update])
        task = asyncio.create_task(self._work(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, key: int) -> None:
        lane = self._lanes[key]
        async with self._slots:
            while lane and not self._stopping:
                await self._one(lane.popleft())
        # no await between the check above and this: nobody can have added to the lane
        del self._lanes[key]

    async def _one(self, update: dict[str, Any]) -> None:
        """Handle one update; whatever becomes of it, the next of its chat follows."""
        update_id: int = update["update_id"]
        try:
            attempt = await self._store.note(inbox.attempt, update_id)  # counts crashes of ours, not power cuts
            if attempt == 0:
                return
            if attempt > TRIES:
                raise RuntimeError(f"begun {TRIES} times and never finished")
            mark = Handling(update_id)
            handling.set(mark)
            await self._handle(well_formed(update))
            if not mark.done:  # nothing was decided, so nothing was marked
                await self._store.write(inbox.done, update_id)
        except Exception as error:
            log.exception("update %s failed", update_id)
            await self._set_aside(update, error)

    async def _set_aside(self, update: dict[str, Any], error: Exception) -> None:
        try:
            words = well_formed(f"{type(error).__name__}: {error}"[:500])
            await self._store.write(inbox.failed, update["update_id"], words)
            await self._failed(update, error)
        except Exception:
            log.exception("update %s could not be set aside; it is tried again at the next start", update["update_id"])

    async def idle(self) -> None:
        """Wait until nothing is being worked on."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def stop(self, seconds: float) -> None:
        """Finish what has begun, within `seconds`; what has not begun is kept for the next start."""
        self._stopping = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def well_formed(json: Any) -> Any:
    """Give JSON with halves of characters replaced: UTF-8, so the database and Telegram, cannot hold them.

    Offsets counted in UTF-16 units, as the Bot API's are, stay as they were.
    """
    if isinstance(json, str):
        return json if json.isascii() else json.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(json, dict):
        return {well_formed(key): well_formed(value) for key, value in json.items()}
    return [well_formed(each) for each in json] if isinstance(json, list) else json


def lane_of(update: dict[str, Any]) -> int:
    """Say in which chat an update happened (0 for none), from raw JSON that may be anything."""
    for key, content in update.items():
        if key == "update_id" or not isinstance(content, dict):
            continue
        message = content.get("message") if key == "callback_query" else content
        chat = message.get("chat") if isinstance(message, dict) else None
        someone = chat if isinstance(chat, dict) else content.get("from")
        found = someone.get("id") if isinstance(someone, dict) else None
        if type(found) is int and abs(found) < ID_END:  # JSON's true is no id
            return found
    return 0
