"""Taps: those on buttons that are of no particular thing, and the way to all others."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards import absence as away
from bot.cards import agenda as recurring
from bot.cards import piket, show, special_days
from bot.cards import recap as summing
from bot.cards import search as finding
from bot.desk import drafts, members, presses, recap, speak
from bot.desk.answers import Answer, refusal
from bot.desk.freshness import VERB as FRESHNESS
from bot.reception import agenda, calendars, freshness
from bot.reception.commands import LANGUAGE_NAMES, begin
from bot.reception.senders import Sender, known, say_card
from bot.sop.model import Person
from bot.sop.press import BadPressError, Press
from bot.texts import Texts, speaking
from storage import articles
from storage.outbox import ANSWER
from storage.store import Tx


def tap(tx: Tx, sender: Sender, data: str) -> Answer:
    """Do what a tap asks. Authority is looked up now; the data may be anything a client sends."""
    person = known(tx, sender)
    if person is None:
        return Answer(str(speaking(sender.language, tx.office, tx.now).not_your_thing()), alert=True)
    t = show.texts_for(tx, person)
    if not sender.private:
        return refusal(t.anonymous_refused())
    try:
        press = Press.unpack(data)
    except BadPressError:
        return refusal(t.unknown_button())
    own = _TAPS.get(press.verb)
    return own(tx, sender, person, t, press) if own else presses.tap(tx, person, press, t)


def _summed(tx: Tx, sender: Sender, person: Person, t: Texts, arg: str) -> Answer:
    """Show another recap, or send this one as a file or pictures: a right that was lost since is noticed here."""
    wish = summing.unpack(arg)
    if wish is None:
        return refusal(t.unknown_button())
    card = summing.card(tx, t, person, wish)
    if card is None:
        return refusal(t.recap_not_yours())
    if wish.form in summing.FORMS:
        allowed = recap.scope_for(tx, person, wish.scope) or wish.scope
        recap.send(tx, sender.chat_id, person.language, wish.span, allowed, wish.form)
        return Answer(t.sent_below())
    say_card(tx, sender.chat_id, card)
    return Answer()


def _set_language(tx: Tx, sender: Sender, person: Person, t: Texts, code: str) -> Answer:
    if code not in LANGUAGE_NAMES:
        return refusal(t.unknown_button())
    t = show.texts_for(tx, members.set_language(tx, person, code))
    speak.say(tx, sender.chat_id, t.language_set())
    return Answer()


def _substitute(tx: Tx, sender: Sender, person: Person, t: Texts, arg: str) -> Answer:
    """Show or save who stands in for whom: a right that was lost since is noticed here."""
    wish = away.unpack(arg)
    card = away.card(tx, t, person, wish) if wish else t.unknown_button()
    if isinstance(card, str):
        return refusal(card)
    say_card(tx, sender.chat_id, card)
    return Answer()


def _more(tx: Tx, sender: Sender, person: Person, t: Texts, press: Press) -> Answer:
    card = finding.more(tx, t, person, press)
    if card is None:
        return refusal(t.search_forgotten())
    say_card(tx, sender.chat_id, card)
    return Answer()


def _chosen_unit(tx: Tx, sender: Sender, person: Person, t: Texts, arg: str) -> Answer:
    allowed = {str(unit.id): unit.id for unit in drafts.units_to_write_for(tx, person)}
    if arg not in allowed:
        return refusal(t.not_your_thing())
    draft = articles.draft_of(tx, person.id)
    if draft is not None:
        speak.show(tx, draft, person, anew=True, priority=ANSWER)
        return refusal(t.one_draft(draft.ref).striptags())
    begin(tx, sender, person, t, allowed[arg])
    return Answer(t.write_now())


#: Taps on buttons that are of no particular thing.
_TAPS: dict[str, Callable[[Tx, Sender, Person, Texts, Press], Answer]] = {
    "lng": lambda tx, sender, person, t, press: _set_language(tx, sender, person, t, press.arg),
    "wrt": lambda tx, sender, person, t, press: _chosen_unit(tx, sender, person, t, press.arg),
    summing.VERB: lambda tx, sender, person, t, press: _summed(tx, sender, person, t, press.arg),
    finding.MORE: _more,
    special_days.VERB: calendars.day_tapped,
    piket.VERB: calendars.duty_tapped,
    away.VERB: lambda tx, sender, person, t, press: _substitute(tx, sender, person, t, press.arg),
    FRESHNESS: freshness.tap,
    recurring.VERB: agenda.tap,
}
