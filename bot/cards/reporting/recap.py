"""The recap's card and its buttons. What a button wants stands in the button: a card of last month stays true."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.card import Button, Card, Rows
from bot.dates.packed import FIRST, pack_span
from bot.desk.reporting import recap
from bot.desk.reporting.recap import Scope
from bot.sop.model import Person
from bot.sop.press import Press, Verb
from bot.sop.recap import Span, month_of, next_month
from bot.texts import Texts
from storage import people
from storage.store import Tx

FORMS = ("pdf", "xlsx", "csv", "charts")
KNOWN = frozenset({"card", "units", "people", *FORMS})
LONGEST = 40  # units or people to choose from


@dataclass(frozen=True, slots=True)
class Wish:
    """What a button of the recap asks for: a span, whom it is narrowed to, and as what ("card", a form, a choice)."""

    span: Span
    scope: Scope
    form: str = "card"

    def pack(self) -> str:
        """Give it as a button's argument: 261101-261130.u12.pdf, at most 32 characters."""
        scope = "o"
        if self.scope.unit_id is not None:
            scope = f"u{self.scope.unit_id}"
        elif self.scope.person_id is not None:
            scope = f"p{self.scope.person_id}"
        return f"{pack_span(self.span)}.{scope}.{self.form}"


def card(tx: Tx, t: Texts, person: Person, wish: Wish) -> Card | None:
    """Show a recap, or the choice of a unit or person; None when this person may not read it."""
    scope = recap.scope_for(tx, person, wish.scope)
    if scope is None:
        return None
    seen = replace(wish, scope=scope, form="card")
    if wish.form in {"units", "people"}:
        return Card(t.recap_choose(wish.form), _choices(tx, t, seen, wish.form))
    return Card(t.recap(recap.compose(tx, t, wish.span, scope)), _rows(tx, t, person, seen))


def _choices(tx: Tx, t: Texts, seen: Wish, kind: str) -> Rows:
    if kind == "units":
        found = [(unit.name, Scope(unit_id=unit.id)) for unit in people.units(tx)]
    else:
        found = [(one.name, Scope(person_id=one.id)) for one in people.everybody(tx)]
    rows = [[_button(name, replace(seen, scope=scope))] for name, scope in found[:LONGEST]]
    return [[_button(t.recap_button("office"), replace(seen, scope=Scope()))], *rows]


def _rows(tx: Tx, t: Texts, person: Person, seen: Wish) -> Rows:
    rows: Rows = [[_button(t.recap_button(form), replace(seen, form=form)) for form in FORMS]]
    if seen.span == month_of(seen.span.first):
        rows.append(_months(t, seen, tx.office.calendar.today(tx.now)))
    if any(appointment.role in recap.OFFICE for appointment in people.appointments(tx, person.id)):
        rows.append([_button(t.recap_button(kind), replace(seen, form=kind)) for kind in ("units", "people")])
    return rows


def _months(t: Texts, seen: Wish, today: date) -> list[Button]:
    before = month_of(seen.span.first - timedelta(days=1))
    after = month_of(next_month(seen.span.first))
    row = [_button(t.recap_step_to(before, back=True), replace(seen, span=before))] if before.first >= FIRST else []
    if after.first <= today:
        row.append(_button(t.recap_step_to(after, back=False), replace(seen, span=after)))
    return row


def _button(label: str, wish: Wish) -> Button:
    return Button(label[:60], Press(Verb.RECAP, arg=wish.pack()))
