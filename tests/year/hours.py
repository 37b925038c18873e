"""The calendar of the simulated year by the wall clock, minute by minute: nothing of it is the bot's own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

MINUTE = 60_000
HOUR = 60 * MINUTE
WORKING_DAY = 450 * MINUTE
WIB = 7 * HOUR

#: Spans of a day, in minutes of the wall clock: Monday to Sunday.
Week = tuple[tuple[tuple[int, int], ...], ...]

_USUAL = ((450, 720), (780, 960))
_FRIDAY = ((450, 690), (780, 990))
OFFICE_WEEK: Week = (_USUAL, _USUAL, _USUAL, _USUAL, _FRIDAY, (), ())
_FAST = ((480, 720), (750, 900))
RAMADAN_WEEK: Week = (_FAST, _FAST, _FAST, _FAST, ((480, 720), (780, 930)), (), ())
_SERVICE = ((420, 720), (750, 840))
SERVICE_WEEK: Week = (_SERVICE, _SERVICE, _SERVICE, _SERVICE, ((420, 660),), ((420, 720),), ())

RAMADAN = (date(2026, 2, 18), date(2026, 3, 19))

#: The joint decree (SKB) of three ministers for 2026, holidays and cuti bersama, and the beginning of 2027.
DECREED = frozenset(
    date.fromisoformat(day)
    for day in [
        "2026-01-01",
        "2026-01-16",
        "2026-02-16",
        "2026-02-17",
        "2026-03-18",
        "2026-03-19",
        "2026-03-20",
        "2026-03-21",
        "2026-03-22",
        "2026-03-23",
        "2026-03-24",
        "2026-04-03",
        "2026-04-05",
        "2026-05-01",
        "2026-05-14",
        "2026-05-15",
        "2026-05-27",
        "2026-05-28",
        "2026-05-31",
        "2026-06-01",
        "2026-06-16",
        "2026-08-17",
        "2026-08-25",
        "2026-12-24",
        "2026-12-25",
        "2027-01-01",
        "2027-01-05",
        "2027-02-05",
        "2027-02-06",
    ]
)
_FIRST, _LAST = date(2025, 12, 29), date(2027, 2, 28)


def at(day: date, minutes: float = 0) -> int:
    """Give a wall-clock time in WIB as milliseconds since 1970."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return int(midnight.timestamp()) * 1000 - WIB + int(minutes * MINUTE)


def day_of(ms: int) -> date:
    """Give the date in WIB."""
    return datetime.fromtimestamp((ms + WIB) / 1000, UTC).date()


def minute_of(ms: int) -> float:
    """Give the wall-clock minutes since midnight in WIB."""
    return (ms + WIB) % (24 * HOUR) / MINUTE


def words(ms: int) -> str:
    """Say a moment for people who compare two lists."""
    return f"{datetime.fromtimestamp((ms + WIB) / 1000, UTC):%m-%d %a %H:%M:%S.%f}"[:-3]


class Hours:
    """One calendar as a table of its open minutes."""

    def __init__(self, week: Week, *, fasting: Week | None = None, off: Iterable[date] = ()) -> None:
        self._off = DECREED | frozenset(off)
        self._week, self._fasting = week, fasting
        self.open: list[int] = []
        for offset in range((_LAST - _FIRST).days + 1):
            day = _FIRST + timedelta(days=offset)
            midnight = at(day) // MINUTE
            for opens, closes in self.spans(day):
                self.open += range(midnight + opens, midnight + closes)
        assert all(a < b for a, b in pairwise(self.open))

    def spans(self, day: date) -> tuple[tuple[int, int], ...]:
        """Give the open spans of a date."""
        if day in self._off:
            return ()
        fasting = self._fasting if RAMADAN[0] <= day <= RAMADAN[1] else None
        return (fasting or self._week)[day.weekday()]

    def is_open(self, ms: int) -> bool:
        """Say whether somebody is there."""
        minute = ms // MINUTE
        place = bisect_left(self.open, minute)
        return place < len(self.open) and self.open[place] == minute

    def next_open(self, ms: int) -> int:
        """Give the moment itself, or the next opening."""
        return ms if self.is_open(ms) else self.open[bisect_left(self.open, ms // MINUTE)] * MINUTE

    def _before(self, ms: int) -> int:
        minute = ms // MINUTE
        return bisect_left(self.open, minute) * MINUTE + (ms % MINUTE if self.is_open(ms) else 0)

    def due(self, start: int, working: int) -> int:
        """Give the first moment at which so much open time has passed."""
        if working == 0:
            return self.next_open(start)
        position = self._before(start) + working
        place = -(-position // MINUTE) - 1
        return self.open[place] * MINUTE + position - place * MINUTE

    def spent(self, first: int, last: int) -> int:
        """Count the open milliseconds between two moments."""
        return self._before(last) - self._before(first)

    def closing(self, day: date) -> int | None:
        """Give when a day ends, None where it does not begin."""
        spans = self.spans(day)
        return at(day, spans[-1][1]) if spans else None
