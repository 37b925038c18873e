"""The recap of a span of days, read from the record; and who may read which."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.desk import notify
from bot.desk.authority import capacities, secrecy
from bot.desk.deadlines import clocks
from bot.desk.deadlines.durations import measure
from bot.sop.flow import Kind, State
from bot.sop.model import Person
from bot.sop.recap import Piece, Recap, Span, Taken, Waiting, month_of
from bot.sop.roles import Role
from bot.texts import Texts
from storage import outbox, people, recap, steps
from storage.once import once
from storage.outbox_bodies import RecapPaper
from storage.store import Tx

#: Who reads the recap of the whole office; contributors and officials read that of their own unit.
OFFICE = frozenset({Role.KABAG, Role.KASUBBAG, Role.STAF, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Scope:
    """What a recap is narrowed to: a unit, a person, or (both None) nothing."""

    unit_id: int | None = None
    person_id: int | None = None


def scope_for(tx: Tx, person: Person, wanted: Scope) -> Scope | None:
    """Give what this person may read of what they asked for; None when it is nothing."""
    held = people.appointments(tx, person.id)
    if any(appointment.role in OFFICE for appointment in held):
        return wanted
    own = [appointment.unit_id for appointment in held if appointment.unit_id is not None]
    if wanted.person_id is not None or not own:
        return None
    if wanted.unit_id is None:
        return Scope(unit_id=own[0])
    return wanted if wanted.unit_id in own else None


def compose(tx: Tx, t: Texts, span: Span, scope: Scope) -> Recap:
    """Read a recap: steps and articles of the span, and what is waited for now. Days are the office's own."""
    start, end = tx.office.calendar.moment(span.first), tx.office.calendar.moment(span.last + timedelta(days=1))
    who = people.name(tx, scope.person_id)
    unit = people.unit(tx, scope.unit_id).name if scope.unit_id is not None else None
    sent, closed = recap.found(tx, start, end)
    found = Recap(
        span=span,
        scope=unit or who or "",
        taken=tuple(_taken(tx, step) for step in recap.steps_finished(tx, start, end)),
        pieces=tuple(_piece(tx, moved, start, end) for moved in recap.articles_moved(tx, start, end)),
        waiting=tuple(_waiting(tx, t)),
        units=tuple(unit.name for unit in people.units(tx) if people.holders(tx, Role.CONTRIBUTOR, unit.id)),
        dispositions_sent=sent,
        dispositions_closed=closed,
    )
    return _narrowed(found, unit, who)


def _narrowed(found: Recap, unit: str | None, who: str | None) -> Recap:
    if unit is not None:
        return replace(
            found,
            taken=tuple(taken for taken in found.taken if taken.unit == unit),
            pieces=tuple(piece for piece in found.pieces if piece.unit == unit),
            waiting=(),
            units=(unit,),
        )
    if who is not None:
        return replace(
            found,
            taken=tuple(taken for taken in found.taken if taken.who == who),
            pieces=tuple(piece for piece in found.pieces if piece.author == who),
            waiting=tuple(waiting for waiting in found.waiting if who in waiting.whom.split(", ")),
            units=(),
        )
    return found


def _taken(tx: Tx, step: recap.Finished) -> Taken:
    record = step.record
    took = measure(tx, record)
    disposition = f"D-{step.agenda_no}/{step.agenda_year}" if step.agenda_no else "D-baru"
    return Taken(
        ref=f"N-{record.subject_id}" if record.kind is Kind.ARTICLE else disposition,
        title=_title(tx, step),
        unit=people.unit(tx, record.unit_id).name if record.unit_id is not None else "",
        step=record.step,
        who=people.name(tx, record.finished_by),
        spent=took.spent,
        standard=took.standard,
        finished_at=step.finished_at,
        reason=_said(tx, step, step.reason),
        snoozes=step.snoozes,
    )


def _piece(tx: Tx, moved: recap.Moved, start: datetime, end: datetime) -> Piece:
    article, submitted, published = moved.article, moved.submitted_at, moved.published_at
    section = tx.office.section(article.section or "")
    spent = tx.office.calendar.elapsed(submitted, published) if submitted and published else None
    return Piece(
        ref=article.ref,
        title=secrecy.title(tx, article),
        unit=people.unit(tx, article.unit_id).name,
        section=section.name if section else "",
        author=people.name(tx, article.author_id) or "",
        state=article.state,
        submitted_at=submitted,
        published_at=published,
        published_on=tx.office.calendar.today(published) if published else None,
        spent=spent,
        returns=moved.returns,
        url=article.remote_url if article.published_revision is not None else None,
        submitted_within=submitted is not None and start <= submitted < end,
        published_within=published is not None and start <= published < end,
        bypassed=moved.bypassed,
    )


def _waiting(tx: Tx, t: Texts) -> list[Waiting]:
    found = []
    for record in steps.all_open(tx):
        subject = capacities.thing(tx, record.kind, record.subject_id)
        if subject is None or subject.state in {State.D_DRAFT, State.A_DRAFT}:
            continue
        late = record.due_at is not None and record.due_at <= tx.now
        found.append(
            Waiting(
                ref=subject.ref,
                title=secrecy.title(tx, subject),
                step=record.step,
                whom=", ".join(person.name for person in capacities.waited_for(tx, subject)) or t.title_of(record.who),
                late_by=clocks.of_record(tx, record).elapsed(record.due_at, tx.now) if late and record.due_at else None,
            )
        )
    return found


def _said(tx: Tx, step: recap.Finished, words: str) -> str:
    subject = capacities.thing(tx, step.record.kind, step.record.subject_id)
    return secrecy.words(tx, subject, words) if subject is not None else words


def _title(tx: Tx, step: recap.Finished) -> str:
    subject = capacities.thing(tx, step.record.kind, step.record.subject_id)
    return secrecy.title(tx, subject) if subject is not None and secrecy.withheld(subject) else step.title


def monthly(tx: Tx) -> int:
    """Send last month's recap to Kabag and Kasubbag on the month's first working day, once; give to how many.

    An office in which nothing happened has nothing to read.
    """
    calendar = tx.office.calendar
    today = calendar.today(tx.now)
    span = month_of(today.replace(day=1) - timedelta(days=1))
    if not calendar.is_workday(today) or not once(tx, "recap", span.first.isoformat()):
        return 0
    readers = {p.id: p for role in (Role.KABAG, Role.KASUBBAG) for p in capacities.in_role(tx, role)}
    return sum(_sent(tx, person, span) for person in readers.values())


def _sent(tx: Tx, person: Person, span: Span) -> bool:
    t = notify.texts_for(tx, person)
    found = compose(tx, t, span, Scope())
    if person.telegram_id is None or not (found.taken or found.pieces):
        return False
    said = Markup("{}\n\n{}").format(t.recap_monthly(span), t.recap(found))
    notify.tell(tx, person.telegram_id, str(said), office_hours=True)
    for form in ("charts", "pdf"):
        send(tx, person.telegram_id, person.language, span, Scope(), form, office_hours=True)
    return True


def send(
    tx: Tx, chat_id: int, language: str, span: Span, scope: Scope, form: str, *, office_hours: bool = False
) -> None:
    """Send a recap as a file ("pdf", "xlsx", "csv") or as pictures ("charts"); it is made when it is sent."""
    body = RecapPaper(language, span.first, span.last, scope.unit_id, scope.person_id, form)
    outbox.add(tx, chat_id, body, office_hours=office_hours)
