"""Words typed into a dialog that closed under them, since its thing moved on: they are kept with it, as a remark."""

from __future__ import annotations

from datetime import timedelta

from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.workflow.answer import Answer
from bot.sop import flow
from bot.sop.flow import Action, State
from bot.sop.model import Article, Person, Subject
from bot.texts import Texts
from storage import events, people
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


def keep(tx: Tx, person: Person, subject: Subject, words: str, t: Texts) -> Answer:
    """Keep words with a thing, show them to those it waits for and those who acted on it; say so, and the way out."""
    revision = {"revision": subject.revision} if isinstance(subject, Article) else {}
    events.append(tx, REMARK, person.id, subject.kind, subject.id, {"reason": words, **revision})
    told = _concerned(tx, subject, person)
    for one in told:
        notify.show(tx, subject, one, anew=True)
    notify.refresh(tx, subject, but=person)
    if not capacities.may_see(tx, person, subject):  # theirs no more: kept all the same, and nothing is told of it
        return Answer(t.remark_kept(subject.ref, "", [], []))
    last = events.last(tx, subject.kind, subject.id, *(action.value for action in Action))
    happened = t.event(last.what, people.name(tx, last.actor_id), None, last.at, {}).striptags() if last else ""
    return Answer(t.remark_kept(subject.ref, happened, [one.name for one in told], _ways_out(tx, person, subject)))


def _concerned(tx: Tx, subject: Subject, author: Person) -> list[Person]:
    """List whom the words concern, who may see the thing: those it waits for, and those who acted on it before."""
    if subject.state is State.D_DRAFT:
        return []
    found = {one.id: one for one in capacities.waited_for(tx, subject)}
    found |= {one.id: one for one in capacities.earlier_actors(tx, subject)}
    found.pop(author.id, None)
    return [one for one in found.values() if capacities.may_see(tx, one, subject)]


def _ways_out(tx: Tx, person: Person, subject: Subject) -> list[Action]:
    offered = flow.actions(subject.state, capacities.capacities(tx, person, subject))
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
