"""The words of any XML part: by the names of its elements, whatever prefix they have, its tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote
from xml.parsers import expat

from bot.content.columns import Columns, full_number, named
from bot.content.unshown import Unshown

_PARAGRAPHS: Final = {"p", "h", "si", "is", "text", "rPh", "instrText", "div", "oddHeader", "title", "td", "th"}
_BLANKS: Final = {"tab", "br", "cr", "ptab", "s", "line-break", "noBreakHyphen"}
_TABLES: Final = {"tbl", "table"}
_ROWS: Final = {"tr", "table-row"}
_CELLS: Final = {"tc", "table-cell", "covered-table-cell"}
_GRID: Final = {"row", "c"}
_SHEETS: Final = {"worksheet", "dialogsheet", "macrosheet"}
# Seven digits, however far apart, or an address: what no name, size or colour of a part has by chance.
_WORTH = re.compile(r"(?:[0-9][^0-9]{0,4}){7}|@|E\+?[0-9]{2}\Z")
_IDENTIFIER = re.compile(r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?\Z")
_REF = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})\Z")
_CHUNK: Final = 1 << 16
_REPEATED: Final = 20
"""As often an OpenDocument sheet's cell is taken that stands for several: digits of a number, one a cell."""
_LOOSE_END = re.compile(r"</(?:\w{1,20}:)?(?:p|si|c|row|tc|tr|h|text)>|<(?:\w{1,20}:)?(?:tab|br)\b[^>]{0,200}>")
_TAG = re.compile(r"<[^<>]*>")


class NotXmlError(ValueError):
    """The bytes are no XML that can be read to its end, or declare entities."""


@dataclass(slots=True)
class _Cell:
    """A cell of a table in a text or an OpenDocument sheet: its value, how often it stands there, its paragraphs.

    `wide`: how many columns it takes each time.
    """

    value: str
    times: int
    wide: int = 1
    texts: list[str] = field(default_factory=list)


class XmlWords:
    """One part's words as (place, text): paragraphs whole, cells with the words above them, attributes too.

    `strings` are a workbook's shared strings, which cells name by their number; of the part that holds
    them `found_strings` is filled instead. `title` is a sheet's name.
    """

    def __init__(self, strings: list[str] | None = None, title: str = "") -> None:
        self.strings = strings or []
        self.found_strings: list[str] = []
        self.named: set[int] = set()
        self.lost = False
        self._title = title
        self._locals: dict[str, str] = {}
        self.unshown = Unshown(title)
        self._out: list[tuple[str, str]] = []
        self._stack: list[str] = []
        self._own: list[str] = []
        self._paragraphs: list[list[str]] = []
        self._deleted: list[str] = []
        self._tables: list[Columns] = []
        self._rows: list[list[tuple[int, str, str]]] = []
        self._cells: list[_Cell] = []
        self._sheet = self._shared = False
        self._columns = Columns()
        self._row: list[tuple[int, str, str]] = []
        self._at = self._line = 0
        self._type = self._value = self._inline = ""

    def read(self, data: bytes) -> Iterator[tuple[str, str]]:
        """Give every text of the part. Raises NotXmlError, after what could be read was given."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = refuse
        try:
            for at in range(0, len(data) + 1, _CHUNK):
                parser.Parse(data[at : at + _CHUNK], at + _CHUNK > len(data))
                yield from self._taken()
            self._end_row_of_sheet()
            yield from self._taken()
        except (expat.ExpatError, ValueError, LookupError) as error:
            yield from self._taken()
            raise NotXmlError(str(error)) from error

    def _taken(self) -> list[tuple[str, str]]:
        taken, self._out = self._out, []
        return taken

    def _say(self, text: str, place: str = "") -> None:
        if text.strip():
            self._out.append((place or self._title, text))

    def _local(self, name: str) -> str:
        """An element's name without its prefix; a part has few names, and some of them a million times."""
        local = self._locals.get(name)
        if local is None:
            local = self._locals[name] = name.rpartition(":")[2]
        return local

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._local(name)
        if not self._stack:
            self._sheet, self._shared = local in _SHEETS, local == "sst"
        if self._own:
            self._flush()
        self._stack.append(local)
        if self._is_of_grid(local, attributes):
            return
        for key, value in attributes.items():
            if len(value) > 6 and not key.startswith("xmlns") and _WORTH.search(value):  # noqa: PLR2004
                self._attribute(key.rpartition(":")[2], value)
        if local in _PARAGRAPHS:
            self._paragraphs.append([])
        elif self._paragraphs and local in _BLANKS:
            self._paragraphs[-1].append(" ")
        else:
            self._start_in_table(local, attributes)

    def _is_of_grid(self, local: str, attributes: dict[str, str]) -> bool:
        """Whether it is a row, cell or value of a sheet, of which there are the most; these are begun here."""
        if local != "c":
            self.unshown.start(local, attributes)
        if self._sheet and local in _GRID:
            self._start_in_sheet(local, attributes)
            return True
        return self._sheet and local == "v" and not attributes

    def _start_in_table(self, local: str, attributes: dict[str, str]) -> None:
        if local in _TABLES:
            self._tables.append(Columns())
        elif local in _ROWS:
            self._rows.append([])
        elif local in _CELLS:
            self._cells.append(_Cell(attributes.get("office:value", ""), _wide(attributes, "number-columns-repeated")))
        elif local == "gridSpan" and self._cells:
            self._cells[-1].wide = _wide(attributes, "val")

    def _attribute(self, name: str, value: str) -> None:
        if not _IDENTIFIER.match(value):
            digits, _ = full_number(value)
            self._say(named(name) + (digits or (unquote(value) if "%" in value else value)))

    def _start_in_sheet(self, local: str, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        if local == "row":
            self._row, self._at = [], 0
            self._line = int(number) if number.isdecimal() and len(number) < 8 else self._line + 1  # noqa: PLR2004
            return
        ref = _REF.match(number)
        self._at = _column(ref[1]) if ref else self._at + 1
        if ref:
            self._line = int(ref[2])
        self._type, self._value, self._inline = attributes.get("t", "n"), "", ""

    def _characters(self, text: str) -> None:
        if "\n" in text and not text.strip():
            return
        local = self._stack[-1]
        if self._paragraphs and local == "delText":
            self._deleted.append(text)
        elif self._paragraphs:
            self._paragraphs[-1].append(text)
        elif self._sheet and local == "v":
            self._value += text
        else:
            self._own.append(text)

    def _flush(self) -> None:
        if self._own:
            label = named(self._stack[-1]) if self._stack else ""
            text = "".join(self._own)
            digits, _ = full_number(text)
            self._own = []
            self._say(label + (digits or text))

    def _end(self, name: str) -> None:
        local = self._local(name)
        if self._own:
            self._flush()
        self._stack.pop()
        if self._sheet and (local in _GRID or local == "v"):
            self._end_in_sheet(local)
        elif local in _PARAGRAPHS and self._paragraphs:
            self._end_paragraph(local)
        elif local in _CELLS and self._cells:
            self._end_cell()
        elif local in _ROWS and self._rows:
            self._end_row(self._rows.pop())
        elif local in _TABLES and self._tables:
            self.lost |= self._tables.pop().lost

    def _end_paragraph(self, local: str) -> None:
        text = "".join(self._paragraphs.pop())
        self._say("".join(self._deleted))
        self._deleted = []
        if self._shared and local == "si":
            self.found_strings.append(text)
        elif self._sheet and local == "is":
            self._inline = text
        elif self._cells:
            self._cells[-1].texts.append(text)
        else:
            self._say(text)

    def _end_cell(self) -> None:
        cell = self._cells.pop()
        digits, _ = full_number(cell.value)
        text = "\n".join(cell.texts)
        if _count(digits or cell.value) > _count(text):
            text = digits or cell.value
        if not self._rows:
            self._say(text)
            return
        row = self._rows[-1]
        at = row[-1][0] + 1 if row else 0
        row += [(at + each, self._title, text) for each in range(min(cell.times, _REPEATED))]
        row += [(at + cell.times * cell.wide - 1, self._title, "")]

    def _end_row(self, row: list[tuple[int, str, str]]) -> None:
        if self.unshown.watching:
            for column in (each[0] for each in row if each[2].strip()):
                self.unshown.cell(column + 1)
        columns = self._tables[-1] if self._tables else Columns()
        self._out += columns.row(row)
        self.lost |= columns.lost

    def _end_in_sheet(self, local: str) -> None:
        if local == "row":
            self._end_row_of_sheet()
        elif local == "c" and (text := self._cell()):
            if self.unshown.watching:
                self.unshown.cell(self._at)
            place = f"{self._title}!{_letters(self._at)}{self._line}"
            self._row.append((self._at, place, text))

    def _end_row_of_sheet(self) -> None:
        self._out += self._columns.row(self._row)
        self.lost |= self._columns.lost
        self._row = []

    def _cell(self) -> str:
        if self._type == "s":
            number = self._value.strip()
            known = number.isdecimal() and len(number) < 8 and int(number) < len(self.strings)  # noqa: PLR2004
            if known:
                self.named.add(int(number))
            return self.strings[int(number)] if known else ""
        if self._inline or self._type in {"str", "inlineStr"}:
            return self._inline or self._value
        digits, _ = full_number(self._value) if "E" in self._value or "e" in self._value else ("", False)
        return digits or self._value


def loosely(data: bytes) -> Iterator[str]:
    """The words of a part that is no good XML, as far as they can be told from its tags."""
    text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    for piece in _LOOSE_END.split(text):
        yield _TAG.sub("", piece)
        yield _TAG.sub(" ", piece)


def refuse(*_: object) -> None:
    """A handler for what no Office part has: a document type, and with it entities. Raises NotXmlError."""
    raise NotXmlError("DTD")


def _wide(attributes: Mapping[str, str], name: str) -> int:
    found = next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "1")
    return int(found) if found.isdecimal() and 0 < len(found) < 6 and int(found) else 1  # noqa: PLR2004


def _count(text: str) -> int:
    return sum(map(str.isdigit, text))


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
