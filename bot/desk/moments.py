"""Moments as people type them: "besok 14.00", "25-11 16.00", "Jumat", "jam 3 sore"."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from bot.sop.worktime import Calendar

CENTURY = 2000

_TIME = re.compile(r"(?:jam|pukul|at|jam\.)?\s*(\d{1,2})[.:](\d{2})\b|(?:jam|pukul)\s*(\d{1,2})\b")
_DATE = re.compile(r"\b(\d{1,2})[-/](\d{1,2})(?:[-/](\d{2,4}))?\b")
_MONTH_DATE = re.compile(r"\b(\d{1,2})\s+([a-z]{3,9})(?:\s+(\d{4}))?\b")
_WEEKDAYS = {
    "senin": 0, "monday": 0, "selasa": 1, "tuesday": 1, "rabu": 2, "wednesday": 2, "kamis": 3, "thursday": 3,
    "jumat": 4, "jum'at": 4, "friday": 4, "sabtu": 5, "saturday": 5, "minggu": 6, "sunday": 6,
}  # fmt: skip
_MONTH_NAMES = {
    "januari": 1, "january": 1, "jan": 1, "februari": 2, "february": 2, "feb": 2, "maret": 3, "march": 3, "mar": 3,
    "april": 4, "apr": 4, "mei": 5, "may": 5, "juni": 6, "june": 6, "jun": 6, "juli": 7, "july": 7, "jul": 7,
    "agustus": 8, "august": 8, "agu": 8, "ags": 8, "aug": 8, "september": 9, "sep": 9, "oktober": 10,
    "october": 10, "okt": 10, "oct": 10, "november": 11, "nov": 11, "desember": 12, "december": 12, "des": 12,
    "dec": 12,
}  # fmt: skip


def parse(text: str, calendar: Calendar, now: datetime) -> datetime | None:
    """Read a moment in the office's own time zone; gives UTC, or None when it cannot be read.

    A day without a time means that day's close of office (16.00 where it does not open); a time without a day
    means its next occurrence.
    """
    words = " ".join(text.lower().split())
    found = _TIME.search(words)
    clock = _clock(found) if found else None
    if found and clock is None:
        return None
    rest = (words[: found.start()] + " " + words[found.end() :]).strip() if found else words
    day = _day(rest, calendar.today(now))
    if day is None and (clock is None or rest.strip(" ,")):
        return None
    return _moment(day, clock, calendar, now)


def _clock(found: re.Match[str]) -> time | None:
    hour, minute = int(found[1] or found[3]), int(found[2] or 0)
    return time(hour, minute) if hour <= time.max.hour and minute <= time.max.minute else None


def _moment(day: date | None, clock: time | None, calendar: Calendar, now: datetime) -> datetime:
    if clock is None:
        assert day is not None  # noqa: S101 - parse() gives one or the other
        return calendar.closing(day) or _at(day, time(16), calendar)
    if day is not None:
        return _at(day, clock, calendar)
    today = _at(calendar.today(now), clock, calendar)
    return today if today > now else _at(calendar.today(now) + timedelta(days=1), clock, calendar)


def _at(day: date, clock: time, calendar: Calendar) -> datetime:
    return datetime.combine(day, clock, calendar.zone).astimezone(UTC)


def _day(words: str, today: date) -> date | None:
    if not words:
        return None
    near = {"hari ini": 0, "today": 0, "besok": 1, "tomorrow": 1, "lusa": 2}
    for word, days in near.items():
        if word in words:
            return today + timedelta(days=days)
    for word, weekday in _WEEKDAYS.items():
        if re.search(rf"\b{word}\b", words):
            return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return _written(words, today)


def _written(words: str, today: date) -> date | None:
    numbers = _DATE.search(words)
    if numbers:
        return _date(int(numbers[1]), int(numbers[2]), numbers[3], today)
    named = _MONTH_DATE.search(words)
    if named and named[2] in _MONTH_NAMES:
        return _date(int(named[1]), _MONTH_NAMES[named[2]], named[3], today)
    return None


def _date(day: int, month: int, year: str | None, today: date) -> date | None:
    """Give a day of this year, or of the next when it is over and no year was written."""
    try:
        if year:
            return date(int(year) + (CENTURY if len(year) == len("26") else 0), month, day)
        this = date(today.year, month, day)
        return this if this >= today else date(today.year + 1, month, day)
    except ValueError:
        return None
