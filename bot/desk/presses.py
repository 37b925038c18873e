"""Every tap on a button, from what it carries to what came of it, in words for the one who tapped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.desk import by_hand, dialogs, documents, drafts, engine, orders, reports, sharing, speak, standing, watching
from bot.desk.answers import Answer, Asked, refusal, tried
from bot.desk.effects import Given
from bot.desk.engine import Done, Refused
from bot.desk.standing import Thing
from bot.sop.flow import Action, State
from bot.sop.model import Article, Disposition, InfoClass, Person
from bot.sop.press import Press, number
from bot.sop.roles import Role, Who
from bot.texts import Texts
from storage import articles, dispositions, events, people
from storage.outbox import ANSWER
from storage.store import Tx


def tap(tx: Tx, person: Person, press: Press, t: Texts) -> Answer:
    """Do what a tap asks, if this person may: everything in it may be stale, foreign or made up."""
    subject = standing.thing(tx, press.kind, press.id) if press.kind else None
    if subject is None:
        return refusal(t.unknown_button())
    if not standing.may_see(tx, person, subject):
        return refusal(t.not_your_thing())
    if press.verb in _SCREEN:
        return _SCREEN[press.verb](tx, person, subject, press, t)
    if press.verb in set(Action):
        return _act(tx, person, subject, press, t)
    return refusal(t.unknown_button())


def _act(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Answer:
    action = Action(press.verb)
    if action is Action.COMPLETE and isinstance(subject, Disposition):
        return told(tx, person, tried(orders.complete(tx, person, subject.id, press.version)), t)
    given = _given(tx, press, action)
    if given is None:
        return refusal(t.unknown_button())
    result = engine.act(tx, person, subject.kind, subject.id, action, version=press.version, given=given)
    return told(tx, person, tried(result), t)


def _given(tx: Tx, press: Press, action: Action) -> Given | None:
    """Read what a button carries besides the move; None when it makes no sense (a forged one)."""
    if action is Action.APPROVE:
        return Given(info_class=InfoClass(press.arg)) if press.arg in set(InfoClass) else Given()
    if action is Action.TAKE_IN:
        order, staf = (number(part) for part in press.arg.partition(".")[::2])
        if order is None or staf is None:
            return Given()
        known = {p.id for p in people.holders(tx, Role.STAF)}
        return Given(disposition_id=order, staf_id=staf) if staf in known else None
    return Given()


def told(tx: Tx, person: Person, answer: Answer, t: Texts) -> Answer:
    """Say in words what came of a move, if one was tried; a refused one has its card shown as it is now."""
    result = answer.result
    if result is None:
        return answer
    if isinstance(result, Done):
        told = [p.name for p in result.told if p.id not in {w.id for w in result.waiting}]
        waiting = [t.you() if p.id == person.id else p.name for p in result.waiting]
        return Answer(t.done(result.action, result.thing.ref, waiting, told))
    speak.show(tx, result.thing, person, anew=False, priority=ANSWER)
    return refusal(_refusal(tx, result, t))


def _refusal(tx: Tx, refused: Refused, t: Texts) -> str:
    """Say why not; where it is too late, say who did what already and when."""
    last = events.last(tx, refused.thing.kind, refused.thing.id, *(a.value for a in Action))
    happened = ""
    if last is not None:
        data = events.data(last)
        who = people.name(tx, last["actor_id"])
        capacity = Who(data["as"]) if "as" in data else None
        happened = t.event(last["what"], who, capacity, standing.moment(last["at"]), {}).striptags()
    return t.refusal(str(refused.why), refused.thing.ref, refused.thing.state, happened)


# --- the words of the screens --------------------------------------------------------------------------


def _open(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Answer:
    view, _, arg = press.arg.partition(".")
    opening = dialogs.open_dialog(tx, Asked(person, subject, arg, t), view)
    if opening is not None:
        return Answer(dialogs.hint(view, opening.arg, t))
    speak.show(tx, subject, person, anew=False, priority=ANSWER)
    return refusal(t.refusal("not_now", subject.ref, subject.state, ""))


def _back(tx: Tx, person: Person, subject: Thing, _press: Press, _t: Texts) -> Answer:
    dialogs.leave(tx, person, subject)
    return Answer()


def _set(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Answer:
    answer = dialogs.choose(tx, person, subject, press.arg, t)
    if answer is None:
        speak.show(tx, subject, person, anew=False, priority=ANSWER)
        return refusal(t.view_gone())
    hint = dialogs.follow(tx, person, answer.next, t, typed=False)
    return told(tx, person, answer if answer.text else replace(answer, text=hint), t)


def _read(tx: Tx, person: Person, subject: Thing, _press: Press, t: Texts) -> Answer:
    """Send the whole article (or the disposisi's files) below, and the card again under it."""
    article = subject
    if isinstance(subject, Disposition):
        for sha256, filename in dispositions.files(tx, subject.id):
            speak.send_document(tx, person, sha256, filename, subject.ref)
        needed = articles.get(tx, subject.need_article_id) if subject.need_article_id else None
        if needed is not None and standing.may_see(tx, person, needed):  # a unit asked sees the order, not this
            article = needed
    speak.read_out(tx, article, person)
    speak.show(tx, subject, person, anew=True)
    return Answer(t.sent_below())


def _full_report(tx: Tx, person: Person, subject: Thing, _press: Press, t: Texts) -> Answer:
    """Send the whole report in as many messages as it needs, and the card again under it."""
    if not isinstance(subject, Disposition) or subject.state not in reports.WRITTEN:
        return refusal(t.refusal("not_now", subject.ref, subject.state, ""))
    speak.tell(tx, person.telegram_id, str(t.report(reports.compose(tx, subject))))
    speak.show(tx, subject, person, anew=True)
    return Answer(t.sent_below())


def _card(tx: Tx, person: Person, subject: Thing, _press: Press, _t: Texts) -> Answer:
    speak.show(tx, subject, person, anew=True, priority=ANSWER)
    return Answer()


def _ask_order(tx: Tx, person: Person, subject: Thing, _press: Press, t: Texts) -> Answer:
    """The Kasubbag asks the Kabag for a disposisi to take an article in under."""
    waits = isinstance(subject, Article) and subject.state is State.A_WAITING_KASUBBAG
    if not waits or Who.KASUBBAG not in standing.capacities(tx, person, subject):
        return refusal(t.refusal("not_now", subject.ref, subject.state, ""))
    assert isinstance(subject, Article)  # noqa: S101 - `waits`
    if subject.disposition_id is None:
        orders.ask_for_order(tx, subject)
    return refusal(t.order_asked([p.name for p in standing.on_duty(tx, Role.KABAG)]))


def _contribute(tx: Tx, person: Person, subject: Thing, _press: Press, t: Texts) -> Answer:
    """A unit that was asked begins its article under the disposisi."""
    asked = {u.id for u in dispositions.asked_units(tx, subject.id)} if isinstance(subject, Disposition) else set()
    mine = [u for u in drafts.units_to_write_for(tx, person) if u.id in asked]
    if not mine:
        return refusal(t.not_your_thing())
    if subject.state not in {State.D_WAITING_KASUBBAG, State.D_COLLECTING}:
        return refusal(t.refusal("not_now", subject.ref, subject.state, ""))
    draft = drafts.begin(tx, person, mine[0], subject.id)
    if draft.disposition_id is None:
        articles.change(tx, draft, disposition_id=subject.id)
    dialogs.leave(tx, person)
    speak.show(tx, articles.get(tx, draft.id) or draft, person, anew=True, priority=ANSWER)
    return Answer(t.write_now())


def _move(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Answer:
    """Put a draft into an article that was returned."""
    target_id = number(press.arg)
    target = articles.get(tx, target_id) if target_id is not None else None
    if not isinstance(subject, Article) or target is None or not drafts.move_into(tx, person, subject, target):
        return refusal(t.refusal("not_now", subject.ref, subject.state, ""))
    dialogs.open_dialog(tx, Asked(person, articles.get(tx, target.id) or target, "", t), "mend")
    speak.show(tx, target, person, anew=True, priority=ANSWER)
    return Answer(t.moved_into(target.ref))


def _paper(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Answer:
    """Send a disposisi's sheet, or its report, as a paper to print; it is set when it is sent."""
    if not isinstance(subject, Disposition) or subject.state not in _ON_PAPER.get(press.arg, frozenset()):
        return refusal(t.refusal("not_now", subject.ref, subject.state, ""))
    speak.send_paper(tx, person, subject, press.arg)
    return Answer(t.sent_below())


#: In which states a paper of a disposisi can be printed.
_ON_PAPER = {"completion": reports.WRITTEN, "disposition": frozenset(State) - {State.D_DRAFT, State.D_CANCELLED}}


def _keep_both(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Answer:
    """Bring back the Word file that a corrected one replaced."""
    by_message = number(press.arg)
    if isinstance(subject, Article) and by_message is not None and documents.keep_both(tx, person, subject, by_message):
        return Answer(t.kept_both())
    return refusal(t.refusal("not_now", subject.ref, subject.state, ""))


def _preview(tx: Tx, person: Person, subject: Thing, _press: Press, t: Texts) -> Answer:
    """Send the page as it will look, the website's own preview to the Staf, and the card again under it."""
    if not isinstance(subject, Article) or subject.state in NO_PREVIEW:
        return refusal(t.refusal("not_now", subject.ref, subject.state, ""))
    speak.send_preview(tx, person, subject)
    if Who.STAF in standing.capacities(tx, person, subject):
        speak.ask_draft_link(tx, person, subject)
    speak.show(tx, subject, person, anew=True)
    return Answer(t.sent_below())


#: What has a page to look at already, or never will.
NO_PREVIEW = frozenset({State.A_PUBLISHED, State.A_WITHDRAWN, State.A_CANCELLED, State.A_REJECTED})


def _aftercare(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Answer:
    """Do what is done about a page that is live: its alarms, and sharing it."""
    act = sharing.press if press.verb in sharing.VERBS else watching.press
    return act(tx, person, subject, press, t)


def _by_hand(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Answer:
    """Do what a person asks who publishes where no interface does."""
    return told(tx, person, by_hand.press(tx, person, subject, press, t), t)


_SCREEN: dict[str, Callable[[Tx, Person, Thing, Press, Texts], Answer]] = {
    "opn": _open,
    "bak": _back,
    "set": _set,
    "rea": _read,
    "ful": _full_report,
    "pap": _paper,
    "pvw": _preview,
    "crd": _card,
    "drq": _ask_order,
    "new": _contribute,
    "mov": _move,
    **dict.fromkeys((*watching.VERBS, *sharing.VERBS), _aftercare),
    **dict.fromkeys(by_hand.VERBS, _by_hand),
    documents.KEEP_BOTH: _keep_both,
}
