"""Kartu naskah: what a reader sees of an article."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from bot.content.diff import Change
from bot.sop.flow import Action
from bot.sop.model import InfoClass
from bot.sop.roles import Who
from bot.texts.formats import bold, label, page_name, shorten
from bot.texts.indonesian.names import NameTexts

_FAILURES = {
    "unreachable": "Situs web tidak dapat dihubungi.",
    "timeout": "Situs web terlalu lama menjawab.",
    "tls": "Sertifikat keamanan (HTTPS) situs web tidak sah.",
    "status": "Situs web menjawab dengan pesan galat.",
    "redirected_away": "Halaman mengalihkan pengunjung ke alamat lain.",
    "title_missing": "Halaman terbuka, tetapi judul naskah tidak tampil.",
    "text_missing": "Halaman terbuka, tetapi isinya tidak sama dengan naskah yang disetujui.",
    "too_big": "Halaman terlalu besar untuk diperiksa.",
    "not_html": "Alamat itu bukan halaman web.",
    "mismatch": "Situs web menyimpan isi yang berbeda dari naskah.",
    "altered": "Situs web menyimpan isi yang berbeda dari naskah.",
    "disk_full": "Ruang simpan situs web penuh.",
    "disk_error": "Situs web gagal menyimpan berkas.",
    "not_writable": "Folder situs web tidak dapat ditulisi.",
    "folder_missing": "Folder situs web tidak ditemukan.",
    "denied": "Situs web menolak akun bot.",
    "settings": "Pengaturan situs web pada bot keliru; hubungi admin.",
    "kind_unknown": "Pengaturan situs web pada bot keliru; hubungi admin.",
    "kind_broken": "Penghubung situs web pada bot rusak; hubungi admin.",
    "key_odd": "Kunci naskah ini tidak sah; hubungi admin.",
    "base_url_odd": "Alamat situs web pada konfigurasi tidak sah; admin perlu menjalankan tayang check.",
    "target_odd": "Alamat halaman tujuan tidak sah.",
    "section_unknown": "Rubrik naskah ini tidak ada di situs web.",
    "too_long": "Naskah terlalu panjang untuk situs web.",
    "medium_missing": "Foto atau berkas naskah belum lengkap di situs web.",
    "medium_changed": "Foto atau berkas naskah berubah sejak diterima.",
    "medium_refused": "Situs web tidak menerima jenis foto atau berkas ini.",
    "not_found": "Halaman naskah tidak ditemukan di situs web.",
    "not_published": "Halaman lamanya belum pernah terbit.",
    "page_damaged": "Data halaman di situs web rusak; hubungi admin.",
    "withdrawn": "Halaman ini sudah ditarik dari situs web.",
}

_PERSONAL = {
    "nik": "NIK/No. KK",
    "kk": "No. KK",
    "phone": "nomor telepon",
    "email": "alamat surel",
    "bank_account": "nomor rekening",
    "nip": "NIP",
}


class ArticleTexts(NameTexts):
    """Texts of the article's card."""

    def article_head(self, ref: str, title: str, unit: str, external: bool, revision: int) -> Markup:
        """Say which article this is."""
        name = Markup("📄 <b>Naskah {}</b> · {}{}").format(ref, unit, " (eksternal)" if external else "")
        version = Markup(" · revisi ke-{}").format(revision) if revision > 1 else Markup("")
        return Markup("{}{}\n{}").format(name, version, bold(title or "(belum berjudul)"))

    def fact_order(self, ref: str, subject: str) -> Markup:
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

    def failure_words(self, code: str) -> str:
        """Say in words what went wrong at the website."""
        return _FAILURES.get(code, f"Situs web tidak menerima naskah ({code}).")

    def failure(self, code: str) -> Markup:
        """Say why publishing failed and what to do."""
        return Markup(
            "⚠ <b>Penerbitan belum berhasil.</b> {} Naskah tetap aman. Ketuk “Terbitkan” untuk mencoba lagi."
        ).format(self.failure_words(code))

    def scheduled(self, at: datetime | None) -> Markup:
        """Say when it will be published by itself."""
        return Markup("🗓 Terbit otomatis {}.").format(self.when(at) if at else "sesuai jadwal")

    def personal_data(self, found: list[tuple[str, str]], count: int) -> Markup:
        """Point out what looks like personal data (UU 27/2022)."""
        listed = Markup(", ").join(
            Markup("{} <code>{}</code>").format(_PERSONAL.get(kind, kind), excerpt) for kind, excerpt in found
        )
        return Markup(
            "⚠ <b>Periksa data pribadi</b> ({} temuan): {}. Pastikan data ini memang boleh diumumkan."
        ).format(count, listed)

    def approve_as(self, kind: InfoClass) -> str:
        """Label the verifier's one tap."""
        return f"✅ Setujui – {self.info_class(kind)}"

    def take_in_to(self, staf: str) -> str:
        """Label the Kasubbag's one tap: data siap entry, handed to a Staf."""
        return label(f"✅ Siap entry → {staf}")

    def joins_order(self, ref: str, subject: str) -> Markup:
        """Say under which disposisi an article without one is taken in."""
        return Markup("Jika diterima, naskah ini masuk ke disposisi {} – {}.").format(ref, shorten(subject, 80))

    def class_guide(self) -> Markup:
        """Say what the information classes mean (UU 14/2008, Pasal 9-11 and 17)."""
        return Markup(
            "<i>Berkala: kegiatan dan kinerja yang rutin diumumkan. Serta merta: menyangkut keselamatan atau"
            " ketertiban umum. Setiap saat: tersedia bila diminta. Dikecualikan: diputuskan oleh {}.</i>"
        ).format(self.title_of(Who.PPID))

    def order_choice(self, ref: str, subject: str) -> str:
        """Label a disposisi to choose."""
        return label(f"{ref} {subject}")

    def ask_order(self) -> Markup:
        """Ask under which disposisi."""
        return Markup("Naskah ini diterima untuk disposisi yang mana?")

    def ask_staf(self) -> Markup:
        """Ask which Staf."""
        return Markup("Kepada siapa naskah ini diserahkan untuk diterbitkan?")

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

    def action(self, action: Action) -> str:
        """Label the button of a move."""
        return {
            Action.DISPATCH: "📨 Kirim disposisi",
            Action.ACCEPT: "✅ Terima disposisi",
            Action.COMPLETE: "Bahan sudah lengkap",
            Action.REOPEN: "Buka lagi pengumpulan",
            Action.POST: "📨 Kirim laporan",
            Action.ACKNOWLEDGE: "✅ Laporan diterima",
            Action.ASK_BACK: "Tanyakan kembali",
            Action.CANCEL: "Batalkan",
            Action.SUBMIT: "📨 Kirim naskah",
            Action.RECALL: "Tarik kembali untuk diubah",
            Action.HOLD: "Dikecualikan → PPID",
            Action.RELEASE: "✅ Boleh diumumkan",
            Action.REJECT: "Tidak diumumkan",
            Action.RETURN: "↩ Kembalikan untuk perbaikan",
            Action.UNVERIFY: "Batalkan verifikasi",
            Action.TAKE_IN: "✅ Terima sebagai data siap entry",
            Action.PUBLISH: "🌐 Terbitkan",
            Action.SCHEDULE: "Jadwalkan",
            Action.UNSCHEDULE: "Batalkan jadwal",
            Action.CORRECT: "Perbaiki (ralat)",
            Action.WITHDRAW: "Tarik dari situs",
        }[action]

    def button(self, name: str) -> str:
        """Label a button that is no move."""
        return {
            "back": "‹ Kembali",
            "read": "Baca naskah",
            "changes": "Apa yang berubah",
            "history": "Riwayat",
            "mend": "✏ Perbaiki naskah",
            "title": "Ubah judul",
            "section": "Ubah rubrik",
            "alt": "Deskripsi foto",
            "parts": "Hapus bagian",
            "preview": "Pratinjau",
            "text": "Ganti seluruh teks",
            "unit": "Ganti unit",
            "use_caption": "Pakai keterangan foto",
            "ask_order": "Minta disposisi",
            "cancel_article": "Batalkan naskah",
            "cancel_correction": "Batalkan ralat",
            "cancel_order": "Batalkan disposisi",
            "chosen": "✔ Selesai memilih",
            "contribute": "✏ Tulis naskah",
            "files": "Lihat lampiran",
            "full_report": "Laporan lengkap",
            "note": "Tambah catatan",
            "answer": "Jawab pertanyaan",
            "discard": "Tidak jadi",
        }[name]

    def changes(self, old: int, new: int, found: list[Change]) -> Markup:
        """Show what changed since the revision before, word by word."""
        head = Markup("<b>Perubahan dari revisi ke-{} ke revisi ke-{}</b>\n").format(old, new)
        if not found:
            return head + Markup("Teksnya tidak berubah.")
        words = Markup(" ").join(self._change(change) for change in found)
        return head + Markup("<i>Dicoret: dihapus. Tebal: ditambahkan.</i>\n\n{}").format(words)

    def _change(self, change: Change) -> Markup:
        shape = {"removed": Markup("<s>{}</s>"), "added": Markup("<b>{}</b>")}.get(change.kind, Markup("{}"))
        return shape.format(shorten(change.text, 600))

    def no_changes(self) -> Markup:
        """Say that there is nothing to compare with."""
        return Markup("Ini revisi pertama; belum ada pembanding.")
