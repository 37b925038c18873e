"""Everybody of the office as the admin and the superiors see them: who holds what, and whether the bot reaches them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.sop.model import Person
from storage import appointments, invitations, people, suspensions
from storage.appointments import Tenure
from storage.invitations import Invitation
from storage.store import Tx
from storage.suspensions import Suspension


@dataclass(frozen=True, slots=True)
class Entry:
    """One person: their appointments that have not ended, and how they stand with the bot."""

    person: Person
    held: list[Tenure]
    seen_at: datetime | None
    suspension: Suspension | None
    invitation: Invitation | None


def entry(tx: Tx, person: Person) -> Entry:
    """Look somebody up."""
    open_links = invitations.open_for(tx, person.id)
    return Entry(
        person,
        appointments.standing(tx, person.id),
        suspensions.last_seen(tx, person.id),
        suspensions.of(tx, person.id),
        open_links[0] if open_links else None,
    )


def present(tx: Tx) -> list[Entry]:
    """List who holds or was given a role that has not ended, by name."""
    return [one for one in (entry(tx, person) for person in people.list_all(tx)) if one.held]


def former(tx: Tx) -> list[Entry]:
    """List who once held a role and holds none any more, by name."""
    found = [entry(tx, one) for one in people.list_all(tx) if appointments.ended(tx, one.id)]
    return [one for one in found if not one.held]


def named(tx: Tx, words: str) -> list[Entry]:
    """Find people by a part of their name, or their NIP."""
    wanted = " ".join(words.casefold().split())
    everybody = present(tx)
    exact = [one for one in everybody if wanted in {one.person.name.casefold(), one.person.nip}]
    return exact or [one for one in everybody if wanted in one.person.name.casefold()]
