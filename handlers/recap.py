"""/rekap and its buttons: a span, whom it is narrowed to, and as what it comes."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import Card
from bot.cards.reporting import recap as cards
from bot.cards.reporting.recap import FORMS, KNOWN, Wish
from bot.dates import spans
from bot.dates.packed import unpack_span
from bot.desk.reporting import recap
from bot.desk.reporting.recap import Scope
from bot.desk.workflow.answer import Answer, refusal
from bot.sop.press import Press, number
from handlers.senders import Asker, say
from storage.store import Tx


def answer(tx: Tx, who: Asker, words: str) -> None:
    """Answer /rekap with what was typed after it; kindly where it cannot be read, or is not theirs to read."""
    span = spans.parse(words, tx.office.calendar.today(tx.now))
    if span is None:
        say(tx, who, Card(who.t.recap_unclear(), []))
        return
    card = cards.card(tx, who.t, who.person, Wish(span, Scope()))
    say(tx, who, card or Card(Markup.escape(who.t.recap_not_yours()), []))


def tap(tx: Tx, who: Asker, press: Press) -> Answer:
    """Show another recap, or send this one as a file or pictures: a right that was lost since is noticed here."""
    wish = unpack(press.arg)
    if wish is None:
        return refusal(who.t.unknown_button())
    card = cards.card(tx, who.t, who.person, wish)
    if card is None:
        return refusal(who.t.recap_not_yours())
    if wish.form in FORMS:
        allowed = recap.scope_for(tx, who.person, wish.scope) or wish.scope
        recap.send(tx, who.chat_id, who.person.language, wish.span, allowed, wish.form)
        return Answer(who.t.sent_below())
    say(tx, who, card)
    return Answer()


def unpack(arg: str) -> Wish | None:
    """Read a button's argument; None for what no button of ours carries."""
    days, _, rest = arg.partition(".")
    scope, _, form = rest.partition(".")
    span, narrowed = unpack_span(days), _scope(scope)
    if span is None or narrowed is None or form not in KNOWN:
        return None
    return Wish(span, narrowed, form)


def _scope(text: str) -> Scope | None:
    if text == "o":
        return Scope()
    chosen = number(text[1:])
    if chosen is None or text[0] not in "up":
        return None
    return Scope(unit_id=chosen) if text[0] == "u" else Scope(person_id=chosen)
