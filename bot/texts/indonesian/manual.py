"""Terbit dengan tangan: the words where a person publishes, sends the link, and takes pages off."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from bot.texts.formats import bold, page_name, quote, shorten
from bot.texts.indonesian.failures import FailureTexts

HandButton = Literal["link", "package", "updated", "again", "off"]

_LABELS: dict[HandButton, str] = {
    "link": "🔗 Kirim tautan",
    "package": "📦 Kirim paket lagi",
    "updated": "✅ Halaman yang sama sudah saya perbarui",
    "again": "🔁 Periksa lagi halaman itu",
    "off": "✅ Sudah saya turunkan",
}

OddLink = Literal["no_link", "other_site", "home_page", "insecure"]

_ODD: dict[OddLink, str] = {
    "no_link": "Belum ada alamat halaman di pesan ini. Buka halamannya di peramban, salin alamatnya, lalu kirim.",
    "other_site": "Alamat itu bukan di situs {}. Kirim alamat halaman di situs itu.",
    "home_page": "Itu halaman depan situs. Buka halaman naskahnya, lalu kirim alamatnya.",
    "insecure": "Kirim alamat yang diawali https://.",
}


class ManualTexts(FailureTexts):
    """Texts of publishing by hand."""

    def hand_label(self, name: HandButton) -> str:
        """Label a button of somebody who publishes by hand."""
        return _LABELS[name]

    def package_caption(self, ref: str, number: int, count: int) -> str:
        """Say what a ZIP is, under it; plain text."""
        if count > 1:
            return f"Paket {ref}, bagian {number} dari {count}. Satukan semua bagiannya di satu folder."
        return f"Paket {ref}. Buka BACA-DAHULU.txt: halaman jadi, teks, foto, dan keterangannya ada di dalam."

    def package_coming(self) -> str:
        """Answer the wish for a package."""
        return "Paketnya sedang disiapkan dan dikirim di bawah."

    def package_failed(self, ref: str, words: str) -> Markup:
        """Say that a package could not be made."""
        return Markup("⚠ Paket naskah {} <b>belum dapat dibuat</b>: {} Ketuk “Kirim paket lagi” pada kartunya.").format(
            ref, words
        )

    def ask_link(self) -> Markup:
        """Ask for the address at which a page was put."""
        return Markup(
            "Kirim alamat halaman yang sudah terbit. Buka halamannya tanpa masuk (login), salin alamatnya, lalu"
            " tempel di sini. Bot langsung memeriksanya."
        )

    def link_odd(self, why: OddLink, host: str) -> str:
        """Say why a link can be no page of the website."""
        return _ODD[why].format(host)

    def link_stays(self, url: str) -> str:
        """Say that a correction stays on its page."""
        return f"Ralat dimuat di halaman yang sama: {url} Perbarui halaman itu, lalu ketuk tombol di kartunya."

    def link_taken(self, ref: str) -> str:
        """Say that another article is at this address."""
        return f"Alamat itu halaman naskah {ref}. Periksa, lalu kirim alamat halaman naskah ini."

    def link_received(self, ref: str) -> str:
        """Say that a link was taken and the page is being looked at."""
        return f"Terima kasih. Halaman {ref} sedang diperiksa; hasilnya tampil pada kartunya."

    def which_link(self, refs: list[str]) -> str:
        """Ask for which of several articles a link was meant."""
        return f"Tautan ini untuk naskah yang mana? Ketuk “Kirim tautan” pada kartunya: {self.people(refs, 6)}."

    def hand_failure(self, code: str, lacking: str) -> Markup:
        """Say why a page was not proven, and where to look."""
        where = Markup(" Yang belum tampil:{}").format(quote(lacking)) if lacking else Markup()
        return Markup("⚠ <b>Halamannya belum dapat dinyatakan tayang.</b> {}{}").format(self.failure_words(code), where)

    def take_off(self, url: str, *, yours: bool) -> Markup:
        """Ask for a withdrawn page to be taken off, or say who is asked."""
        link = Markup('<a href="{}">{}</a>').format(url, page_name(url))
        if yours:
            return Markup(
                "👉 <b>Giliran Anda.</b> Turunkan halaman ini dengan tangan, atau ganti isinya dengan pemberitahuan:"
                " {}. Sesudah itu ketuk “Sudah saya turunkan”; bot memeriksa apakah isinya benar-benar hilang."
            ).format(link)
        return Markup("Menunggu Staf menurunkan halamannya dengan tangan: {}.").format(link)

    def take_down(self, ref: str, title: str, url: str) -> Markup:
        """Ask for a page to be taken off whose article went back before it was proven."""
        return Markup(
            "⚠ Naskah {} {} tidak jadi terbit. Bila halamannya sudah dipasang, mohon turunkan dengan tangan:"
            ' <a href="{}">{}</a>'
        ).format(ref, bold(shorten(title, 80)), url, page_name(url))

    def looking_if_gone(self) -> str:
        """Answer somebody who took a page off."""
        return "Terima kasih. Bot sedang memeriksa halamannya."

    def still_there(self, ref: str) -> Markup:
        """Say that a page still shows its text."""
        return Markup(
            "⚠ Halaman {} <b>masih menampilkan isinya</b>. Turunkan halamannya, kosongkan tembolok (cache) situs bila"
            " ada, lalu ketuk “Sudah saya turunkan” lagi."
        ).format(ref)

    def not_looked(self, ref: str) -> Markup:
        """Say that it could not be seen whether a page is gone."""
        return Markup(
            "⚠ Halaman {} belum dapat diperiksa karena situs tidak menjawab. Ketuk “Sudah saya turunkan” beberapa saat"
            " lagi."
        ).format(ref)
