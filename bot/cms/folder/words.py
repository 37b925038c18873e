"""What the website itself says, in Indonesian and English, and how it writes dates and sizes."""

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
WORDS_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed texts of the website in one language; ``{}`` takes what the name says."""

    skip: str
    menu: str
    home: str
    latest: str
    latest_lead: str
    section_lead: str
    all_of: str
    empty: str
    empty_hint: str
    published: str
    updated: str
    by: str
    minutes: str
    gallery: str
    gallery_alt: str
    attachments: str
    download: str
    tags: str
    older: str
    newer: str
    neighbours: str
    related: str
    breadcrumb: str
    pages: str
    page_of: str
    next_page: str
    previous_page: str
    table: str
    feed: str
    sitemap: str
    sections: str
    information: str
    law: str
    lost: str
    lost_hint: str
    to_home: str
    notice: str
    see: str
    withdrawals: Mapping[Withdrawal, tuple[str, str]]
    days: tuple[str, ...]
    months: tuple[str, ...]
    clock: str
    decimal: str


ID = Words(
    skip="Langsung ke isi",
    menu="Rubrik",
    home="Beranda",
    latest="Kabar terbaru",
    latest_lead="Berita, pengumuman, dan data resmi dari {}.",
    section_lead="Semua informasi dalam rubrik {}, yang terbaru di atas.",
    all_of="Semua di {}",
    empty="Belum ada informasi di sini",
    empty_hint="Informasi yang sudah disetujui akan tampil di halaman ini begitu diterbitkan.",
    published="Terbit",
    updated="Diperbarui",
    by="Oleh",
    minutes="{} menit baca",
    gallery="Galeri foto",
    gallery_alt="Foto {}: {}",
    attachments="Lampiran",
    download="Unduh",
    tags="Tagar",
    older="Sebelumnya",
    newer="Berikutnya",
    neighbours="Artikel sebelum dan sesudah ini",
    related="Baca juga",
    breadcrumb="Letak halaman",
    pages="Halaman daftar",
    page_of="Halaman {} dari {}",
    next_page="Lebih lama",
    previous_page="Lebih baru",
    table="Tabel, dapat digeser ke samping",
    feed="Umpan RSS",
    sitemap="Peta situs",
    sections="Rubrik",
    information="Informasi publik",
    law="Diterbitkan dalam rangka pelaksanaan Undang-Undang Nomor 14 Tahun 2008 "
    "tentang Keterbukaan Informasi Publik.",
    lost="Halaman tidak ditemukan",
    lost_hint="Alamat ini tidak ada atau sudah berubah. Mulailah dari beranda atau pilih rubrik di atas.",
    to_home="Kembali ke beranda",
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
    skip="Skip to content",
    menu="Sections",
    home="Home",
    latest="Latest news",
    latest_lead="News, announcements and official data from {}.",
    section_lead="Everything in the section {}, newest first.",
    all_of="All in {}",
    empty="Nothing here yet",
    empty_hint="Approved information appears on this page as soon as it is published.",
    published="Published",
    updated="Updated",
    by="By",
    minutes="{} min read",
    gallery="Photo gallery",
    gallery_alt="Photo {}: {}",
    attachments="Attachments",
    download="Download",
    tags="Tags",
    older="Previous",
    newer="Next",
    neighbours="Articles before and after this one",
    related="Read also",
    breadcrumb="Breadcrumb",
    pages="Pages of the list",
    page_of="Page {} of {}",
    next_page="Older",
    previous_page="Newer",
    table="Table, scrolls sideways",
    feed="RSS feed",
    sitemap="Site map",
    sections="Sections",
    information="Public information",
    law="Published under Law Number 14 of 2008 on Public Information Disclosure.",
    lost="Page not found",
    lost_hint="There is no such address, or it has changed. Start from the home page or choose a section.",
    to_home="Back to the home page",
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


def reading(words: Words, text: str) -> str:
    """Return how long reading takes, at least one minute."""
    return words.minutes.format(max(1, round(len(text.split()) / WORDS_A_MINUTE)))
