"""/unit and its buttons: the units of the office, as a regency reorganises them."""

from __future__ import annotations

from bot.card import Card
from bot.cards.people import units as cards
from bot.desk import notify
from bot.desk.people import appointments, units
from bot.desk.workflow.answer import Answer, refusal
from bot.sop.model import Unit, UnitKind
from bot.sop.press import Press
from bot.texts.formats import TOAST, shorten
from handlers.members import Wish
from handlers.senders import Asker, say
from storage import people, screens
from storage.store import Tx
from storage.units import ended


def answer(tx: Tx, who: Asker, words: str) -> None:
    """Answer /unit: every unit, or the one named."""
    found = people.find_unit(tx, words.strip()) if words.strip() else None
    if not appointments.may_manage(tx, who.person):
        notify.say(tx, who.chat_id, who.t.only_admin_units())
    elif found is not None:
        say(tx, who, cards.card(tx, who.t, found))
    else:
        say(tx, who, cards.everything(tx, who.t))


def tap(tx: Tx, who: Asker, press: Press) -> Answer:
    """Do what a button of these cards asks, whoever made it up."""
    if not appointments.may_manage(tx, who.person):
        return refusal(who.t.people_refused("not_yours", ""))
    shown = _do(tx, Wish(who, press.arg.split(".")))
    if isinstance(shown, str):
        return refusal(shorten(shown, TOAST))
    say(tx, who, shown)
    return Answer()


def _do(tx: Tx, wish: Wish) -> Card | str:
    step, t = wish.parts[0], wish.who.t
    if step == "l":
        return cards.everything(tx, t, wish.id())
    if step == "a":
        return cards.which_kind(t)
    if step == "n" and wish.text(1) in set(UnitKind):
        screens.ask(tx, wish.who.person.id, "unit_name", wish.text(1))
        return Card(t.ask_unit_name(), [])
    unit = _unit(tx, wish.id())
    if unit is None:
        return t.unknown_button()
    return _show(tx, wish, unit) if step in "urkmje" else _change(tx, wish, unit)


def _unit(tx: Tx, unit_id: int) -> Unit | None:
    try:
        return None if ended(tx, unit_id) else people.unit(tx, unit_id)
    except KeyError:
        return None


def _show(tx: Tx, wish: Wish, unit: Unit) -> Card | str:
    step, t, into = wish.parts[0], wish.who.t, _unit(tx, wish.id(2))
    if step == "r":
        screens.ask(tx, wish.who.person.id, "unit_rename", str(unit.id))
        return Card(t.ask_unit_rename(unit.name), [])
    if step == "k" and wish.text(2) in set(UnitKind):
        return cards.sure_of_kind(tx, t, unit, UnitKind(wish.text(2)))
    if step == "m":
        return cards.whom_to_join(tx, t, unit, wish.id(2))
    if step == "j" and into is not None:
        why = units.why_not_merge(tx, unit, into)
        return t.people_refused(why, unit.name) if why else cards.sure_to_merge(tx, t, unit, into)
    if step == "e":
        return cards.sure_to_end(tx, t, unit)
    return cards.card(tx, t, unit) if step == "u" else t.unknown_button()


def _change(tx: Tx, wish: Wish, unit: Unit) -> Card | str:
    step, who, into = wish.parts[0], wish.who, _unit(tx, wish.id(2))
    if step == "K" and wish.text(2) in set(UnitKind):
        why = units.set_kind(tx, who.person, unit, UnitKind(wish.text(2)))
    elif step == "E":
        why = units.end(tx, who.person, unit)
    elif step == "J" and into is not None:
        why = units.merge(tx, who.person, unit, into)
    else:
        return who.t.unknown_button()
    if why is not None:
        return who.t.people_refused(why, unit.name)
    shown = into if step == "J" else unit
    return (
        cards.everything(tx, who.t)
        if step == "E" or shown is None
        else cards.card(tx, who.t, people.unit(tx, shown.id))
    )


def name_typed(tx: Tx, who: Asker, arg: str, words: str) -> Card | str:
    """Take the name of a new unit."""
    if arg not in set(UnitKind):
        return who.t.unknown_button()
    made = units.add(tx, who.person, words, UnitKind(arg))
    if isinstance(made, str):
        return who.t.people_refused(made, "")
    screens.forget_question(tx, who.person.id)
    return cards.card(tx, who.t, made)


def rename_typed(tx: Tx, who: Asker, arg: str, words: str) -> Card | str:
    """Take the new name of a unit."""
    unit = _unit(tx, int(arg))
    why = units.rename(tx, who.person, unit, words) if unit is not None else "unit_ended"
    if unit is None or why is not None:
        return who.t.people_refused(why or "unit_ended", "")
    screens.forget_question(tx, who.person.id)
    return cards.card(tx, who.t, people.unit(tx, unit.id))
