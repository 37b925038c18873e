"""Who is given a role and from whom it is taken: by the admin or at the bot's machine; with dates, reason, decree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.desk import notify
from bot.desk.people import accounts, passing
from bot.sop.model import Manner, Person
from bot.sop.roles import Role
from storage import appointments, events, people, units
from storage.appointments import Tenure, Terms
from storage.store import Tx

#: The longest reason or number of a decree that is kept, in characters.
LONGEST = 300

#: Offices held by one person at a time: a second one is a successor, Plt., or a deputy.
ONE_HOLDER = frozenset({Role.KABAG, Role.KASUBBAG, Role.PPID})

#: Who stands above each role, and may suspend its holder. Above an official nobody who is in the way of what they
#: verify, and above the Kabag the admin alone.
_ABOVE: dict[Role, frozenset[Role]] = {
    Role.KABAG: frozenset(),
    Role.KASUBBAG: frozenset({Role.KABAG}),
    Role.STAF: frozenset({Role.KASUBBAG, Role.KABAG}),
    Role.CONTRIBUTOR: frozenset({Role.KASUBBAG, Role.KABAG}),
    Role.VERIFIER: frozenset({Role.KABAG}),
    Role.PPID: frozenset({Role.KABAG}),
    Role.ADMIN: frozenset({Role.KABAG}),
}


# --- who may -------------------------------------------------------------------------------------------------


def own_roles(tx: Tx, person_id: int) -> set[Role]:
    """Give the roles somebody holds themselves, now."""
    return {held.role for held in people.appointments(tx, person_id)}


def may_manage(tx: Tx, actor: Person) -> bool:
    """Say whether somebody may add, change and end appointments: the admin, in their own name."""
    return Role.ADMIN in own_roles(tx, actor.id)


def may_look(tx: Tx, actor: Person) -> bool:
    """Say whether somebody may see who belongs to the office: the admin and the superiors."""
    return bool(own_roles(tx, actor.id) & {Role.ADMIN, Role.KABAG, Role.KASUBBAG})


def may_suspend(tx: Tx, actor: Person, person: Person) -> bool:
    """Say whether somebody may suspend this person and lift it again: the admin, or a superior in every role."""
    own = own_roles(tx, actor.id)
    if actor.id == person.id:
        return False
    theirs = {tenure.role for tenure in appointments.standing(tx, person.id)}
    return Role.ADMIN in own or (bool(theirs) and all(own & _ABOVE[role] for role in theirs))


def superiors(tx: Tx, person: Person, lost: Role | None = None) -> list[Person]:
    """List who stands right above somebody, in any of their roles and the one just `lost`: they hear of changes."""
    found: dict[int, Person] = {}
    for role in {*(tenure.role for tenure in appointments.standing(tx, person.id)), *([lost] if lost else [])}:
        ranks = [Role.KASUBBAG, Role.KABAG] if Role.KASUBBAG in _ABOVE[role] else [*_ABOVE[role]]
        for rank in ranks:
            above = people.holders(tx, rank)
            found |= {one.id: one for one in above}
            if above:
                break
    found.pop(person.id, None)
    return list(found.values())


def concerned(tx: Tx, person: Person, actor: Person | None, lost: Role | None = None) -> list[Person]:
    """List who hears of a change about somebody besides them: superiors and admins, not the one who made it."""
    found = {one.id: one for one in [*superiors(tx, person, lost), *people.holders(tx, Role.ADMIN)]}
    for known in (person, actor):
        if known is not None:
            found.pop(known.id, None)
    return list(found.values())


# --- giving --------------------------------------------------------------------------------------------------


def incumbents(tx: Tx, role: Role, person_id: int = 0) -> list[Tenure]:
    """List who holds an office that one person holds, somebody aside; nobody for roles that many may hold."""
    if role not in ONE_HOLDER:
        return []
    held = [one for one in appointments.in_role(tx, role) if one.person_id != person_id]
    return [one for one in held if one.manner is not Manner.DEPUTY]


def why_not(tx: Tx, person_id: int, role: Role, unit_id: int | None, terms: Terms) -> str | None:
    """Name why a role cannot be given so; None: it can. The names have words in bot/texts."""
    if role.of_unit != (unit_id is not None):
        return "unit_needed" if role.of_unit else "unit_not_wanted"
    if unit_id is not None and units.ended(tx, unit_id):
        return "unit_ended"
    if terms.until is not None and terms.until <= max(tx.now, terms.starts or tx.now):
        return "past"
    if any((one.role, one.unit_id) == (role, unit_id) for one in appointments.standing(tx, person_id)):
        return "held"
    asks = terms.succeeds is None and terms.manner is Manner.DEFINITIVE
    return "occupied" if asks and incumbents(tx, role, person_id) else None


def give(
    tx: Tx, actor: Person | None, person: Person, role: Role, unit_id: int | None, terms: Terms | None = None
) -> Tenure | str:
    """Give a role; it begins when its day has come and its holder has joined. Gives why not, else the appointment.

    `actor` None is whoever sits at the bot's machine.
    """
    terms = terms or Terms()
    why = why_not(tx, person.id, role, unit_id, terms)
    if why is not None:
        return why
    made = appointments.add(tx, person.id, role, unit_id, terms, actor.id if actor else None)
    if made is None:  # pragma: no cover - asked a moment ago
        return "held"
    _record(tx, "appoint", actor, made)
    begin_of(tx, person)
    return appointments.get(tx, made.id) or made


def begin_of(tx: Tx, person: Person, *, welcomed: bool = False) -> None:
    """Begin what somebody was given and whose day has come; `welcomed`: they are told of it in other words."""
    for tenure in appointments.to_begin(tx):
        if tenure.person_id == person.id:
            _begin(tx, tenure, welcomed=welcomed)


def _begin(tx: Tx, tenure: Tenure, *, welcomed: bool = False) -> None:
    before = appointments.get(tx, tenure.succeeds) if tenure.succeeds else None
    over = before is not None and before.ended_at is None

    def change() -> None:
        appointments.begin(tx, tenure.id)
        if before is not None and over:
            _end_row(tx, None, before, "succeeded", "")

    passing.following(tx, change)
    _record(tx, "begin_office", None, tenure)
    person = people.person(tx, tenure.person_id)
    accounts.refresh_menu(tx, person)
    title, last = titled(tx, tenure), last_day(tx, tenure)
    if not welcomed:
        notify.tell_each(tx, [person], lambda t: t.office_begins(t.tenure(*title), last, tenure.basis))
    if before is not None and over:
        _after_end(tx, None, before, "succeeded")


# --- ending --------------------------------------------------------------------------------------------------


def why_not_end(tx: Tx, tenure: Tenure | None, last: date | None, reason: str) -> str | None:
    """Name why an appointment cannot be ended so; None: it can."""
    if tenure is None or tenure.ended_at is not None:
        return "over"
    if not reason.strip():
        return "reason_needed"
    if last is not None and last < tx.office.calendar.today(tx.now):
        return "past"
    others = [one for one in people.holders(tx, Role.ADMIN) if one.id != tenure.person_id]
    return "last_admin" if tenure.role is Role.ADMIN and not others else None


def end(
    tx: Tx, actor: Person | None, appointment_id: int, last: date | None, reason: str, basis: str = ""
) -> Tenure | str:
    """End an appointment now, or (with a last day) when that day is over. Gives why not, else the appointment.

    What was approved in office stays approved; what waits passes on.
    """
    tenure = appointments.get(tx, appointment_id)
    why = why_not_end(tx, tenure, last, reason)
    if tenure is None or why is not None:
        return why or "over"
    if last is None:
        end_now(tx, actor, tenure, reason.strip()[:LONGEST], basis[:LONGEST])
    else:
        _end_later(tx, actor, tenure, last, reason.strip()[:LONGEST], basis[:LONGEST])
    return appointments.get(tx, appointment_id) or tenure


def _end_later(tx: Tx, actor: Person | None, tenure: Tenure, last: date, reason: str, basis: str) -> None:
    until = tx.office.calendar.moment(last + timedelta(days=1))
    appointments.set_until(tx, tenure.id, until)
    appointments.set_end_reason(tx, tenure.id, reason, basis)
    _record(tx, "office_to_end", actor, replace(tenure, until=until), reason=reason, basis=basis)
    person, title = people.person(tx, tenure.person_id), titled(tx, tenure)
    notify.tell_each(tx, [person], lambda t: t.office_will_end("", t.tenure(*title), last, reason))
    others = concerned(tx, person, actor)
    notify.tell_each(tx, others, lambda t: t.office_will_end(person.name, t.tenure(*title), last, reason))


def go_on(tx: Tx, actor: Person | None, appointment_id: int) -> Tenure | str:
    """Take back that an appointment ends on a day."""
    tenure = appointments.get(tx, appointment_id)
    if tenure is None or tenure.ended_at is not None or tenure.until is None:
        return "over"
    appointments.set_until(tx, tenure.id, None)
    appointments.set_end_reason(tx, tenure.id, "", "")
    _record(tx, "office_goes_on", actor, replace(tenure, until=None))
    return appointments.get(tx, appointment_id) or tenure


def end_now(tx: Tx, actor: Person | None, tenure: Tenure, reason: str, basis: str = "") -> None:
    """End an appointment at once: its holder may do nothing by it from now on, and open work passes."""
    over = tenure.until if tenure.until is not None and tenure.until <= tx.now else None
    passing.following(tx, lambda: _end_row(tx, actor, tenure, reason, basis), since=over)
    _after_end(tx, actor, tenure, reason)


def _end_row(tx: Tx, actor: Person | None, tenure: Tenure, reason: str, basis: str) -> None:
    appointments.end(tx, tenure.id, actor.id if actor else None, reason, basis)
    _record(tx, "end_office", actor, tenure, reason=reason, basis=basis)
    if tenure.role is Role.STAF:
        passing.release(tx, tenure.person_id)


def _after_end(tx: Tx, actor: Person | None, tenure: Tenure, reason: str) -> None:
    """Shut out whoever holds no role any more, and tell those concerned: the person first, then those above."""
    person, title = people.person(tx, tenure.person_id), titled(tx, tenure)
    accounts.shut_out(tx, person)
    if tenure.begun_at is None and person.telegram_id is None:
        return  # never joined: there is nobody to tell, and nothing passed
    left = not people.appointments(tx, person.id)
    notify.tell_each(tx, [person], lambda t: t.your_office_ended(t.tenure(*title), reason, all_of_them=left))
    others = [*concerned(tx, person, actor, tenure.role), *people.holders(tx, tenure.role, tenure.unit_id)]
    told = {one.id: one for one in others if one.id not in {person.id, actor.id if actor else 0}}
    notify.tell_each(tx, told.values(), lambda t: t.office_ended(person.name, t.tenure(*title), reason))


# --- by itself -----------------------------------------------------------------------------------------------


def turning(tx: Tx) -> bool:
    """Say whether an appointment is to begin or to end now."""
    return bool(appointments.run_out(tx) or appointments.to_begin(tx))


def turn(tx: Tx) -> None:
    """Begin and end what is due, whoever was away or asleep meanwhile."""
    for tenure in appointments.run_out(tx):
        end_now(tx, None, tenure, tenure.end_reason or "ran_out")
    for tenure in appointments.to_begin(tx):
        _begin(tx, tenure)


# --- what is said of one -------------------------------------------------------------------------------------


def titled(tx: Tx, tenure: Tenure) -> tuple[Role, Manner, str]:
    """Give role, manner and unit ("" for the office's) of an appointment, as `Texts.tenure` words them."""
    unit = people.unit(tx, tenure.unit_id).name if tenure.unit_id is not None else ""
    return tenure.role, tenure.manner, unit


def first_day(tx: Tx, tenure: Tenure) -> date:
    """Give the first day of an appointment, in the office's zone."""
    return tx.office.calendar.today(tenure.starts)


def last_day(tx: Tx, tenure: Tenure) -> date | None:
    """Give the last day of an appointment, in the office's zone; None: it has none."""
    return tx.office.calendar.today(tenure.until - timedelta(milliseconds=1)) if tenure.until else None


def _record(tx: Tx, what: str, actor: Person | None, tenure: Tenure, **more: str) -> None:
    last = last_day(tx, tenure)
    data = {
        "person": tenure.person_id,
        "appointment": tenure.id,
        "role": tenure.role.value,
        "unit": tenure.unit_id,
        "manner": tenure.manner.value,
        "first": first_day(tx, tenure).isoformat(),
        "last": last.isoformat() if last else None,
        **{name: words for name, words in more.items() if words},
    }
    events.append(tx, what, actor.id if actor else None, None, None, data)
