"""What the simulated year must bring: the SOP, its clocks and its reminders once more, from the written rules alone.

Nothing here imports the bot. Times are milliseconds since 1970 (UTC); people are named by their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from tests.year.hours import OFFICE_WEEK, RAMADAN_WEEK, SERVICE_WEEK, Hours
from tests.year.rules import (
    ABOVE,
    AUTHOR,
    DEFAULT_DEADLINE,
    ENDED,
    MANY,
    NEVER,
    STAF,
    STANDARD,
    VERIFIER,
    WAITS,
    Absence,
    Ladder,
    Reminder,
    Step,
    Thing,
    ladder_for,
)  # fmt: skip


class World:
    """The office as it must be at each moment, moved by what people do and by what the bot must do itself."""

    def __init__(self, roles: dict[str, list[int]], units: dict[int, tuple[bool, int, int | None]], own: set[int]):
        """`units`: number -> (external, contributor, official); `own`: those with the six-day week."""
        self.roles, self.units, self._own = roles, units, own
        self.off: dict[date, int] = {}
        self._set_hours()
        self.now = 0
        self.orders: list[Thing] = []
        self.articles: list[Thing] = []
        self.steps: list[Step] = []
        self.reminders: list[Reminder] = []
        self.wakes: list[tuple[int, str, int]] = []
        self.absences: list[Absence] = []
        self.blocked: set[int] = set()
        self.counts: Counter[str] = Counter()
        self.crowded: list[tuple[int, int, int]] = []  # (at, person, how many)
        self.entered: Callable[[Thing], None] = lambda _thing: None
        self.reminded: Callable[[Step, Reminder], None] = lambda _step, _reminder: None

    def _set_hours(self) -> None:
        off = frozenset(self.off)
        self.office = Hours(OFFICE_WEEK, fasting=RAMADAN_WEEK, off=off)
        self.service = Hours(SERVICE_WEEK, off=off)

    # --- people ------------------------------------------------------------------------------------

    def hours(self, who: str, unit: int | None) -> Hours:
        """A unit's own people keep its hours, everybody else the office's."""
        return self.service if who in {AUTHOR, VERIFIER} and unit in self._own else self.office

    def away(self, person: int, when: int | None = None) -> Absence | None:
        """Give the absence somebody is in."""
        when = self.now if when is None else when
        return next((a for a in self.absences if a.person == person and a.begins <= when < a.ends), None)

    def there(self, person: int) -> int | None:
        """Give somebody, or who stands in for them, or nobody."""
        absence = self.away(person)
        if absence is None:
            return person
        if absence.substitute is None or self.away(absence.substitute) is not None:
            return None
        return absence.substitute

    def entitled(self, who: str, thing: Thing) -> list[int]:
        """List whose turn it would be if everybody were there."""
        if who == AUTHOR:
            return [thing.author] if thing.author else []
        if who == VERIFIER:
            official = self.units[thing.unit or 0][2]
            return [official] if official else []
        if who == STAF and thing.staf is not None:
            return [thing.staf]
        return self.roles[who]

    def at_hand(self, who: str, thing: Thing) -> list[int]:
        """List who acts in that capacity now."""
        found = [self.there(person) for person in self.entitled(who, thing)]
        return list(dict.fromkeys(person for person in found if person is not None))

    def waited(self, thing: Thing) -> list[int]:
        """List whose turn it is."""
        return self.at_hand(WAITS[thing.state][0], thing)

    # --- clocks ------------------------------------------------------------------------------------

    def urgent(self, thing: Thing) -> bool:
        """Serta merta, or sangat segera."""
        order = thing if thing.kind == "d" else thing.order
        return thing.info == "serta_merta" or (order is not None and order.nature == "sangat_segera")

    def due(self, thing: Thing, name: str, who: str, start: int) -> int:
        """Say until when a step must be done."""
        if name == "collect" and thing.deadline is not None:
            return max(thing.deadline, start)
        return self.hours(who, thing.unit).due(start, STANDARD[name])

    def ladder(self, step: Step) -> Ladder:
        """Say how it is reminded of."""
        standard = self.hours(step.who, step.unit).spent(step.started, step.due)
        return ladder_for(standard, urgent=self.urgent(step.thing))

    def moment(self, step: Step, rung: int) -> int:
        """Say when a rung comes."""
        ladder, hours = self.ladder(step), self.hours(step.who, step.unit)
        if rung < len(ladder.before):
            share = hours.spent(step.started, step.due) * ladder.before[rung] // 100
            return hours.next_open(hours.due(step.started, share))
        return hours.next_open(hours.due(step.due, self.delay(ladder, rung) or 0))

    def delay(self, ladder: Ladder, rung: int) -> int | None:
        """Say how long after the due time a rung comes; None before it."""
        rung -= len(ladder.before)
        if rung < 0:
            return None
        if rung < len(ladder.after):
            return ladder.after[rung]
        return ladder.after[-1] + (rung - len(ladder.after) + 1) * ladder.every

    def height(self, step: Step) -> int:
        """Say how high it has come by now."""
        rung = -1
        while self.moment(step, rung + 1) <= self.now:
            rung += 1
        return rung

    def takeover_at(self, step: Step) -> int:
        """Say from when on the superior may do it."""
        hours = self.hours(step.who, step.unit)
        return hours.next_open(hours.due(step.due, self.ladder(step).takeover))

    # --- moves -------------------------------------------------------------------------------------

    def enter(self, thing: Thing, state: str, by: int | None, outcome: str) -> None:
        """Close the clock that ran, open the next."""
        thing.log.append((self.now, outcome))
        self._finish(thing, by, outcome)
        thing.state = state
        if state in ENDED:
            return
        who, name = WAITS[state]
        if name is not None:
            due = self.due(thing, name, who, self.now)
            thing.step = Step(thing, name, who, thing.unit, self.now, due, len(self.steps) + 1)
            thing.step.remind = self.moment(thing.step, 0)
            self.steps.append(thing.step)
        self.entered(thing)

    def _finish(self, thing: Thing, by: int | None, outcome: str) -> None:
        if thing.step is not None:
            step, thing.step = thing.step, None
            hours = self.hours(step.who, step.unit)
            step.finished, step.by, step.outcome = self.now, by, outcome
            step.spent = hours.spent(step.started, self.now)
            step.standard = hours.spent(step.started, step.due)

    def open_order(self, by: int | None, need: Thing | None = None) -> Thing:
        """The form of a disposisi is opened, or put before the Kabag for a naskah that has none."""
        deadline = self.office.due(self.now, DEFAULT_DEADLINE)
        order = Thing("d", len(self.orders) + 1, "d.draft", by, deadline=deadline, need=need)
        self.orders.append(order)
        self.enter(order, "d.draft", by, "")
        return order

    def write(self, author: int, unit: int) -> Thing:
        """A draft is begun: nobody's business yet."""
        article = Thing("a", len(self.articles) + 1, "a.draft", author, unit)
        self.articles.append(article)
        return article

    def submit(self, article: Thing, by: int) -> None:
        """Handed in: an internal Subag's goes to the Kasubbag at once."""
        article.submitted = article.submitted or self.now
        external = self.units[article.unit or 0][0]
        self.enter(article, "a.waiting_verifier" if external else "a.waiting_kasubbag", by, "sub")
        if not external:
            self._need_order(article)

    def approve(self, article: Thing, by: int, info: str) -> None:
        """Verified."""
        article.info = info
        self.enter(article, "a.waiting_kasubbag", by, "apr")
        self._need_order(article)

    def _need_order(self, article: Thing) -> None:
        under_way = any(o.state in {"d.waiting_kasubbag", "d.collecting"} for o in self.orders)
        asked = any(o.need is article and o.state == "d.draft" for o in self.orders)
        if article.order is None and not under_way and not asked:
            self.open_order(None, article)

    def hold(self, article: Thing, by: int) -> None:
        """Dikecualikan? The PPID decides."""
        article.info = "dikecualikan"
        self.enter(article, "a.held", by, "hld")

    def release(self, article: Thing, by: int) -> None:
        """It is not."""
        article.info = ""
        self.enter(article, "a.waiting_verifier", by, "rls")

    def give_back(self, article: Thing, by: int) -> None:
        """Returned with a reason."""
        article.returns += 1
        article.staf = None
        self.enter(article, "a.returned", by, "ret")

    def take_in(self, article: Thing, by: int, order: Thing, staf: int) -> None:
        """Data siap entry."""
        article.order = article.order or order
        article.staf = staf
        self.enter(article, "a.waiting_staf", by, "tak")

    def publish(self, article: Thing, by: int) -> None:
        """Published, and proven at once: this website is quick."""
        article.staf = by
        article.published = self.now
        self.enter(article, "a.published", by, "prv")
        order = article.order
        if order is not None and order.state == "d.collecting":
            self._try_complete(order)

    def dispatch(self, order: Thing, by: int) -> None:
        """The disposisi is sent; one made for a naskah takes it along."""
        order.author = by
        if order.deadline is not None and order.deadline <= self.now:
            order.deadline = self.office.due(self.now, DEFAULT_DEADLINE)
        self.counts["sent"] += 1
        if order.need is not None and order.need.order is None and order.need.state not in ENDED:
            order.need.order = order
        self.enter(order, "d.waiting_kasubbag", by, "dsp")

    def accept(self, order: Thing, by: int) -> None:
        """The Kasubbag takes it."""
        self.enter(order, "d.collecting", by, "acc")

    def complete(self, order: Thing, by: int) -> None:
        """The Kasubbag says nothing more is to come: now if all is live, else when it is; her part is done."""
        if self._all_live(order):
            order.intake_closed = True
            self.enter(order, "d.reporting", by, "cmp")
        elif any(a.order is order and a.state not in ENDED | {"a.draft"} for a in self.articles):
            order.intake_closed = True
            self._finish(order, by, "cmp")

    def _all_live(self, order: Thing) -> bool:
        under = [a for a in self.articles if a.order is order and a.state != "a.draft"]
        return bool(under) and all(a.state == "a.published" for a in under)

    def _try_complete(self, order: Thing) -> bool:
        late = order.deadline is not None and order.deadline <= self.now
        if not (order.intake_closed or late) or not self._all_live(order):
            return False
        order.intake_closed = True
        self.enter(order, "d.reporting", None, "cmp")
        return True

    def post(self, order: Thing, by: int | None) -> None:
        """The report."""
        self.enter(order, "d.waiting_kabag", by, "pst")

    def acknowledge(self, order: Thing, by: int) -> None:
        """The Kabag has read it."""
        self.counts["closed"] += 1
        self.enter(order, "d.closed", by, "ack")

    def snooze(self, thing: Thing, by: int, until: int) -> None:
        """Reminders are put off, for one person."""
        assert thing.step is not None
        thing.step.snoozes.append((by, until))
        self.counts["snoozes"] += 1

    def decree(self, day: date) -> None:
        """A holiday more: open deadlines move, and with them the reminders that still lie ahead."""
        self.off[day] = self.now
        self._set_hours()
        for step in self.steps:
            if step.finished is None:
                step.due = self.due(step.thing, step.name, step.who, step.started)
                step.rung = min(step.rung, self.height(step) + 1)
                step.remind = self.moment(step, step.rung)

    # --- by itself ---------------------------------------------------------------------------------

    def open_steps(self) -> list[Step]:
        """List what is waited for."""
        return [t.step for t in [*self.orders, *self.articles] if t.step is not None]

    def next_tick(self) -> int:
        """Say when the bot must do something by itself next."""
        found = NEVER
        for step in self.open_steps():
            found = min(found, step.remind)
            if step.name in {"collect", "report"} and step.due > self.now:
                found = min(found, step.due)
            found = min([found, *(until for _, until in step.snoozes if until > self.now)])
        return found

    def tick(self) -> None:
        """Do what is due: complete, report, wake, remind, in this order."""
        for step in sorted(self.open_steps(), key=lambda s: s.due):
            if step.name == "collect" and step.due <= self.now:
                self._try_complete(step.thing)
        for step in sorted(self.open_steps(), key=lambda s: s.due):
            if step.name == "report" and step.due <= self.now:
                self.post(step.thing, None)
        self._wake()
        self._remind()

    def _wake(self) -> None:
        for step in self.open_steps():
            for snooze in [s for s in step.snoozes if s[1] <= self.now]:
                step.snoozes.remove(snooze)
                if step.remind > self.now and snooze[0] in self._reached(step.thing):
                    self.wakes.append((self.now, step.thing.ref, snooze[0]))

    def _remind(self) -> None:
        due = sorted((s for s in self.open_steps() if s.remind <= self.now), key=lambda s: (s.remind, s.number))
        calls = [(step, self.call(step)) for step in due]
        cards = Counter(person for _, call in calls for person in (*call.pinged, *call.copied))
        self.crowded += [(self.now, person, count) for person, count in sorted(cards.items()) if count > MANY]
        for step, call in calls:
            step.rung = call.rung + 1
            step.remind = self.moment(step, step.rung)
            self.reminders.append(call)
            self.reminded(step, call)

    def _reached(self, thing: Thing) -> list[int]:
        return [person for person in self.waited(thing) if person not in self.blocked]

    def call(self, step: Step) -> Reminder:
        ladder, rung = self.ladder(step), self.height(step)
        waited = self.waited(step.thing)
        reached = [person for person in waited if person not in self.blocked]
        asleep = {person for person, until in step.snoozes if until > self.now}
        delay = self.delay(ladder, rung)
        above = [] if delay is None else [who for who, after in ladder.copies if after <= delay]
        if not reached and delay is not None:
            above = [None, *above]
        copied: list[int] = []
        for who in above:
            found = self._superiors(step, waited) if who is None else self._reachable(who, step.thing, waited)
            copied += [person for person in found if person not in copied]
        pinged = [person for person in reached if person not in asleep]
        return Reminder(self.now, step.thing.ref, step.name, rung, tuple(sorted(pinged)), tuple(sorted(copied)))

    def _reachable(self, who: str, thing: Thing, told: list[int]) -> list[int]:
        return [p for p in self.at_hand(who, thing) if p not in told and p not in self.blocked]

    def _superiors(self, step: Step, told: list[int]) -> list[int]:
        who = ABOVE.get(step.who)
        while who is not None:
            if found := self._reachable(who, step.thing, told):
                return found
            who = ABOVE.get(who)
        return []
