"""Days at the end of what people type after /pengganti, with names before them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.trailing_days import Trailing, trailing
from bot.sop.worktime import Calendar
from tests.desk.people import OFFICE

CALENDAR = OFFICE.calendar

#: Tuesday 24 November 2026, 09.00 WIB.
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=CALENDAR.zone)


def d(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


@pytest.mark.parametrize(
    ("text", "before", "first", "last"),
    [
        ("oleh Dewi 24-12 s.d. 31-12", "oleh Dewi", d(12, 24), d(12, 31)),
        ("Rudi oleh Dewi 24 Desember sampai dengan 2 Januari", "Rudi oleh Dewi", d(12, 24), d(1, 2, 2027)),
        ("oleh Dewi besok", "oleh Dewi", d(11, 25), d(11, 25)),
        ("oleh Dewi hari ini", "oleh Dewi", d(11, 24), d(11, 24)),
        ("oleh Dewi jam 3 sore", "oleh Dewi", d(11, 24), d(11, 24)),
        ("24-12 s.d. 2-1", "", d(12, 24), d(1, 2, 2027)),
        ("Rudi Hartono s.d. Jumat", "Rudi Hartono", d(11, 24), d(11, 27)),
        ("Rudi S.D.besok", "Rudi", d(11, 24), d(11, 25)),
        ("RUDI OLEH DEWI UNTIL TOMORROW", "RUDI OLEH DEWI", d(11, 24), d(11, 25)),
        ("dr. Rudi – Jumat", "dr. Rudi", d(11, 24), d(11, 27)),
        ("Rudi - Jumat", "Rudi", d(11, 24), d(11, 27)),
        ("20-11 s.d. 30-11", "", d(11, 24), d(11, 30)),  # typed when the first day is over
        ("oleh Dewi 20-11-2026 s.d. 23-11-2026", "oleh Dewi", d(11, 20), d(11, 23)),  # over: the caller says so
        ("oleh Dewi s.d. 23-11-2026", "oleh Dewi", d(11, 24), d(11, 23)),
    ],
)
def test_it_cuts_the_days_off(text: str, before: str, first: date, last: date) -> None:
    assert trailing(text, CALENDAR, NOW) == Trailing(before, first, last)


@pytest.mark.parametrize("text", ["", "Rudi", "Rudi oleh Toto", "Hj. Siti-Aminah oleh Sdr. Toha, S.Kom.", "drs.. Rudi"])
def test_names_alone_have_no_days(text: str) -> None:
    assert trailing(text, CALENDAR, NOW) == Trailing(text)


@pytest.mark.parametrize("text", ["Rudi s.d.", "Rudi s.d. kapan-kapan", "24-12 s.d. 31-02", "1-12 s.d. 2-12 s.d. 3-12"])
def test_more_than_can_be_read_is_asked_again(text: str) -> None:
    assert trailing(text, CALENDAR, NOW) is None


def test_the_day_of_an_office_that_never_closes_is_not_the_one_after() -> None:
    always = Calendar(CALENDAR.zone, always_open=True)
    assert trailing("Rudi s.d. besok", always, NOW) == Trailing("Rudi", d(11, 24), d(11, 25))


pieces = st.sampled_from(["Rudi", "oleh", "s.d.", "-", "–", "24-12", "besok", "1-1-2020", "to"])


@given(st.text(max_size=60) | st.lists(pieces, max_size=6).map(" ".join))
def test_whatever_is_typed_gives_both_days_or_none(text: str) -> None:
    found = trailing(text, CALENDAR, NOW)
    if found is not None:
        assert (found.first is None) == (found.last is None)
        assert found.first is None or abs(found.first - NOW.date()) < timedelta(days=11 * 366)
