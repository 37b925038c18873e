"""What a PDF may do besides being read, found without a PDF library."""

from __future__ import annotations

import re
import zlib
from itertools import islice
from typing import Final, Literal

_STREAM = re.compile(rb"(?<!end)stream\r?\n(.*?)endstream", re.DOTALL)
_BEFORE: Final = 400  # bytes of a stream's dictionary that are read
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia|ImportData|SubmitForm|XFA)(?![A-Za-z0-9])")
_ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_MOST_STREAMS: Final = 500
_MOST_UNPACKED: Final = 8 << 20

PdfReason = Literal["pdf_locked", "active"]


def look_into_pdf(data: bytes) -> PdfReason | None:
    """Say why a PDF is refused: locked, or with scripts, programs to start or forms that send; None if it is not.

    Locked is also one that everybody may read and nobody copy: nothing in it can be checked here. Names may be written
    in hexadecimal, and objects may lie compressed (PDF 32000-1, 7.3.5 and 7.5.7); pages and pictures are not looked
    into: no action can stand there.
    """
    bare = _named(_STREAM.sub(b"", data))
    if _ENCRYPTED.search(bare):
        return "pdf_locked"
    return "active" if _ACTIVE.search(bare) or any(map(_ACTIVE.search, _packed(data))) else None


def _named(text: bytes) -> bytes:
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)


def _packed(data: bytes) -> list[bytes]:
    """The compressed objects, unpacked within bounds; what cannot be unpacked holds nothing a reader would run."""
    left = _MOST_UNPACKED
    found: list[bytes] = []
    objects = (s for s in _STREAM.finditer(data) if b"/ObjStm" in data[max(0, s.start() - _BEFORE) : s.start()])
    for stream in islice(objects, _MOST_STREAMS):
        try:
            text = zlib.decompressobj().decompress(stream[1], left)
        except zlib.error:
            continue
        left -= len(text)
        found.append(_named(text))
        if left <= 0:
            break
    return found
