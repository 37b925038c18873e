"""Dates and durations as the English texts give them."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from bot.texts.formats import Formats


class EnglishFormats(Formats):
    """British forms, in the office's own time zone: Mon, 23 Nov 2026, 10:42 WIB."""

    locale: ClassVar[str] = "en_GB"
    hour_word: ClassVar[str] = "hour"
    minute_word: ClassVar[str] = "minute"
    second_word: ClassVar[str] = "second"
    working_word: ClassVar[str] = "{} of working time"
    acting_form: ClassVar[str] = "acting (Plh.) {title}, for {name}"
    author_word: ClassVar[str] = "Author"
    brief_words: ClassVar[tuple[str, str, str]] = ("h", "min", "s")
    time_pattern: ClassVar[str] = "HH:mm"
    today_form: ClassVar[str] = "{time}"
    dated_form: ClassVar[str] = "{day}, {time}"

    def working(self, span: timedelta) -> str:
        """Give working time in words: 12 working minutes, 1 hour 5 minutes of working time."""
        counted = self._counted(span)
        if len(counted) > 1:
            return super().working(span)
        [(count, unit)] = counted
        return f"{count} working {self._plural(unit, count)}"

    def _plural(self, word: str, count: int) -> str:
        return word if count == 1 else f"{word}s"
