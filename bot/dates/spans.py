"""Spans of days as people type them after /rekap ("lalu", "oktober", "1 okt - 15 nov 2026"), and in a search."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from bot.dates import days, packed
from bot.dates.words import BETWEEN, MONTHS, NEXT, TO, one_of, plain
from bot.sop.recap import Span, month_of
from bot.sop.worktime import Calendar

MOST_DAYS = 3 * 366  # longer is a mistake of typing, and more than a card can say
LAST = frozenset({"lalu", "bulan lalu", "bulan kemarin", "last", "last month"})
THIS = frozenset({"", "ini", "bulan ini", "this", "this month"})
THIS_YEAR = frozenset({"tahun ini", "this year"})
LAST_YEAR = frozenset({"tahun lalu", "last year"})

#: Weeks from Monday to Sunday, by how many weeks ahead they are.
WEEKS = {
    **dict.fromkeys(("minggu ini", "pekan ini", "this week"), 0),
    **dict.fromkeys(("minggu lalu", "pekan lalu", "minggu kemarin", "last week"), -1),
    **dict.fromkeys(("next week", *(f"{week} {word}" for week in ("minggu", "pekan") for word in NEXT)), 1),
}

_IN_NUMBERS = re.compile(r"\d{4}(?:[-/.]\d\d?){0,2}|(?:\d\d?[-/.]){1,2}\d{4}", re.ASCII)
_MONTH = re.compile(rf"(?:bulan\s+)?({one_of(MONTHS)})(?:[\s-]+(20\d\d))?")
_SIGN = rf"(?:{TO}|-|–|\.\.)"
_ONE_MONTH = re.compile(rf"(\D*?\d{{1,2}})\s*{_SIGN}\s*(\D*?\d{{1,2}}\s+((?:{one_of(MONTHS)})(?:\s+'?(?:20)?\d\d)?))")
_ONE_MONTH_IN_NUMBERS = re.compile(
    rf"(\D*?\d{{1,2}})\s*(?:{TO}|–|\s-\s|-(?=\d+[/.]))\s*(\D*?\d{{1,2}})([-/.])(\d{{1,2}})(?:\3(\d{{4}}|\d\d))?"
)


def parse(text: str, today: date) -> Span | None:
    """Read a span of days, as of `today` in the office's zone; None when it cannot be read.

    Nothing means this month. A month without a year is the latest that has begun.
    """
    words = spelled(plain(text).replace(",", " "))
    fixed = _fixed(words, today)
    if fixed is not None:
        return fixed
    parts = [part.strip() for part in BETWEEN.split(words)]
    if len(parts) > 2:  # noqa: PLR2004 - from and to
        return None
    first = _one(parts[0], today)
    last = _last(parts[-1], first, today) if first is not None and len(parts) > 1 else first
    if first is None or last is None:
        return None
    return _joined(first, last, has_year=days.has_year(parts[0]))


def spelled(words: str) -> str:
    """Give plain() words with the month of both days written out: "18 s.d. 20 Desember" is one and the other of it."""
    words = " ".join(words.split())
    named = _ONE_MONTH.fullmatch(words)
    if named:
        return f"{named[1]} {named[3]} - {named[2]}"
    numbers = _ONE_MONTH_IN_NUMBERS.fullmatch(words)
    if numbers is None or re.search(r"\d\s*[-/.]\s*\d", numbers[1]):
        return words
    rest = f"{numbers[3]}{numbers[4]}" + (f"{numbers[3]}{numbers[5]}" if numbers[5] else "")
    return f"{numbers[1]}{rest} - {numbers[2]}{rest}"


def _last(part: str, first: Span, today: date) -> Span | None:
    """Read where a span ends; a weekday alone is the first such day after its beginning."""
    of_week = days.weekday(part.removeprefix("hari "))
    return _one(part, today if of_week is None else max(first.first, today))


def _joined(first: Span, last: Span, *, has_year: bool) -> Span | None:
    """Join from and to; "1 nov - 15 jan 2027" begins in the year before, as whoever types it means."""
    start = first.first
    if not has_year and start > last.last:
        start = _same_day(start, last.last.year - 1)
    if not has_year and start.year != last.last.year and _same_day(start, last.last.year) <= last.last:
        start = _same_day(start, last.last.year)
    possible = start >= packed.FIRST and timedelta(0) <= last.last - start < timedelta(days=MOST_DAYS)
    return Span(start, last.last) if possible else None


def _same_day(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)  # noqa: PLR2004 - February


def _fixed(words: str, today: date) -> Span | None:
    if words in THIS:
        return month_of(today)
    if words in LAST:
        return month_of(today.replace(day=1) - timedelta(days=1))
    if words in WEEKS:
        monday = today + timedelta(days=7 * WEEKS[words] - today.weekday())
        return Span(monday, monday + timedelta(days=6))
    if words in THIS_YEAR or words in LAST_YEAR:
        year = today.year - (words in LAST_YEAR)
        return Span(date(year, 1, 1), date(year, 12, 31))
    return None


def _one(words: str, today: date) -> Span | None:
    """Read one day, month or year as the span it is."""
    written = in_numbers(words)
    if written is not None:
        return written if packed.FIRST <= written.first <= packed.LAST else None
    month = _MONTH.fullmatch(words)
    if month is not None:
        named = MONTHS[month[1]]
        return month_of(date(int(month[2] or today.year - (named > today.month)), named, 1))
    day = days.day(words, today, ahead=False)
    return Span(day, day) if day is not None and packed.FIRST <= day <= packed.LAST else None


def in_numbers(text: str) -> Span | None:
    """Read a year, month or day in numbers, its year among them: "2026", "11-2026", "2026/11/24"; None for others."""
    if _IN_NUMBERS.fullmatch(text) is None:
        return None
    parts = re.split("[-/.]", text)
    try:
        return _whole([int(part) for part in (parts if len(parts[0]) == len("2026") else reversed(parts))])
    except (ValueError, OverflowError):  # a day there is not, or the month with which Python's calendar ends
        return None


def _whole(numbers: list[int]) -> Span:
    """Give the year, the month of a year or the day of a month that numbers name."""
    year, *rest = numbers
    if not rest:
        return Span(date(year, 1, 1), date(year, 12, 31))
    return month_of(date(year, rest[0], 1)) if len(rest) == 1 else _only(year, *rest)


def _only(year: int, month: int, day: int) -> Span:
    return Span(date(year, month, day), date(year, month, day))


def bounds(span: Span, calendar: Calendar) -> tuple[datetime, datetime] | None:
    """Give where a span begins and where the day after it does, in the office's zone, as UTC.

    None for one that Python's calendar ends with.
    """
    try:
        return calendar.moment(span.first), calendar.moment(span.last + timedelta(days=1))
    except OverflowError:
        return None
