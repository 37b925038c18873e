"""Numbers as lists of Word write them: digits, letters, Roman, in circles."""

from __future__ import annotations

from typing import Final

_COMMON: Final = frozenset(
    {"decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "none", "bullet", "chicago"}
)
_AROUND: Final = {
    "numberInDash": "- {} -", "hex": "{:X}", "decimalHalfWidth": "{}", "decimalFullWidth": "{}",
    "decimalFullWidth2": "{}", "decimalZero": "{:02}",
}  # fmt: skip
_ENCLOSED: Final = {"decimalEnclosedCircle": "①", "decimalEnclosedParen": "⑴", "decimalEnclosedFullstop": "⒈"}
_MOST_ENCLOSED: Final = 20
_CHICAGO: Final = "*†‡§"
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def is_written(format_: str) -> bool:
    """Whether numbers of a format are written here as Word writes them; of others the plain number is all we know."""
    return format_ in _COMMON or format_ in _AROUND or format_ in _ENCLOSED or format_.isdigit()


def written(number: int, format_: str) -> str:
    """Write a number as a list of that format does; decimal where the format is none of the common ones."""
    if format_ == "none":
        return ""
    if format_.isdigit():
        return str(number).zfill(len(format_))
    if format_ in _AROUND:
        return _AROUND[format_].format(number)
    return (_in_signs(number, format_) if number > 0 else "") or str(number)


def _in_signs(number: int, format_: str) -> str:
    """A number in letters or signs; "" for another format, or one too large for it."""
    if format_ in _ENCLOSED and number <= _MOST_ENCLOSED:
        return chr(ord(_ENCLOSED[format_]) + number - 1)
    if format_ == "chicago":
        return _CHICAGO[(number - 1) % 4] * min((number - 1) // 4 + 1, 4)
    letters = ""
    if format_.endswith("Letter"):
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 4)
    elif format_.endswith("Roman") and number < 4000:  # noqa: PLR2004 - the largest the Romans wrote so
        letters = _roman(number)
    return letters.upper() if format_.startswith("upper") else letters


def _roman(number: int) -> str:
    letters = ""
    for value_, letter in _ROMAN:
        times, number = divmod(number, value_)
        letters += letter * times
    return letters
