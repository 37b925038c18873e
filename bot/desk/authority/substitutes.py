"""Who is at hand: people away, and those who stand in for them as pelaksana harian (Plh., UU 30/2014 article 14).

Nothing cascades: whoever stands in for somebody and is away too is not followed to a substitute of their own.
"""

from __future__ import annotations

from bot.desk.authority import authors
from bot.sop.flow import State
from bot.sop.model import Appointment, Article, Person
from bot.sop.roles import OFFICE_CAPACITY, Role, Who
from storage import absences, people
from storage.absences import Absence
from storage.store import Tx


def away(tx: Tx, person_id: int) -> Absence | None:
    """Give the absence of somebody that is in force now; None: they are at hand."""
    return absences.of(tx, person_id)


def substitute(tx: Tx, absence: Absence) -> Person | None:
    """Give who stands in during an absence; None where nobody was named, or who was is away as well."""
    if absence.substitute_id is None or absences.of(tx, absence.substitute_id) is not None:
        return None
    return people.person(tx, absence.substitute_id)


def covered(tx: Tx, person_id: int) -> list[Absence]:
    """List the absences in which somebody stands in now; none while they are away themselves."""
    found = absences.stood_in_by(tx, person_id)
    return [] if not found or absences.of(tx, person_id) is not None else found


def lent(tx: Tx, person: Person) -> list[Appointment]:
    """List the appointments of absent people that somebody fills for them now."""
    found = covered(tx, person.id)
    own = people.appointments(tx, person.id) if found else []
    return [held for absence in found for held in _lent_in(tx, absence, own)]


def _lent_in(tx: Tx, absence: Absence, own: list[Appointment]) -> list[Appointment]:
    """List what one absence lends: the verification only where its official chose to, or an admin with a reason."""
    chosen = absence.set_by == absence.person_id or bool(absence.reason)
    theirs = people.appointments(tx, absence.person_id)
    return [held for held in theirs if fits(own, held) and (chosen or held.role is not Role.VERIFIER)]


def fits(own: list[Appointment], held: Appointment) -> bool:
    """Say whether somebody with these appointments may fill another's: within the office, or within the unit.

    A unit's official is replaced by anybody of that unit, a contributor by another contributor of it.
    """
    if held.role in OFFICE_CAPACITY:
        return any(a.role in OFFICE_CAPACITY for a in own)
    if held.role is Role.VERIFIER:
        return any(a.unit_id == held.unit_id for a in own)
    if held.role is Role.CONTRIBUTOR:
        return any(a.role is held.role and a.unit_id == held.unit_id for a in own)
    return False


def lends(tx: Tx, person: Person, absent_id: int, subject: object) -> set[Who]:
    """Give the capacities towards a thing in which somebody acts for an absent person, and only those they fit.

    Nobody is lent more than the absent person has: not the verification of what they wrote themselves.
    """
    own, absence = people.appointments(tx, person.id), absences.of(tx, absent_id)
    theirs = _lent_in(tx, absence, own) if absence is not None else []
    found = {OFFICE_CAPACITY[held.role] for held in theirs if held.role in OFFICE_CAPACITY}
    if not isinstance(subject, Article):
        return found
    wrote = absent_id in authors.of(tx, subject)
    if not wrote and any(held.role is Role.VERIFIER and held.unit_id == subject.unit_id for held in theirs):
        found.add(Who.VERIFIER)
    if subject.author_id == absent_id and subject.state is not State.A_DRAFT and _may_write(own, subject):
        found.add(Who.AUTHOR)
    return found


def _may_write(own: list[Appointment], article: Article) -> bool:
    """Say whether somebody may revise for an absent author: a contributor of the unit; of a proxy's, the office."""
    if article.by_proxy and any(held.role in OFFICE_CAPACITY for held in own):
        return True
    return any(held.role is Role.CONTRIBUTOR and held.unit_id == article.unit_id for held in own)
