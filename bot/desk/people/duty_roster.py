"""Piket: who is on duty for urgent things, day by day, also when the office is closed."""

from __future__ import annotations

from datetime import date, timedelta

from bot.dates import leading_days
from bot.desk import notify
from bot.desk.deadlines.calendar import may_change
from bot.sop.calendar_days import DutyLine
from bot.sop.model import Person
from bot.sop.recap import Span
from bot.sop.roles import Role
from storage import duty_roster, events, people
from storage.store import Tx

#: Who can be put on duty: those who can enter or decide something urgent.
ROLES = (Role.STAF, Role.KASUBBAG, Role.KABAG)

#: How far ahead the roster is shown, in days.
HORIZON = 31

CLOSED_RUNS = 2  # of weekends and holidays offered on buttons


def roster(tx: Tx) -> list[DutyLine]:
    """List the pikets of today and the coming days."""
    today = tx.office.calendar.today(tx.now)
    found = duty_roster.between(tx, today, today + timedelta(days=HORIZON))
    return [DutyLine(duty.id, people.person(tx, duty.person_id).name, Span(duty.first, duty.last)) for duty in found]


def candidates(tx: Tx) -> list[Person]:
    """List who can be put on duty."""
    return list({person.id: person for role in ROLES for person in people.holders(tx, role)}.values())


def named(tx: Tx, words: str) -> tuple[Person, Span] | None:
    """Read "Rudi 24 s.d. 27 Desember 2026": one of the candidates, and the days; None when that is unclear."""
    parts, today = words.split(), tx.office.calendar.today(tx.now)
    for count in range(1, len(parts)):
        name = " ".join(parts[:count]).lower()
        span = leading_days.parse(" ".join(parts[count:]), today)
        meant = [person for person in candidates(tx) if f" {name} " in f" {person.name.lower()} "]
        if span is not None and len(meant) == 1:
            return meant[0], span
    return None


def offered(tx: Tx) -> list[Span]:
    """Offer days for buttons: today, tomorrow, and the next times the office is closed for a day or more."""
    calendar = tx.office.calendar
    today = calendar.today(tx.now)
    found = [Span(today, today), Span(today + timedelta(days=1), today + timedelta(days=1))]
    day = today
    for _ in range(CLOSED_RUNS):
        run = _closed_run(tx, day)
        if run is not None:
            found.append(run)
            day = run.last + timedelta(days=1)
    return list(dict.fromkeys(found))


def _closed_run(tx: Tx, day: date) -> Span | None:
    """Find the first stretch of closed days from a day on; None when the office never closes soon."""
    calendar, last = tx.office.calendar, day + timedelta(days=HORIZON)
    while calendar.is_workday(day):
        day += timedelta(days=1)
        if day > last:
            return None
    end = day
    while not calendar.is_workday(end + timedelta(days=1)) and end - day < timedelta(days=leading_days.LONGEST - 1):
        end += timedelta(days=1)
    return Span(day, end)


def put(tx: Tx, by: Person, person_id: int, span: Span) -> Person | None:
    """Put somebody on duty and tell them; None when this person cannot be, or nobody may say so."""
    found = next((person for person in candidates(tx) if person.id == person_id), None)
    today = tx.office.calendar.today(tx.now)
    near = today <= span.last and span.last - span.first < timedelta(days=leading_days.LONGEST)
    if found is None or not may_change(tx, by) or not near or span.last > today + leading_days.AHEAD:
        return None
    if any(d.person_id == person_id and (d.first, d.last) == (span.first, span.last) for d in _touching(tx, span)):
        return found
    duty = duty_roster.put_on(tx, person_id, span.first, span.last, by.id)
    _record(tx, "duty", by, duty, person_id, span)
    if found.id != by.id:
        notify.tell(tx, found.telegram_id, str(notify.texts_for(tx, found).duty_yours(span, by.name)))
    return found


def _touching(tx: Tx, span: Span) -> list[duty_roster.Duty]:
    return duty_roster.between(tx, span.first, span.last)


def take_off(tx: Tx, by: Person, duty_id: int) -> bool:
    """Take a piket off the roster and tell whose it was; False when it is not on it, or somebody may not."""
    duty = duty_roster.take_off(tx, duty_id, by.id) if may_change(tx, by) else None
    if duty is None:
        return False
    span = Span(duty.first, duty.last)
    _record(tx, "duty_over", by, duty.id, duty.person_id, span)
    person = people.person(tx, duty.person_id)
    if person.id != by.id:
        notify.tell(tx, person.telegram_id, str(notify.texts_for(tx, person).duty_over(span, by.name)))
    return True


def _record(tx: Tx, what: str, by: Person, duty_id: int, person_id: int, span: Span) -> None:
    data = {"duty": duty_id, "person": person_id, "first": span.first.isoformat(), "last": span.last.isoformat()}
    events.append(tx, what, by.id, None, None, data)
