"""/libur and its buttons: days that close or open by decree. No screen is kept: what a button wants stands in it."""

from __future__ import annotations

from collections.abc import Callable

from bot.card import Card
from bot.cards.deadlines import calendar as cards
from bot.dates import leading_days
from bot.desk.deadlines import calendar, ramadan
from bot.desk.workflow.answer import Answer, refusal
from bot.sop.press import Press, number
from bot.texts.formats import TOAST, shorten
from handlers.senders import Asker, say
from storage import people
from storage import special_days as kept_days
from storage.office import Kind
from storage.special_days import Plan
from storage.store import Tx

REASON = 200  # characters

#: What a button makes of the days of a plan.
_KINDS: dict[str, Kind] = {"off": "off", "on": "on"}


def answer(tx: Tx, who: Asker, words: str) -> None:
    """Answer /libur: what is coming; with days after it, what a change would do."""
    say(tx, who, _typed(tx, who, words) if words.strip() else cards.overview(tx, who.t, who.person))


def _typed(tx: Tx, who: Asker, words: str) -> Card:
    if not calendar.may_change(tx, who.person):
        return Card(who.t.days_not_yours(), [])
    today = tx.office.calendar.today(tx.now)
    first, _, rest = words.strip().partition(" ")
    if first.casefold() == "ramadan":
        typed = leading_days.leading(rest, today)
        return cards.ramadan(tx, who.t, typed[0] if typed else None)
    found = leading_days.leading(words, today)
    if found is None:
        return Card(who.t.days_unclear(), [])
    span, reason = found
    plan = kept_days.plan(tx, who.person.id, span.first, span.last, reason[:REASON])
    return cards.plan_of(tx, who.t, plan, None)


def tap(tx: Tx, who: Asker, press: Press) -> Answer:
    """Do what a button of these cards asks, whoever made it up."""
    if not calendar.may_change(tx, who.person):
        return refusal(shorten(who.t.days_not_yours().striptags(), TOAST))
    verb, _, rest = press.arg.partition(".")
    if verb in _RAMADAN:
        shown = _RAMADAN[verb](tx, who, rest)
    else:
        shown = _take_back(tx, who, number(rest)) if verb == "back" else _of_plan(tx, who, verb, rest)
    if isinstance(shown, str):
        return refusal(shown)
    say(tx, who, shown)
    return Answer()


def _keep_ramadan(tx: Tx, who: Asker, rest: str) -> Card | str:
    span = ramadan.unpacked(rest)
    moved = ramadan.keep(tx, who.person, span) if span is not None else None
    return who.t.days_nothing() if span is None or moved is None else cards.ramadan_kept(tx, who.t, span, moved)


def _no_ramadan(tx: Tx, who: Asker, _rest: str) -> Card | str:
    return Card(who.t.ramadan_declined(), []) if ramadan.decline(tx, who.person) else who.t.days_nothing()


def _ramadan_back(tx: Tx, who: Asker, rest: str) -> Card | str:
    hours_id = number(rest)
    span = ramadan.take_back(tx, who.person, hours_id) if hours_id is not None else None
    return Card(who.t.ramadan_kept(span, 0, "", back=True), []) if span is not None else who.t.days_nothing()


#: What a button about Ramadan does.
_RAMADAN: dict[str, Callable[[Tx, Asker, str], Card | str]] = {
    "ram": _keep_ramadan,
    "ramno": _no_ramadan,
    "ramback": _ramadan_back,
}


def _take_back(tx: Tx, who: Asker, day_id: int | None) -> Card | str:
    decided = calendar.take_back(tx, who.person, day_id) if day_id is not None else None
    return cards.changed(tx, who.t, decided, []) if decided else who.t.days_nothing()


def _of_plan(tx: Tx, who: Asker, verb: str, rest: str) -> Card | str:
    """Show or make what somebody planned; words where it is forgotten or somebody else's."""
    plan_id, _, scope = rest.partition(".")
    chosen = number(plan_id)
    plan = kept_days.planned(tx, who.person.id, chosen) if chosen is not None else None
    unit_id = number(scope[1:]) if scope[:1] == "u" else None
    known = {unit.id for unit in people.units(tx)}
    if plan is None or (scope and unit_id not in known):
        return who.t.days_forgotten()
    if verb == "units":
        return cards.units(tx, who.t, plan)
    if verb == "plan":
        return cards.plan_of(tx, who.t, plan, unit_id)
    return _decide(tx, who, plan, unit_id, _KINDS[verb]) if verb in _KINDS else who.t.days_forgotten()


def _decide(tx: Tx, who: Asker, plan: Plan, unit_id: int | None, kind: Kind) -> Card | str:
    decided = calendar.decide(tx, who.person, plan, unit_id, kind)
    if decided is None:
        return who.t.days_nothing()
    held = [kept_days.held_on(tx, day, unit_id) for day in (plan.first, plan.last)]
    return cards.changed(tx, who.t, decided, [special for special in held if special is not None])
