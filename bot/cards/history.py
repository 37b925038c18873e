"""What happened to a thing and whose turn it is, in sentences; shared by every card."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from bot.card import lines
from bot.cards.people import absence
from bot.cards.reminders import urgency
from bot.desk.articles import revisions
from bot.desk.authority import capacities
from bot.desk.deadlines import clocks
from bot.desk.dialogs import closed
from bot.desk.publishing import handing_on
from bot.desk.workflow.rewording import WHAT as REWORDED
from bot.sop.flow import Action, State
from bot.sop.model import Article, Disposition, Person, Subject
from bot.sop.roles import Role, Who
from bot.texts import Texts
from bot.texts.formats import shorten
from storage import dispositions, events, people, proofs, steps
from storage.events import Event
from storage.store import Tx

#: Events a reader of the card cares for; the rest is in the record.
SHOWN = (
    *(action.value for action in Action), "intake_closed", "page_gone", "page_well", "page_handled", "page_own",
    "republish", REWORDED, handing_on.WHAT,
)  # fmt: skip

#: The most characters of a remark on a card.
LONGEST_REMARK = 400


def sentence(tx: Tx, t: Texts, event: Event) -> Markup:
    """Say one event: what, by whom in which office, when, and why."""
    data = event.data
    who = people.name(tx, event.actor_id)
    capacity = Who(data["as"]) if "as" in data else None
    absent = people.name(tx, data.get("for"))
    named = {"in_place_of": absent, "to_whom": people.name(tx, data.get("staf"))}
    return t.event(event.what, who, capacity, event.at, {**data, **named})


def last_event(tx: Tx, t: Texts, subject: Subject) -> Markup | None:
    """Say what happened last."""
    event = events.last(tx, subject.kind, subject.id, *SHOWN)
    return lines(sentence(tx, t, event) if event else None, remark(tx, t, subject)) or None


def remark(tx: Tx, t: Texts, subject: Subject) -> Markup | None:
    """Say what somebody typed when the thing had moved on already, as long as it concerns those it waits for."""
    event = closed.newest(tx, subject)
    if event is None:
        return None
    words = shorten(str(event.data["reason"]), LONGEST_REMARK)  # whole in the history
    return sentence(tx, t, replace(event, data={**event.data, "reason": words}))


def history(tx: Tx, t: Texts, subject: Subject) -> Markup:
    """Say everything that happened, the last 25 events of it."""
    shown = {*SHOWN, "snooze", closed.REMARK}
    told = [Markup("• ") + sentence(tx, t, e) for e in events.of(tx, subject.kind, subject.id) if e.what in shown]
    return Markup("\n").join([t.history_title(), *told[-25:]])


def waiting(tx: Tx, t: Texts, subject: Subject, viewer: Person) -> Markup | None:
    """Say whose turn it is and until when; to the viewer whose turn it is, what to do."""
    wait = capacities.turn(tx, subject)
    if wait is None:
        return None
    people_waited = capacities.waited_for(tx, subject)
    record = steps.open_one(tx, subject.kind, subject.id)
    due = record.due_at if record else None
    yours = viewer.id in {p.id for p in people_waited}
    names = [p.name for p in people_waited if p.id != viewer.id]
    unit = people.unit(tx, subject.unit_id).name if isinstance(subject, Article) else ""
    hours = clocks.of_record(tx, record) if record else None
    turn = t.waiting(subject.state, wait.who, names, unit, due, yours=yours, hint=_hint(tx, subject), hours=hours)
    return lines(turn, absence.notes(tx, t, subject, viewer), urgency.notes(tx, t, subject, viewer, record))


def _hint(tx: Tx, subject: Subject) -> str:
    """Name why the next step cannot be taken yet, where that is not the waited-for person's doing."""
    if isinstance(subject, Article) and subject.state is State.A_WAITING_KASUBBAG:
        disposition = dispositions.disposition_of(tx, subject)
        if disposition is not None and disposition.state is State.D_WAITING_KASUBBAG:
            return "order_not_accepted"
        if disposition is None and not dispositions.collecting(tx):
            return "no_order"
    if isinstance(subject, Disposition) and subject.question:
        return "question"
    if (
        subject.state is State.A_WAITING_VERIFIER
        and isinstance(subject, Article)
        and not capacities.awaited(tx, subject)
    ):
        return "only_author" if people.holders(tx, Role.VERIFIER, subject.unit_id) else "no_verifier"
    return _hint_of_article(tx, subject) if isinstance(subject, Article) else ""


def _hint_of_article(tx: Tx, article: Article) -> str:
    small = revisions.small(tx, article)
    if small is not None:
        return "ralat" if small.edited else "live_ralat"
    if tx.office.website.manual and article.state in {State.A_WAITING_STAF, State.A_PUBLISHING}:
        return _hint_manual(article)
    return "proving" if article.state is State.A_PUBLISHING and proofs.last(tx, article.id) else ""


def _hint_manual(article: Article) -> str:
    """Name what is to be done, or done, where a person publishes."""
    if article.state is State.A_PUBLISHING:
        return "proving"
    if article.failure and article.remote_url:
        return "hand_mend"
    return "hand_change" if article.published_revision is not None else "hand"
