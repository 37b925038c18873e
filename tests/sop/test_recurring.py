"""The dates of the agenda kerja: counted on the calendar by hand, and by properties of any rule and any day."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sop.recurring import MOST_DATES, Every, Rule, latest_due, next_on, unpack, worked_on
from bot.sop.worktime import Calendar

ONE_DAY = timedelta(days=1)

#: Christmas with its cuti bersama of 2026, and New Year: Thursday, Friday, and the Friday after.
OFF = frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)})
OFFICE = Calendar(ZoneInfo("Asia/Jakarta"), holidays=lambda _year: OFF)

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
RULES = st.one_of(
    st.builds(Rule, st.just(Every.WEEK), st.integers(0, 6)),
    st.builds(Rule, st.just(Every.MONTH), st.integers(1, 31)),
    st.just(Rule(Every.FIRST)),
    st.builds(
        lambda days: Rule(Every.DATES, dates=tuple(sorted(days))), st.sets(DAYS, min_size=1, max_size=MOST_DATES)
    ),
)


def falls_on(rule: Rule, day: date) -> bool:
    """Say whether a day is one of a rule's, looked at by itself."""
    last = (day + ONE_DAY).day == 1
    return {
        Every.WEEK: day.weekday() == rule.day,
        Every.MONTH: day.day == rule.day or (last and rule.day > day.day),
        Every.FIRST: day.day == 1,
        Every.DATES: day in rule.dates,
    }[rule.every]


@given(RULES, DAYS)
def test_the_next_date_is_the_first_later_day_that_is_one_of_the_rules(rule: Rule, after: date) -> None:
    found = next_on(rule, after)
    if rule.every is Every.DATES:
        assert found == min((day for day in rule.dates if day > after), default=None)
        return
    day = after + ONE_DAY
    while not falls_on(rule, day):
        day += ONE_DAY
    assert found == day


@given(RULES)
def test_a_rule_reads_back_as_it_was_written(rule: Rule) -> None:
    assert unpack(rule.pack()) == rule


@given(RULES, DAYS, st.integers(0, 400))
def test_of_what_was_missed_the_latest_is_due_and_nothing_up_to_today_waits(rule: Rule, start: date, days: int) -> None:
    waiting = next_on(rule, start)
    today = start + timedelta(days=days)
    if waiting is None or waiting > today:
        return
    due, following = latest_due(rule, waiting, today)
    assert waiting <= due <= today
    assert following == next_on(rule, due)
    assert following is None or following > today


@given(RULES, DAYS)
def test_it_is_proposed_on_a_working_day_with_none_between(rule: Rule, after: date) -> None:
    waiting = next_on(rule, after)
    if waiting is None:
        return
    day = worked_on(waiting, OFFICE)
    assert OFFICE.is_workday(day)
    between = [waiting + timedelta(days=n) for n in range((day - waiting).days)]
    assert not any(OFFICE.is_workday(each) for each in between)


@given(st.integers(2000, 2100))
def test_the_last_day_of_february_follows_the_leap_year(year: int) -> None:
    for day in (29, 30, 31):
        assert next_on(Rule(Every.MONTH, day), date(year, 1, 31)) == date(year, 2, 29 if isleap(year) else 28)


@pytest.mark.parametrize(
    ("rule", "after", "expected"),
    [
        (Rule(Every.WEEK, 0), date(2026, 11, 24), date(2026, 11, 30)),
        (Rule(Every.WEEK, 0), date(2026, 11, 30), date(2026, 12, 7)),  # never the same day twice
        (Rule(Every.MONTH, 31), date(2026, 11, 24), date(2026, 11, 30)),
        (Rule(Every.MONTH, 31), date(2026, 11, 30), date(2026, 12, 31)),
        (Rule(Every.MONTH, 15), date(2026, 12, 15), date(2027, 1, 15)),
        (Rule(Every.FIRST), date(2026, 12, 1), date(2027, 1, 1)),
        (Rule(Every.DATES, dates=(date(2027, 1, 10), date(2027, 4, 10))), date(2027, 1, 10), date(2027, 4, 10)),
        (Rule(Every.DATES, dates=(date(2027, 1, 10),)), date(2027, 1, 10), None),
    ],
)
def test_the_next_date_by_hand(rule: Rule, after: date, expected: date | None) -> None:
    assert next_on(rule, after) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 23), date(2026, 12, 23)),
        (date(2026, 12, 24), date(2026, 12, 28)),  # cuti bersama, Christmas, the weekend
        (date(2027, 1, 1), date(2027, 1, 4)),  # the first working day of 2027
        (date(2026, 11, 28), date(2026, 11, 30)),
    ],
)
def test_on_a_day_off_it_comes_on_the_next_working_day(day: date, expected: date) -> None:
    assert worked_on(day, OFFICE) == expected


def test_an_office_that_never_closes_has_no_days_off() -> None:
    always = Calendar(ZoneInfo("Asia/Jayapura"), always_open=True)
    assert worked_on(date(2026, 11, 29), always) == date(2026, 11, 29)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "week",
        "week.7",
        "month.0",
        "month.32",
        "first.1",
        "dates",
        "dates.2027-02-30",
        "year.1",
        "week.0.1",
        "week.x",
    ],
)
def test_it_refuses_what_is_no_rule(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack(text)


def test_it_refuses_dates_out_of_order_or_too_many() -> None:
    with pytest.raises(ValueError, match="no rule"):
        Rule(Every.DATES, dates=(date(2027, 4, 10), date(2027, 1, 10)))
    with pytest.raises(ValueError, match="no rule"):
        Rule(Every.DATES, dates=tuple(date(2027, 1, 1) + timedelta(days=n) for n in range(MOST_DATES + 1)))
