"""A lost phone: an account that may do nothing from now on, with one tap, until it is lifted or has a new account."""

from __future__ import annotations

from datetime import timedelta

from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.people import accounts, appointments, passing
from bot.sop.flow import Action, Kind
from bot.sop.model import Person
from storage import events, suspensions
from storage.events import Event
from storage.store import Tx

#: So far back it is told what was decided with an account that was suspended: somebody else may have had the phone.
LOOK_BACK = timedelta(hours=24)


def suspend(tx: Tx, actor: Person | None, person: Person, reason: str) -> str | None:
    """Suspend somebody at once; gives why not. What they approved before stands, and is shown to those above."""
    if actor is not None and not appointments.may_suspend(tx, actor, person):
        return "not_yours"
    if suspensions.of(tx, person.id) is not None:
        return "suspended_already"
    others = appointments.concerned(tx, person, actor)
    passing.following(tx, lambda: suspensions.add(tx, person.id, actor.id if actor else None, reason))
    events.append(tx, "suspend", actor.id if actor else None, None, None, {"person": person.id, "reason": reason})
    accounts.shut_out(tx, person)
    by = actor.name if actor else ""
    lately = acts_of(tx, person)
    notify.tell_each(tx, others, lambda t: t.suspended(person.name, by, reason, _worded(tx, lately)))
    notify.tell_each(tx, [person], lambda t: t.you_are_suspended())
    return None


def lift(tx: Tx, actor: Person | None, person: Person) -> str | None:
    """Let somebody work again; gives why not. What waits for them is shown to them anew."""
    if actor is not None and not appointments.may_suspend(tx, actor, person):
        return "not_yours"
    if suspensions.of(tx, person.id) is None:
        return "over"
    passing.following(tx, lambda: suspensions.lift(tx, person.id, actor.id if actor else None))
    events.append(tx, "lift", actor.id if actor else None, None, None, {"person": person.id})
    accounts.refresh_menu(tx, person)
    appointments.begin_of(tx, person)
    notify.tell_each(tx, [person], lambda t: t.lifted(""))
    notify.tell_each(tx, appointments.concerned(tx, person, actor), lambda t: t.lifted(person.name))
    return None


def acts_of(tx: Tx, person: Person) -> list[Event]:
    """List the moves somebody made lately, the latest last: who suspends an account looks at what was done with it."""
    lately = events.between(tx, tx.now - LOOK_BACK, tx.now, *(action.value for action in Action))
    return [event for event in lately if event.actor_id == person.id and event.kind is not None]


def _worded(tx: Tx, acts: list[Event]) -> list[tuple[str, Action]]:
    return [(_ref(tx, event), Action(event.what)) for event in acts]


def _ref(tx: Tx, event: Event) -> str:
    subject = capacities.thing(tx, event.kind or Kind.ARTICLE, event.subject_id or 0)
    return subject.ref if subject is not None else ""
