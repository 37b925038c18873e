"""What a person does on a card between two taps: the view they opened, and the words or choice it waits for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.content.chat import is_blank
from bot.desk import (
    agenda,
    by_hand,
    drafts,
    edits,
    engine,
    lateness,
    moments,
    orders,
    photos,
    scheduling,
    snoozing,
    speak,
    standing,
    withdrawing,
)
from bot.desk.drafts import Incoming
from bot.desk.effects import Given
from bot.desk.engine import Done, Refused
from bot.desk.standing import Thing
from bot.sop import flow
from bot.sop.flow import Action, Kind, Need, State
from bot.sop.model import Article, Disposition, Nature, Person
from bot.sop.press import number
from bot.texts import Texts, default
from storage import articles, screens
from storage.outbox import ANSWER
from storage.screens import OpenDialog
from storage.store import Tx

#: Views that wait for words typed in the chat.
TYPED = frozenset(
    {"title", "alt", "caption", "text", "reason", "when", "note", "subject", "instruction", "deadline", "link"}
)

#: How far ahead a moment may lie: beyond it somebody mistyped a year.
FARTHEST = timedelta(days=730)

#: Views in which an author writes on what they may edit.
WRITING_VIEWS = frozenset({"mend", "title", "section", "alt", "parts", "text", "unit"}) | photos.VIEWS

#: Views of the Kabag's form.
FORM_VIEWS = frozenset({"subject", "instruction", "nature", "deadline", "units", "file", "preview", agenda.VIEW})

#: Views that only show, or ask whether one is sure.
READING_VIEWS = frozenset({"history", "changes"})

Result = Done | Refused | str


def open_view(tx: Tx, person: Person, subject: Thing, view: str, arg: str) -> bool:
    """Open a view for somebody who may do what it is for; False when they may not (any more)."""
    if not _may(tx, person, subject, view, arg):
        return False
    _leave_other(tx, person, subject)
    if view == "mend" and isinstance(subject, Article):
        drafts.open_revision(tx, subject)
    if view in photos.VIEWS and isinstance(subject, Article) and not photos.prepare(tx, person, subject, view, arg):
        return False
    if view == "alt" and isinstance(subject, Article):
        arg = photos.send_lacking(tx, person, subject, arg)
    screens.set_focus(tx, person.id, view, subject.kind, subject.id, arg)
    photo = view == edits.VIEW and isinstance(subject, Article) and edits.opened(tx, person, subject, arg)
    speak.show(tx, subject, person, anew=photo or view in {"alt", "photo"}, priority=ANSWER)
    return True


def _may(tx: Tx, person: Person, subject: Thing, view: str, arg: str) -> bool:
    if view in READING_VIEWS:
        return standing.may_see(tx, person, subject)
    if view == snoozing.VIEW:
        return snoozing.offered(tx, person, subject) is not None
    if view == lateness.VIEW:
        return lateness.may_open(tx, person, subject, arg)
    if isinstance(subject, Article) and view in WRITING_VIEWS:
        return subject.state in drafts.WRITING and standing.writes(tx, person, subject)
    action = _action_of(subject, view, arg)
    if action is None or action not in flow.actions(subject.state, standing.capacities(tx, person, subject)):
        return False
    # an old "sure?" of a form must not open on an order that was sent: that needs a reason now
    return view != "sure" or Need.REASON not in flow.RULES[subject.state, action].needs


def _action_of(subject: Thing, view: str, arg: str) -> Action | None:
    """Name the move a view prepares: who may make it, may open the view."""
    if view in {"reason", "sure"}:
        return Action(arg) if arg in set(Action) else None
    if view == "take" and number(arg) is None:
        return None
    if isinstance(subject, Article):
        return _MOVE_OF.get(view)
    if view in FORM_VIEWS and subject.state is State.D_DRAFT:
        return Action.DISPATCH
    return Action.POST if view == "note" else None


#: The move that each view on an article's card prepares.
_MOVE_OF = {
    "order": Action.TAKE_IN,
    "take": Action.TAKE_IN,
    "when": Action.SCHEDULE,
    "class": Action.APPROVE,
    "link": Action.PUBLISH,
    edits.VIEW: Action.EDIT,
    withdrawing.VIEW: Action.WITHDRAW,
}


def leave(tx: Tx, person: Person, subject: Thing | None = None) -> bool:
    """Leave whatever view somebody has open; its card goes back to its own face. Says whether one was open."""
    focus = screens.focus(tx, person.id)
    if focus is None:
        if subject is not None:
            speak.show(tx, subject, person, anew=False, priority=ANSWER)
        return False
    screens.clear_focus(tx, person.id)
    left = standing.thing(tx, focus.kind, focus.subject_id)
    if isinstance(left, Article) and focus.view in WRITING_VIEWS - {"mend"} and left.state is not State.A_DRAFT:
        screens.set_focus(tx, person.id, "mend", left.kind, left.id, "")
    if left is not None:
        speak.show(tx, left, person, anew=False, priority=ANSWER)
    return True


def satisfied(tx: Tx, person: Person, article: Article) -> None:
    """Leave a view that asked for one more message of this article: it has come."""
    focus = screens.focus(tx, person.id)
    if focus is not None and focus.view in photos.MORE and focus.subject_id == article.id:
        leave(tx, person)


def _leave_other(tx: Tx, person: Person, subject: Thing) -> None:
    focus = screens.focus(tx, person.id)
    if focus is None or (focus.kind, focus.subject_id) == (subject.kind, subject.id):
        return
    other = standing.thing(tx, focus.kind, focus.subject_id)
    if other is not None:
        screens.clear_focus(tx, person.id)
        speak.show(tx, other, person, anew=False, priority=ANSWER)


# --- words typed -------------------------------------------------------------------------------------


def awaits_words(focus: OpenDialog | None) -> bool:
    """Say whether the next text of this person answers a view (and is not part of an article)."""
    return focus is not None and focus.view in _TYPED


def answer(tx: Tx, person: Person, message: Incoming, t: Texts) -> Result:
    """Take the words a view waited for. Gives what came of it, or words on what was not understood."""
    focus = screens.focus(tx, person.id)
    subject = standing.thing(tx, focus.kind, focus.subject_id) if focus else None
    if focus is None or subject is None or not _may(tx, person, subject, focus.view, focus.arg):
        screens.clear_focus(tx, person.id)
        return t.view_gone()
    words = message.text.strip()
    if is_blank(words):  # characters without a shape are no reason either
        return t.words_needed()
    if len(words) > LONGEST.get(focus.view, 4000):
        return t.too_long(LONGEST.get(focus.view, 4000), len(words))
    return _TYPED[focus.view](tx, person, subject, focus, message, t)


#: The most characters a field takes.
LONGEST = {"title": 300, "alt": 500, "caption": 500, "reason": 1000, "note": 1500, "subject": 300, "instruction": 1500}


def _finish(tx: Tx, person: Person, subject: Thing, *, to: str = "") -> Result:
    """Leave the view after its answer was taken; the card is shown below what was typed."""
    screens.clear_focus(tx, person.id)
    again = standing.thing(tx, subject.kind, subject.id)
    if again is None:  # pragma: no cover - nothing is ever deleted
        return ""
    if not to and isinstance(again, Article) and again.state is not State.A_DRAFT:
        to = "mend"
    if to:
        screens.set_focus(tx, person.id, to, again.kind, again.id, "")
    speak.show(tx, again, person, anew=True, priority=ANSWER)
    return ""


def _typed_title(tx: Tx, person: Person, subject: Thing, _f: OpenDialog, message: Incoming, _t: Texts) -> Result:
    if isinstance(subject, Article):
        drafts.set_title(tx, subject, message.text)
    return _finish(tx, person, subject)


def _typed_text(tx: Tx, person: Person, subject: Thing, _f: OpenDialog, message: Incoming, _t: Texts) -> Result:
    if isinstance(subject, Article):
        drafts.replace_all_text(tx, subject, message)
    return _finish(tx, person, subject)


def _typed_alt(tx: Tx, person: Person, subject: Thing, focus: OpenDialog, message: Incoming, t: Texts) -> Result:
    if isinstance(subject, Article) and number(focus.arg) is not None:
        return _take_alt(tx, person, subject, focus, message.text)
    return str(t.choose_photo().striptags())  # words came before a photo was chosen


def _take_alt(tx: Tx, person: Person, article: Article, focus: OpenDialog, words: str) -> Result:
    """Describe this photo and go on to the next that lacks words."""
    drafts.set_alt(tx, article, number(focus.arg) or 0, words)
    again = articles.get(tx, article.id) or article
    return _next_photo(tx, person, again, focus, wrapping=True)


def _next_photo(tx: Tx, person: Person, article: Article, focus: OpenDialog, *, wrapping: bool) -> Result:
    """Ask about the next photo that lacks a description, or go back to the card."""
    following = photos.next_without_alt(tx, article, number(focus.arg) or 0, wrapping=wrapping)
    if following is None:
        return _finish(tx, person, article)
    open_view(tx, person, article, "alt", str(following.position))
    return ""


def _typed_caption(tx: Tx, person: Person, subject: Thing, focus: OpenDialog, message: Incoming, _t: Texts) -> Result:
    if isinstance(subject, Article):
        photos.set_caption(tx, subject, focus.arg, message)
    return _to_photo(tx, person, subject, focus.arg, anew=True)


def _to_photo(tx: Tx, person: Person, subject: Thing, part_id: str, *, anew: bool = False) -> Result:
    """Stay at one photo after something was done with it."""
    screens.set_focus(tx, person.id, "photo", subject.kind, subject.id, part_id)
    speak.show(tx, subject, person, anew=anew, priority=ANSWER)
    return ""


def _typed_reason(tx: Tx, person: Person, subject: Thing, focus: OpenDialog, message: Incoming, _t: Texts) -> Result:
    return engine.act(tx, person, subject.kind, subject.id, Action(focus.arg), given=Given(reason=message.text))


def _typed_moment(tx: Tx, person: Person, subject: Thing, focus: OpenDialog, message: Incoming, t: Texts) -> Result:
    at = moments.parse(message.text, tx.office.calendar, tx.now)
    if at is None:
        return t.moment_unclear()
    return _take_moment(tx, person, subject, focus, at, t)


def _take_moment(tx: Tx, person: Person, subject: Thing, focus: OpenDialog, at: datetime, t: Texts) -> Result:
    if at <= tx.now:
        return t.moment_past()
    if at - tx.now > FARTHEST:
        return t.moment_unclear()
    if focus.view == "when":
        return engine.act(tx, person, subject.kind, subject.id, Action.SCHEDULE, given=Given(at=at))
    if isinstance(subject, Disposition):
        orders.set_deadline(tx, subject, at)
    return _finish(tx, person, subject)


def _typed_note(tx: Tx, person: Person, subject: Thing, _f: OpenDialog, message: Incoming, _t: Texts) -> Result:
    return engine.act(tx, person, subject.kind, subject.id, Action.POST, given=Given(reason=message.text))


def _typed_field(tx: Tx, person: Person, subject: Thing, focus: OpenDialog, message: Incoming, _t: Texts) -> Result:
    if isinstance(subject, Disposition):
        (orders.set_subject if focus.view == "subject" else orders.set_instruction)(tx, subject, message.text)
    return _finish(tx, person, subject)


def _typed_edit(tx: Tx, person: Person, subject: Thing, focus: OpenDialog, message: Incoming, t: Texts) -> Result:
    return edits.answer(tx, person, subject, focus.arg, message, t) if isinstance(subject, Article) else t.view_gone()


def _typed_withdrawal(tx: Tx, person: Person, subject: Thing, focus: OpenDialog, message: Incoming, t: Texts) -> Result:
    if not isinstance(subject, Article):
        return t.view_gone()
    return withdrawing.answer(tx, person, subject, focus.arg, message.text, t)


def _typed_link(tx: Tx, person: Person, subject: Thing, _f: OpenDialog, message: Incoming, t: Texts) -> Result:
    return by_hand.take_link(tx, person, subject, message.text, t) if isinstance(subject, Article) else t.view_gone()


_TYPED: dict[str, Callable[[Tx, Person, Thing, OpenDialog, Incoming, Texts], Result]] = {
    "title": _typed_title,
    "text": _typed_text,
    "alt": _typed_alt,
    "caption": _typed_caption,
    "reason": _typed_reason,
    "when": _typed_moment,
    "deadline": _typed_moment,
    "note": _typed_note,
    "subject": _typed_field,
    "instruction": _typed_field,
    "link": _typed_link,
    edits.VIEW: _typed_edit,
    withdrawing.VIEW: _typed_withdrawal,
    **{module.VIEW: module.answer for module in (lateness, snoozing, agenda)},
}


# --- choices tapped ----------------------------------------------------------------------------------


def choose(tx: Tx, person: Person, subject: Thing, value: str, t: Texts) -> Result | None:
    """Take a choice tapped in the open view; None when that view is not open (any more) or has no such choice."""
    focus = screens.focus(tx, person.id)
    open_here = focus is not None and (focus.kind, focus.subject_id) == (subject.kind, subject.id)
    if focus is None or not open_here or not _may(tx, person, subject, focus.view, focus.arg):
        return None
    if focus.view in {"when", "deadline"}:
        at = _moment_tapped(tx, focus.view, value)
        return _take_moment(tx, person, subject, focus, at, t) if at else None
    if focus.view in _OWN_CHOICES:
        return _OWN_CHOICES[focus.view](tx, person, subject, focus, value, t)
    if isinstance(subject, Disposition):
        return _choose_for_order(tx, person, subject, focus, value)
    if focus.view == withdrawing.VIEW:
        return withdrawing.choose(tx, person, subject, focus.arg, value, t)
    return _choose_for_article(tx, person, subject, focus, value)


def _moment_tapped(tx: Tx, view: str, value: str) -> datetime | None:
    return scheduling.chosen(tx, value) if view == "when" else dict(standing.moments(tx)).get(value)


def _choose_reason(tx: Tx, person: Person, subject: Thing, focus: OpenDialog, value: str, t: Texts) -> Result | None:
    action = Action(focus.arg)
    # the reason of a withdrawal stands on the public page, so it is said in the office's language
    quick = (default(tx.office, tx.now) if action is Action.WITHDRAW else t).quick_reasons(action)
    place = number(value[1:]) if value.startswith("q") else None
    if place is None or place >= len(quick):
        return None
    return engine.act(tx, person, subject.kind, subject.id, action, given=Given(reason=quick[place]))


#: Views that take a choice on a card of either kind.
_OWN_CHOICES: dict[str, Callable[..., Result | None]] = {m.VIEW: m.choose for m in (lateness, snoozing, agenda)}
_OWN_CHOICES["reason"] = _choose_reason


def _choose_for_article(tx: Tx, person: Person, article: Article, focus: OpenDialog, value: str) -> Result | None:
    if focus.view == "section" and drafts.set_section(tx, article, value):
        return _shown(tx, person, article)
    chosen = number(value)
    if focus.view == "unit" and chosen is not None and drafts.set_unit(tx, person, article, chosen):
        return _shown(tx, person, article)
    position = number(value[1:])
    if focus.view == "parts" and position is not None and value[0] in _PART:
        drafts.remove(tx, article, position, _PART[value[0]])
        return _shown(tx, person, article, to="parts")
    if focus.view in {"alt", *photos.ONE}:
        choose_ = _choose_alt if focus.view == "alt" else _choose_for_photo
        return choose_(tx, person, article, focus, value)
    if focus.view == "order" and chosen is not None:
        screens.set_focus(tx, person.id, "take", Kind.ARTICLE, article.id, value)
        speak.show(tx, article, person, anew=False, priority=ANSWER)
        return ""
    return edits.choose(tx, person, article, value) if focus.view == edits.VIEW else None


def _choose_alt(tx: Tx, person: Person, article: Article, focus: OpenDialog, value: str) -> Result | None:
    if value == "skip":
        return _next_photo(tx, person, article, focus, wrapping=False)
    words = photos.words_at(tx, article, focus.arg)
    return _take_alt(tx, person, article, focus, words) if value == "caption" and words else None


def _choose_for_photo(tx: Tx, person: Person, article: Article, focus: OpenDialog, value: str) -> Result | None:
    to = photos.choose(tx, article, focus.view, focus.arg, value)
    if to is None:
        return None
    return _to_photo(tx, person, article, focus.arg) if to == "photo" else _shown(tx, person, article, to=to)


_PART = {"h": "html", "t": "text", "p": "photo", "d": "document"}


def _choose_for_order(tx: Tx, person: Person, order: Disposition, focus: OpenDialog, value: str) -> Result | None:
    if focus.view == "nature" and value in set(Nature):
        orders.set_nature(tx, order, Nature(value))
        return _shown(tx, person, order)
    unit_id = number(value)
    if focus.view == "units" and unit_id is not None and orders.unit_exists(tx, unit_id):
        orders.toggle_unit(tx, order, unit_id)
        return _shown(tx, person, order, to="units")
    return None


def _shown(tx: Tx, person: Person, subject: Thing, *, to: str = "") -> Result:
    """Leave the view after a tap (or stay, for lists with several choices); the card changes in place."""
    screens.clear_focus(tx, person.id)
    if not to and isinstance(subject, Article) and subject.state is not State.A_DRAFT:
        to = "mend"
    if to:
        screens.set_focus(tx, person.id, to, subject.kind, subject.id, "")
    speak.show(tx, subject, person, anew=False, priority=ANSWER)
    return ""
