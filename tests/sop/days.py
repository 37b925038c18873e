"""An office by the Perpres with its Ramadan of 2026, and moments of that year as its people name them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.holidays import indonesian_holidays
from bot.sop.worktime import PERPRES_RAMADAN_WEEK, PERPRES_WEEK, Calendar, Profile

WIB = ZoneInfo("Asia/Jakarta")
RAMADAN = Profile(date(2026, 2, 19), date(2026, 3, 20), PERPRES_RAMADAN_WEEK)
OFFICE = Calendar(WIB, PERPRES_WEEK, (RAMADAN,), indonesian_holidays)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def wib(month: int, day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=WIB)
