"""Coming into the office: an invitation made, and taken up by the account that opens its link."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk import notify
from bot.desk.people import accounts, appointments, merging, passing
from bot.sop.model import Person, UnitKind
from bot.sop.roles import Role
from storage import appointments as tenures
from storage import events, invitations, people
from storage.appointments import Terms
from storage.invitations import Invitation
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Joined:
    """An invitation taken up: who that is now. `already`: by the same person, before; `moved`: to a new account."""

    person: Person
    already: bool = False
    moved: bool = False


def invite(
    tx: Tx,
    role: Role,
    unit_name: str | None,
    kind: UnitKind | None,
    full_name: str,
    *,
    by: Person | None = None,
    terms: Terms | None = None,
    account: int | None = None,
) -> str:
    """Give somebody a role that begins when they join, and a one-time link; gives its token for `?start=`.

    A unit that is new needs its kind. Raises ValueError with why a role cannot be given so (`appointments.why_not`),
    or "unit_unknown".
    """
    if role.of_unit != (unit_name is not None):
        raise ValueError("unit_needed" if role.of_unit else "unit_not_wanted")
    unit_id = None
    if unit_name is not None:
        found = people.find_unit(tx, unit_name)
        if found is None and kind is None:
            raise ValueError("unit_unknown")
        unit_id = found.id if found else people.add_unit(tx, unit_name, kind or UnitKind.EXTERNAL)
    waiting = _asked_before(tx, full_name, role, unit_id)
    if waiting is not None:  # a link that was lost, or ran out: they get another one
        return accounts.open_link(tx, waiting.id, by, account)
    why = appointments.why_not(tx, 0, role, unit_id, terms or Terms())
    if why is not None:
        raise ValueError(why)
    person_id = people.add_person(tx, full_name, None, tx.office.language)
    appointments.give(tx, by, people.person(tx, person_id), role, unit_id, terms)
    return accounts.open_link(tx, person_id, by, account)


def of_token(tx: Tx, token: str) -> Person:
    """Find for whom a link is that was just made."""
    offered = invitations.by_token(tx, accounts.hashed(token))
    assert offered is not None  # noqa: S101 - it was made a moment ago
    return people.person(tx, offered.person_id)


def _asked_before(tx: Tx, full_name: str, role: Role, unit_id: int | None) -> Person | None:
    """Find who was invited by this name to this role already, and has not joined."""
    for person in people.list_all(tx):
        if person.telegram_id is None and person.name.casefold() == full_name.casefold():
            held = {(tenure.role, tenure.unit_id) for tenure in tenures.standing(tx, person.id)}
            if (role, unit_id) in held:
                return person
    return None


def accept(tx: Tx, token: str, telegram_id: int, language: str) -> Joined | str:
    """Take an invitation up, once; gives who that is now, or why not: unknown, used, revoked, expired, other_account.

    Somebody known already keeps their name and gains what was offered.
    """
    offered = invitations.by_token(tx, accounts.hashed(token))
    if offered is None:
        return "unknown"
    known = people.by_telegram(tx, telegram_id)
    if offered.used_by is not None:
        mine = known is not None and known.id == people.present_id(tx, offered.used_by)
        return Joined(known, already=True) if known is not None and mine else "used"
    why = _no_longer(tx, offered, telegram_id)
    return why if why is not None else _join(tx, offered, known, telegram_id, language)


def _no_longer(tx: Tx, offered: Invitation, telegram_id: int) -> str | None:
    if offered.revoked_at is not None or not tenures.standing(tx, offered.person_id):
        return "revoked"
    if offered.expires_at < tx.now:
        return "expired"
    return "other_account" if offered.account not in {None, telegram_id} else None


def _join(tx: Tx, offered: Invitation, known: Person | None, telegram_id: int, language: str) -> Joined | str:
    person = people.person(tx, offered.person_id)
    if known is not None and known.id == person.id:
        return Joined(person, already=True)
    if known is not None and person.telegram_id is not None:
        return "account_taken"
    joined = known or person
    invitations.use(tx, offered.id, joined.id)
    if known is not None:
        merging.absorb(tx, person, known)
    elif person.telegram_id is not None:
        merging.move(tx, person, telegram_id)
        return Joined(people.person(tx, person.id), moved=True)
    else:
        people.set_account(tx, person.id, telegram_id)
        people.set_language(tx, person.id, language)
    joined = people.person(tx, joined.id)
    appointments.begin_of(tx, joined, welcomed=True)
    accounts.refresh_menu(tx, joined)
    if offered.created_by is not None:
        notify.tell_each(tx, [people.person(tx, offered.created_by)], lambda t: t.has_joined(joined.name))
    return Joined(joined)


def enrol(tx: Tx, person_id: int, role: Role, unit_id: int | None) -> None:
    """Give somebody a role from now on, without a word; what waits for that role is shown to them."""
    passing.following(tx, lambda: people.appoint(tx, person_id, role, unit_id))
    data = {"person": person_id, "role": role.value, "unit": unit_id}
    events.append(tx, "appoint", None, None, None, data)
    accounts.refresh_menu(tx, people.person(tx, person_id))
