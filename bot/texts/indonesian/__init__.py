"""Bahasa Indonesia: formal, addressed by office, one screen a message."""

from __future__ import annotations

from bot.texts.indonesian.articles import ArticleTexts
from bot.texts.indonesian.drafting import DraftingTexts
from bot.texts.indonesian.happenings import HappeningTexts
from bot.texts.indonesian.orders import OrderTexts
from bot.texts.indonesian.refusals import RefusalTexts
from bot.texts.indonesian.talk import TalkTexts


class Indonesian(ArticleTexts, DraftingTexts, OrderTexts, HappeningTexts, RefusalTexts, TalkTexts):
    """All texts in Indonesian."""
