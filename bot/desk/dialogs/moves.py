"""Dialogs that prepare a move of the SOP: its reason, its moment, the disposisi it is under."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.content.incoming import Incoming
from bot.dates import moments
from bot.desk.authority import capacities
from bot.desk.deadlines import doubts
from bot.desk.publishing import schedule
from bot.desk.workflow import engine, rewording
from bot.desk.workflow.answer import Answer, Asked, Next, refusal, tried
from bot.desk.workflow.effects import Input
from bot.sop import flow
from bot.sop.flow import Action
from bot.sop.press import number
from bot.texts import default
from storage.store import Tx

#: How far ahead a moment may lie: beyond it somebody mistyped a year.
FARTHEST = timedelta(days=730)


def may_read(tx: Tx, asked: Asked) -> bool:
    """Who sees a thing may read about it."""
    return capacities.may_see(tx, asked.person, asked.subject)


def may_make(action: Action) -> Callable[[Tx, Asked], bool]:
    """Who may make a move may open what prepares it."""

    def may(tx: Tx, asked: Asked) -> bool:
        return _offered(tx, asked, action)

    return may


def _offered(tx: Tx, asked: Asked, action: Action) -> bool:
    return action in capacities.offered(tx, asked.person, asked.subject)


def may_give_reason(tx: Tx, asked: Asked) -> bool:
    """Who may make the move that the page names may give its reason."""
    return asked.arg in set(Action) and _offered(tx, asked, Action(asked.arg))


def may_confirm(tx: Tx, asked: Asked) -> bool:
    """Who may make the move that the page names is asked whether they are sure, unless it needs a reason now.

    An old "sure?" of a form must not open on a disposisi that was sent.
    """
    return may_give_reason(tx, asked) and not flow.needs_reason(asked.subject.state, Action(asked.arg))


def may_take_in(tx: Tx, asked: Asked) -> bool:
    """Who may take an article in chooses its Staf, under the disposisi that the page names."""
    return number(asked.arg) is not None and _offered(tx, asked, Action.TAKE_IN)


def reason(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Make the move with the reason that was typed."""
    return _move(tx, asked, Action(asked.arg), Input(reason=message.text, data=rewording.typed_in(message)))


def ready_reason(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Make the move with one of the reasons on offer."""
    action = Action(asked.arg)
    # the reason of a withdrawal stands on the public page, so it is said in the office's language
    quick = (default(tx.office, tx.now) if action is Action.WITHDRAW else asked.t).quick_reasons(action)
    place = number(value[1:]) if value.startswith("q") else None
    if place is None or place >= len(quick):
        return None
    return _move(tx, asked, action, Input(reason=quick[place]))


def note(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Send the report with a note, or with the answer to the Kabag's question."""
    return _move(tx, asked, Action.POST, Input(reason=message.text))


def ready_note(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Send the report with one of the notes on offer, in the office's language; a question is answered in words."""
    ready = default(tx.office, tx.now).quick_reasons(Action.POST)
    place = number(value[1:]) if value.startswith("q") else None
    if place is None or place >= len(ready) or asked.disposition.question:
        return None
    return _move(tx, asked, Action.POST, Input(reason=ready[place]))


def disposition(_tx: Tx, _asked: Asked, value: str) -> Answer | None:
    """Take an article in under a disposisi: its Staf is chosen next."""
    return Answer(next=Next("take", value)) if number(value) is not None else None


def when_typed(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Schedule the publication for a moment that was typed; one on a day off is asked about first."""
    at = moments.parse(message.text, tx.office.calendar, tx.now)
    doubt = doubts.about_moment(tx, at) if at is not None and not unfit(tx, asked, at) else None
    return Answer(next=Next("when", doubts.key_of(doubt.at))) if doubt is not None else _schedule(tx, asked, at)


def when_chosen(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Schedule the publication for a moment on offer, or for the one that was typed."""
    typed = doubts.moment_of(asked.arg)
    doubt = doubts.about_moment(tx, typed) if typed is not None else None
    if typed is not None and value == doubts.AS_TYPED:
        return _schedule(tx, asked, typed)
    if doubt is not None and value == doubts.key_of(doubt.meant):
        return _schedule(tx, asked, doubt.meant)
    at = schedule.chosen(tx, value)
    return _schedule(tx, asked, at) if at else None


def _schedule(tx: Tx, asked: Asked, at: datetime | None) -> Answer:
    why = unfit(tx, asked, at)
    return refusal(why) if why else _move(tx, asked, Action.SCHEDULE, Input(at=at))


def unfit(tx: Tx, asked: Asked, at: datetime | None) -> str:
    """Say why a moment cannot be taken; "" when it can. None is one that could not be read."""
    if at is None or at - tx.now > FARTHEST:
        return asked.t.moment_unclear()
    return asked.t.moment_past() if at <= tx.now else ""


def _move(tx: Tx, asked: Asked, action: Action, given: Input) -> Answer:
    return tried(engine.act(tx, asked.person, asked.subject.kind, asked.subject.id, action, given=given))
