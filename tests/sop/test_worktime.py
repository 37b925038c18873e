"""Working time on named days, and what a calendar refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.sop.worktime import Calendar, NeverOpenError, Profile, Span, Week, no_holidays
from tests.sop.days import OFFICE, RAMADAN, WIB, minutes, wib

CLOSED: Week = ((), (), (), (), (), (), ())


def week(*spans: Span) -> Week:
    return (spans,) * 7


# -- named days


def test_five_minutes_from_thursday_1558_before_a_holiday_end_on_the_next_working_day() -> None:
    # 2 April 2026 is a Thursday; Friday the 3rd is a holiday (Wafat Yesus Kristus).
    assert OFFICE.due(wib(4, 2, 15, 58), minutes(5)) == wib(4, 6, 7, 33)


def test_two_minutes_from_1558_end_at_closing_time_and_are_recalled_at_the_next_opening() -> None:
    due = OFFICE.due(wib(4, 2, 15, 58), minutes(2))
    assert due == wib(4, 2, 16)
    assert not OFFICE.is_open(due)
    assert OFFICE.remind_at(due) == wib(4, 6, 7, 30)


def test_a_due_time_inside_hours_is_recalled_at_that_time() -> None:
    assert OFFICE.remind_at(wib(4, 2, 15, 59, 59)) == wib(4, 2, 15, 59, 59)


def test_the_friday_break_lasts_from_1130_to_1300() -> None:
    assert OFFICE.is_open(wib(4, 10, 11, 29, 59))
    assert not OFFICE.is_open(wib(4, 10, 11, 30))
    assert not OFFICE.is_open(wib(4, 10, 12, 59, 59))
    assert OFFICE.is_open(wib(4, 10, 13))
    assert OFFICE.due(wib(4, 10, 11, 20), minutes(60)) == wib(4, 10, 13, 50)
    assert OFFICE.spent(wib(4, 10, 11), wib(4, 10, 14)) == minutes(90)


def test_an_hour_across_the_thursday_break_ends_an_hour_of_work_later() -> None:
    assert OFFICE.due(wib(4, 9, 11, 30), minutes(60)) == wib(4, 9, 13, 30)


def test_a_week_has_37_and_a_half_hours_and_in_ramadan_32_and_a_half() -> None:
    assert OFFICE.spent(wib(4, 6, 0), wib(4, 13, 0)) == timedelta(hours=37, minutes=30)
    assert OFFICE.spent(wib(2, 23, 0), wib(3, 2, 0)) == timedelta(hours=32, minutes=30)


def test_ramadan_begins_and_ends_on_its_own_dates() -> None:
    assert OFFICE.next_open(wib(2, 18, 0)) == wib(2, 18, 7, 30)
    assert OFFICE.next_open(wib(2, 19, 0)) == wib(2, 19, 8)
    assert OFFICE.closing(date(2026, 2, 20)) == wib(2, 20, 15, 30)
    assert OFFICE.next_open(wib(3, 20, 0)) == wib(3, 25, 7, 30)


def test_work_handed_in_before_lebaran_2026_waits_for_the_wednesday_after() -> None:
    # Cuti bersama Nyepi on 18 March, Nyepi, then Idul Fitri with cuti bersama until 24 March.
    assert OFFICE.due(wib(3, 17, 14, 58), minutes(5)) == wib(3, 25, 7, 33)
    assert OFFICE.spent(wib(3, 17, 15), wib(3, 25, 7, 30)) == timedelta(0)


def test_a_start_at_night_or_at_the_weekend_counts_from_the_next_opening() -> None:
    assert OFFICE.due(wib(4, 9, 21), minutes(5)) == wib(4, 10, 7, 35)
    assert OFFICE.due(wib(4, 11, 9), minutes(5)) == wib(4, 13, 7, 35)


def test_no_working_time_ends_at_the_next_opening() -> None:
    assert OFFICE.due(wib(4, 9, 21), timedelta(0)) == wib(4, 10, 7, 30)
    assert OFFICE.due(wib(4, 9, 9, 0, 1), timedelta(0)) == wib(4, 9, 9, 0, 1)


def test_what_is_left_turns_negative_when_it_is_late() -> None:
    due = wib(4, 9, 10)
    assert OFFICE.spent(wib(4, 9, 9, 48), due) == minutes(12)
    assert OFFICE.spent(wib(4, 9, 13, 5), due) == -minutes(125)


def test_the_offices_own_days_win_over_the_national_calendar() -> None:
    own = OFFICE.with_days(off=[date(2026, 4, 6)], on=[date(2026, 4, 3)])
    assert own.due(wib(4, 2, 15, 58), minutes(5)) == wib(4, 3, 7, 33)
    assert own.next_open(wib(4, 3, 17)) == wib(4, 7, 7, 30)
    assert (own.is_holiday(date(2026, 4, 3)), own.is_holiday(date(2026, 4, 6))) == (False, True)


def test_a_later_word_about_a_day_wins_over_an_earlier_one() -> None:
    day = date(2026, 4, 6)
    assert not OFFICE.with_days(off=[day]).with_days(on=[day]).is_holiday(day)
    assert OFFICE.with_days(on=[day]).with_days(off=[day]).is_holiday(day)


def test_a_working_saturday_keeps_the_hours_of_monday() -> None:
    own = OFFICE.with_days(on=[date(2026, 4, 11)])
    assert own.spent(wib(4, 11, 0), wib(4, 12, 0)) == timedelta(hours=7, minutes=30)
    assert own.is_workday(date(2026, 4, 11))
    assert not OFFICE.is_workday(date(2026, 4, 11))


def test_a_free_weekend_is_no_holiday() -> None:
    assert not OFFICE.is_holiday(date(2026, 4, 11))


def test_a_day_has_a_closing_time_only_when_the_office_opens() -> None:
    assert OFFICE.closing(date(2026, 4, 10)) == wib(4, 10, 16, 30)
    assert OFFICE.closing(date(2026, 4, 11)) is None


def test_an_office_that_is_always_open_counts_every_minute() -> None:
    duty = replace(OFFICE, always_open=True)
    night = wib(3, 21, 23, 58)
    assert duty.is_open(night)
    assert duty.is_workday(night.date())
    assert not duty.is_holiday(night.date())
    assert duty.due(night, minutes(5)) == wib(3, 22, 0, 3)
    assert duty.spent(night, wib(3, 22, 0, 3)) == minutes(5)
    assert duty.closing(date(2026, 3, 21)) == wib(3, 22, 0)


def test_hours_may_run_to_midnight_and_through_it() -> None:
    duty = Calendar(WIB, week((time(0), time(2)), (time(20), time(0))))
    assert duty.due(wib(4, 9, 23), minutes(150)) == wib(4, 10, 1, 30)
    assert duty.is_open(wib(4, 10, 0))
    assert duty.closing(date(2026, 4, 9)) == wib(4, 10, 0)


def test_results_are_in_utc_whatever_zone_goes_in() -> None:
    at = datetime(2026, 4, 9, 21, 30, tzinfo=ZoneInfo("America/New_York"))
    for result in (OFFICE.due(at, minutes(5)), OFFICE.next_open(at), OFFICE.remind_at(at)):
        assert result.tzinfo is UTC
    assert OFFICE.due(at, minutes(5)) == wib(4, 10, 8, 35)


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("Asia/Jakarta", "WIB"),
        ("Asia/Pontianak", "WIB"),
        ("Asia/Makassar", "WITA"),
        ("Asia/Jayapura", "WIT"),
        ("UTC", "UTC"),
        ("Europe/Amsterdam", "Europe/Amsterdam"),
    ],
)
def test_a_zone_is_named_as_people_write_it(zone: str, label: str) -> None:
    assert Calendar(ZoneInfo(zone)).zone_label() == label


def test_a_zone_with_summer_time_is_named_by_its_abbreviation_at_that_moment() -> None:
    calendar = Calendar(ZoneInfo("Europe/Amsterdam"))
    assert calendar.zone_label(datetime(2026, 7, 1, tzinfo=UTC)) == "CEST"
    assert calendar.zone_label(datetime(2026, 1, 1, tzinfo=UTC)) == "CET"


def test_the_offices_date_is_not_the_one_in_utc() -> None:
    at = datetime(2026, 4, 9, 17, 30, tzinfo=UTC)
    assert OFFICE.today(at) == date(2026, 4, 10)
    assert OFFICE.local(at).isoformat() == "2026-04-10T00:30:00+07:00"


def test_spans_in_the_hour_that_summer_time_skips_stay_in_order() -> None:
    # On 29 March 2026 Amsterdam's clocks go from 02:00 to 03:00.
    spans = week((time(1), time(2, 30)), (time(2, 30), time(3, 10)), (time(3, 10), time(5)))
    calendar = Calendar(ZoneInfo("Europe/Amsterdam"), spans)
    start = datetime(2026, 3, 29, tzinfo=UTC)
    ends = [calendar.due(start, minutes(n)) for n in range(1, 200)]
    assert ends == sorted(ends)
    assert calendar.spent(start, calendar.due(start, minutes(90))) == minutes(90)


# -- what a calendar refuses


NINE, TEN, ELEVEN = time(9), time(10), time(11)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"week": CLOSED}, "no open span"),
        ({"week": CLOSED[:6]}, "7 days"),
        ({"week": week((TEN, NINE))}, "close after it opens"),
        ({"week": week((NINE, NINE))}, "close after it opens"),
        ({"week": week((NINE, ELEVEN), (TEN, time(12)))}, "overlap"),
        ({"week": week((TEN, ELEVEN), (NINE, TEN))}, "overlap"),
        ({"week": week((NINE, time(0)), (TEN, ELEVEN))}, "overlap"),
        ({"profiles": (Profile(date(2026, 3, 2), date(2026, 3, 1), CLOSED),)}, "end after"),
        ({"profiles": (RAMADAN, RAMADAN._replace(first=RAMADAN.last))}, "two profiles"),
        ({"profiles": (RAMADAN._replace(week=week((TEN, NINE))),)}, "close after it opens"),
        (
            {
                "extra_holidays": frozenset({date(2026, 4, 6)}),
                "extra_workdays": frozenset({date(2026, 4, 6)}),
            },
            "2026-04-06 is both",
        ),
    ],
)
def test_it_refuses_a_calendar_that_contradicts_itself(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        replace(OFFICE, **change)  # type: ignore[arg-type]  # each row changes another field


def test_touching_spans_and_the_whole_day_are_allowed() -> None:
    assert Calendar(WIB, week((NINE, TEN), (TEN, ELEVEN))).is_open(wib(4, 9, 10))
    assert Calendar(WIB, week((time(0), time(0)))).is_open(wib(4, 9, 0))


def test_an_always_open_office_needs_no_hours() -> None:
    assert Calendar(WIB, CLOSED, always_open=True).is_open(wib(4, 9, 3))


def test_it_says_so_when_holidays_never_leave_a_day_open() -> None:
    def every_day(year: int) -> frozenset[date]:
        return frozenset(date(year, 1, 1) + timedelta(days=n) for n in range(366))

    calendar = replace(OFFICE, holidays=every_day)
    with pytest.raises(NeverOpenError):
        calendar.next_open(wib(4, 9, 9))
    with pytest.raises(NeverOpenError):
        calendar.due(wib(4, 9, 9), minutes(5))
    assert calendar.spent(wib(4, 9, 9), wib(4, 10, 9)) == timedelta(0)


def test_it_bridges_two_closed_years() -> None:
    calendar = Calendar(WIB, profiles=(Profile(date(2026, 1, 1), date(2027, 12, 31), CLOSED),))
    assert calendar.next_open(wib(1, 1, 9)) == datetime(2028, 1, 3, 7, 30, tzinfo=WIB)


def test_it_refuses_moments_without_a_zone_and_negative_time() -> None:
    naive = wib(4, 9, 9).replace(tzinfo=None)
    for ask in (OFFICE.is_open, OFFICE.next_open, OFFICE.remind_at, OFFICE.today, OFFICE.local):
        with pytest.raises(ValueError, match="time zone"):
            ask(naive)
    with pytest.raises(ValueError, match="time zone"):
        OFFICE.due(naive, minutes(5))
    with pytest.raises(ValueError, match="time zone"):
        OFFICE.spent(wib(4, 9, 9), naive)
    with pytest.raises(ValueError, match="negative"):
        OFFICE.due(wib(4, 9, 9), -minutes(1))


def test_a_year_has_240_working_days_and_ten_years_are_added_up_at_once() -> None:
    # 261 weekdays in 2026; of its 25 holidays four fall on a weekend.
    usual = replace(OFFICE, profiles=())
    first, last = wib(1, 1, 0), wib(12, 31, 23, 59)
    assert usual.spent(first, last) == timedelta(hours=240 * 7.5)
    decade = last.replace(year=2035)
    assert usual.due(first, usual.spent(first, decade)) == usual.closing(decade.date())


def test_a_calendar_without_holidays_has_none() -> None:
    assert not no_holidays(2026)
