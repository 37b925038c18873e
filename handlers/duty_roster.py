"""/piket and its buttons: who is on duty. What a button wants stands in the button."""

from __future__ import annotations

from bot.card import Card
from bot.cards.people import duty_roster as cards
from bot.dates.packed import unpack_span
from bot.desk.deadlines.calendar import may_change
from bot.desk.people import duty_roster
from bot.desk.workflow.answer import Answer, refusal
from bot.sop.press import Press, number
from bot.texts.formats import TOAST, shorten
from handlers.senders import Asker, say
from storage.store import Tx


def answer(tx: Tx, who: Asker, words: str) -> None:
    """Answer /piket: the roster; with a name and days after it, set it."""
    say(tx, who, _typed(tx, who, words) if words.strip() else cards.overview(tx, who.t, who.person))


def _typed(tx: Tx, who: Asker, words: str) -> Card:
    if not may_change(tx, who.person):
        return Card(who.t.days_not_yours(), [])
    found = duty_roster.named(tx, words)
    put = duty_roster.put(tx, who.person, found[0].id, found[1]) if found else None
    if put is None:
        return Card(who.t.duty_unclear([one.name for one in duty_roster.candidates(tx)]), [])
    return cards.overview(tx, who.t, who.person)


def tap(tx: Tx, who: Asker, press: Press) -> Answer:
    """Do what a button of these cards asks, whoever made it up."""
    if not may_change(tx, who.person):
        return refusal(shorten(who.t.days_not_yours().striptags(), TOAST))
    shown = cards.who(tx, who.t) if press.arg == "who" else _change(tx, who, press.arg)
    if isinstance(shown, str):
        return refusal(shown)
    say(tx, who, shown)
    return Answer()


def _change(tx: Tx, who: Asker, arg: str) -> Card | str:
    """Take somebody off duty or put them on; words say why not."""
    chosen, _, days = arg[1:].partition(".")
    target = number(chosen)
    if target is None:
        return who.t.unknown_button()
    if arg[0] == "x":
        taken_off = duty_roster.take_off(tx, who.person, target)
        return cards.overview(tx, who.t, who.person) if taken_off else who.t.days_nothing()
    return _put(tx, who, target, days)


def _put(tx: Tx, who: Asker, target: int, days: str) -> Card | str:
    found = next((one for one in duty_roster.candidates(tx) if one.id == target), None)
    if found is None:
        return who.t.unknown_button()
    if not days:
        return cards.when(tx, who.t, found)
    span = unpack_span(days)
    if span is None or duty_roster.put(tx, who.person, target, span) is None:
        return who.t.unknown_button()
    return cards.overview(tx, who.t, who.person)
