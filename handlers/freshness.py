"""/kesegaran and the buttons of its board."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards import freshness as cards
from bot.desk.freshness import board, proposals, staleness
from bot.desk.workflow.answer import Answer, refusal
from bot.sop.freshness import Standing
from bot.sop.press import Press
from handlers.senders import Asker, say
from storage.store import Tx


def show_board(tx: Tx, who: Asker, _words: str) -> None:
    """Show the board: the picture, and below it the words and what can be done."""
    board.send_picture(tx, who.chat_id, who.person)
    say(tx, who, cards.whole(tx, who.t, who.person))


def tap(tx: Tx, who: Asker, press: Press) -> Answer:
    """Do what a tap on the board asks; the key in it may be of a section that is watched no more."""
    what, _, key = press.arg.partition(".")
    if what in {"", "p"}:
        return _whole(tx, who, what)
    one, do = board.of(tx, key), _OF_ONE.get(what)
    return refusal(who.t.unknown_button()) if one is None or do is None else do(tx, who, one)


def _whole(tx: Tx, who: Asker, what: str) -> Answer:
    """Show the whole board: its card, or its picture."""
    if what == "p":
        board.send_picture(tx, who.chat_id, who.person)
        return Answer(who.t.sent_below())
    say(tx, who, cards.whole(tx, who.t, who.person))
    return Answer()


def _open(tx: Tx, who: Asker, one: Standing) -> Answer:
    say(tx, who, cards.section(tx, who.t, who.person, one))
    return Answer()


def _check(tx: Tx, who: Asker, one: Standing) -> Answer:
    if staleness.check(tx, who.person, one.watched.key) is None:
        return refusal(who.t.not_your_section())
    return Answer(who.t.section_checked(one.watched.name))


def _disposition(tx: Tx, who: Asker, one: Standing) -> Answer:
    if not proposals.may_make(tx, who.person):
        return refusal(who.t.only_kabag().striptags())
    made = proposals.make_disposition(tx, who.person, one.watched.key)
    return Answer(who.t.sent_below()) if made else refusal(who.t.not_stale())


def _history(tx: Tx, who: Asker, one: Standing) -> Answer:
    board.send_picture(tx, who.chat_id, who.person, one.watched.key)
    return Answer(who.t.sent_below())


#: What a button does with one section.
_OF_ONE: dict[str, Callable[[Tx, Asker, Standing], Answer]] = {
    "s": _open,
    "c": _check,
    "d": _disposition,
    "h": _history,
}
