"""Why a step was late: whoever finished it can say so; until the report is read, Kasubbag and Staf for all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.deadlines import durations
from bot.desk.workflow.answer import LEAVE, Answer, Asked, Next, Opening, refusal
from bot.sop.flow import Kind, State
from bot.sop.model import Article, Disposition, Person, StepRecord, Subject
from bot.sop.press import number
from bot.sop.roles import Who
from bot.texts import default
from storage import articles, events, late_reasons, steps
from storage.store import Tx

#: The view on a card in which lateness is explained; its argument is a step's id, ALL, or "" while none is chosen.
VIEW = "late"
ALL = "all"

LONGEST = 300  # characters of a reason

#: How long somebody is asked about a step of their own: afterwards the report is filed.
ASKED = timedelta(days=7)

#: While the report is put together or read, those who answer for it may explain every step.
_REPORTED = frozenset({State.D_REPORTING, State.D_WAITING_KABAG})
_ANSWER_FOR_IT = frozenset({Who.KASUBBAG, Who.STAF})


@dataclass(frozen=True, slots=True)
class Late:
    """A step that was late and has no reason yet, of the thing it belongs to."""

    record: StepRecord
    ref: str
    spent: timedelta
    standard: timedelta


def unexplained(tx: Tx, subject: Subject, person: Person) -> list[Late]:
    """List the late steps without a reason that this person may explain on the card of this thing."""
    if _answers_for(tx, subject, person):
        things: list[Subject] = [subject, *articles.of_disposition(tx, subject.id)]
        return [late for thing in things for late in _late(tx, thing)]
    return [
        late
        for late in _late(tx, subject)
        if late.record.finished_by == person.id
        and late.record.finished_at is not None
        and tx.now - late.record.finished_at <= ASKED
    ]


def _answers_for(tx: Tx, subject: Subject, person: Person) -> bool:
    if not isinstance(subject, Disposition) or subject.state not in _REPORTED:
        return False
    return bool(_ANSWER_FOR_IT & capacities.capacities(tx, person, subject))


def _late(tx: Tx, subject: Subject) -> list[Late]:
    ended = [record for record in steps.of(tx, subject.kind, subject.id) if durations.may_be_late(record)]
    explained = late_reasons.of(tx, subject.kind, subject.id) if ended else {}
    found = []
    for record in ended:
        took = durations.measure(tx, record)
        if took.late and took.standard is not None and record.id not in explained:
            found.append(Late(record, subject.ref, took.spent, took.standard))
    return found


def chosen(tx: Tx, subject: Subject, person: Person, arg: str) -> list[Late]:
    """Give the steps that the open view is about: one, all, or (none chosen yet) nothing; a step alone is chosen."""
    found = unexplained(tx, subject, person)
    if arg == ALL or len(found) == 1:
        return found
    return [late for late in found if str(late.record.id) == arg]


def may_open(tx: Tx, asked: Asked) -> bool:
    """Say whether there is anything for this person to explain, and whether the page names such a thing."""
    return _may_open(tx, asked.person, asked.subject, asked.arg)


def _may_open(tx: Tx, person: Person, subject: Subject, arg: str) -> bool:
    found = unexplained(tx, subject, person)
    return bool(found) if arg in {"", ALL} else any(str(late.record.id) == arg for late in found)


def opened(tx: Tx, asked: Asked) -> Opening | None:
    """Open on the step the button names; one that is late alone need not be chosen."""
    found = [] if asked.arg else unexplained(tx, asked.subject, asked.person)
    return Opening(str(found[0].record.id) if len(found) == 1 else asked.arg)


def choose(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Take a step or a reason tapped in the view; None for what it does not offer. The reason is the office's words."""
    if value == ALL or value.startswith("s"):
        step = value.removeprefix("s")
        known = bool(step) and _may_open(tx, asked.person, asked.subject, step)
        return Answer(next=Next(VIEW, step)) if known else None
    place, reasons = number(value.removeprefix("q")), default(tx.office, tx.now).late_reasons()
    if place is None or place >= len(reasons):
        return None
    return _explain(tx, asked, reasons[place])


def answer(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Take a reason that was typed."""
    return _explain(tx, asked, message.text)


def _explain(tx: Tx, asked: Asked, reason: str) -> Answer:
    """Keep why the chosen steps were late; what more is late is asked next."""
    late = chosen(tx, asked.subject, asked.person, asked.arg)
    if not late:
        return refusal(asked.t.late_choose_first())
    for each in late:
        _keep(tx, asked.person, each.record, " ".join(reason.split()))
    _refresh(tx, asked.subject, {(each.record.kind, each.record.subject_id) for each in late})
    return Answer(next=Next(VIEW) if unexplained(tx, asked.subject, asked.person) else LEAVE)


def _keep(tx: Tx, person: Person, record: StepRecord, reason: str) -> None:
    if late_reasons.explain(tx, record.id, reason, person.id):
        data = {"step": record.step.value, "step_id": record.id, "reason": reason}
        events.append(tx, "lateness", person.id, record.kind, record.subject_id, data)


def _refresh(tx: Tx, subject: Subject, explained: set[tuple[Kind, int]]) -> None:
    """The cards that say it or ask for it: of the thing, of what was explained on it, of the report."""
    of_it = {(subject.kind, subject.id), *explained}
    if isinstance(subject, Article) and subject.disposition_id is not None:
        of_it.add((Kind.DISPOSITION, subject.disposition_id))
    for kind, subject_id in sorted(of_it):
        thing = capacities.thing(tx, kind, subject_id)
        if thing is not None:
            notify.refresh(tx, thing)
