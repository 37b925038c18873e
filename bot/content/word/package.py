"""A Word file opened with distrust: parts found as Word finds them, each bounded, and no declared entities."""

from __future__ import annotations

import io
import itertools
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml import ElementTree as Defused

from bot.content.word.names import W, plain_name
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

_TYPES: Final = "[content_types].xml"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, OSError, EOFError)


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part says of another: its kind (the last word of its type), and where it lies."""

    kind: str
    target: str
    outside: bool


@dataclass
class Package:
    """The parts of a Word file, read when they are asked for. Names are OPC's: without regard to case."""

    archive: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]
    main: str = ""
    xml_left: int = MAX_XML
    media_left: int = MAX_MEDIA
    _parsed: dict[str, Element | None] = field(default_factory=dict)
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    @property
    def document(self) -> Element:
        """The text itself."""
        found = self.part(self.main)
        if found is None:
            raise WordRefused("word_broken")
        return found

    def part(self, name: str) -> Element | None:
        """Give a part's XML; None where there is no such part. WordRefused for one that is no XML or too much."""
        if name not in self._parsed:
            self._parsed[name] = _parsed(self._xml(name)) if name in self.members else None
        return self._parsed[name]

    def spare_part(self, name: str) -> Element | None:
        """Give a part the text can do without; None for a broken one too."""
        try:
            return self.part(name)
        except WordRefused as refused:
            if refused.reason != "word_broken":
                raise
        except _BROKEN:
            pass
        self._parsed[name] = None
        return None

    def medium(self, name: str) -> bytes | None:
        """Give a picture's bytes; None where there are none to be had: such a picture is lost, and nothing else."""
        if name not in self.members:
            return None
        try:
            content = _unpacked(self.archive, self.members[name], self.media_left)
        except _BROKEN:
            return None
        self.media_left -= len(content)
        return content

    def relations(self, name: str) -> dict[str, Relation]:
        """Give a part's relations by their ids; none where it has none."""
        if name not in self._relations:
            folder, last = posixpath.split(name)
            root = self.part(posixpath.join(folder, "_rels", f"{last}.rels"))
            self._relations[name] = dict(_relations(root, folder)) if root is not None else {}
        return self._relations[name]

    def related(self, kind: str) -> str:
        """Name the part the text goes with: by its relation, else by its usual name; "" for none."""
        usual = posixpath.join(posixpath.dirname(self.main), f"{kind.lower()}.xml")
        told = [each.target for each in self.relations(self.main).values() if each.kind == kind and not each.outside]
        return next((name for name in (*told, usual) if name in self.members), "")

    def companion(self, kind: str) -> Element | None:
        """Give the part of a kind that the text goes with (styles, numbering, notes); None for none."""
        name = self.related(kind)
        return self.part(name) if name else None

    def _xml(self, name: str) -> bytes:
        content = _unpacked(self.archive, self.members[name], self.xml_left)
        self.xml_left -= len(content)
        return content


def open_package(data: bytes) -> Package:
    """Open a Word file and find its main part: by the package's relation, else by its content type, else by name.

    Sizes are measured while unpacking, not believed. A DTD is refused before anything of it is
    expanded or fetched. Raises WordRefused, and what a broken ZIP file raises.
    """
    try:
        package = _opened(zipfile.ZipFile(io.BytesIO(data)))
        if sum(1 for _ in package.document.iter(f"{W}tc")) > MAX_CELLS:
            raise WordRefused("word_table")
    except _BROKEN as error:
        raise WordRefused("word_broken") from error
    return package


def _opened(archive: zipfile.ZipFile) -> Package:
    members = [member for member in archive.infolist() if not member.filename.endswith("/")]
    if len(members) > MAX_ENTRIES or sum(member.file_size for member in members) > MAX_XML + MAX_MEDIA:
        raise WordRefused("word_large")
    named = {_folded(member.filename): member for member in members}
    if len(named) != len(members):
        raise WordRefused("word_broken")
    package = Package(archive, named)
    package.main = _main(package)
    return package


def _main(package: Package) -> str:
    related = [each.target for each in package.relations("").values() if each.kind == "officeDocument"]
    candidates = itertools.chain(related, _declared(package), ["word/document.xml"])
    found = next((name for name in candidates if name in package.members), None)
    if found is None:
        raise WordRefused("word_broken")
    return found


def _declared(package: Package) -> Iterator[str]:
    """Parts whose content type says that they are a Word file's text."""
    types = package.spare_part(_TYPES)
    for each in types if types is not None else ():
        kind = each.get("ContentType", "")
        if each.get("PartName") and kind.startswith(_MAIN) and kind.endswith(".main+xml"):
            yield _folded(each.get("PartName", ""))


def _folded(name: str) -> str:
    """A part's name as packages compare them; an encoded blank is one, here and in relations."""
    return unquote(name.replace("\\", "/")).lstrip("/").lower()


def _relations(root: Element, folder: str) -> Iterator[tuple[str, Relation]]:
    for each in root:
        target, outside = each.get("Target", ""), each.get("TargetMode", "").lower() == "external"
        inside = _folded(posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))))
        kind = each.get("Type", "").rpartition("/")[2]
        yield each.get("Id", ""), Relation(kind, target if outside else inside, outside)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    with archive.open(member) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise WordRefused("word_large")
    return content


def _parsed(content: bytes) -> Element:
    """Parse one part, and stop at the first thing no document has. The ISO dialect is read as the usual one."""
    depth = count = 0
    root: Element | None = None
    try:
        for event, element in Defused.iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if event == "start":
                count += 1
                plain_name(element)
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
