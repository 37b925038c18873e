"""What is due: reminders up the ladder, escalation to the superior, and what happens by itself at its time."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.desk import orders, publishing, reports, speak, standing
from bot.desk.standing import Thing
from bot.sop import flow
from bot.sop.flow import WAITS, Step
from bot.sop.model import Disposition, Person, StepRecord
from bot.sop.roles import Who
from storage import events, outbox, people, steps
from storage.outbox import ANSWER
from storage.store import Tx


def do_what_is_due(tx: Tx) -> int:
    """Do what the SOP does by itself: start scheduled publications, close an intake, post a report at its due time.

    Gives how many things were done. Not bound to office hours: only reminders are.
    """
    count = publishing.start_scheduled(tx)
    for record in steps.overdue(tx, Step.COLLECT):
        order = standing.thing(tx, record.kind, record.subject_id)
        if isinstance(order, Disposition):
            count += orders.try_complete(tx, order)
    for record in steps.overdue(tx, Step.REPORT):
        order = standing.thing(tx, record.kind, record.subject_id)
        if isinstance(order, Disposition):
            count += reports.post_by_itself(tx, order)
    return count


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
    waiting = standing.waited_for(tx, subject)
    reachable = [p for p in waiting if p.telegram_id is not None and p.unreachable_at is None]
    for person in reachable:
        speak.show(tx, subject, person, anew=True, head="remind", office_hours=True)
    above = _superiors(tx, subject, who) if escalate or not reachable else []
    reached = {p.id for p in reachable}
    for person in above:
        if person.id not in reached:
            speak.show(tx, subject, person, anew=True, head="escalate", office_hours=True)
    data = {"rung": rung, "told": [p.id for p in reachable], "above": [p.id for p in above]}
    events.append(tx, "remind", None, subject.kind, subject.id, data)


def _superiors(tx: Tx, subject: Thing, who: Who) -> list[Person]:
    above = flow.superior(who)
    return standing.in_capacity(tx, above, subject) if above else []


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
        if subject is None or person.id not in {p.id for p in standing.waited_for(tx, subject)}:
            continue
        for above in _superiors(tx, subject, record.who):
            if above.id != person.id:
                speak.show(tx, subject, above, anew=True, head="unreachable")


def reachable_again(tx: Tx, person: Person) -> None:
    """Somebody wrote again: what waits for them is shown to them afresh."""
    if person.unreachable_at is None or person.telegram_id is None:
        return
    people.set_unreachable(tx, person.telegram_id, None)
    for record in steps.all_open(tx):
        subject = standing.thing(tx, record.kind, record.subject_id)
        if subject is not None and person.id in {p.id for p in standing.waited_for(tx, subject)}:
            outbox.add_card(tx, person.telegram_id, (subject.kind, subject.id), anew=True, priority=ANSWER)
