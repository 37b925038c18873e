"""Kartu naskah: what a reader sees of an article."""

from __future__ import annotations

from datetime import datetime, timedelta

from markupsafe import Markup

from bot.sop.model import InfoClass
from bot.sop.roles import Who
from bot.texts.formats import bold, label, page_name, quote, shorten
from bot.texts.indonesian.failures import FailureTexts
from bot.texts.indonesian.names import NameTexts
from bot.texts.labels import Label

#: Buttons that are no move.
_BUTTONS = {
    Label.BACK: "‹ Kembali",
    Label.READ: "Baca naskah",
    Label.CHANGES: "Apa yang berubah",
    Label.HISTORY: "Riwayat",
    Label.MEND: "✏ Perbaiki naskah",
    Label.TITLE: "Ubah judul",
    Label.SECTION: "Ubah rubrik",
    Label.PHOTOS: "🖼 Atur foto",
    Label.PARTS: "Hapus bagian",
    Label.PREVIEW: "Pratinjau",
    Label.TEXT: "Ganti seluruh teks",
    Label.UNIT: "Ganti unit",
    Label.USE_CAPTION: "Pakai keterangan foto",
    Label.ASK_DISPOSITION: "Minta disposisi",
    Label.CANCEL_ARTICLE: "Batalkan naskah",
    Label.CANCEL_CORRECTION: "Batalkan ralat",
    Label.CANCEL_DISPOSITION: "Batalkan disposisi",
    Label.CHOSEN: "✔ Selesai memilih",
    Label.CONTRIBUTE: "✏ Tulis naskah",
    Label.FILES: "Lihat lampiran",
    Label.PRINT_COMPLETION: "Laporan (PDF)",
    Label.PRINT_DISPOSITION: "Lembar disposisi (PDF)",
    Label.FULL_REPORT: "Laporan lengkap",
    Label.ANSWER: "Jawab pertanyaan",
    Label.DISCARD: "Tidak jadi",
    Label.HAND_ON: "Alihkan ke staf lain",
}


class ArticleTexts(FailureTexts, NameTexts):
    """Texts of the article's card."""

    def article_head(self, ref: str, title: str, unit: str, external: bool, revision: int) -> Markup:
        """Say which article this is."""
        name = Markup("📄 <b>Naskah {}</b> · {}{}").format(ref, unit, " (eksternal)" if external else "")
        version = Markup(" · revisi ke-{}").format(revision) if revision > 1 else Markup("")
        return Markup("{}{}\n{}").format(name, version, bold(title or "(belum berjudul)"))

    def fact_disposition(self, ref: str, subject: str) -> Markup:
        """Say under which disposisi."""
        return Markup("Disposisi: {} – {}").format(ref, shorten(subject, 80))

    def fact_section(self, name: str) -> Markup:
        """Say in which section of the website."""
        return Markup("Rubrik: {}").format(name)

    def fact_class(self, kind: InfoClass) -> Markup:
        """Say the information class."""
        return Markup("Klasifikasi informasi: {}").format(self.info_class(kind))

    def fact_verified(self, name: str) -> Markup:
        """Say who verified exactly this revision."""
        return Markup("✔ Terverifikasi oleh {}").format(name)

    def fact_proxy(self, name: str) -> Markup:
        """Say who registered it on behalf of the unit."""
        return Markup("Didaftarkan atas nama unit oleh {}").format(name)

    def fact_link(self, url: str) -> Markup:
        """Give the page's address."""
        return Markup('Tautan: <a href="{}">{}</a>').format(url, page_name(url))

    def fact_proof(self, ok: bool, code: str, at: datetime) -> Markup:
        """Say what the last look at the public page saw (bukti tayang)."""
        if ok:
            return Markup("Bukti tayang: halaman dapat dilihat publik, {}").format(self.when(at))
        return Markup("⚠ Pemeriksaan halaman {}: {}").format(self.when(at), self.failure_words(code))

    def fact_eyes(self, names: list[str], at: datetime) -> Markup:
        """Say who confirmed with their own eyes that the page is live."""
        return Markup("Bukti tayang: dikonfirmasi dengan mata oleh {}, {}").format(self.people(names), self.when(at))

    def unproven(self, code: str, quoted: str) -> Markup:
        """Say that the website took the page, and what a look saw instead of what was approved."""
        seen = quote(shorten(quoted, 200)) if quoted else Markup("")
        return Markup("🟡 <b>Terbit, belum terbukti.</b> Halamannya sudah di situs. {}{}").format(
            self.failure_words(code), seen
        )

    def small_differences(self, count: int, quoted: str) -> Markup:
        """Say how little the page differs from what was approved, quoting both (approved → shown)."""
        return Markup("Tayang, dengan {} perbedaan kecil: <code>{}</code>").format(count, shorten(quoted, 200))

    def failure(self, code: str) -> Markup:
        """Say why publishing failed and what to do."""
        return Markup(
            "⚠ <b>Penerbitan belum berhasil.</b> {} Naskah tetap aman. Ketuk “Terbitkan” untuk mencoba lagi."
        ).format(self.failure_words(code))

    def scheduled(self, at: datetime | None) -> Markup:
        """Say when it will be published by itself."""
        return Markup("🗓 Terbit otomatis {}.").format(self.dated(at) if at else "sesuai jadwal")

    def approve_as(self, kind: InfoClass) -> str:
        """Label the verifier's one tap."""
        return f"✅ Setujui – {self.info_class(kind)}"

    def take_in_to(self, staf: str) -> str:
        """Label the Kasubbag's one tap: data siap entry, handed to a Staf."""
        return label(f"✅ Siap entry → {staf}")

    def joins_disposition(self, ref: str, subject: str) -> Markup:
        """Say under which disposisi an article without one is taken in."""
        return Markup("Jika diterima, naskah ini masuk ke disposisi {} – {}.").format(ref, shorten(subject, 80))

    def class_guide(self) -> Markup:
        """Say what the information classes mean (UU 14/2008, Pasal 9-11 and 17)."""
        return Markup(
            "<i>Berkala: kegiatan dan kinerja yang rutin diumumkan. Serta merta: menyangkut keselamatan atau"
            " ketertiban umum. Setiap saat: tersedia bila diminta. Dikecualikan: diputuskan oleh {}.</i>"
        ).format(self.title_of(Who.PPID))

    def disposition_choice(self, ref: str, subject: str) -> str:
        """Label a disposisi to choose."""
        return label(f"{ref} {subject}")

    def ask_disposition(self) -> Markup:
        """Ask under which disposisi."""
        return Markup("Naskah ini diterima untuk disposisi yang mana?")

    def ask_staf(self) -> Markup:
        """Ask which Staf."""
        return Markup("Kepada siapa naskah ini diserahkan untuk diterbitkan?")

    def ask_other_staf(self, staf: str | None) -> Markup:
        """Ask to which other Staf an article is handed on; `staf` has it now, None: nobody in particular."""
        now = Markup("Naskah ini sekarang pada {}. ").format(staf) if staf else Markup("")
        return Markup("{}<b>Dialihkan kepada siapa?</b> Batas waktunya tetap.").format(now)

    def handed_on(self, staf: str, told: list[str]) -> str:
        """Answer the tap that handed an article on: whose it is now, and who else was told."""
        also = f" {self.people(told)} diberi tahu." if told else ""
        return f"Naskah dialihkan kepada {staf}.{also}"

    def ask_when(self) -> Markup:
        """Ask for the moment to publish at."""
        return Markup(
            "Kapan naskah ini diterbitkan? Pilih di bawah, atau ketik tanggal dan jam, misalnya"
            " <code>besok 09.00</code> atau <code>25-11-2026 14.00</code>."
        )

    def moment_choice(self, key: str, at: datetime) -> str:
        """Label a moment to choose."""
        nearest = "Akhir jam kerja: " if key == "m0" else ""
        return f"{nearest}{self.short_day(at)} {self.clock(at)}"

    def ask_meant(self, at: datetime, meant: datetime, left: timedelta | None) -> Markup:
        """Ask whether another moment is meant: `at` is on a day off, in the night, or leaves `left` of working time."""
        if left is None and self.day(at) == self.day(meant):
            why = Markup("<b>Pukul {} itu dini hari.</b>").format(self.clock(at))
        elif left is None:
            why = Markup("<b>{} hari libur kantor.</b>").format(self.day(at))
        else:
            why = Markup("<b>Sampai {} hanya tersisa {}.</b>").format(self.when(at), self.working(left))
        return Markup("{}\nMaksud Anda {}?").format(why, self.dated(meant))

    def moment_meant(self, meant: datetime) -> str:
        """Label the button that takes the moment asked about."""
        return f"Ya, {self.short_day(meant)} {self.clock(meant)}"

    def moment_as_typed(self, at: datetime) -> str:
        """Label the button that takes a moment as it was typed."""
        return f"Tetap {self.short_day(at)} {self.clock(at)}"

    def button(self, label: Label) -> str:
        """Label a button that is no move."""
        return _BUTTONS[label]
