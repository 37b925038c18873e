"""Files that are something else than they are called: what they truly are, so that the refusal can say what to do."""

from __future__ import annotations

import re
from typing import Final, Literal

Disguise = Literal[
    "executable",
    "svg",
    "web_page",
    "web_table",
    "excel_xml",
    "word_xml",
    "xml",
    "only_text",
    "link_file",
    "lock_file",
    "video",
    "audio",
    "old_slides",
    "mail",
    "old_office",
]

_PROGRAM = re.compile(r"<\?(?:php|=)|<%|\A<script", re.IGNORECASE)
_SVG = re.compile(r"<(?:\w{1,20}:)?svg\b", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype html|html|head|body|script|iframe|table|meta|style|div|p|center|b)\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b|urn:schemas-microsoft-com:office:(?:excel|word)", re.IGNORECASE)
_GRID = re.compile(r"<table\b[^>]{0,500}>\s*(?:<\w[^>]{0,500}>\s*){0,6}?<t[rdh]\b", re.IGNORECASE)
_MHTML = re.compile(
    r"\AMIME-Version:|\A(?:[\w-]{2,30}:[^\n]{0,900}\n\s?){0,12}?Content-Type:\s*multipart/", re.IGNORECASE
)
_MAIL = re.compile(r"(?:Return-Path|Received|Delivered-To|X-[\w-]{2,40}):[^\n]{0,900}\n", re.IGNORECASE)
_LINK = re.compile(r"\[(?:InternetShortcut|Desktop Entry)\]", re.IGNORECASE)
_CLOUD = re.compile(r'\{\s*"(?:url|doc_id|resource_id)"\s*:')
_OFFICE_NAMES: Final = (".xls", ".xlsx", ".doc", ".docx", ".csv", ".rtf", ".ods", ".odt")
_PLAIN_NAMES: Final = (".csv", ".txt", ".tsv")
_LOOKED: Final = 20_000
_LOCK: Final = "~$"
_MOST_LOCK: Final = 4096
_AUDIO: Final = (
    *(b"ID3", b"OggS", b"fLaC", b"#!AMR", b"caff\0\1", b"MThd", b".snd"),
    *(b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xf1", b"\xff\xf9"),
)
_PACKET: Final = 188
"""Bytes of a packet of digital television, each of which begins with a G: what camcorders write."""
_VIDEO: Final = (b"\x1a\x45\xdf\xa3", b"FLV\x01", b"\0\0\1\xba", b"\0\0\1\xb3", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11")
_SHORTCUT: Final = b"\x4c\x00\x00\x00\x01\x14\x02\x00"
_FILEPASS = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}\x2f\x00", re.DOTALL)
_SECTOR: Final = 512
_WORD_ENCRYPTED: Final = 0x0100


def of_markup(text: str, claimed_name: str) -> Disguise:
    """Say what a text that begins with "<" is: a web page, an Excel or Word file of 2003, a drawing, a program."""
    start = text[:4096]
    if _PROGRAM.search(start):
        return "executable"
    if "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "excel_xml"
    if "schemas.microsoft.com/office/word/2003/wordml" in start or "office/2006/xmlPackage" in start:
        return "word_xml"
    if _SVG.search(start):
        return "svg"
    if _PAGE.search(start):
        tabled = claimed_name.lower().endswith(_OFFICE_NAMES) or _TABLE.search(start)
        return "web_table" if tabled else "web_page"
    return "xml"


def of_words(text: str, claimed_name: str) -> Disguise | None:
    """Say what a text is that does not begin with "<": a table of a web page after some words, a mail, a shortcut."""
    start = text[:4096].lstrip()
    if _MHTML.search(start) and claimed_name.lower().endswith(_OFFICE_NAMES):
        return "web_table"
    if _MHTML.search(start) or _MAIL.match(start):
        return "mail"
    grid = _GRID.search(text[:_LOOKED])
    if grid and not (claimed_name.lower().endswith(_PLAIN_NAMES) and '"' in text[: grid.start()]):  # a quoted cell
        return "web_table"
    return "link_file" if _LINK.match(start) or (len(text) < _MOST_LOCK and _CLOUD.match(start)) else None


def of_bytes(data: bytes, claimed_name: str) -> Disguise | None:
    """Say what some files are by their first bytes: shortcuts, sound, films, the mark of a file that is open."""
    name = re.split(r"[/\\]", claimed_name)[-1]
    if name.startswith(_LOCK) and len(data) <= _MOST_LOCK:
        return "lock_file"
    if data.startswith(_SHORTCUT):
        return "link_file"
    if data.startswith(_AUDIO) or (data[:4] == b"RIFF" and data[8:12] == b"WAVE"):
        return "audio"
    if data[4:8] == b"ftyp":
        return "audio" if data[8:11] == b"M4A" else "video"
    film = data.startswith(_VIDEO) or (data[:4] == b"RIFF" and data[8:12] == b"AVI ") or data[4:8] in {b"moov", b"mdat"}
    return "video" if film or _is_television(data) else None


def _is_television(data: bytes) -> bool:
    begins = {data[at : at + 1] for at in (0, _PACKET, 2 * _PACKET)}
    return begins == {b"G"} and data[3:4] < b" "


def of_compound(names: set[str]) -> Disguise:
    """Say which old program's file a Compound File is, by its streams, when it is neither Word's nor Excel's."""
    if "PowerPoint Document" in names:
        return "old_slides"
    if any(name.startswith("__properties_version") for name in names):
        return "mail"
    return "old_office"


def is_locked(data: bytes) -> bool:
    """Whether an old .xls or .doc is locked with a password ([MS-XLS] FilePass, [MS-DOC] FibBase.fEncrypted)."""
    if _FILEPASS.search(data):
        return True
    heads = (at for at in range(_SECTOR, len(data), _SECTOR) if data[at : at + 2] == b"\xec\xa5")
    return any(int.from_bytes(data[at + 10 : at + 12], "little") & _WORD_ENCRYPTED for at in heads)
