"""The office of the simulated year: forty units, their people, and the hours each of them keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from bot.desk.people import members
from bot.holidays import indonesian_holidays
from bot.sop.model import UnitKind
from bot.sop.office import Office, SectionRule, Website
from bot.sop.roles import Role
from bot.sop.worktime import PERPRES_RAMADAN_WEEK, Calendar, Profile, Week
from storage import people
from storage.store import Tx

ZONE = ZoneInfo("Asia/Jakarta")

INTERNAL = ("Subag Pemberitaan", "Subag Publikasi dan Dokumentasi")
SERVICES = (
    "Dinas Kesehatan", "Dinas Pendidikan", "Dinas Sosial", "Dinas Perhubungan", "Dinas Pertanian",
    "Dinas Perikanan", "Dinas Perdagangan", "Dinas Perindustrian", "Dinas Pariwisata", "Dinas Pemuda dan Olahraga",
    "Dinas Lingkungan Hidup", "Dinas Pekerjaan Umum", "Dinas Perumahan", "Dinas Ketahanan Pangan",
    "Dinas Pemberdayaan Masyarakat", "Dinas Kependudukan", "Dinas Tenaga Kerja", "Dinas Koperasi",
    "Dinas Perpustakaan dan Kearsipan", "Dinas Penanaman Modal", "Badan Kepegawaian", "Badan Pendapatan",
    "Badan Keuangan", "Badan Perencanaan", "Badan Penanggulangan Bencana", "Badan Kesatuan Bangsa", "Inspektorat",
    "Satuan Polisi Pamong Praja", "Sekretariat DPRD", "RSUD Nusaraya", "Bagian Hukum", "Bagian Organisasi",
    "Bagian Umum", "Bagian Pemerintahan", "Bagian Perekonomian", "Bagian Kesejahteraan Rakyat",
    "Kecamatan Sukamaju", "Kecamatan Mekarsari",
)  # fmt: skip
UNITS = INTERNAL + SERVICES

#: Direct-service units work six days a week (Perpres 21/2023 leaves their hours to them).
SIX_DAYS = ("RSUD Nusaraya", "Badan Penanggulangan Bencana", "Dinas Perpustakaan dan Kearsipan")

_MORNING, _AFTERNOON = (time(7), time(12)), (time(12, 30), time(14))
_DAY = (_MORNING, _AFTERNOON)
SIX_DAY_WEEK: Week = (_DAY, _DAY, _DAY, _DAY, ((time(7), time(11)),), ((time(7), time(12)),), ())

SECTIONS = (
    SectionRule("berita", "Berita"),
    SectionRule("pengumuman", "Pengumuman"),
    SectionRule("agenda", "Agenda"),
    SectionRule("informasi-publik", "Informasi Publik"),
)

#: Ramadan 1447 H, by the government's decision.
RAMADAN = Profile(date(2026, 2, 18), date(2026, 3, 19), PERPRES_RAMADAN_WEEK)

_FIRST = (
    "Bambang", "Siti", "Rudi", "Dewi", "Indra", "Lukman", "Fitri", "Agus", "Maya", "Rina", "Hasan", "Tono", "Yuni",
    "Joko", "Wati", "Eko", "Nur", "Hadi", "Lestari", "Budi", "Ratna", "Slamet", "Endang", "Teguh", "Sari", "Wahyu",
    "Kartini", "Dedi", "Mega", "Rahmat", "Tuti",
)  # fmt: skip
_LAST = (
    "Wijaya",
    "Aminah",
    "Hartono",
    "Lestari",
    "Saputra",
    "Hakim",
    "Handayani",
    "Salim",
    "Putri",
    "Kartika",
    "Basri",
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the office: `id` at Telegram, `number` in the bot's table."""

    number: int
    name: str
    role: Role
    unit: str | None

    @property
    def id(self) -> int:
        """The number Telegram knows somebody by."""
        return 2000 + self.number


def _members() -> tuple[Member, ...]:
    posts: list[tuple[Role, str | None]] = [
        (Role.KABAG, None), (Role.KASUBBAG, None), (Role.STAF, None), (Role.STAF, None), (Role.STAF, None),
        (Role.PPID, None), (Role.ADMIN, None),
    ]  # fmt: skip
    posts += [(Role.CONTRIBUTOR, unit) for unit in UNITS]
    posts += [(Role.VERIFIER, unit) for unit in SERVICES]
    return tuple(
        Member(i + 1, f"{_FIRST[i % len(_FIRST)]} {_LAST[(i + i // len(_FIRST)) % len(_LAST)]}", role, unit)
        for i, (role, unit) in enumerate(posts)
    )


MEMBERS = _members()


def office(site_url: str = "") -> Office:
    """Give the policy of the office: the SOP's own times, the real calendar of 2026 with Ramadan."""
    return Office(
        name="Bagian Kominfo dan Humas Setda Kabupaten Nusaraya",
        place="Nusaraya",
        calendar=Calendar(ZONE, holidays=indonesian_holidays, profiles=(RAMADAN,)),
        website=Website("Portal Kabupaten Nusaraya", site_url),
        sections=SECTIONS,
        unit_hours={unit: Calendar(ZONE, week=SIX_DAY_WEEK, holidays=indonesian_holidays) for unit in SIX_DAYS},
    )


def seed(tx: Tx) -> None:
    """Put the units and people into an empty database, numbered from 1 in the order of UNITS and MEMBERS."""
    kinds = {unit: UnitKind.INTERNAL if unit in INTERNAL else UnitKind.EXTERNAL for unit in UNITS}
    units = {unit: people.add_unit(tx, unit, kinds[unit]) for unit in UNITS}
    for member in MEMBERS:
        person_id = people.add_person(tx, member.name, member.id, "id")
        members.enrol(tx, person_id, member.role, units[member.unit] if member.unit else None)
