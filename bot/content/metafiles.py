"""The words in Windows metafiles (EMF): previews and pasted charts are drawn with them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

_HEADER: Final = 1
_END: Final = 14
_TEXTS: Final = {83: 1, 84: 2}
"""EMR_EXTTEXTOUTA and EMR_EXTTEXTOUTW, with the bytes of a character."""
_SMALL_TEXT: Final = 108
_SMALL_ANSI: Final = 0x200
_NO_BOUNDS: Final = 0x100
_MOST: Final = 200_000
_LINE: Final = 8


class NotReadError(ValueError):
    """The bytes are no metafile that can be walked through to its end."""


def metafile_words(data: bytes) -> Iterator[str]:
    """Give the texts of an EMF, those on one line joined as well. Raises NotReadError for anything else ([MS-EMF])."""
    if len(data) < 88 or data[:4] != b"\1\0\0\0" or data[40:44] != b" EMF":  # noqa: PLR2004 - its header
        raise NotReadError
    try:
        texts = list(_texts(data))
    except struct.error as error:
        raise NotReadError from error
    yield from (text for _, text in texts)
    lines: dict[int, list[str]] = {}
    for height, text in texts:
        lines.setdefault(height, []).append(text)
    yield from ("".join(each) for each in lines.values() if len(each) > 1)


def _texts(data: bytes) -> Iterator[tuple[int, str]]:
    at = 0
    for _ in range(_MOST):
        kind, size = struct.unpack_from("<II", data, at)
        if size < _LINE or at + size > len(data):
            raise NotReadError
        if kind == _END:
            return
        if kind in _TEXTS:
            height, count, offset = struct.unpack_from("<iII", data, at + 40)
            yield height, _decoded(data[at + offset : at + min(size, offset + count * _TEXTS[kind])], _TEXTS[kind])
        elif kind == _SMALL_TEXT:
            height, count, flags = struct.unpack_from("<iII", data, at + 12)
            start, wide = at + (36 if flags & _NO_BOUNDS else 52), 1 if flags & _SMALL_ANSI else 2
            yield height, _decoded(data[start : min(at + size, start + count * wide)], wide)
        at += size
    raise NotReadError


def _decoded(data: bytes, wide: int) -> str:
    return data.decode("utf-16-le" if wide == 2 else "cp1252", "replace")  # noqa: PLR2004
