"""What a digest tells, as plain values: what went live, was sent, was closed, what is late and what is due next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Live:
    """An article that went live; `url` is empty where its address is not known."""

    ref: str
    title: str
    unit: str
    url: str


@dataclass(frozen=True, slots=True)
class Late:
    """A step that is waited for: at whom, until when (UTC), and by how much working time it is late (None: not yet)."""

    ref: str
    title: str
    whom: str
    due_at: datetime
    late_by: timedelta | None


@dataclass(frozen=True, slots=True)
class Evening:
    """A working day of the office as its head reads it at its end; `next_day` is the working day after it."""

    day: date
    next_day: date | None
    live: tuple[Live, ...] = ()
    sent: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    late: tuple[Late, ...] = ()
    due: tuple[Late, ...] = ()

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to say."""
        return not (self.live or self.sent or self.closed or self.late or self.due)
