"""The plan of the simulated year, drawn from a seed before anything runs: who does what, when, and who is away."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from random import Random

from tests.year import figures
from tests.year.deeds import CHOICES, Choice, Deed
from tests.year.hours import HOUR, MINUTE, WORKING_DAY, at, day_of
from tests.year.plan import (
    A_MONTH,
    BEGIN,
    DECREED,
    DECREED_AT,
    DIGESTS_IN,
    DOWN,
    END,
    GRAIN,
    MEETING,
    MOST,
    NOT_NUMBERED,
    ONE_TAP,
    RUSH,
    RUSH_ARTICLES,
    TELEGRAM_KEEPS,
    UP,
    Act,
    Plan,
)  # fmt: skip
from tests.year.rules import STANDARD, WAITS, Absence, Reminder, Step, Thing


def draw(seed: int = 2026, until: int = END) -> Plan:
    """Draw the plan of a year."""
    return Year(seed, until).run()


class Year:
    def __init__(self, seed: int, until: int) -> None:
        self.random, self.until = Random(seed), until
        self.plan = Plan()
        self.world = self.plan.world
        self.world.entered, self.world.reminded = self._entered, self._reminded
        self._heap: list[tuple[int, int, Callable[[], None]]] = []
        self._count = 0
        self._down = False
        self._pending: list[Callable[[], None]] = []
        self._typed: set[int] = set()
        self.doing: dict[int, int] = {}  # a contributor -> until when they write
        self._blocks: dict[int, int] = {}
        self._snoozed: list[tuple[int, int]] = []

    def run(self) -> Plan:
        self.world.now = BEGIN
        self._foresee()
        while True:
            moment = self._heap[0][0] if self._heap else self.until
            tick = self.world.next_tick()
            if self._down:
                tick = moment
            if min(moment, tick) >= self.until:
                break
            if moment <= tick:
                _, _, do = heapq.heappop(self._heap)
                self.world.now = max(self.world.now, moment)
                do()
            else:
                self.world.now = max(self.world.now, tick)
                self.world.tick()
        self.world.now = self.until
        return self.plan

    # --- what is known in January ----------------------------------------------------------------------

    def _foresee(self) -> None:
        self._at(DOWN, self._goes_down)
        self._at(UP, self._comes_up)
        self._at(DECREED_AT, self._decree)
        day = day_of(BEGIN)
        while day < day_of(self.until):
            self._foresee_day(day)
            day += timedelta(days=1)
        self._away(5, 4, date(2026, 4, 13), date(2026, 4, 17))  # a Staf, another in their place
        self._away(3, None, date(2026, 6, 8), date(2026, 6, 12))  # a Staf, nobody in their place
        self._away(2, 4, date(2026, 8, 3), date(2026, 8, 7))  # the Kasubbag, a Staf as Plh.
        self._away(1, 2, date(2026, 10, 19), date(2026, 10, 23))  # the Kabag, the Kasubbag as Plh.
        self._away(53, None, date(2026, 5, 4), date(2026, 5, 8))  # an official, nobody in their place
        self._away(6, 3, date(2026, 11, 2), date(2026, 11, 13))  # the PPID
        self._blocked(60, at(date(2026, 2, 9), 601), at(date(2026, 3, 2), 541))
        for month in range(1, 13):
            self._foresee_month(month)

    def _foresee_day(self, day: date) -> None:
        moment = figures.digest_at(self.world, day)
        if moment is not None:
            self._at(moment, self._digest)
            self._at(figures.evening_at(self.world, day) or 0, self._evening)
        first = day.weekday() == 0 or (day.weekday() < 5 and not self._worked_since_monday(day))
        if self.world.office.spans(day) and first:
            self._at(self._open_time(day), lambda: self._order(day, monthly=False))

    def _worked_since_monday(self, day: date) -> bool:
        week = [day - timedelta(days=back) for back in range(1, day.weekday() + 1)]
        return any(self.world.office.spans(one) for one in week)

    def _open_time(self, day: date) -> int:
        opens = at(day, self.world.office.spans(day)[0][0])
        return self._grain(opens + self.random.uniform(5, 50) * MINUTE)

    def _foresee_month(self, month: int) -> None:
        days = [d for d in (date(2026, month, 1) + timedelta(days=n) for n in range(31)) if d.month == month]
        work = [d for d in days if self.world.office.spans(d) and at(d) >= BEGIN]
        self._at(self._open_time(work[0]) + 97 * MINUTE, lambda: self._order(work[0], monthly=True))
        for number in range(A_MONTH):
            unit = self.random.choices(range(1, 41), [6, 6, *([1] * 38)])[0]
            hours = self.world.hours("author", unit)
            rush = month == RUSH[0].month and number < RUSH_ARTICLES  # much comes in just before the bot goes down
            spans = [(d, s) for d in (RUSH if rush else days) if at(d) >= BEGIN for s in hours.spans(d)]
            spans = [s for s in spans if not rush or at(s[0], s[1][1]) < DOWN + HOUR]
            day, (opens, closes) = self.random.choice(spans)
            moment = self._grain(at(day, self.random.uniform(opens + 3, closes - 1)))
            self._at(moment, partial(self._write, unit))

    def _away(self, person: int, substitute: int | None, first: date, last: date) -> None:
        told = self._grain(at(first - timedelta(days=4 if first.weekday() == 0 else 1), 877))
        self._at(told, lambda: self._arrange(person, substitute, first, last))

    def _arrange(self, person: int, substitute: int | None, first: date, last: date) -> None:
        days = f"{first.isoformat()} {last.isoformat()} {substitute or 0}"
        self._did(person, "absence", arg=days)
        self.world.absences.append(Absence(person, substitute, at(first), at(last + timedelta(days=1))))

    def _blocked(self, person: int, since: int, until: int) -> None:
        self._blocks[person] = until

        def block() -> None:
            self._did(person, "block")
            self.world.blocked.add(person)

        def unblock() -> None:
            self._did(person, "unblock")
            self.world.blocked.discard(person)

        self._at(since, block)
        self._at(until, unblock)

    # --- the bot's own life -----------------------------------------------------------------------------

    def _goes_down(self) -> None:
        self._down = True
        self._did(0, "stop")

    def _comes_up(self) -> None:
        self._down = False
        self._did(0, "start")
        for do in self._pending:
            do()
        self.world.tick()
        self._digest()

    def _decree(self) -> None:
        self._did(7, "libur", arg=DECREED.isoformat())
        self.world.decree(DECREED)

    def _digest(self) -> None:
        today = day_of(self.world.now)
        if self._down or not self.world.office.spans(today) or today.month not in DIGESTS_IN:
            return
        self._did(0, "digest")
        self.plan.digests.append((self.world.now, figures.morning(self.world)))

    def _evening(self) -> None:
        if not self._down and day_of(self.world.now).month in DIGESTS_IN:
            self._did(0, "digest")
            self.plan.evenings.append((self.world.now, figures.evening(self.world)))

    # --- time and chance ----------------------------------------------------------------------------------

    def _at(self, moment: int, do: Callable[[], None]) -> None:
        self._count += 1
        heapq.heappush(self._heap, (moment, self._count, do))

    def _grain(self, moment: float) -> int:
        """Between the ticks: no moment of people's is one at which a clock runs out."""
        return int(moment) // (2 * GRAIN) * (2 * GRAIN) + GRAIN

    def _did(self, person: int, verb: str, thing: Thing | None = None, arg: str = "", *, waits: bool = False) -> None:
        kind, number, taps = (thing.kind, thing.id, thing.taps) if thing else ("", 0, True)
        self.plan.acts.append(Act(self.world.now, person, verb, kind, number, arg, taps, waits))

    def _delay(self, standard: int) -> int:
        """Most are in time; some late by minutes, some by hours, a few by days."""
        chance = self.random.random()
        if chance < 0.78:
            return int(self.random.uniform(0.1, 0.95) * standard)
        if chance < 0.90:
            return standard + int(self.random.uniform(1, 45) * MINUTE)
        if chance < 0.975:
            return standard + int(self.random.uniform(1, 6) * HOUR)
        return standard + int(self.random.uniform(1, 4) * WORKING_DAY)

    def _later(self, thing: Thing, working: int) -> None:
        """Have whoever is waited for see to something after so much of their working time."""
        who = WAITS[thing.state][0]
        self._when(self._grain(self.world.hours(who, thing.unit).due(self.world.now, working)), thing)

    def _when(self, moment: int, thing: Thing, choose: Choice | None = None) -> None:
        step, what = thing.step, choose or CHOICES[thing.state]
        self._at(moment, lambda: self._try(thing, step, what))

    def _try(self, thing: Thing, step: Step | None, choose: Choice) -> None:
        """Do it, if it still waits and somebody is there; else another time."""
        if step is None or thing.step is not step:
            return
        actor = self._actor(thing, step)
        if actor is None:
            self._when(self._grain(self._back(thing, step)), thing, choose)
            return
        deed = choose(self, thing, actor)
        if deed is None:
            self._later(thing, int(self.random.uniform(15, 40) * MINUTE))
        elif self._down:
            self._in_vain(thing, step, actor, deed, choose)
        else:
            self._did(actor, deed.verb, thing, deed.arg)
            deed.effect()

    def _in_vain(self, thing: Thing, step: Step, actor: int, deed: Deed, choose: Choice) -> None:
        """The bot does not answer: some tap all the same and Telegram forgets it; all try again another time."""
        if thing.taps and deed.verb in ONE_TAP and self.random.random() < 0.6:
            self._did(actor, deed.verb, thing, deed.arg, waits=True)
        hours = self.world.hours(step.who, step.unit)
        self._when(self._grain(hours.due(UP, int(self.random.uniform(2, 200) * MINUTE))), thing, choose)

    def _actor(self, thing: Thing, step: Step) -> int | None:
        """Whoever is there; after the takeover the one above."""
        there = [p for p in self.world.waited(thing) if p not in self.world.blocked]
        if there:
            return there[0] if thing.kind == "d" or len(there) == 1 else self.random.choice(there)
        if step.who == "staf" and self.world.now >= self.world.takeover_at(step):
            return next(iter(self.world.at_hand("kasubbag", thing)), None)
        return None

    def _back(self, thing: Thing, step: Step) -> int:
        """When it makes sense to try again: at the end of the absence or the block, or once the superior may."""
        found = [self.world.takeover_at(step) + 20 * MINUTE] if step.who == "staf" else []
        for person in self.world.entitled(step.who, thing):
            absence = self.world.away(person)
            found += [absence.ends] if absence else []
            found += [self._blocks[person]] if person in self.world.blocked else []
        hours = self.world.hours(step.who, step.unit)
        later = [moment for moment in found if moment > self.world.now]
        return hours.due(min(later), int(self.random.uniform(5, 90) * MINUTE))

    # --- the Kabag's orders ---------------------------------------------------------------------------------

    def _order(self, day: date, *, monthly: bool) -> None:
        if self._down:
            self._at(UP + 777_775, lambda: self._order(day, monthly=monthly))
            return
        kabag = next(iter(self.world.at_hand("kabag", Thing("d", 0, "d.draft"))), None)
        if kabag is None or any(o.state == "d.draft" and o.author == kabag for o in self.world.orders):
            self._at(
                self._grain(self.world.office.due(self.world.now, 20 * MINUTE)),
                lambda: self._order(day, monthly=monthly),
            )
            return
        nature = self.random.choices(["biasa", "segera", "sangat_segera"], [16, 3, 1])[0]
        order = self.world.open_order(kabag)
        order.taps = True
        order.deadline = self._close_of(day, monthly=monthly)
        order.nature = nature
        assert order.step is not None
        order.step.remind = self.world.moment(order.step, 0)
        self._did(kabag, "open", order, f"{nature} {order.deadline}")

    def _close_of(self, day: date, *, monthly: bool) -> int:
        """The close of the last working day of the week or month."""
        if monthly:
            last = (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        else:
            last = day + timedelta(days=6 - day.weekday())
        while (closing := self.world.office.closing(last)) is None or closing <= self.world.now:
            last -= timedelta(days=1)
            if last < day:
                return self.world.office.due(self.world.now, WORKING_DAY)
        return closing

    # --- what comes to people -----------------------------------------------------------------------------

    def _entered(self, thing: Thing) -> None:
        if thing.state == "d.collecting":
            self._plan_complete(thing)
            return
        if thing.state == "d.draft" and thing.need is not None:
            thing.taps = True
        if thing.state == "d.reporting" and self.random.random() < 0.4:
            return  # the bot posts it
        if thing.state == "a.waiting_kasubbag" and MEETING <= self.world.now < DOWN:
            self._later(thing, int(self.random.uniform(5, 12) * HOUR))
            return
        assert thing.step is not None
        self._later(thing, self._delay(STANDARD[thing.step.name]))

    def _plan_complete(self, order: Thing) -> None:
        """Half of the orders are said to be complete a while before their time."""
        if order.deadline is not None and self.random.random() < 0.5:
            moment = order.deadline - int(self.random.uniform(20, 300) * MINUTE)
            if self.world.office.is_open(moment) and moment > self.world.now:
                self._when(self._grain(moment), order)

    def _reminded(self, step: Step, reminder: Reminder) -> None:
        """Some put a reminder off, for a reason."""
        for person in reminder.pinged:
            if self.random.random() < 0.06 and step.name != "collect":
                moment = self._grain(self.world.now + self.random.uniform(1, 6) * MINUTE)
                self._at(moment, partial(self._snooze, step, person))

    def _snooze(self, step: Step, person: int) -> None:
        done = self._snoozed.count((step.number, person))
        silent = any(p == person and until > self.world.now for p, until in step.snoozes)
        waits = step.finished is None and person in self.world.waited(step.thing)
        if self._down or silent or done >= MOST or not waits or step.rung == 0:
            return
        hours = self.world.hours(step.who, step.unit)
        choice = self.random.choice(["30", "120", "morning"])
        tomorrow = at(day_of(self.world.now) + timedelta(days=1), 420)
        spans = {"30": 30 * MINUTE, "120": 120 * MINUTE}
        until = hours.next_open(hours.due(self.world.now, spans[choice]) if choice in spans else tomorrow)
        self._snoozed.append((step.number, person))
        self._did(person, "snooze", step.thing, choice)
        if step.thing.kind == "a":
            self.plan.tapped.add(step.thing.id)
        self.world.snooze(step.thing, person, until)

    # --- a naskah ---------------------------------------------------------------------------------------------

    def _write(self, unit: int) -> None:
        author = self.world.units[unit][1]
        kept = self._down and self.world.now > UP - TELEGRAM_KEEPS
        if kept and author not in self._typed:
            self._type_in_vain(author, unit)
            return
        if self._down or self.doing.get(author, 0) > self.world.now:
            later = self._grain(max(UP if self._down else 0, self.doing.get(author, 0)) + 7 * MINUTE)
            self._at(self.world.hours("author", unit).next_open(later) + GRAIN, lambda: self._write(unit))
            return
        article = self.world.write(author, unit)
        article.taps = article.id % 10 == 0 or day_of(self.world.now) in RUSH
        if article.taps:
            self.plan.tapped.add(article.id)
        self._did(author, "write", article, str(unit))
        if not article.taps:
            self._submit(article)
            return
        self.doing[author] = self.world.now + 2 * MINUTE
        self._at(self._grain(self.world.now + 70_000), lambda: self._submit(article))

    def _type_in_vain(self, author: int, unit: int) -> None:
        """Words for a bot that is away reach it when it is back, unless that is more than a day later."""
        self._typed.add(author)
        self.plan.acts.append(Act(self.world.now, author, "write", "a", NOT_NUMBERED + author, str(unit), waits=True))
        self._pending.append(lambda: self._arrived(author, unit))

    def _arrived(self, author: int, unit: int) -> None:
        article = self.world.write(author, unit)
        article.taps = True
        self.plan.tapped.add(article.id)
        self.doing[author] = self.world.now + 15 * MINUTE
        self._at(self._grain(self.world.now + self.random.uniform(2, 14) * MINUTE), lambda: self._submit(article))

    def _submit(self, article: Thing) -> None:
        assert article.author is not None
        if self._down:
            self._at(self._grain(UP + 3 * MINUTE + article.id * 1000), lambda: self._submit(article))
            return
        self._did(article.author, "submit", article)
        self.world.submit(article, article.author)

    def mended(self, article: Thing) -> None:
        assert article.author is not None
        self.doing[article.author] = self.world.now + 2 * MINUTE
        step = article.step
        self._at(self._grain(self.world.now + 70_000), lambda: self._submit(article) if article.step is step else None)
