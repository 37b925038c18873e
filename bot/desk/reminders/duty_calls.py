"""Calls to those on piket while the office is closed: up the urgent ladder, by the clock on the wall."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.desk import notify
from bot.desk.authority import capacities, on_duty
from bot.desk.deadlines import clocks
from bot.sop.flow import WAITS
from bot.sop.model import Person, StepRecord, Subject
from storage import events, snoozes, steps
from storage.once import once, told
from storage.store import Tx

WHAT = "piket"


def waiting(tx: Tx) -> list[int]:
    """List the open steps (by id) to which those on piket are to be called now; none in office hours."""
    if tx.office.calendar.is_open(tx.now) or not on_duty.on_duty(tx):
        return []
    return [record.id for record in steps.all_open(tx) if _due(tx, record) is not None]


def call(tx: Tx, step_id: int) -> bool:
    """Call those on piket to one step, once for each height it reaches; say whether they were called now."""
    due = _due(tx, steps.get(tx, step_id))
    if due is None or not once(tx, WHAT, due.key):
        return False
    for person in due.awake:
        notify.show(tx, due.subject, person, anew=True, head="piket")
    data = {"rung": due.height, "told": [person.id for person in due.awake]}
    events.append(tx, "piket", None, due.subject.kind, due.subject.id, data)
    return True


@dataclass(frozen=True, slots=True)
class _Due:
    """A call that is due: about what, to whom, and the height that it is for."""

    subject: Subject
    awake: list[Person]
    height: int
    key: str


def _due(tx: Tx, record: StepRecord) -> _Due | None:
    subject = capacities.thing(tx, record.kind, record.subject_id)
    wait = WAITS.get(subject.state) if subject else None
    if subject is None or wait is None or wait.step is not record.step or record.finished_at is not None:
        return None
    asleep = {snooze.person_id for snooze in snoozes.running(tx, record.id)}
    awake = [person for person in on_duty.stand_ins(tx, subject, record.who) if person.id not in asleep]
    height = _height(tx, subject, record) if awake else -1
    key = f"{record.id} {height}"
    return None if height < 0 or told(tx, WHAT, key) else _Due(subject, awake, height, key)


def _height(tx: Tx, subject: Subject, record: StepRecord) -> int:
    """Give the height the step would have reached if the office never closed."""
    ladder, _ = clocks.of_open(tx, subject, record)
    calendar = replace(clocks.of_record(tx, record), always_open=True)
    due_at = calendar.due(record.started_at, clocks.standard(tx, record.step))
    return ladder.height(calendar, record.started_at, due_at, tx.now)
