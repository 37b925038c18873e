"""What the clock sets going: the tick, and the digests of the day. Every thing in a transaction of its own."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import time

from bot.desk.deadlines import calendar, ramadan
from bot.desk.deadlines.heartbeat import beat
from bot.desk.dispositions import recurring
from bot.desk.people import absence, appointments, importing, upkeep
from bot.desk.reminders import digest, due, duty_calls, remind
from bot.desk.reporting import recap
from bot.jobs import digests
from bot.jobs import overviews as many
from bot.transport.trouble import trouble_of
from storage import overviews, snoozes
from storage.store import Store, Tx

log = logging.getLogger(__name__)

#: What comes with the morning's digest, in this order; each is once only by marks of its own.
WITH_THE_MORNING: tuple[Callable[[Tx], object], ...] = (
    recap.monthly,
    calendar.warn_of_unknown_year,
    ramadan.ask,
    recurring.propose,
    upkeep.seal_of_today,
)


class Ticking:
    """Asks the database what has come, and has it done; a thing that raises stops no other."""

    def __init__(self, store: Store) -> None:
        """Nothing is asked before `tick` or `digests`."""
        self._store = store

    async def tick(self) -> int:
        """Do what is due and send the reminders whose time has come; give how many reminders."""
        await self._store.write(beat)
        await self._store.write(importing.forget_left)
        if await self._store.read(appointments.turning):
            await self._store.write(appointments.turn)
        if await self._store.read(absence.turning):
            await self._store.write(absence.turn)
        for one in await self._store.read(due.what_is_due):
            try:
                await self._store.write(due.do_it, one)
            except Exception:
                log.exception("%s could not be done", one)
        return await self._wake() + await self._remind() + await self._call_piket()

    async def _wake(self) -> int:
        """Remind those whose snooze has ended."""
        count = 0
        while (snooze := await self._store.read(snoozes.next_over)) is not None:
            try:
                count += await self._store.write(remind.wake, snooze)
            except Exception as error:
                if trouble_of(error) is not None:
                    raise  # nothing is the matter with the snooze: the next tick ends it
                log.exception("the end of a snooze of step %s failed", snooze.step_id)
                await self._store.write(snoozes.end, snooze)
        return count

    async def _remind(self) -> int:
        """Send the reminders whose time has come; what is too much for one person goes on one overview."""
        crowded, count = await self._crowded(), 0
        while (step_id := await self._store.read(remind.next_one)) is not None:
            try:
                count += await self._store.write(remind.remind, step_id, crowded)
            except Exception as error:
                if trouble_of(error) is not None:
                    raise  # nothing is the matter with the step: the next tick reminds
                log.exception("reminder of step %s failed", step_id)
                await self._store.write(remind.push_on, step_id)
        if await self._store.read(overviews.waiting):
            await self._store.write(many.send)
        return count

    async def _crowded(self) -> frozenset[int]:
        """Find who would get more cards of this tick's reminders than can be read."""
        cards: Counter[int] = Counter()
        for step_id in await self._store.read(remind.crowding):
            try:
                cards.update(await self._store.read(remind.told_by, step_id))
            except Exception:
                log.exception("who hears of step %s could not be found", step_id)
        return frozenset(person_id for person_id, count in cards.items() if count > remind.MANY)

    async def _call_piket(self) -> int:
        """While the office is closed, call those on piket to what is urgent."""
        count = 0
        for step_id in await self._store.read(duty_calls.waiting):
            try:
                count += await self._store.write(duty_calls.call, step_id)
            except Exception:
                log.exception("those on piket could not be called to step %s", step_id)
        return count

    async def digests(self, morning: time, evening: time) -> int:
        """Send the digests of the morning and of the evening when their time has come; give how many."""
        sent = 0
        if await self._store.read(digest.morning_has_come, morning):
            for intent in WITH_THE_MORNING:
                try:
                    await self._store.write(intent)
                except Exception as error:
                    if trouble_of(error) is not None:
                        raise  # the digest marks the morning as had: all of it comes once the database is back
                    log.exception("%s.%s failed", intent.__module__, intent.__qualname__)
            sent += await self._store.write(digests.morning)
        if await self._store.read(digest.evening_has_come, evening):
            sent += await self._store.write(digests.evening)
        return sent
