"""Indonesia's holidays by year, with cuti bersama, from the `holidays` library."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from holidays import GOVERNMENT, PUBLIC, country_holidays


@lru_cache(maxsize=64)
def _dates(year: int, *categories: str) -> frozenset[date]:
    return frozenset(country_holidays("ID", years=year, categories=categories))


def indonesian_holidays(year: int) -> frozenset[date]:
    """Return the national holidays and the cuti bersama of `year`.

    Both come from the joint decree (SKB) of three ministers, which is at times changed in mid-year
    and holds no regional holidays: an office's own days must be able to override these.
    """
    return _dates(year, PUBLIC, GOVERNMENT)


def known_cuti_bersama(year: int) -> bool:
    """Tell whether the cuti bersama of `year` are known.

    They are decreed a year ahead. Until then the dates of the moon's feasts are estimates too.
    """
    return bool(_dates(year, GOVERNMENT))
