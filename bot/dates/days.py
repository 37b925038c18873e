"""One day as people write it, in numbers, by name or from today: the one reader that all others ask."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.dates.words import DATE, MOMENT_FILLERS, MONTHS, NEAR, NEXT, NUMBERS, PAST, TO, WEEKDAYS, one_of, plain
from bot.sop.worktime import DAYS_IN_WEEK

CENTURY = 2000

#: Years a day may lie from now: beyond them somebody mistyped, and Python's calendar ends at the year 1.
YEARS = 10
FARTHEST = timedelta(days=YEARS * 366)

#: The day that is the middle of any month.
MIDDLE = 15

_MONTH = one_of(MONTHS)
_DAY_NAME = one_of(WEEKDAYS)
_COUNT = rf"\d{{1,3}}|{one_of(NUMBERS)}"
_UNITS = {"hari": 1, "day": 1, "days": 1, "minggu": 7, "pekan": 7, "week": 7, "weeks": 7}
_UNIT = one_of(_UNITS)
_WEEK = r"(?:minggu|pekan)"
_NEXT, _PAST = one_of(NEXT), one_of(PAST)
_NO_CLOCK = r"(?![.:]?\d)"  # what follows a number that is no part of an hour or of a longer number

#: The fillers beside a day that say nothing; "to" says it before a deadline ("s.d. Jumat").
_FILLERS = re.compile(rf"\b(?:{one_of(MOMENT_FILLERS)})\b|,(?!\d)|\(|\)")
_FIRST_TO = re.compile(rf"^\s*{TO}")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a day is read against: today, and whether one without a year is the next such day or this year's."""

    today: date
    ahead: bool

    def of_year(self, day: int, month: int, year: str | None) -> date | None:
        """Give a day of the year that was written, or of the one that is meant; None for a day there is not."""
        try:
            if year:
                written = int(year) + (CENTURY if len(year) == len("26") else 0)
                return date(written, month, day) if abs(written - self.today.year) <= YEARS else None
            this = date(self.today.year, month, day)
            return this if this >= self.today or not self.ahead else date(self.today.year + 1, month, day)
        except ValueError:
            return None

    def in_days(self, days: int) -> date | None:
        """Give a day so many days from today; None for one too far away."""
        return self.today + timedelta(days=days) if timedelta(days=abs(days)) <= FARTHEST else None

    def month(self, ahead: int, day: int | None) -> date | None:
        """Give a day of the month that is so many ahead, its last for None."""
        months = self.today.year * 12 + self.today.month - 1 + ahead
        year, month = divmod(months, 12)
        last = monthrange(year, month + 1)[1]
        wanted = last if day is None else day
        return date(year, month + 1, wanted) if 1 <= wanted <= last else None

    def in_month(self, part: str, month: int, year: str | None) -> date | None:
        """Give the first, the middle or the last day of a month: "akhir Desember"."""
        first = self.of_year(1, month, year or str(self.today.year))
        if first is None:
            return None
        last = monthrange(first.year, month)[1]
        day = {"awal": 1, "pertengahan": MIDDLE}.get(part, last)
        return self.of_year(day, month, year)

    def next_numbered(self, day: int) -> date | None:
        """Give the next day of that number: of this month, or of the first after it that has one."""
        first = 0 if day >= self.today.day else 1
        return next((found for ahead in range(first, first + 3) if (found := self.month(ahead, day))), None)

    def weekday(self, weekday: int) -> date:
        """Give the next such day after today."""
        return self.today + timedelta(days=(weekday - self.today.weekday() - 1) % DAYS_IN_WEEK + 1)

    def weekday_of(self, weekday: int, weeks: int) -> date:
        """Give that day of the week (from Monday) so many weeks ahead."""
        return self.today - timedelta(days=self.today.weekday()) + timedelta(days=weekday + weeks * DAYS_IN_WEEK)


_Found = re.Match[str]
_Reader = Callable[[_Reading, _Found], date | None]


def _number(word: str) -> int:
    return NUMBERS[word] if word in NUMBERS else int(word)


def _named_weekday(reading: _Reading, found: _Found) -> date | None:
    """Read "Rabu depan", "Rabu minggu depan", "Rabu ini": of the week after this one, or of this."""
    return reading.weekday_of(WEEKDAYS[found[1]], 0 if found[0].endswith("ini") else 1)


def _last_weekday(reading: _Reading, found: _Found) -> date:
    day = WEEKDAYS[found[1]]
    return reading.today - timedelta(days=(reading.today.weekday() - day - 1) % DAYS_IN_WEEK + 1)


#: The ways to write a day, each cut out of the words before the next is looked for: the most telling first.
_WAYS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (
            r"(?<![\d/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-]|\.\d)",
            lambda r, f: r.of_year(int(f[4]), int(f[3]), f[1]),
        ),
        (
            r"(?<![\d/.-])(\d{1,2})([-/])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/-]|\.\d)",
            lambda r, f: r.of_year(int(f[1]), int(f[3]), f[4]),
        ),
        (
            r"(?<![\d/.-])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?![\d/-]|\.\d)",
            lambda r, f: r.of_year(int(f[1]), int(f[2]), f[3]),
        ),
        (
            rf"(?<![\d/.,:-])(\d{{1,2}})(?:st|nd|rd|th)?[\s/-]*({_MONTH})(?![a-z])(?:[\s,/-]*'?(\d{{4}}|\d{{2}}){_NO_CLOCK}\b)?",
            lambda r, f: r.of_year(int(f[1]), MONTHS[f[2]], f[3]),
        ),
        (
            rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?{_NO_CLOCK}(?![-/]?\d)\b(?:,?\s+(\d{{4}})\b)?",
            lambda r, f: r.of_year(int(f[2]), MONTHS[f[1]], f[3]),
        ),
        (
            rf"\b(?:(?:{one_of(DATE)})\s*)?(\d{{1,2}})\s+bulan\s+(?:{_NEXT})\b",
            lambda r, f: r.month(1, int(f[1])),
        ),
        (rf"\b(?:(?:{one_of(DATE)})\s*)?(\d{{1,2}})\s+bulan\s+ini\b", lambda r, f: r.month(0, int(f[1]))),
        (rf"\b(?:{one_of(DATE)})\s*(\d{{1,2}}){_NO_CLOCK}(?![-/]?\d)\b", lambda r, f: r.next_numbered(int(f[1]))),
        (r"\bakhir tahun(?: ini)?\b|\b(?:the )?end of (?:the |this )?year\b", lambda r, _f: date(r.today.year, 12, 31)),
        (rf"\bakhir bulan (?:{_NEXT})\b|\b(?:the )?end of next month\b", lambda r, _f: r.month(1, None)),
        (
            r"\bakhir bulan(?: ini)?\b|\bmonth end\b|\b(?:the )?end of (?:the |this )?month\b",
            lambda r, _f: r.month(0, None),
        ),
        (rf"\bawal bulan(?: (?:{_NEXT}))?\b|\bbeginning of next month\b", lambda r, _f: r.month(1, 1)),
        (
            rf"\b(awal|pertengahan|akhir)\s+({_MONTH})\b(?:\s+(\d{{4}}))?",
            lambda r, f: r.in_month(f[1], MONTHS[f[2]], f[3]),
        ),
        (rf"\bpertengahan bulan (?:{_NEXT})\b", lambda r, _f: r.month(1, MIDDLE)),
        (r"\bpertengahan bulan(?: ini)?\b", lambda r, _f: r.month(0, MIDDLE)),
        (
            rf"\b({_COUNT})\s*({_UNIT})\s+(?:lagi|ke depan|from now|from today)\b",
            lambda r, f: r.in_days(_number(f[1]) * _UNITS[f[2]]),
        ),
        (rf"\b(?:dalam|in)\s+({_COUNT})\s*({_UNIT})\b", lambda r, f: r.in_days(_number(f[1]) * _UNITS[f[2]])),
        (
            r"\b(?:dalam\s+)?se(hari|minggu|pekan)\s+lagi\b|\bdalam\s+se(hari|minggu|pekan)\b",
            lambda r, f: r.in_days(_UNITS[f[1] or f[2]]),
        ),
        (
            rf"\b({_COUNT})\s*({_UNIT})\s+(?:(?:yang )?lalu|ago)\b",
            lambda r, f: r.in_days(-_number(f[1]) * _UNITS[f[2]]),
        ),
        (r"\bhari\s+(minggu)\s+(?:(?:yang )?lalu|kemarin)\b", _last_weekday),
        (rf"\b(?!minggu\b)({_DAY_NAME})\s+(?:(?:yang )?lalu|kemarin)\b", _last_weekday),
        (rf"\blast ({_DAY_NAME})\b", _last_weekday),
        (rf"\bhari\s+(minggu)\s+(?:{_NEXT})\b", _named_weekday),
        (rf"\b(?!minggu\s+(?:{_NEXT})\b)({_DAY_NAME})\s+(?:{_WEEK}\s+)?(?:{_NEXT})\b", _named_weekday),
        (r"\bhari\s+(minggu)\s+ini\b", _named_weekday),
        (rf"\b(?!minggu\s+ini\b)({_DAY_NAME})\s+(?:{_WEEK}\s+)?ini\b", _named_weekday),
        (rf"\bnext ({_DAY_NAME})\b", lambda r, f: r.weekday_of(WEEKDAYS[f[1]], 1)),
        (rf"\bthis ({_DAY_NAME})\b", lambda r, f: r.weekday_of(WEEKDAYS[f[1]], 0)),
        (rf"\b{_WEEK}\s+(?:{_NEXT})\s+(?:hari\s+)?({_DAY_NAME})\b", _named_weekday),
        (rf"\b{_WEEK}\s+(?:{_NEXT})\b|\bnext week\b", lambda r, _f: r.in_days(DAYS_IN_WEEK)),
        (rf"\b{_WEEK}\s+(?:{_PAST})\b|\blast week\b", lambda r, _f: r.in_days(-DAYS_IN_WEEK)),
        (rf"\b({one_of(NEAR)})\b", lambda r, f: r.in_days(NEAR[f[1]])),
    )
)
_YEAR = re.compile(rf"20\d\d|\d[-/.]\d{{1,2}}[-/.]\d\d\b|\b(?:{_MONTH})[\s,/-]*'?\d\d\b")
_WEEKDAY = re.compile(rf"\b({_DAY_NAME})\b")


def find(words: str, today: date, *, ahead: bool = True) -> tuple[set[date | None], str]:
    """Find every day that plain() words name, and what is left without them; None among them: a day there is not.

    A day without a year is the next such day, or with `ahead` false that of this year. A weekday beside a date only
    confirms it, or shows that one of the two is wrong.
    """
    reading = _Reading(today, ahead)
    days: set[date | None] = set()
    for pattern, read in _WAYS:
        found = pattern.search(words)
        if found:
            words = f"{words[: found.start()]} {words[found.end() :]}"
            days.add(read(reading, found))
    weekday = _WEEKDAY.search(words)
    if weekday:
        words = f"{words[: weekday.start()]} {words[weekday.end() :]}"
        days.add(_on_weekday(reading, WEEKDAYS[weekday[1]], days))
    return days, words


def _on_weekday(reading: _Reading, weekday: int, days: set[date | None]) -> date | None:
    if not days:
        return reading.weekday(weekday)
    day = next(iter(days))
    return day if day is not None and day.weekday() == weekday else None


def without_fillers(words: str) -> str:
    """Give plain() words without those that say nothing beside a day."""
    return _FILLERS.sub(" ", _FIRST_TO.sub(" ", words)).strip()


def day(text: str, today: date, *, ahead: bool = True) -> date | None:
    """Read one date, the next such day where no year was written; None for anything else, also with a time."""
    days, rest = find(plain(text), today, ahead=ahead)
    return next(iter(days)) if len(days) == 1 and not without_fillers(rest) else None


def names_none(text: str, today: date) -> bool:
    """Say whether a text is written as a day and names one there is not, as "31 Februari" does."""
    days, rest = find(plain(text), today)
    return bool(days) and (None in days or len(days) > 1) and not without_fillers(rest)


def has_year(words: str) -> bool:
    """Say whether a year is written in the plain() words of a day."""
    return _YEAR.search(words) is not None


def weekday(word: str) -> int | None:
    """Read the name of a weekday: 0 for Monday."""
    return WEEKDAYS.get(plain(word))
