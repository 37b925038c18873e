"""What is told of the calendar's own days: lines of the list, what a change would do, and what it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.sop.recap import Span


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day in the list of /libur.

    `kind`: a national "holiday" with its name, or a day the office or a `unit` closes ("off") or works ("on"),
    with the reason. `id` and `by` stand where somebody entered it; without them it is in the configuration.
    """

    day: date
    kind: Literal["holiday", "off", "on"]
    name: str = ""
    unit: str = ""
    by: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do: the days that would be closed or opened by it, and how many open deadlines move."""

    days: tuple[date, ...]
    deadlines: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A change that was made: so many days between two, now closed ("off") or worked ("on"); `back`: taken back."""

    span: Span
    count: int
    kind: Literal["off", "on"]
    unit: str
    reason: str
    deadlines: int
    back: bool = False


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One piket on the roster: who, and its days, both included."""

    id: int
    name: str
    span: Span
