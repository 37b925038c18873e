"""Open deadlines computed afresh: when a calendar, a standard or a ladder is another than it was."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from datetime import timedelta

from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.deadlines import clocks
from bot.sop.model import StepRecord, Subject
from bot.sop.worktime import Calendar
from storage import events, meta, steps
from storage.store import Tx
from storage.times import to_ms

#: Where the fingerprint of what deadlines were computed by is kept.
MADE_BY = "deadlines"


@dataclass(frozen=True, slots=True)
class Change:
    """An open step as it is, and as it would be by the office of the transaction."""

    subject: Subject
    before: StepRecord
    after: StepRecord

    @property
    def moves(self) -> bool:
        """Say whether it is the due time that moves, and not only a reminder."""
        return self.before.due_at != self.after.due_at


def changes(tx: Tx) -> list[Change]:
    """List the open steps whose deadline or reminder is another by the office of `tx`; nothing is written.

    A batas waktu that was set by hand keeps its moment. Reminders that were given are not given again, except those
    whose moment lies ahead again.
    """
    found = [_change(tx, record) for record in steps.all_open(tx)]
    return [change for change in found if change is not None and change.before != change.after]


def _change(tx: Tx, record: StepRecord) -> Change | None:
    subject = capacities.thing(tx, record.kind, record.subject_id)
    if subject is None or record.due_at is None:
        return None
    started = min(record.started_at, tx.now)  # of a step that began before the clock was put back: now
    moved = replace(record, due_at=clocks.due(tx, subject, record.step, record.who, started))
    ladder, due_at = clocks.of_open(tx, subject, moved)
    rung = clocks.rung_now(tx, subject, moved)
    remind_at = clocks.next_reminder(tx, subject, moved, rung - 1) if record.remind_at is not None else None
    takeover_at = clocks.takeover(ladder, record.who, clocks.of_record(tx, record), due_at)
    return Change(subject, record, replace(moved, rung=rung, remind_at=remind_at, takeover_at=takeover_at))


def recompute(tx: Tx, by: int | None = None) -> int:
    """Compute every open deadline afresh; gives how many due times moved. `tx` must have the office as it is now.

    The record gets one event with the old and new due time of each; the cards are refreshed.
    """
    found = changes(tx)
    for change in found:
        steps.move_due(tx, change.after)
        notify.refresh(tx, change.subject)
    moved = [change for change in found if change.moves]
    if moved:
        events.append(tx, "deadlines", by, None, None, {"moved": [_told(change) for change in moved]})
    meta.put(tx, MADE_BY, fingerprint(tx))
    return len(moved)


def _told(change: Change) -> dict[str, object]:
    record = change.before
    return {
        "kind": record.kind.value,
        "id": record.subject_id,
        "step": record.step.value,
        "old": to_ms(record.due_at),
        "new": to_ms(change.after.due_at),
    }


def recompute_if_other(tx: Tx) -> int:
    """At start: compute open deadlines afresh if the configuration (or the holidays known) changed meanwhile."""
    return 0 if meta.get(tx, MADE_BY) == fingerprint(tx) else recompute(tx)


def fingerprint(tx: Tx) -> str:
    """Give what stands for everything a deadline is computed by: standards, ladders and calendars."""
    office, year = tx.office, tx.office.calendar.today(tx.now).year
    known = [office.calendar, *(office.unit_calendars[unit] for unit in sorted(office.unit_calendars))]
    parts = [
        repr(office.standards),
        repr(office.default_deadline / timedelta(seconds=1)),
        repr(replace(office.ladders, own=dict(sorted(office.ladders.own.items())))),
        repr(sorted(office.unit_calendars)),
        *(_of_calendar(calendar, year) for calendar in known),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _of_calendar(calendar: Calendar, year: int) -> str:
    """Say a calendar in words: its own fields, and the holidays of the years in which deadlines can lie."""
    own = [getattr(calendar, f.name) for f in fields(calendar) if f.init and f.name != "holidays"]
    days = [sorted(found) if isinstance(found, frozenset) else found for found in own]
    return repr([days, [sorted(calendar.holidays(y)) for y in (year, year + 1)]])
