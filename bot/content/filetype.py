"""What a file is by its content, and a name it may safely carry."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from bot.content import csv_files, disguises, ole
from bot.content.archives import look_into_zip
from bot.content.pdf import look_into_pdf

MAX_BYTES: Final = 20 << 20
"""What Telegram lets a bot download (getFile)."""

MAX_NAME: Final = 80

Kind = Literal["photo", "document", "refused"]
Reason = Literal[
    "empty",
    "too_big",
    "archive",
    "encrypted",
    "pdf_locked",
    "macro",
    "heic",
    "photo_format",
    "unknown_type",
    "active",
    "formula",
    "apple",
    "broken",
    "excel_binary",
    "open_slides",
    disguises.Disguise,
]


@dataclass(frozen=True)
class FileType:
    """What a file is: `extension` without a dot; a refused one has a reason, no type and no extension."""

    kind: Kind
    mime: str
    extension: str
    reason: Reason | None = None


_PHOTOS: Final = {
    b"\xff\xd8\xff": FileType("photo", "image/jpeg", "jpg"),
    b"\x89PNG\r\n\x1a\n": FileType("photo", "image/png", "png"),
    b"GIF87a": FileType("photo", "image/gif", "gif"),
    b"GIF89a": FileType("photo", "image/gif", "gif"),
}
_REFUSED: Final[dict[bytes, Reason]] = {
    **dict.fromkeys(
        (
            *(b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"dex\n"),
            *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),
            *(b"#!", b"\x00asm"),
        ),
        "executable",
    ),
    **dict.fromkeys((b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF"), "archive"),
    # TIFF and the cameras' raw formats built on it, other cameras' own, and those of drawing programs
    **dict.fromkeys(
        (
            *(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"FUJIFILMCCD-RAW", b"\0MRM", b"8BPS", b"%!PS", b"gimp xcf"),
            *(b"\0\0\1\0", b"\0\0\2\0", b"\xd7\xcd\xc6\x9a", b"\xc5\xd0\xd3\xc6", b"qoif"),
            *(b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51", b"\0\0\0\x0cJXL ", b"\xff\x0a"),
        ),
        "photo_format",
    ),
}
_HEIC_BRANDS: Final = {
    *(b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"),
    *(b"mif1", b"mif2", b"msf1", b"miaf", b"avif", b"avis"),
}
_CAMERA_BRANDS: Final = {b"crx "}
_TEXT_FOR: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".bmp", ".tif", ".tiff", ".pdf")
"""Names whose file is no text, whatever a website gave out in its place."""
_ALIKE: Final = {"text": "txt", "tsv": "csv"}
_SAME: Final = {
    "dotx": "docx",
    "docm": "docx",
    "xltx": "xlsx",
    "potx": "pptx",
    "ppsx": "pptx",
    "ott": "odt",
    "ots": "ods",
    "dot": "doc",
    "wps": "doc",
    "et": "xls",
    "xlt": "xls",
    "xlk": "xls",
}
"""Endings of templates, shows, and of WPS Office: what is in them is what the other name says."""
_OFFICE_XML: Final = "application/vnd.openxmlformats-officedocument."
_DOCUMENTS: Final = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE_XML}wordprocessingml.document",
    "xlsx": f"{_OFFICE_XML}spreadsheetml.sheet",
    "pptx": f"{_OFFICE_XML}presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "txt": "text/plain",
}
_RTF_ACTIVE = re.compile(rb"\\obj(?:ect|data|update|ocx)|\bDDE(?:AUTO)?\b|INCLUDE(?:PICTURE|TEXT)|\\\*\\template")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])\Z", re.IGNORECASE)


def sniff(data: bytes, claimed_name: str, max_bytes: int = MAX_BYTES) -> FileType:
    """Say what a file is, by its content; the claimed name only tells a table from other plain text.

    Photos must go through `clean_photo` before anyone else sees them. Office files with macros,
    encrypted ones, programs, archives and active markup (HTML, SVG, PHP: the way defacements
    come in) are refused with the reason that is true of them.
    """
    if not data.strip(b"\0"):  # nothing but zeros: a copy that was never finished
        return _refused("empty")
    if len(data) > max_bytes:
        return _refused("too_big")
    return _by_signature(data, claimed_name) or _text(data, claimed_name)


def safe_filename(name: str, extension: str = "") -> str:
    """A file name of at most 80 characters that every system and web server takes.

    ASCII letters, digits, "-" and "_" only; no folders, no second extension (a server may run
    "x.php.jpg"), no name Windows reserves. `extension` (without a dot) is the one `sniff` found
    and replaces the claimed one; without it the claimed one stays.
    """
    last = re.split(r"[/\\:]", name)[-1]
    stem, dot, claimed = last.rpartition(".")
    if not dot:
        stem, claimed = claimed, ""
    ending = re.sub(r"[^a-z0-9]", "", (extension or claimed).lower())[:10]
    stem = _ascii_stem(stem)[: MAX_NAME - len(ending) - 1].rstrip("-_")
    return f"{stem}.{ending}" if ending else stem


def is_renamed(name: str, extension: str) -> bool:
    """Whether a file's name claimed another kind than `sniff` found; a name without an ending claims nothing."""
    claimed = re.sub(r"[^a-z0-9]", "", name.rpartition(".")[2].lower()) if "." in name else ""
    claimed = _SAME.get(claimed, _ALIKE.get(claimed, claimed))
    return claimed in _DOCUMENTS and claimed != extension


def _ascii_stem(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    readable = re.sub(r"[^A-Za-z0-9_]+", "-", plain).strip("-_") or "berkas"
    return f"berkas-{readable}" if _RESERVED.match(readable) else readable


def _refused(reason: Reason) -> FileType:
    return FileType("refused", "", "", reason)


def _document(extension: str) -> FileType:
    return FileType("document", _DOCUMENTS[extension], extension)


def _by_signature(data: bytes, claimed_name: str) -> FileType | None:
    """The type a binary signature tells; None when the file has none and may be plain text."""
    for signature, photo in _PHOTOS.items():
        if data.startswith(signature):
            return photo
    for test in (_webp, _heic, _bitmap, _pdf, _rtf, _zip, _compound):
        if found := test(data):
            return found
    if disguise := disguises.of_bytes(data, claimed_name):
        return _refused(disguise)
    reasons = (reason for start, reason in _REFUSED.items() if data.startswith(start))
    return next((_refused(reason) for reason in reasons), None)


def _webp(data: bytes) -> FileType | None:
    is_webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return FileType("photo", "image/webp", "webp") if is_webp else None


def _heic(data: bytes) -> FileType | None:
    """A telephone's own format (HEIC, AVIF), which Pillow cannot read without a plug-in."""
    if data[4:8] != b"ftyp":
        return None
    if data[8:12] in _CAMERA_BRANDS:
        return _refused("photo_format")
    return _refused("heic") if data[8:12] in _HEIC_BRANDS else None


def _bitmap(data: bytes) -> FileType | None:
    """A Windows bitmap: two letters a text may begin with too, and four zeros no text has; a metafile (EMF)."""
    is_bitmap = data[:2] == b"BM" and data[6:10] == bytes(4)
    return _refused("photo_format") if is_bitmap or data[40:44] == b" EMF" else None


def _pdf(data: bytes) -> FileType | None:
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"%PDF-"):
        return None
    reason = look_into_pdf(data)
    return _refused(reason) if reason else _document("pdf")


def _rtf(data: bytes) -> FileType | None:
    """The old exchange format of word processors; embedded objects and fields that fetch are how it attacks."""
    if not data.startswith(b"{\\rtf"):
        return None
    return _refused("active") if _RTF_ACTIVE.search(data) else _document("rtf")


def _zip(data: bytes) -> FileType | None:
    if data[:4] not in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return None
    verdict = look_into_zip(data)
    if verdict.extension is None:
        return _refused(verdict.reason or "unknown_type")
    return _document(verdict.extension)


def _compound(data: bytes) -> FileType | None:
    """DOC and XLS; a modern document with a password hides in the same container."""
    if not data.startswith(ole.MAGIC):
        return None
    try:
        names = ole.stream_names(data)
    except ole.CompoundFileError:
        return _refused("broken")
    if "EncryptedPackage" in names:
        return _refused("encrypted")
    if names & {"_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros"}:
        return _refused("macro")
    known = "doc" if "WordDocument" in names else "xls" if names & {"Workbook", "Book"} else ""
    if known:
        return _refused("encrypted") if disguises.is_locked(data) else _document(known)
    return _refused(disguises.of_compound(names))


def _text(data: bytes, claimed_name: str) -> FileType:
    text = csv_files.text_of(data)
    if text is None:
        return _refused("unknown_type")
    start = text.lstrip()
    if not start:
        return _refused("empty")
    marked = start.startswith("<")
    disguise = disguises.of_markup(start, claimed_name) if marked else disguises.of_words(start, claimed_name)
    if disguise:
        return _refused(disguise)
    if claimed_name.lower().endswith(_TEXT_FOR):
        return _refused("only_text")
    if not claimed_name.lower().endswith((".csv", ".xls", ".xlsx", ".ods")):
        return _document("txt")
    return _refused("formula") if csv_files.has_formulas(text) else _document("csv")
