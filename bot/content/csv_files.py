"""Tables as plain text (CSV): read in the encodings offices save them in, published in one."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
# A spreadsheet runs what begins so as a formula; signed numbers and notes after a dash are none.
_FORMULA = re.compile(r"\s*(?:[=@]|[+-](?=[A-Za-z(@=]))")
_NOT_WRITTEN = re.compile(r"[\x80-\x9f]")


def decoded(data: bytes) -> str | None:
    """The text of a CSV file: UTF-8, UTF-16 with its mark, or Windows-1252 as Excel writes it; None for no text."""
    encoding = "utf-16" if data[:2] in _UTF16 else "utf-8-sig"
    for each in (encoding, "cp1252"):
        try:
            text = data.decode(each)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text or _NOT_WRITTEN.search(text) else text
    return None


def as_utf8(data: bytes) -> bytes:
    """The same table in UTF-8 with its mark, which every spreadsheet reads rightly; unchanged if it is UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = decoded(data)
        return data if text is None else text.encode("utf-8-sig")
    return data


def has_formulas(text: str) -> bool:
    """Whether a cell would be run as a formula by the spreadsheet that opens the file (CSV injection)."""
    separators = [each for each in ";,\t|" if each in text[:4096]] or [","]
    most = max(separators, key=text[:4096].count)
    try:
        return any(_FORMULA.match(cell) for row in csv.reader(io.StringIO(text), delimiter=most) for cell in row)
    except csv.Error:
        return True
