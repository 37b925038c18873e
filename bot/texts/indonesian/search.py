"""Pencarian: how to search, and what was found."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from bot.sop.flow import State
from bot.texts.formats import bold, label, page_name, shorten
from bot.texts.indonesian.names import NameTexts


class SearchTexts(NameTexts):
    """Texts of /cari."""

    def search_help(self) -> Markup:
        """Say how to search."""
        return Markup(
            "🔎 <b>Cari naskah</b>\nKetik kata setelah perintahnya, misalnya:\n"
            "<code>/cari vaksinasi puskesmas</code>\n\n"
            "Yang dicari: judul, isi, dan unit. Awal kata sudah cukup. Dapat dipersempit:\n"
            "<code>/cari vaksinasi dinas:kesehatan sejak:2026-10 sampai:2026-11</code>\n"
            "<code>/cari judul:vaksinasi</code>"
        )

    def search_results(self, words: str, hits: list[Markup]) -> Markup:
        """Show one page of results, newest first."""
        return Markup("🔎 <b>{}</b>, terbaru di atas\n\n{}").format(shorten(words, 80), Markup("\n\n").join(hits))

    def hit(self, ref: str, title: str, unit: str, at: datetime, state: State, url: str | None) -> Markup:
        """Show one result: title, unit, date, state, and the public page where there is one."""
        link = Markup('\n<a href="{}">{}</a>').format(url, page_name(url)) if url else Markup("")
        return Markup("{} {}\n{} · {} · {}{}").format(
            bold(ref), shorten(title, 120) or "(belum berjudul)", unit, self.day(at), self.state(state), link
        )

    def open_hit(self, ref: str, title: str) -> str:
        """Label the button that opens a result's card."""
        return label(f"{ref} {title}")

    def more_hits(self) -> str:
        """Label the button that shows the next page of results."""
        return "Hasil berikutnya ›"

    def nothing_found(self, words: str) -> Markup:
        """Say that nothing was found, and what could help."""
        return Markup(
            "Tidak ada naskah yang cocok dengan <b>{}</b>. Coba kata yang lebih sedikit atau lebih pendek; ketik /cari"
            " saja untuk petunjuknya."
        ).format(shorten(words, 120))

    def nothing_more(self) -> Markup:
        """Say that there are no more results."""
        return Markup("Tidak ada hasil lagi.")

    def search_date_unclear(self, words: str) -> Markup:
        """Say how a date is written in a search."""
        return Markup(
            "Tanggal <b>{}</b> belum terbaca. Tulis misalnya <code>sejak:2026-10</code> atau"
            " <code>sampai:25-11-2026</code>."
        ).format(shorten(words, 60) or "…")

    def search_forgotten(self) -> str:
        """Answer the next-page button of a search made long ago."""
        return "Pencarian itu sudah terlalu lama. Ketik /cari lagi."
