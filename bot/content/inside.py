"""A look into attached files for personal data, as far as their text can be had simply; what cannot is said."""

from __future__ import annotations

import bisect
import csv
import html
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from bot.content.columns import Columns
from bot.content.csv_files import rows_of, text_of
from bot.content.office import BROKEN, OfficeWords
from bot.content.personal_data import DataKind, Finding, find_personal_data
from bot.content.unshown import UnshownKind

MAX_TEXT: Final = 5_000_000
"""Characters looked at in one file: a file with more is said not to be looked into to its end."""
MAX_COUNT: Final = 5_000
"""Findings after which nobody needs to know how many more there are: a list of people, and the look ends."""
MAX_UNSHOWN: Final = 10
"""Hidden sheets and the like kept of one file."""
MAX_FOUND: Final = 50
"""Findings kept of one file: whoever reads them opens the file anyway."""
PACKAGES: Final = {"xlsx", "docx", "pptx", "ods", "odt"}
"""Files that are a ZIP file of parts."""
BATCH: Final = 20_000
"""Characters searched at once."""
_BETWEEN: Final = "\n|\n"
# Seven digits, however far apart, or an address: all else is not worth a search.
_WORTH = re.compile(r"(?:\d\D*){7}|@|[\[({](?:at|AT)[\])}]")
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_TR = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_TD = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that looks like personal data in a file: masked, and where (a line, a sheet's cell, or "")."""

    kind: DataKind
    masked: str
    place: str


@dataclass(frozen=True, slots=True)
class Inside:
    """What was found in a file, how much in all, and whether all of its parts were looked into.

    `lost`: a table in it has numbers whose digits a spreadsheet threw away (3.27501E+15). `camera`: a photo in
    it keeps what its camera wrote (a place, perhaps), which could not be taken out. `unshown`: what of it is hidden,
    a sheet or so with its name.
    """

    found: tuple[Found, ...] = ()
    count: int = 0
    complete: bool = False
    lost: bool = False
    camera: bool = False
    unshown: tuple[tuple[UnshownKind, str], ...] = ()

    def to_json(self) -> str:
        """Give this as it is kept beside the file: never a number itself, only its masked form."""
        listed = [[each.kind, each.masked, each.place] for each in self.found]
        kept = {"found": listed, "count": self.count, "complete": self.complete}
        more = {name: True for name in ("lost", "camera") if getattr(self, name)}
        hidden = {"unshown": self.unshown} if self.unshown else {}
        return json.dumps({**kept, **more, **hidden}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Inside:
        """Read what `to_json` gave; a file nobody looked into is `{}`."""
        data: dict[str, Any] = json.loads(text)
        found = tuple(Found(kind, masked, place) for kind, masked, place in data.get("found", []))
        rest = data.get("complete", False), data.get("lost", False), data.get("camera", False)
        unshown = tuple((kind, name) for kind, name in data.get("unshown", []))
        return cls(found, data.get("count", 0), *rest, unshown)


def look_inside(data: bytes, extension: str) -> Inside:
    """Look for personal data in a file `sniff` let pass; `extension` is the one it gave.

    CSV and plain text by line, spreadsheets by sheet and cell, both with the words that name a number; the
    other Office and OpenDocument files by paragraph. Others (PDF, the old DOC and XLS) are not looked into, nor
    parts of a package nobody here understands, nor the end of a file beyond MAX_TEXT or MAX_COUNT: `complete` is
    False.
    """
    budget, look = _Budget(), _Look()
    unique: dict[tuple[DataKind, str, str], Finding] = {}
    try:
        for batch in _batches(budget.spend(look.texts(data, extension))):
            unique |= {(found.kind, found.excerpt_masked, place): found for place, found in _found(batch)}
            if len(unique) >= MAX_COUNT:
                look.unread = True
                break
    except BROKEN:
        look.unread = True
    ranked = sorted(unique.items(), key=lambda item: item[1].rank)
    found = tuple(Found(*key) for key, _ in ranked[:MAX_FOUND])
    complete = not budget.spent and not look.unread
    return Inside(found, len(unique), complete, look.lost, unshown=look.unshown[:MAX_UNSHOWN])


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


class _Look:
    """One file being looked through: what was not understood or cut short is known when its texts were given."""

    def __init__(self) -> None:
        self.unread = False
        self.lost = False
        self.unshown: tuple[tuple[UnshownKind, str], ...] = ()

    def texts(self, data: bytes, extension: str) -> Iterator[tuple[str, str]]:
        """Every text of the file with its place."""
        if extension in PACKAGES:
            yield from self._package(data)
        elif extension in _PLAIN:
            yield from self._plain(data, extension)
        else:
            self.unread = True

    def _package(self, data: bytes) -> Iterator[tuple[str, str]]:
        reader = OfficeWords()
        yield from reader.read(data)
        self.unread, self.lost = bool(reader.unread), reader.lost
        self.unshown = tuple(sorted(reader.unshown, key=lambda each: each[0] != "sheet"))

    def _plain(self, data: bytes, extension: str) -> Iterator[tuple[str, str]]:
        text = text_of(data)
        if text is None:
            self.unread = True
            text = data.decode("utf-8", "replace")
        if extension == "csv" or "\t" in text:
            yield from self._table(text)
        else:
            yield from ((str(number), line) for number, line in enumerate(text.splitlines(), 1))

    def _table(self, text: str) -> Iterator[tuple[str, str]]:
        """Each cell with the line it stands in, and with the words that name it."""
        columns = Columns()
        try:
            for line, row in rows_of(text):
                yield from columns.row([(column, str(line), cell) for column, cell in enumerate(row)])
        except csv.Error:
            self.unread = True
            yield from ((str(number), line) for number, line in enumerate(text.splitlines(), 1))
        self.lost = columns.lost


def table_cells(fragment: str) -> Iterator[str]:
    """The cells of the tables of a clean HTML fragment, each with the words that name it."""
    for table in _TABLE.findall(fragment):
        columns = Columns()
        for row in _TR.findall(table):
            cells = [html.unescape(_TAG.sub(" ", cell)).strip() for cell in _TD.findall(row)]
            yield from (text for _, text in columns.row([(at, "", cell) for at, cell in enumerate(cells)]))


_PLAIN: Final = {"csv", "txt"}
