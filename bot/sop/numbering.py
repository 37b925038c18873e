"""Numbers of papers by a pattern of the office's own, as registers have them: {kode} {nomor} {bulan} {tahun}."""

from __future__ import annotations

import re
from datetime import date

#: What may stand in a pattern: the classification code, the number (or with so many digits, {nomor:03}), the month in
#: Roman numerals, the year.
_PLACE = re.compile(r"\{(kode|nomor|bulan|tahun)(?::0([1-6]))?\}")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

BLANK = "………"  # what is written in by hand


def fill(pattern: str, number: int | None, day: date, code: str) -> str:
    """Give a number as it is printed; None leaves room for one that another register gives."""

    def put(place: re.Match[str]) -> str:
        if place[1] == "nomor":
            return BLANK if number is None else f"{number:0{place[2] or 1}d}"
        return {"kode": code, "bulan": _ROMAN[day.month - 1], "tahun": str(day.year)}[place[1]]

    return _PLACE.sub(put, pattern)


def is_pattern(pattern: str) -> bool:
    """Say whether a text is such a pattern: it holds the number, and no other place than those there are."""
    rest = _PLACE.sub("", pattern)
    return "{nomor" in pattern and "{" not in rest and "}" not in rest
