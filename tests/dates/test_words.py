"""One table of words for all readers: what one of them reads as a day, a month or "to", the others read alike."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest

from bot.dates import days, leading_days, recurrences, spans
from bot.dates.words import BETWEEN, BETWEEN_AFTER_NAMES, EVERY, MONTHS, NEAR, UNTIL, WEEKDAYS, one_of, plain
from bot.sop.recap import Span
from bot.sop.recurring import Every, Rule

TODAY = date(2026, 11, 24)  # a Tuesday

#: Every way to write "to" with room on both sides.
TO = ["-", "–", "..", "s.d.", "s. d.", "S.D.", "sd", "sd.", "s/d", "sampai dengan", *UNTIL]


def test_each_table_has_every_day_and_month_in_both_languages() -> None:
    assert set(WEEKDAYS.values()) == set(range(7))
    assert [WEEKDAYS[name.lower()] for name in calendar.day_name] == list(range(7))
    assert [MONTHS[name.lower()] for name in calendar.month_name[1:]] == list(range(1, 13))
    assert [MONTHS[name.lower()] for name in calendar.month_abbr[1:]] == list(range(1, 13))


@pytest.mark.parametrize(("word", "ahead"), NEAR.items())
def test_a_near_day_is_the_same_day_to_all(word: str, ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    assert days.day(word.upper(), TODAY) == day
    assert leading_days.leading(f"{word} pelantikan", TODAY) == (Span(day, day), "pelantikan")


@pytest.mark.parametrize(("word", "month"), MONTHS.items())
def test_a_month_is_the_same_month_to_all(word: str, month: int) -> None:
    day = date(2027, month, 5)
    written = f"5 {word} 2027"
    assert days.day(written, TODAY) == day
    assert spans.parse(written, TODAY) == leading_days.parse(written, TODAY) == Span(day, day)


@pytest.mark.parametrize(("word", "weekday"), [*WEEKDAYS.items(), ("jum'at", 4), ("Jum’at", 4)])
def test_a_weekday_is_the_same_day_to_all(word: str, weekday: int) -> None:
    day = TODAY + timedelta(days=(weekday - TODAY.weekday() - 1) % 7 + 1)
    assert days.weekday(word) == weekday
    assert days.day(word, TODAY) == day
    assert leading_days.parse(f"{word}, {day:%d-%m-%Y}", TODAY) == Span(day, day)
    assert recurrences.parse(word, TODAY) == Rule(Every.WEEK, weekday)


@pytest.mark.parametrize("word", EVERY)
def test_what_comes_round_is_announced_by_any_of_its_words(word: str) -> None:
    assert recurrences.parse(f"{word} senin", TODAY) == Rule(Every.WEEK, 0)
    assert recurrences.parse(f"{word} akhir bulan", TODAY) == Rule(Every.MONTH, 31)
    assert recurrences.parse(f"tanggal 5 {word} bulan", TODAY) == Rule(Every.MONTH, 5)


@pytest.mark.parametrize("to", TO)
def test_to_is_read_by_all_who_read_two_days(to: str) -> None:
    span = Span(date(2026, 12, 18), date(2026, 12, 20))
    written = f"18-12-2026 {to} 20-12-2026"
    assert spans.parse(written, TODAY) == span
    assert leading_days.leading(f"{written} Bimtek", TODAY) == (span, "Bimtek")
    assert leading_days.leading(f"18 {to} 20 Desember 2026: Bimtek", TODAY) == (span, "Bimtek")


@pytest.mark.parametrize("to", [to for to in TO if to != "-"])
def test_to_may_touch_the_days(to: str) -> None:
    assert BETWEEN.split(f"18-12{to}20-12") == ["18-12", "20-12"]


def test_two_dots_are_no_to_after_a_name() -> None:
    assert BETWEEN.split("Dra.. Siti") == ["Dra", "Siti"]
    assert BETWEEN_AFTER_NAMES.split("Dra.. Siti") == ["Dra.. Siti"]


@pytest.mark.parametrize("text", ["oktober", "Toto", "tokyo", "SDN", "sdsd", "hinggap", "until_x", "18-12", "s.d"])
def test_to_is_no_part_of_a_word_or_a_date(text: str) -> None:
    assert BETWEEN.split(text) == [text]


def test_days_are_not_cut_off_where_more_of_them_follows() -> None:
    """What looks like a last day and cannot be read is no reason for a first one alone."""
    for to in TO:
        assert leading_days.leading(f"18-12 {to} 20-13 Bimtek", TODAY) is None, to


def test_a_word_that_begins_like_another_is_read_whole() -> None:
    assert one_of(["tiap", "tiap-tiap", "a.b"]) == r"tiap\-tiap|tiap|a\.b"
    assert plain("  Hari\n INI,  Jum’at ٢٤/١١ ²") == "hari ini, jumat 24/11 ²"
