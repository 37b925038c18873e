"""The agenda kerja: a form kept as one that comes round, put before the Kabag on its day, skipped, stopped."""

from __future__ import annotations

from datetime import date, timedelta

from bot.content.incoming import Incoming
from bot.dates import recurrences
from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.dispositions.begin import begin
from bot.desk.workflow.answer import LEAVE, Answer, Asked, refusal
from bot.sop.flow import Kind
from bot.sop.model import Disposition, Nature, Person, Subject
from bot.sop.recurring import LAST_DAY, Every, Rule, latest_due, next_on, worked_on
from bot.sop.roles import Role
from bot.sop.worktime import DAYS_IN_WEEK
from storage import dispositions, events, people
from storage import recurring as entries
from storage.outbox import ANSWER
from storage.recurring import Entry
from storage.store import Tx

#: The view of a form in which it is made one that comes round.
VIEW = "agenda"

#: Who reads the agenda; the Kabag alone changes it.
READERS = frozenset({Role.KABAG, Role.KASUBBAG, Role.STAF, Role.ADMIN})

#: Entries at a time: more would not be read on a phone, nor fit under one list (Bot API: 100 buttons).
MOST = 30

#: Days of the month that are offered on buttons; any other can be typed.
MONTH_DAYS = (1, 10, 15, 25, LAST_DAY)


# --- made of a form ------------------------------------------------------------------------------------


def offered(tx: Tx) -> list[Rule]:
    """List the rules offered on buttons: each weekday on which the office opens, then some days of the month."""
    week = tx.office.calendar.week
    weekly = [Rule(Every.WEEK, day) for day in range(DAYS_IN_WEEK) if week[day] or tx.office.calendar.always_open]
    return [*weekly, *(Rule(Every.MONTH, day) for day in MONTH_DAYS), Rule(Every.FIRST)]


def may_repeat(tx: Tx, disposition: Subject) -> bool:
    """Say whether a form may come round: not what one article asks for, and not what came of the agenda."""
    if not isinstance(disposition, Disposition) or disposition.need_article_id is not None:
        return False
    return bool(disposition.subject) and entries.of_disposition(tx, disposition.id) is None


def choose(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Take a rule tapped in the view; None for a rule that is not offered."""
    rule = next((rule for rule in offered(tx) if rule.pack() == value), None)
    return None if rule is None or not may_repeat(tx, asked.subject) else _make(tx, asked, rule)


def answer(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Take a rule that was typed; words where it cannot be read."""
    today = tx.office.calendar.today(tx.now)
    rule = recurrences.parse(message.text, today)
    if rule is None or not may_repeat(tx, asked.subject):
        return refusal(asked.t.agenda_unclear())
    if rule.dates and rule.dates[0] <= today:
        return refusal(asked.t.agenda_past())
    return _make(tx, asked, rule)


def _make(tx: Tx, asked: Asked, rule: Rule) -> Answer:
    """Keep the form as one that comes round, from tomorrow on; the form itself stays."""
    disposition, t, running = asked.disposition, asked.t, entries.running(tx)
    if any(entry.rule == rule and entry.subject == disposition.subject for entry in running):
        return refusal(t.agenda_already(rule), then=LEAVE)
    first = next_on(rule, tx.office.calendar.today(tx.now))
    if len(running) >= MOST or first is None:
        return refusal(t.agenda_full(MOST), then=LEAVE)
    entry_id = entries.add(tx, disposition, rule, first, _time_given(tx, disposition), asked.person.id)
    data = {"agenda": entry_id, "rule": rule.pack(), "next": first.isoformat()}
    events.append(tx, "agenda_make", asked.person.id, Kind.DISPOSITION, disposition.id, data)
    return Answer(t.agenda_made(rule, worked_on(first, tx.office.calendar)), next=LEAVE)


def _time_given(tx: Tx, disposition: Disposition) -> timedelta:
    """Give the form's batas waktu as working time: from its opening if that was today, else from now."""
    calendar = tx.office.calendar
    if disposition.deadline is None or disposition.deadline <= tx.now:
        return tx.office.default_deadline
    today = calendar.today(tx.now)
    given = calendar.spent(
        disposition.created_at if calendar.today(disposition.created_at) == today else tx.now, disposition.deadline
    )
    return given if given > timedelta(0) else tx.office.default_deadline


# --- its day -----------------------------------------------------------------------------------------------


def propose(tx: Tx) -> int:
    """Put before the Kabag what comes round today, or came round on days off or while the bot was down.

    Once an entry and date, and only the latest of the dates that were missed. Gives how many entries came round.
    """
    today = tx.office.calendar.today(tx.now)
    if not tx.office.calendar.is_workday(today):
        return 0
    return sum(_come_round(tx, entry, today) for entry in entries.due(tx, today))


def _come_round(tx: Tx, entry: Entry, today: date) -> bool:
    day, following = latest_due(entry.rule, entry.next_on or today, today)
    if not entries.go_on(tx, entry, following):
        return False  # pragma: no cover - one writer: nobody can come between
    _put(tx, entry, day, None)
    return True


def _put(tx: Tx, entry: Entry, day: date, actor: Person | None) -> Disposition:
    """Show the entry's form for a date: the one that was not sent yet, or else a new one."""
    disposition = entries.unsent(tx, entry.id)
    disposition = (
        _begin(tx, entry, day, actor) if disposition is None else _take_up_again(tx, entry, disposition, day, actor)
    )
    for kabag in capacities.waited_for(tx, disposition):
        if actor is None or kabag.id != actor.id:
            notify.show(tx, disposition, kabag, anew=True, office_hours=True)
    if actor is not None:
        notify.show(tx, disposition, actor, anew=True, priority=ANSWER)
    return disposition


def _begin(tx: Tx, entry: Entry, day: date, actor: Person | None) -> Disposition:
    disposition = begin(
        tx,
        entry.subject,
        {"agenda": entry.id, "day": day.isoformat()},
        actor=actor,
        author_id=_author(tx, entry, actor),
        instruction=entry.instruction,
        nature=entry.nature,
        time_given=entry.time_given,
    )
    entries.fill(tx, entry, disposition.id, day)
    return dispositions.one(tx, disposition.id)


def _take_up_again(tx: Tx, entry: Entry, disposition: Disposition, day: date, actor: Person | None) -> Disposition:
    """Let the form of an earlier date stand for this one too: one at a time lies before the Kabag."""
    entries.is_now_for(tx, disposition.id, day)
    late = disposition.deadline is None or disposition.deadline <= tx.now
    deadline = tx.office.calendar.due(tx.now, entry.time_given) if late else disposition.deadline
    dispositions.change(tx, disposition, deadline=deadline, author_id=_author(tx, entry, actor))
    _record(tx, "agenda_again", entry, day, actor, disposition.id)
    return dispositions.one(tx, disposition.id)


def _author(tx: Tx, entry: Entry, actor: Person | None) -> int | None:
    """Name whose form it is: who asks for it, else who made the entry, while Kabag themselves; else any Kabag's."""
    for person_id in (actor.id if actor else None, entry.author_id):
        if person_id is not None and any(a.role is Role.KABAG for a in people.appointments(tx, person_id)):
            return person_id
    return None


def _record(
    tx: Tx, what: str, entry: Entry, day: date, actor: Person | None, disposition_id: int | None = None
) -> None:
    data = {"agenda": entry.id, "day": day.isoformat()}
    kind = Kind.DISPOSITION if disposition_id is not None else None
    events.append(tx, what, actor.id if actor else None, kind, disposition_id, data)


# --- what the Kabag does about it -------------------------------------------------------------------------


def may_read(tx: Tx, person: Person) -> bool:
    """Say whether somebody may read the agenda."""
    return bool(capacities.roles(tx, person) & READERS)


def may_read_entry(tx: Tx, person: Person, entry: Entry) -> bool:
    """Say whether somebody may read one entry: one that is rahasia only who gives and who receives it."""
    return entry.nature is not Nature.CONFIDENTIAL or bool(capacities.roles(tx, person) & {Role.KABAG, Role.KASUBBAG})


def may_change(tx: Tx, person: Person) -> bool:
    """Say whether somebody may change the agenda: the Kabag, or who stands in for them."""
    return Role.KABAG in capacities.roles(tx, person)


def open_now(tx: Tx, person: Person, entry: Entry) -> None:
    """Put an entry's form before the Kabag now; its dates stay as they are."""
    _put(tx, entry, tx.office.calendar.today(tx.now), person)


def skip(tx: Tx, person: Person, entry: Entry, day: str) -> bool:
    """Leave out the date that comes next; False when it is not that date any more."""
    if entry.next_on is None or entry.next_on.isoformat() != day:
        return False
    _record(tx, "agenda_skip", entry, entry.next_on, person)
    return entries.go_on(tx, entry, next_on(entry.rule, entry.next_on))


def stop(tx: Tx, person: Person, entry: Entry) -> bool:
    """Have an entry come round no more; what was put before the Kabag stays. False when it was over already."""
    if not entries.stop(tx, entry.id, person.id):
        return False
    _record(tx, "agenda_stop", entry, tx.office.calendar.today(tx.now), person)
    return True


def comes_on(tx: Tx, entry: Entry) -> date | None:
    """Give the working day on which an entry comes next; None once it is over."""
    return worked_on(entry.next_on, tx.office.calendar) if entry.next_on else None
