"""/agenda and its buttons."""

from __future__ import annotations

from markupsafe import Markup

from bot.cards import agenda as cards
from bot.cards.card import Card
from bot.desk import agenda
from bot.desk.presses import Outcome
from bot.reception.senders import Sender, say_card
from bot.sop.model import Person
from bot.sop.press import Press, number
from bot.texts import Texts
from storage import recurring
from storage.recurring import Entry
from storage.store import Tx

#: What a button's argument begins with: opens the form now, skips once, asks to stop, stops. The Kabag's alone.
CHANGES = frozenset("nkqx")


def command(tx: Tx, sender: Sender, person: Person, t: Texts, _words: str) -> None:
    """List what comes round, for those who may read it."""
    card = cards.listed(tx, t, person) if agenda.may_read(tx, person) else Card(Markup.escape(t.agenda_not_yours()), [])
    say_card(tx, sender.chat_id, card)


def tap(tx: Tx, sender: Sender, person: Person, t: Texts, press: Press) -> Outcome:
    """Do what a tap on the agenda asks; its entry may be over, and whoever taps no Kabag any more."""
    what, (about, _, day) = press.arg[:1], press.arg[1:].partition(".")
    if not agenda.may_read(tx, person) or (what in CHANGES and not agenda.may_change(tx, person)):
        return Outcome(t.agenda_not_yours(), alert=True)
    if press.arg == "l":
        say_card(tx, sender.chat_id, cards.listed(tx, t, person))
        return Outcome()
    found = number(about)
    one = recurring.get(tx, found) if found is not None else None
    if one is None or what not in CHANGES | {"o"}:
        return Outcome(t.unknown_button(), alert=True)
    if one.next_on is None and what != "o":
        return Outcome(t.agenda_gone(), alert=True)
    return _do(tx, sender, person, t, one, what, day)


def _do(tx: Tx, sender: Sender, person: Person, t: Texts, one: Entry, what: str, day: str) -> Outcome:
    if what == "n":
        agenda.open_now(tx, person, one)
        return Outcome(t.agenda_opened())
    if what == "k":
        return _skipped(tx, sender, person, t, one, day)
    if what == "x":
        agenda.stop(tx, person, one)
        say_card(tx, sender.chat_id, cards.listed(tx, t, person))
        return Outcome(t.agenda_stopped())
    say_card(tx, sender.chat_id, cards.sure(tx, t, one) if what == "q" else cards.entry(tx, t, person, one))
    return Outcome()


def _skipped(tx: Tx, sender: Sender, person: Person, t: Texts, one: Entry, day: str) -> Outcome:
    """Leave out the date the button named, and no other: a second tap on it does nothing more."""
    left_out = one.next_on
    if left_out is None or not agenda.skip(tx, person, one, day):
        return Outcome(t.agenda_gone(), alert=True)
    now = recurring.get(tx, one.id) or one
    say_card(tx, sender.chat_id, cards.entry(tx, t, person, now))
    return Outcome(t.agenda_skipped(left_out, agenda.comes_on(tx, now)))
