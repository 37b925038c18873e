"""Working time by brute force: a table of every minute of half a year, open or not, by the clock on the wall.

Written from the rules as an office would say them, without a line of the product's arithmetic. Only zones without
daylight saving: Indonesia's three. Moments are whole seconds from the table's first midnight (local time).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate

HOURS_EAST = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}
MINUTES = 24 * 60
DAYS = 130

Day = Sequence[tuple[int, int]]
"""Open from minute to minute of the day."""


@dataclass(frozen=True)
class Rules:
    """What an office says of its hours. `changes` are decrees in their order, the later winning."""

    zone: str
    week: Sequence[Day]
    specials: Sequence[tuple[date, date, Sequence[Day]]] = ()
    national: Collection[date] = ()
    changes: Sequence[Mapping[date, bool]] = ()
    never_closes: bool = False

    def decreed(self, *changes: Mapping[date, bool]) -> Rules:
        """These rules after more decrees: day -> whether it is worked."""
        return replace(self, changes=(*self.changes, *changes))

    def hours(self, day: date) -> Day:
        """The open minutes of a day."""
        if self.never_closes:
            return [(0, MINUTES)]
        week = self.week
        for first, last, special in self.specials:
            if first <= day <= last:
                week = special
        decree = None
        for change in self.changes:
            decree = change.get(day, decree)
        if decree is False or (decree is None and day in self.national):
            return []
        usual = week[day.weekday()]
        if decree and not usual:  # a weekend that is worked has the hours of the week's first working day
            return next((hours for hours in week if hours), [])
        return usual


@dataclass
class Table:
    """Every minute from `first` on, counted."""

    rules: Rules
    first: date
    open_until: array[int] = field(init=False)

    def __post_init__(self) -> None:
        minutes = bytearray()
        for number in range(DAYS):
            day = bytearray(MINUTES)
            for opens, closes in self.rules.hours(self.first + timedelta(days=number)):
                day[opens:closes] = b"\x01" * (closes - opens)
            minutes += day
        self.open_until = array("i", accumulate(minutes, initial=0))
        east = timedelta(hours=HOURS_EAST[self.rules.zone])
        self.midnight = datetime(self.first.year, self.first.month, self.first.day, tzinfo=UTC) - east

    @property
    def last(self) -> int:
        """The last moment of which the table can say what comes after it."""
        return (bisect_left(self.open_until, self.open_until[-1]) - 1) * 60

    def worked(self, at: int) -> int:
        """Open seconds up to a moment."""
        minute, seconds = divmod(at, 60)
        return 60 * self.open_until[minute] + (seconds if self.is_open(at) else 0)

    def is_open(self, at: int) -> bool:
        """Whether the office is open."""
        minute = at // 60
        return self.open_until[minute + 1] > self.open_until[minute]

    def next_open(self, at: int) -> int:
        """This moment, or the first of the next open minute."""
        if self.is_open(at):
            return at
        return 60 * (bisect_right(self.open_until, self.open_until[at // 60]) - 1)

    def due(self, start: int, working: int) -> int:
        """The first moment at which so many open seconds have passed."""
        if working == 0:
            return self.next_open(start)
        target = self.worked(start) + working
        minute = bisect_left(self.open_until, -(-target // 60)) - 1
        return 60 * minute + target - 60 * self.open_until[minute]
