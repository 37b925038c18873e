"""Foto naskah: what an author reads while putting photos in order; the page as it will look; personal data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from markupsafe import Markup

from bot.texts.formats import Formats, label, shorten

PhotoButton = Literal["up", "down", "cover", "caption", "bare", "alt", "remove", "all", "skip"]

_BUTTONS: dict[PhotoButton, str] = {
    "up": "⬆ Naikkan",
    "down": "⬇ Turunkan",
    "cover": "⭐ Jadikan foto utama",
    "caption": "✏ Ubah keterangan",
    "bare": "Tanpa keterangan",
    "alt": "✏ Ubah deskripsi",
    "remove": "🗑 Hapus foto ini",
    "all": "Semua foto",
    "skip": "Lewati dulu",
}

_PERSONAL = {
    "nik": "NIK",
    "kk": "No. KK",
    "npwp": "NPWP",
    "bank_account": "nomor rekening",
    "phone": "nomor telepon",
    "nip": "NIP",
    "email": "alamat surel",
    "office_email": "surel dinas",
}

_UNSHOWN = {
    "sheet": "lembar “{}”", "rows": "baris atau kolom di “{}”", "slide": "salindia",
    "notes": "catatan pembicara", "comments": "komentar", "crop": "sisa gambar yang sudah dipotong",
}  # fmt: skip
_PLACES = {
    "title": "di judul",
    "text": "di teks ke‑{}",
    "only_text": "di teks",
    "word": "di naskah Word",
    "caption": "di keterangan foto {}",
    "alt": "di deskripsi foto {}",
    "file_caption": "di keterangan berkas",
    "name": "di nama berkas",
    "file": "di berkas",
}


class PhotoTexts(Formats):
    """Texts about photos, the preview, and personal data."""

    def photos_title(self, count: int) -> Markup:
        """Head the list of an article's photos."""
        if not count:
            return Markup("Naskah ini belum berisi foto. <b>Kirim fotonya di sini</b>, boleh beberapa sekaligus.")
        return Markup(
            "<b>{} foto</b>, menurut urutan tampil di halaman. ⭐ = foto utama.\nKetuk sebuah foto untuk melihat,"
            " memindah, mengubah kata-katanya, atau menghapusnya."
        ).format(count)

    def photo_row(self, number: int, words: str) -> str:
        """Label a photo in the list; the first one stands for the article."""
        return label(f"{'⭐ ' if number == 1 else ''}Foto {number}: {words or 'belum ada kata-kata'}")

    def photo_facts(self, number: int, total: int, caption: str, alt: str) -> Markup:
        """Say which photo this is, and what is written of it."""
        cover = " · ⭐ foto utama" if number == 1 else ""
        return Markup(
            "<b>Foto {} dari {}</b>{} (gambarnya di atas)\nKeterangan: {}\nDeskripsi bagi tunanetra: {}"
        ).format(number, total, cover, shorten(caption, 300) or "–", alt or "belum ada")

    def ask_caption(self, number: int, total: int, caption: str) -> Markup:
        """Ask for the words below a photo."""
        now = Markup("\nSekarang: {}").format(shorten(caption, 300)) if caption else Markup("")
        return Markup("<b>Ketik keterangan foto {} dari {}</b>, yang tampil di bawah fotonya, lalu kirim.{}").format(
            number, total, now
        )

    def photo_button(self, name: PhotoButton) -> str:
        """Label a button about a photo."""
        return _BUTTONS[name]

    def ask_more_text(self, length: int) -> Markup:
        """Ask for more text; what is there stays."""
        return Markup(
            "<b>Kirim teks naskahnya di sini</b> (sekarang {} karakter). Teks yang sudah ada tetap; yang baru"
            " ditambahkan di bawahnya."
        ).format(self.number(length))

    def ask_photo(self) -> Markup:
        """Ask for a photo."""
        return Markup("<b>Kirim fotonya di sini</b>, satu atau beberapa sekaligus.")

    def album_too_late(self, ref: str) -> Markup:
        """Say that a part of an album came after its article was handed in."""
        return Markup(
            "Sebuah foto dari album naskah {0} baru tiba dan <b>tidak ikut</b>: {0} sudah dikirim. Bila foto itu"
            " perlu, buka kartu {0}, ketuk “Tarik kembali untuk diubah”, lalu kirim fotonya lagi."
        ).format(ref)

    def photo_replaced(self) -> Markup:
        """Say that a photo was exchanged by an edit of its message."""
        return Markup("Foto atau berkas pada pesan itu sudah diganti. Bila itu foto, deskripsinya perlu ditulis lagi.")

    # --- the page as it will look

    def preview_caption(self, ref: str, revision: int) -> str:
        """Say what the page's file is."""
        return (
            f"Pratinjau {ref}, revisi ke-{revision}: begini halaman ini akan tampil. Belum tayang. Kata, gambar, dan"
            " urutannya persis; warna dan hurufnya nanti mengikuti situs web."
        )

    def preview_boxes(self) -> str:
        """Say what the boxes in the page's file are."""
        return "Kotak kecil di berkas ini adalah emoji atau huruf khusus; di situs web tampil sebagaimana ditulis."

    def preview_name(self, ref: str, revision: int) -> str:
        """Name the page's file, without its ending."""
        return f"Pratinjau-{ref}-revisi-{revision}"

    def preview_banner(self, ref: str, revision: int, at: str) -> str:
        """Say above the page that it is none yet."""
        return f"Pratinjau – belum tayang. Naskah {ref}, revisi ke-{revision}, keadaan {at}."

    def preview_footer(self, ref: str, revision: int) -> str:
        """Say the same at the foot of each of its pages."""
        return f"Pratinjau {ref}, revisi ke-{revision} – belum tayang"

    def preview_failed(self, ref: str) -> str:
        """Say that the page could not be drawn, and what to do instead."""
        return (
            f"Pratinjau {ref} belum dapat dibuat. Naskahnya aman: ketuk “Baca naskah” pada kartunya untuk membacanya."
            " Coba “Pratinjau” lagi nanti; bila tetap gagal, hubungi admin bot."
        )

    def draft_link(self, ref: str, url: str) -> Markup:
        """Give the website's own preview of a draft it has."""
        return Markup('Konsep {} di situs web (perlu masuk ke situs): <a href="{}">buka pratinjau situs</a>').format(
            ref, url
        )

    # --- personal data (UU 27/2022)

    def personal_data(self, found: list[tuple[str, str, Markup]], count: int, unread: list[str]) -> Markup:
        """Point out what looks like personal data, and where; say which files were not looked into."""
        lines = [Markup("• {} <code>{}</code> {}").format(_PERSONAL[kind], masked, at) for kind, masked, at in found]
        if count > len(found):
            lines.append(Markup("• dan {} lagi").format(count - len(found)))
        head = Markup("⚠ <b>Periksa data pribadi</b> ({} temuan). Pastikan memang boleh diumumkan:").format(count)
        if all(kind == "office_email" for kind, _, _ in found):
            head = Markup("ℹ Alamat surel dinas dalam naskah:")
        parts = [Markup("\n").join([head, *lines])] if found else []
        if unread:
            names = ", ".join(shorten(name, 60) for name in unread[:3]) + (", …" if unread[3:] else "")
            parts.append(Markup("ℹ Periksa sendiri data pribadi di: {} (tidak seluruhnya terbaca bot).").format(names))
        return Markup("\n").join(parts)

    def unshown(self, filename: str, parts: Sequence[tuple[str, str]]) -> Markup:
        """Say what of a file its author hid: whoever downloads it can show that again."""
        named = [Markup(_UNSHOWN[kind]).format(shorten(name, 60)) for kind, name in parts[:3]]  # noqa: S704 - ours
        listed = Markup(", ").join(named) + (" dan lainnya" if parts[3:] else "")
        return Markup(
            "ℹ {} memuat bagian <b>tersembunyi</b> yang ikut terbit: {}. Hapus dahulu bila bukan untuk umum."
        ).format(shorten(filename, 60), listed)

    def place(self, where: str, number: int, name: str, detail: str) -> Markup:
        """Say where something stands in an article: a title, a text, a photo, a file and the place in it."""
        words = Markup(_PLACES[where]).format(number)  # noqa: S704 - our own words
        named = Markup(" {}").format(shorten(name, 60)) if name else Markup("")
        return words + named + (Markup(" ({})").format(self._detail(detail)) if detail else Markup(""))

    def _detail(self, detail: str) -> str:
        """A line's number, or a sheet and its cell as spreadsheets write it."""
        return f"baris {detail}" if detail.isdigit() else detail
