"""Moments as people type them, in two languages and three zones; what is unclear is asked again, never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.moments import parse
from bot.sop.worktime import Calendar
from tests.desk.people import OFFICE

CALENDAR = OFFICE.calendar

#: Tuesday 24 November 2026, 09.00 WIB.
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=CALENDAR.zone)


def wib(month: int, day: int, hour: int, minute: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=CALENDAR.zone)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("14.00", wib(11, 24, 14)),
        ("14:00", wib(11, 24, 14)),
        ("pukul 14.30", wib(11, 24, 14, 30)),
        ("jam 14", wib(11, 24, 14)),
        ("at 14:00", wib(11, 24, 14)),
        ("08.00", wib(11, 25, 8)),
        ("09.00", wib(11, 25, 9)),
        ("hari ini 15.00", wib(11, 24, 15)),
        ("nanti jam 3 sore", wib(11, 24, 15)),
        ("jam 3 sore", wib(11, 24, 15)),
        ("jam 15 sore", wib(11, 24, 15)),
        ("jam 1.30 siang", wib(11, 24, 13, 30)),
        ("jam 12 siang", wib(11, 24, 12)),
        ("jam 7 malam", wib(11, 24, 19)),
        ("besok jam 8 pagi", wib(11, 25, 8)),
        ("besok 14.00", wib(11, 25, 14)),
        ("14.00 besok", wib(11, 25, 14)),
        ("besok pukul 14.00 WIB", wib(11, 25, 14)),
        ("  BESOK   jam 14 ", wib(11, 25, 14)),
        ("lusa 10.00", wib(11, 26, 10)),
        ("tomorrow 3:00 pm", wib(11, 25, 15)),
        ("tomorrow at 3 pm", wib(11, 25, 15)),
        ("tomorrow 3pm", wib(11, 25, 15)),
        ("12 pm", wib(11, 24, 12)),
        ("12 am", wib(11, 25, 0)),
        ("today 11:15", wib(11, 24, 11, 15)),
        ("Jumat 14.00", wib(11, 27, 14)),
        ("jum'at 14.00", wib(11, 27, 14)),
        ("Jum’at 14.00", wib(11, 27, 14)),
        ("Friday 14:00", wib(11, 27, 14)),
        ("hari Rabu pukul 10.00", wib(11, 25, 10)),
        ("Selasa 10.00", wib(12, 1, 10)),  # today is a Tuesday: the next is meant
        ("25-11 16.00", wib(11, 25, 16)),
        ("25/11 16.00", wib(11, 25, 16)),
        ("25-11-2026 16.00", wib(11, 25, 16)),
        ("25-11-26 16.00", wib(11, 25, 16)),
        ("16.00 25-11", wib(11, 25, 16)),
        ("24-11 16.00", wib(11, 24, 16)),
        ("23-11 16.00", wib(11, 23, 16, year=2027)),
        ("23-11-2026 16.00", wib(11, 23, 16)),  # past, as written: the caller says so
        ("5 Januari 10.00", wib(1, 5, 10, year=2027)),
        ("tanggal 5 Januari 2027, pukul 10.00", wib(1, 5, 10, year=2027)),
        ("1 Des 10.00", wib(12, 1, 10)),
        ("2 December 10:00", wib(12, 2, 10)),
        ("Rabu, 2 Desember 2026 pukul 10.00", wib(12, 2, 10)),
        ("besok, Rabu, 10.00", wib(11, 25, 10)),
    ],
)
def test_it_reads(text: str, moment: datetime) -> None:
    assert parse(text, CALENDAR, NOW) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("hari ini", wib(11, 24, 16)),
        ("besok", wib(11, 25, 16)),
        ("Jumat", wib(11, 27, 16, 30)),  # the office closes half an hour later on Fridays
        ("Sabtu", wib(11, 28, 16)),  # closed: four in the afternoon all the same
        ("25-12", wib(12, 25, 16)),  # a holiday, likewise
        ("30 November", wib(11, 30, 16)),
    ],
)
def test_a_day_without_a_time_means_its_close_of_office(text: str, moment: datetime) -> None:
    assert parse(text, CALENDAR, NOW) == moment


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ",", "?", "entahlah", "secepatnya", "10", "jam", "pukul", "WIB", "sore", "pm", "hari", "nanti"),
        *("25.00", "24.00", "14.60", "jam 25", "jam 99", "99:99", "1.5", "14.000", "jam 9.5"),
        *("31-02 10.00", "32-01 10.00", "10-13 10.00", "0-1 10.00", "31 Februari", "29-02-2027", "Jumat 31-02 10.00"),
        *("sore", "jam 3 malam", "jam 12 malam", "jam 12 pagi", "jam 9 sore", "13 am", "13.00 am"),
        *("besok 9", "besok jam 10 atau jam 11", "10.00 11.00", "besok lusa 10.00", "Senin Selasa 10.00"),
        *("Jumat, 2 Desember 2026 10.00", "besok Jumat 10.00", "25-11 26-11 10.00"),
        *("2 minggu", "bulan depan", "kebesokan 10.00", "Senin yang mana 10.00", "3 hari"),
        *("2026-13-05 10.00", "2026-11-31", "31.11.2026 10.00", "1-1-0001 05.00", "1-1-9999", "31-12-9999 23.59"),
        *("14.00 WITA", "tomorrow 10:00 UTC", "-5-11 10.00", "5-11-026 10.00", "²5-11 10.00", "10.00\x00"),
    ],
)
def test_it_does_not_guess(text: str) -> None:
    assert parse(text, CALENDAR, NOW) is None


@pytest.mark.parametrize(
    ("zone", "hour", "label"), [("Asia/Jakarta", 7, "WIB"), ("Asia/Makassar", 6, "WITA"), ("Asia/Jayapura", 5, "WIT")]
)
def test_it_reads_the_wall_clock_of_the_office(zone: str, hour: int, label: str) -> None:
    calendar = Calendar(ZoneInfo(zone))
    assert parse(f"besok 14.00 {label}", calendar, NOW) == datetime(2026, 11, 25, hour, tzinfo=UTC)


def test_today_is_the_day_it_is_in_the_office_and_not_in_greenwich() -> None:
    late = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)  # 25 November, 01.30, in Jayapura; still the 24th in Jakarta
    jayapura = replace(CALENDAR, zone=ZoneInfo("Asia/Jayapura"))
    assert parse("hari ini 10.00", CALENDAR, late) == datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert parse("hari ini 10.00", jayapura, late) == datetime(2026, 11, 25, 1, tzinfo=UTC)


def test_a_day_of_the_office_that_is_always_open_ends_at_midnight() -> None:
    always = Calendar(CALENDAR.zone, always_open=True)
    assert parse("besok", always, NOW) == wib(11, 26, 0)


words = st.sampled_from([
    "besok", "lusa", "hari", "ini", "jumat", "senin", "jam", "pukul", "3", "14.00", "25-11", "31/12", "99", "0", "sore",
    "pm", "5", "januari", "2027", "nop", "lagi", "depan",
    "minggu",
    "bulan", "akhir", "lalu", "kemarin", "menit", "999", "tanggal", "setengah", "s.d.",
    "dalam", "25.12.2026", "0001", "9999", "-", "/", ".", ":", ",", "WIB", "at", "٣", "'", "e", "9" * 30,
])  # fmt: skip


@given(st.lists(words, max_size=7).map(" ".join))
def test_whatever_is_typed_gives_a_moment_in_utc_not_far_away_or_nothing(text: str) -> None:
    moment = parse(text, CALENDAR, NOW)
    if moment is not None:
        assert moment.tzinfo is UTC
        assert abs(moment - NOW) < timedelta(days=11 * 366)


@given(st.dates(date(2026, 11, 24), date(2027, 11, 23)), st.integers(0, 23), st.integers(0, 59))
def test_a_date_and_a_time_written_out_are_read_back(day: date, hour: int, minute: int) -> None:
    expected = datetime(day.year, day.month, day.day, hour, minute, tzinfo=CALENDAR.zone)
    assert parse(f"{day:%d-%m-%Y} {hour:02}.{minute:02}", CALENDAR, NOW) == expected
    assert parse(f"{day:%d-%m} {hour:02}.{minute:02}", CALENDAR, NOW) == expected
