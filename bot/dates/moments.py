"""Moments as people type them: "besok 14.00", "25-11 16.00", "Jumat", "jam 3 sore", "5 menit lagi"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from bot.dates import days
from bot.dates.days import without_fillers
from bot.dates.words import HOUR, NUMBERS, one_of, plain
from bot.sop.worktime import Calendar

NOON = 12

#: The hours a part of the day means: "jam 3 sore" is 15.00, and "jam 3 malam" is unclear.
_PARTS = {
    "pagi": range(1, 12),
    "siang": range(10, 16),
    "sore": range(14, 19),
    "malam": range(18, 24),
    "am": range(NOON),
    "pm": range(NOON, 24),
    "morning": range(1, 12),
    "afternoon": range(NOON, 19),
    "evening": range(17, 24),
}

#: The hour of a part that is named without one ("lusa pagi"); what was understood is shown back.
_USUAL = {
    "pagi": time(8), "morning": time(8), "siang": time(12), "sore": time(16), "afternoon": time(14),
    "malam": time(19), "evening": time(19),
}  # fmt: skip

_AT = rf"(?:\b(?:{one_of(HOUR)})\s*)"
_TIME = re.compile(
    rf"{_AT}?\b(\d{{1,2}})[.:](\d{{2}})(?!\d)"
    rf"|{_AT}(\d{{1,2}})(?!\d)"
    r"|\b(\d{1,2})\s*(?=[ap]m\b)"
)
_TOUCHING = re.compile(rf"\b({one_of(HOUR)})(?=\d)")
_PART = re.compile(rf"\b({one_of(_PARTS)})\b")
_TODAY = re.compile(
    rf"\bnanti\s+({one_of(_USUAL)})\b|\b({one_of(_USUAL)})\s+(?:ini|nanti)\b|\bthis ({one_of(_USUAL)})\b"
)
_NUMBER = re.compile(
    rf"\b({one_of(NUMBERS)})(?=\s+(?:hari|minggu|pekan|jam|menit|pagi|siang|sore|malam|day|week|hour|min))"
)
_HOUR_NUMBER = re.compile(rf"\b({one_of(HOUR)}|setengah)\s+({one_of(NUMBERS)})\b")
_HALF_HOUR = re.compile(rf"{_AT}?\bsetengah\s+(\d{{1,2}})\b(?!\s*(?:jam|hari))")

_MINUTES = {"menit": 1, "mnt": 1, "minute": 1, "minutes": 1, "min": 1, "mins": 1, "jam": 60, "hour": 60, "hours": 60}
_MORE = r"(?:\s*(?:dan|and)?\s*(\d{1,2})\s*(?:menit|mnt|minutes|min))?"
_LENGTH = rf"(?:(\d{{1,4}})(?:[.,]([05]))?\s*({one_of(_MINUTES)}){_MORE})"
_IN_A_WHILE = re.compile(rf"{_LENGTH}\s*(?:lagi|ke depan|from now)|(?:dalam|in)\s+{_LENGTH}")
_DAY_AND_NIGHT = re.compile(r"(\d{1,2})\s*x\s*24\s*jam(?:\s+lagi)?")
_WORKING_DAYS = re.compile(
    r"\b(?:dalam\s+)?(\d{1,2})\s+hari\s+kerja(?:\s+(?:lagi|ke depan)\b)?|\bhari kerja (?:berikutnya|depan)\b"
)
_OF_WEEK = (
    (re.compile(r"\bakhir\s+(?:minggu|pekan)(?=\s+depan\b)"), "jumat minggu"),
    (re.compile(r"\bakhir\s+(?:minggu|pekan)(?:\s+ini)?\b"), "jumat ini"),
    (re.compile(r"\bawal\s+(?:minggu|pekan)\s+depan\b"), "senin depan"),
    (re.compile(r"\btengah hari\b"), "jam 12 siang"),
    (re.compile(rf"\b(?:tadi|barusan)\b(?:\s+(?:{one_of(_USUAL)}))?"), "kemarin"),  # over, whenever it was
    (re.compile(rf"\bsebelum\s+(?=(?:{one_of(HOUR)})\b)"), ""),
)

_WORDS_OF_LENGTH = {
    "setengah jam lagi": 30, "sejam lagi": 60, "satu setengah jam lagi": 90, "1 setengah jam lagi": 90,
    "semenit lagi": 1, "in half an hour": 30, "in an hour": 60, "in a minute": 1,
}  # fmt: skip


def parse(text: str, calendar: Calendar, now: datetime) -> datetime | None:
    """Read a moment in the office's own time zone; gives UTC, or None when it cannot be read.

    A day without a time means that day's close of office (16.00 where it does not open); a time without a day
    means its next occurrence. A word that is not understood makes the whole unclear: something is published at
    this moment, so it is asked again rather than guessed. One that is over is read too: the caller says so.
    """
    words = _spelled(plain(text))
    soon = _in_a_while(words)
    if soon is not None:
        return now + soon
    words = _in_working_days(words, calendar, now)
    today = calendar.today(now)
    named, rest = days.find(_TODAY.sub(r" hari ini \1\2\3 ", words), today)
    found, rest = _cut(_TIME, rest)
    part, rest = _cut(_PART, rest)
    clock = _clock(found, part)
    over = without_fillers(re.sub(rf"\b{re.escape(calendar.zone_label(now).lower())}\b", " ", rest))
    if over or None in named or len(named) > 1 or (clock is None and (found or not named)):
        return None
    if clock is None and part is not None and (clock := _USUAL.get(part[1])) is None:
        return None
    return _moment(next(iter(named), None), clock, calendar, now)


def _spelled(words: str) -> str:
    """Give numbers and half hours in digits: "jam dua siang", "setengah 3 sore" are 2 and 2.30."""
    for pattern, meant in _OF_WEEK:
        words = pattern.sub(meant, words)
    words = _TOUCHING.sub(r"\1 ", words)
    words = _NUMBER.sub(lambda found: str(NUMBERS[found[1]]), words)
    words = _HOUR_NUMBER.sub(lambda found: f"{found[1]} {NUMBERS[found[2]]}", words)
    return _HALF_HOUR.sub(lambda half: f" jam {(int(half[1]) - 1) % NOON or NOON}.30 ", words)


def _in_a_while(words: str) -> timedelta | None:
    """Read "5 menit lagi", "1,5 jam lagi", "in 2 hours"; None for anything else."""
    words = without_fillers(words)
    if words in _WORDS_OF_LENGTH:
        return timedelta(minutes=_WORDS_OF_LENGTH[words])
    if nights := _DAY_AND_NIGHT.fullmatch(words):
        return timedelta(days=int(nights[1]))
    found = _IN_A_WHILE.fullmatch(words)
    if found is None:
        return None
    count, half, unit, more = found.groups()[:4] if found[1] else found.groups()[4:]
    minutes = (int(count) + (0.5 if half == "5" else 0)) * _MINUTES[unit] + int(more or 0)
    return timedelta(minutes=minutes) if minutes else None


def _in_working_days(words: str, calendar: Calendar, now: datetime) -> str:
    """Give the words with "3 hari kerja lagi" as the day that is."""
    found = _WORKING_DAYS.search(words)
    if found is None:
        return words
    day, left = calendar.today(now), int(found[1] or 1)
    while left > 0 and (day - calendar.today(now)).days < days.FARTHEST.days:
        day += timedelta(days=1)
        left -= calendar.is_workday(day)
    return f"{words[: found.start()]} {day.isoformat()} {words[found.end() :]}"


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
