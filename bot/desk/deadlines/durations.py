"""How long a step took in working time, against its standard: one rule for the report, the recap and the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.desk.deadlines import clocks
from bot.sop.flow import Action
from bot.sop.model import StepRecord, Subject
from storage import steps
from storage.store import Tx

#: What the bot does at its time comes a tick after it: that is no lateness of anybody's.
BY_ITSELF = frozenset({Action.POST.value, Action.COMPLETE.value})
A_TICK = timedelta(minutes=2)

A_SECOND = timedelta(seconds=1)  # less than people are told of is no lateness


@dataclass(frozen=True, slots=True)
class Measure:
    """A step's working time, what it may take (None: any), and whether it took longer."""

    spent: timedelta
    standard: timedelta | None
    late: bool


def measure(tx: Tx, record: StepRecord) -> Measure:
    """Measure a step in the hours its own clock runs in; an open one as of now.

    A finished one keeps what it was judged by then, whatever days are decreed off later.
    """
    spent, standard = _taken(tx, record) if record.spent is None else (record.spent, record.standard)
    if standard is None:
        return Measure(spent, None, late=False)
    if _at_its_time(record) or spent - standard < A_SECOND:
        return Measure(min(spent, standard), standard, late=False)
    return Measure(spent, standard, late=True)


def finish(tx: Tx, subject: Subject, by: int | None, outcome: str) -> None:
    """Close the open step record of a thing, if there is one, and keep what it took against its standard."""
    record = steps.open_one(tx, subject.kind, subject.id)
    if record is not None:
        steps.finish(tx, record, by, outcome, *_taken(tx, record))


def _taken(tx: Tx, record: StepRecord) -> tuple[timedelta, timedelta | None]:
    calendar = clocks.of_record(tx, record)
    spent = calendar.elapsed(record.started_at, record.finished_at or tx.now)
    return spent, calendar.elapsed(record.started_at, record.due_at) if record.due_at is not None else None


def may_be_late(record: StepRecord) -> bool:
    """Say whether a finished step ended after its due time: the rest need no measuring."""
    return record.finished_at is not None and record.due_at is not None and record.finished_at > record.due_at


def _at_its_time(record: StepRecord) -> bool:
    if record.finished_by is not None or record.outcome not in BY_ITSELF or not may_be_late(record):
        return False
    assert record.finished_at is not None  # noqa: S101 - may_be_late
    assert record.due_at is not None  # noqa: S101 - may_be_late
    return record.finished_at - record.due_at <= A_TICK
