"""Putting reminders off: one's own, for a reason everybody reads, for a while, and not for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.deadlines import clocks
from bot.desk.workflow.answer import LEAVE, Answer, Asked, Next
from bot.sop.model import Person, StepRecord, Subject
from bot.sop.press import number
from bot.sop.worktime import Calendar
from bot.texts import default
from storage import events, snoozes, steps
from storage.store import Tx

VIEW = "snooze"

#: How often one person may put the reminders of one step off.
MOST = 3

#: What stands before the reason in the argument of the view, once there is one.
GIVEN = "="

LONGEST_REASON = 300

_HOUR = timedelta(hours=1)


def offered(tx: Tx, person: Person, subject: Subject) -> StepRecord | None:
    """Give the step whose reminders somebody may put off now: one that waits for them, and was reminded of already."""
    record = steps.open_one(tx, subject.kind, subject.id)
    if record is None or record.rung == 0 or left(tx, person, record) == 0:
        return None
    silent = any(snooze.person_id == person.id for snooze in snoozes.running(tx, record.id))
    waits = person.id in {waited.id for waited in capacities.waited_for(tx, subject)}
    return record if waits and not silent else None


def left(tx: Tx, person: Person, record: StepRecord) -> int:
    """Say how often somebody may still put off the reminders of a step."""
    return max(0, MOST - sum(1 for snooze in snoozes.of_step(tx, record.id) if snooze.person_id == person.id))


def until(tx: Tx, record: StepRecord) -> dict[str, datetime]:
    """Offer until when, by the key of its button (UTC): in working time of the hours the step's clock runs in."""
    calendar = clocks.of_record(tx, record)
    spans = {"30": _HOUR / 2, "120": 2 * _HOUR}
    ends = {key: calendar.remind_at(calendar.due(tx.now, span)) for key, span in spans.items()}
    return ends | {"morning": _next_morning(calendar, tx.now)}


def _next_morning(calendar: Calendar, now: datetime) -> datetime:
    """Give the opening of the next working day; where it never closes, seven in the morning."""
    at_seven = calendar.local(now).replace(hour=7, minute=0, second=0, microsecond=0)
    return calendar.next_open(at_seven + timedelta(days=1))


def may_open(tx: Tx, asked: Asked) -> bool:
    """Who may put reminders off now may say why and until when."""
    return offered(tx, asked.person, asked.subject) is not None


def takes_words(arg: str) -> bool:
    """Say whether a page asks for a reason; the other asks until when."""
    return not arg.startswith(GIVEN)


def answer(_tx: Tx, _asked: Asked, message: Incoming) -> Answer:
    """Take a reason that somebody typed; the card asks next until when."""
    return Answer(next=Next(VIEW, GIVEN + message.text.strip()))


def choose(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Take the reason or the end that was tapped; None for what is not on offer."""
    record = offered(tx, asked.person, asked.subject)
    if record is None:
        return None
    end = until(tx, record).get(value)
    if end is not None and not takes_words(asked.arg):
        _put_off(tx, asked, record, asked.arg.removeprefix(GIVEN), end)
        return Answer(asked.t.snooze_set(end), next=LEAVE)
    place = number(value.removeprefix("q")) if value.startswith("q") else None
    reasons = default(tx.office, tx.now).snooze_reasons()  # everybody reads it, so it is in the office's language
    if place is None or place >= len(reasons):
        return None
    return Answer(next=Next(VIEW, GIVEN + reasons[place]))


def _put_off(tx: Tx, asked: Asked, record: StepRecord, reason: str, end: datetime) -> None:
    """Silence the reminders for this person; the ladder goes on, and so do the copies to those above."""
    snoozes.add(tx, record.id, asked.person.id, reason, end)
    data = {"reason": reason, "until": end.isoformat(), "step": record.step.value}
    events.append(tx, "snooze", asked.person.id, asked.subject.kind, asked.subject.id, data)
    notify.refresh(tx, asked.subject)
