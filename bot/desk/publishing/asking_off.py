"""Asking for a page to be taken off: the Kasubbag decides, but for a grave reason nobody is waited for."""

from __future__ import annotations

from typing import Final

from bot.content.incoming import Incoming
from bot.desk.authority import capacities
from bot.desk.workflow import engine, rewording
from bot.desk.workflow.answer import Answer, Asked, Next, tried
from bot.desk.workflow.effects import Input
from bot.sop.flow import Action, Kind
from bot.sop.needs import GRAVE
from bot.sop.press import number
from bot.texts import default
from storage.store import Tx

#: The view on an article's card. Its argument is "" where the reason is asked for, else the grave one that was chosen.
VIEW: Final = "off"

#: Said to be sure: a page is taken off with the second tap, not the first.
SURE: Final = "sure"

LONGEST: Final = 1000


def takes_words(arg: str) -> bool:
    """Say whether a page asks for words: where a grave reason was chosen, a tap is asked for."""
    return not arg


def answer(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Ask the Kasubbag for the withdrawal, with the reason that was typed."""
    return _ask(tx, asked, Input(reason=message.text, data=rewording.typed_in(message)))


def choose(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Take a tap: a reason that is ready, a grave one, or that one is sure of it; None for what is none of these."""
    if value in GRAVE:
        return Answer(next=Next(VIEW, value))
    if value == SURE and asked.arg in GRAVE:
        return _pull(tx, asked)
    ready = asked.t.quick_reasons(Action.ASK_WITHDRAWAL)
    place = number(value[1:]) if value.startswith("q") else None
    return _ask(tx, asked, Input(reason=ready[place])) if place is not None and place < len(ready) else None


def may(tx: Tx, asked: Asked) -> bool:
    """Say whether somebody may ask for the withdrawal."""
    return Action.ASK_WITHDRAWAL in capacities.offered(tx, asked.person, asked.subject)


def _ask(tx: Tx, asked: Asked, given: Input) -> Answer:
    return tried(engine.act(tx, asked.person, Kind.ARTICLE, asked.article.id, Action.ASK_WITHDRAWAL, given=given))


def _pull(tx: Tx, asked: Asked) -> Answer:
    """Take the page off now; the reason stands in its place, so it is said in the office's language."""
    reason = default(tx.office, tx.now).grave_reason(asked.arg)
    given = Input(reason=reason, data={"grave": asked.arg})
    return tried(engine.act(tx, asked.person, Kind.ARTICLE, asked.article.id, Action.PULL, given=given))
