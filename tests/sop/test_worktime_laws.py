"""Laws of working time on random calendars, and a model that counts one minute after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sop.worktime import PERPRES_WEEK, Calendar, Profile, Span
from tests.sop.days import OFFICE, minutes

OFFSETS = {
    "Asia/Jakarta": 7,
    "Asia/Pontianak": 7,
    "Asia/Makassar": 8,
    "Asia/Jayapura": 9,
}
EPOCH = date(2026, 1, 1)
HORIZON = 60
days = st.integers(0, HORIZON).map(lambda n: EPOCH + timedelta(days=n))


@st.composite
def day_spans(draw: st.DrawFn) -> tuple[Span, ...]:
    """Up to three spans on whole minutes; the last may run to midnight."""
    points = sorted(draw(st.sets(st.integers(0, 24 * 60), max_size=6)))
    walls = [time(point // 60 % 24, point % 60) for point in points]
    return tuple(zip(walls[::2], walls[1::2], strict=False))


weeks = st.tuples(*[day_spans()] * 7)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Offices in the three zones: breaks, Fridays, a Ramadan, holidays, and days of their own."""
    dates = st.frozensets(days, max_size=8)
    holidays, off, on = draw(dates), draw(dates), draw(dates)
    first = draw(days)
    ramadan = Profile(first, first + timedelta(days=draw(st.integers(0, 30))), draw(weeks))
    return Calendar(
        ZoneInfo(draw(st.sampled_from(sorted(OFFSETS)))),
        draw(st.one_of(st.just(PERPRES_WEEK), weeks.filter(any))),
        draw(st.sampled_from([(), (ramadan,)])),
        lambda year: {day for day in holidays if day.year == year},
        off - on,
        on,
    )


moments = st.timedeltas(timedelta(0), timedelta(HORIZON)).map(lambda after: datetime(2026, 1, 1, tzinfo=UTC) + after)
law = settings(max_examples=60, deadline=None)
amounts = st.timedeltas(timedelta(seconds=1), timedelta(hours=60))


@law
@given(calendars(), moments, amounts)
def test_the_working_time_until_due_is_the_working_time_asked_for(
    calendar: Calendar, start: datetime, amount: timedelta
) -> None:
    assert calendar.spent(start, calendar.due(start, amount)) == amount


@law
@given(calendars(), moments, amounts)
def test_due_is_the_earliest_such_moment(calendar: Calendar, start: datetime, amount: timedelta) -> None:
    earlier = calendar.due(start, amount) - timedelta(microseconds=1)
    assert calendar.spent(start, earlier) < amount


@law
@given(calendars(), moments, amounts, amounts)
def test_due_dates_add_up(calendar: Calendar, start: datetime, one: timedelta, two: timedelta) -> None:
    assert calendar.due(calendar.due(start, one), two) == calendar.due(start, one + two)


@law
@given(calendars(), moments, moments, moments)
def test_spent_time_adds_up_in_any_order(calendar: Calendar, a: datetime, b: datetime, c: datetime) -> None:
    assert calendar.spent(a, b) + calendar.spent(b, c) == calendar.spent(a, c)


@law
@given(calendars(), moments, moments, amounts)
def test_a_later_start_is_never_due_earlier(calendar: Calendar, a: datetime, b: datetime, amount: timedelta) -> None:
    early, late = sorted((a, b))
    assert calendar.due(early, amount) <= calendar.due(late, amount)
    assert calendar.next_open(early) <= calendar.next_open(late)
    assert calendar.spent(early, late) >= timedelta(0)


@law
@given(calendars(), moments, amounts, amounts)
def test_more_work_is_due_later(calendar: Calendar, start: datetime, one: timedelta, more: timedelta) -> None:
    assert calendar.due(start, timedelta(0)) < calendar.due(start, one)
    assert calendar.due(start, one) < calendar.due(start, one + more)


@law
@given(calendars(), moments)
def test_the_next_opening_is_open_and_nothing_before_it_is(calendar: Calendar, at: datetime) -> None:
    opening = calendar.next_open(at)
    assert calendar.is_open(opening)
    assert calendar.spent(at, opening) == timedelta(0)
    assert calendar.is_open(at) == (opening == at)


# -- the model: no spans, no zones, one minute after another


def open_minutes(calendar: Calendar, day: date) -> set[int]:
    """Say which of the 1,440 minutes of a local day are worked, by trying each."""
    hours = calendar.week
    for first, last, special in calendar.profiles:
        hours = special if first <= day <= last else hours
    spans = hours[day.weekday()]
    if day in calendar.extra_workdays:
        spans = spans or next(filter(None, hours), ())
    elif day in calendar.extra_holidays or day in calendar.holidays(day.year):
        spans = ()
    bounds = [(a.hour * 60 + a.minute, b.hour * 60 + b.minute or 1440) for a, b in spans]
    return {minute for minute in range(1440) if any(a <= minute < b for a, b in bounds)}


def worked_minutes(calendar: Calendar, start: datetime) -> Iterator[tuple[datetime, bool]]:
    """Yield the end of every minute from `start` on, and whether that minute was worked."""
    wall = start.replace(tzinfo=None) + timedelta(hours=OFFSETS[calendar.zone.key])
    day, minute = wall.date(), wall.hour * 60 + wall.minute
    worked = open_minutes(calendar, day)
    end = start
    while True:
        end += timedelta(minutes=1)
        yield end, minute in worked
        minute += 1
        if minute == 1440:
            day, minute = day + timedelta(days=1), 0
            worked = open_minutes(calendar, day)


def model_due(calendar: Calendar, start: datetime, amount: int) -> datetime:
    for end, worked in worked_minutes(calendar, start):
        amount -= worked
        if not amount:
            return end
    raise AssertionError("minutes never end")


def model_spent(calendar: Calendar, a: datetime, b: datetime) -> int:
    total = 0
    for end, worked in worked_minutes(calendar, a):
        if end > b:
            break
        total += worked
    return total


whole_minutes = moments.map(lambda at: at.replace(second=0, microsecond=0))


@law
@given(calendars(), whole_minutes, st.integers(1, 1000))
def test_due_agrees_with_counting_the_minutes(calendar: Calendar, start: datetime, amount: int) -> None:
    assert calendar.due(start, minutes(amount)) == model_due(calendar, start, amount)


@law
@given(calendars(), whole_minutes, st.integers(0, 20 * 1440))
def test_spent_agrees_with_counting_the_minutes(calendar: Calendar, a: datetime, length: int) -> None:
    b = a + minutes(length)
    assert calendar.spent(a, b) == minutes(model_spent(calendar, a, b))


@law
@given(calendars(), whole_minutes)
def test_open_agrees_with_the_minute(calendar: Calendar, at: datetime) -> None:
    _, worked = next(worked_minutes(calendar, at))
    assert calendar.is_open(at) == worked


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_five_months_of_an_office_agree_with_counting_the_minutes(zone: str) -> None:
    calendar = replace(OFFICE, zone=ZoneInfo(zone))
    a = datetime(2026, 1, 1, 1, 7, tzinfo=UTC)
    b = datetime(2026, 6, 2, 2, 11, tzinfo=UTC)
    assert calendar.is_open(b)
    total = model_spent(calendar, a, b)
    assert calendar.spent(a, b) == minutes(total)
    assert calendar.due(a, minutes(total)) == b
