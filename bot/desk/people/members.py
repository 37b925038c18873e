"""Who belongs to the office: invitations, joining, language, and the menu each role sees."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from bot.desk import notify
from bot.desk.authority import capacities
from bot.sop.flow import Kind, State
from bot.sop.model import Person, Subject, Unit, UnitKind
from bot.sop.roles import Role
from storage import articles, dispositions, events, outbox, people
from storage.outbox import ANSWER
from storage.outbox_bodies import Menu
from storage.store import Tx

#: How long an invitation may lie unused.
INVITATION_LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Joined:
    """An invitation accepted: who that is now, in which role, for which unit."""

    person: Person
    role: Role
    unit: Unit | None
    already: bool = False


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def invite(tx: Tx, role: Role, unit_name: str | None, kind: UnitKind | None, full_name: str) -> str:
    """Make a one-time invitation and give its token, fit for a `?start=` link (A-Z a-z 0-9 _ -).

    A unit that is new needs its kind. Raises ValueError when the role needs a unit and none is named, or none
    and one is, or the unit is unknown and no kind is given.
    """
    if role.of_unit != (unit_name is not None):
        raise ValueError("unit_needed" if role.of_unit else "unit_not_wanted")
    unit_id = None
    if unit_name is not None:
        found = people.find_unit(tx, unit_name)
        if found is None and kind is None:
            raise ValueError("unit_unknown")
        unit_id = found.id if found else people.add_unit(tx, unit_name, kind or UnitKind.EXTERNAL)
    token = secrets.token_urlsafe(24)
    people.add_invitation(tx, _hash(token), role, unit_id, full_name, tx.now + INVITATION_LASTS)
    events.append(tx, "invite", None, None, None, {"role": role.value, "unit": unit_id, "name": full_name})
    return token


def accept(tx: Tx, token: str, telegram_id: int, language: str) -> Joined | str:
    """Take an invitation up, once; gives who that is now, or why not: unknown, used, expired.

    Somebody known already keeps their name and gains the role.
    """
    offered = people.invitation(tx, _hash(token))
    if offered is None:
        return "unknown"
    person = people.by_telegram(tx, telegram_id)
    if offered.used_by is not None:
        if person is not None and person.id == offered.used_by:
            return Joined(person, offered.role, _unit(tx, offered.unit_id), already=True)
        return "used"
    if offered.expires_at < tx.now:
        return "expired"
    person_id = person.id if person else people.add_person(tx, offered.name, telegram_id, language)
    people.use_invitation(tx, offered.id, person_id)
    enrol(tx, person_id, offered.role, offered.unit_id)
    return Joined(people.person(tx, person_id), offered.role, _unit(tx, offered.unit_id))


def enrol(tx: Tx, person_id: int, role: Role, unit_id: int | None) -> None:
    """Give somebody a role from now on; their menu follows, and what waits for that role is shown to them."""
    people.appoint(tx, person_id, role, unit_id)
    events.append(tx, "appoint", person_id, None, None, {"role": role.value, "unit": unit_id})
    person = people.person(tx, person_id)
    refresh_menu(tx, person)
    for subject in open_things(tx):
        if person.id in {p.id for p in capacities.waited_for(tx, subject)}:
            notify.hand(tx, subject, person, office_hours=False)


def open_things(tx: Tx) -> list[Subject]:
    """List every disposition and article that has not ended, oldest first."""
    open_states = [state for state in State if not state.ended]
    return [
        *dispositions.in_states(tx, *(s for s in open_states if s.kind is Kind.DISPOSITION)),
        *articles.in_states(tx, *(s for s in open_states if s.kind is Kind.ARTICLE)),
    ]


def _unit(tx: Tx, unit_id: int | None) -> Unit | None:
    return people.unit(tx, unit_id) if unit_id else None


def set_language(tx: Tx, person: Person, language: str) -> Person:
    """Remember in which language somebody reads, and give the person as they are now; their open cards follow."""
    people.set_language(tx, person.id, language)
    changed = people.person(tx, person.id)
    refresh_menu(tx, changed)
    if changed.telegram_id is not None:
        notify.open_cards_again(tx, changed.telegram_id)
    return changed


def refresh_menu(tx: Tx, person: Person) -> None:
    """Have Telegram show this person the commands of their roles, in their language, as they are when it is told."""
    if person.telegram_id is not None:
        outbox.add(tx, person.telegram_id, Menu(), priority=ANSWER)


def refresh_all_menus(tx: Tx) -> None:
    """After an update of the program: everybody's menu anew."""
    for person in people.everybody(tx):
        refresh_menu(tx, person)
