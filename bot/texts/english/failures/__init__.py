"""Every code of a website, a page or a set-up that is not well, with the words of each reader, in English."""

from __future__ import annotations

from bot.texts.english.failures.account import ACCOUNT
from bot.texts.english.failures.content import CONTENT
from bot.texts.english.failures.place import PLACE
from bot.texts.english.failures.way import WAY
from bot.texts.english.formats import EnglishFormats
from bot.texts.indonesian import failures as indonesian

FAILURES = WAY | ACCOUNT | PLACE | CONTENT


class FailureTexts(EnglishFormats, indonesian.FailureTexts):
    """Texts of what went wrong at the website."""

    def failure_words(self, code: str) -> str:
        """Say in words what went wrong at the website; a kind of another package has codes of its own."""
        known = FAILURES.get(code)
        return (known and known.chat) or f"The website did not take the article ({code})."
