"""What the hours of an office and of its units must hold between them, once each key by itself is well written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.config.problems import ConfigProblem, Words
from bot.config.tables import HoursTable, SpecialHours, Tables, UnitHours

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def unit_runs_day_and_night(hours: HoursTable, unit: UnitHours) -> bool:
    """Say whether a unit never closes: by its own word; else as the office, unless it names hours of its own."""
    if unit.always_open is not None:
        return unit.always_open
    return hours.always_open and all(getattr(unit, day) is None for day in DAYS)


def _same(words: str) -> Words:
    return Words(words, words)


def _everybody(tables: Tables) -> Iterator[tuple[str, HoursTable | UnitHours]]:
    """Yield the office's hours and each unit's, with their place in the file."""
    yield "hours", tables.hours
    for number, unit in enumerate(tables.hours.unit):
        yield f"hours.unit[{number}]", unit


def opens_some_day(tables: Tables) -> Iterator[ConfigProblem]:
    """Find an office or unit that never opens."""
    hours = tables.hours
    if not hours.always_open and not any(getattr(hours, day) for day in DAYS):
        yield _never_opens("hours")
    for number, unit in enumerate(hours.unit):
        own = (getattr(unit, day) for day in DAYS)
        week = [getattr(hours, day) if spans is None else spans for day, spans in zip(DAYS, own, strict=True)]
        if not unit_runs_day_and_night(hours, unit) and not any(week):
            yield _never_opens(f"hours.unit[{number}]")


def _never_opens(key: str) -> ConfigProblem:
    return ConfigProblem(
        key,
        Words("tidak ada hari buka", "no open day"),
        Words("paling sedikit satu hari buka", "at least one open day"),
        'monday = "07:30-12:00, 13:00-16:00"',
    )


def special_hours_follow(tables: Tables) -> Iterator[ConfigProblem]:
    """Find special hours (Ramadan) that end before they begin, or overlap others of the same office or unit."""
    for key, hours in _everybody(tables):
        yield from _in_order(key, hours.special)


def _in_order(key: str, special: tuple[SpecialHours, ...]) -> Iterator[ConfigProblem]:
    for number, hours in enumerate(special):
        if hours.last < hours.first:
            yield ConfigProblem(
                f"{key}.special[{number}].to",
                _same(f"{hours.last}"),
                Words("tanggal sesudah from", "a date after from"),
                f"to = {hours.first}",
            )
    numbered = sorted(enumerate(special), key=lambda pair: pair[1].first)
    for (_, earlier), (number, later) in pairwise(numbered):
        if later.first <= earlier.last:
            yield ConfigProblem(
                f"{key}.special[{number}].from",
                _same(f"{later.first}"),
                Words(
                    f"tanggal sesudah {earlier.last}, akhir jam khusus lainnya",
                    f"a date after {earlier.last}, where other special hours end",
                ),
                "from = 2027-02-08",
            )


def days_are_off_or_on(tables: Tables) -> Iterator[ConfigProblem]:
    """Find a date that is both an extra holiday and an extra workday."""
    for key, hours in _everybody(tables):
        for day in sorted({*hours.extra_holidays} & {*hours.extra_workdays}):
            yield ConfigProblem(
                f"{key}.extra_workdays",
                _same(f"{day}"),
                Words(
                    "tanggal yang tidak ada juga dalam extra_holidays",
                    "dates that are not in extra_holidays too",
                ),
                f"extra_workdays = [{day}]",
            )


def units_differ(tables: Tables) -> Iterator[ConfigProblem]:
    """Find a unit whose hours are given twice (letter case aside, as units are found)."""
    seen: set[str] = set()
    for number, unit in enumerate(tables.hours.unit):
        if unit.name.lower() in seen:
            yield ConfigProblem(
                f"hours.unit[{number}].name",
                _same(f'"{unit.name}"'),
                Words("nama unit yang belum ada di atasnya", "a unit's name that does not stand above"),
                'name = "Dinas Kesehatan"',
            )
        seen.add(unit.name.lower())
