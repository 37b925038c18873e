"""What a ZIP file really is, judged from its central directory without unpacking it."""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, Literal
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml import ElementTree as Defused

MAX_ENTRIES: Final = 5000
MAX_UNPACKED: Final = 300 << 20
_MAX_DIRECTORY: Final = 2 << 20
_MAX_MEMBER: Final = 1 << 20
_MAX_LINKED: Final = 50

ZipReason = Literal["active", "archive", "encrypted", "executable", "macro", "too_big", "unknown_type",
                    "apple", "broken", "excel_binary", "open_slides"]  # fmt: skip
Extension = Literal["docx", "xlsx", "pptx", "odt", "ods"]

_OFFICE: Final[dict[str, Extension]] = {"word": "docx", "xl": "xlsx", "ppt": "pptx"}
"""Where the parts usually lie."""
_ROOTS: Final[dict[str, Extension]] = {"document": "docx", "workbook": "xlsx", "presentation": "pptx"}
"""What the main part's own root element is called, whatever its prefix."""
_ROOT = re.compile(
    r"<(?:[\w.-]{1,60}:)?(document|workbook|presentation)[\s>].{0,8000}?"
    r"(?:openxmlformats\.org|purl\.oclc\.org/ooxml)/(?:wordprocessing|spreadsheet|presentation)ml/",
    re.DOTALL,
)
_KINDS: Final[dict[str, Extension]] = {"wordprocessingml": "docx", "spreadsheetml": "xlsx", "presentationml": "pptx"}
_MAIN = re.compile(
    r"application/vnd\.openxmlformats-officedocument\.(wordprocessingml|spreadsheetml|presentationml)"
    r"\.(?:document|template|sheet|presentation|slideshow)\.main\+xml\Z"
)
_TYPES: Final = "[content_types].xml"
_HEAD: Final = 10_000
_OPEN_DOCUMENT: Final[dict[bytes, Extension]] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.text-template": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet-template": "ods",
}
_NESTED: Final = {".zip", ".rar", ".7z", ".gz", ".bz2", ".xz", ".tar", ".tgz", ".cab", ".iso"}
_PROGRAMS: Final = {
    *(".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js"),
    *(".jse", ".wsf", ".hta", ".lnk", ".jar", ".class", ".apk", ".sh", ".elf", ".so", ".php"),
}
_MACRO_FILES: Final = {".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm", ".ppsm"}
# What zipfile raises on files made to break it, beside its own error.
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(NotImplementedError, RuntimeError, ValueError, OSError, EOFError),
)


@dataclass(frozen=True)
class ZipVerdict:
    """A document's extension, or why the file is refused."""

    extension: Extension | None
    reason: ZipReason | None = None


class _RefusedError(Exception):
    def __init__(self, reason: ZipReason) -> None:
        super().__init__(reason)
        self.reason = reason


def look_into_zip(data: bytes) -> ZipVerdict:
    """Say which office document a ZIP file is, or why it is refused.

    Only the central directory is read, and at most a megabyte of the two small members that declare
    content types, macros and encryption. The sizes are those the file declares: whoever unpacks a member later must
    bound what comes out.
    """
    try:
        return ZipVerdict(_examined(data))
    except _RefusedError as refused:
        return ZipVerdict(None, refused.reason)


def _examined(data: bytes) -> Extension:
    _check_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _document(archive, data)
    except _BROKEN as error:
        raise _RefusedError("broken") from error


def _check_directory(data: bytes) -> None:
    """Refuse a directory too large to be parsed; zipfile itself would read any number of entries.

    ZIP64 is refused: no document below Telegram's 20 MB needs it, and its fields override these.
    """
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65557))
    if end < 0 or end + 22 > len(data):
        raise _RefusedError("broken")  # it came without its end
    entries, size = struct.unpack_from("<HI", data, end + 10)
    if data[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        raise _RefusedError("archive")
    if entries > MAX_ENTRIES or size > _MAX_DIRECTORY:
        raise _RefusedError("too_big")


def _document(archive: zipfile.ZipFile, data: bytes) -> Extension:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise _RefusedError("encrypted")
    if len(members) > MAX_ENTRIES or sum(m.file_size for m in members) > MAX_UNPACKED:
        raise _RefusedError("too_big")
    extension = _extension(archive, members, data)
    _check_members([PurePosixPath(member.filename.lower()) for member in members])
    _check_declarations(archive)
    return extension


def _extension(archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], data: bytes) -> Extension:
    names = {member.filename for member in members}
    parts = {_folded(member.filename): member.filename for member in members}
    if _TYPES in parts or "_rels/.rels" in parts:
        if any(name.lower().endswith("workbook.bin") for name in names):
            raise _RefusedError("excel_binary")
        found = _by_relation(archive, parts) or _by_type(archive, parts) or _by_name(parts)
        if found is None:
            raise _RefusedError("macro" if _has_macro_part(names) else "unknown_type")
        return found
    open_document = _OPEN_DOCUMENT.get(_declared_type(data))
    if open_document is None:
        raise _RefusedError(_reason_for(names, _declared_type(data)))
    return open_document


def _by_relation(archive: zipfile.ZipFile, parts: Mapping[str, str]) -> Extension | None:
    """The kind of the part that the package itself calls its main one, whatever its name: by its root element."""
    for each in _elements(archive, parts.get("_rels/.rels", "")):
        if each.get("Type", "").endswith("/officeDocument"):
            name = parts.get(_folded(posixpath.normpath(posixpath.join("/", each.get("Target", "")))), "")
            if found := _ROOT.search(_head(archive, name)):
                return _ROOTS[found[1]]
    return None


def _by_type(archive: zipfile.ZipFile, parts: Mapping[str, str]) -> Extension | None:
    """The kind that some part is declared to be the main one of (Word for the web: document2.xml)."""
    there = (each for each in _elements(archive, parts.get(_TYPES, "")) if _folded(each.get("PartName", "")) in parts)
    kinds = (_MAIN.match(each.get("ContentType", "")) for each in there)
    return next((_KINDS[found[1]] for found in kinds if found), None)


def _by_name(parts: Mapping[str, str]) -> Extension | None:
    usual = {f"{folder}/{root}.xml": _ROOTS[root] for folder, root in zip(_OFFICE, _ROOTS, strict=True)}
    return next((found for name, found in usual.items() if name in parts), None)


def _elements(archive: zipfile.ZipFile, name: str) -> Sequence[Element]:
    """The entries of a part that lists others; none where it cannot be read."""
    try:
        return list(Defused.fromstring(_read(archive, name), forbid_dtd=True))
    except (ParseError, DefusedXmlException, LookupError, ValueError):
        return []


def _head(archive: zipfile.ZipFile, name: str) -> str:
    if name not in archive.NameToInfo:
        return ""
    with archive.open(name) as part:
        head = part.read(_HEAD)
    return head.decode("utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")


def _folded(name: str) -> str:
    """A part's name as packages compare them: without regard to case, slashes or encoded blanks."""
    return unquote(name.replace("\\", "/")).lstrip("/").lower()


def _has_macro_part(names: set[str]) -> bool:
    return any(name.lower().endswith("vbaproject.bin") for name in names)


def _declared_type(data: bytes) -> bytes:
    """OpenDocument's first member: an uncompressed file named "mimetype"."""
    if len(data) < 38 or data[30:38] != b"mimetype":  # noqa: PLR2004 - the local header's layout
        return b""
    method, size = struct.unpack_from("<H8xI", data, 8)
    extra = int(struct.unpack_from("<H", data, 28)[0])
    return data[38 + extra : 38 + extra + int(size)] if method == 0 else b""


def _reason_for(names: set[str], declared: bytes) -> ZipReason:
    """Java and Android programs are ZIP files too, and so are slides of LibreOffice and Apple's documents."""
    if declared.startswith(b"application/vnd.oasis.opendocument."):
        return "open_slides"
    if any(name.endswith(".iwa") for name in names):
        return "apple"
    programs = {"META-INF/MANIFEST.MF", "AndroidManifest.xml", "classes.dex"}
    return "executable" if programs & names else "archive"


def _check_members(paths: Sequence[PurePosixPath]) -> None:
    """Embedded charts and pictures are normal; archives, programs and macros are not."""
    suffixes = {path.suffix for path in paths}
    if suffixes & _MACRO_FILES or any(path.name == "vbaproject.bin" for path in paths):
        raise _RefusedError("macro")
    if any(path.parts[:1] in (("basic",), ("scripts",)) for path in paths):
        raise _RefusedError("macro")
    if suffixes & _PROGRAMS:
        raise _RefusedError("executable")
    if suffixes & _NESTED:
        raise _RefusedError("archive")


def _check_declarations(archive: zipfile.ZipFile) -> None:
    """A renamed macro part still has to be declared; OpenDocument encrypts inside a plain ZIP."""
    # Without the zeros UTF-16 reads like ASCII.
    declared = next((name for name in archive.namelist() if _folded(name) == _TYPES), "")
    types = _read(archive, declared).replace(b"\0", b"").lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        raise _RefusedError("macro")
    told = {_folded(each.get("PartName", "")) for each in _elements(archive, declared) if _is_link(each)}
    linked = [name for name in archive.namelist() if _folded(name) in told or "externallinks/" in name.lower()]
    if any(b"ddelink" in _read(archive, name).lower() for name in linked[:_MAX_LINKED]):
        raise _RefusedError("active")  # dynamic data exchange: a workbook that starts a program
    if b"encryption-data" in _read(archive, "META-INF/manifest.xml"):
        raise _RefusedError("encrypted")


def _is_link(declared: Element) -> bool:
    return declared.get("ContentType", "").endswith("externalLink+xml")


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.NameToInfo:
        return b""
    with archive.open(name) as member:
        content = member.read(_MAX_MEMBER + 1)
    if len(content) > _MAX_MEMBER:
        raise _RefusedError("too_big")
    return content
