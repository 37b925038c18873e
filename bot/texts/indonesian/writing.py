"""Menulis naskah: what an author reads while writing."""

from __future__ import annotations

from markupsafe import Markup

from bot.sop.flow import Action, State
from bot.sop.roles import Role
from bot.texts.formats import Formats, bold, label, quote, shorten

_KINDS = {"text": "Teks", "photo": "Foto", "document": "Berkas", "html": "Teks berformat"}

_REFUSED = {
    "executable": "berkas program tidak diterima",
    "unknown_type": "jenis berkas ini tidak dikenali; kirim sebagai Word, PDF, Excel, atau foto",
    "empty": "berkas kosong: tidak ada isinya; buka di aplikasinya, simpan lagi, lalu kirim ulang",
    "archive": "arsip (ZIP dan sejenisnya) tidak diterima; kirim isinya satu per satu",
    "macro": "berkas Office dengan makro tidak diterima; simpan sebagai .docx atau .xlsx biasa",
    "too_big": "berkas melebihi 20 MB; perkecil dahulu",
    "heic": "foto HEIC tidak dapat dibuka; kirim sebagai foto biasa, bukan berkas: Telegram mengubahnya sendiri",
    "broken": "berkas rusak atau tidak lengkap; buka di aplikasinya, simpan lagi, lalu kirim ulang",
    "encrypted": "berkas dikunci kata sandi; buka, hapus kata sandinya, simpan, lalu kirim lagi",
    "pdf_locked": "PDF ini dikunci (kata sandi, atau larangan menyalin dan mencetak), sehingga tidak dapat diperiksa;"
    " buka, pilih Cetak > Simpan sebagai PDF, lalu kirim hasilnya",
    "not_fetched": "berkas belum dapat diambil dari Telegram; kirim ulang sebentar lagi",
    "not_an_image": "berkas itu bukan gambar yang dikenali; kirim sebagai JPEG atau PNG",
    "too_many_pixels": "ukuran gambar terlalu besar; perkecil dahulu",
    "photo_format": "format gambar ini (mis. TIFF, BMP, RAW) belum dapat dibuka; kirim sebagai JPEG, atau sebagai"
    " foto biasa",
    "too_narrow": "gambar terlalu panjang dan sempit (lebih dari 20 banding 1); potong dahulu",
    "animated": "gambar bergerak tidak diterima; kirim gambar diam",
    "damaged": "gambar rusak atau terpotong; buka di galeri, lalu kirim lagi sebagai foto biasa",
    "word_broken": "berkas Word rusak; buka di Word atau WPS Office, simpan lagi sebagai .docx, lalu kirim ulang",
    "word_deep": "susunan di dalam berkas Word terlalu berlapis; salin isinya ke dokumen baru, lalu kirim lagi",
    "word_dtd": "berkas Word memuat deklarasi yang tidak aman; salin isinya ke dokumen baru, lalu kirim lagi",
    "word_empty": "tidak ada teks maupun gambar di dalamnya; periksa berkasnya, lalu kirim lagi",
    "word_images": "gambarnya terlalu banyak; sisakan yang perlu (paling banyak 40), atau kirim fotonya di sini",
    "word_large": "isi berkas Word terlalu besar; perkecil gambarnya atau bagi menjadi beberapa naskah",
    "word_slow": "berkas Word terlalu berat untuk dibaca; bagi menjadi beberapa naskah, lalu kirim lagi",
    "word_table": "tabelnya terlalu besar untuk halaman web; kirim tabel itu sebagai Excel (.xlsx), teksnya di Word",
    "formula": "ada sel yang diawali tanda rumus (= + - @); ubah menjadi nilai atau teks biasa, lalu kirim lagi",
    "active": "berkas memuat perintah yang berjalan sendiri; simpan ulang sebagai PDF atau dokumen biasa tanpa itu",
    "svg": "gambar SVG tidak diterima karena dapat memuat program; simpan sebagai PNG atau JPEG, lalu kirim lagi",
    "web_page": "isinya halaman web (HTML), tidak diterima sebagai berkas; salin isinya"
    " sebagai pesan, atau simpan sebagai PDF",
    "web_table": "isinya halaman web (HTML) yang dinamai seperti berkas Office; buka di "
    "Excel, simpan sebagai .xlsx (teks: buka di Word, simpan sebagai .docx), lalu kirim lagi",
    "excel_xml": "isinya format lama Excel 2003 XML; buka di Excel, simpan sebagai .xlsx, lalu kirim lagi",
    "word_xml": "isinya format lama Word XML; buka di Word, simpan sebagai .docx, lalu kirim lagi",
    "xml": "isinya data XML, bukan dokumen; buka di Excel atau Word, simpan sebagai .xlsx atau .docx, lalu kirim lagi",
    "only_text": "isinya teks biasa, bukan foto atau PDF seperti namanya; periksa berkas aslinya,"
    " atau salin teksnya sebagai pesan",
    "link_file": "itu hanya pintasan ke berkas lain; kirim berkas aslinya, atau salin alamatnya sebagai pesan",
    "lock_file": "itu hanya berkas kunci sementara (~$) dari Word atau Excel; tutup aplikasinya,"
    " lalu kirim dokumen aslinya",
    "video": "video tidak diterima; unggah ke kanal video kantor, lalu tulis tautannya",
    "audio": "rekaman suara tidak diterima; tulis isinya sebagai teks",
    "old_slides": "format PowerPoint lama (.ppt); buka di PowerPoint, simpan sebagai .pptx atau PDF, lalu kirim lagi",
    "mail": "isinya pesan surel; simpan lampirannya atau salin teksnya, lalu kirim di sini",
    "old_office": "format program lama yang tidak dikenali; buka di programnya, simpan sebagai PDF, lalu kirim lagi",
    "excel_binary": "format Excel biner (.xlsb); buka di Excel, simpan sebagai .xlsx, lalu kirim lagi",
    "open_slides": "salindia atau gambar LibreOffice; simpan sebagai PDF atau .pptx, lalu kirim lagi",
    "apple": "dokumen Apple (Pages, Numbers, Keynote); ekspor sebagai Word, Excel, atau PDF, lalu kirim lagi",
}


#: What an author can do about words that should read otherwise, by where the article is.
_TOO_LATE = {
    State.A_WAITING_VERIFIER: "naskah {ref} sudah dikirim. Ketuk “Tarik kembali untuk diubah” pada kartu di bawah,"
    " betulkan, lalu kirim lagi.",
    State.A_HELD: "naskah {ref} ditahan sampai {ppid} memutuskannya. Sampaikan perubahannya kepada {ppid}.",
    State.A_WAITING_KASUBBAG: "naskah {ref} sudah disetujui. Mintalah {kasubbag} membetulkannya dengan “Sunting"
    " kecil” atau"
    " mengembalikannya untuk perbaikan.",
    State.A_WAITING_STAF: "naskah {ref} sudah disetujui dan menunggu terbit. Segera minta {kasubbag} membetulkannya"
    " dengan"
    " “Sunting kecil”, atau {staf} mengembalikannya.",
    State.A_SCHEDULED: "naskah {ref} sudah disetujui dan dijadwalkan terbit. Segera minta {staf} atau {kasubbag}"
    " mengetuk"
    " “Batalkan jadwal”; sesudah itu naskah dapat disunting atau dikembalikan.",
    State.A_PUBLISHING: "naskah {ref} sedang diterbitkan. Sesudah tayang, ketuk “Perbaiki (ralat)” pada kartunya.",
    State.A_UNPROVEN: "naskah {ref} sudah terbit dan sedang diperiksa. Sesudah dipastikan tayang, ketuk “Perbaiki"
    " (ralat)” pada kartunya.",
    State.A_SIGHTED: "naskah {ref} sudah terbit dan sedang dipastikan. Sesudah itu ketuk “Perbaiki (ralat)” pada"
    " kartunya.",
    State.A_PUBLISHED: "naskah {ref} sudah tayang. Ketuk “Perbaiki (ralat)” pada kartu di bawah; halaman yang"
    " tayang tetap"
    " sampai ralatnya disetujui.",
    State.A_DRAFT: "bagian itu sudah tidak ada di naskah {ref}. Kirim sebagai pesan baru.",
    State.A_RETURNED: "bagian itu sudah tidak ada di naskah {ref}. Ketuk “Perbaiki naskah”, lalu kirim sebagai pesan"
    " baru.",
    State.A_CORRECTING: "bagian itu sudah tidak ada di naskah {ref}. Ketuk “Perbaiki naskah”, lalu kirim sebagai pesan"
    " baru.",
    State.A_REJECTED: "naskah {ref} dinyatakan tidak diumumkan.",
    State.A_CANCELLED: "naskah {ref} sudah dibatalkan. Untuk menulisnya lagi, ketik /kirim.",
    State.A_WITHDRAWN: "halaman naskah {ref} sudah ditarik dari situs. Untuk menulisnya lagi, ketik /kirim.",
}


#: Why words that were given with a move do not change any more, and what to do.
_STANDS = {
    Action.WITHDRAW: "alasan penarikan {} sudah tampil pada halamannya. Jika keliru, mintalah yang mengelola situs"
    " membetulkannya langsung di sana.",
    Action.POST: "catatan laporan {} sudah dikirim. Jika keliru, mintalah penerimanya mengetuk “Tanyakan"
    " kembali”, lalu tulis yang benar sebagai jawaban.",
    Action.ASK_BACK: "pertanyaan Anda tentang laporan {} sudah dikirim. Sampaikan perubahannya kepada penerima, atau"
    " tanyakan lagi sesudah dijawab.",
}


class WritingTexts(Formats):
    """Texts of the writing card."""

    def draft_head(self, ref: str, unit: str, *, new: bool) -> Markup:
        """Say what is being written, for which unit."""
        what = "Naskah baru" if new else "Perbaikan naskah"
        return Markup("✏ <b>{} {}</b> · {}").format(what, ref, unit)

    def draft_title(self, title: str) -> Markup:
        """Say the title so far."""
        return Markup("Judul: {}").format(bold(title)) if title else Markup("Judul: (belum ada)")

    def draft_contents(self, texts: int, length: int, photos: int, files: int) -> Markup:
        """Say what is in the draft."""
        counted = []
        if texts:
            counted.append(f"{texts} teks ({self.number(length)} karakter)")
        if photos:
            counted.append(f"{photos} foto")
        if files:
            counted.append(f"{files} berkas")
        return Markup("Isi: {}").format(", ".join(counted) or "masih kosong")

    def draft_missing(self, missing: list[tuple[str, int]]) -> Markup:
        """List what is still missing before it can be handed in."""
        listed = Markup("\n").join(Markup("☐ {}").format(self.missing(what, count)) for what, count in missing)
        return Markup("<b>Belum dapat dikirim. Yang perlu dilengkapi:</b>\n{}").format(listed)

    def missing(self, what: str, count: int) -> str:
        """Name one missing thing."""
        return {
            "title": f"judul (sedikitnya {count} karakter)",
            "title_long": f"judul lebih pendek (paling banyak {count} karakter)",
            "section": "rubrik situs web",
            "text": f"teks naskah (kurang {self.number(count)} karakter lagi)",
            "about": "keterangan singkat tentang isi berkas (datanya apa, tahun berapa)",
            "photo": "sedikitnya satu foto",
            "alt": f"deskripsi untuk {count} foto (bagi pembaca tunanetra)",
            "photos_many": f"kurangi foto (paling banyak {count})",
            "files_many": f"kurangi berkas (paling banyak {count})",
        }[what]

    def mend(self, what: str, count: int) -> str:
        """Label the button that mends one missing thing."""
        return {
            "title": "✏ Tulis judul",
            "title_long": "✏ Pendekkan judul",
            "section": "✏ Pilih rubrik",
            "alt": f"✏ Jelaskan {count} foto",
            "text": "✏ Tulis teks",
            "about": "✏ Tulis keterangan singkat",
            "photo": "📷 Kirim foto",
            "photos_many": "🗑 Kurangi foto",
            "files_many": "🗑 Kurangi berkas",
        }[what]

    def draft_ready(self, *, external: bool) -> Markup:
        """Say that it can be handed in, and who gets it."""
        if external:
            return Markup("✔ <b>Lengkap.</b> Setelah dikirim, naskah diverifikasi oleh pejabat berwenang unitnya.")
        return Markup("✔ <b>Lengkap.</b> Setelah dikirim, naskah diteruskan kepada {}.").format(
            self.role(Role.KASUBBAG)
        )

    def draft_how(self) -> Markup:
        """Say how to go on."""
        return Markup(
            "<i>Untuk menambah, kirim lagi teks, foto, atau berkas. Untuk membetulkan, sunting pesan Anda.</i>"
        )

    def ask_title(self, title: str) -> Markup:
        """Ask for a title."""
        now = Markup("Judul sekarang: {}\n\n").format(bold(title)) if title else Markup("")
        return Markup("{}<b>Ketik judul naskah</b>, lalu kirim.").format(now)

    def ask_section(self) -> Markup:
        """Ask for a section."""
        return Markup("Naskah ini termasuk rubrik apa?")

    def choose_photo(self) -> Markup:
        """Ask which photo to describe."""
        return Markup("Foto mana yang akan dijelaskan?")

    def photo(self, number: int, alt: str) -> str:
        """Label a photo."""
        return label(f"Foto {number}: {alt or 'belum ada deskripsi'}")

    def ask_alt(self, number: int, total: int, alt: str) -> Markup:
        """Ask for a description of the photo shown above."""
        now = Markup("\nSekarang: {}").format(alt) if alt else Markup("")
        return Markup(
            "<b>Foto {} dari {}</b> (di atas). Jelaskan dalam satu kalimat apa yang terlihat, misalnya:"
            " <i>Bupati menyerahkan bantuan kepada warga di balai desa.</i>{}"
        ).format(number, total, now)

    def ask_remove(self) -> Markup:
        """Ask what to take out."""
        return Markup("Ketuk bagian yang akan dihapus dari naskah.")

    def nothing_to_remove(self) -> Markup:
        """Say that an article is empty."""
        return Markup("Naskah ini kosong; tidak ada yang dapat dihapus.")

    def remove_part(self, kind: str, words: str) -> str:
        """Label a part that can be taken out."""
        return label(f"🗑 {_KINDS[kind]}: {words or '…'}")

    def ask_new_text(self) -> Markup:
        """Ask for the whole text anew."""
        return Markup(
            "<b>Kirim teks naskah yang baru</b>; baris pertama menjadi judul. Teks lama diganti seluruhnya; foto dan"
            " berkas tetap."
        )

    def ask_unit(self) -> Markup:
        """Ask for which unit."""
        return Markup("Naskah ini dari unit mana?")

    def write_now(self) -> str:
        """Say that one can begin to write."""
        return "Silakan kirim teks, foto, atau berkas naskah."

    def begin(self, unit: str) -> Markup:
        """Say how to begin an article."""
        return Markup(
            "✏ <b>Naskah baru untuk {}</b>\n\nKirim teks naskah di sini; baris pertama menjadi judul. Foto dan berkas"
            " (Word, PDF, Excel) boleh menyusul, satu per satu atau sekaligus."
        ).format(unit)

    def move_into(self, ref: str, title: str) -> str:
        """Label the button that puts a new draft into an article that was returned."""
        return label(f"↪ Masukkan ke {ref} {title}")

    def moved_into(self, ref: str) -> str:
        """Say that the draft is part of the returned article now."""
        return f"Isinya masuk ke {ref}. Periksa, lalu kirim lagi."

    def file_refused(self, name: str, reason: str) -> Markup:
        """Say why a file was not taken and what to do."""
        words = _REFUSED.get(reason, "berkas itu tidak dapat diterima")
        return Markup("Berkas <b>{}</b> tidak dimasukkan: {}.").format(shorten(name, 80) or "tanpa nama", words)

    def file_not_used(self) -> Markup:
        """Say that what came with a command has no place there."""
        return Markup(
            "Foto atau berkas yang disertakan <b>tidak dimasukkan</b> ke mana pun: perintah itu tidak memakai lampiran."
            " Kirim ulang tanpa perintah, atau dengan /disposisi atau /kirim."
        )

    def only_words_taken(self) -> Markup:
        """Say that of a photo or file that came where words were asked for, the words alone were taken."""
        return Markup(
            "Yang diambil hanya tulisannya; foto atau berkas yang disertakan <b>tidak ikut</b>. Jika penerimanya perlu"
            " melihatnya, sampaikan langsung kepadanya."
        )

    def kind_refused(self) -> Markup:
        """Say which kinds of messages can be part of an article."""
        return Markup(
            "Jenis pesan ini tidak dapat menjadi bagian naskah. Kirim <b>teks</b>, <b>foto</b>, atau <b>berkas</b>"
            " (Word, PDF, Excel)."
        )

    def edit_too_late(self, ref: str, state: State) -> Markup:
        """Say that an edit came after the article was handed in, and what can be done about it in this state."""
        return Markup("Perubahan pesan itu <b>tidak ikut</b>: {}").format(
            _TOO_LATE.get(state, _TOO_LATE[State.A_CANCELLED]).format(
                ref=ref,
                kasubbag=self.role(Role.KASUBBAG),
                staf=self.role(Role.STAF),
                ppid=self.role(Role.PPID),
            )
        )

    def edit_followed(self) -> Markup:
        """Say that an edit of words typed into a form was followed."""
        return Markup("Perubahan pesan itu diikuti; lihat kartunya.")

    def order_stands(self, ref: str) -> Markup:
        """Say that an edit of a disposisi's words came after it was sent, and what to do."""
        return Markup(
            "Perubahan pesan itu <b>tidak ikut</b>: disposisi {} sudah dikirim. Sampaikan perubahannya kepada penerima,"
            " atau batalkan disposisi itu dari kartunya lalu buat yang baru."
        ).format(ref)

    def words_stand(self, action: Action, ref: str) -> Markup:
        """Say that an edit of a reason or note came too late, and what to do."""
        return Markup("Perubahan pesan itu <b>tidak ikut</b>: {}").format(_STANDS.get(action, "{}").format(ref))

    def edit_not_followed(self) -> Markup:
        """Say that an edit of a message changed nothing, and what to do instead."""
        return Markup(
            "Perubahan pesan itu <b>tidak diikuti</b>: isinya sudah dipakai, atau bukan bagian naskah yang sedang"
            " ditulis. Jika masih diperlukan, kirim sebagai pesan baru."
        )

    def reason_reworded(self, who: str, ref: str, words: str) -> Markup:
        """Tell those who read a reason how it reads since its author mended it."""
        return Markup("✏ <b>{} memperbaiki alasannya untuk {}.</b>\nSekarang berbunyi:\n{}").format(
            who, ref, quote(words)
        )

    def reason_followed(self) -> Markup:
        """Say that an edit of a reason was followed."""
        return Markup("Alasan di catatan ikut diperbaiki, dan yang bersangkutan diberi tahu.")
