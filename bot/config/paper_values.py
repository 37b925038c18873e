"""How the numbers of papers are written in the configuration."""

from __future__ import annotations

from typing import Annotated

from bot.config.problems import Words
from bot.config.values import Written, read_some_line
from bot.sop.numbering import is_pattern


def _number_pattern(value: object) -> str:
    pattern = read_some_line(value)
    if not is_pattern(pattern):
        raise ValueError("no pattern of a number")
    return pattern


NumberPattern = Annotated[
    str,
    Written(
        Words(
            "pola nomor dengan {nomor}, boleh juga {kode}, {bulan}, dan {tahun}",
            "a pattern of a number with {nomor}, and perhaps {kode}, {bulan} and {tahun}",
        ),
        '"{kode}/{nomor:03}/{tahun}"',
        _number_pattern,
    ),
]
