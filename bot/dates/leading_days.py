"""Days at the beginning of what people type: "18-8-2026 Cuti bersama", "18 s.d. 20 Agustus 2026 Bimtek"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.dates import spans
from bot.dates.words import BETWEEN, LEADING_FILLERS, NEAR, NEAR_DAY, TO, WEEKDAYS, one_of, plain
from bot.sop.recap import Span

LONGEST = 31  # days that one entry may cover
BACK = timedelta(days=31)  # a day that is over longer than this changes nothing any more
AHEAD = timedelta(days=2 * 366)
MOST_WORDS = 14  # of the longest way to write two days: "hari jumat tanggal 18 desember 2026 sampai dengan hari ..."

#: A weekday says nothing more here: whoever writes it beside a date means the date.
_FILLERS = re.compile(rf"\b(?:{one_of((*WEEKDAYS, *LEADING_FILLERS))})\b")
_TO = rf"(?:-|–|\.\.|{TO})"
_YEAR = re.compile(r"20\d\d\b")
_MORE = re.compile(rf"20\d\d\b|{_TO}\s*\d")
_SHORT = re.compile(rf"(\d{{1,2}})\s*{_TO}\s*(\d{{1,2}})\s+([a-z]+(?:\s+20\d\d)?)")


def leading(text: str, today: date) -> tuple[Span, str] | None:
    """Read the day or days a text begins with, as of `today` of the office; gives them and the rest, or None.

    As much as can be read as days is taken. A day without a year is the next one, or one just over.
    """
    words = text.split()
    for count in range(min(len(words), MOST_WORDS), 0, -1):
        found = parse(" ".join(words[:count]), today)
        if found is not None:
            rest = " ".join(words[count:])
            # What looks like more of the days was refused as such: it is no reason for a part of them.
            return None if _MORE.match(rest.lower()) else (found, rest.lstrip("-–:, "))
    return None


def parse(text: str, today: date) -> Span | None:
    """Read one day, or a first and a last; None when it is neither, too long, too far away or long over."""
    parts = [part.strip() for part in BETWEEN.split(_plain(text, today))]
    if len(parts) > 2 or not all(_is_day(part, today) for part in parts):  # noqa: PLR2004 - first and last
        return None
    found = spans.parse(" - ".join(parts), today)
    if found is None or found.last - found.first >= timedelta(days=LONGEST):
        return None
    if not _YEAR.search(" ".join(parts)) and found.last < today - BACK:
        found = _a_year_on(found)
    return found if today - BACK <= found.first and found.last <= today + AHEAD else None


def _plain(text: str, today: date) -> str:
    """Give the words in the forms that are read: near days as dates, one month for both days written out."""
    words = plain(text.rstrip(":").replace(",", " "))
    words = NEAR_DAY.sub(lambda found: (today + timedelta(days=NEAR[found[1]])).isoformat(), words)
    words = " ".join(_FILLERS.sub(" ", words).split())
    short = _SHORT.fullmatch(words)
    return f"{short[1]} {short[3]} - {short[2]} {short[3]}" if short else words


def _is_day(part: str, today: date) -> bool:
    found = spans.parse(part, today) if part[:1].isdigit() else None
    return found is not None and found.first == found.last


def _a_year_on(found: Span) -> Span:
    return Span(_next_year(found.first), _next_year(found.last))


def _next_year(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)
