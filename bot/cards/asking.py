"""What is asked before a move on either kind of card: a reason, or whether one is sure."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import BAD, Button, Rows, on, sets
from bot.sop.flow import Action
from bot.sop.model import Subject
from bot.texts import Texts


def ready_reasons(t: Texts, subject: Subject, action: str) -> tuple[Markup, Rows]:
    """Ask for the reason of a move, and offer some that need no typing."""
    quick = [[sets(subject, words, f"q{place}")] for place, words in enumerate(t.quick_reasons(Action(action)))]
    return t.ask_reason(Action(action)), quick


def sure(t: Texts, subject: Subject, action: str) -> tuple[Markup, Rows]:
    """Ask whether somebody is sure of a move."""
    yes = Button(t.sure(Action(action)), on(subject, Action(action)), style=BAD)
    return t.ask_sure(Action(action)), [[yes]]
