"""The table of printed papers in the configuration, and how their numbers are written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from bot.config.problems import Words
from bot.config.table import Table
from bot.config.values import Flag, Line, Written, one_of, place, read_line, read_some_line, text
from bot.sop.numbering import is_pattern
from bot.sop.office import PaperPolicy

_PAPERS = PaperPolicy()


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


class PaperTable(Table, frozen=True, kw_only=True):
    """The letterhead (kop) of printed papers, without lines the office's name; and how papers look."""

    letterhead: tuple[Line, ...] = ()
    address: Line = ""
    emblem: Annotated[Path | None, place("lambang.png")] = None
    size: Annotated[Literal["a4", "f4"], one_of("a4", "f4")] = _PAPERS.size
    half_sheet: Flag = _PAPERS.half_sheet
    font: Annotated[str, text("Arial")] = _PAPERS.font
    classification: Line = _PAPERS.classification
    agenda_number: NumberPattern = _PAPERS.agenda_number
    letter_number: OptionalNumberPattern = _PAPERS.letter_number
    report_copies: tuple[Line, ...] = ()
    sop_number: Line = _PAPERS.sop_number
    legal_bases: tuple[Line, ...] = ()
    templates: Annotated[Path | None, place("templat")] = None
