"""The one way a form comes before the Kabag: from here the clock of step 1 runs (SOP step 1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.desk.deadlines import clocks
from bot.sop.flow import Kind
from bot.sop.model import Disposition, Nature, Person
from bot.texts import default
from storage import dispositions, events
from storage.store import Tx


def begin(
    tx: Tx,
    subject: str,
    because: Mapping[str, object],
    *,
    actor: Person | None = None,
    author_id: int | None = None,
    instruction: str | None = None,
    nature: Nature = Nature.ORDINARY,
    time_given: timedelta | None = None,
    need_article_id: int | None = None,
) -> Disposition:
    """Begin a disposisi that is not sent yet.

    `because` goes on the record: the article that has none, the section that grew old, the agenda's entry. `author_id`
    names whose form it is, None any Kabag's. The instruksi is the office's usual one where none is given, and so is
    `time_given`, the working time until its batas waktu.
    """
    disposition_id = dispositions.add(
        tx,
        author_id=author_id,
        subject=subject,
        instruction=default(tx.office, tx.now).default_instruction() if instruction is None else instruction,
        deadline=tx.office.calendar.due(tx.now, time_given or tx.office.default_deadline),
        need_article_id=need_article_id,
    )
    if nature is not Nature.ORDINARY:  # before its clock starts: what is sangat segera climbs another ladder
        dispositions.change(tx, dispositions.one(tx, disposition_id), nature=nature)
    events.append(tx, "open", actor.id if actor else None, Kind.DISPOSITION, disposition_id, because)
    disposition = dispositions.one(tx, disposition_id)
    clocks.start(tx, disposition)
    return disposition
