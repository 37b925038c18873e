"""What is due: reminders up the ladder, copies to those above, and what happens by itself at its time.

The rules, exactly (moments, heights and copies of a ladder: `bot.sop.ladder`):

1. A step record with a due time is reminded of at the moment in `remind_at`, that of rung `record.rung`: rungs below
   it are behind it. One tick reminds, in the order of `remind_at`, of every open step whose moment has come, at the
   height reached; `record.rung` becomes that height + 1 and `remind_at` its moment. Nothing is decided by the hour of
   the day: moments lie in the hours of the step's own calendar, and what is decided outside them (the bot came back
   at night) waits in the outbox for the opening: of that unit for its own people, of the office for all others.
2. *Pinged*: those waited for (present, or who stands in for them) who can be reached and have no snooze of this step
   running. *Copied*: for each of
   `copied(rung)` the holders of that role, for None those of the role above the one waited for (`flow.superior`);
   where none of those above can be reached, the next above them. Only who can be reached, and never one who is waited
   for; each person once.
   If nobody waited for can be reached, or the website is waited for, then from the due time on the role above is
   copied at every rung. A snooze silences its person only: copies and heights go on.
3. Each pinged and each copied person gets the one card of the thing in their chat anew, at its foot, and the card
   before it goes. A person who would get more than `MANY` cards of one tick gets one overview instead, a button each;
   their cards are edited in place. Either way the record has one event "remind" a step: rung, told, above.
4. A snooze that ends while its person is still waited for pings that person once more, at its end (`until`), without
   an event and without copies; a reminder of the same step due in the same tick does it instead.
5. An urgent thing (`on_duty.urgent`) that waits for the Staf or the Kasubbag waits for those on piket too: they get its
   card at once and its reminders at any hour, and may do the step. While the office is closed they are also called
   up the same ladder by the clock on the wall, from the step's start (`bot.desk.reminders.duty_calls`): once a height.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta

from bot.desk import notify
from bot.desk.authority import capacities, on_duty
from bot.desk.deadlines import clocks
from bot.desk.people import reachability
from bot.sop.model import Person, StepRecord, Subject
from bot.sop.roles import Who
from storage import events, overviews, screens, snoozes, steps
from storage.snoozes import Snooze
from storage.store import Tx

#: Cards of reminders that one person gets from one tick; more of them become one overview.
MANY = 5


def next_one(tx: Tx) -> int | None:
    """Give the step record to remind about now; None when there is none."""
    record = steps.next_reminder(tx)
    return record.id if record else None


def crowding(tx: Tx) -> list[int]:
    """List the step records to remind about now, if they are so many that somebody may get more than `MANY` cards."""
    waiting = steps.reminders_due(tx)
    return waiting if len(waiting) > MANY else []


def told_by(tx: Tx, step_id: int) -> list[int]:
    """List (by id) who will hear of the reminder of a step."""
    record = steps.get(tx, step_id)
    subject = capacities.thing(tx, record.kind, record.subject_id)
    if subject is None or not _stands(tx, subject, record):
        return []
    call = _call(tx, subject, record)
    return [person.id for person in (*call.pinged, *call.copied)]


def remind(tx: Tx, step_id: int, crowded: AbstractSet[int] = frozenset()) -> bool:
    """Remind those who are waited for of the height reached, and set the next; the truth is looked up anew first.

    `crowded` are those (by id) for whom it goes on an overview. Says whether anybody had to be reminded.
    """
    record = steps.next_reminder(tx)
    if record is None or record.id != step_id:
        return False
    subject = capacities.thing(tx, record.kind, record.subject_id)
    if subject is None or not _stands(tx, subject, record):
        steps.reminded(tx, record, record.rung, None)
        return False
    call = _call(tx, subject, record)
    next_at = clocks.next_reminder(tx, subject, record, call.rung)
    if not steps.reminded(tx, record, call.rung + 1, next_at) or call.rung < record.rung:
        return False
    _tell(tx, subject, call, crowded)
    return True


def _stands(tx: Tx, subject: Subject, record: StepRecord) -> bool:
    """Say whether a record is of the step a thing waits in, and has a time."""
    wait = capacities.turn(tx, subject)
    return wait is not None and wait.step is record.step and record.due_at is not None


@dataclass(frozen=True, slots=True)
class Call:
    """Who hears of one reminder: those waited for, and those above them.

    `unit_id` names the hours of those waited for; `at_once` are those (by id) on piket, who hear of it at any hour.
    """

    rung: int
    pinged: list[Person]
    copied: list[Person]
    unit_id: int | None
    at_once: frozenset[int]


def _call(tx: Tx, subject: Subject, record: StepRecord) -> Call:
    """Find the height a step has reached, and who hears of it there."""
    ladder, due_at = clocks.of_open(tx, subject, record)
    rung = ladder.height(clocks.of_record(tx, record), record.started_at, due_at, tx.now)
    waited = capacities.waited_for(tx, subject)
    reached = [person for person in waited if reachability.reachable(person)]
    asleep = {snooze.person_id for snooze in snoozes.running(tx, record.id)}
    roles = ladder.copied(rung)
    if not reached and rung >= len(ladder.before):
        roles = [None, *roles]
    copied = _copied(tx, subject, record.who, roles, {person.id for person in waited})
    unit_id = record.unit_id if record.who in clocks.OF_UNIT else None
    at_once = frozenset(person.id for person in on_duty.stand_ins(tx, subject, record.who))
    return Call(rung, [person for person in reached if person.id not in asleep], copied, unit_id, at_once)


def _copied(tx: Tx, subject: Subject, who: Who, roles: Sequence[Who | None], waited: set[int]) -> list[Person]:
    found: dict[int, Person] = {}
    for role in roles:
        holders = (
            reachability.next_above(tx, subject, who, waited)
            if role is None
            else capacities.in_capacity(tx, role, subject)
        )
        found |= {person.id: person for person in holders if reachability.reachable(person) and person.id not in waited}
    return list(found.values())


def _tell(tx: Tx, subject: Subject, call: Call, crowded: AbstractSet[int]) -> None:
    for person in call.pinged:
        if person.id in call.at_once:
            notify.show(tx, subject, person, anew=True, head="remind")
        else:
            _show(tx, subject, person, "remind", crowded, call.unit_id)
    for person in call.copied:
        _show(tx, subject, person, "copy", crowded)
    data = {"rung": call.rung, "told": [p.id for p in call.pinged], "above": [p.id for p in call.copied]}
    events.append(tx, "remind", None, subject.kind, subject.id, data)


def _show(
    tx: Tx, subject: Subject, person: Person, head: str, crowded: AbstractSet[int], unit_id: int | None = None
) -> None:
    if person.id in crowded:
        overviews.add(tx, person.id, subject.kind, subject.id)
        if person.telegram_id and screens.card_message(tx, person.telegram_id, subject.kind, subject.id):
            notify.show(tx, subject, person, anew=False)
        return
    notify.show(tx, subject, person, anew=True, head=head, office_hours=True, unit_id=unit_id)


def wake(tx: Tx, snooze: Snooze) -> bool:
    """Remind somebody whose snooze has ended, if it is still their turn; say whether they had to be."""
    if not snoozes.end(tx, snooze):
        return False
    record = steps.get(tx, snooze.step_id)
    if record.finished_at is not None or (record.remind_at is not None and record.remind_at <= tx.now):
        return False  # it is done, or the reminder of this very tick says it
    subject = capacities.thing(tx, record.kind, record.subject_id)
    if subject is None or not _stands(tx, subject, record):
        return False
    for person in capacities.waited_for(tx, subject):
        if person.id == snooze.person_id and reachability.reachable(person):
            unit_id = record.unit_id if record.who in clocks.OF_UNIT else None
            _show(tx, subject, person, "remind", frozenset(), unit_id)
            return True
    return False


def push_on(tx: Tx, step_id: int) -> None:
    """A reminder that raised is tried again in an hour; the others go on."""
    steps.push_on(tx, step_id, tx.now + timedelta(hours=1))
