"""Days as a button carries them, 261224 and 261224-261231; anybody may make up what comes back."""

from __future__ import annotations

import re
from datetime import date

from bot.sop.recap import Span

#: The days that two digits of a year can name; the readers of typed days know no others.
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)

_DAY = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})")


def pack_day(day: date) -> str:
    """Give a day as yymmdd; ValueError for one that would be read back as another."""
    if not FIRST <= day <= LAST:
        raise ValueError(f"no button carries {day}")
    return f"{day:%y%m%d}"


def unpack_day(text: str) -> date | None:
    """Read what pack_day gave; None for anything else, and for a day there is not."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return date(FIRST.year + int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def pack_days(first: date, last: date) -> str:
    """Give two days as yymmdd-yymmdd."""
    return f"{pack_day(first)}-{pack_day(last)}"


def unpack_days(text: str) -> tuple[date, date] | None:
    """Read what pack_days gave, whichever of the two is the earlier; None for anything else."""
    first, _, last = text.partition("-")
    start, end = unpack_day(first), unpack_day(last)
    return (start, end) if start is not None and end is not None else None


def pack_span(span: Span) -> str:
    """Give a span as yymmdd-yymmdd."""
    return pack_days(span.first, span.last)


def unpack_span(text: str) -> Span | None:
    """Read what pack_span gave; None for anything else, and for an end before the beginning."""
    found = unpack_days(text)
    return Span(*found) if found is not None and found[0] <= found[1] else None
