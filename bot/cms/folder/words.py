"""What the site around the articles says, in Indonesian and English."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

WORDS_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed texts of the site in one language; ``{}`` takes what the name says."""

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
    minutes: str
    gallery_alt: str
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
    minutes="{} menit baca",
    gallery_alt="Foto {}: {}",
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
    minutes="{} min read",
    gallery_alt="Photo {}: {}",
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
)  # fmt: skip

LANGUAGES = MappingProxyType({"id": ID, "en": EN})


def reading(words: Words, text: str) -> str:
    """Return how long reading takes, at least one minute."""
    return words.minutes.format(max(1, round(len(text.split()) / WORDS_A_MINUTE)))
