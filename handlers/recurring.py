"""/agenda and its buttons: dispositions that come round."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import Card
from bot.cards.dispositions import recurring as cards
from bot.desk.dispositions import recurring
from bot.desk.workflow.answer import Answer, refusal
from bot.sop.press import Press, number
from handlers.senders import Asker, say
from storage import recurring as entries
from storage.recurring import Entry
from storage.store import Tx

#: What a button's argument begins with: opens the form now, skips once, asks to stop, stops. The Kabag's alone.
CHANGES = frozenset("nkqx")


def listed(tx: Tx, who: Asker, _words: str) -> None:
    """List what comes round, for those who may read it."""
    may = recurring.may_read(tx, who.person)
    refused = Card(Markup.escape(who.t.agenda_not_yours()), [])
    say(tx, who, cards.listed(tx, who.t, who.person) if may else refused)


def tap(tx: Tx, who: Asker, press: Press) -> Answer:
    """Do what a tap on the agenda asks; its entry may be over, and whoever taps no Kabag any more."""
    what, (about, _, day) = press.arg[:1], press.arg[1:].partition(".")
    if not recurring.may_read(tx, who.person) or (what in CHANGES and not recurring.may_change(tx, who.person)):
        return refusal(who.t.agenda_not_yours())
    if press.arg == "l":
        say(tx, who, cards.listed(tx, who.t, who.person))
        return Answer()
    found = number(about)
    one = entries.get(tx, found) if found is not None else None
    if one is None or what not in CHANGES | {"o"} or not recurring.may_read_entry(tx, who.person, one):
        return refusal(who.t.unknown_button())
    if one.next_on is None and what != "o":
        return refusal(who.t.agenda_gone())
    return _do(tx, who, one, what, day)


def _do(tx: Tx, who: Asker, one: Entry, what: str, day: str) -> Answer:
    if what == "n":
        recurring.open_now(tx, who.person, one)
        return Answer(who.t.agenda_opened())
    if what == "k":
        return _skipped(tx, who, one, day)
    if what == "x":
        recurring.stop(tx, who.person, one)
        say(tx, who, cards.listed(tx, who.t, who.person))
        return Answer(who.t.agenda_stopped())
    say(tx, who, cards.sure(tx, who.t, one) if what == "q" else cards.entry(tx, who.t, who.person, one))
    return Answer()


def _skipped(tx: Tx, who: Asker, one: Entry, day: str) -> Answer:
    """Leave out the date the button named, and no other: a second tap on it does nothing more."""
    left_out = one.next_on
    if left_out is None or not recurring.skip(tx, who.person, one, day):
        return refusal(who.t.agenda_gone())
    now = entries.get(tx, one.id) or one
    say(tx, who, cards.entry(tx, who.t, who.person, now))
    return Answer(who.t.agenda_skipped(left_out, recurring.comes_on(tx, now)))
