"""Working time counted the slow way, minute by minute, to hold the product's arithmetic against."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
FRIDAY = 4

#: Holidays of the weeks the tests live in: Christmas and its cuti bersama, New Year.
OFF = {date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)}

_USUAL = ((time(7, 30), time(12)), (time(13), time(16)))
_FRIDAY = ((time(7, 30), time(11, 30)), (time(13), time(16, 30)))


def wib(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment on the office's wall clock, in UTC."""
    return datetime.combine(day, time(hour, minute, second), WIB).astimezone(UTC)


def is_open(at: datetime) -> bool:
    """Say whether the office is open at a moment."""
    local = at.astimezone(WIB)
    if local.date() in OFF or local.weekday() > FRIDAY:
        return False
    spans = _FRIDAY if local.weekday() == FRIDAY else _USUAL
    return any(opens <= local.time() < closes for opens, closes in spans)


def _open_minutes(first: date, days: int) -> Iterator[datetime]:
    at = wib(first, 0)
    for _ in range(days * 24 * 60):
        if is_open(at):
            yield at
        at += timedelta(minutes=1)


MINUTES = list(_open_minutes(date(2026, 11, 23), 46))


def after(start: datetime, minutes: int) -> datetime:
    """Give the first open moment at which so many working minutes have passed since a whole minute."""
    return MINUTES[bisect_left(MINUTES, start) + minutes]


def between(a: datetime, b: datetime) -> int:
    """Count the working minutes between two whole minutes."""
    return bisect_left(MINUTES, b) - bisect_left(MINUTES, a)
