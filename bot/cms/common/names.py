"""Names that go into addresses and files: which keys of ours can be one, and a text as one."""

from __future__ import annotations

import re
import unicodedata

KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?")
SLUG_LENGTH = 60


def slug(text: str, otherwise: str) -> str:
    """Return the words of a text as an address part: ASCII, at most 60 letters, cut between words."""
    apart = unicodedata.normalize("NFKD", text).lower()
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    cut = whole[:SLUG_LENGTH]
    if len(whole) > SLUG_LENGTH and whole[SLUG_LENGTH] != "-" and "-" in cut:
        cut = cut.rpartition("-")[0]
    return cut.strip("-") or otherwise
