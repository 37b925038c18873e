"""When a page is published by itself: moments to choose from, and what is said of one that was missed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.deadlines.doubts import key_of
from bot.sop.model import Article, Person
from bot.sop.roles import Role
from storage.store import Tx

#: How many moments are offered on buttons; any other can be typed.
MOMENTS = 4

#: Hours people read an office's website at, and the office is there if something goes wrong.
HOURS = (time(8), time(10), time(14))
DAYS = 14  # days looked through for them: more than any row of holidays
NOTICE = timedelta(minutes=15)  # a moment nearer than this is not worth scheduling

#: A start later than this was missed: the bot was not running.
MISSED = timedelta(minutes=5)


def moments(tx: Tx) -> list[tuple[str, datetime]]:
    """Offer moments to publish at, as (key, UTC): the next of the usual hours at which the office is open."""
    near = tx.now + NOTICE
    return [(key_of(at), at) for at, _ in zip(_usual(tx, near), range(MOMENTS), strict=False)]


def chosen(tx: Tx, key: str) -> datetime | None:
    """Read the moment of a button, which may be an old one; None for what no button of ours offers any more."""
    return next((at for at in _usual(tx, tx.now) if key_of(at) == key), None)


def _usual(tx: Tx, after: datetime) -> Iterator[datetime]:
    calendar = tx.office.calendar
    today = calendar.today(tx.now)
    for days in range(DAYS):
        for hour in HOURS:
            at = calendar.moment(today + timedelta(days=days), hour)
            if at > after and calendar.is_open(at):
                yield at


def say_if_missed(tx: Tx, article: Article, planned: datetime | None) -> None:
    """A publication that starts late because the bot was down: Staf and Kasubbag read that it goes out now."""
    if planned is None or tx.now - planned < MISSED:
        return
    told: dict[int, Person] = {p.id: p for role in (Role.STAF, Role.KASUBBAG) for p in capacities.in_role(tx, role)}
    for person in told.values():
        t = notify.texts_for(tx, person)
        said = t.started_late(article.ref, article.title, planned)
        notify.tell(tx, person.telegram_id, str(said), office_hours=True)


def closings(tx: Tx) -> list[tuple[str, datetime]]:
    """Offer moments to choose from, as (key, UTC): the close of today and of the next working days."""
    calendar = tx.office.calendar
    day = calendar.today(tx.now)
    found: list[tuple[str, datetime]] = []
    for _ in range(60):
        closing = calendar.closing(day)
        if closing is not None and closing > tx.now:
            found.append((f"m{len(found)}", closing))
        if len(found) == MOMENTS:
            break
        day += timedelta(days=1)
    return found
