"""The office as the database says it is now: its calendars with the days that were added and taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.sop.office import Office
from bot.sop.worktime import Calendar

Kind = Literal["off", "on"]


@dataclass(frozen=True, slots=True)
class DayRule:
    """One day closed ("off") or worked ("on") against what the calendar says; `unit_id` None: the whole office."""

    day: date
    unit_id: int | None
    kind: Kind


class Living:
    """Gives the living office, made anew only when what it is made of has changed.

    The number asked for first is raised by triggers in the database, so that whoever changes it (a command beside a
    running bot too) is noticed, and a transaction sees what was committed before it. Used by two threads: what is
    kept is one tuple, replaced as a whole.
    """

    def __init__(self, configured: Office) -> None:
        """`configured` is the office of the configuration, without the database's days."""
        self._configured = configured
        self._made: tuple[int | None, Office] = (None, configured)

    def office(self, db: sqlite3.Connection) -> Office:
        """Give the office as this connection's transaction sees it at its beginning."""
        version = db.execute("SELECT version FROM calendar_version").fetchone()[0]
        made_of, office = self._made
        if made_of != version:
            office = current(db, self._configured)
            self._made = (version, office)
        return office


def current(db: sqlite3.Connection, configured: Office) -> Office:
    """Make the living office, from what the open transaction itself has written too."""
    return build(_own(db, configured), _units(db), rules(db))


def _own(db: sqlite3.Connection, configured: Office) -> Office:
    """Give the office of the configuration with what the database knows better: names of units, Ramadan's hours."""
    return _with_hours(db, _owned(db, configured))


def _owned(db: sqlite3.Connection, configured: Office) -> Office:
    """Have sections kept by units as they are called now, where the configuration calls them as they were."""
    units = _units(db)
    names: dict[int, str] = {row["id"]: row["name"] for row in db.execute("SELECT id, name FROM unit")}

    def now(owner: str) -> str:
        return names[units[owner.lower()]] if owner.lower() in units else owner

    policy = configured.freshness
    own = {key: replace(one, owner=now(one.owner)) for key, one in policy.own.items()}
    pages = tuple(replace(page, owner=now(page.owner)) for page in policy.pages)
    if (own, pages) == (dict(policy.own), policy.pages):
        return configured
    return replace(configured, freshness=replace(policy, own=own, pages=pages))


def supposing(db: sqlite3.Connection, configured: Office, new: Sequence[DayRule]) -> Office:
    """Make the office as it would be with these rules too; nothing is written."""
    days = {(rule.day, rule.unit_id) for rule in new}
    kept = [rule for rule in rules(db) if (rule.day, rule.unit_id) not in days]
    return build(_own(db, configured), _units(db), [*kept, *new])


def _with_hours(db: sqlite3.Connection, configured: Office) -> Office:
    """Give the office and its units with the Ramadan hours that were confirmed."""
    rows = db.execute("SELECT first, last FROM special_hours WHERE removed_at IS NULL ORDER BY first")
    spans = [(date.fromisoformat(row["first"]), date.fromisoformat(row["last"])) for row in rows]

    def kept(calendar: Calendar) -> Calendar:
        for first, last in spans:
            calendar = calendar.with_hours(first, last, configured.ramadan_week)
        return calendar

    if not spans:
        return configured
    return replace(
        configured,
        calendar=kept(configured.calendar),
        unit_hours={name: kept(calendar) for name, calendar in configured.unit_hours.items()},
        unit_calendars={unit_id: kept(calendar) for unit_id, calendar in configured.unit_calendars.items()},
    )


def rules(db: sqlite3.Connection) -> list[DayRule]:
    """List the special days that hold."""
    rows = db.execute("SELECT day, unit_id, kind FROM special_day WHERE removed_at IS NULL")
    return [DayRule(date.fromisoformat(row["day"]), row["unit_id"], row["kind"]) for row in rows]


def _units(db: sqlite3.Connection) -> dict[str, int]:
    """Give what unit a name means now: its own, one it had, or that of a unit merged into it."""
    named = db.execute(
        "SELECT unit.name, ifnull(merged_into, id) AS id FROM unit UNION ALL"
        " SELECT unit_name.name, ifnull(merged_into, id) FROM unit_name JOIN unit ON id = unit_id ORDER BY id"
    ).fetchall()
    own = {row["name"].lower(): row["id"] for row in db.execute("SELECT id, name FROM unit WHERE merged_into IS NULL")}
    return {**{row["name"].lower(): row["id"] for row in named}, **own}


def build(configured: Office, units: Mapping[str, int], rules: Sequence[DayRule]) -> Office:
    """Make an office's calendars: a unit's own hours or the office's, the office's days, then the unit's days.

    `units` gives the id of a unit by its name in small letters; hours of a unit there is not (yet) wait for it.
    """
    named = {name.lower(): calendar for name, calendar in configured.unit_hours.items()}
    own = {**configured.unit_calendars, **{units[name]: named[name] for name in named.keys() & units.keys()}}
    own |= {r.unit_id: own.get(r.unit_id, configured.calendar) for r in rules if r.unit_id is not None}
    everybody = [rule for rule in rules if rule.unit_id is None]
    if not own and not everybody:
        return configured
    return replace(
        configured,
        calendar=_with(configured.calendar, everybody),
        unit_calendars={
            unit_id: _with(_with(calendar, everybody), [rule for rule in rules if rule.unit_id == unit_id])
            for unit_id, calendar in own.items()
        },
    )


def _with(calendar: Calendar, rules: Iterable[DayRule]) -> Calendar:
    off = {rule.day for rule in rules if rule.kind == "off"}
    on = {rule.day for rule in rules if rule.kind == "on"}
    return calendar.with_days(off, on) if off or on else calendar
