"""Kegagalan: every code of a website, a page or a set-up that is not well, with the words of each reader."""

from __future__ import annotations

from bot.texts.formats import Formats
from bot.texts.indonesian.failures.account import ACCOUNT
from bot.texts.indonesian.failures.content import CONTENT
from bot.texts.indonesian.failures.place import PLACE
from bot.texts.indonesian.failures.way import WAY

FAILURES = WAY | ACCOUNT | PLACE | CONTENT


class FailureTexts(Formats):
    """Texts of what went wrong at the website."""

    def failure_words(self, code: str) -> str:
        """Say in words what went wrong at the website; a kind of another package has codes of its own."""
        known = FAILURES.get(code)
        return (known and known.chat) or f"Situs web tidak menerima naskah ({code})."
