"""A link as a QR code: a picture to point a phone at, or signs for a terminal."""

from __future__ import annotations

import io

import segno

SCALE = 8  # pixels of one square: a code of a link is then about 400 wide
BORDER = 4  # squares of white around it, ISO/IEC 18004


def png(text: str) -> bytes:
    """Draw a text as a QR code; gives a PNG picture."""
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="png", scale=SCALE, border=BORDER)
    return picture.getvalue()


def for_terminal(text: str) -> str:
    """Draw a text as a QR code of half blocks, one line of text two rows of squares."""
    lines = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(lines, border=2, compact=True)
    return lines.getvalue()
