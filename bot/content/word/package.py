"""A Word file opened with distrust: the few parts that are needed, each bounded, and no declared entities."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml import ElementTree as Defused

from bot.content.word.result import WordRefused

MAX_ENTRIES: Final = 2000
MAX_XML: Final = 24 << 20
"""Bytes of all XML parts together."""
MAX_MEDIA: Final = 100 << 20
MAX_ELEMENTS: Final = 120_000
"""Of one part: a hundred dense pages have some fifty thousand."""
MAX_DEPTH: Final = 64
"""Text in a table within ten tables needs 45 levels of XML."""
MAX_CELLS: Final = 4000

_NEEDED = re.compile(
    r"(?:\[Content_Types\]\.xml|_rels/\.rels"
    r"|word/(?:document|styles|numbering|footnotes|endnotes)\.xml|word/_rels/[^/]+\.rels)\Z"
)
_MEDIUM = re.compile(r"word/media/[^/]+\Z")
_DOCUMENT: Final = "word/document.xml"
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, OSError, EOFError)


@dataclass
class Package:
    """The parts of a Word file that may be read: XML already parsed, media as bytes."""

    xml: dict[str, Element]
    media: dict[str, bytes]

    @property
    def document(self) -> Element:
        """The text itself."""
        return self.xml[_DOCUMENT]

    def rebuilt(self) -> io.BytesIO:
        """Give a ZIP file of these parts and no others, written by us: no trick of the old one is left in it."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for name, root in self.xml.items():
                archive.writestr(name, tostring(root, encoding="utf-8"))
            for name, content in self.media.items():
                archive.writestr(name, content)
        file.seek(0)
        return file


def open_package(data: bytes) -> Package:
    """Read the needed parts of a .docx.

    Sizes are measured while unpacking, not believed. A DTD is refused before anything of it is
    expanded or fetched. Raises WordRefused.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except _BROKEN as error:
        raise WordRefused("word_broken") from error


def _read(archive: zipfile.ZipFile) -> Package:
    members = archive.infolist()
    if len(members) > MAX_ENTRIES or sum(member.file_size for member in members) > MAX_XML + MAX_MEDIA:
        raise WordRefused("word_large")
    names = [member.filename for member in members]
    if len(set(names)) != len(names) or _DOCUMENT not in names:
        raise WordRefused("word_broken")
    texts = _bounded(archive, [name for name in names if _NEEDED.match(name)], MAX_XML)
    media = _bounded(archive, [name for name in names if _MEDIUM.match(name)], MAX_MEDIA)
    package = Package({name: _parsed(content) for name, content in texts.items()}, media)
    if sum(1 for _ in package.document.iter(f"{W}tc")) > MAX_CELLS:
        raise WordRefused("word_table")
    return package


def _bounded(archive: zipfile.ZipFile, names: list[str], limit: int) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name in names:
        with archive.open(name) as member:
            content = member.read(limit + 1)
        limit -= len(content)
        if limit < 0:
            raise WordRefused("word_large")
        found[name] = content
    return found


def _parsed(content: bytes) -> Element:
    """Parse one part, and stop at the first thing no document has. The ISO dialect is read as the usual one."""
    content = content.replace(_STRICT, W[1:-1].encode())
    depth = count = 0
    root: Element | None = None
    try:
        for event, element in Defused.iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            count += event == "start"
            if depth > MAX_DEPTH:
                raise WordRefused("word_deep")
            if count > MAX_ELEMENTS:
                raise WordRefused("word_large")
    except DefusedXmlException as error:
        raise WordRefused("word_dtd") from error
    except (ParseError, ValueError, LookupError) as error:
        raise WordRefused("word_broken") from error
    if root is None:
        raise WordRefused("word_broken")
    return root
