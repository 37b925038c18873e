"""English: the same texts, in the same signatures, for those who chose it; a test holds the two equal."""

from __future__ import annotations

from bot.texts.english.articles import ArticleTexts
from bot.texts.english.drafting import DraftingTexts
from bot.texts.english.happenings import HappeningTexts
from bot.texts.english.orders import OrderTexts
from bot.texts.english.refusals import RefusalTexts
from bot.texts.english.talk import TalkTexts
from bot.texts.indonesian import Indonesian


class English(ArticleTexts, DraftingTexts, OrderTexts, HappeningTexts, RefusalTexts, TalkTexts, Indonesian):
    """All texts in English; titles, units and what people wrote stay as they are."""
