"""Every tap on a button, from what it carries to what came of it, in words for the one who tapped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.desk import by_hand, documents, drafts, engine, orders, reports, sharing, speak, standing, views, watching
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the one who tapped reads at once: plain text of at most 200 characters; alert: in a window."""

    text: str = ""
    alert: bool = False


def tap(tx: Tx, person: Person, press: Press, t: Texts) -> Outcome:
    """Do what a tap asks, if this person may: everything in it may be stale, foreign or made up."""
    subject = standing.thing(tx, press.kind, press.id) if press.kind else None
    if subject is None:
        return Outcome(t.unknown_button(), alert=True)
    if not standing.may_see(tx, person, subject):
        return Outcome(t.not_your_thing(), alert=True)
    if press.verb in _SCREEN:
        return _SCREEN[press.verb](tx, person, subject, press, t)
    if press.verb in set(Action):
        return _act(tx, person, subject, press, t)
    return Outcome(t.unknown_button(), alert=True)


def _act(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Outcome:
    action = Action(press.verb)
    if action is Action.COMPLETE and isinstance(subject, Disposition):
        return outcome(tx, person, orders.complete(tx, person, subject.id, press.version), t)
    given = _given(tx, press, action)
    if given is None:
        return Outcome(t.unknown_button(), alert=True)
    result = engine.act(tx, person, subject.kind, subject.id, action, version=press.version, given=given)
    return outcome(tx, person, result, t)


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


def outcome(tx: Tx, person: Person, result: Done | Refused | str, t: Texts) -> Outcome:
    """Say in words what came of a move; a refused one has its card shown as it is now."""
    if isinstance(result, str):
        return Outcome(result, alert=bool(result))
    if isinstance(result, Done):
        told = [p.name for p in result.told if p.id not in {w.id for w in result.waiting}]
        waiting = [t.you() if p.id == person.id else p.name for p in result.waiting]
        return Outcome(t.done(result.action, result.thing.ref, waiting, told))
    speak.show(tx, result.thing, person, anew=False, priority=ANSWER)
    return Outcome(_refusal(tx, result, t), alert=True)


def _refusal(tx: Tx, refused: Refused, t: Texts) -> str:
    """Say why not; where it is too late, say who did what already and when."""
    last = events.last(tx, refused.thing.kind, refused.thing.id, *(a.value for a in Action))
    happened = ""
    if last is not None:
        who = people.name(tx, last.actor_id)
        capacity = Who(last.data["as"]) if "as" in last.data else None
        happened = t.event(last.what, who, capacity, last.at, {}).striptags()
    return t.refusal(str(refused.why), refused.thing.ref, refused.thing.state, happened)


# --- the words of the screens --------------------------------------------------------------------------


def _open(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Outcome:
    view, _, arg = press.arg.partition(".")
    if views.open_view(tx, person, subject, view, arg):
        return Outcome(t.type_it() if view in views.TYPED and view != "deadline" else "")
    speak.show(tx, subject, person, anew=False, priority=ANSWER)
    return Outcome(t.refusal("not_now", subject.ref, subject.state, ""), alert=True)


def _back(tx: Tx, person: Person, subject: Thing, _press: Press, _t: Texts) -> Outcome:
    views.leave(tx, person, subject)
    return Outcome()


def _set(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Outcome:
    result = views.choose(tx, person, subject, press.arg, t)
    if result is None:
        speak.show(tx, subject, person, anew=False, priority=ANSWER)
        return Outcome(t.view_gone(), alert=True)
    return outcome(tx, person, result, t)


def _read(tx: Tx, person: Person, subject: Thing, _press: Press, t: Texts) -> Outcome:
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
    return Outcome(t.sent_below())


def _full_report(tx: Tx, person: Person, subject: Thing, _press: Press, t: Texts) -> Outcome:
    """Send the whole report in as many messages as it needs, and the card again under it."""
    if not isinstance(subject, Disposition) or subject.state not in reports.WRITTEN:
        return Outcome(t.refusal("not_now", subject.ref, subject.state, ""), alert=True)
    speak.tell(tx, person.telegram_id, str(t.report(reports.compose(tx, subject))))
    speak.show(tx, subject, person, anew=True)
    return Outcome(t.sent_below())


def _card(tx: Tx, person: Person, subject: Thing, _press: Press, _t: Texts) -> Outcome:
    speak.show(tx, subject, person, anew=True, priority=ANSWER)
    return Outcome()


def _ask_order(tx: Tx, person: Person, subject: Thing, _press: Press, t: Texts) -> Outcome:
    """The Kasubbag asks the Kabag for a disposisi to take an article in under."""
    waits = isinstance(subject, Article) and subject.state is State.A_WAITING_KASUBBAG
    if not waits or Who.KASUBBAG not in standing.capacities(tx, person, subject):
        return Outcome(t.refusal("not_now", subject.ref, subject.state, ""), alert=True)
    assert isinstance(subject, Article)  # noqa: S101 - `waits`
    if subject.disposition_id is None:
        orders.ask_for_order(tx, subject)
    return Outcome(t.order_asked([p.name for p in standing.on_duty(tx, Role.KABAG)]), alert=True)


def _contribute(tx: Tx, person: Person, subject: Thing, _press: Press, t: Texts) -> Outcome:
    """A unit that was asked begins its article under the disposisi."""
    asked = {u.id for u in dispositions.asked_units(tx, subject.id)} if isinstance(subject, Disposition) else set()
    mine = [u for u in drafts.units_to_write_for(tx, person) if u.id in asked]
    if not mine:
        return Outcome(t.not_your_thing(), alert=True)
    if subject.state not in {State.D_WAITING_KASUBBAG, State.D_COLLECTING}:
        return Outcome(t.refusal("not_now", subject.ref, subject.state, ""), alert=True)
    draft = drafts.begin(tx, person, mine[0], subject.id)
    if draft.disposition_id is None:
        articles.change(tx, draft, disposition_id=subject.id)
    views.leave(tx, person)
    speak.show(tx, articles.get(tx, draft.id) or draft, person, anew=True, priority=ANSWER)
    return Outcome(t.write_now())


def _move(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Outcome:
    """Put a draft into an article that was returned."""
    target_id = number(press.arg)
    target = articles.get(tx, target_id) if target_id is not None else None
    if not isinstance(subject, Article) or target is None or not drafts.move_into(tx, person, subject, target):
        return Outcome(t.refusal("not_now", subject.ref, subject.state, ""), alert=True)
    views.open_view(tx, person, articles.get(tx, target.id) or target, "mend", "")
    speak.show(tx, target, person, anew=True, priority=ANSWER)
    return Outcome(t.moved_into(target.ref))


def _paper(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Outcome:
    """Send a disposisi's sheet, or its report, as a paper to print; it is set when it is sent."""
    if not isinstance(subject, Disposition) or subject.state not in _ON_PAPER.get(press.arg, frozenset()):
        return Outcome(t.refusal("not_now", subject.ref, subject.state, ""), alert=True)
    speak.send_paper(tx, person, subject, press.arg)
    return Outcome(t.sent_below())


#: In which states a paper of a disposisi can be printed.
_ON_PAPER = {"completion": reports.WRITTEN, "disposition": frozenset(State) - {State.D_DRAFT, State.D_CANCELLED}}


def _keep_both(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Outcome:
    """Bring back the Word file that a corrected one replaced."""
    by_message = number(press.arg)
    if isinstance(subject, Article) and by_message is not None and documents.keep_both(tx, person, subject, by_message):
        return Outcome(t.kept_both())
    return Outcome(t.refusal("not_now", subject.ref, subject.state, ""), alert=True)


def _preview(tx: Tx, person: Person, subject: Thing, _press: Press, t: Texts) -> Outcome:
    """Send the page as it will look, the website's own preview to the Staf, and the card again under it."""
    if not isinstance(subject, Article) or subject.state in NO_PREVIEW:
        return Outcome(t.refusal("not_now", subject.ref, subject.state, ""), alert=True)
    speak.send_preview(tx, person, subject)
    if Who.STAF in standing.capacities(tx, person, subject):
        speak.ask_draft_link(tx, person, subject)
    speak.show(tx, subject, person, anew=True)
    return Outcome(t.sent_below())


#: What has a page to look at already, or never will.
NO_PREVIEW = frozenset({State.A_PUBLISHED, State.A_WITHDRAWN, State.A_CANCELLED, State.A_REJECTED})


def _aftercare(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Outcome:
    """Do what is done about a page that is live: its alarms, and sharing it."""
    return Outcome(*(sharing if press.verb in sharing.VERBS else watching).press(tx, person, subject, press.verb, t))


def _by_hand(tx: Tx, person: Person, subject: Thing, press: Press, t: Texts) -> Outcome:
    """Do what a person asks who publishes where no interface does."""
    return outcome(tx, person, by_hand.press(tx, person, subject, press, t), t)


_SCREEN: dict[str, Callable[[Tx, Person, Thing, Press, Texts], Outcome]] = {
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
