"""PDF, CSV and RTF by their content: what is refused, what is noted."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from bot.content.csv_files import as_utf8, text_of
from bot.content.filetype import FileType, sniff
from bot.content.pdf import look_into_pdf
from tests.content.docx import TYPES


def pdf(*objects: bytes, trailer: bytes = b"<< /Root 1 0 R >>") -> bytes:
    return b"%PDF-1.7\n" + b"\n".join(objects) + b"\ntrailer\n" + trailer + b"\n%%EOF"


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"9 0 obj\n<< " + extra + b" /Length 9 >>\nstream\n" + content + b"\nendstream\nendobj"


OPENED_OTHERWISE = stream(b"x").replace(b"stream\n", b"stream\r", 1)
PACKED = zlib.compress(b"1 0 << /S /JavaScript /JS (app.alert(1)) >>")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf(b"1 0 obj << /Type /Catalog /OpenAction [3 0 R /Fit] >> endobj"), None),
        (pdf(b"1 0 obj << /A << /S /URI /URI (https://contoh.go.id/JSON) >> >> endobj"), None),
        (pdf(stream(b"q /JS /JavaScript BT (gambar) Tj ET Q")), None),
        (pdf(stream(b"rusak", b"/Type /ObjStm /Filter /FlateDecode")), None),
        (pdf(b"1 0 obj << /S /JavaScript /JS (x) >> endobj"), "active"),
        (pdf(b"1 0 obj << /S /J#61vaScript /J#53 (x) >> endobj"), "active"),
        (pdf(b"1 0 obj << /S /Launch /F (cmd.exe) >> endobj"), "active"),
        (pdf(b"1 0 obj << /XFA 3 0 R >> endobj"), "active"),
        (pdf(stream(PACKED, b"/Type /ObjStm /Filter /FlateDecode")), "active"),
        (pdf(stream(b"x"), b"1 0 obj << /S /Launch >> endobj", stream(b"y")), "active"),
        (pdf(OPENED_OTHERWISE, b"1 0 obj << /S /Launch >> endobj", stream(b"y")), "active"),
        (pdf(trailer=b"<< /Root 1 0 R /Encrypt 5 0 R >>"), "pdf_locked"),
    ],
)
def test_a_pdf_with_a_lock_or_a_program_is_refused(data: bytes, reason: str | None) -> None:
    assert look_into_pdf(data) == reason
    assert sniff(data, "data.pdf").reason == reason


def test_packed_objects_are_unpacked_within_bounds() -> None:
    bomb = zlib.compress(bytes(64 << 20))
    assert look_into_pdf(pdf(*[stream(bomb, b"/Type /ObjStm")] * 20)) is None


@pytest.mark.parametrize(
    ("link", "reason"), [(b"<externalBook/>", None), (b'<ddeLink ddeService="cmd" ddeTopic="/c calc"/>', "active")]
)
def test_a_workbook_that_starts_programs_is_refused(link: bytes, reason: str | None) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        parts = {
            "[Content_Types].xml": TYPES.encode(),
            "xl/workbook.xml": b"<x/>",
            "xl/externalLinks/externalLink1.xml": link,
        }
        for name, content in parts.items():
            archive.writestr(name, content)
    assert sniff(made.getvalue(), "data.xlsx").reason == reason


def test_a_csv_is_text_in_the_encodings_offices_save() -> None:
    excel = "Desa;Jumlah\nCafé – Baru;12".encode("cp1252")
    assert sniff(excel, "data.csv") == FileType("document", "text/csv", "csv")
    assert as_utf8(excel).decode("utf-8-sig") == "Desa;Jumlah\nCafé – Baru;12"
    assert text_of("a;b".encode("utf-16")) == "a;b"
    assert as_utf8(b"a;b") == b"a;b"


@pytest.mark.parametrize("data", [b"a;b\x00c", b"\x81\x8d\x8f", bytes(range(256))])
def test_what_is_no_text_is_no_csv(data: bytes) -> None:
    assert sniff(data, "data.csv").reason == "unknown_type"


@pytest.mark.parametrize(
    ("cell", "refused"),
    [
        ("=cmd|' /C calc'!A0", True), ("@SUM(A1)", True), (" =1+1", True), ("+SUM(A1)", True), ("-A1+B1", True),
        ("-12,5", False), ("+62 271 123", False), ("- tidak ada", False), ("-", False), ("a=b", False),
        ("a@b.id", False),
    ],
)  # fmt: skip
def test_a_csv_a_spreadsheet_would_run_is_refused(cell: str, refused: bool) -> None:
    for data in (f"Desa;Nilai\nSukamaju;{cell}\n", f'Desa,Nilai\nSukamaju,"{cell}"\n'):
        assert (sniff(data.encode(), "data.csv").reason == "formula") is refused


def test_the_same_words_in_a_text_are_no_formula() -> None:
    assert sniff(b"=cmd\n", "catatan.txt") == FileType("document", "text/plain", "txt")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{\\rtf1\\ansi Laporan \\b tebal\\b0 }", None),
        (b"{\\rtf1{\\object\\objocx{\\*\\objdata 01}}}", "active"),
        (b"{\\rtf1{\\field{\\*\\fldinst DDEAUTO c:\\\\x}}}", "active"),
        (b"{\\rtf1{\\*\\template http://127.0.0.1/x}}", "active"),
    ],
)
def test_an_rtf_is_kept_unless_it_carries_or_fetches(data: bytes, reason: str | None) -> None:
    assert sniff(data, "lama.doc").reason == reason
