"""How the numbers of papers are written in the configuration."""

from __future__ import annotations

from typing import Annotated

from bot.config.problems import Words
from bot.config.values import Written, read_line, read_some_line
from bot.sop.numbering import is_pattern


def _number_pattern(value: object) -> str:
    pattern = read_some_line(value)
    if not is_pattern(pattern):
        raise ValueError("no pattern of a number")
    return pattern


def _optional_pattern(value: object) -> str:
    return _number_pattern(value) if read_line(value) else ""


_EXPECTED = Words(
    "pola nomor dengan {nomor}, boleh juga {kode}, {bulan}, dan {tahun}",
    "a pattern of a number with {nomor}, and perhaps {kode}, {bulan} and {tahun}",
)

NumberPattern = Annotated[str, Written(_EXPECTED, '"{kode}/{nomor:03}/{tahun}"', _number_pattern)]

OptionalNumberPattern = Annotated[
    str, Written(_EXPECTED, '"{kode}/{nomor}/Kominfo/{bulan}/{tahun}"', _optional_pattern)
]
