"""Berkas Word dan pesan kaya: what was understood of them, what was left out, what to do about other formats."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.content.taken import Lost
from bot.texts.formats import Formats, bold, shorten

QUOTED, BEFORE = 60, 40
"""Characters of what was left out, and of the words before it, that are quoted: enough to find the place."""

_LEFT_OUT = {
    "pictures": "{n} gambar yang jenisnya tidak dapat ditampilkan di situs (mis. EMF, TIFF); kirim sebagai foto JPEG",
    "links": "{n} gambar yang hanya berupa tautan ke tempat lain; kirim fotonya di sini",
    "boxes": "{n} kotak teks; tulis isinya sebagai paragraf biasa bila perlu",
    "hidden": "{n} bagian yang disembunyikan di Word (tersembunyi, sewarna latarnya, atau terlalu kecil)",
    "shaped": "{n} gambar yang dipotong mengikuti bentuk; potong menjadi persegi, lalu kirim sebagai foto",
    "gone": "{n} gambar yang isinya tidak ada lagi di dalam berkas; kirim fotonya di sini",
    "charts": "{n} grafik; kirim gambarnya (tangkapan layar) sebagai foto",
    "diagrams": "{n} bagan SmartArt; kirim gambarnya sebagai foto, atau tulis isinya",
    "objects": "{n} objek tertanam (mis. lembar Excel); kirim sebagai berkas tersendiri",
    "shapes": "{n} bentuk gambar tanpa tulisan (kotak, panah)",
    "symbols": "{n} simbol dari huruf khusus; tulis dengan kata",
    "fields": "{n} bidang (field) yang isinya hanya dihitung oleh Word; tulis isinya",
    "formulas": "tata letak {n} rumus; tulisannya ikut dalam satu baris, mohon diperiksa",
    "inserted": "{n} bagian yang diambil dari berkas lain; salin isinya ke dokumen ini",
    "contents": "daftar isi ({n} baris)",
    "headers": "kepala halaman (kop)",
    "footers": "kaki halaman",
    "numbering": "bentuk penomoran khusus; nomornya ikut sebagai angka biasa",
    "comments": "{n} komentar",
    "revisions": "{n} bagian yang sudah dihapus atau dipindahkan dengan Lacak Perubahan (Track Changes)",
    "words": "{n} bagian teks yang belum dapat dibaca; salin ke naskah sebagai teks biasa",
    "caption": "pesan pengantar berkas itu",
    "video": "{n} video; unggah ke kanal video kantor, lalu tulis tautannya",
    "audio": "{n} rekaman suara",
    "map": "{n} peta; tulis alamatnya",
    "photos": "{n} foto yang tidak dapat diambil atau dibuka; kirim lagi sebagai foto",
    "files": "{n} berkas di dalamnya; kirim berkas itu tersendiri",
    "layout": "tata letak {n} bagian (mis. rumus); teksnya ikut",
    "parts": "{n} bagian paling akhir, karena pesannya terlalu panjang",
}

_AS_FILE = {
    "recoded": "Pengodeannya diubah ke UTF-8 agar terbaca di semua perangkat; isinya tetap.",
    "renamed": "Isinya lain dari jenis yang tertulis di akhiran namanya; akhirannya disesuaikan, isinya tetap.",
    "old_excel": "Format Excel lama ini tidak dapat diperiksa bot. Agar diperiksa dan terbuka di semua perangkat: buka"
    " di Excel, simpan sebagai .xlsx, lalu kirim lagi.",
    "digits_lost": "Ada angka panjang yang digitnya sudah hilang (mis. 3,27501E+15). Di Excel, jadikan kolomnya Teks,"
    " isi ulang angkanya, simpan, lalu kirim lagi.",
    "camera": "Foto di dalamnya masih menyimpan catatan kamera (mungkin lokasi) yang tidak dapat dihapus bot. Kirim"
    " fotonya tersendiri, atau simpan ulang berkas itu tanpa data tersebut.",
    "old_word": "Teksnya tidak dapat diambil dari format lama ini. Agar menjadi teks halaman: buka berkasnya, pilih"
    " Simpan Sebagai (Save As) .docx, lalu kirim lagi.",
    "open_document": "Teksnya tidak diambil dari format OpenDocument. Agar menjadi teks halaman: simpan sebagai .docx,"
    " lalu kirim lagi.",
    "plain_text": "Agar menjadi teks halaman, salin isinya lalu kirim sebagai pesan.",
    "slides": "Teks salindia tidak diambil. Agar menjadi teks halaman, tulis di chat atau kirim sebagai .docx.",
}


class WordFileTexts(Formats):
    """Texts about documents that become part of an article."""

    def draft_word(self, filename: str, headings: int, tables: int, pictures: int) -> Markup:
        """Say what was understood of a Word file."""
        counted = [(headings, "subjudul"), (tables, "tabel"), (pictures, "gambar")]
        found = ", ".join(f"{count} {what}" for count, what in counted if count)
        return Markup("📄 {}: {}").format(shorten(filename, 60), f"teks, {found}" if found else "teks")

    def left_out(self, filename: str, lost: Sequence[Lost]) -> Markup:
        """List what of a document does not come on the page, each with the words before it and its own."""
        listed = Markup("\n").join(
            self._left_out_line(code, lost) for code in dict.fromkeys(each.code for each in lost)
        )
        what = Markup("Dari {} ").format(bold(shorten(filename, 60))) if filename else Markup("Dari pesan itu ")
        return Markup("{}yang <b>tidak ikut</b>:\n{}").format(what, listed)

    def _left_out_line(self, code: str, lost: Sequence[Lost]) -> Markup:
        same = [each for each in lost if each.code == code]
        what = _LEFT_OUT[code].format(n=sum(each.count for each in same))
        places = "; ".join(self._place(each) for each in same if each.words or each.after is not None)
        return Markup("• {}: {}").format(what, places) if places else Markup("• {}").format(what)

    def _place(self, lost: Lost) -> str:
        words = f"“{shorten(lost.words, QUOTED)}”" if lost.words else ""
        if lost.after is None:
            return words
        place = f"setelah “{shorten(lost.after, BEFORE)}”" if lost.after else "di awal"
        return f"{words}, {place}" if words else place

    def word_replaced(self, old: str, new: str) -> Markup:
        """Say that a Word file took the place of the one before."""
        return Markup(
            "Teks dan gambar dari {} <b>diganti</b> dengan isi {}. Teks dan foto yang dikirim di chat tetap."
            " Bila keduanya diperlukan, ketuk tombol di bawah ini."
        ).format(bold(shorten(old, 60)), bold(shorten(new, 60)))

    def all_replaced(self) -> Markup:
        """Say that a document took the place of all text."""
        return Markup("Teks lama <b>diganti seluruhnya</b>. Bila keduanya diperlukan, ketuk tombol di bawah ini.")

    def keep_both(self) -> str:
        """Label the button that keeps the replaced Word file too."""
        return "Pakai keduanya"

    def kept_both(self) -> str:
        """Say that both Word files are part of the article."""
        return "Keduanya ada di naskah sekarang. Periksa urutannya."

    def kept_as_file(self, filename: str, why: str) -> Markup:
        """Say that a file is an attachment only, why, and what to do."""
        return Markup("{} menjadi <b>lampiran</b>. {}").format(bold(shorten(filename, 60)), _AS_FILE[why])
