"""Days at the beginning of what people type after /libur and /piket."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dates.leading_days import leading, parse
from bot.sop.recap import Span

TODAY = date(2026, 11, 24)


def d(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


@pytest.mark.parametrize(
    ("text", "first", "last", "rest"),
    [
        ("18-12 Cuti bersama", d(12, 18), d(12, 18), "Cuti bersama"),
        ("18 Desember s.d. 20 Desember Libur daerah", d(12, 18), d(12, 20), "Libur daerah"),
        ("18 s.d. 20 Desember 2026 Bimtek 3 hari", d(12, 18), d(12, 20), "Bimtek 3 hari"),
        ("18-20 Desember 2026 – Bimtek", d(12, 18), d(12, 20), "Bimtek"),
        ("besok pelantikan", d(11, 25), d(11, 25), "pelantikan"),
        ("lusa", d(11, 26), d(11, 26), ""),
        ("hari ini", TODAY, TODAY, ""),
        ("Jum'at, 27 November 2026: HUT", d(11, 27), d(11, 27), "HUT"),
        ("30 desember - 2 januari", d(12, 30), d(1, 2, 2027), ""),
        ("2026-12-01 - 2026-12-03 rapat 2026", d(12, 1), d(12, 3), "rapat 2026"),
        ("1 november yang lalu", d(11, 1), d(11, 1), "yang lalu"),
        ("3 mei", d(5, 3, 2027), d(5, 3, 2027), ""),
        ("24 to 27 December 2026", d(12, 24), d(12, 27), ""),
        ("18 December on duty", d(12, 18), d(12, 18), "on duty"),
        ("18-12 s.d.20-12 Bimtek", d(12, 18), d(12, 20), "Bimtek"),
        (
            "Hari Jum’at, tanggal 18 Desember 2026 sampai dengan hari Minggu tanggal 20 Desember 2026: Bimtek",
            d(12, 18),
            d(12, 20),
            "Bimtek",
        ),
    ],
)
def test_it_reads_days_and_leaves_the_reason(text: str, first: date, last: date, rest: str) -> None:
    assert leading(text, TODAY) == (Span(first, last), rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "libur",
        "2026",
        "desember 2026",
        "29-2-2027",
        "31 april",
        "1 jan 2020",
        "1-1-2031",
        "1 des 2026 sampai 30 des 2027",
        "1-12-2026 s.d. 30-1-2027 x",
        "20 desember 2026 - 18 desember 2026",
        "²-12-2026",
        "18-12-2026 sampai dengan 30-2-2027 x",
    ],
)
def test_it_reads_nothing_into_what_is_unclear_too_long_or_far_away(text: str) -> None:
    assert leading(text, TODAY) is None


def test_a_leap_day_of_a_year_without_one_is_the_day_before() -> None:
    assert parse("29-2", date(2028, 11, 24)) == Span(d(2, 28, 2029), d(2, 28, 2029))
