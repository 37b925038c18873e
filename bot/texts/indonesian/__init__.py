"""Bahasa Indonesia: formal, addressed by office, one screen a message."""

from __future__ import annotations

from bot.texts.indonesian.absence import AbsenceTexts
from bot.texts.indonesian.agenda import AgendaTexts
from bot.texts.indonesian.articles import ArticleTexts
from bot.texts.indonesian.by_hand import ByHandTexts
from bot.texts.indonesian.calendars import CalendarTexts
from bot.texts.indonesian.digests import DigestTexts
from bot.texts.indonesian.documents import DocumentTexts
from bot.texts.indonesian.drafting import DraftingTexts
from bot.texts.indonesian.freshness import FreshnessTexts
from bot.texts.indonesian.happenings import HappeningTexts
from bot.texts.indonesian.lateness import LatenessTexts
from bot.texts.indonesian.moves import MoveTexts
from bot.texts.indonesian.orders import OrderTexts
from bot.texts.indonesian.papers import PaperTexts
from bot.texts.indonesian.photos import PhotoTexts
from bot.texts.indonesian.recap import RecapTexts
from bot.texts.indonesian.refusals import RefusalTexts
from bot.texts.indonesian.reminding import RemindingTexts
from bot.texts.indonesian.reporting import ReportingTexts
from bot.texts.indonesian.revising import RevisingTexts
from bot.texts.indonesian.searching import SearchingTexts
from bot.texts.indonesian.talk import TalkTexts
from bot.texts.indonesian.watching import WatchingTexts
from bot.texts.indonesian.withdrawing import WithdrawingTexts


class Indonesian(
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
):
    """All texts in Indonesian."""
