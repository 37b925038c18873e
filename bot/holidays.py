"""Indonesia's holidays by year, with cuti bersama, from the `holidays` library."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from holidays import GOVERNMENT, PUBLIC, country_holidays

#: What stands in the name of a holiday whose date is an estimate until it is decreed.
ESTIMATE = "(perkiraan)"


@lru_cache(maxsize=64)
def _dates(year: int, *categories: str) -> frozenset[date]:
    return frozenset(country_holidays("ID", years=year, categories=categories))


def indonesian_holidays(year: int) -> frozenset[date]:
    """Return the national holidays and the cuti bersama of `year`.

    Both come from the joint decree (SKB) of three ministers, which is at times changed in mid-year
    and holds no regional holidays: an office's own days must be able to override these.
    """
    return _dates(year, PUBLIC, GOVERNMENT)


@lru_cache(maxsize=64)
def holiday_names(year: int, language: str) -> Mapping[date, str]:
    """Return the name of each of `indonesian_holidays`, in Indonesian ("id") or English ("en")."""
    locale = "en_US" if language == "en" else "id"
    found = country_holidays("ID", years=year, categories=(PUBLIC, GOVERNMENT), language=locale)
    return dict(sorted(found.items()))


def estimated_holidays(year: int) -> frozenset[date]:
    """Return those of `indonesian_holidays` whose dates the library only estimates ("perkiraan"): the moon's feasts."""
    return frozenset(day for day, name in holiday_names(year, "id").items() if ESTIMATE in name)


def idulfitri(year: int) -> list[date]:
    """List the first days of Idulfitri in `year`: one as a rule, and two in a year such as 2033."""
    return [day for day, name in holiday_names(year, "id").items() if name.startswith("Hari Raya Idul Fitri")]


def known_cuti_bersama(year: int) -> bool:
    """Tell whether the cuti bersama of `year` are known.

    They are decreed a year ahead. Until then the dates of the moon's feasts are estimates too.
    """
    return bool(_dates(year, GOVERNMENT))
