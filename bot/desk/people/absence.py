"""People away and who stands in (Plh.): arranged by them or their superior; it begins and ends by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.desk import notify
from bot.desk.authority import capacities, substitutes
from bot.desk.people import accounts, passing, reachability
from bot.sop import flow
from bot.sop.flow import State
from bot.sop.model import Disposition, Person, Subject
from bot.sop.roles import OFFICE_CAPACITY, Role, Who
from bot.texts import Texts
from storage import absences, events, people
from storage.absences import Absence
from storage.store import Tx

#: The longest absence in days: longer than maternity leave, shorter than a mistyped year.
LONGEST = 400

#: The most characters of a reason.
LONGEST_REASON = 300

#: Who receives what an official verified, edits it and publishes it.
_IN_THE_WAY = frozenset({Role.KASUBBAG, Role.STAF})

_CAPACITY = {**OFFICE_CAPACITY, Role.VERIFIER: Who.VERIFIER, Role.CONTRIBUTOR: Who.AUTHOR}


@dataclass(frozen=True, slots=True)
class Plan:
    """Somebody is away from the first to the last day (the office's own), and who stands in; None: nobody does."""

    person: Person
    substitute: Person | None
    first: date
    last: date
    reason: str = ""  # why, where an admin names who verifies in an official's place


def days(tx: Tx, absence: Absence) -> tuple[date, date]:
    """Give the first and the last day of an absence, in the office's zone."""
    today = tx.office.calendar.today
    return today(absence.begins_at), today(absence.ends_at - timedelta(milliseconds=1))


# --- who may, and who fits -----------------------------------------------------------------------------


def may_arrange(tx: Tx, actor: Person, person: Person) -> bool:
    """Say whether somebody may arrange this person's absence: the person, their superior, an admin.

    An official's stand-in verifies: nobody in the way of that unit's articles may choose who that is.
    """
    if actor.id == person.id:
        return True
    mine = people.appointments(tx, actor.id)
    own = {held.role for held in mine}
    verified = {held.unit_id for held in people.appointments(tx, person.id) if held.role is Role.VERIFIER}
    if verified:
        writes = any(held.role is Role.CONTRIBUTOR and held.unit_id in verified for held in mine)
        return Role.ADMIN in own and not own & _IN_THE_WAY and not writes
    if Role.ADMIN in own:
        return True
    theirs = {held.role for held in people.appointments(tx, person.id)} - {Role.ADMIN}
    return bool(theirs) and all(_above(_CAPACITY[role]) & {_CAPACITY.get(mine) for mine in own} for role in theirs)


def asks_reason(tx: Tx, actor: Person, person: Person, substitute: Person | None) -> bool:
    """Say whether a reason is asked for: an admin names who verifies in an official's place."""
    verifies = any(held.role is Role.VERIFIER for held in people.appointments(tx, person.id))
    return verifies and substitute is not None and actor.id != person.id


def _above(who: Who) -> set[Who]:
    """Give every capacity up the line of command."""
    found = set()
    above = flow.superior(who)
    while above is not None:
        found.add(above)
        above = flow.superior(above)
    return found


def subordinates(tx: Tx, actor: Person) -> list[Person]:
    """List the others whose absence somebody may arrange, by name."""
    found = [p for p in people.everybody(tx) if p.id != actor.id and may_arrange(tx, actor, p)]
    return sorted(found, key=lambda p: p.name)


def candidates(tx: Tx, person: Person) -> list[Person]:
    """List who may stand in for somebody: people who fit one of their appointments, of the same role first."""
    theirs = people.appointments(tx, person.id)
    found = []
    for one in people.everybody(tx):
        own = people.appointments(tx, one.id)
        if one.id != person.id and any(substitutes.fits(own, held) for held in theirs):
            alike = {held.role for held in own} & {held.role for held in theirs}
            found.append((not alike, one.name, one))
    return [one for _, _, one in sorted(found, key=lambda row: row[:2])]


def superiors(tx: Tx, person: Person) -> list[Person]:
    """List the people at hand right above somebody: who is told of their absence."""
    found: dict[int, Person] = {}
    for held in people.appointments(tx, person.id):
        above = flow.superior(_CAPACITY[held.role]) if held.role in _CAPACITY else None
        for one in capacities.in_role(tx, Role(above.value)) if above is not None else []:
            found.setdefault(one.id, one)
    found.pop(person.id, None)
    return list(found.values())


# --- arranging -----------------------------------------------------------------------------------------


def refusal(tx: Tx, actor: Person, plan: Plan) -> str | None:
    """Name why an arrangement cannot be made; None: it can. The names have words in bot/texts."""
    today = tx.office.calendar.today(tx.now)
    if not may_arrange(tx, actor, plan.person):
        return "not_yours"
    if plan.last < max(today, plan.first):
        return "past"
    if (plan.last - today).days > LONGEST:
        return "too_long"
    if not plan.reason.strip() and asks_reason(tx, actor, plan.person, plan.substitute):
        return "reason"
    return _unfit(tx, plan, plan.substitute) if plan.substitute else None


def _unfit(tx: Tx, plan: Plan, substitute: Person) -> str | None:
    if substitute.id == plan.person.id:
        return "self"
    if substitute.id not in {p.id for p in candidates(tx, plan.person)}:
        return "not_fit"
    theirs = absences.planned(tx, substitute.id)
    if theirs is None:
        return None
    begins, ends = _moments(tx, plan)
    if theirs.begins_at >= ends or theirs.ends_at <= begins:
        return None
    return "loop" if theirs.substitute_id == plan.person.id else "away_too"


def _moments(tx: Tx, plan: Plan) -> tuple[datetime, datetime]:
    """Give when the days begin and are over, in UTC; a first day that has begun begins now."""
    begins, ends = (tx.office.calendar.moment(day) for day in (plan.first, plan.last + timedelta(days=1)))
    return max(begins, tx.now), ends


def arrange(tx: Tx, actor: Person, plan: Plan) -> Absence | str:
    """Record an absence in place of the one before; begins at once when its day has come. Gives why not, else it."""
    why = refusal(tx, actor, plan)
    if why is not None:
        return why
    before = absences.planned(tx, plan.person.id)
    substitute_id = plan.substitute.id if plan.substitute else None
    if before is not None:
        _replace(tx, before, actor, substitute_id)
    begins, ends = _moments(tx, plan)
    chosen = asks_reason(tx, actor, plan.person, plan.substitute)
    reason = plan.reason.strip()[:LONGEST_REASON] if chosen else ""
    new_id = absences.add(tx, plan.person.id, substitute_id, begins, ends, set_by=actor.id, reason=reason)
    _record(tx, "absence", new_id, actor)
    made = _get(tx, new_id)
    _tell_all(tx, made, actor)
    if chosen:
        _alarm(tx, made, actor)
    turn(tx)
    return made


def _replace(tx: Tx, before: Absence, actor: Person, substitute_id: int | None) -> None:
    """End an arrangement that another takes the place of: only who stood in, and does no longer, hears of that."""
    absences.end(tx, before.id, actor.id)
    _record(tx, "absence_ends", before.id, actor)
    if before.substitute_id is not None and before.substitute_id != substitute_id:
        stood_in = people.person(tx, before.substitute_id)
        accounts.refresh_menu(tx, stood_in)
        if stood_in.id != actor.id:
            _say(tx, stood_in, before, "ends", 0)


def call_off(tx: Tx, actor: Person, absence_id: int) -> Absence | str:
    """End an absence early, or call one off that has not begun; gives why not, else what was ended."""
    absence = absences.get(tx, absence_id)
    if absence is None or absence.ended_at is not None:
        return "over"
    if not may_arrange(tx, actor, people.person(tx, absence.person_id)):
        return "not_yours"
    _close(tx, absence, actor)
    return absence


def _get(tx: Tx, absence_id: int) -> Absence:
    found = absences.get(tx, absence_id)
    assert found is not None  # noqa: S101 - absences are never deleted
    return found


def _record(tx: Tx, what: str, absence_id: int, actor: Person | None) -> None:
    absence = _get(tx, absence_id)
    first, last = days(tx, absence)
    data = {
        "person": absence.person_id,
        "substitute": absence.substitute_id,
        "first": first.isoformat(),
        "last": last.isoformat(),
        **({"reason": absence.reason} if absence.reason else {}),
    }
    events.append(tx, what, actor.id if actor else None, None, None, data)


# --- beginning and ending --------------------------------------------------------------------------------


def turning(tx: Tx) -> bool:
    """Say whether an absence is to begin or end now."""
    return bool(absences.run_out(tx) or absences.to_begin(tx))


def turn(tx: Tx) -> None:
    """Begin and end what is due: what waits for the person goes to the substitute, and comes back."""
    for absence in absences.run_out(tx):
        _close(tx, absence, None)
    for absence in absences.to_begin(tx):
        _begin(tx, absence)


def _begin(tx: Tx, absence: Absence) -> None:
    absences.begin(tx, absence.id)
    _record(tx, "absence_begins", absence.id, None)
    there = substitutes.substitute(tx, absence)
    waiting = _awaiting(tx, absence.person_id)
    if there is not None:
        accounts.refresh_menu(tx, there)
        said = [thing for thing in waiting if there.id in {p.id for p in capacities.waited_for(tx, thing)}]
        if absence.begins_at > absence.set_at:
            _say(tx, there, absence, "begins", len(said))
    for thing in waiting:
        for one in _in_their_place(tx, thing, absence):
            notify.hand(tx, thing, one)
        notify.refresh(tx, thing)
        reachability.nobody_there(tx, thing)
    _without(tx, absence.person_id)


def _in_their_place(tx: Tx, thing: Subject, absence: Absence) -> list[Person]:
    """List who gets a thing now: the substitute; of a disposisi that was one Kasubbag's, each of the others too."""
    named = isinstance(thing, Disposition) and thing.kasubbag_id == absence.person_id
    return [p for p in capacities.waited_for(tx, thing) if named or p.id == absence.substitute_id]


def _without(tx: Tx, person_id: int) -> None:
    """Whoever counted on the one who is away now counts on nobody: their superiors hear of what waits."""
    for other in absences.stood_in_by(tx, person_id):
        for thing in _awaiting(tx, other.person_id):
            reachability.nobody_there(tx, thing)


def _close(tx: Tx, absence: Absence, actor: Person | None) -> None:
    """End an absence; what still waits for its person is shown to them again."""
    absences.end(tx, absence.id, actor.id if actor else None)
    _record(tx, "absence_ends", absence.id, actor)
    if absence.begun_at is None and actor is None:
        return  # it came and went while the bot was down: nobody has to hear of it now
    person = people.person(tx, absence.person_id)
    waiting = _awaiting(tx, absence.person_id) if absence.begun_at is not None else []
    for one in _concerned(tx, absence):
        if actor is None or one.id != actor.id:
            _say(tx, one, absence, "ends", len(waiting) if one.id == person.id else 0)
    for thing in waiting:
        notify.refresh(tx, thing)
        if absences.of(tx, person.id) is None:
            notify.hand(tx, thing, person)
    if absence.substitute_id is not None:
        accounts.refresh_menu(tx, people.person(tx, absence.substitute_id))


def _awaiting(tx: Tx, person_id: int) -> list[Subject]:
    """List what waits for somebody by themselves, drafts aside: nobody else ever saw those."""
    return [
        thing
        for thing in passing.open_things(tx)
        if thing.state is not State.A_DRAFT and person_id in {p.id for p in capacities.awaited(tx, thing)}
    ]


# --- who is told -----------------------------------------------------------------------------------------


def _concerned(tx: Tx, absence: Absence) -> list[Person]:
    ids = [absence.person_id, *([absence.substitute_id] if absence.substitute_id is not None else [])]
    return [people.person(tx, one) for one in ids]


def _tell_all(tx: Tx, absence: Absence, actor: Person) -> None:
    """Tell the substitute, the one who is away, and their superior; not the one who arranged it, who reads the card."""
    person = people.person(tx, absence.person_id)
    told = {one.id: one for one in [*_concerned(tx, absence), *superiors(tx, person)]}
    for one in told.values():
        if one.id != actor.id:
            _say(tx, one, absence, "arranged", 0)


def _alarm(tx: Tx, absence: Absence, actor: Person) -> None:
    """Tell at once whoever answers for what is verified that an admin chose who does it, and why."""
    units = {held.unit_id for held in people.appointments(tx, absence.person_id) if held.role is Role.VERIFIER}
    found = [one for unit_id in units for one in people.holders(tx, Role.VERIFIER, unit_id)]
    found += [one for role in (Role.KABAG, Role.KASUBBAG, Role.PPID, Role.ADMIN) for one in people.holders(tx, role)]
    person, substitute = people.person(tx, absence.person_id), people.name(tx, absence.substitute_id) or ""
    first, last = days(tx, absence)
    for one in {each.id: each for each in [*found, person] if each.id != actor.id}.values():
        t = notify.texts_for(tx, one)
        named = titles(tx, t, person.id)
        notify.tell(
            tx,
            one.telegram_id,
            str(t.verifier_chosen(actor.name, substitute, named, person.name, first, last, absence.reason)),
        )


def _say(tx: Tx, reader: Person, absence: Absence, what: str, count: int) -> None:
    t = notify.texts_for(tx, reader)
    person = people.person(tx, absence.person_id)
    first, last = days(tx, absence)
    who = "absent" if reader.id == person.id else "substitute" if reader.id == absence.substitute_id else "superior"
    named = people.name(tx, absence.substitute_id) or ""
    words = t.absence_told(what, who, person.name, named, titles(tx, t, absence.person_id), first, last, count)
    notify.tell(tx, reader.telegram_id, str(words), office_hours=True)


def titles(tx: Tx, t: Texts, person_id: int) -> str:
    """Name the offices somebody holds: "Staf Sub Bagian Komunikasi"."""
    held = [a for a in people.appointments(tx, person_id) if a.role is not Role.ADMIN]
    named = [t.role(a.role) + (f" {people.unit(tx, a.unit_id).name}" if a.unit_id else "") for a in held]
    return ", ".join(dict.fromkeys(named))


# --- what cards say ----------------------------------------------------------------------------------------


def missing(tx: Tx, thing: Subject) -> list[tuple[Person, Absence | None]]:
    """List whose turn it is but who is away (their absence) or cannot be reached (None), with nobody in their place."""
    waited = {person.id for person in capacities.waited_for(tx, thing) if person.unreachable_at is None}
    found: list[tuple[Person, Absence | None]] = []
    for person in capacities.awaited(tx, thing):
        absence = substitutes.away(tx, person.id)
        if absence is None and person.unreachable_at is not None:
            found.append((person, None))
        elif absence is not None and absence.substitute_id not in waited:
            found.append((person, absence))
    return found


def stand_ins(tx: Tx, thing: Subject) -> list[tuple[Person, Person, date]]:
    """List (who stands in, for whom, until which day) of those whose turn it is."""
    wait = flow.WAITS.get(thing.state)
    waited = {p.id for p in capacities.waited_for(tx, thing)} if wait else set()
    found = []
    for person in capacities.awaited(tx, thing):
        absence = substitutes.away(tx, person.id)
        there = substitutes.substitute(tx, absence) if absence else None
        if absence is not None and there is not None and there.id in waited:
            found.append((there, person, days(tx, absence)[1]))
    return found


def choices(tx: Tx) -> list[tuple[str, date]]:
    """Offer last days, as (key, day): today, tomorrow, the end of this week and of the next."""
    today = tx.office.calendar.today(tx.now)
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    wanted = {"today": today, "tomorrow": today + timedelta(days=1), "week": friday, "next": friday + timedelta(days=7)}
    found: dict[date, str] = {}
    for key, day in wanted.items():
        found.setdefault(day, key)
    return [(key, day) for day, key in found.items()]
