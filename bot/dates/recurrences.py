"""When something comes round, as people type it: "setiap Senin", "12", "akhir bulan", "10-1, 10-4, 10-7"."""

from __future__ import annotations

import re
from datetime import date

from bot.dates import days
from bot.dates.words import DATE, EVERY, ON, WEEKLY_FILLERS, one_of, plain
from bot.sop.recurring import LAST_DAY, MOST_DATES, Every, Rule

_FILLERS = re.compile(rf"\b(?:{one_of(WEEKLY_FILLERS)})\b")
_EVERY = rf"(?:{one_of(EVERY)})\s+"
_MONTH_DAY = re.compile(
    rf"(?:{_EVERY})?(?:bulan\s+|month\s+)?(?:(?:{one_of(ON)})\s+)?(?:(?:{one_of(DATE)}|the|day)\.?\s+)?"
    rf"(\d{{1,2}})(?:\s+{_EVERY}(?:bulan|month))?"
)
_LAST = re.compile(rf"(?:{_EVERY})?(?:akhir bulan|month end|(?:the )?end of (?:the )?month)")
_FIRST = re.compile(rf"(?:{_EVERY}|the\s+)?(?:hari kerja pertama|first working day)(?:\s+(?:bulan|of (?:the )?month))?")
_BETWEEN = re.compile(r"[,;\n]|\s+(?:dan|and|&)\s+")


def parse(text: str, today: date) -> Rule | None:
    """Read a rule as of `today` in the office's zone; None when it cannot be read.

    A number alone is a day of every month. A date without a year is the next such day, today among them.
    """
    words = plain(text).strip(" .")
    if _LAST.fullmatch(words):
        return Rule(Every.MONTH, LAST_DAY)
    if _FIRST.fullmatch(words):
        return Rule(Every.FIRST)
    return _of_month(words) or _of_week(words) or _of_dates(text.lower(), today)


def _of_month(words: str) -> Rule | None:
    found = _MONTH_DAY.fullmatch(words)
    return Rule(Every.MONTH, int(found[1])) if found and 1 <= int(found[1]) <= LAST_DAY else None


def _of_week(words: str) -> Rule | None:
    day = days.weekday(words)
    if day is None:
        day = days.weekday(" ".join(_FILLERS.sub(" ", words).split()))
    return None if day is None else Rule(Every.WEEK, day)


def _of_dates(words: str, today: date) -> Rule | None:
    found = {days.day(piece, today) for piece in _BETWEEN.split(words) if piece.strip(" .")}
    if not found or None in found or len(found) > MOST_DATES:
        return None
    return Rule(Every.DATES, dates=tuple(sorted(day for day in found if day is not None)))
