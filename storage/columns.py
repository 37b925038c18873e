"""Columns by name in an UPDATE: which ones a caller may name is typed beside each `change`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from storage.times import to_ms


def setting(columns: Mapping[str, object]) -> tuple[str, list[object]]:
    """Give "one = ?, other = ?" for columns (names of ours, never a person's words), and their values as stored."""
    return ", ".join(f"{name} = ?" for name in columns), [_stored(value) for value in columns.values()]


def _stored(value: object) -> object:
    if isinstance(value, datetime):
        return to_ms(value)
    return value.isoformat() if isinstance(value, date) else value
