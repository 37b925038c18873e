"""Headings below a page's title: each level opened before the next, as screen readers list them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_DEEPEST: Final = 4


def nested(levels: Sequence[int]) -> list[int]:
    """The levels headings get on the page (2 to 4) for those they have in a document, in order.

    The page's title is its h1 (WCAG 1.3.1): the highest begin at 2, none skips a level, what lies deeper than 4 is 4.
    """
    found: list[int] = []
    open_levels: list[int] = []
    for level in levels:
        open_levels = [*(each for each in open_levels if each < level), level]
        found.append(min(1 + len(open_levels), _DEEPEST))
    return found
