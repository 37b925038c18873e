"""Times in the database: UTC milliseconds; in the program: aware datetimes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


@overload
def to_ms(at: datetime) -> int: ...
@overload
def to_ms(at: None) -> None: ...
def to_ms(at: datetime | None) -> int | None:
    """Give an aware datetime as whole milliseconds since 1970."""
    return None if at is None else (at - _EPOCH) // _MS


@overload
def from_ms(ms: int) -> datetime: ...
@overload
def from_ms(ms: None) -> None: ...
def from_ms(ms: int | None) -> datetime | None:
    """Give milliseconds since 1970 as an aware UTC datetime."""
    return None if ms is None else _EPOCH + timedelta(milliseconds=ms)
