"""Penarikan halaman: its three kinds, what is asked, and what is seen afterwards."""

from __future__ import annotations

from markupsafe import Markup

from bot.sop.roles import Who
from bot.texts.formats import page_name, quote, shorten
from bot.texts.indonesian.names import NameTexts

_CHOICES = {
    "ralat": "Ralat: isinya keliru",
    "digabung": "Digabung ke halaman lain",
    "ditarik": "Ditarik: tidak ditampilkan lagi",
}
_ASKED = {
    "ralat": "<b>Apa yang keliru?</b> Ketik catatan ralatnya; catatan ini tetap tampil pada halaman.",
    "digabung": "<b>Mengapa digabung?</b> Ketik catatannya; catatan dan tautannya tampil pada halaman lama.",
    "ditarik": "<b>Mengapa ditarik dari situs?</b> Ketik alasannya; alasan ini tampil pada halaman.",
}
_REASONS = {
    "ralat": ["Terdapat kekeliruan data", "Terdapat kekeliruan jadwal"],
    "digabung": ["Isinya sudah termuat di halaman lain"],
    "ditarik": ["Informasi sudah tidak berlaku", "Kegiatan dibatalkan"],
}
#: The grave reasons: as their buttons say them, and as they stand on the public page.
_GRAVE = {
    "personal": ("Memuat data pribadi", "Memuat data pribadi"),
    "excluded": ("Memuat informasi yang dikecualikan", "Memuat informasi yang dikecualikan"),
    "dangerous": ("Keliru dan membahayakan warga", "Isinya keliru dan dapat merugikan warga"),
    "tampered": ("Diubah pihak lain", "Isinya diubah pihak yang tidak berwenang"),
}


class WithdrawTexts(NameTexts):
    """Texts of withdrawals."""

    def ask_withdrawal(self) -> Markup:
        """Ask for the kind."""
        return Markup(
            "<b>Bagaimana halaman ini ditarik?</b> Dengan cara mana pun, naskahnya tidak tampil lagi; alamatnya tetap"
            " ada dan menampilkan catatan Anda. Untuk sekadar membetulkan isi, pakai “Perbaiki (ralat)”."
        )

    def withdrawal_choice(self, kind: str) -> str:
        """Label a kind."""
        return _CHOICES[kind]

    def choose_withdrawal(self) -> str:
        """Ask to choose where something was typed."""
        return "Pilih dahulu cara penarikannya pada kartu."

    def ask_withdrawal_reason(self, kind: str) -> Markup:
        """Ask for the reason or note."""
        return Markup(_ASKED[kind])  # noqa: S704 - our own words

    def withdrawal_reasons(self, kind: str) -> list[str]:
        """Offer reasons that need no typing."""
        return _REASONS[kind]

    def confirm_withdrawal(self, kind: str, reason: str) -> Markup:
        """Show what will happen and what will stand on the page, before it does."""
        return Markup(
            "<b>Halaman ini akan ditarik dari situs.</b>\nCara: {}\nYang tampil pada halamannya:\n{}\nSudah benar?"
            " Ketuk tombolnya; untuk mengubah alasannya, ketik lagi."
        ).format(_CHOICES[kind], quote(reason))

    def withdrawal_sure(self) -> str:
        """Label the button that takes the page off."""
        return "Ya, tarik dari situs"

    def ask_off(self) -> Markup:
        """Ask an official or the Kabag why a page is to be taken off, and say what comes of it."""
        return Markup(
            "<b>Mengapa halaman ini perlu ditarik?</b> Ketik alasannya; {} memutuskannya. Untuk empat alasan mendesak"
            " di bawah (⚡), Anda dapat menariknya <b>saat ini juga</b> tanpa menunggu."
        ).format(self.title_of(Who.KASUBBAG))

    def grave_choice(self, kind: str) -> str:
        """Label a grave reason."""
        return f"⚡ {_GRAVE[kind][0]}"

    def grave_reason(self, kind: str) -> str:
        """Give a grave reason as it stands on the public page."""
        return _GRAVE[kind][1]

    def ask_pull(self, kind: str) -> Markup:
        """Ask whether one is sure of taking a page off now."""
        return Markup(
            "<b>Tarik halaman ini sekarang?</b> Naskahnya langsung tidak tampil lagi; di tempatnya tertulis: <i>{}</i>."
            " {}, Staf, penulis, dan pejabat unitnya langsung diberi tahu."
        ).format(self.grave_reason(kind), self.title_of(Who.KASUBBAG))

    def pull_now(self) -> str:
        """Label the tap that takes the page off."""
        return "Ya, tarik sekarang"

    def ask_target(self, *, found: bool) -> Markup:
        """Ask which page this one is merged into."""
        if found:
            return Markup(
                "<b>Digabung ke halaman mana?</b> Pilih di bawah, ketik kata untuk mencari, atau kirim tautannya."
            )
        return Markup("Tidak ada halaman tayang yang cocok. Ketik kata lain, atau kirim tautan halamannya.")

    def merged_into(self, name: str, url: str) -> Markup:
        """Say which page was chosen."""
        return Markup('Digabung ke: <a href="{}">{}</a>').format(url, shorten(name, 80))

    def target_not_live(self) -> str:
        """Refuse a page that visitors do not see, or the page itself."""
        return "Halaman itu tidak sedang tayang, atau halaman ini sendiri. Pilih halaman lain."

    def target_not_ours(self, site: str) -> str:
        """Refuse a link that leads elsewhere."""
        return f"Tautan itu bukan halaman situs kita. Kirim tautan yang berawalan {page_name(site)}."

    def withdrawn_alone(self, ref: str, url: str) -> Markup:
        """Tell Staf and Kasubbag that a page was withdrawn without the link, since its target does not open."""
        return Markup(
            "⚠ Naskah {} ditarik <b>tanpa tautan</b>: halaman tujuannya tidak dapat dibuka ({}). Periksa alamatnya."
        ).format(ref, page_name(url))

    def files_stay(self, ref: str, count: int) -> Markup:
        """Tell Staf and Kasubbag that the website keeps the photos and files of a page that was withdrawn."""
        return Markup(
            "Naskah {} sudah ditarik, tetapi <b>{} foto atau berkasnya masih ada</b> di pustaka media situs dan dapat"
            " dibuka lewat alamatnya. Hapus di sana jika tidak dipakai halaman lain."
        ).format(ref, count)

    def still_shows(self, ref: str, url: str) -> Markup:
        """Tell Staf and Kasubbag that visitors still see what was withdrawn."""
        return Markup(
            '🚨 Naskah {} sudah ditarik, tetapi <b>isinya masih tampil</b> bagi publik: <a href="{}">{}</a>. Mohon'
            " hapus langsung di situs web, atau kosongkan cache-nya."
        ).format(ref, url, page_name(url))

    def fact_gone(self, at: str) -> Markup:
        """Say that visitors do not see the text any more."""
        return Markup("Bukti penarikan: naskah tidak tampil lagi bagi publik, {}").format(at)
