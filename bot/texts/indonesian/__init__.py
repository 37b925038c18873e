"""Bahasa Indonesia: formal, addressed by office, one screen a message."""

from __future__ import annotations

from bot.texts.indonesian.absence import AbsenceTexts
from bot.texts.indonesian.articles import ArticleTexts
from bot.texts.indonesian.bypass import BypassTexts
from bot.texts.indonesian.calendar import CalendarTexts
from bot.texts.indonesian.completion import CompletionTexts
from bot.texts.indonesian.conversation import ConversationTexts
from bot.texts.indonesian.digests import DigestTexts
from bot.texts.indonesian.dispositions import DispositionTexts
from bot.texts.indonesian.duty_roster import DutyRosterTexts
from bot.texts.indonesian.freshness import FreshnessTexts
from bot.texts.indonesian.history import HistoryTexts
from bot.texts.indonesian.importing import ImportTexts
from bot.texts.indonesian.late_reasons import LateReasonTexts
from bot.texts.indonesian.manual import ManualTexts
from bot.texts.indonesian.monitoring import MonitoringTexts
from bot.texts.indonesian.moves import MoveTexts
from bot.texts.indonesian.papers import PaperTexts
from bot.texts.indonesian.people import PeopleTexts
from bot.texts.indonesian.photos import PhotoTexts
from bot.texts.indonesian.ramadan import RamadanTexts
from bot.texts.indonesian.recap import RecapTexts
from bot.texts.indonesian.recurring import RecurringTexts
from bot.texts.indonesian.refusals import RefusalTexts
from bot.texts.indonesian.reminders import ReminderTexts
from bot.texts.indonesian.report_paper import ReportPaperTexts
from bot.texts.indonesian.revisions import RevisionTexts
from bot.texts.indonesian.search import SearchTexts
from bot.texts.indonesian.staff import StaffTexts
from bot.texts.indonesian.units import UnitTexts
from bot.texts.indonesian.upkeep import UpkeepTexts
from bot.texts.indonesian.withdraw import WithdrawTexts
from bot.texts.indonesian.word_files import WordFileTexts
from bot.texts.indonesian.writing import WritingTexts


class Indonesian(
    AbsenceTexts,
    ArticleTexts,
    CalendarTexts,
    CompletionTexts,
    ConversationTexts,
    DigestTexts,
    DispositionTexts,
    DutyRosterTexts,
    FreshnessTexts,
    HistoryTexts,
    ImportTexts,
    LateReasonTexts,
    ManualTexts,
    MonitoringTexts,
    MoveTexts,
    PaperTexts,
    PeopleTexts,
    PhotoTexts,
    RamadanTexts,
    RecapTexts,
    RecurringTexts,
    RefusalTexts,
    ReminderTexts,
    ReportPaperTexts,
    RevisionTexts,
    SearchTexts,
    StaffTexts,
    UnitTexts,
    UpkeepTexts,
    WithdrawTexts,
    BypassTexts,
    WordFileTexts,
    WritingTexts,
):
    """All texts in Indonesian."""
