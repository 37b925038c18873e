"""What comes due by itself: a scheduled publication, an intake or a report whose time ran out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk.authority import capacities
from bot.desk.dispositions import intake
from bot.desk.publishing import publish
from bot.desk.reporting import completion
from bot.sop.flow import Kind, Step
from bot.sop.model import Disposition
from storage import articles, steps
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Due:
    """One thing the SOP does by itself now; `step` is whose clock ran out, None for a scheduled publication."""

    kind: Kind
    id: int
    step: Step | None


def what_is_due(tx: Tx) -> list[Due]:
    """List what happens by itself now: scheduled publications, intakes at their batas waktu, reports at their due time.

    Not bound to office hours.
    """
    scheduled = [Due(Kind.ARTICLE, article.id, None) for article in articles.scheduled_before(tx, tx.now)]
    ran_out = [record for step in (Step.COLLECT, Step.REPORT) for record in steps.overdue(tx, step)]
    return scheduled + [Due(record.kind, record.subject_id, record.step) for record in ran_out]


def do_it(tx: Tx, due: Due) -> bool:
    """Do one thing that is due, in a transaction of its own so that a bad one stops no other; say if it was done."""
    if due.step is None:
        return publish.start(tx, due.id)
    disposition = capacities.thing(tx, due.kind, due.id)
    if not isinstance(disposition, Disposition):
        return False
    return (
        intake.try_complete(tx, disposition) if due.step is Step.COLLECT else completion.post_by_itself(tx, disposition)
    )
