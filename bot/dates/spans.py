"""Spans of days as people type them after /rekap: "lalu", "oktober", "2026", "1 okt - 15 nov 2026"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.dates.packed import FIRST
from bot.dates.words import BETWEEN, MONTHS, plain
from bot.sop.recap import Span, month_of

MOST_DAYS = 3 * 366  # longer is a mistake of typing, and more than a card can say
LAST = frozenset({"lalu", "bulan lalu", "kemarin", "last", "last month"})
THIS = frozenset({"", "ini", "bulan ini", "this", "this month"})
THIS_YEAR = frozenset({"tahun ini", "this year"})
LAST_YEAR = frozenset({"tahun lalu", "last year"})

_YEAR = re.compile(r"(20\d\d)")
_MONTH = re.compile(r"(20\d\d)[-/.](\d{1,2})|(\d{1,2})[-/.](20\d\d)")
_NAMED = re.compile(r"([a-z]+)(?:\s+(20\d\d))?")
_ISO = re.compile(r"(20\d\d)-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](20\d\d))?")
_WORDS = re.compile(r"(\d{1,2})\s+([a-z]+)(?:\s+(20\d\d))?")


def parse(text: str, today: date) -> Span | None:
    """Read a span of days, as of `today` in the office's zone; None when it cannot be read.

    Nothing means this month. A month without a year is the latest that has begun.
    """
    words = plain(text.replace(",", " "))
    fixed = _fixed(words, today)
    if fixed is not None:
        return fixed
    parts = [part.strip() for part in BETWEEN.split(words)]
    if len(parts) > 2:  # noqa: PLR2004 - from and to
        return None
    spans = [_one(part, today) for part in parts]
    first, last = spans[0], spans[-1]
    if first is None or last is None:
        return None
    return _joined(first, last, has_year=bool(_YEAR.search(parts[0])))


def _joined(first: Span, last: Span, *, has_year: bool) -> Span | None:
    """Join from and to; "1 nov - 15 jan 2027" begins in the year before, as whoever types it means."""
    start = first.first
    if not has_year and start > last.last:
        start = _same_day(start, last.last.year - 1)
    if not has_year and start.year != last.last.year and _same_day(start, last.last.year) <= last.last:
        start = _same_day(start, last.last.year)
    possible = start >= FIRST and timedelta(0) <= last.last - start < timedelta(days=MOST_DAYS)
    return Span(start, last.last) if possible else None


def _same_day(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)  # noqa: PLR2004 - February


def _fixed(words: str, today: date) -> Span | None:
    if words in THIS:
        return month_of(today)
    if words in LAST:
        return month_of(today.replace(day=1) - timedelta(days=1))
    if words in THIS_YEAR or words in LAST_YEAR:
        year = today.year - (words in LAST_YEAR)
        return Span(date(year, 1, 1), date(year, 12, 31))
    return None


def _one(words: str, today: date) -> Span | None:
    """Read one day, month or year as the span it is."""
    try:
        return _day(words, today) or _month(words, today) or _whole_year(words)
    except ValueError:  # a day or month there is not
        return None


def _whole_year(words: str) -> Span | None:
    found = _YEAR.fullmatch(words)
    return Span(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)) if found else None


def _month(words: str, today: date) -> Span | None:
    numbers = _MONTH.fullmatch(words)
    if numbers:
        year, month = (numbers[1], numbers[2]) if numbers[1] else (numbers[4], numbers[3])
        return month_of(date(int(year), int(month), 1))
    named = _NAMED.fullmatch(words)
    if named is None or named[1] not in MONTHS:
        return None
    month = MONTHS[named[1]]
    year = named[2] or today.year - (month > today.month)
    return month_of(date(int(year), month, 1))


def _day(words: str, today: date) -> Span | None:
    iso = _ISO.fullmatch(words)
    if iso:
        return _only(int(iso[1]), int(iso[2]), int(iso[3]))
    numbers = _NUMBERS.fullmatch(words)
    if numbers:
        return _only(int(numbers[3] or today.year), int(numbers[2]), int(numbers[1]))
    named = _WORDS.fullmatch(words)
    if named and named[2] in MONTHS:
        return _only(int(named[3] or today.year), MONTHS[named[2]], int(named[1]))
    return None


def _only(year: int, month: int, day: int) -> Span:
    return Span(date(year, month, day), date(year, month, day))
