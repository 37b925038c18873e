"""The things of the SOP as plain values: people, units, dispositions, articles, step records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.sop.flow import Kind, State, Step
from bot.sop.roles import Role, Who


class UnitKind(StrEnum):
    """Whether a unit's material needs its own official's verification (SOP step 2, remark)."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class Nature(StrEnum):
    """Sifat of a disposisi."""

    ORDINARY = "biasa"
    URGENT = "segera"
    VERY_URGENT = "sangat_segera"
    CONFIDENTIAL = "rahasia"


class InfoClass(StrEnum):
    """Kinds of public information, UU 14/2008 articles 9, 10, 11 and 17."""

    PERIODIC = "berkala"
    IMMEDIATE = "serta_merta"
    ANYTIME = "setiap_saat"
    EXCLUDED = "dikecualikan"


class Manner(StrEnum):
    """How an office is held: for good, as pelaksana tugas (Plt.) of one that is vacant, or beside its holder."""

    DEFINITIVE = "definitive"
    ACTING = "acting"
    DEPUTY = "deputy"


@dataclass(frozen=True, slots=True)
class Unit:
    """A Bagian, SKPD or Subag that submits material."""

    id: int
    name: str
    kind: UnitKind

    @property
    def external(self) -> bool:
        """Say whether material needs the unit's own official first."""
        return self.kind is UnitKind.EXTERNAL


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the office knows; telegram_id is None until an invitation is accepted.

    `rank` is pangkat/golongan, `post` the jabatan as papers print it, `qualification` the SOP's kualifikasi pelaksana.
    """

    id: int
    name: str
    telegram_id: int | None
    language: str
    unreachable_at: datetime | None = None
    nip: str = ""
    rank: str = ""
    post: str = ""
    qualification: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A role held by a person, for a unit where the role is a unit's."""

    id: int
    person_id: int
    role: Role
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class Disposition:
    """The Kabag's order. agenda_no is given when it is sent; deadline is UTC."""

    id: int
    state: State
    version: int
    agenda_no: int | None
    agenda_year: int | None
    subject: str
    instruction: str
    nature: Nature
    deadline: datetime | None
    intake_closed: bool
    question: str
    need_article_id: int | None
    author_id: int | None
    created_at: datetime
    letter_from: str = ""  # of the letter it rides on, where there is one
    letter_number: str = ""
    letter_day: date | None = None
    letter_received: date | None = None
    copies: str = ""  # tembusan: to whom the sheet goes in copy, as it is printed
    kasubbag_id: int | None = None  # to whom it is addressed, and who accepted it once it was; None: any Kasubbag

    kind = Kind.DISPOSITION

    @property
    def ref(self) -> str:
        """The short name people use: D-12/2026, or D-baru before it is sent."""
        return f"D-{self.agenda_no}/{self.agenda_year}" if self.agenda_no else "D-baru"

    @property
    def has_letter(self) -> bool:
        """Say whether anything is known of a letter it rides on."""
        return bool(self.letter_from or self.letter_number or self.letter_day or self.letter_received)


@dataclass(frozen=True, slots=True)
class Article:
    """What is to be published. `revision` is the one being worked on or decided about."""

    id: int
    state: State
    version: int
    unit_id: int
    author_id: int
    by_proxy: bool
    disposition_id: int | None
    staf_id: int | None
    revision: int
    title: str
    section: str | None
    info_class: InfoClass | None
    cms_key: str
    remote_url: str | None
    published_revision: int | None
    failure: str | None
    scheduled_at: datetime | None
    created_at: datetime

    kind = Kind.ARTICLE

    @property
    def ref(self) -> str:
        """The short name people use: N-7."""
        return f"N-{self.id}"


#: What the SOP is about, and every card is of: an order, or what is to be published.
Subject = Disposition | Article


@dataclass(frozen=True, slots=True)
class Part:
    """One message's worth of an article's revision: a text, a photo or a file."""

    id: int
    article_id: int
    revision: int
    position: int
    kind: str  # text | photo | document
    text: str
    entities: tuple[dict[str, Any], ...]
    sha256: str
    filename: str
    mime: str
    size: int
    alt: str
    media_group: str = ""  # the album it came in
    origin: str = ""  # Telegram's file_unique_id
    message_id: int = 0  # of the message it came in


@dataclass(frozen=True, slots=True)
class Revision:
    """A submitted state of an article; its content hash is what an approval is bound to."""

    article_id: int
    number: int
    title: str
    section: str
    content_hash: str
    submitted_by: int
    submitted_at: datetime
    base: int | None = None  # of the Kasubbag's small edit: the revision it was made of


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step taken, or being waited for. All times are UTC."""

    id: int
    kind: Kind
    subject_id: int
    step: Step
    who: Who
    unit_id: int | None
    person_id: int | None
    started_at: datetime
    due_at: datetime | None
    remind_at: datetime | None
    rung: int
    finished_at: datetime | None
    finished_by: int | None
    outcome: str | None
    revision: int | None
    takeover_at: datetime | None = None  # from when on the superior may do it
    spent: timedelta | None = None  # a finished one's working time and standard, as they were judged then
    standard: timedelta | None = None
