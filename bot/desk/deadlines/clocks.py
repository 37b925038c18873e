"""The clock of a step: whose hours it runs in, when it is due, and when somebody is reminded next."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.desk.authority import on_duty
from bot.desk.authority.takeover import MAY_BE_TAKEN_OVER
from bot.sop.flow import WAITS, Step
from bot.sop.ladder import Ladder
from bot.sop.model import Article, Disposition, StepRecord, Subject
from bot.sop.roles import Who
from bot.sop.worktime import Calendar
from storage import steps
from storage.store import Tx

#: Those who keep the hours of the unit an article comes from; everybody else keeps the office's.
OF_UNIT = frozenset({Who.VERIFIER, Who.AUTHOR})

#: Steps that carry the moment from which the superior may do them: SYSTEM's too, since it may become the Staf's again.
TAKEN_OVER_LATER = MAY_BE_TAKEN_OVER | {Who.SYSTEM}


def start(tx: Tx, subject: Subject) -> None:
    """Open the step record of the state a thing is in, with its due time in working time."""
    wait = WAITS.get(subject.state)
    if wait is None or wait.step is None:
        return
    unit_id = subject.unit_id if isinstance(subject, Article) else None
    due_at = due(tx, subject, wait.step, wait.who, tx.now)
    ladder = ladder_of(tx, subject, wait.step, tx.now, due_at, calendar_of(tx, wait.who, unit_id))
    steps.start(
        tx,
        subject.kind,
        subject.id,
        wait.step,
        wait.who,
        unit_id=unit_id,
        person_id=subject.staf_id if isinstance(subject, Article) and wait.who is Who.STAF else None,
        due_at=due_at,
        remind_at=ladder.moment(calendar_of(tx, wait.who, unit_id), tx.now, due_at, 0),
        revision=subject.revision if isinstance(subject, Article) else None,
        takeover_at=takeover(ladder, wait.who, calendar_of(tx, wait.who, unit_id), due_at),
    )


def takeover(ladder: Ladder, who: Who, calendar: Calendar, due_at: datetime) -> datetime | None:
    """Say from when on the superior may do a step (UTC); None where nobody else ever may."""
    return ladder.takeover_at(calendar, due_at) if who in TAKEN_OVER_LATER else None


def next_reminder(tx: Tx, subject: Subject, record: StepRecord, after_rung: int) -> datetime:
    """Say when the reminder after that of `after_rung` comes (UTC); -1 asks for the first one's."""
    ladder, due_at = of_open(tx, subject, record)
    return ladder.moment(of_record(tx, record), record.started_at, due_at, after_rung + 1)


def rung_now(tx: Tx, subject: Subject, record: StepRecord) -> int:
    """Say which rung an open step stands before once its due time or its ladder is another (`record` as it is now).

    What was said already counts no more where its moment lies ahead again; nothing to come is skipped.
    """
    ladder, due_at = of_open(tx, subject, record)
    return min(record.rung, ladder.height(of_record(tx, record), record.started_at, due_at, tx.now) + 1)


def of_open(tx: Tx, subject: Subject, record: StepRecord) -> tuple[Ladder, datetime]:
    """Give the ladder an open step climbs now, and its due time."""
    due_at = record.due_at or record.started_at
    return ladder_of(tx, subject, record.step, record.started_at, due_at, of_record(tx, record)), due_at


def calendar_of(tx: Tx, who: Who, unit_id: int | None) -> Calendar:
    """Give the hours that somebody waited for keeps: a unit's own people their unit's, the others the office's."""
    return tx.office.calendar_for(unit_id if who in OF_UNIT else None)


def of_record(tx: Tx, record: StepRecord) -> Calendar:
    """Give the hours that the clock of a step runs in."""
    return calendar_of(tx, record.who, record.unit_id)


def due(tx: Tx, subject: Subject, step: Step, who: Who, started: datetime) -> datetime:
    """Say until when a step begun then must be done: the SOP's standard in working time, or the batas waktu itself."""
    if step is Step.COLLECT and isinstance(subject, Disposition) and subject.deadline:
        return max(subject.deadline, started)
    unit_id = subject.unit_id if isinstance(subject, Article) else None
    return calendar_of(tx, who, unit_id).due(started, standard(tx, step))


def standard(tx: Tx, step: Step) -> timedelta:
    """Give the working time a step may take (mutu baku waktu)."""
    found: timedelta = getattr(tx.office.standards, step.value, tx.office.default_deadline)
    return found


def ladder_of(tx: Tx, subject: Subject, step: Step, started: datetime, due_at: datetime, calendar: Calendar) -> Ladder:
    """Choose the ladder of a step by how long it may take, its own where it has one, the fast one if it is urgent."""
    return tx.office.ladders.of(step, calendar.spent(started, due_at), urgent=on_duty.urgent(tx, subject))
