"""The disposition that would mend what went stale: proposed by itself, or made with a tap."""

from __future__ import annotations

from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.dispositions.begin import begin
from bot.desk.freshness import board
from bot.sop.flow import State
from bot.sop.freshness import Light, Standing
from bot.sop.model import Disposition, Person
from bot.sop.roles import Role
from bot.texts import default
from storage import dispositions, freshness, people
from storage.freshness import Staleness
from storage.outbox import ANSWER
from storage.store import Tx

#: So many proposals wait before the Kabag at a time: a website nobody kept for years must not bury them in cards.
MOST_PROPOSALS = 2


def propose(tx: Tx) -> None:
    """Put the ready-made disposisi of what stayed stale before the Kabag, the longest first, a few at a time.

    The Kabag is the last on the ladder: first the unit has its time, then the Kasubbag as much again.
    """
    stale = freshness.all_open(tx)
    room = MOST_PROPOSALS - sum(is_draft(tx, staleness) for staleness in stale)
    his_turn = [each for each in stale if each.disposition_id is None and _kasubbag_had_time(tx, each)]
    for staleness in his_turn[: max(0, room)]:
        one = board.of(tx, staleness.key)
        if one is not None and one.light is Light.STALE:
            disposition = _begin(tx, one, staleness)
            for kabag in capacities.in_role(tx, Role.KABAG):
                notify.show(tx, disposition, kabag, anew=True, office_hours=True)


def _kasubbag_had_time(tx: Tx, staleness: Staleness) -> bool:
    told, span = staleness.kasubbag_told_at, tx.office.freshness.then_kasubbag
    return told is not None and tx.office.calendar.elapsed(told, tx.now) >= span


def is_draft(tx: Tx, staleness: Staleness) -> bool:
    """Say whether what was proposed for a stale section still waits to be sent."""
    disposition = dispositions.get(tx, staleness.disposition_id) if staleness.disposition_id else None
    return disposition is not None and disposition.state is State.D_DRAFT


def _begin(tx: Tx, one: Standing, staleness: Staleness) -> Disposition:
    """Write the disposisi that mends a section, and ask its unit for material."""
    t = default(tx.office, tx.now)
    subject, because = t.stale_subject(one.watched.name), {"section": one.watched.key}
    disposition = begin(tx, subject, because, instruction=t.stale_instruction(one))
    unit = people.find_unit(tx, one.watched.owner) if one.watched.owner else None
    if unit is not None:
        dispositions.toggle_unit(tx, disposition.id, unit.id)
    freshness.put_before(tx, staleness, disposition.id)
    return dispositions.one(tx, disposition.id)


def make_disposition(tx: Tx, person: Person, key: str) -> Disposition | None:
    """Give the Kabag the disposisi of a stale section: the one that waits or runs already, or a new one."""
    one, staleness = board.of(tx, key), freshness.open_staleness(tx, key)
    if one is None or staleness is None or not may_make(tx, person):
        return None
    disposition = dispositions.get(tx, staleness.disposition_id) if staleness.disposition_id else None
    if disposition is None or disposition.state.ended:
        disposition = _begin(tx, one, staleness)
    notify.show(tx, disposition, person, anew=True, priority=ANSWER)
    return disposition


def may_make_one(tx: Tx, person: Person, key: str) -> bool:
    """Say whether there is a disposisi to be made of a section, and this person makes them."""
    return may_make(tx, person) and freshness.open_staleness(tx, key) is not None


def may_make(tx: Tx, person: Person) -> bool:
    """Say whether somebody makes dispositions."""
    return Role.KABAG in capacities.roles(tx, person)


def need(tx: Tx, disposition: Disposition) -> Standing | None:
    """Say how the section stands that a disposisi was proposed for, None for any other disposisi."""
    key = freshness.section_of(tx, disposition.id)
    return board.of(tx, key) if key else None
