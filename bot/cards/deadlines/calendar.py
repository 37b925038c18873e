"""The cards of /libur: what is coming, what a change would do, and the buttons that make it. No screen is kept."""

from __future__ import annotations

from bot.card import BAD, GOOD, PLAIN, Button, Card, Rows, blocks
from bot.desk.deadlines import calendar
from bot.desk.deadlines import ramadan as desk
from bot.sop.calendar_days import Decided
from bot.sop.model import Person
from bot.sop.press import Press, Verb
from bot.sop.recap import Span
from bot.texts import Texts
from storage import people, special_hours
from storage.special_days import Plan, SpecialDay
from storage.store import Tx

OWN = 12  # own days that have a button
UNITS = 40  # units to choose from


def overview(tx: Tx, t: Texts, person: Person) -> Card:
    """Show today's hours, the coming holidays and own days; to those who may, how to change them."""
    may = calendar.may_change(tx, person)
    lines = calendar.coming(tx, person.language)
    own = [line for line in lines if line.id is not None][:OWN] if may else []
    rows = [[_button(t.take_day_back(line), f"back.{line.id}")] for line in own]
    today = tx.office.calendar.today(tx.now)
    asked = desk.unanswered(tx) if may else None
    if may:
        rows += [
            [_button(t.take_ramadan_back(one.span), f"ramback.{one.id}")] for one in special_hours.since(tx, today)
        ]
    if asked is not None:
        rows += [[Button(words[:60], press)] for words, press in desk.choices(t, asked)]
    held = {appointment.unit_id for appointment in people.appointments(tx, person.id)}
    own_units = [unit_id for unit_id in tx.office.unit_calendars if unit_id in held]
    hours = [("", tx.office.calendar.spans_on(today))]
    hours += [(people.unit(tx, unit).name, tx.office.calendar_for(unit).spans_on(today)) for unit in sorted(own_units)]
    ahead = [profile for profile in sorted(tx.office.calendar.profiles) if profile.last >= today]
    special = t.special_hours_ahead(ahead) if ahead else None
    question = t.ramadan_asked(asked, tx.office.ramadan_week) if asked is not None else None
    return Card(blocks(t.days(hours, lines, may=may), special, question), rows)


def ramadan(tx: Tx, t: Texts, span: Span | None) -> Card:
    """Offer to keep the Ramadan hours in days that were typed; say how to type them where they cannot be."""
    if span is None or not desk.acceptable(tx, span):
        return Card(t.ramadan_unclear(), [])
    rows = [[_button(t.keep_ramadan(span), desk.packed(span), GOOD)]]
    return Card(t.ramadan_planned(span, tx.office.ramadan_week), rows)


def ramadan_kept(tx: Tx, t: Texts, span: Span, moved: int) -> Card:
    """Say that Ramadan hours are kept, with the button that takes them back."""
    held = [one for one in special_hours.since(tx, span.first) if one.span == span]
    rows = [[_button(t.take_ramadan_back(one.span), f"ramback.{one.id}")] for one in held]
    return Card(t.ramadan_kept(span, moved, "", back=False), rows)


def changed(tx: Tx, t: Texts, decided: Decided, held: list[SpecialDay]) -> Card:
    """Say what was changed, with the buttons that take it back."""
    lines = {special.id: calendar.line(tx, special) for special in held}
    return Card(t.days_changed(decided, ""), [[_button(t.take_day_back(x), f"back.{x.id}")] for x in lines.values()])


def plan_of(tx: Tx, t: Texts, plan: Plan, unit_id: int | None) -> Card:
    """Say what a change would do, for the office or one unit, and offer to make it."""
    off = calendar.effect(tx, plan, unit_id, "off")
    on = calendar.effect(tx, plan, unit_id, "on")
    unit = people.unit(tx, unit_id).name if unit_id is not None else ""
    scope = "" if unit_id is None else f".u{unit_id}"
    row = [_button(t.close_days(unit), f"off.{plan.id}{scope}", BAD)] if off.days else []
    row += [_button(t.work_days(unit), f"on.{plan.id}{scope}", GOOD)] if on.days else []
    rows: Rows = [[button] for button in row]
    if unit_id is None and people.units(tx):
        rows.append([_button(t.only_a_unit(), f"units.{plan.id}")])
    return Card(t.days_plan(plan.first, plan.last, plan.reason, unit, off, on), rows)


def units(tx: Tx, t: Texts, plan: Plan) -> Card:
    """Ask for which unit a change is."""
    rows = [[_button(unit.name[:60], f"plan.{plan.id}.u{unit.id}")] for unit in people.units(tx)[:UNITS]]
    return Card(t.days_choose_unit(), rows)


def _button(label: str, arg: str, style: str = PLAIN) -> Button:
    return Button(label[:60], Press(Verb.CALENDAR, arg=arg), style=style)
