"""The fast lane: what is urgent, and those on piket, who stand in for Staf and Kasubbag there at any hour."""

from __future__ import annotations

from bot.desk.authority import substitutes
from bot.sop.model import Article, Disposition, InfoClass, Nature, Person
from bot.sop.roles import Role, Who
from storage import dispositions, duty_roster, people
from storage.store import Tx

#: For whom those on piket act on an urgent thing; what an official, the PPID or an author decides stays theirs.
STOOD_IN_FOR = frozenset({Who.STAF, Who.KASUBBAG})

#: Who can be on piket; whoever has lost the role since is so no more.
ROLES = frozenset({Role.STAF, Role.KASUBBAG, Role.KABAG})


def urgent(tx: Tx, subject: Article | Disposition) -> bool:
    """Say whether a thing takes the fast lane: serta merta (UU 14/2008 article 10), or a disposisi sangat segera."""
    if isinstance(subject, Disposition):
        return subject.nature is Nature.VERY_URGENT
    if subject.info_class is InfoClass.IMMEDIATE:
        return True
    disposition = dispositions.get(tx, subject.disposition_id) if subject.disposition_id else None
    return disposition is not None and disposition.nature is Nature.VERY_URGENT


def on_duty(tx: Tx) -> list[Person]:
    """List who is on piket on the office's date of now, holds an office role, and is not away."""
    day = tx.office.calendar.today(tx.now)
    found = dict.fromkeys(duty.person_id for duty in duty_roster.between(tx, day, day))
    return [people.person(tx, person_id) for person_id in found if _at_hand(tx, person_id)]


def _at_hand(tx: Tx, person_id: int) -> bool:
    held = {appointment.role for appointment in people.appointments(tx, person_id)}
    return bool(held & ROLES) and substitutes.away(tx, person_id) is None


def stand_ins(tx: Tx, subject: Article | Disposition, who: Who) -> list[Person]:
    """List those on piket who act on an urgent thing for those it waits for; nobody for what is not urgent."""
    return on_duty(tx) if who in STOOD_IN_FOR and urgent(tx, subject) else []
