"""The digests of the day: when their time has come, and what they tell."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.desk.authority import capacities, secrecy
from bot.desk.deadlines import clocks
from bot.desk.reminders import remind
from bot.sop.digest import Evening, Late, Live
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article, Person, StepRecord, Subject
from bot.texts import Texts
from storage import articles, dispositions, events, people, steps
from storage.store import Tx

#: How long before closing the evening's digest comes where the office has closed by its usual time.
BEFORE_CLOSING = timedelta(minutes=30)

FARTHEST = 30  # days in which the next working day is looked for


def morning_has_come(tx: Tx, at: time) -> bool:
    """Say whether the morning's digest may go: from that time of the office's clock on, while the office is open."""
    calendar = tx.office.calendar
    return calendar.is_open(tx.now) and calendar.local(tx.now).time() >= at


def evening_has_come(tx: Tx, at: time) -> bool:
    """Say whether the evening's digest may go: from that time on, or half an hour before an earlier closing."""
    calendar = tx.office.calendar
    today = calendar.today(tx.now)
    closing = calendar.closing(today)
    if closing is None or not calendar.is_open(tx.now):
        return False
    wanted = datetime.combine(today, at, calendar.zone)
    return tx.now >= (wanted if wanted < closing else closing - BEFORE_CLOSING)


def _open(tx: Tx) -> list[tuple[StepRecord, Subject]]:
    """List what is waited for with a time, the one due first first; forms and drafts are nobody else's business."""
    found = []
    for record in steps.all_open(tx):
        subject = capacities.thing(tx, record.kind, record.subject_id)
        if subject is not None and record.due_at is not None and subject.state not in {State.D_DRAFT, State.A_DRAFT}:
            found.append((record, subject))
    return found


def copied(tx: Tx, t: Texts, person: Person) -> list[tuple[Subject, Late]]:
    """List what is late at others and has been put before this person too."""
    late = [(r, s) for r, s in _open(tx) if r.due_at is not None and r.due_at <= tx.now]
    return [
        (subject, _line(tx, t, record, subject))
        for record, subject in late
        if person.id in remind.told_by(tx, record.id)
        and person.id not in {p.id for p in capacities.waited_for(tx, subject)}
    ]


def evening(tx: Tx, t: Texts) -> tuple[Evening, list[Subject]]:
    """Read how the day was, and which things of it can be opened: what is late first, then what is due."""
    calendar = tx.office.calendar
    today = calendar.today(tx.now)
    tomorrow = _next_working_day(tx, today)
    until = tx.office.calendar.moment((tomorrow or today) + timedelta(days=1))
    timed = _open(tx)
    late = [(r, s) for r, s in timed if r.due_at is not None and r.due_at <= tx.now]
    due = [(r, s) for r, s in timed if r.due_at is not None and tx.now < r.due_at < until] if tomorrow else []
    live = _live(tx, today)
    told = Evening(
        today,
        tomorrow,
        live=tuple(_page(tx, article) for article in live),
        sent=_dispositions(tx, today, Action.DISPATCH),
        closed=_dispositions(tx, today, Action.ACKNOWLEDGE),
        late=tuple(_line(tx, t, *one) for one in late),
        due=tuple(_line(tx, t, *one) for one in due),
    )
    return told, [*(s for _, s in late), *(s for _, s in due), *live]


def _line(tx: Tx, t: Texts, record: StepRecord, subject: Subject) -> Late:
    names = [person.name for person in capacities.waited_for(tx, subject)]
    due_at = record.due_at or record.started_at
    late_by = clocks.of_record(tx, record).elapsed(due_at, tx.now) if due_at <= tx.now else None
    title = secrecy.title(tx, subject)
    return Late(subject.ref, title, t.people(names) if names else t.title_of(record.who), due_at, late_by)


def _next_working_day(tx: Tx, day: date) -> date | None:
    ahead = (day + timedelta(days=count) for count in range(1, FARTHEST))
    return next((one for one in ahead if tx.office.calendar.is_workday(one)), None)


def _happened(tx: Tx, day: date, action: Action, kind: Kind) -> list[int]:
    """List the things of which something was done that day, each once."""
    done = events.between(tx, tx.office.calendar.moment(day), tx.now, action.value)
    return list(dict.fromkeys(one.subject_id for one in done if one.kind == kind and one.subject_id is not None))


def _live(tx: Tx, day: date) -> list[Article]:
    live = [*_happened(tx, day, Action.PROVE, Kind.ARTICLE), *_happened(tx, day, Action.CONFIRM, Kind.ARTICLE)]
    found = [articles.get(tx, article_id) for article_id in dict.fromkeys(live)]
    return [article for article in found if article is not None and article.state is State.A_PUBLISHED]


def _page(tx: Tx, article: Article) -> Live:
    unit = people.unit(tx, article.unit_id).name
    return Live(article.ref, article.title, unit, article.remote_url or "")


def _dispositions(tx: Tx, day: date, action: Action) -> tuple[str, ...]:
    found = [dispositions.get(tx, disposition_id) for disposition_id in _happened(tx, day, action, Kind.DISPOSITION)]
    return tuple(disposition.ref for disposition in found if disposition is not None)
