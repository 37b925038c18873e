"""The office's policy as plain values: titles, standards, reminder ladder, checklist, sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from bot.sop.freshness import Freshness, Watched
from bot.sop.ladder import Ladders
from bot.sop.roles import Role
from bot.sop.worktime import PERPRES_RAMADAN_WEEK, WORKING_DAY, Calendar, Week

Language = Literal["id", "en"]

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
    """The website that is kept up to date: its name and public address; `manual`: people publish on it."""

    name: str
    url: str
    manual: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The kop of the office's papers: lines from the regency down to the office; the emblem as SVG, "" for none."""

    lines: tuple[str, ...] = ()
    address: str = ""
    emblem: str = ""


@dataclass(frozen=True, slots=True)
class PaperPolicy:
    """How the office's papers look and are numbered.

    Their size, whether a Lembar Disposisi takes half of it, the type; the kode klasifikasi arsip (Permendagri 83/2022),
    and how a nomor agenda is printed (`bot.sop.numbering`): what people type and tap stays D-12/2026.
    The number of a letter (its {nomor} is written in by hand, "" for all of it), to whom reports go in copy, the
    number of the office's SOP, and what a report rests on besides the law. A folder of the office's own templates.
    """

    size: Literal["a4", "f4"] = "a4"
    half_sheet: bool = False
    font: str = "Arial"
    classification: str = ""
    agenda_number: str = "D-{nomor}/{tahun}"
    letter_number: str = ""
    report_copies: tuple[str, ...] = ()
    sop_number: str = ""
    legal_bases: tuple[str, ...] = ()
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """Everything the rules need to know of the office they run in.

    `titles` maps a role's key to its title here. `report_group` is the Telegram group that reports
    are posted to, None for nowhere; `share_chat` the channel or group that published pages are shared in,
    always or when the Staf taps. `default_deadline` is the working time a disposisi has unless
    its author says otherwise. `unit_hours` names the units that keep hours of their own; the store, which knows the
    units, makes `unit_calendars` of it, by the unit's id. `ramadan_week` are the hours of the Ramadans that an admin
    confirmed.
    """

    name: str
    place: str
    calendar: Calendar
    website: Website
    sections: tuple[SectionRule, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    standards: Standards = Standards()
    ladders: Ladders = field(default_factory=Ladders)
    checklist: Checklist = Checklist()
    photos: Photos = Photos()
    report_group: int | None = None
    share_chat: int | None = None
    share_when: Literal["always", "ask"] = "ask"
    default_deadline: timedelta = 2 * WORKING_DAY
    language: Language = "id"
    letterhead: Letterhead = Letterhead()
    papers: PaperPolicy = PaperPolicy()
    ramadan_week: Week = PERPRES_RAMADAN_WEEK
    freshness: Freshness = field(default_factory=Freshness)
    unit_hours: Mapping[str, Calendar] = field(default_factory=dict)
    unit_calendars: Mapping[int, Calendar] = field(default_factory=dict)

    def calendar_for(self, unit_id: int | None) -> Calendar:
        """Return the hours a unit keeps: its own, or the office's (for None too)."""
        return self.calendar if unit_id is None else self.unit_calendars.get(unit_id, self.calendar)

    def title(self, role: str) -> str:
        """Return the title of a role, the office's own or the SOP's; KeyError if there is none."""
        return self.titles.get(role) or DEFAULT_TITLES[role]

    @property
    def watched(self) -> tuple[Watched, ...]:
        """List what is to be kept fresh: the website's sections, then the pages kept by hand."""
        policy = self.freshness
        return (*(policy.section(section.key, section.name) for section in self.sections), *policy.pages)

    def section(self, key: str) -> SectionRule | None:
        """Return the section stored under `key`, None when the website has none such."""
        return next((section for section in self.sections if section.key == key), None)
