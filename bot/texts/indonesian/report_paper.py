"""Laporan kegiatan yang dicetak, menurut tata naskah: what an office says, in the words of an office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.sop.report import StepLine
from bot.sop.roles import Role
from bot.texts.formats import without_number
from bot.texts.indonesian.names import NameTexts

_WORDS = {
    "to": "Yth.",
    "from": "Dari",
    "copies": "Tembusan",
    "number": "Nomor",
    "nature": "Sifat",
    "annex": "Lampiran",
    "regarding": "Hal",
    "introduction": "A. Pendahuluan",
    "general": "1. Umum",
    "purpose": "2. Maksud dan tujuan",
    "scope": "3. Ruang lingkup",
    "bases": "4. Dasar",
    "done": "B. Kegiatan yang dilaksanakan",
    "team": "1. Pelaksana",
    "articles": "2. Naskah yang ditangani",
    "results": "C. Hasil yang dicapai",
    "result": "1. Hasil",
    "hindrances": "2. Hambatan",
    "conclusions": "D. Simpulan dan saran",
    "conclusion": "1. Simpulan",
    "advice": "2. Saran",
    "asked": "3. Tanya jawab",
    "closing": "E. Penutup",
    "acknowledged": "Mengetahui,",
    "record": "Lampiran: catatan pelaksanaan",
    "steps_of_order": "Langkah disposisi",
    "bypasses": "Di luar jalur biasa",
    "snoozes": "Pengingat yang ditunda",
    "proofs": "Halaman yang tayang",
    "no": "No",
    "name": "Nama",
    "did": "Tugas",
    "qualification": "Kualifikasi",
    "by_itself": "berjalan otomatis",
    "none": "–",
}


class ReportPaperTexts(NameTexts):
    """Words of the printed report: plain text, since paper has no markup of a chat."""

    def report_word(self, key: str) -> str:
        """Give a fixed word of the report. Raises KeyError for a key there is none for."""
        return _WORDS[key]

    def report_title(self, subject: str) -> str:
        """Head the report, in capitals as the letter rules have it."""
        return f"LAPORAN KEGIATAN\nTENTANG\n{subject.upper()}"

    def report_regarding(self, number: str) -> str:
        """Say in the head what the report is about."""
        return f"Laporan pelaksanaan Disposisi nomor {number}"

    def report_annex(self) -> str:
        """Say in the head what is attached."""
        return "1 (satu) berkas catatan pelaksanaan"

    def report_general(self, number: str, day: datetime, subject: str, instruction: str) -> str:
        """Say what it is all about: the website, and the order that was given."""
        what = f" dengan isi disposisi: {instruction.rstrip('.')}." if instruction else "."
        return (
            f"{self.office.website.name} adalah sarana Pemerintah Daerah untuk menyampaikan informasi publik kepada"
            f" masyarakat. Pada {self._full_day(day)}, {self.role(Role.KABAG)} menerbitkan"
            f" Disposisi nomor {number} perihal “{subject}”{what}"
        )

    def report_purpose(self) -> str:
        """Say what the report is for."""
        return (
            f"Laporan ini disampaikan kepada {self.role(Role.KABAG)} sebagai pertanggungjawaban atas pelaksanaan"
            " disposisi tersebut, agar kegiatan, hasil, dan hambatannya diketahui dan dapat ditindaklanjuti."
        )

    def report_scope(self, units: Sequence[str], deadline: datetime | None) -> str:
        """Say how far the work went: from taking material in to pages that were proven, of whom, until when."""
        of_whom = f" dari {', '.join(units)}" if units else ""
        until = f", dengan batas waktu {self.full_moment(deadline)}" if deadline else ""
        return (
            f"Penerimaan bahan{of_whom}, verifikasi, penayangan di {self.office.website.name}, dan pembuktian bahwa"
            f" halamannya terbaca{until}."
        )

    def report_bases(self, number: str, day: datetime) -> list[str]:
        """List what the work rests on: the law, the SOP (its number where the office gave one), the order."""
        sop = self.office.papers.sop_number
        return [
            "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik;",
            *(f"{one.rstrip(';.')};" for one in self.office.papers.legal_bases),
            f"SOP Update Website Pemerintah Daerah{f' Nomor {sop}' if sop else ''};",
            f"Disposisi {self.role(Role.KABAG)} nomor {number} tanggal {self._full_day(day)}.",
        ]

    def _full_day(self, at: datetime) -> str:
        return self.full_date(self.office.calendar.today(at))

    def report_no_articles(self) -> str:
        """Say that nothing was handed in."""
        return "Tidak ada naskah yang masuk sampai disposisi ini dilaporkan."

    def report_result(self, live: int, articles: int) -> str:
        """Sum up what came out."""
        if not articles:
            return self.report_no_articles()
        how_many = "seluruhnya" if live == articles else self.number(live)
        return (
            f"Dari {self.number(articles)} naskah, {how_many} telah tayang dan terbukti terbaca di"
            f" {self.office.website.name}."
        )

    def report_in_time(self, good: int, steps: int) -> str:
        """Say how many steps were done in the time set for them."""
        if good == steps:
            return "Seluruh langkah selesai dalam waktu yang ditetapkan."
        return f"{self.number(good)} dari {self.number(steps)} langkah selesai dalam waktu yang ditetapkan."

    def report_late(self, ref: str, line: StepLine, *, standard: bool) -> str:
        """Say that a step took longer than it may, as an office says it; `standard`: the SOP sets its time."""
        limit = "mutu baku" if standard else "batas yang dipakai kantor"
        took, may = self.in_words(line.spent), self.in_words(line.standard or timedelta())
        why = f" Keterangan: {line.reason}" if line.reason else " Keterangan belum disampaikan"
        about = ", ".join(part for part in (ref, f"pelaksana {line.who}" if line.who else "") if part)
        said_by = f" (menurut {line.reason_by})" if line.reason and line.reason_by else ""
        step = f"Langkah {without_number(self.step(line.step)).lower()}{f' ({about})' if about else ''}"
        return f"{step} selesai dalam {took} kerja, melampaui {limit} {may}.{why.rstrip('.')}{said_by}."

    def report_smooth(self) -> str:
        """Say that nothing stood in the way."""
        return "Tidak ada hambatan yang tercatat."

    def report_conclusion(self, live: int, articles: int, owing: int) -> str:
        """Conclude: whether what was ordered was done."""
        if articles and live == articles and not owing:
            return "Disposisi telah dilaksanakan seluruhnya."
        if live:
            return "Disposisi telah dilaksanakan sebagian; yang belum selesai diuraikan pada huruf C."
        return "Disposisi belum menghasilkan halaman yang tayang."

    def report_advice(self, owing: Sequence[str]) -> str:
        """Advise what follows from the record: whom to ask again, and the SOP's own warning."""
        if owing:
            return f"Mengingatkan kembali {', '.join(owing)} agar menyampaikan bahan."
        return "Pembaruan situs web dilanjutkan secara berkala agar informasi publik tetap mutakhir."

    def report_closing(self) -> str:
        """Close the report."""
        return "Demikian laporan ini disampaikan untuk dipergunakan sebagaimana mestinya."

    def report_about_record(self) -> str:
        """Say what the annex is, and how its times are counted."""
        return (
            "Disusun dari catatan sistem. Waktu dihitung dalam jam kerja; mutu baku ditulis untuk langkah yang waktunya"
            " ditetapkan SOP."
        )
