"""The cards of /piket: who is on duty, and the buttons that set it. What a button wants stands in the button."""

from __future__ import annotations

from bot.cards.card import GOOD, PLAIN, Button, Card
from bot.dates.packed import pack_span, unpack_span
from bot.desk import piket
from bot.desk.special_days import may_change
from bot.sop.model import Person
from bot.sop.press import Press, number
from bot.texts import Texts
from bot.texts.formats import TOAST, shorten
from storage.store import Tx

VERB = "pkt"
SHOWN = 12  # pikets that have a button
LONGEST = 40  # people to choose from


def answer(tx: Tx, t: Texts, person: Person, words: str) -> Card:
    """Answer /piket: the roster; with a name and days after it, set it."""
    if not words.strip():
        return overview(tx, t, person)
    if not may_change(tx, person):
        return Card(t.days_not_yours(), [])
    found = piket.named(tx, words)
    put = piket.put(tx, person, found[0].id, found[1]) if found else None
    if found is None or put is None:
        return Card(t.duty_unclear([one.name for one in piket.candidates(tx)]), [])
    return overview(tx, t, person)


def overview(tx: Tx, t: Texts, person: Person) -> Card:
    """Show who is on duty today and in the coming days; to those who may, how to change it."""
    may = may_change(tx, person)
    lines = piket.roster(tx)
    rows = [[_button(t.take_off_duty(line), f"x{line.id}")] for line in lines[:SHOWN]] if may else []
    if may:
        rows.append([_button(t.put_on_duty(), "who", GOOD)])
    return Card(t.duties([one.name for one in piket.on_duty(tx)], lines, may=may), rows)


def tapped(tx: Tx, t: Texts, person: Person, arg: str) -> Card | str:
    """Do what a button of these cards asks, whoever made it up; words say why not."""
    if not may_change(tx, person):
        return shorten(t.days_not_yours().striptags(), TOAST)
    if arg == "who":
        rows = [[_button(one.name, f"p{one.id}")] for one in piket.candidates(tx)[:LONGEST]]
        return Card(t.duty_who(), rows)
    chosen, _, rest = arg[1:].partition(".")
    target = number(chosen)
    if target is None:
        return t.unknown_button()
    if arg[0] == "x":
        return overview(tx, t, person) if piket.take_off(tx, person, target) else t.days_nothing()
    return _put(tx, t, person, target, rest)


def _put(tx: Tx, t: Texts, person: Person, target: int, days: str) -> Card | str:
    found = next((one for one in piket.candidates(tx) if one.id == target), None)
    if found is None:
        return t.unknown_button()
    if not days:
        rows = [[_button(t.day_span(span), f"p{target}.{pack_span(span)}")] for span in piket.offered(tx)]
        return Card(t.duty_when(found.name), rows)
    span = unpack_span(days)
    if span is None or piket.put(tx, person, target, span) is None:
        return t.unknown_button()
    return overview(tx, t, person)


def _button(label: str, arg: str, style: str = PLAIN) -> Button:
    return Button(label[:60], Press(VERB, arg=arg), style=style)
