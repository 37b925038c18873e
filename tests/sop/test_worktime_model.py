"""The product's working time against a brute-force table of minutes, on 100,000 random cases."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.sop.office import Office, Website
from bot.sop.worktime import PERPRES_RAMADAN_WEEK, PERPRES_WEEK, Calendar, Profile, Week
from storage.office import DayRule, build
from tests.sop.minutes import DAYS, HOURS_EAST, MINUTES, Day, Rules, Table

CASES = 100_000
OFFICES = 15
TABLES = 3 * OFFICES
UNIT = 7
SECOND = timedelta(seconds=1)


def wall(minute: int) -> time:
    """A minute of the day as the product writes it; the end of the day is 00:00."""
    return time(minute // 60 % 24, minute % 60)


def as_week(days: list[Day]) -> Week:
    return tuple(tuple((wall(opens), wall(closes)) for opens, closes in day) for day in days)


def as_days(week: Week) -> list[Day]:
    def minute(at: time) -> int:
        return at.hour * 60 + at.minute

    return [[(minute(opens), minute(closes) or MINUTES) for opens, closes in day] for day in week]


def some_day(dice: random.Random) -> Day:
    """Hours of one day: none, or up to three spans with breaks, to the very edges of the day."""
    if dice.random() < 0.25:
        return []
    edges = sorted(dice.sample([*range(0, MINUTES + 1, 5), 451, 719, 961], 2 * dice.randint(1, 3)))
    return list(zip(edges[::2], edges[1::2], strict=True))


def some_week(dice: random.Random) -> list[Day]:
    if dice.random() < 0.4:
        return as_days(dice.choice([PERPRES_WEEK, PERPRES_RAMADAN_WEEK]))
    week = [some_day(dice) for _ in range(7)]
    return week if any(week) else as_days(PERPRES_WEEK)


def some_dates(dice: random.Random, first: date, count: int) -> list[date]:
    return [first + timedelta(days=number) for number in dice.sample(range(DAYS), count)]


def some_office(dice: random.Random, zone: str, first: date) -> tuple[Rules, Calendar]:
    """One configuration, told to the model and to the product."""
    week, special = some_week(dice), some_week(dice)
    begins = first + timedelta(days=dice.randrange(50))
    ends = begins + timedelta(days=dice.randrange(40))
    national = frozenset(some_dates(dice, first, 12))
    changed = some_dates(dice, first, 10)
    off, on = changed[:5], changed[5:]
    decreed = dict.fromkeys(off, False) | dict.fromkeys(on, True)
    rules = Rules(zone, week, [(begins, ends, special)], national, [decreed])
    calendar = Calendar(
        ZoneInfo(zone),
        as_week(week),
        (Profile(begins, ends, as_week(special)),),
        lambda year: {day for day in national if day.year == year},
        frozenset(off),
        frozenset(on),
    )
    return rules, calendar


def pairs() -> Iterator[tuple[Table, Calendar]]:
    """Offices as configured, the same after decrees, and their units with hours and decrees of their own."""
    dice = random.Random(20261124)
    for number in range(OFFICES):
        zone = list(HOURS_EAST)[number % len(HOURS_EAST)]
        first = date(2026, 1, 1) + timedelta(days=dice.randrange(700))
        rules, calendar = some_office(dice, zone, first)
        unit_rules, unit_calendar = some_office(dice, zone, first)
        if number % 5 == 0:
            unit_rules = Rules(zone, [], never_closes=True)
            unit_calendar = Calendar(ZoneInfo(zone), always_open=True)
        of_all = {day: dice.random() < 0.5 for day in some_dates(dice, first, 15)}
        of_unit = {day: dice.random() < 0.5 for day in some_dates(dice, first, 15)}
        decrees = [DayRule(day, None, "on" if worked else "off") for day, worked in of_all.items()]
        decrees += [DayRule(day, UNIT, "on" if worked else "off") for day, worked in of_unit.items()]
        office = Office("", "", calendar, Website("", ""), (), unit_hours={"RSUD": unit_calendar})
        living = build(office, {"rsud": UNIT}, decrees)
        yield Table(rules, first), calendar
        yield Table(rules.decreed(of_all), first), living.calendar
        yield Table(unit_rules.decreed(of_all, of_unit), first), living.calendar_for(UNIT)


def test_the_arithmetic_agrees_with_counting_minutes() -> None:
    dice = random.Random(7)
    seen = 0
    for number, (table, calendar) in enumerate(pairs(), start=1):
        for _ in range(CASES * number // TABLES - seen):
            _agree(dice, table, calendar)
            seen += 1
    assert (number, seen) == (TABLES, CASES)


def _agree(dice: random.Random, table: Table, calendar: Calendar) -> None:
    """One case: a start, a working time, and another moment; on the minute, or in the middle of one."""
    start = dice.randrange(table.last)
    if dice.random() < 0.5:
        start -= start % 60
    # from seconds to weeks, evenly by size; never more than the table still holds
    working = min(int(10 ** dice.uniform(0, 5.5)), 60 * table.open_until[-1] - table.worked(start))
    if dice.random() < 0.02:
        working = 0
    at, opens = table.midnight + start * SECOND, table.next_open(start)
    ends = table.due(start, working)
    found = calendar.due(at, working * SECOND)
    case = (calendar, at, working)
    assert found == table.midnight + ends * SECOND, case
    assert calendar.next_open(at) == table.midnight + opens * SECOND, case
    if start % 2:
        assert calendar.is_open(at) is table.is_open(start), case
    if working % 2:
        assert calendar.spent(at, found) == working * SECOND, case
    if ends < table.last and dice.random() < 0.5:
        assert calendar.remind_at(found) == table.midnight + table.next_open(ends) * SECOND, case
    other = min(max(start + int(dice.gauss(0, 200_000)), 0), table.last)
    worked = table.worked(other) - table.worked(start)
    assert calendar.spent(at, table.midnight + other * SECOND) == worked * SECOND, case


def test_the_model_itself_counts_an_ordinary_friday() -> None:
    table = Table(Rules("Asia/Makassar", as_days(PERPRES_WEEK)), date(2026, 11, 27))
    assert table.midnight == datetime(2026, 11, 26, 16, 0, tzinfo=UTC)
    assert table.worked(MINUTES * 60) == 450 * 60
    assert table.next_open(690 * 60) == 780 * 60  # 11.30: the long break of Friday
    assert table.due(680 * 60, 11 * 60) == 781 * 60
    assert table.due(680 * 60, 10 * 60) == 690 * 60
