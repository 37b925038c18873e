"""Indonesia's holidays as the product counts them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.holidays import indonesian_holidays, known_cuti_bersama


@pytest.mark.parametrize(("year", "entries"), [(2025, 28), (2026, 25), (2027, 26)])
def test_a_year_has_its_holidays_and_cuti_bersama(year: int, entries: int) -> None:
    assert len(indonesian_holidays(year)) == entries


def test_all_dates_are_in_the_year_asked_for() -> None:
    assert {day.year for day in indonesian_holidays(2026)} == {2026}


def test_cuti_bersama_2026_are_those_of_keppres_42_of_2025() -> None:
    decreed = {
        date(2026, 2, 16),
        date(2026, 3, 18),
        date(2026, 3, 20),
        date(2026, 3, 23),
        date(2026, 3, 24),
        date(2026, 5, 15),
        date(2026, 5, 28),
        date(2026, 12, 24),
    }
    assert decreed <= indonesian_holidays(2026)


def test_a_day_added_by_the_change_of_august_2025_is_there() -> None:
    assert date(2025, 8, 18) in indonesian_holidays(2025)


def test_an_ordinary_day_is_no_holiday() -> None:
    assert date(2026, 4, 6) not in indonesian_holidays(2026)


@pytest.mark.parametrize(("year", "known"), [(2025, True), (2026, True), (2027, True), (2028, False), (2035, False)])
def test_it_says_when_the_cuti_bersama_are_not_decreed_yet(year: int, known: bool) -> None:
    assert known_cuti_bersama(year) is known


def test_a_year_is_computed_once() -> None:
    assert indonesian_holidays(2026) is indonesian_holidays(2026)
