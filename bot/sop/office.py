"""The office's policy as plain values: titles, standards, reminder ladder, checklist, sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Literal

from bot.sop.roles import Role
from bot.sop.worktime import Calendar

Language = Literal["id", "en"]

WORKING_DAY = timedelta(hours=7, minutes=30)
"""One working day of the five: 37 h 30 m a week (Perpres 21/2023)."""

DEFAULT_TITLES: Mapping[str, str] = MappingProxyType(
    {
        Role.KABAG: "Kepala Bagian Kominfo dan Humas",
        Role.KASUBBAG: "Kepala Sub Bagian Komunikasi",
        Role.STAF: "Staf Sub Bagian Komunikasi",
        Role.CONTRIBUTOR: "Kontributor",
        Role.VERIFIER: "Pejabat Berwenang",
        Role.PPID: "Pejabat Pengelola Informasi dan Dokumentasi (PPID)",
        Role.ADMIN: "Admin Bot",
    }
)
"""Role -> the title the SOP gives it, or its common name. Titles differ between offices."""


@dataclass(frozen=True, slots=True)
class Standards:
    """The time each step may take, in working time (mutu baku waktu).

    The SOP sets `dispatch` (step 1), `receive` (step 2), `update` (step 3) and `report` (step 4).
    The others belong to verification and to the waits between the steps, for which it names none.
    """

    dispatch: timedelta = timedelta(minutes=5)
    accept: timedelta = timedelta(minutes=5)
    receive: timedelta = timedelta(minutes=5)
    verify: timedelta = timedelta(hours=1)
    hold: timedelta = WORKING_DAY
    revise: timedelta = WORKING_DAY
    update: timedelta = timedelta(hours=1)
    report: timedelta = timedelta(minutes=5)
    acknowledge: timedelta = WORKING_DAY


@dataclass(frozen=True, slots=True)
class Ladder:
    """When something overdue is recalled, in working time after it fell due.

    Rungs are counted from 0: first those of `after_due`, then one more every `every`, without end.
    From rung `escalate_at` on, the superior is told too.
    """

    after_due: tuple[timedelta, ...] = (timedelta(0), timedelta(minutes=10), timedelta(minutes=30))
    every: timedelta = WORKING_DAY
    escalate_at: int = 2

    def delay(self, rung: int) -> timedelta:
        """Return the working time from falling due to the reminder of `rung`, counted from 0."""
        if rung < len(self.after_due):
            return self.after_due[rung]
        last = self.after_due[-1] if self.after_due else timedelta(0)
        return last + (rung - len(self.after_due) + 1) * self.every

    def escalates(self, rung: int) -> bool:
        """Tell whether the superior hears of the reminder of `rung` too."""
        return rung >= self.escalate_at


@dataclass(frozen=True, slots=True)
class SectionRule:
    """One section of the website: the key it is stored under and the name people read."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """What an article must have before it is handed in; lengths in characters."""

    min_title: int = 5
    max_title: int = 150
    min_text: int = 50
    photo_required: bool = False
    alt_text_required: bool = True
    section_required: bool = True
    max_photos: int = 20
    max_files: int = 10


@dataclass(frozen=True, slots=True)
class Photos:
    """How photos are kept: at most so many pixels wide, JPEG or WebP of this quality (1 to 95)."""

    width: int = 1600
    quality: int = 85


@dataclass(frozen=True, slots=True)
class Website:
    """The website that is kept up to date: its name and public address; `by_hand`: people publish on it."""

    name: str
    url: str
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The kop of the office's papers: lines from the regency down to the office; the emblem as SVG, "" for none."""

    lines: tuple[str, ...] = ()
    address: str = ""
    emblem: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """Everything the rules need to know of the office they run in.

    `titles` maps a role's key to its title here. `report_group` is the Telegram group that reports
    are posted to, None for nowhere; `share_chat` the channel or group that published pages are shared in,
    always or when the Staf taps. `default_deadline` is the working time a disposisi has unless
    its author says otherwise.
    """

    name: str
    place: str
    calendar: Calendar
    website: Website
    sections: tuple[SectionRule, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    standards: Standards = Standards()
    ladder: Ladder = Ladder()
    checklist: Checklist = Checklist()
    photos: Photos = Photos()
    report_group: int | None = None
    share_chat: int | None = None
    share_when: Literal["always", "ask"] = "ask"
    default_deadline: timedelta = 2 * WORKING_DAY
    language: Language = "id"
    letterhead: Letterhead = Letterhead()

    def title(self, role: str) -> str:
        """Return the title of a role, the office's own or the SOP's; KeyError if there is none."""
        return self.titles.get(role) or DEFAULT_TITLES[role]

    def section(self, key: str) -> SectionRule | None:
        """Return the section stored under `key`, None when the website has none such."""
        return next((section for section in self.sections if section.key == key), None)
