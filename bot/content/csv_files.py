"""Tables as plain text (CSV): read in the encodings offices save them in, published in one."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from charset_normalizer import from_bytes

_MARKS: Final = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# A spreadsheet runs what begins so as a formula; signed numbers and notes after a dash are none, and a constant
# in quotes (="0812") is how programs keep a number's leading zero.
_CONSTANT = re.compile(r'\s*="[\w .+-]*"\s*\Z')
_FORMULA = re.compile(r"\s*(?:[=@]|[+-](?=[A-Za-z(@=]))")
_NOT_WRITTEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_FAR_LETTERS: Final = 0.3
"""Of all letters: with more beyond ASCII it is no language written with a few accents (Windows-1252)."""
_SAMPLE: Final = 100_000
_ENOUGH: Final = 8
"""Letters beyond ASCII from which on a guess at their encoding means anything."""
_DELIMITERS: Final = ",;\t|"
_ROWS_TRIED: Final = 200


def text_of(data: bytes) -> str | None:
    """The text of a file in whatever encoding it was saved; None for what is no text.

    UTF-8, UTF-16 and UTF-32 with their marks or without, Windows-1252 as Excel writes it; what none of these
    fits is left to charset-normalizer.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for each in (marked,) if marked else ("utf-8-sig", *_wide(data)):
        text = _decoded(data, each)
        if text is not None:
            return text
    return None if marked else _in_one_byte(data)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if _NOT_WRITTEN.search(text) else text


def _wide(data: bytes) -> tuple[str, ...]:
    """UTF-16 without its mark: every second byte of Latin letters is a zero."""
    head = data[:4096]
    if head.count(0) < len(head) * 0.2:
        return ()
    return ("utf-16-le",) if head[1::2].count(0) > head[::2].count(0) else ("utf-16-be",)


def _in_one_byte(data: bytes) -> str | None:
    western = _decoded(data, "cp1252")
    letters = [character for character in (western or "")[:_SAMPLE] if character.isalpha()]
    far = sum(not character.isascii() for character in letters)
    if western is not None and far <= max(3, _FAR_LETTERS * len(letters)):
        return western
    if sum(byte > 127 for byte in data[:_SAMPLE]) < _ENOUGH or 0 in data:  # noqa: PLR2004 - beyond ASCII
        return western
    best = from_bytes(data[:_SAMPLE]).best()
    return (_decoded(data, best.encoding) if best else None) or western


def as_utf8(data: bytes) -> bytes:
    """The same text in UTF-8 with its mark, which every spreadsheet reads rightly; unchanged if it is UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text:
        return data
    read = text_of(data)
    return data if read is None else read.encode("utf-8-sig")


def delimiter_of(text: str) -> str:
    """What parts the cells: the sign by which most lines have the same number of cells, titles above aside."""
    first = text.partition("\n")[0].strip()
    if first.lower().startswith("sep=") and len(first) == 5:  # noqa: PLR2004 - Excel's own line
        return first[4]
    return max(_DELIMITERS, key=lambda each: _steadiness(text, each))


def _steadiness(text: str, delimiter: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    try:
        for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _ROWS_TRIED):
            widths[len(row)] += len(row) > 1
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with the line it ends in; a line break in quotes ends none. Raises csv.Error."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    for row in reader:
        yield reader.line_num, row


def has_formulas(text: str) -> bool:
    """Whether a cell would be run as a formula by the spreadsheet that opens the file (CSV injection)."""
    try:
        return any(_FORMULA.match(cell) and not _CONSTANT.match(cell) for _, row in rows_of(text) for cell in row)
    except csv.Error:
        return True
