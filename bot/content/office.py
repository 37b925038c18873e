"""An Office or OpenDocument file part by part: every word in it, and the parts nobody here understands.

What a part is, its own root element and first bytes say; names of parts and prefixes are each program's own.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote
from xml.parsers import expat

from bot.content.csv_files import text_of
from bot.content.metafiles import NotReadError, metafile_words
from bot.content.unshown import ASIDE, UnshownKind
from bot.content.xml_words import NotXmlError, XmlWords, loosely, refuse

MAX_XML: Final = 20_000_000
"""Bytes of one unpacked part; a file with a larger one is not wholly looked into."""
MAX_ALL: Final = 200_000_000
"""Bytes of all parts together, those of embedded files too."""
MAX_DEPTH: Final = 3
"""A file in a file in a file."""
BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(NotImplementedError, RuntimeError, ValueError, LookupError, OSError, EOFError),
)
_ZIP: Final = b"PK\x03\x04"
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"VCLMTF")
"""How pictures begin: the last is LibreOffice's own, of what an object beside it says in words."""
_ROOT = re.compile(rb"<(?![?!])(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})")
# Technical parts without a word or picture of anybody's: printers' settings, fonts, a layout's cache.
_TECHNICAL = re.compile(
    r"(?:printersettings/[^/]+\.bin|fonts?/[^/]+\.(?:odttf|fntdata|ttf|otf)|layout-cache|mimetype"
    r"|thumbs\.db|\.ds_store)\Z"
)
_LETTER = re.compile(r"[^\W\d_]")
_SHEET_NUMBER = re.compile(r"([0-9]{1,6})\.[^.]*\Z")


class Part(NamedTuple):
    """One member of the package, unpacked."""

    name: str
    data: bytes

    @property
    def root(self) -> str:
        """The local name of its root element; "" if it is no XML."""
        head = self.data[:4096]
        if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            head = head.decode("utf-16", "replace").encode()
        if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            return ""
        found = _ROOT.search(head)
        return found[1].decode("ascii", "replace") if found else ""


class OfficeWords:
    """Reads a package; afterwards `unread` names what was not understood, `lost` tells of numbers cut short.

    `unshown` are the kinds of what its author hid, with the names of their sheets.
    """

    def __init__(self, depth: int = 0, left: int = MAX_ALL) -> None:
        self.unread: list[str] = []
        self.lost = False
        self.unshown: dict[tuple[UnshownKind, str], None] = {}
        self._depth = depth
        self._left = left

    def read(self, data: bytes) -> Iterator[tuple[str, str]]:
        """Give every text in the package as (place, text). A broken package is one that was not understood."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = [part for part in self._parts(archive) if part.data]
        except BROKEN:
            self.unread.append("")
            return
        strings: list[str] = []
        for part in parts:
            if part.root == "sst":
                reader = XmlWords()
                yield from self._xml(part, reader)
                strings = reader.found_strings
        titles = _titles(parts)
        named: set[int] = set()
        for part in parts:
            if part.root != "sst":
                reader = XmlWords(strings, titles.get(part.name.lower(), ""))
                yield from self._noted(part, self._part(part, reader))
                named |= reader.named
                self.unshown |= reader.unshown.found
        yield from (("", text) for number, text in enumerate(strings) if number not in named)  # left over, yet there

    def _parts(self, archive: zipfile.ZipFile) -> Iterator[Part]:
        for member in archive.infolist():
            if member.is_dir():
                continue
            try:
                with archive.open(member) as file:
                    data = file.read(min(MAX_XML, self._left) + 1)
            except BROKEN:
                self.unread.append(member.filename)
                continue
            self._left -= len(data)
            if len(data) > MAX_XML or self._left < 0:
                self.unread.append(member.filename)
                data = b""
            yield Part(member.filename, data)

    def _noted(self, part: Part, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Pass a part's texts on, and note one that stands beside what is shown, if there are words in it."""
        for place, text in texts:
            if part.root in ASIDE and _LETTER.search(text):
                self.unshown[ASIDE[part.root], ""] = None
            yield place, text

    def _part(self, part: Part, reader: XmlWords) -> Iterator[tuple[str, str]]:
        if part.root:
            yield from self._markup(part, reader)
        elif part.data.startswith(_ZIP) and self._depth < MAX_DEPTH:
            inner = OfficeWords(self._depth + 1, self._left)
            yield from ((place or posixpath.basename(part.name), text) for place, text in inner.read(part.data))
            self.unread += inner.unread
            self.lost |= inner.lost
            self._left = inner._left
        elif _is_picture(part.data) or _TECHNICAL.search(part.name.lower()):
            return
        else:
            yield from self._other(part)

    def _markup(self, part: Part, reader: XmlWords) -> Iterator[tuple[str, str]]:
        yield from self._xml(part, reader)
        if b"data:image" in part.data or b"binaryData" in part.data:  # a picture or a file written as letters
            self.unread.append(part.name)

    def _xml(self, part: Part, reader: XmlWords) -> Iterator[tuple[str, str]]:
        try:
            yield from reader.read(part.data)
        except NotXmlError:
            yield from (("", text) for text in loosely(part.data))
            if part.root.lower() != "html":
                self.unread.append(part.name)
        self.lost |= reader.lost

    def _other(self, part: Part) -> Iterator[tuple[str, str]]:
        try:
            texts = list(metafile_words(part.data))
        except NotReadError:
            plain = text_of(part.data) if part.name.lower().endswith((".txt", ".csv", ".xml", ".rels")) else None
            if plain is None:
                self.unread.append(part.name)
                return
            texts = plain.splitlines()
        yield from (("", text) for text in texts)


def _is_picture(data: bytes) -> bool:
    return data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def _titles(parts: list[Part]) -> dict[str, str]:
    """The names of a workbook's sheets by their parts, through the relations; by their order where these are lost."""
    sheets = [part for part in parts if part.root in {"worksheet", "dialogsheet", "macrosheet"}]
    sheets.sort(key=lambda part: int(found[1]) if (found := _SHEET_NUMBER.search(part.name)) else 0)
    titles = {part.name.lower(): posixpath.basename(part.name).partition(".")[0] for part in sheets}
    for book in parts:
        if book.root != "workbook":
            continue
        named = [(each.get("name", ""), each.get("id", "")) for each in _elements(book.data, "sheet")]
        targets = _targets(book.name, parts)
        titles |= {part.name.lower(): name for part, (name, _) in zip(sheets, named, strict=False)}
        titles |= {targets[key]: name for name, key in named if key in targets}
    return titles


def _targets(name: str, parts: list[Part]) -> dict[str, str]:
    """Where a part's relations lead, by their ids: names of parts in small letters."""
    folder, _, base = name.rpartition("/")
    wanted = f"{folder}/_rels/{base}.rels".lstrip("/").lower()
    found: dict[str, str] = {}
    for part in parts:
        if part.name.lower() == wanted:
            for each in _elements(part.data, "Relationship"):
                told = unquote(each.get("Target", "")).replace("\\", "/")
                found[each.get("Id", "")] = posixpath.normpath(posixpath.join("/" + folder, told)).lstrip("/").lower()
    return found


def _elements(data: bytes, wanted: str) -> list[dict[str, str]]:
    """The attributes of every element of a local name; a relation's `r:id` is told as `id`."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append({key.rpartition(":")[2]: value for key, value in attributes.items()})

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return found
    return found
