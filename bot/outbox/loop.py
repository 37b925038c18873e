"""The loop that empties the outbox: one lane a chat, one for the website; a bad row never stops the rest."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

from structlog.contextvars import bind_contextvars
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, InvalidToken, TelegramError

from bot.clock import Clock
from bot.desk.people import reachability
from bot.outbox.pacing import Pace, Pacer
from bot.outbox.telegram.deliver import MenuOf, Speaker
from bot.outbox.website.worker import Website
from bot.transport.request import certainly_not_sent
from bot.transport.trouble import Passing, is_unreachable, patiently, trouble_of, wait_of
from storage import outbox
from storage.outbox import Row
from storage.outbox_bodies import Card, Photos, Unreadable
from storage.store import Store, Tx

log = logging.getLogger(__name__)

BAD_ROW = 3600.0  # seconds that a row which raised something unforeseen is set aside
LONGEST_BACKOFF = 30.0  # after an outage people wait no longer than this for an answer
HOLDS = 12  # attempts, four minutes, of a row its chat waits for; then Telegram is asked whether it is the row alone
DOUBTED = 6  # attempts, a minute, at what Telegram refuses in words that speak of passing trouble
IDLE = 30.0  # seconds between looks when nothing wakes the loop
DATABASE_PAUSE = 5.0  # seconds until the next look at a database that raised


@dataclass(frozen=True, slots=True)
class _Later:
    """A delivery to be tried again in so many real seconds; `holds`: nothing of its chat goes before it."""

    seconds: float
    outcome: str
    detail: str
    holds: bool = False


class Outbox:
    """Delivers what the database says is to be said or published."""

    def __init__(
        self, store: Store, clock: Clock, bot: Bot, website: Website, menu_of: MenuOf, pace: Pace | None = None
    ) -> None:
        """Nothing goes before `run`; every commit of the store wakes the loop."""
        self._store = store
        self._clock = clock
        self._speaker = Speaker(bot, store, menu_of)
        self._website = website
        self._pacer = Pacer(pace)
        self._wake = asyncio.Event()
        self._busy: dict[int | None, asyncio.Task[None]] = {}
        self._stopping = False
        store.on_commit(self.wake)

    def wake(self) -> None:
        """Look again now: something was committed, or time was moved."""
        self._wake.set()

    @property
    def idle(self) -> bool:
        """Say whether nothing is being delivered just now."""
        return not self._busy

    async def run(self) -> None:
        """Empty the outbox until `stop`."""
        await patiently(lambda: self._store.write(outbox.revive), self._clock.rest)
        while not self._stopping:
            self._wake.clear()
            lanes, due = await patiently(lambda: self._store.read(_look), self._clock.rest)
            for chat_id in lanes:
                if chat_id not in self._busy:
                    self._busy[chat_id] = asyncio.create_task(self._lane(chat_id))
            await self._rest(due)

    async def _rest(self, due: datetime | None) -> None:
        """Sleep until a commit, or until the next row is due."""
        seconds = IDLE if due is None else min(IDLE, max(0.02, self._clock.real_seconds(due)))
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return

    async def stop(self, seconds: float) -> None:
        """Finish what is being sent, within `seconds`; the rest stays in its rows."""
        self._stopping = True
        self._wake.set()
        tasks = list(self._busy.values())
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _lane(self, chat_id: int | None) -> None:
        """Deliver a chat's rows one after the other."""
        try:
            while not self._stopping:
                row = await self._store.note(outbox.claim_next, chat_id)  # forgotten, it is sent again: as it is anyway
                if row is None:
                    break
                await self._deliver(row)
        except Exception:
            log.exception("lane %s stopped", chat_id)
            await self._clock.rest(DATABASE_PAUSE)
        finally:
            self._busy.pop(chat_id, None)
            self._wake.set()

    async def _deliver(self, row: Row) -> None:
        """Deliver one row; whatever happens to it, it is settled or set aside."""
        later: _Later | None
        thing = f"{row.subject_kind}{row.subject_id}" if row.subject_id else ""
        bind_contextvars(row=row.id, kind=row.kind, thing=thing)
        try:
            later = await self._attempt(row)
        except Exception as error:
            log.exception("outbox row %s (%s) could not be delivered", row.id, row.kind)
            later = _after(row, error)
        if later is not None:
            await self._put_back(row, later)

    async def _put_back(self, row: Row, later: _Later) -> None:
        """Set a row aside, however long the database needs for it: left as it is, it would wait for a restart."""
        until = self._clock.after(later.seconds)
        while True:
            try:
                await self._store.write(_postpone, row, until, later)
            except Exception:
                log.exception("outbox row %s could not be set aside", row.id)
                await self._clock.rest(DATABASE_PAUSE)
            else:
                return

    async def _attempt(self, row: Row) -> _Later | None:
        if isinstance(row.body, Unreadable):
            raise ValueError(row.body.problem)
        if row.chat_id is None:
            seconds = await self._website.work(row)
            return None if seconds is None else _Later(seconds, "later", row.kind)
        if row.office_hours and await self._store.write(_wait_for_office, row):
            return None
        if not await self._speaker.has_nothing_to_say(row):  # what calls nobody takes no turn
            messages = len(row.body.photos) if isinstance(row.body, Photos) else 1
            await self._pacer.turn(row.chat_id, row.priority, messages)
        try:
            await self._speaker.deliver(row)
        except ChatMigrated as moved:
            await self._store.write(_follow_chat, row, moved.new_chat_id)
        except TelegramError as error:
            return await self._failed(row, error)
        return None

    async def _failed(self, row: Row, error: TelegramError) -> _Later | None:
        """Tell what can be tried again from what cannot."""
        trouble = trouble_of(error)
        if trouble is not None and (trouble.sure or row.attempts <= DOUBTED):
            return await self._again(row, error, trouble)
        if isinstance(error, InvalidToken):  # whoever mends the token finds everything in its order
            return _Later(_backoff(row), "later", type(error).__name__, holds=True)
        if is_unreachable(error):
            await self._store.write(_not_reachable, row, str(error))
            return None
        if isinstance(error, BadRequest):
            log.error("Telegram refused outbox row %s (%s): %s", row.id, row.kind, error)
            await self._store.write(outbox.settle, row.id, "refused", detail=str(error)[:300])
            return None
        return _Later(BAD_ROW, "later", str(error)[:300])

    async def _again(self, row: Row, error: TelegramError, trouble: Passing) -> _Later:
        """Say when a row is tried again, and whether its chat waits with it."""
        if trouble.seconds is not None:
            return _Later(trouble.seconds, "flood", f"retry after {trouble.seconds:g} s", holds=True)
        away = certainly_not_sent(error)
        holds = away or row.attempts <= HOLDS or not await self._takes(row)
        return _Later(_backoff(row), "later" if away else "uncertain", type(error).__name__, holds)

    async def _takes(self, row: Row) -> bool:
        """Say whether Telegram takes something else for the row's chat: then it is this row that it cannot take."""
        try:
            await self._speaker.knock(row)
        except TelegramError:
            return False
        return True


def _backoff(row: Row) -> float:
    """Give the seconds until the next attempt at a row: twice as long each time, half a minute at most."""
    return min(LONGEST_BACKOFF, 2.0 ** min(row.attempts, 9))


def _after(row: Row, error: Exception) -> _Later:
    """Say when a row is tried again whose delivery raised: soon, and before its chat's others, if that passes."""
    trouble, told = trouble_of(error), f"{type(error).__name__}: {error}"[:300]
    if trouble is None:
        return _Later(BAD_ROW, "later", told)
    return _Later(min(LONGEST_BACKOFF, wait_of(trouble, row.attempts)), "later", told, holds=True)


def _look(tx: Tx) -> tuple[list[int | None], datetime | None]:
    """Which chats may be served now, and when that changes next: seen at one moment, so that nothing falls between."""
    return outbox.lanes(tx), outbox.next_due(tx)


def _postpone(tx: Tx, row: Row, until: datetime, later: _Later) -> None:
    outbox.postpone(tx, row, until, later.outcome, later.detail)
    if later.holds and row.chat_id is not None:
        outbox.hold(tx, row.chat_id, until)


def _wait_for_office(tx: Tx, row: Row) -> bool:
    """Quiet hours delay delivery, never evaluation: the row waits for the office, or the unit it names, to open."""
    calendar = tx.office.calendar_for(row.body.unit if isinstance(row.body, Card) else None)
    if calendar.is_open(tx.now):
        return False
    outbox.postpone(tx, row, calendar.next_open(tx.now), "quiet", "outside office hours")
    return True


def _follow_chat(tx: Tx, row: Row, new_chat_id: int) -> None:
    """A group became a supergroup: this row and every other for it go to the new id."""
    outbox.postpone(tx, row, tx.now, "migrated", str(new_chat_id))
    if row.chat_id is not None:
        outbox.move_chat(tx, row.chat_id, new_chat_id)


def _not_reachable(tx: Tx, row: Row, detail: str) -> None:
    """Somebody blocked the bot (or never started it): said to their superior, once."""
    outbox.settle(tx, row.id, "blocked", detail=detail[:300])
    if row.chat_id is not None and row.chat_id > 0:
        reachability.unreachable(tx, row.chat_id)
