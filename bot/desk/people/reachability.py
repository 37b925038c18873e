"""Whether those waited for can be reached at all, and who hears of it when nobody can."""

from __future__ import annotations

from bot.desk import notify
from bot.desk.authority import capacities
from bot.sop import flow
from bot.sop.model import Person, StepRecord, Subject
from bot.sop.roles import Role, Who
from storage import events, people, steps
from storage.once import once
from storage.outbox import ANSWER
from storage.store import Tx


def reachable(person: Person) -> bool:
    """Say whether the bot can write to somebody at all."""
    return person.telegram_id is not None and person.unreachable_at is None


def next_above(tx: Tx, subject: Subject, who: Who, told: set[int]) -> list[Person]:
    """Find the next up the line of command who can be reached and was not told already."""
    above = flow.superior(who)
    while above is not None:
        found = [p for p in capacities.in_capacity(tx, above, subject) if reachable(p) and p.id not in told]
        if found:
            return found
        above = flow.superior(above)
    return []


def nobody_there(tx: Tx, subject: Subject, *, anew: bool = False) -> None:
    """Where nobody whose turn it is can be reached, the superior hears of it at once, not only when it is late.

    Once for each step; `anew`: somebody was there since, and is gone now.
    """
    record = steps.open_one(tx, subject.kind, subject.id)
    if record is None or record.who is Who.SYSTEM:
        return
    waiting = capacities.waited_for(tx, subject)
    if not any(reachable(person) for person in waiting):
        _cry(tx, subject, record, {person.id for person in waiting}, anew=anew)


def _cry(tx: Tx, subject: Subject, record: StepRecord, waiting: set[int], *, anew: bool = False) -> None:
    """Tell the superior, once for each step, that those waited for cannot be reached; the admins where there is none.

    Who administers reads a thing's number there, and not what is in it.
    """
    if not once(tx, "unreachable", str(record.id)) and not anew:
        return
    above = next_above(tx, subject, record.who, waiting)
    for person in above:
        notify.show(tx, subject, person, anew=True, head="unreachable", office_hours=True)
    if not above:
        who = people.holders(tx, Role.ADMIN)
        notify.tell_each(tx, who, lambda t: t.left_to_nobody(subject.ref, t.title_of(record.who)), office_hours=True)


def unreachable(tx: Tx, telegram_id: int) -> None:
    """Somebody blocked the bot: mark it, and tell the superior of each thing that waits for them, once."""
    if not people.set_unreachable(tx, telegram_id, tx.now):
        return
    person = people.by_telegram(tx, telegram_id)
    if person is None:
        return
    events.append(tx, "unreachable", person.id, None, None, {})
    notify.forget_given(tx, person)  # what was on its way never came
    for record in steps.all_open(tx):
        subject = capacities.thing(tx, record.kind, record.subject_id)
        if subject is not None and person.id in {p.id for p in capacities.waited_for(tx, subject)}:
            _cry(tx, subject, record, {person.id})


def reachable_again(tx: Tx, person: Person) -> None:
    """Somebody wrote again: what waits for them is shown to them afresh."""
    if person.unreachable_at is None or person.telegram_id is None:
        return
    people.set_unreachable(tx, person.telegram_id, None)
    for record in steps.all_open(tx):
        subject = capacities.thing(tx, record.kind, record.subject_id)
        if subject is not None and person.id in {p.id for p in capacities.waited_for(tx, subject)}:
            notify.hand(tx, subject, person, office_hours=False, priority=ANSWER)
