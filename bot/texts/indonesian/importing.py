"""Impor dan ekspor petugas: the table of the staff, what is wrong with its rows, and the printed invitations."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from bot.texts.indonesian.staff import REFUSED, StaffTexts

StaffSheet = Literal["staff", "examples"]

#: Why a row of an imported table cannot be taken, where it is not one of the reasons above.
_PROBLEMS = {
    "no_name": "namanya kosong.",
    "role": "peran “{}” tidak dikenal. Semua pilihannya ada pada lembar Contoh di templat.",
    "unit_kind": "unit “{}” belum terdaftar. Isi kolom Jenis unit: internal atau eksternal.",
    "unit_not_wanted": "peran ini milik kantor: kosongkan kolom Unit.",
    "unit_needed": "peran ini milik sebuah unit: isi kolom Unit.",
    "manner": "kolom Sebagai berisi “{}”. Pilihan: kosong, Plt., pendamping.",
    "date": "tanggal “{}” tidak terbaca. Contoh: 31-12-2026.",
    "nip": "NIP “{}” tidak terdiri atas 18 angka.",
    "name_twice": "ada beberapa orang bernama “{}”. Isi NIP-nya.",
    "occupied": "jabatan ini sudah dipegang orang lain. Akhiri dahulu, atau isi kolom Sebagai: Plt. atau pendamping.",
}

_CAPTIONS = {
    "template": "Templat daftar petugas, dengan lembar contoh",
    "export": "Daftar petugas. Memuat data pribadi: simpan dengan aman.",
    "links": "Undangan untuk dicetak dan dibagikan. Hapus setelah dibagikan.",
}

_TABLE_REFUSED = {
    "unreadable": "Berkas ini tidak terbaca sebagai tabel. Simpan sebagai .xlsx atau .csv, lalu kirim lagi.",
    "too_big": "Berkas ini terlalu besar untuk daftar petugas (paling banyak 3.000 baris, 2 MB).",
    "no_heads": "Baris judul tidak ditemukan. Pakai templat dari bot: kolom Nama dan Peran harus ada.",
    "empty": "Tabel ini tidak memuat satu orang pun di bawah baris judulnya.",
}


class ImportTexts(StaffTexts):
    """Texts of Impor and Ekspor, and of `tayang import`."""

    def staff_sheet(self, name: StaffSheet) -> str:
        """Name a sheet of the staff table."""
        return {"staff": "Petugas", "examples": "Contoh"}[name]

    def invitations_title(self, count: int) -> str:
        """Head the printed invitations."""
        return f"{count} undangan – {self.office.name}"

    def invitations_note(self, until: str) -> str:
        """Stand under the printed invitations."""
        return f"Setiap kode hanya untuk orang yang tertulis, berlaku satu kali, s.d. {until}. Jangan disebarkan."

    def import_problem(self, row: int, why: str, what: str) -> str:
        """Say why a row of an imported table cannot be taken."""
        return f"Baris {row}: " + _PROBLEMS.get(why, REFUSED.get(why, why)).format(what)

    def table_refused(self, reason: str) -> str:
        """Say why a file is no list of staff."""
        return _TABLE_REFUSED[reason]

    def import_means(self, people: int, given: int, same: int, links: int) -> str:
        """Say what a table brings."""
        return f"{people} orang baru, {given} penunjukan baru, {same} baris sudah tercatat, {links} undangan."

    def ask_table(self) -> Markup:
        """Ask for the table, filled in."""
        return Markup(
            "Isi tabel di atas, lalu <b>kirim kembali berkasnya</b> ke sini (.xlsx atau .csv). Isinya"
            " diperiksa dahulu; belum ada yang disimpan. /batal untuk tidak jadi."
        )

    def table_follows(self) -> Markup:
        """Say that a table comes."""
        return Markup("Tabel petugas menyusul di bawah.")

    def import_sure(self, counts: str) -> Markup:
        """Show back what a table brings, before it is taken."""
        return Markup("Tabel sudah diperiksa, semuanya dapat diterima:\n<b>{}</b>").format(counts)

    def import_bad(self, lines: list[str], more: int) -> Markup:
        """Name every row that cannot be taken."""
        rest = [f"… dan {more} baris lain"] if more else []
        return Markup(
            "<b>Belum dapat diterima, dan belum ada yang disimpan.</b> Betulkan, lalu kirim lagi berkasnya:\n{}"
        ).format("\n".join([*lines, *rest]))

    def imported(self, counts: str) -> Markup:
        """Say what a table brought."""
        return Markup(
            "✔ Selesai: {} Undangannya menyusul sebagai PDF untuk dicetak; berkas tabelnya tidak disimpan."
        ).format(counts)

    def staff_file(self, what: str) -> str:
        """Name a file of the staff."""
        return {"template": "templat-petugas.xlsx", "export": "petugas.xlsx", "links": "undangan.pdf"}[what]

    def staff_caption(self, what: str) -> str:
        """Say what a file of the staff is."""
        return _CAPTIONS[what]
