"""What any card's buttons do: open and leave a dialog, choose in it, show the card anew, make a move of the SOP."""

from __future__ import annotations

from dataclasses import replace

from bot.desk import dialogs, notify
from bot.desk.authority import recipients
from bot.desk.dispositions import intake
from bot.desk.workflow import engine
from bot.desk.workflow.answer import Answer, Asked, refusal, tried
from bot.desk.workflow.effects import Input
from bot.desk.workflow.engine import Moved, Refused
from bot.sop.flow import Action
from bot.sop.model import Article, Disposition, InfoClass, Subject
from bot.sop.needs import Reason
from bot.sop.press import Press, number
from bot.sop.roles import Role, Who
from bot.texts import Texts
from handlers.senders import Asker
from storage import events, people
from storage.outbox import ANSWER
from storage.store import Tx


def not_now(who: Asker, subject: Subject) -> Answer:
    """Say that what a button asks cannot be done in the state the thing is in."""
    return refusal(who.t.refusal("not_now", subject.ref, subject.state, ""))


# --- dialogs -----------------------------------------------------------------------------------------


def open_dialog(tx: Tx, who: Asker, subject: Subject, press: Press) -> Answer:
    """Open a dialog on the card, and say to type where it waits for words."""
    name, _, arg = press.arg.partition(".")
    opening = dialogs.open_dialog(tx, Asked(who.person, subject, arg, who.t), name)
    if opening is not None:
        return Answer(dialogs.hint(name, opening.arg, who.t))
    notify.show(tx, subject, who.person, anew=False, priority=ANSWER)
    return not_now(who, subject)


def leave(tx: Tx, who: Asker, subject: Subject, _press: Press) -> Answer:
    """Go back to the card's own face."""
    dialogs.leave(tx, who.person, subject)
    return Answer()


def choose(tx: Tx, who: Asker, subject: Subject, press: Press) -> Answer:
    """Take a choice in the dialog that is open."""
    answer = dialogs.choose(tx, who.person, subject, press.arg, who.t)
    if answer is None:
        notify.show(tx, subject, who.person, anew=False, priority=ANSWER)
        return refusal(who.t.view_gone())
    hint = dialogs.follow(tx, who.person, answer.next, who.t, typed=False)
    return answer if answer.text else replace(answer, text=hint)


def show(tx: Tx, who: Asker, subject: Subject, _press: Press) -> Answer:
    """Show the card of a thing anew."""
    notify.show(tx, subject, who.person, anew=True, priority=ANSWER)
    return Answer()


# --- moves -------------------------------------------------------------------------------------------


def move(tx: Tx, who: Asker, subject: Subject, press: Press) -> Answer:
    """Make the move of the SOP that a button is for."""
    action = Action(press.verb)
    if action is Action.COMPLETE and isinstance(subject, Disposition):
        return tried(intake.complete(tx, who.person, subject.id, press.version))
    given = _given(tx, press, action)
    if given is None:
        return refusal(who.t.unknown_button())
    result = engine.act(tx, who.person, subject.kind, subject.id, action, version=press.version, given=given)
    return _accepted_by_another(tx, who, action, result) or tried(result)


def _accepted_by_another(tx: Tx, who: Asker, action: Action, result: Moved | Refused) -> Answer | None:
    """Say to a second tap on a disposisi that was accepted who has it; None for whatever else was tried."""
    if action is not Action.ACCEPT or not isinstance(result, Refused) or result.why is not Reason.NOT_NOW:
        return None
    handler = recipients.handler(tx, result.thing) if isinstance(result.thing, Disposition) else None
    if handler is None:
        return None
    notify.show(tx, result.thing, who.person, anew=False, priority=ANSWER)
    return refusal(who.t.accepted_already(result.thing.ref, None if handler.id == who.person.id else handler.name))


def _given(tx: Tx, press: Press, action: Action) -> Input | None:
    """Read what a button carries besides the move; None when it makes no sense (a forged one)."""
    if action is Action.APPROVE:
        return Input(info_class=InfoClass(press.arg)) if press.arg in set(InfoClass) else Input()
    if action is Action.TAKE_IN:
        disposition, staf = (number(part) for part in press.arg.partition(".")[::2])
        if disposition is None or staf is None:
            return Input()
        known = {p.id for p in people.holders(tx, Role.STAF)}
        return Input(disposition_id=disposition, staf_id=staf) if staf in known else None
    return Input()


# --- the words of an answer --------------------------------------------------------------------------


def told(tx: Tx, who: Asker, answer: Answer) -> Answer:
    """Say in words what came of a move, if one was tried; a refused one has its card shown as it is now."""
    result = answer.result
    if result is None:
        return answer
    if isinstance(result, Moved):
        informed = [p.name for p in result.told if p.id not in {w.id for w in result.waiting}]
        waiting = [who.t.you() if p.id == who.person.id else p.name for p in result.waiting]
        live = isinstance(result.thing, Article) and result.thing.published_revision is not None
        return Answer(who.t.done(result.action, result.thing.ref, waiting, informed, live=live))
    notify.show(tx, result.thing, who.person, anew=False, priority=ANSWER)
    return refusal(_why_not(tx, result, who.t))


def _why_not(tx: Tx, refused: Refused, t: Texts) -> str:
    """Say why not; where it is too late, say who did what already and when."""
    last = events.last(tx, refused.thing.kind, refused.thing.id, *(a.value for a in Action))
    happened = ""
    if last is not None:
        who = people.name(tx, last.actor_id)
        capacity = Who(last.data["as"]) if "as" in last.data else None
        happened = t.event(last.what, who, capacity, last.at, {"to": last.data.get("to")}).striptags()
    return t.refusal(str(refused.why), refused.thing.ref, refused.thing.state, happened)
