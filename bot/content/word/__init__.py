"""Word files (.docx) become clean HTML and photos, in a process of their own that cannot do harm."""

from __future__ import annotations

from bot.content.word.reading import Limits, read_word
from bot.content.word.result import LeftOut, Picture, WordRefused, WordText

__all__ = ["LeftOut", "Limits", "Picture", "WordRefused", "WordText", "read_word"]
