"""Ladders: when somebody is reminded of a step, who hears of it too, and when the superior may do it.

The rules, exactly; "working" time is that of the calendar the step's clock runs in:

1. *Which ladder.* An urgent thing (serta merta, or under a disposisi sangat segera) climbs `urgent`.
   Any other step climbs its own where the office gave it one, else `short`, `middle` or `long` by the working time
   from its start to its due time: up to 15 minutes, up to 4 hours, more. It is chosen anew at each reminder.
2. *Moments.* Rung r of a ladder with b shares in `before` comes, for r < b, when the share `before[r]` of the working
   time from start to due has passed since the start; for the others when `delay(r)` of working time has passed since
   the due time. Each is moved to the next opening where it would fall on a closing time (`Calendar.remind_at`).
   There is no last rung: after `after_due` comes one more every `every`, until the step is over.
3. *Height.* `height(now)` is the highest rung whose moment is not after now, -1 before the first. A reminder is always
   for the height reached: of several rungs that passed unsaid (the bot was down) only the highest is said.
4. *Copies.* The reminder of rung r is copied to each of `copies` whose `after` is at most `delay(r)`: copies ride on
   rungs and have no moments of their own, what is copied once is copied at every higher rung, and a reminder before
   the due time is never copied.
5. *Takeover.* From `takeover` of working time after the due time on, the superior may do the step in the place of a
   Staf (the Kasubbag) or of a Kasubbag (the Kabag): never a verifier's, a PPID's or an author's. They read of it on
   the copies of the reminders; having the right makes no reminder of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.sop.flow import Step
from bot.sop.roles import Who
from bot.sop.worktime import NOTHING, WORKING_DAY, Calendar

MINUTE = timedelta(minutes=1)
MILLISECOND = timedelta(milliseconds=1)

#: Steps up to this long are a matter of minutes (SOP steps 1, 2 and 4: five), up to the next of hours.
MINUTES_LONG = timedelta(minutes=15)
HOURS_LONG = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Copy:
    """Who hears of it besides those waited for, from how long after the due time on; `who` None: their superior."""

    who: Who | None
    after: timedelta


@dataclass(frozen=True, slots=True)
class Ladder:
    """When a step is recalled; all spans in working time.

    Rungs are counted from 0: first those of `before` (shares of the standard, between 0 and 1), then those of
    `after_due`, then one more every `every`, without end. `copies` says who hears of it too from when on;
    from `takeover` after the due time on the superior may do the step in their place (None: never).
    """

    before: tuple[float, ...] = ()
    after_due: tuple[timedelta, ...] = (NOTHING, 10 * MINUTE, 30 * MINUTE)
    every: timedelta = WORKING_DAY
    copies: tuple[Copy, ...] = (Copy(None, 30 * MINUTE),)
    takeover: timedelta | None = WORKING_DAY

    def delay(self, rung: int) -> timedelta | None:
        """Return the working time from falling due to the reminder of `rung`; None for one before it falls due."""
        rung -= len(self.before)
        if rung < 0:
            return None
        if rung < len(self.after_due):
            return self.after_due[rung]
        last = self.after_due[-1] if self.after_due else NOTHING
        return last + (rung - len(self.after_due) + 1) * self.every

    def moment(self, calendar: Calendar, started: datetime, due: datetime, rung: int) -> datetime:
        """Return when the reminder of `rung` comes, in UTC: inside the calendar's hours."""
        delay = self.delay(rung)
        if delay is not None:
            return calendar.remind_at(calendar.due(due, delay))
        share = self.before[rung] * calendar.spent(started, due)
        share -= share % MILLISECOND  # as moments are kept: or a reminder could come before its own moment, and again
        return calendar.remind_at(calendar.due(started, share))

    def height(self, calendar: Calendar, started: datetime, due: datetime, now: datetime) -> int:
        """Return the highest rung whose moment has come; -1 before the first."""
        beyond = 1
        while self.moment(calendar, started, due, beyond - 1) <= now:
            beyond *= 2
        return bisect_right(range(beyond), now, key=lambda rung: self.moment(calendar, started, due, rung)) - 1

    def takeover_at(self, calendar: Calendar, due: datetime) -> datetime | None:
        """Return from when on the superior may do the step, in UTC: inside the calendar's hours; None for never."""
        return None if self.takeover is None else calendar.remind_at(calendar.due(due, self.takeover))

    def copied(self, rung: int) -> list[Who | None]:
        """List who hears of the reminder of `rung` besides those waited for; None stands for their superior."""
        delay = self.delay(rung)
        return [] if delay is None else [copy.who for copy in self.copies if copy.after <= delay]


#: A matter of minutes: at due, 10 and 30 minutes later, then daily.
SHORT = Ladder()

#: A matter of hours: at 80 %, at due, 30 and 60 minutes later, then daily.
MIDDLE = Ladder(
    before=(0.8,),
    after_due=(NOTHING, 30 * MINUTE, 60 * MINUTE),
    copies=(Copy(None, 60 * MINUTE), Copy(Who.KABAG, WORKING_DAY)),
)

#: A matter of days: at 80 %, at due, half a day later, then daily.
LONG = Ladder(
    before=(0.8,),
    after_due=(NOTHING, WORKING_DAY / 2),
    copies=(Copy(None, WORKING_DAY), Copy(Who.KABAG, 2 * WORKING_DAY)),
    takeover=2 * WORKING_DAY,
)

#: Serta merta and sangat segera: no mild beginning, superiors at once, and hourly after that.
URGENT = Ladder(
    after_due=(NOTHING, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE),
    every=60 * MINUTE,
    copies=(Copy(None, 5 * MINUTE), Copy(Who.KABAG, 15 * MINUTE)),
    takeover=15 * MINUTE,
)


@dataclass(frozen=True, slots=True)
class Ladders:
    """The office's ladders: by the length of a step, and of single steps that have their own."""

    short: Ladder = SHORT
    middle: Ladder = MIDDLE
    long: Ladder = LONG
    urgent: Ladder = URGENT
    own: Mapping[Step, Ladder] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, step: Step, standard: timedelta, *, urgent: bool) -> Ladder:
        """Return the ladder of a step that may take `standard` of working time."""
        if urgent:
            return self.urgent
        if step in self.own:
            return self.own[step]
        if standard <= MINUTES_LONG:
            return self.short
        return self.middle if standard <= HOURS_LONG else self.long
