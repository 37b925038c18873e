"""Text between our paragraphs that nobody approved: what a website or a stranger put into the midst of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from bot.sitewatch.text import Visible, squeezed

Span = tuple[int, int]

MOST = 20  # places that are judged: a page with more is another text
OWN = 8  # letters from which on words of ours that stand there again (a table of contents) are known as ours
SHOWN = 80  # characters that are quoted
LONGEST = 20_000  # letters between two paragraphs, from which on nobody asks whose they are
JUDGED = 300  # characters of a place by which it is known as furniture
#: What themes and plugins set between paragraphs, and say that they do: told as a small difference.
_FURNITURE = re.compile(
    r"\W*(?:(?:baca|lihat|simak|tonton|artikel|berita)\W+(?:juga|lainnya|terkait|selengkapnya|pula)\b.{0,200}"
    r"|(?:advertisements?|iklan|scroll to continue(?: with content)?|lanjutkan membaca|continue reading)"
    r"|(?:bagikan|share|tweet|facebook|whatsapp|telegram|email|print|cetak|unduh|download|perbesar|link|tautan|this"
    r"|on|ke|salin|copy|x|\W)+"
    r"|(?:daftar isi|isi artikel|table of contents|contents?|toggle|tampilkan|sembunyikan|hide|show|\d|\W)+)\W*"
)


def inserted(page: Visible, spans: Sequence[Span | None], own: Iterable[str]) -> tuple[list[str], list[str]]:
    """Say what stands between our paragraphs: what is furniture of websites, and what is anybody's text.

    ``spans`` are the places of our paragraphs in ``page.text``, in order, None for one that was not found; ``own`` is
    what may stand there again (squeezed). Signs without a letter or figure are nothing. Each is quoted, shortened.
    """
    furniture: list[str] = []
    strange: list[str] = []
    known = sorted({words for words in own if len(words) >= OWN}, key=len, reverse=True)
    for gap in list(_gaps(page, spans))[:MOST]:
        if gap[1] - gap[0] <= LONGEST and not _left(page.text[gap[0] : gap[1]], known):
            continue
        quote = _quoted(page, gap)
        small = len(quote) <= JUDGED and _FURNITURE.fullmatch(quote)
        (furniture if small else strange).append(quote[:SHOWN])
    return furniture, strange


def _gaps(page: Visible, spans: Sequence[Span | None]) -> Iterable[Span]:
    """Give what lies between neighbours; of a paragraph that stands there twice (as the lead), the nearest counts."""
    for before, after in pairwise(spans):
        if before is None or after is None or before[1] >= after[0]:
            continue
        shown = page.text[before[0] : before[1]]
        nearest = page.text.rfind(shown, before[0], after[0]) if shown else before[0]
        gap = (max(nearest + len(shown), before[1]), after[0])
        if _tells(page.text[gap[0] : gap[1]]):
            yield gap


def _tells(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _left(gap: str, known: Sequence[str]) -> bool:
    """Say whether words are left once ours are taken out."""
    for words in known:
        gap = gap.replace(words, " ")
    return _tells(gap)


def _quoted(page: Visible, gap: Span) -> str:
    """Give a place of the squeezed text as words."""
    words = page.words.split()
    ends = list(accumulate(len(squeezed(word)) for word in words))
    return " ".join(word for word, end in zip(words, ends, strict=True) if gap[0] < end <= gap[1] + 2)
