"""How fresh the website is: how each section stands, today and day by day."""

from __future__ import annotations

from datetime import date

from bot.sop.freshness import WORST_FIRST, Standing, Watched, judge
from bot.sop.model import Person
from storage import freshness, outbox, people
from storage.outbox import ANSWER
from storage.outbox_bodies import FreshnessPicture
from storage.store import Tx


def board(tx: Tx, viewer: Person | None = None) -> list[Standing]:
    """List how every section stands, the worst first; to a unit's people their own before all others."""
    own = {unit.casefold() for unit in units_of(tx, viewer)} if viewer else set()
    found = [standing_of(tx, watched) for watched in tx.office.watched]
    return sorted(found, key=lambda one: (one.watched.owner.casefold() not in own, *_badness(one)))


def _badness(one: Standing) -> tuple[int, float, str]:
    return WORST_FIRST.index(one.light), -one.judgement.age / one.watched.days, one.watched.name


def of(tx: Tx, key: str) -> Standing | None:
    """Say how one section stands, None for one that is watched no more."""
    watched = next((each for each in tx.office.watched if each.key == key), None)
    return standing_of(tx, watched) if watched else None


def standing_of(tx: Tx, watched: Watched) -> Standing:
    """Say how a watched section stands today."""
    known, day = freshness.known(tx, watched.key), tx.office.calendar.today
    judgement = judge(
        watched.days,
        today=day(tx.now),
        since=day(known.since),
        last=day(known.last_at) if known.last_at else None,
        checked=day(known.checked_at) if known.checked_at else None,
        read=day(known.read_at) if known.read_at else None,
    )
    return Standing(
        watched, judgement, known.last_at, known.source, known.title, known.url, known.read_at, known.problem,
        known.checked_at, people.name(tx, known.checked_by) or "",
    )  # fmt: skip


def units_of(tx: Tx, person: Person) -> list[str]:
    """List the units somebody writes or verifies for; nothing for the office's own people."""
    held = people.appointments(tx, person.id)
    return [people.unit(tx, a.unit_id).name for a in held if a.unit_id is not None]


def history(tx: Tx, key: str, first: date) -> list[tuple[date, int, str]]:
    """List how a section stood on each day from `first` on: (day, age, light)."""
    return freshness.days(tx, key, first)


def send_picture(tx: Tx, chat_id: int, person: Person, key: str = "") -> None:
    """Send the board as a picture, or the history of one section; it is drawn when it is sent."""
    outbox.add(tx, chat_id, FreshnessPicture(person.language, person.id, key), priority=ANSWER)
