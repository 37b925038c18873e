"""What is asked on either kind of card: a reason, whether one is sure, whether a moment is the one that is meant."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import BAD, GOOD, Button, Rows, on, sets
from bot.desk.deadlines.doubts import AS_TYPED, Doubt, key_of
from bot.sop.flow import Action
from bot.sop.model import Article, Subject
from bot.texts import Texts


def ready_reasons(t: Texts, subject: Subject, action: str) -> tuple[Markup, Rows]:
    """Ask for the reason of a move, and offer some that need no typing."""
    quick = [[sets(subject, words, f"q{place}")] for place, words in enumerate(t.quick_reasons(Action(action)))]
    return t.ask_reason(Action(action)), quick


def sure(t: Texts, subject: Subject, action: str) -> tuple[Markup, Rows]:
    """Ask whether somebody is sure of a move."""
    yes = Button(t.sure(Action(action)), on(subject, Action(action)), style=BAD)
    live = isinstance(subject, Article) and subject.published_revision is not None
    return t.ask_sure(Action(action), live=live), [[yes]]


def doubted(t: Texts, subject: Subject, doubt: Doubt) -> tuple[Markup, Rows]:
    """Ask whether another moment than the one that was typed is meant."""
    yes = sets(subject, t.moment_meant(doubt.meant), key_of(doubt.meant), GOOD)
    return t.ask_meant(doubt.at, doubt.meant, doubt.left), [
        [yes],
        [sets(subject, t.moment_as_typed(doubt.at), AS_TYPED)],
    ]
