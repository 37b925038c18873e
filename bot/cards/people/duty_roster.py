"""The cards of /piket: who is on duty, and the buttons that set it. What a button wants stands in the button."""

from __future__ import annotations

from bot.card import GOOD, PLAIN, Button, Card
from bot.dates.packed import pack_span
from bot.desk.authority import on_duty
from bot.desk.deadlines.calendar import may_change
from bot.desk.people import duty_roster
from bot.sop.model import Person
from bot.sop.press import Press, Verb
from bot.texts import Texts
from storage.store import Tx

SHOWN = 12  # pikets that have a button
LONGEST = 40  # people to choose from


def overview(tx: Tx, t: Texts, person: Person) -> Card:
    """Show who is on duty today and in the coming days; to those who may, how to change it."""
    may = may_change(tx, person)
    lines = duty_roster.roster(tx)
    rows = [[_button(t.take_off_duty(line), f"x{line.id}")] for line in lines[:SHOWN]] if may else []
    if may:
        rows.append([_button(t.put_on_duty(), "who", GOOD)])
    return Card(t.duties([one.name for one in on_duty.on_duty(tx)], lines, may=may), rows)


def who(tx: Tx, t: Texts) -> Card:
    """Ask who is to be on duty."""
    return Card(t.duty_who(), [[_button(one.name, f"p{one.id}")] for one in duty_roster.candidates(tx)[:LONGEST]])


def when(tx: Tx, t: Texts, chosen: Person) -> Card:
    """Ask on which days somebody is to be on duty."""
    rows = [[_button(t.day_span(span), f"p{chosen.id}.{pack_span(span)}")] for span in duty_roster.offered(tx)]
    return Card(t.duty_when(chosen.name), rows)


def _button(label: str, arg: str, style: str = PLAIN) -> Button:
    return Button(label[:60], Press(Verb.DUTY_ROSTER, arg=arg), style=style)
