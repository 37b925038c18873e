"""Durations as people write them: hours and minutes, never days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sop.duration import format_duration, parse_duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("5m", timedelta(minutes=5)),
        ("1h30m", timedelta(minutes=90)),
        ("30s", timedelta(seconds=30)),
        ("0m", timedelta(0)),
        ("168h", timedelta(days=7)),
        ("90m", timedelta(minutes=90)),
        ("1h1s", timedelta(seconds=3601)),
        ("10000h", timedelta(hours=10_000)),
    ],
)
def test_a_duration_is_read(text: str, duration: timedelta) -> None:
    assert parse_duration(text) == duration


@pytest.mark.parametrize(
    "text",
    ["", "5", "m", "5 m", "-5m", "1.5h", "5M", "1m1h", "5m5m", "٥m", "10000h1s", "99999h", "5m\n"],
)
def test_it_refuses_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a duration|more than"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["2d", "1d12h", "1w", "2 hari", "1 D"])
def test_it_refuses_days_with_the_reason(text: str) -> None:
    with pytest.raises(ValueError, match="a day is ambiguous in working time"):
        parse_duration(text)


@given(st.integers(0, 10_000 * 3600).map(lambda seconds: timedelta(seconds=seconds)))
def test_a_written_duration_reads_back(duration: timedelta) -> None:
    assert parse_duration(format_duration(duration)) == duration


def test_durations_are_written_shortly() -> None:
    written_as = [format_duration(timedelta(seconds=n)) for n in (0, 30, 300, 5400, 27000, 3601)]
    assert written_as == ["0m", "30s", "5m", "1h30m", "7h30m", "1h1s"]


def test_a_negative_duration_is_not_written() -> None:
    with pytest.raises(ValueError, match="negative"):
        format_duration(timedelta(seconds=-1))
