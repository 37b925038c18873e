"""What a tap or a typed answer brings: words, the dialog that is open next, the move that was made or refused."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk.workflow.engine import Moved, Refused
from bot.sop.model import Article, Disposition, Person, Subject
from bot.texts import Texts

#: The most characters that are typed at once: one message (Bot API: 4096).
MESSAGE = 4000


@dataclass(frozen=True, slots=True)
class Next:
    """What is open on the card afterwards: the dialog of this name on the page `arg`; "" is the card's own face.

    `opening` has it opened as by a button, with what it shows first (a photo); else one only stays in it.
    """

    dialog: str
    arg: str = ""
    opening: bool = False


#: Back to the card's own face; on an article that is being mended, to its writing card.
LEAVE = Next("")


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody gets for a tap or for words they typed.

    `text` is plain, at most 200 characters where a tap is answered (Bot API); `alert` shows it in a window that waits
    to be closed: what was not done, and why. `next` None leaves open what is open. `result` is the move that was
    tried; it has words of its own, which its maker reads instead of `text`.
    """

    text: str = ""
    alert: bool = False
    next: Next | None = None
    result: Moved | Refused | None = None


def refusal(text: str, *, then: Next | None = None) -> Answer:
    """Say why something was not done."""
    return Answer(text, alert=True, next=then)


def tried(result: Moved | Refused) -> Answer:
    """Give what came of a move."""
    return Answer(result=result)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a dialog opens: on which page; `anew` where something was sent that its card has to stand below."""

    arg: str
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody before a dialog: who, on whose card, on which page of it, and the texts in their language."""

    person: Person
    subject: Subject
    arg: str
    t: Texts

    @property
    def article(self) -> Article:
        """The article the dialog is about. Raises TypeError for a disposisi: the table opens no such dialog on one."""
        if not isinstance(self.subject, Article):
            raise TypeError(self.subject)
        return self.subject

    @property
    def disposition(self) -> Disposition:
        """The disposisi the dialog is about. Raises TypeError for an article: the table opens no such dialog on one."""
        if not isinstance(self.subject, Disposition):
            raise TypeError(self.subject)
        return self.subject
