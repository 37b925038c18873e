"""When something comes round, as people type it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dates.recurrences import parse
from bot.sop.recurring import Every, Rule

TODAY = date(2026, 11, 24)
QUARTERS = Rule(Every.DATES, dates=(date(2027, 1, 10), date(2027, 4, 10), date(2027, 7, 10)))


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("setiap Senin", Rule(Every.WEEK, 0)),
        ("Setiap hari Jum'at", Rule(Every.WEEK, 4)),
        ("senin", Rule(Every.WEEK, 0)),
        ("setiap minggu pada hari Kamis", Rule(Every.WEEK, 3)),
        ("every Friday.", Rule(Every.WEEK, 4)),
        ("12", Rule(Every.MONTH, 12)),
        ("setiap bulan tanggal 5", Rule(Every.MONTH, 5)),
        ("tiap tgl 31", Rule(Every.MONTH, 31)),
        ("tanggal 5 setiap bulan", Rule(Every.MONTH, 5)),
        ("akhir bulan", Rule(Every.MONTH, 31)),
        ("Setiap akhir bulan", Rule(Every.MONTH, 31)),
        ("end of the month", Rule(Every.MONTH, 31)),
        ("hari kerja pertama", Rule(Every.FIRST)),
        ("setiap hari kerja pertama bulan", Rule(Every.FIRST)),
        ("10-1, 10-4, 10-7", QUARTERS),
        ("10 Juli; 10/1\n10 april dan 10-1", QUARTERS),
        ("25-11-2026", Rule(Every.DATES, dates=(date(2026, 11, 25),))),
        ("24-11", Rule(Every.DATES, dates=(TODAY,))),
    ],
)
def test_it_reads_what_people_type(typed: str, rule: Rule) -> None:
    assert parse(typed, TODAY) == rule


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "kapan-kapan",
        "tiap minggu",
        "0",
        "32",
        "30-2",
        "10-1, kapan",
        "10-1 jam 9",
        "setiap Senin dan Kamis",
        "10-1 12-1",
        "²",
        ".",
    ],
)
def test_it_does_not_guess(typed: str) -> None:
    assert parse(typed, TODAY) is None


def test_it_takes_no_more_dates_than_an_entry_holds() -> None:
    many = ", ".join(f"{1 + n % 28}-{1 + n // 28}" for n in range(61))
    assert parse(many, TODAY) is None
