"""Working time: when the office is open, when a standard runs out, how much time has passed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

Span = tuple[time, time]
"""Opens, closes: local wall time, half-open. Closing at 00:00 means the end of the day."""

Week = tuple[tuple[Span, ...], ...]
"""The spans of Monday to Sunday, seven entries; a break is the gap between two spans."""

Holidays = Callable[[int], Collection[date]]
"""Year -> the dates in it on which the office is closed."""

MIDNIGHT = time(0)
ONE_DAY = timedelta(days=1)
NOTHING = timedelta(0)

WORKING_DAY = timedelta(hours=7, minutes=30)
"""One working day of the five: 37 h 30 m a week (Perpres 21/2023)."""

DAYS_IN_WEEK = 7
LONGEST_CLOSURE_DAYS = 3 * 366
CACHED_DAYS = 4096

# Keppres 41/1987 names Indonesia's three zones; Pontianak keeps Jakarta's time.
ZONE_LABELS = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}

# Perpres 21/2023: 37 h 30 m a week from 07:30 local time, a break of 60 minutes, on Friday 90. It
# leaves the clock of the breaks to the head of the office.
_USUAL = ((time(7, 30), time(12)), (time(13), time(16)))
_FRIDAY = ((time(7, 30), time(11, 30)), (time(13), time(16, 30)))
PERPRES_WEEK: Week = (_USUAL, _USUAL, _USUAL, _USUAL, _FRIDAY, (), ())

# The same rule for Ramadan: 32 h 30 m from 08:00, a break of 30 minutes, on Friday 60.
_RAMADAN = ((time(8), time(12)), (time(12, 30), time(15)))
_RAMADAN_FRIDAY = ((time(8), time(12)), (time(13), time(15, 30)))
PERPRES_RAMADAN_WEEK: Week = (_RAMADAN, _RAMADAN, _RAMADAN, _RAMADAN, _RAMADAN_FRIDAY, (), ())


class NeverOpenError(ValueError):
    """The calendar has no open moment within three years of the one asked about."""


class Profile(NamedTuple):
    """Other hours from `first` to `last`, both included (Ramadan, for one)."""

    first: date
    last: date
    week: Week


class Moments(NamedTuple):
    """One open span on the world's clock, in UTC, half-open."""

    opens: datetime
    closes: datetime


def no_holidays(_year: int) -> Collection[date]:
    """Return no dates: the calendar of an office that keeps no holidays."""
    return ()


def check_spans(spans: tuple[Span, ...]) -> None:
    """Raise ValueError unless each span lasts, and they follow one another without overlap."""
    for opens, closes in spans:
        if opens >= closes != MIDNIGHT:
            raise ValueError(f"a span must close after it opens: {opens:%H:%M}-{closes:%H:%M}")
    for (_, closes), (opens, _) in pairwise(spans):
        if closes == MIDNIGHT or opens < closes:
            raise ValueError(f"spans must not overlap: {closes:%H:%M} and {opens:%H:%M}")


def _check_week(week: Week) -> None:
    if len(week) != DAYS_IN_WEEK:
        raise ValueError(f"a week has {DAYS_IN_WEEK} days, not {len(week)}")
    for spans in week:
        check_spans(spans)


def _check_profiles(profiles: tuple[Profile, ...]) -> None:
    for profile in profiles:
        _check_week(profile.week)
        if profile.last < profile.first:
            raise ValueError(f"a profile must end after it starts: {profile.first}")
    ordered = sorted(profiles)
    for earlier, later in pairwise(ordered):
        if later.first <= earlier.last:
            raise ValueError(f"two profiles hold on {later.first}")


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"a moment needs its time zone: {at.isoformat()}")
    return at.astimezone(UTC)


def _dates(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


@dataclass(frozen=True)
class Calendar:
    """The opening hours of one office.

    Moments go in with any time zone and come out in UTC; one without a zone raises ValueError. A
    day is open or closed by the first of these that speaks of it: `extra_workdays` and
    `extra_holidays` (the office's own word; holidays change in mid-year), `holidays`, then the
    hours of the profile or the week. A working day at the weekend, which has no hours of its own,
    keeps those of the first working day of that week. `always_open` overrides everything: an
    office that runs day and night.

    Raises ValueError when the week has no open span at all, spans or profiles overlap, or one date
    is both an extra holiday and an extra workday. In a zone with daylight saving (Indonesia has
    none) a span that begins or ends inside the hour that is skipped or repeated is cut by up to
    that hour.
    """

    zone: ZoneInfo
    week: Week = PERPRES_WEEK
    profiles: tuple[Profile, ...] = ()
    holidays: Holidays = no_holidays
    extra_holidays: frozenset[date] = frozenset()
    extra_workdays: frozenset[date] = frozenset()
    always_open: bool = False
    # Keyed by day, filled as days are asked for; an lru_cache because the database's threads share
    # it.
    _open_on: Callable[[date], tuple[Moments, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_week(self.week)
        _check_profiles(self.profiles)
        if not self.always_open and not any(self.week):
            raise ValueError("the week has no open span")
        if both := self.extra_holidays & self.extra_workdays:
            raise ValueError(f"{min(both)} is both an extra holiday and an extra workday")
        object.__setattr__(self, "_open_on", lru_cache(CACHED_DAYS)(self._compute_day))

    # -- questions about a moment

    def is_open(self, at: datetime) -> bool:
        """Tell whether the office is open at `at`; at its closing time it is not."""
        return self.next_open(at) == at

    def next_open(self, at: datetime) -> datetime:
        """Return `at` if the office is open then, else the next opening, in UTC.

        Raises NeverOpenError when the holidays leave no open moment for three years.
        """
        at = _aware(at)
        if self.always_open:
            return at
        return max(at, next(self._spans_from(at)).opens)

    def remind_at(self, due: datetime) -> datetime:
        """Return when to speak of something due at `due`: then, or at the next opening, in UTC.

        A standard may run out exactly at closing time, when nobody is there any more to be told.
        """
        return self.next_open(due)

    def due(self, start: datetime, working: timedelta) -> datetime:
        """Return the moment at which `working` has passed since `start`, in UTC.

        A start outside hours counts from the next opening. The earliest such moment is taken, so
        it may be a closing time (use `remind_at`). For no working time at all it is
        `next_open(start)`: the first moment at which work can be done, and what ever shorter times
        approach. Raises ValueError for a negative `working`, NeverOpenError as `next_open` does.
        """
        if working < NOTHING:
            raise ValueError(f"working time cannot be negative: {working}")
        start = self.next_open(start)
        return start + working if self.always_open else self._run_out(start, working)

    def spent(self, a: datetime, b: datetime) -> timedelta:
        """Return the working time from `a` to `b`; negative when `b` is the earlier one.

        So `spent(now, due)` is what is left of a standard, and below zero how late it is.
        """
        a, b = _aware(a), _aware(b)
        if b < a:
            return -self.spent(b, a)
        if self.always_open:
            return b - a
        return sum(
            (
                max(min(closes, b) - max(opens, a), NOTHING)
                for day in _dates(self.today(a), self.today(b))
                for opens, closes in self._open_on(day)
            ),
            NOTHING,
        )

    def elapsed(self, a: datetime, b: datetime) -> timedelta:
        """Return the working time from `a` to `b`, and none when `b` is the earlier one.

        How long something took is asked of this: a clock that was put back between two moments makes it none, never
        less.
        """
        return max(self.spent(a, b), NOTHING)

    def local(self, at: datetime) -> datetime:
        """Return `at` on the office's wall clock."""
        return _aware(at).astimezone(self.zone)

    def today(self, at: datetime) -> date:
        """Return the office's date at `at`."""
        return self.local(at).date()

    def zone_label(self, at: datetime | None = None) -> str:
        """Return WIB, WITA or WIT; elsewhere the zone's abbreviation at `at`, or else its name."""
        if label := ZONE_LABELS.get(self.zone.key):
            return label
        return self.zone.tzname(self.local(at) if at else None) or self.zone.key

    # -- questions about a day

    def is_holiday(self, day: date) -> bool:
        """Tell whether `day` is a holiday, national or the office's own; a free weekend is not."""
        if self.always_open or day in self.extra_workdays:
            return False
        return day in self.extra_holidays or day in self.holidays(day.year)

    def is_workday(self, day: date) -> bool:
        """Tell whether the office opens at all on `day`, a local date."""
        return self.always_open or bool(self._open_on(day))

    def closing(self, day: date) -> datetime | None:
        """Return when the office closes for good on `day`, in UTC; None when it does not open."""
        if self.always_open:
            return self.moment(day, MIDNIGHT) + ONE_DAY
        spans = self._open_on(day)
        return spans[-1].closes if spans else None

    def spans_on(self, day: date) -> tuple[Moments, ...]:
        """Return the open spans of `day`, a local date, in UTC; none when the office does not open."""
        if self.always_open:
            start = self.moment(day, MIDNIGHT)
            return (Moments(start, start + ONE_DAY),)
        return self._open_on(day)

    def with_days(self, off: Collection[date] = (), on: Collection[date] = ()) -> Calendar:
        """Return this calendar with more days off and on; they win over what it said before."""
        return replace(
            self,
            extra_holidays=self.extra_holidays - frozenset(on) | frozenset(off),
            extra_workdays=self.extra_workdays - frozenset(off) | frozenset(on),
        )

    def with_hours(self, first: date, last: date, week: Week) -> Calendar:
        """Return this calendar with other hours between two days, where it has none of its own for any of them.

        A day the usual week works keeps its hours where the other week names none, and one it does not work stays free:
        a unit that opens on Saturdays does in Ramadan too.
        """
        if any(profile.first <= last and first <= profile.last for profile in self.profiles):
            return self
        both = zip(week, self.week, strict=True)
        merged = tuple(other if other and usual else usual for other, usual in both)
        return replace(self, profiles=tuple(sorted((*self.profiles, Profile(first, last, merged)))))

    # -- the arithmetic

    def _run_out(self, start: datetime, working: timedelta) -> datetime:
        left = working
        spans = self._spans_from(start)
        opens, closes = next(spans)
        opens = max(opens, start)
        while left > closes - opens:
            left -= closes - opens
            opens, closes = next(spans)
        return opens + left

    def _spans_from(self, at: datetime) -> Iterator[Moments]:
        """Yield the open spans that end after `at`, in order, without end."""
        day, closed_days = self.today(at), 0
        while closed_days < LONGEST_CLOSURE_DAYS:
            spans = self._open_on(day)
            yield from (span for span in spans if span.closes > at)
            closed_days = 0 if spans else closed_days + 1
            day += ONE_DAY
        raise NeverOpenError(f"the office does not open in the three years before {day}")

    def _compute_day(self, day: date) -> tuple[Moments, ...]:
        spans: list[Moments] = []
        for opens, closes in self._hours(day):
            ends = self.moment(day + ONE_DAY if closes == MIDNIGHT else day, closes)
            starts = self.moment(day, opens)
            # Where the clock jumps, wall times can come in the wrong order.
            starts = max(starts, spans[-1].closes) if spans else starts
            if starts < ends:
                spans.append(Moments(starts, ends))
        return tuple(spans)

    def _hours(self, day: date) -> tuple[Span, ...]:
        week = self._week_of(day)
        if day in self.extra_workdays:
            return week[day.weekday()] or next((spans for spans in week if spans), ())
        return () if self.is_holiday(day) else week[day.weekday()]

    def _week_of(self, day: date) -> Week:
        for first, last, week in self.profiles:
            if first <= day <= last:
                return week
        return self.week

    def moment(self, day: date, wall: time = MIDNIGHT) -> datetime:
        """Return when the office's clocks show `wall` on `day` (its beginning without one), in UTC."""
        return datetime.combine(day, wall, self.zone).astimezone(UTC)
