"""The completion report (SOP step 4), put together from what happened."""

from __future__ import annotations

from bot.desk import notify
from bot.desk.authority import recipients, secrecy
from bot.desk.deadlines.durations import measure
from bot.desk.dispositions import intake
from bot.desk.publishing import eyewitness, monitoring
from bot.desk.reporting import incidents
from bot.desk.workflow import engine, rewording
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article, Disposition, StepRecord, Subject
from bot.sop.report import ArticleLine, Report, StepLine
from bot.texts import default
from storage import articles, dispositions, events, late_reasons, meta, people, proofs, steps
from storage.events import Event
from storage.late_reasons import Reason
from storage.store import Tx

#: States in which there is a report to read.
WRITTEN = frozenset({State.D_REPORTING, State.D_WAITING_KABAG, State.D_CLOSED})


def compose(tx: Tx, disposition: Disposition) -> Report:
    """Read the report of a disposisi: as it was acknowledged, or from its step records and events as of now."""
    kept = dispositions.kept_report(tx, disposition.id) if disposition.state is State.D_CLOSED else None
    return kept or _from_the_record(tx, disposition)


def _from_the_record(tx: Tx, disposition: Disposition) -> Report:
    posted, accepted = dispositions.reports(tx, disposition.id), recipients.handler(tx, disposition)
    last = posted[-1] if posted else None
    own = events.of(tx, Kind.DISPOSITION, disposition.id)
    asked = [e for e in own if e.what == Action.ASK_BACK.value]
    under = [
        a for a in articles.of_disposition(tx, disposition.id) if a.state not in {State.A_CANCELLED, State.A_DRAFT}
    ]
    happened: list[tuple[Subject, list[Event]]] = [(disposition, own)]
    happened += [(article, events.of(tx, Kind.ARTICLE, article.id)) for article in under]
    return Report(
        disposition=disposition,
        steps=_lines(tx, disposition, own),
        articles=tuple(_article(tx, article, said) for article, said in happened if isinstance(article, Article)),
        note=posted[0].note if posted else "",
        posted_by=people.name(tx, last.by) if last else None,
        posted_at=last.at if last else None,
        # after the first, a report is posted only to answer what the Kabag asked back
        answers=tuple((e.data["reason"], p.note) for e, p in zip(asked, posted[1:], strict=False)),
        owing=tuple(unit.name for unit in intake.units_still_owing(tx, disposition)),
        snoozes=tuple(one for thing, _ in happened for one in incidents.put_off(tx, thing)),
        bypasses=tuple(one for thing, said in happened for one in incidents.bypasses(tx, thing, said)),
        failures=tuple(one for thing, said in happened for one in incidents.failures(thing, said)),
        handler=accepted.name if accepted else "",
    )


def _lines(tx: Tx, subject: Subject, happened: list[Event]) -> tuple[StepLine, ...]:
    """Give the steps of a thing that are over, each with why it was late and whom its doer stood in for."""
    why, stood_in = late_reasons.of(tx, subject.kind, subject.id), incidents.stood_in_for(happened)
    # what the Kabag acknowledges cannot count the acknowledgement: it ends the report, and is no line of it
    over = [record for record in steps.of(tx, subject.kind, subject.id) if record.finished_at]
    done = [record for record in over if record.outcome != Action.ACKNOWLEDGE.value]
    return tuple(_line(tx, subject, record, why.get(record.id), stood_in) for record in done)


def _line(tx: Tx, subject: Subject, record: StepRecord, why: Reason | None, stood_in: incidents.StoodIn) -> StepLine:
    took = measure(tx, record)
    absent = stood_in.get((record.finished_by, record.finished_at)) if record.finished_at else None
    said_by = why.person_id if why is not None and why.person_id != record.finished_by else None
    return StepLine(
        step=record.step,
        who=people.name(tx, record.finished_by),
        spent=took.spent,
        standard=took.standard,
        late=took.late,
        outcome=record.outcome,
        finished_at=record.finished_at,
        reason=secrecy.words(tx, subject, why.reason) if why is not None else "",
        reason_by=people.name(tx, said_by) or "",
        for_whom=people.name(tx, absent) or "",
    )


def _article(tx: Tx, article: Article, happened: list[Event]) -> ArticleLine:
    proof, proven = proofs.last(tx, article.id), proofs.last_good(tx, article.id)
    eyes = eyewitness.of(tx, article)
    returns = [e for e in happened if e.what == Action.RETURN.value]
    return ArticleLine(
        ref=article.ref,
        title=secrecy.title(tx, article),
        unit=people.unit(tx, article.unit_id).name,
        state=article.state,
        url=article.remote_url if article.published_revision else None,
        proven_at=eyes.at if eyes else proven if article.published_revision else None,
        by_eye=eyes.names if eyes else (),
        steps=_lines(tx, article, happened),
        returns=tuple(
            (people.name(tx, e.actor_id) or "", secrecy.words(tx, article, rewording.as_it_reads(happened, e)))
            for e in returns
        ),
        problem=monitoring.problem_of(tx, article),
        looked_at=proof.at if proof else None,
        small=proof.small if proof and article.published_revision else 0,
    )


def keep(tx: Tx, subject: Subject) -> None:
    """Keep the report as the Kabag acknowledged it: what happens to its pages, people or calendar later changes none.

    Records follow the rule for papers: what was filed stays as it was (`bot.papers.issuing`).
    """
    if isinstance(subject, Disposition):
        dispositions.keep_report(tx, subject.id, _from_the_record(tx, subject))


def to_group(tx: Tx, subject: Subject) -> None:
    """Post the report in short to the office's group as well, where one is configured; never of what is rahasia."""
    if tx.office.report_group is None or not isinstance(subject, Disposition) or secrecy.withheld(subject):
        return
    chat = meta.chat_now(tx, tx.office.report_group)
    posted = events.last(tx, subject.kind, subject.id, Action.POST.value)
    by_itself = posted is not None and posted.actor_id is None  # perhaps at night, after an outage
    said = default(tx.office, tx.now).report_card(compose(tx, subject))
    notify.tell(tx, chat, str(said), office_hours=by_itself)


def post_by_itself(tx: Tx, disposition: Disposition) -> bool:
    """At its due time the report is posted though nobody pressed (SOP step 4); not while a question waits."""
    done = engine.act(tx, None, Kind.DISPOSITION, disposition.id, Action.POST)
    return isinstance(done, engine.Moved)
