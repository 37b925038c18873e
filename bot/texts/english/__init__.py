"""English: the same texts, in the same signatures, for those who chose it; a test holds the two equal."""

from __future__ import annotations

from bot.texts.english.absence import AbsenceTexts
from bot.texts.english.articles import ArticleTexts
from bot.texts.english.bypass import BypassTexts
from bot.texts.english.calendar import CalendarTexts
from bot.texts.english.completion import CompletionTexts
from bot.texts.english.conversation import ConversationTexts
from bot.texts.english.digests import DigestTexts
from bot.texts.english.dispositions import DispositionTexts
from bot.texts.english.duty_roster import DutyRosterTexts
from bot.texts.english.freshness import FreshnessTexts
from bot.texts.english.history import HistoryTexts
from bot.texts.english.importing import ImportTexts
from bot.texts.english.late_reasons import LateReasonTexts
from bot.texts.english.manual import ManualTexts
from bot.texts.english.monitoring import MonitoringTexts
from bot.texts.english.moves import MoveTexts
from bot.texts.english.papers import PaperTexts
from bot.texts.english.people import PeopleTexts
from bot.texts.english.photos import PhotoTexts
from bot.texts.english.ramadan import RamadanTexts
from bot.texts.english.recap import RecapTexts
from bot.texts.english.recurring import RecurringTexts
from bot.texts.english.refusals import RefusalTexts
from bot.texts.english.reminders import ReminderTexts
from bot.texts.english.report_paper import ReportPaperTexts
from bot.texts.english.revisions import RevisionTexts
from bot.texts.english.search import SearchTexts
from bot.texts.english.staff import StaffTexts
from bot.texts.english.units import UnitTexts
from bot.texts.english.upkeep import UpkeepTexts
from bot.texts.english.withdraw import WithdrawTexts
from bot.texts.english.word_files import WordFileTexts
from bot.texts.english.writing import WritingTexts
from bot.texts.indonesian import Indonesian


class English(
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
    Indonesian,
):
    """All texts in English; titles, units and what people wrote stay as they are."""
