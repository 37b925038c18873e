"""English: the same texts, in the same signatures, for those who chose it; a test holds the two equal."""

from __future__ import annotations

from bot.texts.english.absence import AbsenceTexts
from bot.texts.english.agenda import AgendaTexts
from bot.texts.english.articles import ArticleTexts
from bot.texts.english.by_hand import ByHandTexts
from bot.texts.english.calendars import CalendarTexts
from bot.texts.english.digests import DigestTexts
from bot.texts.english.documents import DocumentTexts
from bot.texts.english.drafting import DraftingTexts
from bot.texts.english.freshness import FreshnessTexts
from bot.texts.english.happenings import HappeningTexts
from bot.texts.english.lateness import LatenessTexts
from bot.texts.english.moves import MoveTexts
from bot.texts.english.orders import OrderTexts
from bot.texts.english.papers import PaperTexts
from bot.texts.english.photos import PhotoTexts
from bot.texts.english.recap import RecapTexts
from bot.texts.english.refusals import RefusalTexts
from bot.texts.english.reminding import RemindingTexts
from bot.texts.english.reporting import ReportingTexts
from bot.texts.english.revising import RevisingTexts
from bot.texts.english.searching import SearchingTexts
from bot.texts.english.talk import TalkTexts
from bot.texts.english.watching import WatchingTexts
from bot.texts.english.withdrawing import WithdrawingTexts
from bot.texts.indonesian import Indonesian


class English(
    AbsenceTexts,
    DigestTexts,
    AgendaTexts,
    ByHandTexts,
    CalendarTexts,
    ArticleTexts,
    DocumentTexts,
    DraftingTexts,
    LatenessTexts,
    MoveTexts,
    OrderTexts,
    ReportingTexts,
    FreshnessTexts,
    HappeningTexts,
    PaperTexts,
    RecapTexts,
    PhotoTexts,
    RefusalTexts,
    RemindingTexts,
    RevisingTexts,
    SearchingTexts,
    TalkTexts,
    WatchingTexts,
    WithdrawingTexts,
    Indonesian,
):
    """All texts in English; titles, units and what people wrote stay as they are."""
