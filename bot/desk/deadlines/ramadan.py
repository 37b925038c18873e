"""Ramadan: asked of the admin each year when it nears, confirmed with one tap, kept in the office's calendar.

The moon is looked for on the evening before (sidang isbat), so nobody but a person can say on which day it begins. What
is offered is reckoned from the first day of Idulfitri in the joint decree, or in the library's estimate before it.
"""

from __future__ import annotations

from datetime import date, timedelta

from bot.desk import notify
from bot.desk.deadlines import calendar, recompute
from bot.holidays import idulfitri, indonesian_holidays
from bot.sop.model import Person
from bot.sop.press import Press, Verb
from bot.sop.recap import Span
from bot.sop.roles import Role
from bot.texts import Texts
from storage import events, people, special_hours
from storage.once import once, told
from storage.outbox_bodies import ButtonBody
from storage.store import Tx

DAY = timedelta(days=1)

#: A month of the moon has 29 or 30 days. Reckoned with 30; what the isbat decides may be a day off either way.
MONTH = 30

#: From so many days before it begins the admin is asked, once a week, until somebody answers.
AHEAD = timedelta(days=30)

#: Under this name it is kept that an office keeps its usual hours in a Ramadan, by the day of its Idulfitri.
_NONE = "ramadan none"


def coming(tx: Tx) -> Span | None:
    """Give the Ramadan that is next or now, as it is reckoned; None where the library knows of no Idulfitri."""
    today = tx.office.calendar.today(tx.now)
    feasts = sorted({*idulfitri(today.year), *idulfitri(today.year + 1)})
    return next((Span(feast - MONTH * DAY, feast - DAY) for feast in feasts if feast > today), None)


def unanswered(tx: Tx) -> Span | None:
    """Give the Ramadan that nobody has said anything about though it is near; None where nothing is to be asked."""
    keeps = tx.office.calendar.holidays is indonesian_holidays and not tx.office.calendar.always_open
    span = coming(tx) if keeps else None
    if span is None or tx.office.calendar.today(tx.now) < span.first - AHEAD:
        return None
    answered = told(tx, _NONE, span.last.isoformat()) or any(
        profile.first <= span.last and span.first <= profile.last for profile in tx.office.calendar.profiles
    )
    return None if answered else span


def ask(tx: Tx) -> int:
    """Ask the admins (the Kabag where there is none) once a week; gives how many were asked."""
    span = unanswered(tx)
    year, week, _ = tx.office.calendar.today(tx.now).isocalendar()
    readers = people.holders(tx, Role.ADMIN) or people.holders(tx, Role.KABAG)
    if span is None or not readers or not once(tx, "ramadan", f"{year}-{week}"):
        return 0
    for person in readers:
        t = notify.texts_for(tx, person)
        said = t.ramadan_asked(span, tx.office.ramadan_week)
        rows = [[ButtonBody(label, press.pack(), None, None)] for label, press in choices(t, span)]
        if person.telegram_id is not None:
            notify.tell_card(tx, person.telegram_id, str(said), rows)
    return len(readers)


def choices(t: Texts, span: Span) -> list[tuple[str, Press]]:
    """Give what can be answered, as labels with presses: the days offered, and keeping the usual hours."""
    kept = [(t.keep_ramadan(one), Press(Verb.CALENDAR, arg=packed(one))) for one in offered(span)]
    return [*kept, (t.no_ramadan(), Press(Verb.CALENDAR, arg="ramno"))]


def packed(span: Span) -> str:
    """Write days as a button carries them."""
    return f"ram.{span.first.isoformat()}.{span.last.isoformat()}"


def unpacked(rest: str) -> Span | None:
    """Read days as a button carries them; None for what is none."""
    first, _, last = rest.partition(".")
    try:
        return Span(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None


def offered(span: Span) -> list[Span]:
    """List the days that are offered: as reckoned, and a day earlier or later at the beginning."""
    return [Span(span.first + shift * DAY, span.last) for shift in (-1, 0, 1)]


def acceptable(tx: Tx, span: Span) -> bool:
    """Say whether days can be a Ramadan: about a month, neither long over nor far ahead, free of other hours."""
    today = tx.office.calendar.today(tx.now)
    length = (span.last - span.first).days + 1
    near = today - 2 * AHEAD <= span.last and span.first <= today + timedelta(days=400)
    taken = any(one.first <= span.last and span.first <= one.last for one in tx.office.calendar.profiles)
    return MONTH - 2 <= length <= MONTH + 1 and near and not taken


def keep(tx: Tx, person: Person, span: Span) -> int | None:
    """Keep Ramadan hours in these days; gives how many deadlines moved, None for days that cannot be."""
    if not calendar.may_change(tx, person) or not acceptable(tx, span):
        return None
    special_hours.add(tx, span, person.id)
    return _settled(tx, person, span, back=False)


def take_back(tx: Tx, person: Person, hours_id: int) -> Span | None:
    """Let them hold no more; None when they do not any longer. What was reckoned is asked again."""
    held = next((one for one in special_hours.since(tx, date.min) if one.id == hours_id), None)
    if held is None or not calendar.may_change(tx, person) or not special_hours.take_back(tx, hours_id, person.id):
        return None
    _settled(tx, person, held.span, back=True)
    return held.span


def decline(tx: Tx, person: Person) -> bool:
    """Keep the usual hours in the Ramadan that is asked about; False when nothing is asked any more."""
    span = unanswered(tx)
    if span is None or not calendar.may_change(tx, person):
        return False
    events.append(tx, "ramadan", person.id, None, None, {"until": span.last.isoformat(), "hours": "usual"})
    return once(tx, _NONE, span.last.isoformat())


def _settled(tx: Tx, person: Person, span: Span, *, back: bool) -> int:
    data = {"first": span.first.isoformat(), "last": span.last.isoformat(), "back": back}
    events.append(tx, "ramadan", person.id, None, None, data)
    moved = recompute.recompute(tx.again(), person.id)
    for other in calendar.answering(tx):
        if other.id != person.id:
            t = notify.texts_for(tx, other)
            notify.tell(tx, other.telegram_id, str(t.ramadan_kept(span, moved, person.name, back=back)))
    return moved
