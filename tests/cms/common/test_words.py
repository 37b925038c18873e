"""What websites say of an article: dates on the regency's clocks, sizes in the language."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.cms.common.words import EN, ID, moment, size


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Jakarta", "Jumat, 20 November 2026, 23.30 WIB"),
        ("Asia/Makassar", "Sabtu, 21 November 2026, 00.30 WITA"),
        ("Asia/Jayapura", "Sabtu, 21 November 2026, 01.30 WIT"),
    ],
)
def test_dates_are_on_the_regencys_clocks(zone: str, shown: str) -> None:
    at = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    assert moment(ID, at, ZoneInfo(zone)) == shown


def test_sizes_are_in_the_language() -> None:
    assert [size(ID, n) for n in (999, 86_400, 1_240_000)] == ["999 B", "86 kB", "1,2 MB"]
    assert size(EN, 1_240_000) == "1.2 MB"
