"""Data as a publication of its own: files with a title and a few words, and formats that are attachments only."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.content.docx import TYPES
from tests.content.test_filetype import compound_file
from tests.stage import Stage, text_of

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF" + bytes(400_000)


def office(main: str, extra: dict[str, bytes] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in {"[Content_Types].xml": TYPES.encode(), main: b"<x/>", **(extra or {})}.items():
            archive.writestr(name, content)
    return made.getvalue()


async def send(stage: Stage, content: bytes, name: str, caption: str = "") -> None:
    """Rina sends a file."""
    stage.person("Rina").send_document(content, name, caption=caption)
    await stage.settle()


async def test_it_publishes_data_with_a_few_words_as_a_list_of_downloads(stage: Stage) -> None:
    bambang, siti, rudi = stage.person("Bambang"), stage.person("Siti"), stage.person("Rudi")
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    await stage.say(bambang, "/disposisi Data imunisasi")
    await stage.tap(bambang, "Kirim disposisi")
    await stage.tap(siti, "Terima disposisi")
    await send(stage, PDF, "Profil.pdf", "Profil kesehatan 2026")
    await send(stage, office("xl/workbook.xml"), "Cakupan per desa.xlsx")
    await send(stage, "Desa;Cakupan\nSukamaju – Barat;98".encode("cp1252"), "cakupan.csv")
    assert "UTF-8" in text_of(stage.find(rina, "menjadi lampiran"))
    await stage.tap(rina, "Tulis judul")
    await stage.say(rina, "Data cakupan imunisasi 2026")
    assert "teks naskah" not in text_of(rina.last)
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Informasi Publik")
    assert "Hasan Basri" in await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "berkala")
    await stage.tap(siti, "Siap entry → Rudi")
    await stage.tap(rudi, "Terbitkan")
    assert "Bukti tayang" in text_of(stage.find(rudi, "Bukti tayang"))
    pages = (stage.folder / "situs/public").rglob("*.html")
    html = next(text for text in (page.read_text() for page in pages) if "<h1" in text and "Profil kesehatan" in text)
    for words in ("Profil kesehatan 2026", "PDF", "391 KB", "XLSX", "CSV"):
        assert words in html


async def test_it_asks_what_a_file_holds_where_nothing_says_so(stage: Stage) -> None:
    rina = stage.person("Rina")
    await send(stage, PDF, "apbd.pdf")
    assert "☐ keterangan singkat tentang isi berkas" in text_of(rina.last)
    await stage.tap(rina, "Tulis keterangan singkat")
    await stage.say(rina, "Ringkasan APBD 2026")
    assert "☐ keterangan singkat tentang isi berkas" in text_of(rina.last)  # that line is the title
    await stage.say(rina, "Anggaran menurut urusan pemerintahan.")
    assert "☐ keterangan singkat" not in text_of(rina.last)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (compound_file("WordDocument"), "naskah.doc", "Simpan Sebagai (Save As) .docx"),
        (compound_file("WordDocument"), "naskah.docx", "Simpan Sebagai (Save As) .docx"),
        (b"{\\rtf1\\ansi Naskah}", "naskah.rtf", "Simpan Sebagai (Save As) .docx"),
        (b"Naskah di Notepad", "naskah.txt", "salin isinya lalu kirim sebagai pesan"),
        (office("ppt/presentation.xml"), "paparan.pptx", "Teks salindia tidak diambil"),
    ],
    ids=["doc", "doc-as-docx", "rtf", "txt", "pptx"],
)
async def test_it_keeps_other_formats_and_says_what_to_do(stage: Stage, content: bytes, name: str, words: str) -> None:
    await send(stage, content, name)
    said = text_of(stage.find(stage.person("Rina"), "menjadi lampiran"))
    assert words in said
    assert "1 berkas" in text_of(stage.find(stage.person("Rina"), "Isi:"))


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (compound_file("EncryptionInfo", "EncryptedPackage"), "rahasia.docx", "dikunci kata sandi"),
        (compound_file("EncryptionInfo", "EncryptedPackage"), "rahasia.xlsx", "dikunci kata sandi"),
        (b"%PDF-1.7 trailer << /Encrypt 1 0 R >>", "kunci.pdf", "pilih Cetak > Simpan sebagai PDF"),
        (b"%PDF-1.7 1 0 obj << /S /JavaScript >>", "skrip.pdf", "perintah yang berjalan sendiri"),
        (office("xl/workbook.xml", {"xl/vbaProject.bin": b"x"}), "makro.xlsx", "makro tidak diterima"),
        (b"Desa;Nilai\nA;=cmd|' /C calc'!A0", "rumus.csv", "tanda rumus"),
        (b"\x81\x8d\x00", "biner.csv", "tidak dikenali"),
    ],
    ids=["docx-locked", "xlsx-locked", "pdf-locked", "pdf-script", "xlsm", "csv-formula", "csv-binary"],
)
async def test_it_refuses_data_that_locks_or_runs(stage: Stage, content: bytes, name: str, words: str) -> None:
    await send(stage, content, name)
    said = text_of(stage.person("Rina").last)
    assert said.startswith(f"Berkas {name} tidak dimasukkan:")
    assert words in said


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"<table><tr><td>Desa</td></tr></table>", "laporan.xls", "buka di Excel, simpan sebagai .xlsx"),
        (b"[InternetShortcut]\nURL=https://contoh.go.id", "data.url", "kirim berkas aslinya"),
        (compound_file("PowerPoint Document"), "paparan.ppt", "simpan sebagai .pptx atau PDF"),
    ],
)
async def test_it_says_what_a_file_truly_is_and_the_way_out(
    stage: Stage, content: bytes, name: str, words: str
) -> None:
    await send(stage, content, name)
    assert words in text_of(stage.person("Rina").last)


async def test_it_says_that_a_table_has_lost_digits(stage: Stage) -> None:
    await send(stage, b"Nama;NIK\nSiti;3.27501E+15\n", "warga.csv")
    assert "3,27501E+15" in text_of(stage.find(stage.person("Rina"), "menjadi lampiran"))


async def test_a_table_under_a_wrong_name_is_kept_under_the_right_one_and_that_is_said(stage: Stage) -> None:
    await send(stage, b"Desa;Jumlah\nSukamaju;12\n", "Data desa.xlsx")
    said = text_of(stage.find(stage.person("Rina"), "menjadi lampiran"))
    assert said == (
        "Data-desa.csv menjadi lampiran. Isinya lain dari jenis yang tertulis di akhiran namanya; akhirannya"
        " disesuaikan, isinya tetap."
    )


async def test_a_pdf_behind_a_notice_of_a_website_is_the_pdf(stage: Stage) -> None:
    await send(stage, b"<br />\n<b>Warning</b>: x in /a.php<br />\n" + PDF, "profil.pdf")
    assert "1 berkas" in text_of(stage.person("Rina").last)
