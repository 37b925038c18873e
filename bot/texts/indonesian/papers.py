"""Naskah yang dicetak: laporan kegiatan dan lembar disposisi."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_date

from bot.texts.formats import Formats

_WORDS = {
    "completion": "LAPORAN KEGIATAN",
    "disposition": "LEMBAR DISPOSISI",
    "changes": "Perubahan dari edisi sebelumnya",
    "agenda": "Nomor agenda",
    "classification": "Kode klasifikasi",
    "subject": "Hal",
    "nature": "Sifat",
    "day": "Tanggal",
    "instruction": "Isi disposisi",
    "note": "Catatan",
    "units": "Bahan diminta dari",
    "attachments": "Lampiran",
    "number": "No",
    "title": "Judul",
    "unit": "Unit",
    "state": "Keadaan",
    "step": "Langkah",
    "who": "Pelaksana",
    "spent": "Waktu kerja",
    "standard": "Mutu baku",
    "finished": "Selesai",
    "letter_from": "Surat dari",
    "letter_number": "Nomor surat",
    "letter_day": "Tanggal surat",
    "received": "Diterima tanggal",
    "forwarded": "Diteruskan kepada Sdr.",
    "please": "Dengan hormat harap",
    "finish_by": "Batas waktu",
    "reply": "Tanggapan dan saran",
    "process": "Proses lebih lanjut",
    "coordinate": "Koordinasi/konfirmasi",
    "by_hand": "………………………",
    "paraf": "Paraf",
    "returned_on": "Tanggal kembali",
    "copies": "Tembusan",
    "acting": "Plh.",
    "nip": "NIP",
    "none": "–",
}


class PaperTexts(Formats):
    """Words on paper: plain text, since paper has no markup of a chat."""

    def paper_word(self, key: str) -> str:
        """Give a fixed word of a form or report. Raises KeyError for a key there is none for."""
        return _WORDS[key]

    def paper_pages(self) -> str:
        """Number a page; the two places are filled in when it is set."""
        return "halaman {} dari {}"

    def paper_day(self, at: datetime) -> str:
        """Give a date as letters have it: 23 November 2026."""
        return format_date(self.office.calendar.local(at).date(), "d MMMM y", locale=self.locale)

    def paper_moment(self, at: datetime) -> str:
        """Give a moment as short as a column of a table wants it: 23 Nov, 10.42 WIB."""
        return f"{format_date(self.office.calendar.local(at).date(), 'd MMM', locale=self.locale)}, {self.clock(at)}"

    def paper_place_and_day(self, at: datetime) -> str:
        """Open the signature's block: Kota Contoh, 23 November 2026."""
        return f"{self.office.place}, {self.paper_day(at)}"

    def paper_footer(self, paper: str, ref: str) -> str:
        """Say on every page what it belongs to."""
        return f"{paper} · Disposisi {ref}"

    def paper_origin(self) -> str:
        """Say what the paper was made from, and that nobody has signed it yet."""
        return (
            f"Dibuat dari catatan sistem Tayang pada {self.full_moment(self.now)}, untuk ditandatangani. "
            "Waktu dihitung dalam jam kerja."
        )

    def paper_composed_later(self) -> str:
        """Say that a report was first printed long after its closing, when none had been kept."""
        return (
            "Disposisi ini ditutup sebelum laporan disimpan seperti saat diterima: isinya disusun dari catatan pada"
            " pencetakan pertama ini, dan sejak itu tidak berubah."
        )

    def paper_origin_of_sheet(self) -> str:
        """Say what a sheet was made from, and that nobody has signed it yet."""
        return f"Dibuat dari catatan sistem Tayang pada {self.full_moment(self.now)}, untuk ditandatangani."

    def paper_cancelled(self) -> str:
        """Say below the title that the disposisi was cancelled."""
        return "(dibatalkan)"

    def paper_printed(self) -> str:
        """Say what a list was made from."""
        return f"Dibuat dari catatan sistem Tayang pada {self.dated(self.now)}. Waktu dihitung dalam jam kerja."

    def paper_seal(self, count: int, digest: str) -> str:
        """Give number and hash of the last entry of the record that the paper was made from."""
        return f"Sidik catatan (SHA-256): {count}:{digest}"

    def paper_fingerprint(self, digest: str) -> str:
        """Give the hash of all that is printed on the paper."""
        return f"Sidik isi cetakan (SHA-256): {digest}"

    def paper_edition(self, number: int, earlier: datetime) -> str:
        """Say on the paper that one like it was issued before, and is replaced."""
        return f"Edisi ke-{number}, menggantikan edisi sebelumnya yang terbit {self.dated(earlier)}."

    def paper_changed(self, was: str, now: str) -> str:
        """Say what stood on the edition before, and what stands there now; "" for nothing."""
        if not was:
            return f"Baru: {now}"
        return f"Semula: {was} – menjadi: {now}" if now else f"Tidak ada lagi: {was}"

    def paper_more_changed(self, count: int) -> str:
        """Say how many more changes there are than are listed."""
        return f"… dan {self.number(count)} perubahan lain."

    def paper_proven(self, at: datetime, by_eye: list[str]) -> str:
        """Say when the page was seen live: by the bot, or by two people with their own eyes."""
        if by_eye:
            return f"Dikonfirmasi dengan mata oleh {self.people(by_eye)}, {self.paper_moment(at)}"
        return f"Terbukti tayang {self.paper_moment(at)}"

    def paper_asked(self, question: str, answer: str) -> str:
        """Give what the superior asked back, and the answer."""
        return f"Pertanyaan: {question}\nJawaban: {answer}"

    def paper_file(self, paper: str, ref: str, edition: int = 1) -> str:
        """Name the file: Laporan Kegiatan 12-2026.pdf; one after the first says so."""
        later = f" (edisi {edition})" if edition > 1 else ""
        return f"{self.paper_word(paper).title()} {ref.replace('/', '-')}{later}.pdf"

    def paper_again(self, paper: str, ref: str, edition: int, at: datetime, whom: str | None) -> str:
        """Say that this is the very file that was issued before."""
        later = f" edisi ke-{edition}" if edition > 1 else ""
        asked = f" atas permintaan {whom}" if whom else ""
        return (
            f"📄 {self.paper_word(paper).title()}{later} – Disposisi {ref}, sama persis dengan yang terbit"
            f" {self.dated(at)}{asked}."
        )

    def paper_renewed(self, paper: str, ref: str, edition: int, earlier: datetime) -> str:
        """Say that what it says has changed since it was issued."""
        return (
            f"📄 {self.paper_word(paper).title()} edisi ke-{edition} – Disposisi {ref}. Isi atau bentuknya berubah"
            f" sejak yang terbit {self.dated(earlier)}; arsipkan yang ini dan tandai yang lama tidak berlaku."
        )

    def paper_caption(self, paper: str, ref: str) -> str:
        """Say in chat what the file is, and what to do with it."""
        return f"📄 {self.paper_word(paper).title()} – Disposisi {ref}. Siap dicetak, ditandatangani, dan diarsipkan."

    def paper_failed(self, paper: str, ref: str) -> str:
        """Say that a paper could not be made."""
        name = self.paper_word(paper).title()
        return f"{name} {ref} belum dapat dibuat. Coba lagi; bila tetap gagal, hubungi admin bot."
