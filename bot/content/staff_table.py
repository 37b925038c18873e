"""A list of staff as a table: XLSX or CSV in, rows of named cells out. Nothing of it is kept."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from bot.content.csv_files import rows_of, text_of

#: What a list of staff may be at most: bytes, bytes once unpacked, rows.
LARGEST, UNPACKED, MOST_ROWS = 2_000_000, 40_000_000, 3000

#: The columns by the name the template gives them, and what else people call them (letters and digits only).
COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("nama", "namalengkap", "name", "fullname"),
    "nip": ("nip", "nipnumber"),
    "rank": ("pangkatgolongan", "pangkat", "golongan", "rank"),
    "post": ("jabatan", "jabatantercetak", "position"),
    "qualification": ("kualifikasi", "pendidikan", "qualification"),
    "role": ("peran", "role"),
    "unit": ("unit", "skpd", "opd", "unitkerja"),
    "kind": ("jenisunit", "unitkind"),
    "manner": ("sebagai", "cara", "as"),
    "first": ("mulai", "sejak", "tmt", "from"),
    "last": ("sampai", "sd", "until"),
    "basis": ("nomorsk", "nosk", "sk", "decree"),
    "basis_day": ("tanggalsk", "tglsk", "decreedate"),
}
HEADS = (
    "Nama", "NIP", "Pangkat/Golongan", "Jabatan", "Kualifikasi", "Peran", "Unit", "Jenis unit", "Sebagai", "Mulai",
    "Sampai", "Nomor SK", "Tanggal SK",
)  # fmt: skip

Row = tuple[int, dict[str, str]]


class TableRefusedError(Exception):
    """A file that is no list of staff; `reason` has words: unreadable, too_big, no_heads, empty."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read(data: bytes) -> list[Row]:
    """Read a list of staff; gives each row's number in the file and its cells by column. Raises TableRefusedError."""
    if len(data) > LARGEST:
        raise TableRefusedError("too_big")
    found = iter(_workbook(data) if data.startswith(b"PK") else _text(data))
    columns: dict[int, str] = {}
    rows: list[Row] = []
    for number, cells in found:
        if not columns:
            columns = _columns(cells)
            continue
        row = {name: cells[at].strip() for at, name in columns.items() if at < len(cells)}
        if any(row.values()):
            rows.append((number, row))
        if len(rows) > MOST_ROWS:
            raise TableRefusedError("too_big")
    if not columns:
        raise TableRefusedError("no_heads")
    if not rows:
        raise TableRefusedError("empty")
    return rows


def _columns(cells: Sequence[str]) -> dict[int, str]:
    """Know the row of headings by the two columns that no list lacks; {} for any other row."""
    named = {alias: name for name, aliases in COLUMNS.items() for alias in aliases}
    plain = ["".join(sign for sign in cell.casefold() if sign.isalnum()) for cell in cells]
    found = {at: named[word] for at, word in enumerate(plain) if word in named}
    return found if {"name", "role"} <= set(found.values()) else {}


def _text(data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = text_of(data)
    if text is None:
        raise TableRefusedError("unreadable")
    try:
        yield from ((number, [cell.removeprefix("'") for cell in row]) for number, row in rows_of(text))
    except csv.Error as error:
        raise TableRefusedError("unreadable") from error


def _workbook(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Read the first sheet of a workbook: values as they were last computed, never formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > UNPACKED:
                raise TableRefusedError("too_big")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            yield number, [_cell(value) for value in row]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError) as error:
        raise TableRefusedError("unreadable") from error


def _cell(value: object) -> str:
    """Give a cell as it reads; a day as ISO 8601, a number without the fraction that a NIP never has."""
    if isinstance(value, datetime | date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
