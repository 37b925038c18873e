"""What a website itself says of an article, in Indonesian and English, and how it writes dates and sizes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.cms.base import Withdrawal

# Keppres 41/1987 divides the country into these three; none has summer time.
ZONES = MappingProxyType({
    "Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Ujung_Pandang": "WITA",
    "Asia/Jayapura": "WIT",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed texts around an article in one language."""

    by: str
    gallery: str
    attachments: str
    notice: str
    see: str
    withdrawals: Mapping[Withdrawal, tuple[str, str]]
    days: tuple[str, ...]
    months: tuple[str, ...]
    clock: str
    decimal: str


ID = Words(
    by="Oleh",
    gallery="Galeri foto",
    attachments="Lampiran",
    notice="Pemberitahuan",
    see="Baca gantinya",
    withdrawals=MappingProxyType({
        "ralat": ("Diralat", "Isi halaman ini keliru dan telah diralat."),
        "digabung": ("Digabung", "Isi halaman ini telah digabung dengan halaman lain."),
        "ditarik": ("Ditarik", "Halaman ini telah ditarik dan isinya tidak lagi ditampilkan."),
    }),
    days=("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    months=("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
            "Oktober", "November", "Desember"),
    clock="%H.%M",
    decimal=",",
)  # fmt: skip

EN = Words(
    by="By",
    gallery="Photo gallery",
    attachments="Attachments",
    notice="Notice",
    see="Read its replacement",
    withdrawals=MappingProxyType({
        "ralat": ("Corrected", "This page was wrong and has been corrected."),
        "digabung": ("Merged", "This page has been merged with another page."),
        "ditarik": ("Withdrawn", "This page has been withdrawn and its content is no longer shown."),
    }),
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=("January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December"),
    clock="%H:%M",
    decimal=".",
)  # fmt: skip

LANGUAGES = MappingProxyType({"id": ID, "en": EN})


def day(words: Words, at: datetime, zone: ZoneInfo) -> str:
    """Return like "23 November 2026" on the clocks of the regency."""
    local = at.astimezone(zone)
    return f"{local.day} {words.months[local.month - 1]} {local.year}"


def moment(words: Words, at: datetime, zone: ZoneInfo) -> str:
    """Return like "Senin, 23 November 2026, 14.05 WIB"."""
    local = at.astimezone(zone)
    label = ZONES.get(zone.key) or local.strftime("%Z")
    weekday = words.days[local.weekday()]
    return f"{weekday}, {day(words, at, zone)}, {local.strftime(words.clock)} {label}"


def size(words: Words, count: int) -> str:
    """Return bytes like "1,2 MB", with the decimal sign of the language."""
    if count < 1000:  # noqa: PLR2004
        return f"{count} B"
    if count < 1_000_000:  # noqa: PLR2004
        return f"{round(count / 1000)} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", words.decimal)
