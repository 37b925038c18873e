"""The cards of /libur: what is coming, what a change would do, and the buttons that make it. No screen is kept."""

from __future__ import annotations

from bot.cards.card import BAD, GOOD, PLAIN, Button, Card, Rows
from bot.desk import daywords, special_days
from bot.sop.model import Person
from bot.sop.press import Press, number
from bot.texts import Texts
from bot.texts.formats import shorten
from bot.texts.indonesian.refusals import TOAST
from storage import people
from storage import special_days as kept_days
from storage.office import Kind
from storage.special_days import Plan
from storage.store import Tx

VERB = "lbr"
OWN = 12  # own days that have a button
UNITS = 40  # units to choose from
REASON = 200  # characters


def answer(tx: Tx, t: Texts, person: Person, words: str) -> Card:
    """Answer /libur: what is coming; with days after it, what a change would do."""
    if not words.strip():
        return overview(tx, t, person)
    if not special_days.may_change(tx, person):
        return Card(t.days_not_yours(), [])
    found = daywords.leading(words, tx.office.calendar.today(tx.now))
    if found is None:
        return Card(t.days_unclear(), [])
    span, reason = found
    return _plan(tx, t, kept_days.plan(tx, person.id, span.first, span.last, reason[:REASON]), None)


def overview(tx: Tx, t: Texts, person: Person) -> Card:
    """Show today's hours, the coming holidays and own days; to those who may, how to change them."""
    may = special_days.may_change(tx, person)
    lines = special_days.coming(tx, person.language)
    own = [line for line in lines if line.id is not None][:OWN] if may else []
    rows = [[_button(t.take_day_back(line), f"back.{line.id}")] for line in own]
    today = tx.office.calendar.today(tx.now)
    held = {appointment.unit_id for appointment in people.appointments(tx, person.id)}
    own_units = [unit_id for unit_id in tx.office.unit_calendars if unit_id in held]
    hours = [("", tx.office.calendar.spans_on(today))]
    hours += [(people.unit(tx, unit).name, tx.office.calendar_for(unit).spans_on(today)) for unit in sorted(own_units)]
    return Card(t.days(hours, lines, may=may), rows)


def tapped(tx: Tx, t: Texts, person: Person, arg: str) -> Card | str:
    """Do what a button of these cards asks, whoever made it up; words say why not."""
    if not special_days.may_change(tx, person):
        return shorten(t.days_not_yours().striptags(), TOAST)
    verb, _, rest = arg.partition(".")
    if verb == "back":
        return _back(tx, t, person, number(rest))
    plan_id, _, scope = rest.partition(".")
    chosen = number(plan_id)
    plan = kept_days.planned(tx, person.id, chosen) if chosen is not None else None
    unit_id = number(scope[1:]) if scope[:1] == "u" else None
    known = {unit.id for unit in people.units(tx)}
    if plan is None or (scope and unit_id not in known):
        return t.days_forgotten()
    if verb == "units":
        return _units(tx, t, plan)
    if verb == "plan":
        return _plan(tx, t, plan, unit_id)
    return _decide(tx, t, person, plan, unit_id, verb)


def _back(tx: Tx, t: Texts, person: Person, day_id: int | None) -> Card | str:
    decided = special_days.take_back(tx, person, day_id) if day_id is not None else None
    return Card(t.days_changed(decided, ""), []) if decided else t.days_nothing()


def _decide(tx: Tx, t: Texts, person: Person, plan: Plan, unit_id: int | None, verb: str) -> Card | str:
    kinds: dict[str, Kind] = {"off": "off", "on": "on"}
    if verb not in kinds:
        return t.days_forgotten()
    decided = special_days.decide(tx, person, plan, unit_id, kinds[verb])
    if decided is None:
        return t.days_nothing()
    held = [kept_days.held_on(tx, day, unit_id) for day in (plan.first, plan.last)]
    lines = {special.id: special_days.line(tx, special) for special in held if special is not None}
    return Card(t.days_changed(decided, ""), [[_button(t.take_day_back(x), f"back.{x.id}")] for x in lines.values()])


def _plan(tx: Tx, t: Texts, plan: Plan, unit_id: int | None) -> Card:
    off = special_days.effect(tx, plan, unit_id, "off")
    on = special_days.effect(tx, plan, unit_id, "on")
    unit = people.unit(tx, unit_id).name if unit_id is not None else ""
    scope = "" if unit_id is None else f".u{unit_id}"
    row = [_button(t.close_days(unit), f"off.{plan.id}{scope}", BAD)] if off.days else []
    row += [_button(t.work_days(unit), f"on.{plan.id}{scope}", GOOD)] if on.days else []
    rows: Rows = [[button] for button in row]
    if unit_id is None and people.units(tx):
        rows.append([_button(t.only_a_unit(), f"units.{plan.id}")])
    return Card(t.days_plan(plan.first, plan.last, plan.reason, unit, off, on), rows)


def _units(tx: Tx, t: Texts, plan: Plan) -> Card:
    rows = [[_button(unit.name[:60], f"plan.{plan.id}.u{unit.id}")] for unit in people.units(tx)[:UNITS]]
    return Card(t.days_choose_unit(), rows)


def _button(label: str, arg: str, style: str = PLAIN) -> Button:
    return Button(label[:60], Press(VERB, arg=arg), style=style)
