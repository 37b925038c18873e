"""The completion report (SOP step 4), put together from what happened."""

from __future__ import annotations

from bot.desk import engine, orders, speak, watching
from bot.desk.standing import Thing
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article, Disposition, StepRecord
from bot.sop.report import ArticleLine, Report, StepLine
from bot.texts import default
from storage import articles, dispositions, events, outbox, people, steps
from storage.store import Tx
from storage.times import from_ms

#: States in which there is a report to read.
WRITTEN = frozenset({State.D_REPORTING, State.D_WAITING_KABAG, State.D_CLOSED})


def compose(tx: Tx, order: Disposition) -> Report:
    """Read the report of a disposisi from its step records, as of now."""
    posted = dispositions.reports(tx, order.id)
    last = posted[-1] if posted else None
    asked = [e for e in events.of(tx, Kind.DISPOSITION, order.id) if e["what"] == Action.ASK_BACK.value]
    return Report(
        order=order,
        steps=tuple(_line(tx, r) for r in steps.of(tx, Kind.DISPOSITION, order.id) if r.finished_at),
        articles=tuple(
            _article(tx, a)
            for a in articles.of_disposition(tx, order.id)
            if a.state not in {State.A_CANCELLED, State.A_DRAFT}
        ),
        note=posted[0]["note"] if posted else "",
        posted_by=people.name(tx, last["posted_by"]) if last else None,
        posted_at=from_ms(last["posted_at"]) if last else None,
        # after the first, a report is posted only to answer what the Kabag asked back
        answers=tuple((events.data(e)["reason"], p["note"]) for e, p in zip(asked, posted[1:], strict=False)),
        owing=tuple(unit.name for unit in orders.units_still_owing(tx, order)),
    )


def _line(tx: Tx, record: StepRecord) -> StepLine:
    calendar = tx.office.calendar
    end = record.finished_at or tx.now
    spent = calendar.spent(record.started_at, end)
    standard = calendar.spent(record.started_at, record.due_at) if record.due_at else None
    return StepLine(
        step=record.step,
        who=people.name(tx, record.finished_by),
        spent=spent,
        standard=standard,
        late=standard is not None and spent > standard,
        outcome=record.outcome,
        finished_at=record.finished_at,
    )


def _article(tx: Tx, article: Article) -> ArticleLine:
    proof, proven = articles.last_proof(tx, article.id), articles.last_good_proof(tx, article.id)
    returns = [e for e in events.of(tx, Kind.ARTICLE, article.id) if e["what"] == Action.RETURN.value]
    return ArticleLine(
        ref=article.ref,
        title=article.title,
        unit=people.unit(tx, article.unit_id).name,
        state=article.state,
        url=article.remote_url if article.published_revision else None,
        proven_at=proven if article.published_revision else None,
        steps=tuple(_line(tx, r) for r in steps.of(tx, Kind.ARTICLE, article.id) if r.finished_at),
        returns=tuple((people.name(tx, e["actor_id"]) or "", events.data(e).get("reason", "")) for e in returns),
        problem=watching.problem_of(tx, article),
        looked_at=from_ms(proof["at"]) if proof else None,
    )


@engine.after(Action.POST)
def to_group(tx: Tx, subject: Thing) -> None:
    """Post the report to the office's group as well, where one is configured."""
    if tx.office.report_group is None or not isinstance(subject, Disposition):
        return
    chat = outbox.chat_now(tx, tx.office.report_group)
    speak.tell(tx, chat, str(default(tx.office, tx.now).report(compose(tx, subject))))


def post_by_itself(tx: Tx, order: Disposition) -> bool:
    """At its due time the report is posted though nobody pressed (SOP step 4); not while a question waits."""
    done = engine.act(tx, None, Kind.DISPOSITION, order.id, Action.POST)
    return isinstance(done, engine.Done)
