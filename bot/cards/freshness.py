"""The freshness board and the card of one section. What a button wants stands in the button."""

from __future__ import annotations

from bot.card import GOOD, Button, Card, Rows, in_pairs
from bot.desk.freshness import board, proposals, staleness
from bot.sop.freshness import Light, Standing
from bot.sop.model import Person
from bot.sop.press import Press, Verb
from bot.texts import Texts
from bot.texts.formats import label
from storage.store import Tx

MOST = 20  # sections with a button of their own


def whole(tx: Tx, t: Texts, person: Person) -> Card:
    """Show how every section stands; what is not fresh opens first."""
    found = board.board(tx, person)
    opened = sorted(found, key=lambda one: one.light is Light.FRESH)[:MOST]
    rows = in_pairs([_button(label(one.watched.name), f"s.{one.watched.key}") for one in opened])
    return Card(t.freshness_board(found), [*rows, [_button(t.freshness_button("picture"), "p.")]])


def section(tx: Tx, t: Texts, person: Person, one: Standing) -> Card:
    """Show one section, with what this person can do about it."""
    key, rows = one.watched.key, Rows()
    if staleness.may_check(tx, person, one.watched):
        rows.append([_button(t.freshness_button("check"), f"c.{key}", GOOD)])
    if proposals.may_make_one(tx, person, key):
        rows.append([_button(t.freshness_button("order"), f"d.{key}")])
    rows.append([_button(t.freshness_button("history"), f"h.{key}"), _button(t.freshness_button("board"), "")])
    return Card(t.freshness_detail(one), rows)


def _button(words: str, arg: str, style: str = "") -> Button:
    return Button(words, Press(Verb.FRESHNESS, arg=arg), style=style)
