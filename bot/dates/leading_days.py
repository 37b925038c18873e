"""Days at the beginning of what people type: "18-8-2026 Cuti bersama", "18 s.d. 20 Agustus 2026 Bimtek"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.dates import days, spans
from bot.dates.words import BETWEEN, LEADING_FILLERS, MOMENT_FILLERS, MONTHS, NEAR, TO, WEEKDAYS, one_of, plain
from bot.sop.recap import Span

LONGEST = 31  # days that one entry may cover
BACK = timedelta(days=31)  # a day that is over longer than this changes nothing any more
AHEAD = timedelta(days=2 * 366)
MOST_WORDS = 16  # of the longest way to write two days: "hari jumat tanggal 18 desember 2026 sampai dengan hari ..."

_TO = rf"(?:-|–|\.\.|{TO})"
_MORE = re.compile(rf"20\d\d\b|{_TO}\s*(?:\d|(?:{one_of((*LEADING_FILLERS, *WEEKDAYS, *NEAR))})\b)")
_DAY_IN_NUMBERS = re.compile(r"\d{1,2}[-/.\s]\s*\w")
_SIGNS = "-–:,;()[]"
_FILLERS = frozenset(word for filler in MOMENT_FILLERS for word in filler.split())


def leading(text: str, today: date) -> tuple[Span, str] | None:
    """Read the day or days a text begins with, as of `today` of the office; gives them and the rest, or None.

    As much as can be read as days is taken, and no word besides: what might as well begin the rest ("Hari jadi",
    "Minggu tenang") stays in it. A day without a year is the next one, or one just over.
    """
    words = text.split()
    for count in range(min(len(words), MOST_WORDS), 0, -1):
        begin, rest = words[:count], " ".join(words[count:])
        if not _belongs(begin, rest):
            continue
        found = parse(" ".join(begin), today)
        if found is not None:
            # What looks like more of the days was refused as such: it is no reason for a part of them.
            return None if _goes_on(begin, rest) else (found, rest.lstrip("-–:,;) "))
        if days.names_none(" ".join(begin), today):
            return None
    return None


def _belongs(begin: list[str], rest: str) -> bool:
    """Say whether the last word of what may be days is one of theirs, and not the first of what follows.

    A weekday after a date, or a year of two digits, needs a sign after it where something follows.
    """
    last = plain(begin[-1]).strip(_SIGNS)
    if plain(begin[0]).strip(_SIGNS) in MONTHS or last in _FILLERS:
        return False
    short_year = len(last.lstrip("'")) == len("26") and last.lstrip("'").isdecimal()
    loose = last in WEEKDAYS or (short_year and len(begin) > 1 and plain(begin[-2]) in MONTHS)
    return not loose or not rest or begin[-1][-1] in _SIGNS or rest[0] in _SIGNS


def _goes_on(begin: list[str], rest: str) -> bool:
    """Say whether what follows the days looks like more of them."""
    alone = plain(begin[-1]).strip(_SIGNS) in WEEKDAYS and not any(c.isdigit() for c in "".join(begin))
    return _MORE.match(rest.lower()) is not None or (alone and _DAY_IN_NUMBERS.match(plain(rest)) is not None)


def parse(text: str, today: date) -> Span | None:
    """Read one day, a week, or a first and a last day; None when it is none, too long, too far away or long over."""
    words = spans.spelled(plain(text.strip().rstrip(":")).replace(",", " "))
    if not words:
        return None
    parts = [part.strip() for part in BETWEEN.split(words)]
    weekly = words in spans.WEEKS
    if len(parts) > 2 or not (weekly or all(_is_day(part, today) for part in parts)):  # noqa: PLR2004 - first and last
        return None
    found = spans.parse(" - ".join(parts), today)
    if found is None or found.last - found.first >= timedelta(days=LONGEST):
        return None
    if not days.has_year(words) and found.last < today - BACK:
        found = _a_year_on(found)
    return found if today - BACK <= found.first and found.last <= today + AHEAD else None


def _is_day(part: str, today: date) -> bool:
    return days.day(part, today, ahead=False) is not None


def _a_year_on(found: Span) -> Span:
    return Span(_next_year(found.first), _next_year(found.last))


def _next_year(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)
