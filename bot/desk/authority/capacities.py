"""Where people stand towards a thing: in which capacity they act on it, and who is waited for."""

from __future__ import annotations

from bot.desk.authority import authors, secrecy, substitutes, takeover
from bot.desk.authority.on_duty import stand_ins
from bot.sop import flow
from bot.sop.flow import WAITS, Action, Kind, State, Wait
from bot.sop.model import Appointment, Article, Disposition, Person, Subject
from bot.sop.roles import OFFICE_CAPACITY, Role, Who
from storage import articles, dispositions, events, people, revisions
from storage.store import Tx

_OFFICE_ROLE = {who: role for role, who in OFFICE_CAPACITY.items()}


def thing(tx: Tx, kind: Kind, subject_id: int) -> Subject | None:
    """Find a disposition or an article."""
    if kind is Kind.DISPOSITION:
        return dispositions.get(tx, subject_id)
    return articles.get(tx, subject_id)


def roles(tx: Tx, person: Person) -> set[Role]:
    """Give the roles somebody fills now, for whatever unit: their own, and those of whom they stand in for."""
    return {held.role for held in [*people.appointments(tx, person.id), *substitutes.lent(tx, person)]}


def capacities(tx: Tx, person: Person, subject: Subject) -> frozenset[Who]:
    """Give every capacity in which somebody may act on this thing, also in place of those too late with it."""
    held = held_capacities(tx, person, subject)
    found = held | takeover.granted(tx, held, subject.kind, subject.id)
    wait = WAITS.get(subject.state)
    return found | {wait.who} if wait and on_piket(tx, person, subject) else found


def deciding(tx: Tx, person: Person, subject: Subject) -> frozenset[Who]:
    """Give the capacities in which somebody may decide: nobody verifies what they wrote (SOP step 2, remark)."""
    found = capacities(tx, person, subject)
    wrote = isinstance(subject, Article) and person.id in authors.of(tx, subject)
    return found - {Who.VERIFIER} if wrote else found


def offered(tx: Tx, person: Person, subject: Subject) -> list[Action]:
    """List the moves somebody may make of a thing now, needs aside."""
    live = isinstance(subject, Article) and subject.published_revision is not None
    return flow.actions(subject.state, capacities(tx, person, subject), live=live)


def on_piket(tx: Tx, person: Person, subject: Subject) -> bool:
    """Say whether somebody stands in for those an urgent thing waits for, because they are on piket."""
    wait = WAITS.get(subject.state)
    return wait is not None and person.id in {other.id for other in stand_ins(tx, subject, wait.who)}


def held_capacities(tx: Tx, person: Person, subject: Subject) -> frozenset[Who]:
    """Give the capacities somebody holds towards this thing, in their own name or for somebody away."""
    lent = [substitutes.lends(tx, person, absence.person_id, subject) for absence in substitutes.covered(tx, person.id)]
    return own_capacities(tx, person, subject).union(*lent)


def own_capacities(tx: Tx, person: Person, subject: Subject) -> frozenset[Who]:
    """Give the capacities in which somebody may act in their own name, read from the appointments of now."""
    found = set()
    for held in people.appointments(tx, person.id):
        if held.role in OFFICE_CAPACITY:
            found.add(OFFICE_CAPACITY[held.role])
        of_unit = isinstance(subject, Article) and held.unit_id == subject.unit_id
        if held.role is Role.VERIFIER and of_unit:
            found.add(Who.VERIFIER)
    if isinstance(subject, Article) and person.id in {one.id for one in authors.entitled(tx, subject)}:
        found.add(Who.AUTHOR)
    return frozenset(found)


def in_place_of(tx: Tx, person: Person, subject: Subject, who: Who) -> Person | None:
    """Name for whom somebody acts in a capacity: an absent person they stand in for; None: in their own name."""
    covered = [absence.person_id for absence in substitutes.covered(tx, person.id)]
    own = bool(covered) and who in own_capacities(tx, person, subject)
    named = {one.id for one in entitled(tx, who, subject)} if covered else set()
    for absent_id in covered:
        theirs = not own or (absent_id in named and person.id not in named)
        if theirs and who in substitutes.lends(tx, person, absent_id, subject):
            return people.person(tx, absent_id)
    return None


def writes(tx: Tx, person: Person, article: Article) -> bool:
    """Say whether somebody works on an article: its author, or (once it was handed in) who stands in for them."""
    if article.state is State.A_DRAFT:
        return person.id in {one.id for one in authors.entitled(tx, article)}
    return Who.AUTHOR in capacities(tx, person, article)


def in_role(tx: Tx, role: Role, unit_id: int | None = None) -> list[Person]:
    """List who fills a role now: its holders, those away replaced by whoever stands in for them and fits."""
    found: dict[int, Person] = {}
    for person in people.holders(tx, role, unit_id):
        absence = substitutes.away(tx, person.id)
        there = substitutes.substitute(tx, absence) if absence else person
        fills = [(held.role, held.unit_id) for held in substitutes.lent(tx, there)] if there and absence else []
        if there is not None and (absence is None or (role, unit_id) in fills):
            found.setdefault(there.id, there)
    return list(found.values())


def in_capacity(tx: Tx, who: Who, subject: Subject) -> list[Person]:
    """List the people at hand who stand in one capacity towards a thing; whoever is away is replaced, or left out."""
    found: dict[int, Person] = {}
    for person in entitled(tx, who, subject):
        there = _at_hand(tx, person, who, subject)
        if there is not None:
            found.setdefault(there.id, there)
    return list(found.values())


def _at_hand(tx: Tx, person: Person, who: Who, subject: Subject) -> Person | None:
    absence = substitutes.away(tx, person.id)
    if absence is None:
        return person
    there = substitutes.substitute(tx, absence)
    if there is None or who not in substitutes.lends(tx, there, person.id, subject):
        return None
    wrote = isinstance(subject, Article) and there.id in authors.of(tx, subject)
    return None if who is Who.VERIFIER and wrote else there


def entitled(tx: Tx, who: Who, subject: Subject) -> list[Person]:
    """List the people who stand in one capacity towards a thing by themselves, away or not; nobody for SYSTEM."""
    if who is Who.SYSTEM:
        return []
    if who is Who.AUTHOR:
        return authors.entitled(tx, subject) if isinstance(subject, Article) else []
    if who is Who.VERIFIER:
        return _verifiers(tx, subject)
    if subject.state is State.D_DRAFT and who is WAITS[subject.state].who and subject.author_id is not None:
        author = people.person(tx, subject.author_id)  # a form is its own Kabag's, as long as they may send it
        return [author] if who in capacities(tx, author, subject) else people.holders(tx, _OFFICE_ROLE[who])
    if who is Who.STAF and isinstance(subject, Article) and subject.staf_id is not None:
        named = people.person(tx, subject.staf_id)  # as long as they may do it; else it is any Staf's again
        return [named] if who in capacities(tx, named, subject) else people.holders(tx, _OFFICE_ROLE[who])
    everybody = people.holders(tx, _OFFICE_ROLE[who])
    return [p for p in everybody if who is Who.KASUBBAG and _handles(tx, p, subject)] or everybody


def _handles(tx: Tx, person: Person, subject: Subject) -> bool:
    """Say whether a Kasubbag is the one a disposisi is addressed to, or who accepted it, and is at hand."""
    named = isinstance(subject, Disposition) and person.id == subject.kasubbag_id
    return named and substitutes.away(tx, person.id) is None


def pool(tx: Tx, who: Who, subject: Subject) -> list[Person]:
    """List everybody who could stand in a capacity towards a thing, whoever of them it was given to."""
    if who is Who.AUTHOR and isinstance(subject, Article):
        return people.holders(tx, Role.CONTRIBUTOR, subject.unit_id)
    return people.holders(tx, _OFFICE_ROLE[who]) if who in _OFFICE_ROLE else entitled(tx, who, subject)


def _verifiers(tx: Tx, subject: Subject) -> list[Person]:
    """The unit's officials, without those who wrote the article."""
    if not isinstance(subject, Article):
        return []
    wrote = authors.of(tx, subject)
    return [p for p in people.holders(tx, Role.VERIFIER, subject.unit_id) if p.id not in wrote]


def turn(tx: Tx, subject: Subject) -> Wait | None:
    """Say in which capacity somebody is waited for now, and for which step; None where nobody of this thing is.

    A disposisi whose material is complete waits for those its articles wait for: its Kasubbag has done his part.
    """
    if isinstance(subject, Disposition) and subject.state is State.D_COLLECTING and subject.intake_closed:
        under_way = any(not article.state.ended for article in articles.handed_in_under(tx, subject.id))
        return None if under_way else WAITS[subject.state]
    return WAITS.get(subject.state)


def waited_for(tx: Tx, subject: Subject) -> list[Person]:
    """List the people whose turn it is now and who are at hand: those away are replaced, or left out.

    Of what is urgent, those on piket too.
    """
    wait = turn(tx, subject)
    if wait is None:
        return []
    found = {person.id: person for person in in_capacity(tx, wait.who, subject)}
    return list((found | {person.id: person for person in stand_ins(tx, subject, wait.who)}).values())


def awaited(tx: Tx, subject: Subject) -> list[Person]:
    """List the people whose turn it is by themselves, at hand or away."""
    wait = turn(tx, subject)
    return entitled(tx, wait.who, subject) if wait else []


def earlier_actors(tx: Tx, subject: Subject) -> list[Person]:
    """List everyone who acted on a thing before, is of the office still, and is at hand."""
    acted = dict.fromkeys(people.present_id(tx, one) for one in events.actors(tx, subject.kind, subject.id))
    still = [person_id for person_id in acted if people.appointments(tx, person_id)]
    return [people.person(tx, person_id) for person_id in still if substitutes.away(tx, person_id) is None]


def may_see(tx: Tx, person: Person, subject: Subject) -> bool:
    """Say whether somebody may read a thing: office staff all but what is withheld, others what is their unit's."""
    return _sees(tx, person, subject) if isinstance(subject, Article) else _sees_order(tx, person, subject)


def _sees(tx: Tx, person: Person, article: Article) -> bool:
    if article.author_id == person.id and authors.stands(people.appointments(tx, person.id), article):
        return True
    if article.state is State.A_DRAFT or not revisions.submitters(tx, article.id):
        return False  # never handed in, and perhaps dropped: nobody's but its author's
    if secrecy.withheld(article):
        return secrecy.may_read(tx, person, held_capacities(tx, person, article), article)
    held = people.appointments(tx, person.id)
    return _is_office(held) or any(a.unit_id == article.unit_id for a in held)


def _sees_order(tx: Tx, person: Person, disposition: Disposition) -> bool:
    held = people.appointments(tx, person.id)
    if secrecy.withheld(disposition):
        office = bool(held_capacities(tx, person, disposition) & secrecy.MAY_READ_ORDER)
    else:
        office = _is_office(held)
    asked = {unit.id for unit in dispositions.asked_units(tx, disposition.id)}
    return office or (disposition.state is not State.D_DRAFT and any(a.unit_id in asked for a in held))


def _is_office(held: list[Appointment]) -> bool:
    return any(a.role in OFFICE_CAPACITY or a.role is Role.ADMIN for a in held)
