"""Kartu naskah: what a reader sees of an article."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

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
    "redirected_home": "Halaman mengalihkan pengunjung ke halaman depan.",
    "cover_missing": "Halaman terbuka, tetapi foto utamanya tidak tampil.",
    "foreign_host": "Alamat itu bukan di situs web kantor ini.",
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
    "clock_skew": "Jam server bot dan jam situs web berselisih lebih dari lima menit; hubungi admin.",
    "medium_large": "Ada foto atau berkas yang terlalu besar.",
    "site_refused": "Portal menolak permintaan bot; hubungi admin.",
    "endpoint_missing": "Penerima di portal tidak ditemukan; hubungi admin.",
    "link_awaited": "Tautan halamannya belum dikirim.",
    "link_odd": "Tautan itu bukan halaman situs web kantor ini.",
    "changed_elsewhere": "Halaman ini diubah langsung di situs web. Pulihkan versi bot dari riwayat revisinya, atau"
    " masukkan perubahan itu ke naskah.",
    "trashed": "Halaman ini ada di tempat sampah situs web. Pulihkan atau hapus permanen di sana, lalu coba lagi.",
    "mark_lost": "Plugin di situs web membuang tanda pengenal bot dari naskah; hubungi admin.",
    "right_missing": "Akun bot belum diberi hak yang diperlukan di situs web; hubungi admin.",
    "api_missing": "Antarmuka situs web untuk bot tidak ditemukan; hubungi admin.",
    "api_off": "Antarmuka situs web untuk bot dimatikan atau dihalangi; hubungi admin.",
    "app_passwords_off": "Situs web tidak menerima sandi aplikasi; hubungi admin.",
    "login_wrong": "Nama pengguna atau sandi bot di situs web keliru; hubungi admin.",
    "medium_damaged": "Foto atau berkas rusak dalam perjalanan ke situs web.",
    "refused": "Situs web menolak permintaan bot; hubungi admin.",
    "busy": "Situs web sedang terlalu sibuk.",
    "site_error": "Situs web sedang mengalami gangguan.",
    "answer_odd": "Jawaban situs web tidak seperti semestinya; hubungi admin.",
    "answer_large": "Jawaban situs web terlalu besar; hubungi admin.",
    "redirected": "Alamat situs web pada bot mengalihkan ke tempat lain; hubungi admin.",
    "read_only": "Situs web belum mengizinkan bot menulis; hubungi admin.",
    "field_missing": "Kolom untuk naskah atau berkasnya tidak ada di situs web; hubungi admin.",
    "text_format_refused": "Akun bot belum boleh memakai format teks di situs web; hubungi admin.",
    "format_strips": "Format teks di situs web membuang tabel atau bagian lain naskah; hubungi admin.",
    "not_made_public": "Naskah tersimpan di situs web, tetapi akun bot belum boleh menayangkannya; hubungi admin.",
    "checked_out": "Naskah ini sedang terbuka di penyunting situs web. Tutup di sana, lalu coba lagi.",
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
        return Markup("🗓 Terbit otomatis {}.").format(self.dated(at) if at else "sesuai jadwal")

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
            "photos": "🖼 Atur foto",
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
            "print_completion": "Laporan (PDF)",
            "print_disposition": "Lembar disposisi (PDF)",
            "full_report": "Laporan lengkap",
            "note": "Tambah catatan",
            "answer": "Jawab pertanyaan",
            "discard": "Tidak jadi",
        }[name]
