"""Personal data is pointed out to author, official and Kasubbag, with its place, and never taken away (UU 27/2022)."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from bot.rehearsal.phone import Phone
from storage import parts
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, jpeg, text_of

NIK = "3201011708900001"
PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
CSV = f"Nama,No. Rekening,HP\nSiti,0123456789,81234567890\nBudi,{NIK},-\n".encode()


def xlsx() -> bytes:
    """A spreadsheet with shared strings, a number as a number, and a column that says what it holds."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types></Types>")
        archive.writestr(
            "xl/workbook.xml", '<workbook><sheets><sheet name="Penerima" r:id="rId1"/></sheets></workbook>'
        )
        archive.writestr("xl/sharedStrings.xml", "<sst><si><t>Nama</t></si><si><t>No. Rekening</t></si></sst>")
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            '<worksheet><row><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
            f'<row><c r="A2" t="inlineStr"><is><t>NIK {NIK}</t></is></c>'
            '<c r="B2"><v>123456789</v></c></row></worksheet>',
        )
    return out.getvalue()


async def written(stage: Stage, text: str = scenes.TEXT) -> Phone:
    rina = stage.person("Rina")
    await stage.say(rina, text)
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    return rina


def warned(phone: Phone, ref: str = "N-1") -> list[str]:
    """The lines about personal data on the newest card of an article."""
    card = next(m for m in reversed(phone.received) if f"askah {ref}" in text_of(m) or f"baru {ref}" in text_of(m))
    return [line for line in text_of(card).splitlines() if line.startswith(("⚠ Periksa", "•", "ℹ"))]


async def test_author_official_and_kasubbag_are_shown_what_stands_where(stage: Stage) -> None:
    text = f"{scenes.TEXT}\n\nHubungi Siti, NIK {NIK}, HP 0812-3456-7890."
    expected = [
        "⚠ Periksa data pribadi (2 temuan). Pastikan memang boleh diumumkan:",
        "• NIK 3201••••••••0001 di teks",
        "• nomor telepon 0812••••••90 di teks",
    ]
    rina = await written(stage, text)
    assert warned(rina) == expected
    await stage.tap(rina, "Kirim naskah")
    hasan, siti = stage.person("Hasan"), stage.person("Siti")
    assert warned(hasan) == expected
    await stage.tap(hasan, "berkala")
    assert warned(siti) == expected
    assert NIK in text_of(stage.find(hasan, "Hubungi Siti"))  # pointed out, never taken away


async def test_it_finds_them_in_title_caption_description_and_names_of_files(stage: Stage) -> None:
    rina = await written(stage)
    await stage.tap(rina, "Ubah judul")
    await stage.say(rina, f"Bantuan untuk {NIK}")
    rina.send_photo(jpeg("red"), "WA 081234567890")
    rina.send_document(PDF, f"ktp-{NIK}.pdf", "application/pdf", "rekening BRI 123401000123534")
    await stage.settle()
    await stage.tap(rina, "Jelaskan 1 foto")
    await stage.say(rina, "Siti, surel siti@gmail.com")
    assert warned(rina) == [
        "⚠ Periksa data pribadi (5 temuan). Pastikan memang boleh diumumkan:",
        "• NIK 3201••••••••0001 di nama berkas ktp-3201••••••••0001.pdf",
        "• NIK 3201••••••••0001 di judul",
        "• nomor rekening ••••••••••••534 di keterangan berkas ktp-3201••••••••0001.pdf",
        "• nomor telepon 0812••••••90 di keterangan foto 1",
        "• alamat surel s•••@gmail.com di deskripsi foto 1",
        "ℹ Periksa sendiri data pribadi di: ktp-3201••••••••0001.pdf (tidak seluruhnya terbaca bot).",
    ]


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (
            CSV,
            "penerima.csv",
            [
                "• NIK 3201••••••••0001 di berkas penerima.csv (baris 3)",
                "• nomor rekening •••••••789 di berkas penerima.csv (baris 2)",
                "• nomor telepon 0812••••••90 di berkas penerima.csv (baris 2)",
            ],
        ),
        (
            xlsx(),
            "penerima.xlsx",
            [
                "• NIK 3201••••••••0001 di berkas penerima.xlsx (Penerima!A2)",
                "• nomor rekening ••••••789 di berkas penerima.xlsx (Penerima!B2)",
            ],
        ),
    ],
)
async def test_it_looks_into_tables_and_says_the_line_or_the_cell(
    stage: Stage, content: bytes, name: str, found: list[str]
) -> None:
    rina = await written(stage)
    rina.send_document(content, name)
    await stage.settle()
    assert [line for line in warned(rina) if line.startswith("•")] == found
    assert NIK not in str(await stage.bot.store.read(_kept))


def _kept(tx: Tx) -> list[str]:
    return [parts.found_in_file(tx, part.sha256) for part in parts.of(tx, 1, 1)]


async def test_an_official_address_alone_is_no_alarm(stage: Stage) -> None:
    rina = await written(stage, f"{scenes.TEXT}\n\nKeterangan: humas@nusaraya.go.id")
    assert warned(rina) == ["ℹ Alamat surel dinas dalam naskah:", "• surel dinas h•••@nusaraya.go.id di teks"]


async def test_it_says_which_files_it_cannot_read(stage: Stage) -> None:
    rina = await written(stage)
    rina.send_document(PDF, "laporan.pdf", "application/pdf")
    rina.send_document(b"nama,jumlah\nSiti,3\n", "data.csv", "text/csv")
    await stage.settle()
    assert warned(rina) == ["ℹ Periksa sendiri data pribadi di: laporan.pdf (tidak seluruhnya terbaca bot)."]


def hiding() -> bytes:
    """A workbook of three sheets: one is hidden, one has a hidden column with something in it, one an empty one."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Rekap").write_row(0, 0, ["Desa", "Jumlah"])
        book.add_worksheet("Rincian <b>").very_hidden()
        other = book.add_worksheet("Data")
        other.write_row(0, 0, ["Nama", "Catatan"])
        other.set_column(1, 1, None, None, {"hidden": True})
        book.get_worksheet_by_name("Rekap").set_column(5, 900, None, None, {"hidden": True})
    return out.getvalue()


async def test_it_says_what_of_a_workbook_is_hidden_and_will_be_published(stage: Stage) -> None:
    rina = await written(stage)
    rina.send_document(hiding(), "data.xlsx")
    await stage.settle()
    said = text_of(rina.last)
    hidden = "lembar “Rincian <b>”, baris atau kolom di “Data”"
    assert f"ℹ data.xlsx memuat bagian tersembunyi yang ikut terbit: {hidden}. Hapus dahulu" in said
    assert stage.outside.refusals() == []


async def test_ordinary_news_has_no_warning(stage: Stage) -> None:
    rina = await written(stage, f"{scenes.TEXT}\n\nAnggaran Rp1.234.567.890.123, Nomor 400.10/1234/2026, 17-08-2026.")
    assert warned(rina) == []


async def test_more_than_fit_are_counted(stage: Stage) -> None:
    numbers = "\n".join(f"HP 08123456{number:04}" for number in range(12))
    rina = await written(stage, f"{scenes.TEXT}\n\n{numbers}")
    lines = warned(rina)
    assert lines[0].startswith("⚠ Periksa data pribadi (12 temuan)")
    assert lines[-1] == "• dan 6 lagi"
