"""Ladders: their moments counted minute by minute, their heights one by one, and who is copied when."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sop.flow import Step
from bot.sop.ladder import LONG, MIDDLE, SHORT, URGENT, Copy, Ladder, Ladders
from bot.sop.roles import Who
from bot.sop.worktime import Calendar

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
CALENDAR = Calendar(ZoneInfo("Asia/Jakarta"))
MONDAY = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # 07.30 WIB
DAYS = [MONDAY + timedelta(minutes=n) for n in range(21 * 24 * 60)]
OPEN = [minute for minute in DAYS if CALENDAR.is_open(minute)]
ALL = (SHORT, MIDDLE, LONG, URGENT)


def minute_of(start: datetime, working: timedelta) -> datetime:
    """Give the first open minute at which so much working time has passed, counted minute by minute."""
    return OPEN[bisect_left(OPEN, start) + working // MINUTE]


def by_hand(ladder: Ladder, start: datetime, standard: timedelta, rungs: int) -> list[datetime]:
    """Write out the first moments of a ladder."""
    spans = [standard * share for share in ladder.before] + [standard + delay for delay in ladder.after_due]
    while len(spans) < rungs:
        spans.append(max(standard, spans[-1]) + ladder.every)
    return [minute_of(start, span) for span in spans[:rungs]]


@pytest.mark.parametrize("ladder", ALL)
@pytest.mark.parametrize("minutes", [5, 60, 100, 450, 900])
@pytest.mark.parametrize("opens", [0, 1, 269, 440, 449])
def test_rungs_come_at_their_working_minutes(ladder: Ladder, minutes: int, opens: int) -> None:
    start, standard = OPEN[opens], minutes * MINUTE
    due = CALENDAR.due(start, standard)
    moments = [ladder.moment(CALENDAR, start, due, rung) for rung in range(7)]
    assert moments == by_hand(ladder, start, standard, 7)
    assert all(CALENDAR.is_open(moment) for moment in moments)
    assert moments == sorted(moments)


@given(st.sampled_from(ALL), st.integers(0, 900), st.integers(1, 900), st.integers(0, len(DAYS) - 1))
def test_the_height_is_the_last_rung_whose_moment_has_come(ladder: Ladder, opens: int, minutes: int, at: int) -> None:
    start, now = OPEN[opens], DAYS[at]
    due = CALENDAR.due(start, minutes * MINUTE)
    height = ladder.height(CALENDAR, start, due, now)
    assert height >= -1
    if height >= 0:
        assert ladder.moment(CALENDAR, start, due, height) <= now
    assert ladder.moment(CALENDAR, start, due, height + 1) > now


def test_years_later_the_height_is_found_quickly() -> None:
    due = CALENDAR.due(MONDAY, 5 * MINUTE)
    later = MONDAY + timedelta(days=3 * 365)
    height = URGENT.height(CALENDAR, MONDAY, due, later)
    worked = CALENDAR.spent(due, later)
    assert height == 3 + (worked - 30 * MINUTE) // HOUR


def test_delays_go_on_without_end() -> None:
    hours = [delay / HOUR for rung in range(5) if (delay := SHORT.delay(rung)) is not None]
    assert hours == [0, 10 / 60, 0.5, 8, 15.5]
    assert [MIDDLE.delay(rung) for rung in range(3)] == [None, timedelta(0), 30 * MINUTE]


def test_without_rungs_of_its_own_it_recalls_at_its_interval() -> None:
    ladder = Ladder(after_due=(), every=HOUR)
    assert [ladder.delay(rung) for rung in (0, 1)] == [HOUR, 2 * HOUR]


def test_a_copy_rides_on_the_first_rung_at_or_after_its_time_and_on_every_one_above() -> None:
    ladder = replace(MIDDLE, copies=(Copy(None, 31 * MINUTE), Copy(Who.KABAG, timedelta(0))))
    assert [ladder.copied(rung) for rung in range(5)] == [
        [],
        [Who.KABAG],
        [Who.KABAG],
        [None, Who.KABAG],
        [None, Who.KABAG],
    ]


def test_nobody_hears_of_what_is_not_due_yet() -> None:
    ladder = Ladder(before=(0.5, 0.8), copies=(Copy(None, timedelta(0)),))
    assert [ladder.copied(rung) for rung in range(3)] == [[], [], [None]]


def test_taking_over_begins_in_working_hours() -> None:
    friday_afternoon = datetime(2026, 11, 27, 9, 20, tzinfo=UTC)  # 16.20 WIB, ten minutes before closing
    assert URGENT.takeover_at(CALENDAR, friday_afternoon) == datetime(2026, 11, 30, 0, 35, tzinfo=UTC)
    exactly = friday_afternoon - 5 * MINUTE
    assert URGENT.takeover_at(CALENDAR, exactly) == datetime(2026, 11, 30, 0, 30, tzinfo=UTC)
    assert replace(URGENT, takeover=None).takeover_at(CALENDAR, exactly) is None


@pytest.mark.parametrize(
    ("minutes", "ladder"), [(0, SHORT), (5, SHORT), (15, SHORT), (16, MIDDLE), (240, MIDDLE), (241, LONG), (900, LONG)]
)
def test_the_length_of_a_step_chooses_its_ladder(minutes: int, ladder: Ladder) -> None:
    assert Ladders().of(Step.UPDATE, minutes * MINUTE, urgent=False) is ladder


def test_a_steps_own_ladder_wins_and_urgency_wins_over_all() -> None:
    own = replace(LONG, every=HOUR)
    ladders = Ladders(own={Step.VERIFY: own})
    assert ladders.of(Step.VERIFY, 5 * MINUTE, urgent=False) is own
    assert ladders.of(Step.VERIFY, 5 * MINUTE, urgent=True) is URGENT
    assert ladders.of(Step.UPDATE, 5 * MINUTE, urgent=False) is SHORT


@pytest.mark.parametrize("ladder", ALL)
def test_whoever_may_take_over_has_heard_of_it(ladder: Ladder) -> None:
    assert ladder.takeover is not None
    assert min(copy.after for copy in ladder.copies if copy.who is None) <= ladder.takeover


def test_the_standard_calendar_of_these_tests_has_no_surprises() -> None:
    assert date(2026, 11, 28) not in {CALENDAR.today(minute) for minute in OPEN}


def test_a_reminder_before_due_falls_on_a_whole_millisecond_as_it_is_stored() -> None:
    calendar = Calendar(ZoneInfo("Asia/Jakarta"), always_open=True)
    started = datetime(2026, 11, 24, 2, tzinfo=UTC)
    moment = Ladder(before=(1 / 3,)).moment(calendar, started, started + timedelta(seconds=1), 0)
    assert moment == started + timedelta(milliseconds=333)
