"""What of a Word file does not come on the page: each thing with the words before it and its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from bot.content.word.result import LeftOut, LeftOutCode

MAX_TOLD: Final = 64
"""Things told with their places: of a file that has more, the rest is only counted."""
_QUOTED: Final = 200
_ONCE: Final = frozenset({"comments", "revisions", "numbering"})
"""Told once, however often they occur: where they stand helps nobody."""
_GATHERED: Final = "contents"
"""Told once with the words of all its lines."""
_EVERYWHERE: Final = frozenset({"headers", "footers"})


@dataclass
class Losses:
    """Collects what is left out. `after` are the words that were read last: where we are."""

    after: str = ""
    found: list[LeftOut] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether so much is left out that places are told no more."""
        return len(self.found) >= MAX_TOLD

    def add(self, code: LeftOutCode, words: str = "") -> None:
        """Note one thing that is left out here, with its own words."""
        words = squeezed(words)
        self.words.append(words)
        same = next((at for at, each in enumerate(self.found) if each.code == code), None)
        if same is not None and (code in _ONCE or code == _GATHERED or self.full):
            known = self.found[same]
            told = f"{known.words} {words}"[:_QUOTED] if code == _GATHERED else known.words
            self.found[same] = LeftOut(code, known.after, told, known.count + 1)
            return
        after = None if code in _ONCE | _EVERYWHERE else self.after[:_QUOTED]
        self.found.append(LeftOut(code, after, "" if code in _ONCE else words[:_QUOTED]))

    def come_to(self, words: str) -> None:
        """Remember the words that were read last."""
        self.after = squeezed(words) or self.after


def squeezed(words: str) -> str:
    """Give words with single spaces between them."""
    return re.sub(r"\s+", " ", words).strip()
