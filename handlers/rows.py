"""What a row of the tables in `handlers` holds: a command, or what a button does."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.content.incoming import Incoming
from bot.desk.workflow.answer import Answer
from bot.sop.model import Subject
from bot.sop.press import Press
from bot.sop.roles import Role
from handlers.senders import Asker
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, whose menu has it, and what answers it with the words typed after it.

    `roles` None: everybody's. `Texts.command` has a line on each that stands in a menu. `others` are further names it
    answers to; only what everybody in a group may read is answered `in_groups`. `answer_with` answers it as
    the caption of a photo or file.
    """

    name: str
    answer: Callable[[Tx, Asker, str], None]
    roles: AbstractSet[Role] | None = None
    in_menu: bool = True
    in_groups: bool = False
    others: tuple[str, ...] = ()
    answer_with: Callable[[Tx, Asker, str, Incoming], None] | None = None


#: What a button of no particular thing does, and one on an article's or a disposisi's card.
Tap = Callable[[Tx, Asker, Press], Answer]
TapOn = Callable[[Tx, Asker, Subject, Press], Answer]
