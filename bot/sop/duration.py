"""Durations as people write them in the configuration: "5m", "1h30m", "30s"."""

from __future__ import annotations

import re
from datetime import timedelta

LONGEST = timedelta(hours=10_000)

_FORM = re.compile(r"(?:([0-9]{1,5})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,8})s)?")
_DAYS = re.compile(r"[0-9]\s*(?:[dw]|hari|minggu)", re.IGNORECASE)


def parse_duration(text: str) -> timedelta:
    """Return the duration written as hours, minutes and seconds, in that order, each at most once.

    Raises ValueError for anything else, for more than 10,000 hours, and for days: in working time
    a day is ambiguous. Read as 24 hours it would be more than three days of an office, and the
    days of one office are not all of one length.
    """
    if _DAYS.search(text):
        raise ValueError(f'{text!r}: a day is ambiguous in working time, write hours ("7h30m")')
    match = _FORM.fullmatch(text)
    if not text or not match:
        raise ValueError(f'{text!r} is not a duration such as "5m", "1h30m" or "30s"')
    hours, minutes, seconds = (int(number or 0) for number in match.groups())
    duration = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if duration > LONGEST:
        raise ValueError(f"{text!r} is more than 10,000 hours")
    return duration


def format_duration(duration: timedelta) -> str:
    """Return what `parse_duration` reads: "1h30m", and "0m" for none; fractions of a second go.

    Raises ValueError for a negative duration, which has no such form.
    """
    if duration < timedelta(0):
        raise ValueError(f"a negative duration has no written form: {duration}")
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0m"
