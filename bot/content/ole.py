"""Names inside a Compound File (the old Office container): its directory, nothing else."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER: Final = 512
_ENTRY: Final = 128
_LAST_SECTOR: Final = 0xFFFFFFFA  # above: end of chain, free, or the tables' own sectors
_MAX_DIRECTORY_SECTORS: Final = 512
_MAX_TABLE_SECTORS: Final = 2048


class CompoundFileError(ValueError):
    """The bytes are not a readable Compound File."""


def stream_names(data: bytes) -> set[str]:
    """The names of all storages and streams; raises CompoundFileError.

    Layout from [MS-CFB]: header, allocation table (FAT) found through the DIFAT, directory of 128-byte
    entries. Every chain is bounded, so a looping file ends.
    """
    try:
        return set(_names(data))
    except struct.error as error:
        raise CompoundFileError(str(error)) from error


def _names(data: bytes) -> Iterator[str]:
    size = _sector_size(data)
    table = _table_sectors(data, size)
    (sector,) = struct.unpack_from("<I", data, 48)
    for _ in range(_MAX_DIRECTORY_SECTORS):
        if sector > _LAST_SECTOR:
            return
        start = _offset(sector, size)
        for entry in range(start, start + size, _ENTRY):
            yield from _name(data, entry)
        sector = _next_sector(data, table, sector, size)


def _sector_size(data: bytes) -> int:
    (shift,) = struct.unpack_from("<H", data, 30)
    if data[:8] != MAGIC or shift not in (9, 12):
        message = "not a Compound File header"
        raise CompoundFileError(message)
    return 1 << int(shift)


def _offset(sector: int, size: int) -> int:
    return (sector + 1) * size


def _table_sectors(data: bytes, size: int) -> list[int]:
    """Where the allocation table lies: 109 places in the header, more in a chain of sectors."""
    found = list(struct.unpack_from("<109I", data, _HEADER - 436))
    (sector,) = struct.unpack_from("<I", data, 68)
    per_sector = size // 4 - 1
    while sector <= _LAST_SECTOR and len(found) < _MAX_TABLE_SECTORS:
        *more, sector = struct.unpack_from(f"<{per_sector + 1}I", data, _offset(sector, size))
        found += more
    return [place for place in found if place <= _LAST_SECTOR]


def _next_sector(data: bytes, table: list[int], sector: int, size: int) -> int:
    index, place = divmod(sector, size // 4)
    if index >= len(table):
        message = "a chain leaves the allocation table"
        raise CompoundFileError(message)
    (following,) = struct.unpack_from("<I", data, _offset(table[index], size) + 4 * place)
    return int(following)


def _name(data: bytes, entry: int) -> Iterator[str]:
    length, kind = struct.unpack_from("<HB", data, entry + 64)
    if kind and 2 <= length <= 64:  # noqa: PLR2004 - bytes of UTF-16, with the closing zero
        yield data[entry : entry + length - 2].decode("utf-16-le", "replace")
