"""What one code of a failure is called: in chat, and to the office's IT person who runs `tayang check`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FailureWords:
    """The words of one code; None where it never reaches that reader.

    `chat` is a sentence. `it` says what is wrong, where to look and what to do, and goes into a sentence of
    `tayang check`. `by_detail` says it closer where the error's detail holds a sign; the first that does counts.
    """

    chat: str | None = None
    it: str | None = None
    by_detail: Mapping[str, str] = field(default_factory=dict)

    def advice(self, detail: str) -> str | None:
        """Give the IT person's words, the closer ones where the detail tells more; None where there are none."""
        return next((words for sign, words in self.by_detail.items() if sign in detail), self.it)
