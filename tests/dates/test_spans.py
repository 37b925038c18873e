"""Spans of days as people type them after /rekap."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.spans import MOST_DAYS, bounds, in_numbers, parse
from bot.sop.recap import Span
from bot.sop.worktime import Calendar

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("", date(2026, 11, 1), date(2026, 11, 30)),
        ("bulan ini", date(2026, 11, 1), date(2026, 11, 30)),
        ("Lalu", date(2026, 10, 1), date(2026, 10, 31)),
        ("tahun ini", date(2026, 1, 1), date(2026, 12, 31)),
        ("tahun lalu", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("Oktober", date(2026, 10, 1), date(2026, 10, 31)),
        ("desember", date(2025, 12, 1), date(2025, 12, 31)),
        ("okt 2025", date(2025, 10, 1), date(2025, 10, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("02/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026/8/17", date(2026, 8, 17), date(2026, 8, 17)),
        ("17-8-2026", date(2026, 8, 17), date(2026, 8, 17)),
        ("17 agustus 2026", date(2026, 8, 17), date(2026, 8, 17)),
        ("1 okt - 15 nov 2026", date(2026, 10, 1), date(2026, 11, 15)),
        ("1 nov 2026 s/d 15 jan 2027", date(2026, 11, 1), date(2027, 1, 15)),
        ("1 okt s.d. 15 nov 2026", date(2026, 10, 1), date(2026, 11, 15)),
        ("Januari sampai dengan Maret 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("1 nov - 15 jan 2027", date(2026, 11, 1), date(2027, 1, 15)),
        ("1 jan sampai 31 mar 2025", date(2025, 1, 1), date(2025, 3, 31)),
        ("2026-10-01..2026-11-15", date(2026, 10, 1), date(2026, 11, 15)),
        ("Januari - Maret", date(2026, 1, 1), date(2026, 3, 31)),
        ("January to March 2026", date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_it_reads_a_span(typed: str, first: date, last: date) -> None:
    assert parse(typed, TODAY) == Span(first, last)


@pytest.mark.parametrize(
    "typed",
    [
        "kapan saja",
        "31 feb 2026",
        "2026-13",
        "15 nov - 1 okt 2026 - 2 okt",
        "2026 - 2020",
        "0-0",
        "2020 - 2026",
        "1 nov - 15 jan 2000",
    ],
)
def test_what_it_cannot_read_is_asked_again(typed: str) -> None:
    assert parse(typed, TODAY) is None


@given(st.text(alphabet="0123456789 -/.okotbernvjasd–", max_size=30))
def test_whatever_is_typed_gives_a_span_or_none(typed: str) -> None:
    found = parse(typed, TODAY)
    assert found is None or 0 <= (found.last - found.first).days < MOST_DAYS


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("1945", date(1945, 1, 1), date(1945, 12, 31)),
        ("2026-2", date(2026, 2, 1), date(2026, 2, 28)),
        ("02/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("24.11.2026", date(2026, 11, 24), date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24), date(2026, 11, 24)),
    ],
)
def test_it_reads_numbers_with_their_year(written: str, first: date, last: date) -> None:
    assert in_numbers(written) == Span(first, last)


@pytest.mark.parametrize(
    "written",
    [
        *("", "26", "11-26", "24-11", "2026-13", "2026-0", "0-2026", "29-2-2026", "0000", "9999-12", "kemarin", "²026"),
        *(
            "2026-",
            "-2026",
            "2026-11-",
            "2026--11",
            "2026-11-24-1",
            "11-2026-24",
            "٢٠٢٦",
            "20260",
            "2026-11 ",
            "oktober",
        ),
    ],
)
def test_numbers_without_a_year_or_that_are_no_date_are_none(written: str) -> None:
    assert in_numbers(written) is None


def test_a_span_begins_and_ends_at_midnight_of_the_office() -> None:
    november = Span(date(2026, 11, 1), date(2026, 11, 30))
    wib = Calendar(ZoneInfo("Asia/Jakarta"))
    assert bounds(november, wib) == (datetime(2026, 10, 31, 17, tzinfo=UTC), datetime(2026, 11, 30, 17, tzinfo=UTC))


@pytest.mark.parametrize(("year", "zone"), [(1, "Asia/Jakarta"), (9999, "Asia/Jakarta"), (9999, "UTC")])
def test_a_span_at_the_ends_of_pythons_calendar_has_no_bounds(year: int, zone: str) -> None:
    assert bounds(Span(date(year, 1, 1), date(year, 12, 31)), Calendar(ZoneInfo(zone))) is None


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%d-%m-%Y", "%Y/%m/%d", "%d.%m.%Y"]))
def test_a_day_in_numbers_is_read_back(day: date, form: str) -> None:
    written = f"{day.year:04}".join(day.strftime(form.replace("%Y", "@")).split("@"))
    assert in_numbers(written) == Span(day, day)
