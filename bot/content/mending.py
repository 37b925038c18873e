"""Photos whose last bytes were lost on the way: closed properly, where every viewer would show them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Final

from PIL import Image

MOST_LOST: Final = 0.05
"""The share of a picture that may be missing at its lower edge: a strip nobody misses, and no half photo."""
_ENOUGH_SCANS: Final = 5
"""Of a progressive JPEG, which is whole but blurred before: encoders write from six to ten of them."""
_EXTENSION, _IMAGE = b"!,"
#: How the blocks of a GIF begin.
_FEW_BYTES: Final = 16
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_MOST_RAW: Final = 300 << 20
_PIECE: Final = 1 << 16
_GREY: Final = range(125, 132)
#: What a decoder paints where a JPEG ended too early.
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
#: Of a PNG's colour types.
_ADAM7: Final = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def mended(data: bytes) -> bytes | None:
    """A damaged photo closed properly, or None when too much of it is missing. For what a decoder refused.

    JPEG without its end, PNG with a broken or missing last chunk or wrong checksums, GIF and WebP without their end.
    """
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(_PNG):
            return _png(data)
        if data.startswith(b"GIF8"):
            return _gif(data)
        if data[:4] == b"RIFF":
            return _webp(data)
    except (OSError, ValueError, struct.error, SyntaxError, IndexError, Image.DecompressionBombError):
        return None
    return None


def _jpeg(data: bytes) -> bytes | None:
    closed = data + b"\xff\xd9"
    with Image.open(io.BytesIO(closed), formats=("JPEG", "MPO")) as image:
        if image.info.get("progressive") and data.count(b"\xff\xda") < _ENOUGH_SCANS:
            return None
        image.draft("L", (max(1, image.width // 8), max(1, image.height // 8)))
        grey = image.convert("L")
    return closed if _unpainted(grey) <= MOST_LOST * grey.height else None


def _unpainted(grey: Image.Image) -> int:
    """How many rows at the lower edge are nothing but a decoder's grey."""
    for row in range(grey.height - 1, -1, -1):
        low, high = grey.crop((0, row, grey.width, row + 1)).getextrema()
        if low not in _GREY or high not in _GREY:
            return grey.height - 1 - row
    return grey.height


def _gif(data: bytes) -> bytes | None:
    """The block in which the file breaks off filled with zeros, each the first colour, and some more of them."""
    width, height = struct.unpack_from("<HH", data, 6)
    missing = int(MOST_LOST * width * height * 1.5)
    if missing > _MOST_RAW:
        return None
    begun = _room_in_block(data)
    more = (b"\xff" + bytes(255)) * (missing // 255 + 1)
    return data + bytes(begun) + more + b"\0;"


def _room_in_block(data: bytes) -> int:
    """How many bytes are missing of the block in which a GIF breaks off."""
    at = 13 + (3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    while at < len(data) and data[at] in {_EXTENSION, _IMAGE}:
        if data[at] == _EXTENSION:
            at += 2
        else:
            packed = data[at + 9]
            at += 11 + (3 << ((packed & 7) + 1) if packed & 0x80 else 0)
        while at < len(data) and data[at]:
            at += data[at] + 1
        if at >= len(data):
            return at - len(data)
        at += 1
    return 0


def _webp(data: bytes) -> bytes | None:
    """The last bytes as zeros, where no more than a few are missing: they hold the lower edge."""
    (size,) = struct.unpack_from("<I", data, 4)
    missing = size + 8 - len(data)
    return data + bytes(missing) if 0 < missing <= max(_FEW_BYTES, MOST_LOST / 5 * size) else None


def _png(data: bytes) -> bytes | None:
    chunks = list(_chunks(data))
    if not chunks or chunks[0][0] != b"IHDR":
        return None
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1][:13])
    needed = _raw_size(width, height, depth * _CHANNELS.get(colour, 4), interlaced=bool(interlaced))
    if needed > _MOST_RAW:
        return None
    raw = _unpacked(b"".join(body for name, body in chunks if name == b"IDAT"), needed)
    if len(raw) < (1 - MOST_LOST) * needed:
        return None
    picture = zlib.compress(raw.ljust(needed, b"\0"), 1)
    kept = [(name, body) for name, body in chunks if name in {b"IHDR", b"PLTE", b"tRNS", b"iCCP", b"gAMA", b"sRGB"}]
    return _PNG + b"".join(_chunk(*each) for each in (*kept, (b"IDAT", picture), (b"IEND", b"")))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every chunk up to the end or to where the file breaks off; checksums are not asked."""
    at = len(_PNG)
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if name == b"IEND" or not name.isalpha():
            return
        yield name, data[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _raw_size(width: int, height: int, bits: int, *, interlaced: bool) -> int:
    """Bytes of the unpacked rows, each with the byte that names its filter."""
    passes = _ADAM7 if interlaced else ((0, 0, 1, 1),)
    sizes = ((-(-(width - x) // dx), -(-(height - y) // dy)) for x, y, dx, dy in passes)
    return sum((-(-columns * bits // 8) + 1) * rows for columns, rows in sizes if columns > 0 and rows > 0)


def _unpacked(packed: bytes, most: int) -> bytes:
    """What can be unpacked before the stream breaks."""
    unpack = zlib.decompressobj()
    out = bytearray()
    try:
        for at in range(0, len(packed), _PIECE):
            out += unpack.decompress(packed[at : at + _PIECE], most - len(out))
            if len(out) >= most:
                break
    except zlib.error:
        pass
    return bytes(out)
