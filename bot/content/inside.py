"""A look into attached files for personal data, as far as their text can be had simply; what cannot is said."""

from __future__ import annotations

import bisect
import csv
import html
import io
import itertools
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from bot.content.personal_data import DataKind, Finding, find_personal_data

MAX_TEXT: Final = 5_000_000
"""Characters looked at in one file: a file with more is said not to be looked into to its end."""
MAX_FOUND: Final = 50
"""Findings kept of one file: whoever reads them opens the file anyway."""
MAX_XML: Final = 20_000_000
"""Bytes of one unpacked member of a DOCX or XLSX; a file with a larger one is not looked into."""
BATCH: Final = 20_000
"""Characters searched at once."""
_BETWEEN: Final = "\n|\n"
# Seven digits, however far apart, or an address: all else is not worth a search.
_WORTH = re.compile(r"(?:\d\D*){7}|@|[\[({](?:at|AT)[\])}]")
_BROKEN: Final = (OSError, ValueError, LookupError, zipfile.BadZipFile, zlib.error, csv.Error, NotImplementedError)

_REF = re.compile(r'\br="([A-Z]{1,3})([0-9]{1,7})"')
_SHEET = re.compile(r'<sheet\b[^>]{0,500}?\bname="([^"]{0,200})"')
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_TR = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_TD = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SHEET_FILE = re.compile(r"xl/worksheets/sheet([0-9]{1,4})\.xml\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that looks like personal data in a file: masked, and where (a line, a sheet's cell, or "")."""

    kind: DataKind
    masked: str
    place: str


@dataclass(frozen=True, slots=True)
class Inside:
    """What was found in a file, how much in all, and whether all of its text was looked at."""

    found: tuple[Found, ...] = ()
    count: int = 0
    complete: bool = False

    def to_json(self) -> str:
        """Give this as it is kept beside the file: never a number itself, only its masked form."""
        listed = [[each.kind, each.masked, each.place] for each in self.found]
        return json.dumps({"found": listed, "count": self.count, "complete": self.complete}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Inside:
        """Read what `to_json` gave; a file nobody looked into is `{}`."""
        data: dict[str, Any] = json.loads(text)
        found = tuple(Found(kind, masked, place) for kind, masked, place in data.get("found", []))
        return cls(found, data.get("count", 0), data.get("complete", False))


def look_inside(data: bytes, extension: str) -> Inside:
    """Look for personal data in a file `sniff` let pass; `extension` is the one it gave.

    CSV and plain text by line, XLSX by sheet and cell (the words at the head of a column are read with each
    of its cells: a bare number under "No. Rekening" is one), DOCX by paragraph. Others (PDF, the old DOC and
    XLS) are not looked into, and neither is the end of a file beyond MAX_TEXT: `complete` is False.
    """
    reader = _READERS.get(extension)
    if reader is None:
        return Inside()
    budget = _Budget()
    try:
        findings = [each for batch in _batches(budget.spend(reader(data))) for each in _found(batch)]
    except _BROKEN:
        return Inside()
    unique = {(f.kind, f.excerpt_masked, place): f for place, f in findings}
    ranked = sorted(unique.items(), key=lambda item: item[1].rank)
    found = tuple(Found(*key) for key, _ in ranked[:MAX_FOUND])
    return Inside(found, len(unique), complete=not budget.spent)


def _batches(texts: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """The texts that could hold anything, many at a time: a search costs more to begin than to go on."""
    batch: list[tuple[str, str]] = []
    length = 0
    for place, text in texts:
        if _WORTH.search(text):
            batch.append((place, text))
            length += len(text)
        if length > BATCH:
            yield batch
            batch, length = [], 0
    yield batch


def _found(batch: list[tuple[str, str]]) -> Iterator[tuple[str, Finding]]:
    """What is found in each text of a batch, with its place; nothing reaches over from one into the next."""
    starts = list(itertools.accumulate((len(text) + len(_BETWEEN) for _, text in batch), initial=0))
    for finding in find_personal_data(_BETWEEN.join(text for _, text in batch)):
        yield batch[bisect.bisect_right(starts, finding.start) - 1][0], finding


class _Budget:
    """Counts the characters looked at, and ends the look when there are too many."""

    def __init__(self) -> None:
        self.left = MAX_TEXT
        self.spent = False

    def spend(self, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        for place, text in texts:
            self.left -= len(text) + 1
            if self.left < 0:
                self.spent = True
                return
            yield place, text


def _lines(data: bytes) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        yield str(number), line


def _csv(data: bytes) -> Iterator[tuple[str, str]]:
    """Each cell with the head of its column, and with the line it stands in."""
    text = data.decode("utf-8-sig", "replace")
    head = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=head.count))
    names = next(rows, [])
    yield "1", " | ".join(names)
    heads = [_head(name) for name in names]
    for row in rows:
        for name, cell in itertools.zip_longest(heads, row, fillvalue=""):
            if cell:
                yield str(rows.line_num), name + cell


def _head(name: str) -> str:
    """The head of a column as it is said before a cell: "No. Rekening: "; "" for one that is data itself."""
    return f"{name}: " if name.strip() and not any(c.isdigit() for c in name) else ""


def table_cells(fragment: str) -> Iterator[str]:
    """The cells of the tables of a clean HTML fragment, each with the head of its column."""
    for table in _TABLE.findall(fragment):
        rows = [[html.unescape(_TAG.sub(" ", cell)).strip() for cell in _TD.findall(row)] for row in _TR.findall(table)]
        heads = [_head(name) for name in rows[0]] if rows else []
        for row in rows[1:]:
            yield from (name + cell for name, cell in itertools.zip_longest(heads, row, fillvalue="") if cell)


def _xlsx(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        shared = _shared_strings(archive) if "xl/sharedStrings.xml" in names else []
        titles = [html.unescape(each) for each in _SHEET.findall(_member(archive, "xl/workbook.xml"))]
        numbers = sorted(int(found[1]) for name in names if (found := _SHEET_FILE.match(name)))
        for place, number in enumerate(numbers):
            title = titles[place] if place < len(titles) else str(number)
            yield from _sheet(_member(archive, f"xl/worksheets/sheet{number}.xml"), title, shared)


def _member(archive: zipfile.ZipFile, name: str) -> str:
    """Read one member. ValueError for one above MAX_XML: a file may claim a small size and unpack to a large one."""
    with archive.open(name) as file:
        data = file.read(MAX_XML + 1)
    if len(data) > MAX_XML:
        raise ValueError(name)
    return data.decode("utf-8", "replace")


def _elements(xml: str, tag: str) -> Iterator[tuple[str, str]]:
    """Every element of a name as (attributes, content), in linear time whatever a hostile file holds."""
    for piece in xml.split(f"</{tag}>")[:-1]:
        start = max(piece.rfind(f"<{tag} "), piece.rfind(f"<{tag}>"))
        attributes, _, content = piece[start + len(tag) + 1 :].partition(">") if start >= 0 else ("", "", piece)
        yield attributes, content


def _joined(xml: str, tag: str = "t") -> str:
    return html.unescape("".join(content for _, content in _elements(xml, tag)))


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    """The strings that cells name by their number; an empty one counts too."""
    found: list[str] = []
    for piece in _member(archive, "xl/sharedStrings.xml").split("</si>")[:-1]:
        found += [""] * piece.count("<si/>")
        found.append(_joined(piece[max(piece.rfind("<si>"), piece.rfind("<si ")) :]))
    return found


def _sheet(xml: str, title: str, shared: list[str]) -> Iterator[tuple[str, str]]:
    heads: dict[str, str] = {}
    for attributes, content in _elements(xml, "c"):
        at = _REF.search(attributes)
        text = _cell(attributes, content, shared)
        if at is None or not text.strip():
            continue
        column = at[1]
        yield f"{title}!{column}{at[2]}", heads.get(column, "") + text
        heads.setdefault(column, _head(text))


def _cell(attributes: str, content: str, shared: list[str]) -> str:
    if 't="inlineStr"' in attributes:
        return _joined(content)
    value = _joined(content, "v")
    if 't="s"' in attributes:
        return shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
    return _number(value)


def _number(text: str) -> str:
    """A number as a spreadsheet keeps it: a telephone number may stand as 8.1234567890E10."""
    if re.fullmatch(r"[0-9](?:\.[0-9]{1,17})?E\+?[0-9]{1,2}", text):
        return f"{int(float(text))}"
    return text


def _docx(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if re.match(r"word/(?:document|header[0-9]*|footer[0-9]*|footnotes|endnotes|comments)\.xml\Z", name):
                spaced = _member(archive, name).replace("<w:tab/>", "<w:t> </w:t>").replace("<w:br/>", "<w:t> </w:t>")
                yield from (("", _joined(paragraph, "w:t")) for _, paragraph in _elements(spaced, "w:p"))


_READERS: Final = {"csv": _csv, "txt": _lines, "xlsx": _xlsx, "docx": _docx}
