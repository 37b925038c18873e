"""Pictures inside Office files lose what their cameras wrote: the picture itself, and all else, stays as it is."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Final

from bot.content.office import BROKEN, MAX_ALL, MAX_DEPTH

_EXIF: Final = b"Exif\0\0"
_ORIENTATION: Final = 0x0112
_JPEG: Final = b"\xff\xd8"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_TIFF: Final = (b"II*\0", b"MM\0*")
_START_OF_SCAN: Final = 0xDA
#: APP0 (JFIF), APP2 (colour profile, looked at), APP14 (Adobe's colours): a viewer needs them.
_APPLICATIONS: Final = range(0xE0, 0xF0)
_COMMENT: Final = 0xFE
_PNG_COLOURS: Final = {
    *(b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
}
"""What a viewer needs beside the picture itself, whose chunks begin with a capital letter."""
_WEBP_NOTES: Final = {b"EXIF", b"XMP "}
_WEBP_FLAGS: Final = 0x0C
_SIGNED: Final = "_xmlsignatures/"


def without_notes(data: bytes, depth: int = 0) -> tuple[bytes, bool]:
    """An Office file whose pictures say nothing of who took them where, and whether notes are left that could not go.

    Every other part stays byte for byte. A file that is signed is not touched, and one without such notes is
    given back as it is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            changed, left = _cleaned(archive, depth)
            if not changed or any(name.startswith(_SIGNED) for name in archive.namelist()):
                return data, left or bool(changed)
            return _rewritten(archive, changed), left
    except BROKEN:
        return data, _EXIF in data


def keeps_notes(data: bytes) -> bool:
    """Whether a file nobody here can take apart holds a camera's notes (a photo within a PDF or an old .doc)."""
    return _EXIF in data


def _cleaned(archive: zipfile.ZipFile, depth: int) -> tuple[dict[str, bytes], bool]:
    """The members that are to be replaced, and whether some keep their notes."""
    changed: dict[str, bytes] = {}
    left, budget = False, MAX_ALL
    for member in archive.infolist():
        with archive.open(member) as file:
            data = file.read(budget + 1)
        budget -= len(data)
        if budget < 0:
            return {}, True
        clean, kept = _bare(data, depth)
        left |= kept
        if clean != data:
            changed[member.filename] = clean
    return changed, left


def _bare(data: bytes, depth: int) -> tuple[bytes, bool]:
    if data.startswith(b"PK\x03\x04") and depth < MAX_DEPTH:
        return without_notes(data, depth + 1)
    try:
        return bare_picture(data), _may_have_notes(data)
    except (struct.error, ValueError, IndexError):
        return data, _EXIF in data


def _may_have_notes(data: bytes) -> bool:
    """Whether it is of a kind whose notes cannot be taken out here: TIFF, and what is wrapped in other files."""
    return data.startswith(_TIFF) or (_EXIF in data and not data.startswith((b"\xff\xd8\xff", _PNG, b"RIFF")))


def _rewritten(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for member in archive.infolist():
            content = changed.get(member.filename)
            kept = zipfile.ZipInfo(member.filename, member.date_time)
            kept.compress_type, kept.external_attr = member.compress_type, member.external_attr
            new.writestr(kept, archive.read(member) if content is None else content)
    return out.getvalue()


def bare_picture(data: bytes) -> bytes:
    """The same picture without notes, not encoded anew; anything else as it is. Raises ValueError for a broken one."""
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith(_PNG):
        return _png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return data


def _jpeg(data: bytes) -> bytes:
    """Segments up to the picture, without notes; how the camera was held stays, since viewers turn the picture."""
    out, at, turn = bytearray(_JPEG), 2, b""
    while True:
        if data[at] != 0xFF:  # noqa: PLR2004 - how a marker begins
            raise ValueError
        marker = data[at + 1]
        if marker == 0xFF:  # noqa: PLR2004 - a filling byte
            at += 1
            continue
        (size,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at : at + 2 + size]
        if marker == _START_OF_SCAN:
            break
        if segment[4:10] == _EXIF:
            turn = _turned(_orientation(segment[10:]))
        if _is_needed(marker, segment):
            out += segment
        at += 2 + size
    end = data.rfind(b"\xff\xd9")
    picture = data[at : end + 2] if end > at else data[at:]
    whole = _without_later(picture)
    return bytes(out[:2]) + turn + bytes(out[2:]) + whole


def _is_needed(marker: int, segment: bytes) -> bool:
    if marker == _COMMENT:
        return False
    if marker not in _APPLICATIONS:
        return True
    return marker in {0xE0, 0xEE} or segment[4:16] == b"ICC_PROFILE\0"


def _without_later(picture: bytes) -> bytes:
    """The picture up to its own end: what a telephone puts behind it (a film, a second picture) has notes too."""
    end = picture.find(b"\xff\xd9")
    return picture if end < 0 else picture[: end + 2]


def _orientation(tiff: bytes) -> int:
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for at in range(start + 2, start + 2 + 12 * min(count, 200), 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, at)
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else 1  # noqa: PLR2004 - the ways to hold a camera
    except struct.error:
        return 1
    return 1


def _turned(orientation: int) -> bytes:
    """An EXIF segment that says only how to turn the picture; none for one that stands upright."""
    if orientation == 1:
        return b""
    body = _EXIF + b"MM\0*\0\0\0\x08\0\1" + struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0) + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> bytes:
    out, at = bytearray(_PNG), len(_PNG)
    while at + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        if name[:1].isupper() or name in _PNG_COLOURS:
            out += data[at : at + 12 + size]
        at += 12 + size
        if name == b"IEND":
            break
    return bytes(out)


def _webp(data: bytes) -> bytes:
    body, at = bytearray(), 12
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        chunk = bytearray(data[at : at + 8 + size + size % 2])
        if name == b"VP8X" and len(chunk) > 8:  # noqa: PLR2004 - its flags come first
            chunk[8] &= ~_WEBP_FLAGS & 0xFF
        if name not in _WEBP_NOTES:
            body += chunk
        at += 8 + size + size % 2
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + bytes(body)
