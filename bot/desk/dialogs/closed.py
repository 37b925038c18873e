"""Words and files sent into a dialog that closed under them: they are kept with its thing, as a remark."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from markupsafe import Markup

from bot.content.chat import is_blank
from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.workflow.answer import Answer
from bot.sop.flow import Action, State
from bot.sop.model import Article, Person, Subject
from bot.texts import Texts
from storage import events, parts, people
from storage.store import Tx

#: So long after it closed, what is typed is still meant for it; later it is what it would have been without.
LASTS = timedelta(hours=2)

#: The event under which the words stand on the record and in the history.
REMARK = "remark"

#: What may still be done by whoever came too late: the ways to stop a thing, or to have it looked at again.
WAYS_OUT = (
    Action.RETURN, Action.UNVERIFY, Action.RECALL, Action.UNSCHEDULE, Action.CORRECT, Action.ASK_WITHDRAWAL,
    Action.WITHDRAW, Action.ASK_BACK, Action.REOPEN,
)  # fmt: skip


def says_something(message: Incoming) -> bool:
    """Say whether there is anything to keep: characters without a shape are no words."""
    return message.sha256 is not None or not is_blank(message.text)


def keep(tx: Tx, person: Person, subject: Subject, message: Incoming, t: Texts, *, moved: bool) -> Answer:
    """Keep what was sent with a thing, show it to those it waits for and who acted on it; say so, and the way out.

    `moved`: the thing went on meanwhile; else whoever sent it has lost the right to what they had open.
    """
    events.append(tx, REMARK, person.id, subject.kind, subject.id, _data(tx, subject, message))
    told = _concerned(tx, subject, person)
    for one in told:
        notify.pass_on(tx, one, message, subject)
        notify.show(tx, subject, one, anew=True)
    notify.refresh(tx, subject, but=person)
    if not capacities.may_see(tx, person, subject):  # theirs no more: kept all the same, and nothing is told of it
        return Answer(t.remark_kept(subject.ref, "", [], [], moved=moved))
    last = events.last(tx, subject.kind, subject.id, *(action.value for action in Action)) if moved else None
    happened = _happened(tx, last, t).striptags() if last else ""
    names = [one.name for one in told]
    return Answer(t.remark_kept(subject.ref, happened, names, _ways_out(tx, person, subject), moved=moved))


def _data(tx: Tx, subject: Subject, message: Incoming) -> dict[str, Any]:
    """Give what stands on the record: the words, and the file by its bytes and its name."""
    kept: dict[str, Any] = {"reason": message.text.strip() or message.filename}
    if message.sha256 is not None:
        parts.keep_file(tx, message.sha256, message.size, message.mime, message.found)
        kept |= {"file": message.sha256, "name": message.filename}
    return kept | {"revision": subject.revision} if isinstance(subject, Article) else kept


def _happened(tx: Tx, last: events.Event, t: Texts) -> Markup:
    return t.event(last.what, people.name(tx, last.actor_id), None, last.at, {"to": last.data.get("to")})


def _concerned(tx: Tx, subject: Subject, author: Person) -> list[Person]:
    """List whom the words concern, who may see the thing: those it waits for, and those who acted on it before."""
    if subject.state is State.D_DRAFT:
        return []
    found = {one.id: one for one in capacities.waited_for(tx, subject)}
    found |= {one.id: one for one in capacities.earlier_actors(tx, subject)}
    found.pop(author.id, None)
    return [one for one in found.values() if capacities.may_see(tx, one, subject)]


def _ways_out(tx: Tx, person: Person, subject: Subject) -> list[Action]:
    offered = capacities.offered(tx, person, subject)
    return [action for action in WAYS_OUT if action in offered]


def newest(tx: Tx, subject: Subject) -> events.Event | None:
    """Give the newest remark that still concerns a thing: of this revision, or after all that happened to it."""
    remark = events.last(tx, subject.kind, subject.id, REMARK)
    if remark is None:
        return None
    if isinstance(subject, Article) and not subject.state.ended and remark.data.get("revision") == subject.revision:
        return remark
    last = events.last(tx, subject.kind, subject.id, *(action.value for action in Action))
    return remark if last is None or last.id < remark.id else None
