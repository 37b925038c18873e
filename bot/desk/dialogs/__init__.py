"""What people have open on a card between two taps: opened, answered by words, a tap or a file, and left again.

`table.py` has a row for each; `writing.py`, `form.py` and `moves.py` say what the answers to them do.
"""

from __future__ import annotations

from bot.content.chat import is_blank
from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.articles import pasted
from bot.desk.authority import capacities
from bot.desk.dialogs import closed
from bot.desk.dialogs.row import Dialog, Purpose
from bot.desk.dialogs.table import TABLE
from bot.desk.dispositions import form
from bot.desk.workflow.answer import Answer, Asked, Next, Opening, refusal
from bot.sop.flow import State
from bot.sop.model import Article, Person, Subject
from bot.texts import Texts
from storage import inbox, screens
from storage.outbox import ANSWER
from storage.screens import OpenDialog
from storage.store import Tx

#: Seconds within which the messages of one paste come.
TOGETHER = 10

#: What is open where nothing is asked: an article being written, a form as it lies there.
_FACES = frozenset({"mend", form.VIEW})


def may(tx: Tx, asked: Asked, name: str) -> bool:
    """Say whether somebody may have this dialog open on this thing now; no button is believed."""
    row = TABLE.get(name)
    return row is not None and asked.subject.kind in row.kinds and row.may(tx, asked)


def open_dialog(tx: Tx, asked: Asked, name: str) -> Opening | None:
    """Open a dialog for somebody who may do what it is for; say on which page, None when they may not (any more)."""
    if not may(tx, asked, name):
        return None
    _leave_other(tx, asked.person, asked.subject)
    opening = TABLE[name].opened(tx, asked)
    if opening is None:
        return None
    screens.set_focus(tx, asked.person.id, name, asked.subject.kind, asked.subject.id, opening.arg)
    notify.show(tx, asked.subject, asked.person, anew=opening.anew, priority=ANSWER)
    return opening


def hint(name: str, arg: str, t: Texts) -> str:
    """Tell whoever comes to a page of a dialog to type, where that is what it waits for; else ""."""
    row = TABLE.get(name)
    return t.type_it() if row is not None and row.hints(arg) else ""


# --- leaving -----------------------------------------------------------------------------------------


def leave(tx: Tx, person: Person, subject: Subject | None = None) -> bool:
    """Leave whatever dialog somebody has open; its card goes back to its own face. Says whether one was open."""
    focus = screens.focus(tx, person.id)
    if focus is None:
        if subject is not None:
            notify.show(tx, subject, person, anew=False, priority=ANSWER)
        return False
    left = capacities.thing(tx, focus.kind, focus.subject_id)
    _stand(tx, person, left, "" if focus.view in _FACES else _face_after(focus, left))
    if left is not None:
        notify.show(tx, left, person, anew=False, priority=ANSWER)
    return True


def leave_if_open(tx: Tx, person: Person, article: Article, *names: str) -> bool:
    """Leave one of these dialogs if it is open on this article; says whether it was."""
    focus = screens.focus(tx, person.id)
    here = focus is not None and (focus.kind, focus.subject_id) == (article.kind, article.id)
    return here and focus is not None and focus.view in names and leave(tx, person)


def leave_waiting_for_more(tx: Tx, person: Person, article: Article) -> None:
    """Leave a dialog that asked for one more message of this article: it has come."""
    leave_if_open(tx, person, article, *(name for name, row in TABLE.items() if row.more))


def _leave_other(tx: Tx, person: Person, subject: Subject) -> None:
    focus = screens.focus(tx, person.id)
    if focus is None or (focus.kind, focus.subject_id) == (subject.kind, subject.id):
        return
    other = capacities.thing(tx, focus.kind, focus.subject_id)
    if other is not None:
        screens.clear_focus(tx, person.id)
        notify.show(tx, other, person, anew=False, priority=ANSWER)


def _face_after(focus: OpenDialog, left: Subject | None) -> str:
    """Name what a dialog is left for: on an article that was handed in before, its writing card; a form lies there."""
    row = TABLE.get(focus.view)
    if row is not None and row.purpose is Purpose.FORM and left is not None and left.state is State.D_DRAFT:
        return form.VIEW
    mended = isinstance(left, Article) and left.state is not State.A_DRAFT
    return "mend" if mended and row is not None and row.purpose is Purpose.WRITE else ""


def _stand(tx: Tx, person: Person, subject: Subject | None, name: str, arg: str = "") -> None:
    screens.clear_focus(tx, person.id)
    if name and subject is not None:
        screens.set_focus(tx, person.id, name, subject.kind, subject.id, arg)


# --- answering ---------------------------------------------------------------------------------------


def awaits_words(tx: Tx, focus: OpenDialog | None) -> bool:
    """Say whether the next text of this person answers a dialog (and is not part of an article)."""
    row = _lasting(tx, focus)
    return row is not None and row.typed is not None


def takes_nods(focus: OpenDialog | None) -> bool:
    """Say whether words that only agree are no answer to what is open: where nothing is asked, they are for a card."""
    row = _row(focus)
    return row is None or row.typed is None or row.lasts is not None


def closed_under(tx: Tx, focus: OpenDialog | None) -> bool:
    """Say whether what this person sends next was meant for a dialog that closed: its thing moved on meanwhile."""
    before = focus.before() if focus is not None else None
    row = _row(before)
    if before is None or row is None or tx.now - before.since > closed.LASTS:
        return False
    return row.typed is not None or row.filed is not None or row.purpose is Purpose.WRITE


def awaits_file(tx: Tx, focus: OpenDialog | None) -> bool:
    """Say whether the next file of this person answers a dialog."""
    row = _lasting(tx, focus)
    return row is not None and row.filed is not None


def is_writing(focus: OpenDialog | None) -> bool:
    """Say whether somebody has a dialog open in which they write an article."""
    row = _row(focus)
    return row is not None and row.purpose is Purpose.WRITE


def _lasting(tx: Tx, focus: OpenDialog | None) -> Dialog | None:
    row = _row(focus)
    over = focus is not None and row is not None and row.lasts is not None and tx.now - focus.since > row.lasts
    return None if over else row


def _row(focus: OpenDialog | None) -> Dialog | None:
    return TABLE.get(focus.view) if focus is not None else None


def answer(tx: Tx, person: Person, message: Incoming, t: Texts) -> Answer:
    """Take the words a dialog waited for. `follow` what comes of it when its words were said."""
    focus = screens.focus(tx, person.id)
    if focus is not None and focus.view == screens.CLOSED:
        return _answer_closed(tx, person, focus, message, t)
    asked, row = _asked(tx, person, focus, t), _row(focus)
    if focus is None or asked is None or row is None or row.typed is None:
        return _no_more_theirs(tx, person, focus, message, t)
    words = message.text.strip()
    if is_blank(words):  # characters without a shape are no reason either
        return refusal(t.words_needed())
    limit = row.limit(focus.arg)
    before = inbox.sent_with(tx, message.chat_id, message.message_id, TOGETHER)
    length = len(words) + (len(before) if pasted.goes_on(before, words) and limit < len(before) else 0)
    if length > limit:  # what comes after a part that was too long is the rest of it, and no answer by itself
        return refusal(t.too_long(limit, length))
    return row.typed(tx, asked, message)


def _no_more_theirs(tx: Tx, person: Person, focus: OpenDialog | None, message: Incoming, t: Texts) -> Answer:
    """Keep what was sent into a dialog that is open to this person no more: a role or a stand-in ended meanwhile."""
    subject = capacities.thing(tx, focus.kind, focus.subject_id) if focus is not None else None
    if focus is None or subject is None or not closed.says_something(message):
        screens.clear_focus(tx, person.id)
        return refusal(t.view_gone())
    screens.close_view_of(tx, person.id)
    return closed.keep(tx, person, subject, message, t, moved=False)


def _answer_closed(tx: Tx, person: Person, focus: OpenDialog, message: Incoming, t: Texts) -> Answer:
    """Take words typed into a dialog that closed: what explains lateness fits still, the rest is kept as a remark."""
    before = focus.before()
    asked, row = _asked(tx, person, before, t), _row(before)
    explains = row is not None and row.purpose is Purpose.EXPLAIN and message.sha256 is None
    if before is not None and asked is not None and explains:
        screens.set_focus(tx, person.id, before.view, before.kind, before.subject_id, before.arg)
        return answer(tx, person, message, t)
    return _kept(tx, person, focus, message, t)


def _kept(tx: Tx, person: Person, focus: OpenDialog, message: Incoming, t: Texts) -> Answer:
    """Keep words with the thing they were meant for; where there is none any more, say that the dialog is gone."""
    subject = capacities.thing(tx, focus.kind, focus.subject_id)
    if subject is None or not closed.says_something(message):
        return refusal(t.view_gone())
    return closed.keep(tx, person, subject, message, t, moved=True)


def reworded(tx: Tx, person: Person, message: Incoming, t: Texts) -> bool:
    """Follow an edit of words that an open dialog shows back and that do not count yet; False for any others."""
    focus = screens.focus(tx, person.id)
    asked, row = _asked(tx, person, focus, t), _row(focus)
    page = row.reworded(focus.arg, message) if focus and asked and row and row.reworded else None
    if page is None or focus is None or asked is None:
        return False
    screens.set_focus(tx, person.id, focus.view, focus.kind, focus.subject_id, page)
    notify.show(tx, asked.subject, person, anew=False, priority=ANSWER)
    return True


def attach(tx: Tx, person: Person, message: Incoming, t: Texts) -> Answer:
    """Take the file a dialog waited for. `follow` what comes of it."""
    focus = screens.focus(tx, person.id)
    asked, row = _asked(tx, person, focus, t), _row(focus)
    if asked is None or row is None or row.filed is None:
        return _no_more_theirs(tx, person, focus, message, t)
    return row.filed(tx, asked, message)


def choose(tx: Tx, person: Person, subject: Subject, value: str, t: Texts) -> Answer | None:
    """Take a choice tapped in the open dialog; None when it is not open (any more) or has no such choice."""
    focus = screens.focus(tx, person.id)
    if focus is None or (focus.kind, focus.subject_id) != (subject.kind, subject.id):
        return None
    asked, row = _asked(tx, person, focus, t), _row(focus)
    if asked is None or row is None or row.chosen is None:
        return None
    return row.chosen(tx, asked, value)


def _asked(tx: Tx, person: Person, focus: OpenDialog | None, t: Texts) -> Asked | None:
    """Give who answers what, if they still may."""
    subject = capacities.thing(tx, focus.kind, focus.subject_id) if focus else None
    if focus is None or subject is None:
        return None
    asked = Asked(person, subject, focus.arg, t)
    return asked if may(tx, asked, focus.view) else None


def follow(tx: Tx, person: Person, then: Next | None, t: Texts, *, typed: bool) -> str:
    """Go where an answer leads: to another page or dialog, or back. Gives the hint to type, where one is due.

    The card is shown below what was typed, else where it stands.
    """
    focus = screens.focus(tx, person.id)
    subject = capacities.thing(tx, focus.kind, focus.subject_id) if focus else None
    if then is None and subject is not None and typed and closed_under(tx, focus):
        notify.show(tx, subject, person, anew=True, priority=ANSWER)
    if then is None or focus is None or subject is None:
        return ""
    if then.opening:
        open_dialog(tx, Asked(person, subject, then.arg, t), then.dialog)
    else:
        _stand(tx, person, subject, then.dialog or _face_after(focus, subject), then.arg)
        notify.show(tx, subject, person, anew=typed, priority=ANSWER)
    return hint(then.dialog, then.arg, t)
