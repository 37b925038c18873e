"""One row of the dialogs' table: what somebody may have open on a card, who may, and what an answer to it does."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from bot.content.incoming import Incoming
from bot.desk.workflow.answer import MESSAGE, Answer, Asked, Opening
from bot.sop.flow import Kind
from storage.store import Tx


class Purpose(Enum):
    """What a dialog is for."""

    READ = auto()  # it only shows
    WRITE = auto()  # an author's work on an article
    FORM = auto()  # the Kabag's form
    MOVE = auto()  # it prepares a move of the SOP
    EXPLAIN = auto()  # about reminders and lateness


def on_its_page(_tx: Tx, asked: Asked) -> Opening | None:
    """Open a dialog on the page the button names, with nothing sent before."""
    return Opening(asked.arg)


def always(_arg: str) -> bool:
    """Every page takes words that are typed."""
    return True


BOTH = frozenset(Kind)
ARTICLE = frozenset({Kind.ARTICLE})
DISPOSITION = frozenset({Kind.DISPOSITION})


@dataclass(frozen=True, slots=True)
class Dialog:
    """What is open on a card of one of `kinds`: a page of it is named by an argument.

    `may`: who may open it and answer, looked up anew each time. `opened`: what opening it sends and on which page it
    opens; None: what it is about is gone. `typed`, `chosen`, `filed`: what words, a tap and a file do; `chosen` gives
    None for a choice there is not. `longest`: the most characters of an answer, or a function of the page.
    `hint`: on which pages somebody is told to type. `more`: it waits for one more message of the article. `lasts`: how
    long after it was opened words and files answer it, None: until it is left. `reworded`: the page after an edit of
    the message whose words it shows, None where they are of another.
    """

    purpose: Purpose
    kinds: AbstractSet[Kind]
    may: Callable[[Tx, Asked], bool]
    opened: Callable[[Tx, Asked], Opening | None] = on_its_page
    typed: Callable[[Tx, Asked, Incoming], Answer] | None = None
    chosen: Callable[[Tx, Asked, str], Answer | None] | None = None
    filed: Callable[[Tx, Asked, Incoming], Answer] | None = None
    longest: int | Callable[[str], int] = MESSAGE
    hint: Callable[[str], bool] = always
    more: bool = False
    reworded: Callable[[str, Incoming], str | None] | None = None
    lasts: timedelta | None = None

    def limit(self, arg: str) -> int:
        """Give the most characters of an answer on a page."""
        return self.longest if isinstance(self.longest, int) else self.longest(arg)

    def hints(self, arg: str) -> bool:
        """Say whether whoever comes to a page is told to type."""
        return self.typed is not None and self.hint(arg)
