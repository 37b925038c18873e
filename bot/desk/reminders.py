"""What is due: reminders up the ladder, escalation to the superior, and what happens by itself at its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk import engine, orders, publishing, reports, speak, standing
from bot.desk.standing import Thing
from bot.sop import flow
from bot.sop.flow import WAITS, Action, Kind, Step
from bot.sop.model import Disposition, Person, StepRecord
from bot.sop.roles import Who
from storage import articles, events, outbox, people, screens, steps
from storage.outbox import ANSWER
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Due:
    """One thing the SOP does by itself now; `step` is whose clock ran out, None for a scheduled publication."""

    kind: Kind
    id: int
    step: Step | None


def what_is_due(tx: Tx) -> list[Due]:
    """List what happens by itself now: scheduled publications, intakes at their batas waktu, reports at their due time.

    Not bound to office hours: only reminders are.
    """
    scheduled = [Due(Kind.ARTICLE, article.id, None) for article in articles.scheduled_before(tx, tx.now)]
    ran_out = [record for step in (Step.COLLECT, Step.REPORT) for record in steps.overdue(tx, step)]
    return scheduled + [Due(record.kind, record.subject_id, record.step) for record in ran_out]


def do_it(tx: Tx, due: Due) -> bool:
    """Do one thing that is due, in a transaction of its own so that a bad one stops no other; say if it was done."""
    if due.step is None:
        return publishing.start(tx, due.id)
    order = standing.thing(tx, due.kind, due.id)
    if not isinstance(order, Disposition):
        return False
    return orders.try_complete(tx, order) if due.step is Step.COLLECT else reports.post_by_itself(tx, order)


def next_one(tx: Tx) -> int | None:
    """Give the step record to remind about now; None when there is none or the office is closed."""
    if not tx.office.calendar.is_open(tx.now):
        return None
    record = steps.next_reminder(tx)
    return record.id if record else None


def remind(tx: Tx, step_id: int) -> bool:
    """Remind those who are waited for, once for this rung, and set the next; the truth is looked up anew first.

    Rungs missed while the bot was down are made up for by one reminder, at the height they lead to.
    """
    record = steps.next_reminder(tx)
    if record is None or record.id != step_id:
        return False
    subject = standing.thing(tx, record.kind, record.subject_id)
    wait = WAITS.get(subject.state) if subject else None
    if subject is None or wait is None or wait.step is not record.step or record.due_at is None:
        return steps.reminded(tx, record, record.rung, None)
    rung = _next_rung(tx, record)
    next_at = _moment(tx, record, rung)
    if not steps.reminded(tx, record, rung, next_at):
        return False
    _tell(tx, subject, wait.who, escalate=tx.office.ladder.escalates(rung - 1), rung=rung - 1)
    return True


def _next_rung(tx: Tx, record: StepRecord) -> int:
    rung = record.rung + 1
    while _moment(tx, record, rung) <= tx.now:
        rung += 1
    return rung


def _moment(tx: Tx, record: StepRecord, rung: int) -> datetime:
    calendar = tx.office.calendar
    due_at = record.due_at or record.started_at
    return calendar.remind_at(calendar.due(due_at, tx.office.ladder.delay(rung)))


def _tell(tx: Tx, subject: Thing, who: Who, *, escalate: bool, rung: int) -> None:
    reached = [p for p in standing.waited_for(tx, subject) if _reachable(p)]
    for person in reached:
        speak.show(tx, subject, person, anew=True, head="remind", office_hours=True)
    above = _above(tx, subject, who, {p.id for p in reached}) if escalate or not reached else []
    for person in above:
        speak.show(tx, subject, person, anew=True, head="escalate", office_hours=True)
    data = {"rung": rung, "told": [p.id for p in reached], "above": [p.id for p in above]}
    events.append(tx, "remind", None, subject.kind, subject.id, data)


def _reachable(person: Person) -> bool:
    return person.telegram_id is not None and person.unreachable_at is None


def _above(tx: Tx, subject: Thing, who: Who, told: set[int]) -> list[Person]:
    """Find the next up the line of command who can be reached and was not told already."""
    above = flow.superior(who)
    while above is not None:
        found = [p for p in standing.in_capacity(tx, above, subject) if _reachable(p) and p.id not in told]
        if found:
            return found
        above = flow.superior(above)
    return []


@engine.after(*Action)
def nobody_there(tx: Tx, subject: Thing) -> None:
    """Where nobody whose turn it is can be reached, the superior hears of it at once, not only when it is late."""
    record = steps.open_one(tx, subject.kind, subject.id)
    if record is None or record.who is Who.SYSTEM:
        return
    waiting = standing.waited_for(tx, subject)
    if not any(_reachable(person) for person in waiting):
        _cry(tx, subject, record, {person.id for person in waiting})


def _cry(tx: Tx, subject: Thing, record: StepRecord, waiting: set[int]) -> None:
    """Tell the superior, once for each step, that those waited for cannot be reached."""
    if not screens.once(tx, "unreachable", str(record.id)):
        return
    for person in _above(tx, subject, record.who, waiting):
        speak.show(tx, subject, person, anew=True, head="unreachable", office_hours=True)


def push_on(tx: Tx, step_id: int) -> None:
    """A reminder that raised is tried again in an hour; the others go on."""
    steps.push_on(tx, step_id, tx.now + timedelta(hours=1))


def unreachable(tx: Tx, telegram_id: int) -> None:
    """Somebody blocked the bot: mark it, and tell the superior of each thing that waits for them, once."""
    if not people.set_unreachable(tx, telegram_id, tx.now):
        return
    person = people.by_telegram(tx, telegram_id)
    if person is None:
        return
    events.append(tx, "unreachable", person.id, None, None, {})
    for record in steps.all_open(tx):
        subject = standing.thing(tx, record.kind, record.subject_id)
        if subject is not None and person.id in {p.id for p in standing.waited_for(tx, subject)}:
            _cry(tx, subject, record, {person.id})


def reachable_again(tx: Tx, person: Person) -> None:
    """Somebody wrote again: what waits for them is shown to them afresh."""
    if person.unreachable_at is None or person.telegram_id is None:
        return
    people.set_unreachable(tx, person.telegram_id, None)
    for record in steps.all_open(tx):
        subject = standing.thing(tx, record.kind, record.subject_id)
        if subject is not None and person.id in {p.id for p in standing.waited_for(tx, subject)}:
            outbox.add_card(tx, person.telegram_id, (subject.kind, subject.id), anew=True, priority=ANSWER)
