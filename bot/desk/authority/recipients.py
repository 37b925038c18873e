"""To which Kasubbag a disposisi goes, where there are several: chosen on the form, then whoever accepted it."""

from __future__ import annotations

from bot.sop.flow import State
from bot.sop.model import Disposition, Person
from bot.sop.roles import Role
from storage import people
from storage.store import Tx

#: Until it is accepted it waits for who holds the role now; afterwards who accepted it is a fact.
_OPEN = frozenset({State.D_DRAFT, State.D_WAITING_KASUBBAG})


def choices(tx: Tx) -> list[Person]:
    """List the Kasubbag a form can be addressed to."""
    return people.holders(tx, Role.KASUBBAG)


def is_one(tx: Tx, person_id: int | None) -> bool:
    """Say whether somebody holds the role now."""
    return person_id in {person.id for person in choices(tx)}


def of(tx: Tx, disposition: Disposition) -> list[Person]:
    """List to whom it is addressed, or who accepted it; where nobody is named, every Kasubbag."""
    named = named_in(tx, disposition)
    return [named] if named is not None else choices(tx)


def named_in(tx: Tx, disposition: Disposition) -> Person | None:
    """Give the one Kasubbag that is named; None where nobody is, or who was chosen holds the role no more."""
    if disposition.kasubbag_id is None:
        return None
    gone = disposition.state in _OPEN and not is_one(tx, disposition.kasubbag_id)
    return None if gone else people.person(tx, disposition.kasubbag_id)


def handler(tx: Tx, disposition: Disposition) -> Person | None:
    """Give who accepted it; None while nobody did, and where that was before it was kept."""
    return None if disposition.state in _OPEN else named_in(tx, disposition)
