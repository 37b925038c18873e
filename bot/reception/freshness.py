"""/kesegaran and the buttons of its board."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards import freshness as cards
from bot.desk import freshness
from bot.desk.answers import Answer, refusal
from bot.reception.senders import Sender, say_card
from bot.sop.freshness import Standing
from bot.sop.model import Person
from bot.sop.press import Press
from bot.texts import Texts
from storage.store import Tx


def command(tx: Tx, sender: Sender, person: Person, t: Texts, _words: str) -> None:
    """Show the board: the picture, and below it the words and what can be done."""
    freshness.send_picture(tx, sender.chat_id, person)
    say_card(tx, sender.chat_id, cards.board(tx, t, person))


def tap(tx: Tx, sender: Sender, person: Person, t: Texts, press: Press) -> Answer:
    """Do what a tap on the board asks; the key in it may be of a section that is watched no more."""
    what, _, key = press.arg.partition(".")
    if what in {"", "p"}:
        return _whole(tx, sender, person, t, what)
    one, do = freshness.of(tx, key), _OF_ONE.get(what)
    if one is None or do is None:
        return refusal(t.unknown_button())
    return do(tx, sender, person, t, one)


def _whole(tx: Tx, sender: Sender, person: Person, t: Texts, what: str) -> Answer:
    """Show the whole board: its card, or its picture."""
    if what == "p":
        freshness.send_picture(tx, sender.chat_id, person)
        return Answer(t.sent_below())
    say_card(tx, sender.chat_id, cards.board(tx, t, person))
    return Answer()


def _open(tx: Tx, sender: Sender, person: Person, t: Texts, one: Standing) -> Answer:
    say_card(tx, sender.chat_id, cards.section(tx, t, person, one))
    return Answer()


def _check(tx: Tx, _sender: Sender, person: Person, t: Texts, one: Standing) -> Answer:
    if freshness.check(tx, person, one.watched.key) is None:
        return refusal(t.not_your_section())
    return Answer(t.section_checked(one.watched.name))


def _order(tx: Tx, _sender: Sender, person: Person, t: Texts, one: Standing) -> Answer:
    if not freshness.may_make(tx, person):
        return refusal(t.only_kabag().striptags())
    made = freshness.make_order(tx, person, one.watched.key)
    return Answer(t.sent_below()) if made else Answer(t.not_stale(), alert=True)


def _history(tx: Tx, sender: Sender, person: Person, t: Texts, one: Standing) -> Answer:
    freshness.send_picture(tx, sender.chat_id, person, one.watched.key)
    return Answer(t.sent_below())


#: What a button does with one section.
_OF_ONE: dict[str, Callable[[Tx, Sender, Person, Texts, Standing], Answer]] = {
    "s": _open,
    "c": _check,
    "d": _order,
    "h": _history,
}
