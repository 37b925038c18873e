"""Penolakan: why something cannot be done, and what to do instead. Plain text of at most 200 characters."""

from __future__ import annotations

from markupsafe import Markup

from bot.sop.flow import State
from bot.sop.needs import Need, Reason
from bot.sop.roles import Who
from bot.texts.formats import TOAST, shorten
from bot.texts.indonesian.names import NameTexts

_NOT_ALL_LIVE = (
    "Laporan disiapkan otomatis setelah sedikitnya satu naskah tayang dan tidak ada lagi naskah yang diproses."
    " Anda tidak perlu mengetuk lagi."
)


class RefusalTexts(NameTexts):
    """Texts of refusals and of the answers to taps."""

    def refusal(self, why: str, ref: str, state: State, happened: str) -> str:
        """Say why a move was not made; `happened` is what was done last, already in words."""
        words = {
            Reason.NOT_YOURS.value: f"Tindakan ini bukan wewenang Anda untuk {ref}.",
            Reason.NOT_NOW.value: self._not_now(ref, state, happened),
            "stale": f"{ref} sudah berubah sejak kartu ini dibuat. Kartunya diperbarui; periksa, lalu ketuk lagi.",
            Need.REASON.value: "Alasan wajib diisi.",
            Need.NOT_AUTHOR.value: "Penulis tidak boleh memverifikasi naskahnya sendiri; mintalah pejabat lain.",
            Need.CHECKLIST.value: "Naskah belum lengkap. Yang masih kurang tertulis pada kartu.",
            Need.CLASS.value: "Pilih klasifikasi informasinya.",
            Need.APPROVED.value: "Isi naskah ini belum disetujui oleh pejabat berwenang unitnya.",
            Need.DISPOSITION.value: "Belum ada disposisi yang berjalan untuk naskah ini. Terima disposisinya dahulu.",
            Need.SUBJECT.value: "Perihal belum diisi. Ketuk “Perihal”, isi, lalu kirim lagi.",
            Need.ALL_LIVE.value: _NOT_ALL_LIVE,
            Need.ANSWERED.value: "Jawab dahulu pertanyaan pada kartu.",
            Need.LINK.value: "Halaman diterbitkan dengan tangan. Ketuk “Kirim tautan”, lalu kirim alamat halamannya.",
            Need.UNATTENDED.value: "Situs ini diterbitkan dengan tangan, jadi tidak dapat dijadwalkan.",
            Need.TIME.value: "Waktu itu sudah lewat. Pilih waktu lain.",
            Need.CHANGED.value: "Belum ada yang berubah. Sunting dahulu, lalu kirim.",
            Need.LIVE.value: "Halamannya belum tayang, jadi tidak ada yang dapat ditarik.",
            Need.GRAVE.value: "Untuk alasan itu halamannya tidak langsung ditarik. Ketuk “Minta penarikan halaman”.",
            Need.SECOND.value: "Anda sendiri yang melihatnya tayang. Yang memastikan harus orang kedua.",
            Need.IN_PERSON.value: f"Hanya {self.title_of(Who.KABAG)} sendiri yang dapat, bukan penggantinya.",
            Need.EDITED.value: "Ini bukan sunting kecil. Kembalikan naskahnya dengan alasan.",
        }.get(why, "Tindakan ini tidak dapat dilakukan.")
        return shorten(words, TOAST)

    def _not_now(self, ref: str, state: State, happened: str) -> str:
        if happened:
            return f"{ref} sudah berlanjut. {happened}"
        return f"Tindakan ini tidak dapat dilakukan sekarang. Status {ref}: {self.state(state)}."

    def accepted_already(self, ref: str, name: str | None) -> str:
        """Answer a second tap on what was accepted: who has it; None: the one who tapped."""
        said = f"{ref} sudah diterima dan ditangani oleh {name}." if name else f"{ref} sudah Anda terima."
        return shorten(said, TOAST)

    def you(self) -> str:
        """Name the one who tapped, where it is their own turn next."""
        return "Anda"

    def unknown_button(self) -> str:
        """Answer a button that none of our cards carries."""
        return "Tombol ini tidak dikenal. Ketik /tugas untuk daftar tugas Anda."

    def not_your_thing(self) -> str:
        """Answer a tap on something this person has no part in."""
        return "Ini tidak termasuk tugas Anda. Ketik /tugas untuk daftar tugas Anda."

    def no_longer_yours(self, ref: str) -> Markup:
        """Stand in the place of a card its reader may not see any more."""
        return Markup("{} tidak lagi termasuk tugas Anda.").format(ref)

    def view_gone(self) -> str:
        """Answer words or a choice that came too late for the view they were for."""
        return "Isian itu sudah ditutup. Bukalah lagi dari kartunya."

    def words_needed(self) -> str:
        """Ask for words where something else came."""
        return "Jawabannya perlu berupa teks. Ketik lalu kirim, atau ketik /batal."

    def too_long(self, limit: int, length: int) -> str:
        """Say that a text is too long."""
        return (
            f"Terlalu panjang: {self.number(length)} karakter, paling banyak {self.number(limit)}."
            " Persingkat, lalu kirim lagi."
        )

    def moment_unclear(self) -> str:
        """Ask for a moment again."""
        return "Waktunya belum terbaca. Contoh: besok 14.00, atau 25-11-2026 14.00."

    def moment_past(self) -> str:
        """Say that a moment has passed."""
        return "Waktu itu sudah lewat. Pilih waktu yang akan datang."

    def type_it(self) -> str:
        """Say that the answer is to be typed."""
        return "Ketik jawaban Anda, lalu kirim."

    def sent_below(self) -> str:
        """Say that something was sent below."""
        return "Dikirim di bawah."

    def disposition_asked(self, kabag: list[str]) -> str:
        """Say that the Kabag was asked for a disposisi."""
        return shorten(f"Permintaan disposisi disampaikan kepada {self.people(kabag)}.", TOAST)

    def anonymous_refused(self) -> str:
        """Refuse a decision from somebody who cannot be told apart."""
        return "Keputusan hanya dapat diambil dari akun pribadi, dalam percakapan langsung dengan bot."
