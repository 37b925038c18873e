"""What an image file says of itself: its kind and its size in pixels, from its first bytes."""

from __future__ import annotations

import struct
from collections.abc import Callable

Size = tuple[int, int]
JPEG_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE})
MARK = 0xFF
JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
SIMPLE_WEBP, LOSSLESS_WEBP, EXTENDED_WEBP = b"VP8 ", b"VP8L", b"VP8X"


def _png(data: bytes) -> Size:
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _gif(data: bytes) -> Size:
    width, height = struct.unpack("<HH", data[6:10])
    return width, height


def _jpeg(data: bytes) -> Size:
    at = 2
    while data[at] == MARK:
        marker = data[at + 1]
        if marker in JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        if marker == MARK:
            at += 1
        else:
            at += 2 if marker in JPEG_BARE else 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    raise ValueError("no frame in this JPEG")


def _webp(data: bytes) -> Size:
    kind = data[12:16]
    if kind == SIMPLE_WEBP:
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if kind == LOSSLESS_WEBP:
        bits = struct.unpack("<I", data[21:25])[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == EXTENDED_WEBP:
        return (int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1)
    raise ValueError("unknown WebP")


def _reader(data: bytes) -> tuple[str, Callable[[bytes], Size]] | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png", _png
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", _jpeg
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif", _gif
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp", _webp
    return None


def measure(data: bytes) -> tuple[str, Size] | None:
    """The MIME type and (width, height) of a PNG, JPEG, GIF or WebP; None for anything else."""
    found = _reader(data)
    if found is None:
        return None
    mime, read = found
    try:
        size = read(data)
    except (struct.error, IndexError, ValueError):
        return None
    return (mime, size) if min(size) > 0 else None
