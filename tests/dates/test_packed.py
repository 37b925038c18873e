"""Days in a button: read back as they were given, and nothing made of what somebody made up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import spans
from bot.dates.packed import FIRST, LAST, pack_day, pack_days, pack_span, unpack_day, unpack_days, unpack_span
from bot.sop.recap import Span

known = st.dates(FIRST, LAST)


@given(known)
def test_a_day_is_read_back(day: date) -> None:
    assert unpack_day(pack_day(day)) == day
    assert len(pack_day(day)) == 6


@given(known, known)
def test_two_days_are_read_back_and_a_span_only_in_its_order(one: date, other: date) -> None:
    assert unpack_days(pack_days(one, other)) == (one, other)
    assert unpack_span(pack_days(one, other)) == (Span(one, other) if one <= other else None)
    span = Span(min(one, other), max(one, other))
    assert unpack_span(pack_span(span)) == span


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2100, 1, 1), date.min, date.max])
def test_no_day_is_packed_that_would_come_back_as_another(day: date) -> None:
    with pytest.raises(ValueError, match="no button carries"):
        pack_day(day)


forged = [
    *("", "0", "26122", "2612244", "26-12-24", "20261224", "261301", "260229", "261200", "000000", "26122a", "2_1224"),
    *("²61224", "٢٦١٢٢٤", "１２１２１２", "+61224", "-61224", "26122 ", " 261224", "261224\n", "261224\x00"),
]


@pytest.mark.parametrize("text", forged)
def test_a_forged_day_is_none(text: str) -> None:
    assert unpack_day(text) is None
    assert unpack_span(f"{text}-261231") is None
    assert unpack_span(f"261201-{text}") is None


@pytest.mark.parametrize(
    "text", ["", "-", "--", "261224", "261224-", "-261224", "261224-261231-261231", "261231-261224", "261224–261231"]
)
def test_a_forged_span_is_none(text: str) -> None:
    assert unpack_span(text) is None


@given(st.one_of(st.text(), st.text("0123456789-", max_size=14), st.from_regex(r"\A\d{6}-\d{6}\Z")))
def test_of_any_text_a_span_is_made_only_if_it_is_one_of_ours(text: str) -> None:
    span = unpack_span(text)
    assert span is None or pack_span(span) == text


@given(st.sampled_from(["1 nov - 15 jan 2000", "2000", "des 2099", "feb 2000 - 1 mar", "desember - januari 2001"]))
def test_what_people_may_type_after_rekap_can_be_carried(typed: str) -> None:
    found = spans.parse(typed, date(2026, 11, 23))
    assert found is None or unpack_span(pack_span(found)) == found
