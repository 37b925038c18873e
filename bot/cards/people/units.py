"""The cards of /unit: every unit, one of them, and what is asked before it changes."""

from __future__ import annotations

from bot.card import BAD, Button, Card, in_pairs
from bot.desk.people import units as desk
from bot.sop.model import Unit, UnitKind
from bot.sop.press import Press, Verb
from bot.texts import Texts
from storage import people
from storage.store import Tx

PAGE = 16  # units on one page


def button(words: str, *parts: object, style: str = "") -> Button:
    """Make a button of these cards: what it asks for, and about which unit."""
    return Button(words[:60], Press(Verb.UNIT, arg=".".join(str(part) for part in parts)), style=style)


def which_kind(t: Texts) -> Card:
    """Ask whether a new unit is internal or external."""
    rows = [[button(t.kind_button(kind), "n", kind.value)] for kind in UnitKind]
    return Card(t.ask_kind(), [*rows, [button(t.unit_button("list"), "l", 0)]])


def everything(tx: Tx, t: Texts, page: int = 0) -> Card:
    """List the units, a page at a time."""
    found = people.units(tx)
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages - 1)
    here = [button(unit.name, "u", unit.id) for unit in found[page * PAGE : (page + 1) * PAGE]]
    turns = [button(sign, "l", to) for sign, to in (("◀", page - 1), ("▶", page + 1)) if 0 <= to < pages]
    return Card(t.unit_list(len(found)), [*in_pairs(here), turns, [button(t.unit_button("add"), "a")]])


def card(tx: Tx, t: Texts, unit: Unit) -> Card:
    """Show one unit: its kind, its people, its articles under way, the sections it keeps."""
    one = desk.standing(tx, unit)
    other = UnitKind.INTERNAL if unit.external else UnitKind.EXTERNAL
    held = [(t.role(role), names) for role, names in one.held]
    text = t.unit_card(unit.name, held, [article.ref for article in one.open], one.sections, external=unit.external)
    rows = [
        [button(t.unit_button("rename"), "r", unit.id), button(t.kind_button(other), "k", unit.id, other.value)],
        [button(t.unit_button("merge"), "m", unit.id), button(t.unit_button("end"), "e", unit.id)],
        [button(t.unit_button("list"), "l", 0)],
    ]
    return Card(text, rows)


def sure_of_kind(tx: Tx, t: Texts, unit: Unit, kind: UnitKind) -> Card:
    """Show what a change of kind means for what is under way, before it is made."""
    reached, in_the_way = desk.stuck_by(tx, unit, kind)
    words = t.kind_means(unit.name, kind, [one.ref for one in reached], [one.ref for one in in_the_way])
    rows = [] if in_the_way else [[button(t.unit_button("do_it"), "K", unit.id, kind.value, style=BAD)]]
    return Card(words, [*rows, _back(t, unit)])


def sure_to_end(tx: Tx, t: Texts, unit: Unit) -> Card:
    """Show what ending a unit means."""
    one = desk.standing(tx, unit)
    words = t.unit_end_means(unit.name, sum(len(names) for _, names in one.held), [article.ref for article in one.open])
    rows = [] if one.open else [[button(t.unit_button("do_it"), "E", unit.id, style=BAD)]]
    return Card(words, [*rows, _back(t, unit)])


def whom_to_join(tx: Tx, t: Texts, unit: Unit, page: int) -> Card:
    """Ask of which unit this one becomes a part."""
    found = [one for one in people.units(tx) if one.id != unit.id]
    pages = max(1, -(-len(found) // PAGE))
    here = [button(one.name, "j", unit.id, one.id) for one in found[page * PAGE : (page + 1) * PAGE]]
    turns = [button(sign, "m", unit.id, to) for sign, to in (("◀", page - 1), ("▶", page + 1)) if 0 <= to < pages]
    return Card(t.whom_to_join(unit.name), [*in_pairs(here), turns, _back(t, unit)])


def sure_to_merge(tx: Tx, t: Texts, unit: Unit, into: Unit) -> Card:
    """Show what merging two units means."""
    one = desk.standing(tx, unit)
    words = t.unit_merge_means(
        unit.name, into.name, sum(len(names) for _, names in one.held), len(one.open), external=into.external
    )
    return Card(words, [[button(t.unit_button("do_it"), "J", unit.id, into.id, style=BAD)], _back(t, unit)])


def _back(t: Texts, unit: Unit) -> list[Button]:
    return [button(t.people_button("back"), "u", unit.id)]
