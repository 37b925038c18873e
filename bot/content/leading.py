"""What a website's program printed before the file it handed out: blank lines, a notice, headers."""

from __future__ import annotations

import re
from typing import Final

_FAR: Final = 1024
"""How far into a file PDF readers look for its beginning (PDF 32000-1, annex H)."""
_BEGINS = re.compile(rb"%PDF-[12]\.|PK\x03\x04|\{\\rtf1|\xff\xd8\xff[\xdb-\xfe]|\x89PNG\r\n\x1a\n")
_ENDS: Final = {b"%": b"endobj", b"P": b"PK\x05\x06", b"{": b"}", b"\xff": b"\xff\xda", b"\x89": b"IDAT"}
"""What stands somewhere in every whole file that begins with this byte."""
_PRINTED = re.compile(rb"(?:[\t\n\r\x20-\x7e]|\xef\xbb\xbf)*\Z")
_PROGRAM = re.compile(rb"<\?(?:php|=)|<%|<script|#!", re.IGNORECASE)


def without_lead(data: bytes) -> bytes:
    """Give a file without what was printed before its beginning; as it is where there is nothing, or no such thing.

    Only printed text goes, never a program, and only before a PDF, an Office file, RTF, JPEG or PNG.
    """
    begins = _BEGINS.search(data, 0, _FAR + 8)
    if begins is None or begins.start() == 0:
        return data
    lead, rest = data[: begins.start()], data[begins.start() :]
    blank = not lead.strip(b"\xef\xbb\xbf \t\r\n")
    printed = _PRINTED.match(lead) is not None and not _PROGRAM.search(lead)
    of_text = rest.startswith(b"{")  # which may speak of RTF somewhere in it
    return rest if (blank or (printed and not of_text)) and _ENDS[rest[:1]] in rest else data
