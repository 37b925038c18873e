"""A moment that may not be what somebody meant: on a day off, in the night, with hardly any working time before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.sop.press import number
from bot.sop.worktime import Calendar
from storage.store import Tx

#: Less working time than this before a deadline is no time to work in.
SHORT = timedelta(minutes=30)

#: What the button says that takes a moment as it was typed.
AS_TYPED = "typed"

#: Before this hour nobody works by what they type as "jam 2".
DAWN = 5

_DAYS = 60  # looked through for the next working day


@dataclass(frozen=True, slots=True)
class Doubt:
    """A moment that is asked about, and the one that may be meant.

    `left`: working time until it; None where it is on a day off, or in the night of the day that is meant.
    """

    at: datetime
    meant: datetime
    left: timedelta | None


def about_moment(tx: Tx, at: datetime) -> Doubt | None:
    """Ask about a moment on a day on which the office does not open, and about a "jam 2" that is 02.00."""
    calendar = tx.office.calendar
    workday = calendar.is_workday(calendar.today(at))
    meant = _twelve_hours_on(calendar, at) if workday else _working_day_after(calendar, at)
    return Doubt(at, meant, None) if meant is not None else None


def _twelve_hours_on(calendar: Calendar, at: datetime) -> datetime | None:
    """Give the hour of the afternoon that a moment in the night may be meant for, where the office is open then."""
    later = at + timedelta(hours=12)
    return later if 1 <= calendar.local(at).hour < DAWN and calendar.is_open(later) else None


def about_deadline(tx: Tx, at: datetime) -> Doubt | None:
    """Ask about a deadline on a day off or in the night, and about one that leaves hardly any working time."""
    of_day, calendar = about_moment(tx, at), tx.office.calendar
    left = calendar.spent(tx.now, at)
    if of_day is not None or left >= SHORT:
        return of_day
    meant = _working_day_after(calendar, at)
    return Doubt(at, meant, left) if meant is not None else None


def key_of(at: datetime) -> str:
    """Name a moment for a button or a page, to the minute."""
    return f"w{int(at.timestamp()) // 60}"


def moment_of(key: str) -> datetime | None:
    """Read what key_of gave; None for anything else, and for what no calendar holds."""
    minutes = number(key[1:]) if key[:1] == "w" else None
    try:
        return datetime.fromtimestamp(minutes * 60, UTC) if minutes is not None else None
    except (OverflowError, ValueError, OSError):
        return None


def _working_day_after(calendar: Calendar, at: datetime) -> datetime | None:
    """Give the same hour of the next working day, or its close where the office is closed at that hour."""
    day = calendar.today(at)
    for _ in range(_DAYS):
        day += timedelta(days=1)
        closing = calendar.closing(day)
        if closing is not None:
            same = calendar.moment(day, calendar.local(at).time())
            return same if calendar.is_open(same) else closing
    return None
