"""The recap (rekap) of a span of days: what was done, how long it took, by whom it is waited; as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from bot.sop.flow import State, Step

WEEK = timedelta(days=7)
WEEKS_SHOWN = 9
MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Span:
    """Days of the office's calendar, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins with ValueError."""
        if self.last < self.first:
            raise ValueError(f"{self.first} to {self.last}")

    @property
    def months(self) -> list[date]:
        """Give the first day of each month the span touches, in order."""
        found = [self.first.replace(day=1)]
        while (following := next_month(found[-1])) <= self.last:
            found.append(following)
        return found


def next_month(day: date) -> date:
    """Give the first day of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_of(day: date) -> Span:
    """Give the whole month a day lies in."""
    first = day.replace(day=1)
    return Span(first, next_month(first) - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Taken:
    """One step that was finished in the span; times in working time, `finished_at` in UTC."""

    ref: str
    title: str
    unit: str
    step: Step
    who: str | None
    spent: timedelta
    standard: timedelta | None
    finished_at: datetime
    reason: str = ""  # why it was late, where somebody said
    snoozes: int = 0  # how often its reminders were put off

    @property
    def late(self) -> bool:
        """Say whether it took longer than its standard (mutu baku)."""
        return self.standard is not None and self.spent > self.standard


@dataclass(frozen=True, slots=True)
class Piece:
    """One article that was handed in, published or returned in the span. `spent`: working time from hand-in to live."""

    ref: str
    title: str
    unit: str
    section: str
    author: str
    state: State
    submitted_at: datetime | None
    published_at: datetime | None
    published_on: date | None  # by the office's calendar
    spent: timedelta | None
    returns: int
    url: str | None
    submitted_within: bool
    published_within: bool
    bypassed: bool = False  # let through without verification in the span


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that is waited for now, and since when it is late (None: it is not)."""

    ref: str
    title: str
    step: Step
    whom: str
    late_by: timedelta | None


@dataclass(frozen=True, slots=True)
class Waited:
    """For whom how much is waited now: how many things, how many of them late, and the longest lateness."""

    whom: str
    count: int
    late: int
    longest: timedelta | None


@dataclass(frozen=True, slots=True)
class StepSummary:
    """How a step went: how often, how often in time, its median and worst working time."""

    step: Step
    count: int
    timed: int
    on_time: int
    median: timedelta
    worst: timedelta
    standard: timedelta | None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a unit contributed."""

    unit: str
    submitted: int
    published: int
    returned: int


@dataclass(frozen=True, slots=True)
class Share:
    """What somebody did: steps finished, of those with a standard how many in time."""

    who: str
    count: int
    timed: int
    on_time: int
    median: timedelta


@dataclass(frozen=True, slots=True)
class Recap:
    """A span of days, seen whole. `scope` names the unit or person it is narrowed to, "" for the office."""

    span: Span
    scope: str
    taken: tuple[Taken, ...]
    pieces: tuple[Piece, ...]
    waiting: tuple[Waiting, ...]
    units: tuple[str, ...]  # every unit that could contribute
    dispositions_sent: int
    dispositions_closed: int

    @property
    def published(self) -> int:
        """Count the articles that went live in the span."""
        return sum(piece.published_within for piece in self.pieces)

    @property
    def submitted(self) -> int:
        """Count the articles handed in first in the span."""
        return sum(piece.submitted_within for piece in self.pieces)

    @property
    def returned(self) -> int:
        """Count the returns of these articles."""
        return sum(piece.returns for piece in self.pieces)

    @property
    def unverified(self) -> list[str]:
        """List the articles that the Kabag let through without verification in the span."""
        return [piece.ref for piece in self.pieces if piece.bypassed]

    @property
    def on_time(self) -> tuple[int, int]:
        """Count (steps in time, steps with a standard)."""
        timed = [taken for taken in self.taken if taken.standard is not None]
        return sum(not taken.late for taken in timed), len(timed)

    @property
    def to_live(self) -> timedelta | None:
        """The median working time from hand-in to live of what went live in the span; None when nothing did."""
        spans = [piece.spent for piece in self.pieces if piece.published_within and piece.spent is not None]
        return middle(spans) if spans else None

    def steps(self) -> list[StepSummary]:
        """Sum up each step that was taken, in the SOP's order."""
        by_step = {step: [taken for taken in self.taken if taken.step is step] for step in Step}
        return [_summary(step, taken) for step, taken in by_step.items() if taken]

    def contributions(self) -> list[Contribution]:
        """Sum up each unit that contributed, the one with most published first."""
        names = sorted({piece.unit for piece in self.pieces})
        rows = [_contribution(name, [piece for piece in self.pieces if piece.unit == name]) for name in names]
        return sorted(rows, key=lambda row: (-row.published, -row.submitted, row.unit))

    def owing(self) -> list[str]:
        """List the units that handed nothing in (belum setor)."""
        gave = {piece.unit for piece in self.pieces if piece.submitted_within}
        return [unit for unit in self.units if unit not in gave]

    def people(self) -> list[Share]:
        """Sum up what each person did, the busiest first."""
        names = sorted({taken.who for taken in self.taken if taken.who})
        rows = [_share(name, [taken for taken in self.taken if taken.who == name]) for name in names]
        return sorted(rows, key=lambda row: (-row.count, row.who))

    def waited(self) -> list[Waited]:
        """Sum up for whom is waited, the one with most that is late first."""
        names = sorted({waiting.whom for waiting in self.waiting})
        rows = [_waited(name, [one.late_by for one in self.waiting if one.whom == name]) for name in names]
        return sorted(rows, key=lambda row: (-row.late, -row.count, row.whom))

    def reasons(self) -> list[tuple[str, int]]:
        """Count the reasons of what was late, the most frequent first; "" is what nobody gave a reason for."""
        counted = Counter(taken.reason for taken in self.taken if taken.late)
        return sorted(counted.items(), key=lambda row: (-row[1], row[0]))

    @property
    def snoozes(self) -> int:
        """Count how often reminders of these steps were put off."""
        return sum(taken.snoozes for taken in self.taken)

    def periods(self) -> list[tuple[date, date]]:
        """Cut the span for a trend: into weeks (Monday to Sunday) while those fit on a phone, else into its months."""
        if (self.span.last - self.span.first).days < WEEKS_SHOWN * WEEK.days:
            return _weeks(self.span)
        return [(month, month_of(month).last) for month in self.span.months[-MONTHS_SHOWN:]]

    def trend(self, of: Iterable[tuple[date, date]]) -> list[timedelta | None]:
        """Give the median time to live of each of these spans of days (by the day an article went live)."""
        return [_median_between(self.pieces, first, last) for first, last in of]


def _weeks(span: Span) -> list[tuple[date, date]]:
    found, first = [], span.first
    while first <= span.last:
        last = min(first + timedelta(days=6 - first.weekday()), span.last)
        found.append((first, last))
        first = last + timedelta(days=1)
    return found


def _waited(whom: str, lateness: Sequence[timedelta | None]) -> Waited:
    late = [late_by for late_by in lateness if late_by is not None]
    return Waited(whom, len(lateness), len(late), max(late) if late else None)


def middle(spans: Sequence[timedelta]) -> timedelta:
    """Give the median of some working times, exactly: rounded up it could be told as more than the longest."""
    return timedelta(microseconds=int(median(span // timedelta(microseconds=1) for span in spans)))


def _summary(step: Step, taken: Sequence[Taken]) -> StepSummary:
    timed = [one for one in taken if one.standard is not None]
    spans = [one.spent for one in taken]
    standards = {one.standard for one in timed}
    return StepSummary(
        step=step,
        count=len(taken),
        timed=len(timed),
        on_time=sum(not one.late for one in timed),
        median=middle(spans),
        worst=max(spans),
        standard=standards.pop() if len(standards) == 1 else None,
    )


def _contribution(unit: str, pieces: Sequence[Piece]) -> Contribution:
    return Contribution(
        unit=unit,
        submitted=sum(piece.submitted_within for piece in pieces),
        published=sum(piece.published_within for piece in pieces),
        returned=sum(piece.returns for piece in pieces),
    )


def _share(who: str, taken: Sequence[Taken]) -> Share:
    timed = [one for one in taken if one.standard is not None]
    return Share(who, len(taken), len(timed), sum(not one.late for one in timed), middle([one.spent for one in taken]))


def _median_between(pieces: Iterable[Piece], first: date, last: date) -> timedelta | None:
    spans = [
        piece.spent
        for piece in pieces
        if piece.spent is not None and piece.published_on is not None and first <= piece.published_on <= last
    ]
    return middle(spans) if spans else None
