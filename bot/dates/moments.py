"""Moments as people type them: "besok 14.00", "25-11 16.00", "Jumat", "jam 3 sore"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from bot.dates.words import MOMENT_FILLERS, MONTHS, NEAR, NEAR_DAY, WEEKDAYS, one_of, plain
from bot.sop.worktime import Calendar

CENTURY = 2000
NOON = 12

#: Years a moment may lie from now: beyond them somebody mistyped, and Python's calendar ends at the year 1.
YEARS = 10

#: The hours a part of the day means: "jam 3 sore" is 15.00, and "jam 3 malam" is unclear.
_PARTS = {
    "pagi": range(1, 12),
    "siang": range(10, 16),
    "sore": range(14, 19),
    "malam": range(18, 24),
    "am": range(NOON),
    "pm": range(NOON, 24),
}


_TIME = re.compile(
    r"(?:\b(?:jam|pukul|at)\s*)?\b(\d{1,2})[.:](\d{2})(?!\d)"
    r"|\b(?:jam|pukul|at)\s*(\d{1,2})(?!\d)"
    r"|\b(\d{1,2})\s*(?=[ap]m\b)"
)
_PART = re.compile(rf"\b({one_of(_PARTS)})\b")
_DATE = re.compile(r"(?<![\d/-])(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}|\d{2}))?(?![\d/-])")
_MONTH_DATE = re.compile(rf"\b(\d{{1,2}})\s+({one_of(MONTHS)})\b(?:\s+(\d{{4}})\b)?")
_WEEKDAY = re.compile(rf"\b({one_of(WEEKDAYS)})\b")
_FILLERS = re.compile(rf"\b(?:{one_of(MOMENT_FILLERS)})\b|,")


def parse(text: str, calendar: Calendar, now: datetime) -> datetime | None:
    """Read a moment in the office's own time zone; gives UTC, or None when it cannot be read.

    A day without a time means that day's close of office (16.00 where it does not open); a time without a day
    means its next occurrence. A word that is not understood makes the whole unclear: something is published at
    this moment, so it is asked again rather than guessed.
    """
    today = calendar.today(now)
    found, rest = _cut(_TIME, plain(text))
    part, rest = _cut(_PART, rest)
    days, rest = _days(rest, today)
    clock = _clock(found, part)
    over = _FILLERS.sub(" ", rest).replace(calendar.zone_label(now).lower(), " ").strip()
    if over or None in days or len(days) > 1 or (clock is None and (found or part or not days)):
        return None
    return _moment(next(iter(days), None), clock, calendar, now)


def day(text: str, today: date) -> date | None:
    """Read one date, the next such day where no year was written; None for anything else, also with a time."""
    days, rest = _days(plain(text), today)
    return next(iter(days)) if len(days) == 1 and not _FILLERS.sub(" ", rest).strip() else None


def weekday(word: str) -> int | None:
    """Read the name of a weekday: 0 for Monday."""
    return WEEKDAYS.get(plain(word))


def _cut(pattern: re.Pattern[str], words: str) -> tuple[re.Match[str] | None, str]:
    """Find a pattern, and give what is left without it."""
    found = pattern.search(words)
    return (found, f"{words[: found.start()]} {words[found.end() :]}") if found else (None, words)


def _clock(found: re.Match[str] | None, part: re.Match[str] | None) -> time | None:
    if found is None:
        return None
    hour, minute = int(found[1] or found[3] or found[4]), int(found[2] or 0)
    if hour > time.max.hour or minute > time.max.minute:
        return None
    if part is None:
        return time(hour, minute)
    meant = [h for h in {hour, (hour + NOON) % 24 if hour <= NOON else hour} if h in _PARTS[part[1]]]
    return time(meant[0], minute) if meant else None


def _moment(day: date | None, clock: time | None, calendar: Calendar, now: datetime) -> datetime:
    if clock is None:
        assert day is not None  # noqa: S101 - parse() gives one or the other
        return calendar.closing(day) or calendar.moment(day, time(16))
    if day is not None:
        return calendar.moment(day, clock)
    today = calendar.moment(calendar.today(now), clock)
    return today if today > now else calendar.moment(calendar.today(now) + timedelta(days=1), clock)


def _days(words: str, today: date) -> tuple[set[date | None], str]:
    """Find every day that is named, and what is left without them; None among them: a day there is not."""
    near, rest = _cut(NEAR_DAY, words)
    numbers, rest = _cut(_DATE, rest)
    named, rest = _cut(_MONTH_DATE, rest)
    weekday, rest = _cut(_WEEKDAY, rest)
    days: set[date | None] = set()
    if near:
        days.add(today + timedelta(days=NEAR[near[1]]))
    if numbers:
        days.add(_date(int(numbers[1]), int(numbers[2]), numbers[3], today))
    if named:
        days.add(_date(int(named[1]), MONTHS[named[2]], named[3], today))
    if weekday:
        days.add(_on_weekday(WEEKDAYS[weekday[1]], next(iter(days), today), alone=not days))
    return days, rest


def _on_weekday(weekday: int, day: date | None, *, alone: bool) -> date | None:
    """Give the next such day after today; beside a date it only confirms it, or shows that one of them is wrong."""
    if day is None or alone:
        return day and day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
    return day if day.weekday() == weekday else None


def _date(day: int, month: int, year: str | None, today: date) -> date | None:
    """Give a day of this year, or of the next when it is over and no year was written."""
    try:
        if year:
            written = int(year) + (CENTURY if len(year) == len("26") else 0)
            return date(written, month, day) if abs(written - today.year) <= YEARS else None
        this = date(today.year, month, day)
        return this if this >= today else date(today.year + 1, month, day)
    except ValueError:
        return None
