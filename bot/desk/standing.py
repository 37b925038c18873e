"""Where people stand towards a thing: in which capacity they act on it, and who is waited for."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.sop.flow import WAITS, Kind, State
from bot.sop.model import Article, Disposition, Person
from bot.sop.roles import OFFICE_CAPACITY, Role, Who
from storage import articles, dispositions, events, people
from storage.store import Tx
from storage.times import from_ms

Thing = Disposition | Article

#: How many moments are offered on buttons; any other can be typed.
MOMENTS = 4

_OFFICE_ROLE = {who: role for role, who in OFFICE_CAPACITY.items()}


def thing(tx: Tx, kind: Kind, subject_id: int) -> Thing | None:
    """Find a disposition or an article."""
    if kind is Kind.DISPOSITION:
        return dispositions.get(tx, subject_id)
    return articles.get(tx, subject_id)


def roles(tx: Tx, person: Person) -> set[Role]:
    """Give the roles somebody holds now, for whatever unit."""
    return {held.role for held in people.appointments(tx, person.id)}


def capacities(tx: Tx, person: Person, subject: Thing) -> frozenset[Who]:
    """Give every capacity in which somebody may act on this thing, read from the appointments of now."""
    found = set()
    for held in people.appointments(tx, person.id):
        if held.role in OFFICE_CAPACITY:
            found.add(OFFICE_CAPACITY[held.role])
        of_unit = isinstance(subject, Article) and held.unit_id == subject.unit_id
        if held.role is Role.VERIFIER and of_unit:
            found.add(Who.VERIFIER)
    if isinstance(subject, Article) and subject.author_id == person.id:
        found.add(Who.AUTHOR)
    return frozenset(found)


def in_capacity(tx: Tx, who: Who, subject: Thing) -> list[Person]:
    """List the people who stand in one capacity towards a thing; nobody for SYSTEM."""
    if who is Who.SYSTEM:
        return []
    if who is Who.AUTHOR:
        return [people.person(tx, subject.author_id)] if subject.author_id else []
    if who is Who.VERIFIER:
        return _verifiers(tx, subject)
    if who is Who.STAF and isinstance(subject, Article) and subject.staf_id is not None:
        return [people.person(tx, subject.staf_id)]
    return people.holders(tx, _OFFICE_ROLE[who])


def _verifiers(tx: Tx, subject: Thing) -> list[Person]:
    """The unit's officials, without those who wrote the article: the author never verifies own work."""
    if not isinstance(subject, Article):
        return []
    authors = articles.submitters(tx, subject.id) | {subject.author_id}
    return [p for p in people.holders(tx, Role.VERIFIER, subject.unit_id) if p.id not in authors]


def waited_for(tx: Tx, subject: Thing) -> list[Person]:
    """List the people whose turn it is now."""
    wait = WAITS.get(subject.state)
    if wait is None:
        return []
    if subject.state is State.D_DRAFT and subject.author_id is not None:
        return [people.person(tx, subject.author_id)]
    return in_capacity(tx, wait.who, subject)


def earlier_actors(tx: Tx, subject: Thing) -> list[Person]:
    """List everyone who acted on a thing before."""
    return [people.person(tx, person_id) for person_id in events.actors(tx, subject.kind, subject.id)]


def may_see(tx: Tx, person: Person, subject: Thing) -> bool:
    """Say whether somebody may read a thing: office staff all, others what is theirs or their unit's."""
    if isinstance(subject, Article):
        if subject.author_id == person.id:
            return True
        if subject.state is State.A_DRAFT or not articles.submitters(tx, subject.id):
            return False  # never handed in, and perhaps dropped: nobody's but its author's
    held = people.appointments(tx, person.id)
    if any(a.role in OFFICE_CAPACITY or a.role is Role.ADMIN for a in held):
        return True
    if isinstance(subject, Article):
        return any(a.unit_id == subject.unit_id for a in held)
    asked = {unit.id for unit in dispositions.asked_units(tx, subject.id)}
    return subject.state is not State.D_DRAFT and any(a.unit_id in asked for a in held)


def order_of(tx: Tx, article: Article) -> Disposition | None:
    """Find the disposisi an article is under."""
    return dispositions.get(tx, article.disposition_id) if article.disposition_id else None


def collecting(tx: Tx) -> list[Disposition]:
    """List the dispositions that are accepted and take material in."""
    return dispositions.in_states(tx, State.D_COLLECTING)


def moments(tx: Tx) -> list[tuple[str, datetime]]:
    """Offer moments to choose from, as (key, UTC): the close of today and of the next working days."""
    calendar = tx.office.calendar
    day = calendar.today(tx.now)
    found: list[tuple[str, datetime]] = []
    for _ in range(60):
        closing = calendar.closing(day)
        if closing is not None and closing > tx.now:
            found.append((f"m{len(found)}", closing))
        if len(found) == MOMENTS:
            break
        day += timedelta(days=1)
    return found


def moment(ms: int) -> datetime:
    """Give a stored time as an aware UTC datetime."""
    return from_ms(ms)
