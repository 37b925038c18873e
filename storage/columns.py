"""Columns by name in an UPDATE: which ones a caller may name is typed beside each `change`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from storage.times import to_ms


def setting(columns: Mapping[str, object]) -> tuple[str, list[object]]:
    """Give "one = ?, other = ?" for columns (names of ours, never a person's words), and their values as stored."""
    values = [to_ms(value) if isinstance(value, datetime) else value for value in columns.values()]
    return ", ".join(f"{name} = ?" for name in columns), values
