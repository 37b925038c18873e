"""Updates, kept before they are acknowledged: each chat's in order, chats side by side, none lost, none in the way."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from structlog.contextvars import bind_contextvars

from bot.transport.trouble import Passing, Rest, over, patiently, trouble_of, wait_of
from storage import inbox, outbox
from storage.room import is_full
from storage.store import Store, Tx

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

#: An update that was begun this often and never finished took the process down: it is set aside. High, since a
#: machine that goes down again and again, while a file is being fetched say, must not cost anybody their message.
TRIES = 10

#: Seconds after which a sender is told that their message is being worked on.
SAY_AFTER = 5.0

#: Seconds that an update waits for what passes and is no trouble of the database's; for that one it waits for ever.
PATIENCE = 3600.0

#: Seconds that a batch waits for the database before Telegram is left to keep it a while longer.
TAKE_PATIENCE = 30.0

#: Updates of one chat that may wait, with the answers Telegram's pace holds back: more than an article's messages and
#: an album, fewer than hold anybody up.
LANE_CAP = 120

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
#: Tells the people concerned, in the transaction that sets the update aside.
Failed = Callable[[Tx, dict[str, Any], BaseException], None]
#: Tells the sender at once, past the database, that their update is still being worked on.
Waiting = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass
class _Trial:
    """An update in the works: how often passing trouble ended it, and why it is set aside, if it is."""

    update: dict[str, Any]
    counted: bool = False
    failures: int = 0
    waited: float = 0.0
    poison: Exception | None = None
    told_full: bool = False
    silent: bool = False  # telling of the poison is poison itself

    @property
    def id(self) -> int:
        """The update's number."""
        number: int = self.update["update_id"]
        return number


class Inbox:
    """Takes raw updates in durably and hands them on: one chat at a time in order, different chats at once.

    Passing trouble (the database held, Telegram or the network away) is waited out in the chat's order, over restarts
    too; only an update that fails by itself is set aside, and told.
    """

    def __init__(
        self,
        store: Store,
        handle: Handle,
        failed: Failed,
        waiting: Waiting | None = None,
        full: Waiting | None = None,
        flooded: Waiting | None = None,
        *,
        sleep: Rest = asyncio.sleep,
        say_after: float = SAY_AFTER,
    ) -> None:
        """`handle` raises when an update fails; `failed` then tells the people concerned.

        `waiting` tells a sender who has waited `say_after` seconds; `full` tells at once that an update waits for
        room on the disk, with nothing that needs room itself; `flooded` tells that a chat sent more than is
        kept waiting; `sleep` waits so many real seconds.
        """
        self._flooded = flooded
        self._flooding: set[int] = set()
        self._full = full
        self._store = store
        self._handle = handle
        self._failed = failed
        self._waiting = waiting
        self._sleep = sleep
        self._say_after = say_after
        self._lanes: dict[int, deque[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._resting: set[asyncio.Future[None]] = set()
        self._said: set[int] = set()
        self._saying: set[asyncio.Task[None]] = set()
        self._after: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(SIDE_BY_SIDE)
        self._stopping = False

    async def take(self, updates: list[dict[str, Any]]) -> None:
        """Commit a batch, then begin to work on it. When this returns, the updates survive anything."""
        timers = [asyncio.get_running_loop().call_later(self._say_after, self._say, lane_of(u), u) for u in updates]
        try:
            keep = partial(self._store.write, inbox.keep, updates)
            fresh = await patiently(keep, self._sleep, most=TAKE_PATIENCE)
        finally:
            for timer in timers:
                timer.cancel()
        unanswered = await self._unanswered(fresh)
        too_many = [u for u in fresh if not self._enqueue(u, LANE_CAP - unanswered.get(lane_of(u), 0))]
        if too_many:
            await self._turn_away(too_many)

    async def _unanswered(self, fresh: list[dict[str, Any]]) -> Mapping[int, int]:
        """Count the answers that wait in each chat; none where that cannot be read: what is kept must be worked on."""
        try:
            return await self._store.read(outbox.waiting_in, {lane_of(update) for update in fresh})
        except Exception as error:  # noqa: BLE001 - the database, which is held; it only says who sends too much
            log.info("what waits to be sent could not be counted: %s", error)
            return {}

    async def _turn_away(self, updates: list[dict[str, Any]]) -> None:
        """Let go of what a chat sent beyond its cap; its people are told once a flood, not once a message."""
        log.warning("%s updates beyond what a chat may have waiting are let go", len(updates))
        await self._store.write(inbox.let_go, [update["update_id"] for update in updates])
        for update in updates:
            key = lane_of(update)
            if key not in self._flooding and self._flooded is not None:
                self._flooding.add(key)
                await self._flooded(update)

    async def replay(self) -> int:
        """Work on what was kept and not finished before the last stop; give how many updates that is."""
        unfinished = await self._store.read(inbox.unfinished)
        too_many = [update for update in unfinished if not self._enqueue(update, LANE_CAP)]
        if too_many:
            await self._turn_away(too_many)
        return len(unfinished) - len(too_many)

    def _enqueue(self, update: dict[str, Any], cap: int | None = None) -> bool:
        """Line an update up in its chat; False where `cap` wait there already, or as many answers wait to be sent."""
        key = lane_of(update)
        lane = self._lanes.get(key)
        if cap is not None and len(lane or ()) >= max(0, cap):
            return False
        if cap is not None and cap > LANE_CAP // 2:
            self._flooding.discard(key)
        if lane is not None:
            lane.append(update)
            return True
        self._lanes[key] = deque([update])
        task = asyncio.create_task(self._work(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def _work(self, key: int) -> None:
        lane = self._lanes[key]
        async with self._slots:
            while lane and not self._stopping:
                await self._one(key, lane.popleft())
        # no await between the check above and this: nobody can have added to the lane
        del self._lanes[key]
        self._said.discard(key)

    async def _one(self, key: int, update: dict[str, Any]) -> None:
        """Handle one update, however long passing trouble holds it up; then the next of its chat follows."""
        timer = asyncio.get_running_loop().call_later(self._say_after, self._say, key, update)
        try:
            await self._settle(_Trial(update))
        finally:
            timer.cancel()

    async def _settle(self, trial: _Trial) -> None:
        """Try until the update is done or set aside, or until a stop leaves it to the next start."""
        while not self._stopping:
            try:
                await (self._tried(trial) if trial.poison is None else self._set_aside(trial, trial.poison))
            except Exception as error:  # noqa: BLE001 - told from passing trouble, and logged, in there
                seconds = self._verdict(trial, error)
                await self._say_full(trial, error)
            else:
                return
            if seconds:
                await self._take_back(trial)
                await self.rest(seconds)

    async def _say_full(self, trial: _Trial, error: Exception) -> None:
        """Say once of an update that it waits for room on the disk: somebody has to make it."""
        if self._full is None or trial.told_full or not is_full(error):
            return
        trial.told_full = True
        self._said.add(lane_of(trial.update))  # that it takes a while is said with it
        await self._said_to(self._full, trial.update)

    async def _tried(self, trial: _Trial) -> None:
        mark = Handling(trial.id)
        try:
            if not trial.counted:
                attempt = await self._store.note(inbox.attempt, trial.id)  # counts crashes of ours, not power cuts
                if attempt == 0:
                    return
                trial.counted = True
                if attempt > TRIES:
                    raise RuntimeError(f"begun {TRIES} times and never finished")
            handling.set(mark)
            bind_contextvars(update=trial.id)
            await self._handle(well_formed(trial.update))
            if not mark.done:  # nothing was decided, so nothing was marked
                await self._store.write(inbox.done, trial.id)
        except Exception:
            if not mark.done:
                raise
            log.exception("update %s had its effect, and failed after it", trial.id)

    def _verdict(self, trial: _Trial, error: Exception) -> float:
        """Say after how many seconds it is tried again; at once, if the update is to be set aside now."""
        trouble = trouble_of(error)
        if trial.poison is not None:
            if trouble is None and not trial.silent:
                log.error("nobody could be told that update %s failed", trial.id, exc_info=error)
                trial.silent = True
                return 0.0
            trouble = trouble or Passing(database=True)  # what marks it is one line of SQL: nothing else can be wrong
        elif trouble is None or (not trouble.database and over(trial.waited, trouble, PATIENCE)):
            log.error("update %s failed", trial.id, exc_info=error)
            trial.poison = error
            return 0.0
        trial.failures += 1
        seconds = wait_of(trouble, trial.failures)
        trial.waited += seconds
        log.warning("update %s waits %.1f s: %s: %s", trial.id, seconds, type(error).__name__, error)
        return seconds

    async def _take_back(self, trial: _Trial) -> None:
        """Passing trouble is no crash: the attempt is not held against the update at the next start."""
        if not trial.counted or trial.poison is not None:
            return
        try:
            await self._store.note(inbox.attempt_passed, trial.id)
            trial.counted = False
        except Exception as error:  # noqa: BLE001 - the database again; the next pause tries once more
            log.info("the attempt at update %s could not be taken back: %s", trial.id, error)

    async def _set_aside(self, trial: _Trial, error: Exception) -> None:
        """Mark an update and tell of it in one transaction: nobody is told of what then has its effect after all."""
        words = well_formed(f"{type(error).__name__}: {error}"[:500])
        tell = None if trial.silent else self._failed

        def aside(tx: Tx) -> None:
            if inbox.failed(tx, trial.id, words) and tell is not None:
                tell(tx, trial.update, error)

        await self._store.write(aside)

    async def rest(self, seconds: float) -> None:
        """Wait so many seconds with an update in hand; others take the place meanwhile, and a stop ends the wait."""
        nap = asyncio.ensure_future(self._sleep(seconds))
        self._resting.add(nap)
        self._slots.release()
        try:
            await nap
        finally:
            self._resting.discard(nap)
            nap.cancel()
            await self._slots.acquire()

    def _say(self, key: int, update: dict[str, Any]) -> None:
        """Have the sender told, once, that their message is being worked on; what follows waits with it, told."""
        if self._waiting is None or key in self._said:
            return
        self._said.add(key)
        task = asyncio.create_task(self._said_to(self._waiting, update))
        self._saying.add(task)
        task.add_done_callback(self._saying.discard)

    async def _said_to(self, waiting: Waiting, update: dict[str, Any]) -> None:
        try:
            await waiting(update)
        except Exception as error:  # noqa: BLE001 - a courtesy: whatever hinders it hinders nothing else
            log.info("the sender of update %s could not be told to wait: %s", update["update_id"], error)

    def afterwards(self, courtesy: Coroutine[Any, Any, None]) -> None:
        """Have something done that decides nothing, a tap's answer say, without holding up what comes next for it."""
        task = asyncio.create_task(courtesy)
        self._after.add(task)
        task.add_done_callback(self._after.discard)

    async def idle(self) -> None:
        """Wait until nothing is being worked on."""
        while working := self._tasks | self._after:
            await asyncio.gather(*working, return_exceptions=True)

    async def stop(self, seconds: float) -> None:
        """Finish what has begun, within `seconds`; what has not begun is kept for the next start."""
        self._stopping = True
        for waiting in [*self._resting, *self._saying]:
            waiting.cancel()
        working = self._tasks | self._after
        if working:
            await asyncio.wait(working, timeout=seconds)
        left = self._tasks | self._after
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


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
