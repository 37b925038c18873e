"""Days at the end of what people type after /pengganti: "oleh Dewi 24-12 s.d. 31-12", "Rudi s.d. Jumat"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.dates import days, moments
from bot.dates.words import BETWEEN_AFTER_NAMES
from bot.sop.worktime import Calendar

#: Whatever stands behind it is a name first: in "oleh Hari besok", Hari stands in tomorrow.
_BY = re.compile(r"oleh|by|plh\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trailing:
    """What stands before the days, and the days, none or both; the last may be over already, and before the first."""

    before: str
    first: date | None = None
    last: date | None = None


def trailing(text: str, calendar: Calendar, now: datetime) -> Trailing | None:
    """Read the day or days a text ends with, in the office's zone; None where more stands there than can be read.

    A last day alone begins today; so does one whose first day comes only after it ("20-11 s.d. 30-11", on the 24th:
    a day without a year is the next).
    """
    parts = BETWEEN_AFTER_NAMES.split(text.strip())
    if len(parts) > 2:  # noqa: PLR2004 - first and last
        return None
    before, first = _cut(parts[0], calendar, now)
    if len(parts) == 1:
        return Trailing(before, first, first)
    last, today = _last(parts[1], first, calendar, now), calendar.today(now)
    if last is None:
        return None
    return Trailing(before, today if first is None or first > last else first, last)


def _last(part: str, first: date | None, calendar: Calendar, now: datetime) -> date | None:
    """Read the last day; a weekday alone is the first such day after the first day."""
    if first is not None and days.weekday(part.lower().removeprefix("hari ")) is not None:
        return days.day(part, max(first, calendar.today(now)))
    return _day(part, calendar, now)


def _cut(text: str, calendar: Calendar, now: datetime) -> tuple[str, date | None]:
    """Cut the longest day off the end of a text: ("Rudi oleh Dewi", 24 December)."""
    words = text.split()
    for at in range(len(words)):
        day = _day(" ".join(words[at:]), calendar, now)
        if day is not None and not (at and _BY.fullmatch(words[at - 1])):
            return " ".join(words[:at]), day
    return text, None


def _day(text: str, calendar: Calendar, now: datetime) -> date | None:
    """Read one day as any moment in it; midnight ends the day before, as an office that never closes does."""
    moment = moments.parse(text, calendar, now)
    return calendar.today(moment - timedelta(milliseconds=1)) if moment else None
