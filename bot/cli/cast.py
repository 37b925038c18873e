"""The cast of the rehearsal: an office of twelve named people, their units, their group and their policy."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.desk.people import members
from bot.holidays import indonesian_holidays
from bot.rehearsal.world import Group
from bot.sop.model import UnitKind
from bot.sop.office import Office, SectionRule, Website
from bot.sop.roles import Role
from bot.sop.worktime import Calendar
from storage import people
from storage.store import Tx

TOKEN = "123456:latihan"  # noqa: S105 - opens nothing but the rehearsal
ZONE = ZoneInfo("Asia/Jakarta")

PRESS, DOCS = "Subag Pemberitaan", "Subag Publikasi dan Dokumentasi"
HEALTH, SCHOOLS = "Dinas Kesehatan", "Dinas Pendidikan"
UNITS = {PRESS: UnitKind.INTERNAL, DOCS: UnitKind.INTERNAL, HEALTH: UnitKind.EXTERNAL, SCHOOLS: UnitKind.EXTERNAL}

SECTIONS = (
    SectionRule("berita", "Berita"),
    SectionRule("pengumuman", "Pengumuman"),
    SectionRule("agenda", "Agenda"),
    SectionRule("informasi-publik", "Informasi Publik"),
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the rehearsal's office."""

    id: int
    first: str
    last: str
    roles: tuple[tuple[Role, str | None], ...]
    label: str

    @property
    def name(self) -> str:
        """The name in full."""
        return f"{self.first} {self.last}"


OFFICE = (
    Member(1001, "Bambang", "Wijaya", ((Role.KABAG, None),), "Kabag Kominfo dan Humas"),
    Member(1002, "Siti", "Aminah", ((Role.KASUBBAG, None),), "Kasubbag Komunikasi"),
    Member(1003, "Rudi", "Hartono", ((Role.STAF, None),), "Staf Komunikasi"),
    Member(1004, "Dewi", "Lestari", ((Role.STAF, None),), "Staf Komunikasi"),
    Member(1005, "Agus", "Salim", ((Role.CONTRIBUTOR, PRESS),), f"Kontributor {PRESS}"),
    Member(1006, "Maya", "Putri", ((Role.CONTRIBUTOR, DOCS),), "Kontributor Subag Pub Dok"),
    Member(1007, "Rina", "Kartika", ((Role.CONTRIBUTOR, HEALTH),), f"Kontributor {HEALTH}"),
    Member(1008, "Hasan", "Basri", ((Role.VERIFIER, HEALTH),), f"Pejabat berwenang {HEALTH}"),
    Member(1009, "Tono", "Prasetyo", ((Role.CONTRIBUTOR, SCHOOLS),), f"Kontributor {SCHOOLS}"),
    Member(1010, "Yuni", "Astuti", ((Role.VERIFIER, SCHOOLS),), f"Pejabat berwenang {SCHOOLS}"),
    Member(1011, "Lukman", "Hakim", ((Role.PPID, None),), "PPID"),
    Member(1012, "Fitri", "Handayani", ((Role.ADMIN, None),), "Admin"),
)

GROUP = Group(-5001, "Grup Humas Setda", [m.id for m in OFFICE[:4]])


def office(site_url: str) -> Office:
    """Give the policy of the rehearsal's office: the SOP's own times, a real Indonesian calendar."""
    return Office(
        name="Bagian Kominfo dan Humas Setda Kabupaten Nusaraya",
        place="Nusaraya",
        calendar=Calendar(ZONE, holidays=indonesian_holidays),
        website=Website("Portal Kabupaten Nusaraya", site_url),
        sections=SECTIONS,
        report_group=GROUP.id,
    )


def seed(tx: Tx) -> None:
    """Put the office's people into an empty database; a second time changes nothing."""
    units = {name: people.add_unit(tx, name, kind) for name, kind in UNITS.items()}
    for member in OFFICE:
        if people.by_telegram(tx, member.id) is None:
            person_id = people.add_person(tx, member.name, member.id, "id")
            for role, unit in member.roles:
                members.enrol(tx, person_id, role, units[unit] if unit else None)
