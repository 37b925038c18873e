"""The agenda kerja (SOP step 1: kelengkapan): on which dates a recurring disposisi is put before the Kabag."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.sop.worktime import DAYS_IN_WEEK, Calendar

LAST_DAY = 31
DECEMBER = 12

#: How many dates one entry may name: more are a rule of their own, or a mistake.
MOST_DATES = 60


class Every(StrEnum):
    """What repeats: a weekday, a day of the month, the month's first working day; or nothing, and dates are given."""

    WEEK = "week"
    MONTH = "month"
    FIRST = "first"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class Rule:
    """When an entry of the agenda comes round.

    `day` is the weekday of WEEK (0 is Monday) or the day of MONTH (1 to 31; a month that is shorter ends with it);
    `dates` are those of DATES, in order. Raises ValueError for a rule that names no day there is.
    """

    every: Every
    day: int = 0
    dates: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        if not _sound(self):
            raise ValueError(f"no rule of an agenda: {self.every} {self.day} {self.dates}")

    def pack(self) -> str:
        """Give the rule in one word: week.0, month.31, first, dates.2027-01-10.2027-04-10."""
        if self.every is Every.DATES:
            return ".".join([self.every, *(day.isoformat() for day in self.dates)])
        return self.every.value if self.every is Every.FIRST else f"{self.every}.{self.day}"


def _sound(rule: Rule) -> bool:
    if rule.every is Every.DATES:
        return 0 < len(rule.dates) <= MOST_DATES and list(rule.dates) == sorted(set(rule.dates)) and rule.day == 0
    days = {Every.WEEK: range(DAYS_IN_WEEK), Every.MONTH: range(1, LAST_DAY + 1), Every.FIRST: range(1)}
    return rule.day in days[rule.every] and not rule.dates


def unpack(text: str) -> Rule:
    """Read what `Rule.pack` gave; ValueError for anything else."""
    word, *rest = text.split(".")
    every = Every(word)
    if every is Every.DATES:
        return Rule(every, dates=tuple(date.fromisoformat(day) for day in rest))
    if len(rest) != (every is not Every.FIRST):
        raise ValueError(text)
    return Rule(every, int(rest[0]) if rest else 0)


def next_on(rule: Rule, after: date) -> date | None:
    """Give the first date of a rule later than `after`, whatever the calendar says; None when there is none left."""
    if rule.every is Every.DATES:
        return next((day for day in rule.dates if day > after), None)
    if rule.every is Every.WEEK:
        return after + timedelta(days=(rule.day - after.weekday() - 1) % DAYS_IN_WEEK + 1)
    day = 1 if rule.every is Every.FIRST else rule.day
    this = _in_month(after.year, after.month, day)
    if this > after:
        return this
    year, month = (after.year + 1, 1) if after.month == DECEMBER else (after.year, after.month + 1)
    return _in_month(year, month, day)


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def worked_on(day: date, calendar: Calendar) -> date:
    """Give the day on which an occurrence is proposed: itself, or the office's next working day after it.

    Raises NeverOpenError when the office does not open for three years.
    """
    return calendar.today(calendar.next_open(datetime.combine(day, time(), calendar.zone)))


def latest_due(rule: Rule, waiting: date, today: date) -> tuple[date, date | None]:
    """Give the latest occurrence up to `today`, and the one after it; what was missed before is not made up for.

    `waiting` is the occurrence waited for, not later than `today`.
    """
    due, following = waiting, next_on(rule, waiting)
    while following is not None and following <= today:
        due, following = following, next_on(rule, following)
    return due, following
