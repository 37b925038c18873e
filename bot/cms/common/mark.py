"""The mark we leave in a field nobody filters: whose page it is, what it shows, and what we last stored."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from typing import Literal

import nh3

Stage = Literal["d", "p", "w"]  # draft, published, withdrawn: as we left it
MARK = re.compile(r"tayang:([0-9A-Za-z-]{1,32}) ([dpw]) ([0-9a-f]{64}|) ([0-9a-f]{32})")


@dataclass(frozen=True, slots=True)
class Mark:
    """``fingerprint`` is that of the Page, ``content`` tells whether somebody else changed the words since."""

    key: str
    stage: Stage
    fingerprint: str
    content: str

    def __str__(self) -> str:
        """Write the mark as ``read`` reads it: one line of at most 139 characters (Joomla's note takes 255)."""
        return f"{prefix(self.key)} {self.stage} {self.fingerprint} {self.content}"


def prefix(key: str) -> str:
    """Return how the mark of a key begins: what a website is searched for."""
    return f"tayang:{key}"


def read(text: str | None) -> Mark | None:
    """Return the mark inside a text, if there is one."""
    found = MARK.search(text or "")
    if not found:
        return None
    stage: Stage = "d" if found[2] == "d" else "p" if found[2] == "p" else "w"
    return Mark(found[1], stage, found[3], found[4])


def content(title: str, body: str) -> str:
    """Return a digest of the words of a page: markup and white space, which websites reflow, are left out."""
    words = html.unescape(nh3.clean(f"<p>{html.escape(title)}</p>{body}", tags=set()))
    return hashlib.sha256(re.sub(r"\s+", "", words).encode()).hexdigest()[:32]
