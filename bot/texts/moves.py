"""What one move is called: on its button, in the answer to a tap, and in the history."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MoveWords:
    """The words of one Action. No `button`: nobody taps it, or its label names more than the move."""

    button: str | None
    done: str | None  # with {ref} for what was moved; None: only the bot makes this move, and answers nobody
    event: str

    def label(self) -> str:
        """Give the button's label. Raises KeyError where there is none."""
        if self.button is None:
            raise KeyError(self.event)
        return self.button

    def named(self) -> str:
        """Name the button in a sentence, without its picture."""
        return re.sub(r"^\W+", "", self.label())
