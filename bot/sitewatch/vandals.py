"""Vandalism: what hackers write on a page to be read. A sentence counts by its place and its company."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.sitewatch import words
from bot.sitewatch.view import View

BARE = 60  # words of a page that has nothing else to say
SHORT = 8  # words of a sentence that stands there for itself
TERMS = 2  # different ones that bear each other out

#: Who owns a page in truth: the office, a firm, a right.
OWNERS = re.compile(
    r"\b(dinas|diskominfo\w*|kominfo|komdigi|kabupaten|kab|pemkab|pemkot|pemprov|pemerintah|kota|provinsi|kecamatan"
    r"|desa|kelurahan|sekretariat|bagian|badan|balai|rsud|puskesmas|sekolah|universitas|yayasan|pt|cv|inc|ltd|llc|company"
    r"|foundation|group|government|hak cipta|copyright|all rights reserved|trademarks?|respective owners)"
    r"\b|©|®|™",
    re.IGNORECASE,
)


#: What only reads like a vandal's boast: names of shows and sayings.
INNOCENT = re.compile(r"\bhacked by (?:design|default|nature|accident)\b", re.IGNORECASE)


def terms(view: View) -> frozenset[str]:
    """Give the ambiguous terms that stand on a page: where they stood first, they are the page's own."""
    return frozenset(term for text in _texts(view) for term in words.found("perusakan_ganda", text))


def vandalism(view: View, own: Sequence[str], known: frozenset[str]) -> list[str]:
    """List the sentences that vandals left. ``own`` is our text, ``known`` ambiguous terms that always stood there."""
    said = _found("\n".join(own))
    texts = [(view.title, "title"), *((block.text, block.part) for block in view.blocks)]
    met = [(text, part, _found(text) - said) for text, part in texts]
    plain = [one for one in met if one[2] and not _news(one[0], one[1])]
    together = frozenset(term for _, _, found in plain for term in found)
    bare = sum(len(block.text.split()) for block in view.blocks) < BARE
    sure = len(together) >= TERMS and bool(together & frozenset(words.terms("perusakan")))
    return [text for text, part, found in plain if _tells(text, part, found, known, sure=sure, bare=bare)]


def _tells(text: str, part: str, found: frozenset[str], known: frozenset[str], *, sure: bool, bare: bool) -> bool:
    if found & frozenset(words.terms("perusakan")):
        return True
    if OWNERS.search(text):
        return False
    alone = bare and len(text.split()) <= SHORT
    return sure or alone or (part in {"title", "heading"} and not found <= known)


def _news(text: str, part: str) -> bool:
    """News of a hacked website, and warnings of it, say so in a sentence of their own."""
    return part != "title" and bool(words.found("konteks", text))


def _found(text: str) -> frozenset[str]:
    plain = INNOCENT.sub(" ", text)
    return words.found("perusakan", plain) | words.found("perusakan_ganda", plain)


def _texts(view: View) -> list[str]:
    return [view.title, *(block.text for block in view.blocks)]
