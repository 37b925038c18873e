"""Files are what their content says, whatever they are called."""

from __future__ import annotations

import io
import re
import struct
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from bot.content import archives, ole
from bot.content.filetype import FileType, is_renamed, safe_filename, sniff
from tests.content.support import characters, zip_of

TYPES_XML = b"<Types></Types>"
WORD = {"[Content_Types].xml": TYPES_XML, "word/document.xml": b"<w/>"}
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}


def picture(format_: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, format_)
    return out.getvalue()


FREE, END = 0xFFFFFFFF, 0xFFFFFFFE


def compound_header(sector_size: int, directory: int, table: int, more_tables: int = END) -> bytes:
    """The first sector: where the directory, the first table sector and the list of others are."""
    header = ole.MAGIC + bytes(16)
    header += struct.pack("<HHHHH", 62, 3, 0xFFFE, sector_size.bit_length() - 1, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, END, 0, more_tables, 0)
    header += struct.pack("<109I", table, *([FREE] * 108 if more_tables == END else [table] * 108))
    return header.ljust(sector_size, b"\0")


def directory_of(*names: str) -> bytes:
    found = b""
    for name in ("Root Entry", *names):
        encoded = name.encode("utf-16-le")
        found += encoded.ljust(64, b"\0") + struct.pack("<HB", len(encoded) + 2, 2) + bytes(61)
    return found


def compound_file(*names: str, sector_size: int = 512) -> bytes:
    """A Compound File with a directory of these names: header, one table sector, the directory."""
    directory = directory_of(*names)
    count = -(-len(directory) // sector_size)
    chain = [0xFFFFFFFD, *range(2, count + 1), END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(sector_size, b"\xff")
    return compound_header(sector_size, 1, 0) + table + directory.ljust(count * sector_size, b"\0")


@pytest.mark.parametrize(
    ("data", "kind", "mime", "extension"),
    [
        (picture("JPEG"), "photo", "image/jpeg", "jpg"),
        (picture("PNG"), "photo", "image/png", "png"),
        (picture("WEBP"), "photo", "image/webp", "webp"),
        (picture("GIF"), "photo", "image/gif", "gif"),
        (b"%PDF-1.7\n...", "document", "application/pdf", "pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4", "document", "application/pdf", "pdf"),
        (compound_file("WordDocument", "1Table"), "document", "application/msword", "doc"),
        (compound_file("Workbook"), "document", "application/vnd.ms-excel", "xls"),
        (compound_file("Book"), "document", "application/vnd.ms-excel", "xls"),
        ("Pengumuman é\n".encode(), "document", "text/plain", "txt"),
        (b"harga 5\xa0000", "document", "text/plain", "txt"),
        ("harga".encode("utf-16"), "document", "text/plain", "txt"),
        (zip_of(ODT, zipfile.ZIP_STORED), "document", None, "odt"),
        (
            zip_of({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, zipfile.ZIP_STORED),
            "document",
            None,
            "ods",
        ),
        (zip_of(WORD), "document", None, "docx"),
        (zip_of({**WORD, "word/embeddings/tabel.xlsx": b"PK"}), "document", None, "docx"),
        (
            zip_of({"[Content_Types].xml": TYPES_XML, "xl/workbook.xml": b""}),
            "document",
            None,
            "xlsx",
        ),
        (
            zip_of({"[Content_Types].xml": TYPES_XML, "ppt/presentation.xml": b""}),
            "document",
            None,
            "pptx",
        ),
    ],
)
def test_it_knows_a_file_by_its_content(data: bytes, kind: str, mime: str | None, extension: str) -> None:
    found = sniff(data, "penipu.exe")
    assert (found.kind, found.extension, found.reason) == (kind, extension, None)
    assert mime in (None, found.mime)
    assert found.mime.count("/") == 1


def test_the_name_only_tells_a_table_from_other_plain_text() -> None:
    assert sniff(b"a;b\n1;2\n", "Data.CSV") == FileType("document", "text/csv", "csv")
    assert sniff(b"a;b\n1;2\n", "data.docx") == FileType("document", "text/plain", "txt")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"MZ\x90\x00", "executable"),
        (b"\x7fELF\x02", "executable"),
        (b"#!/bin/sh\n", "executable"),
        (b"<?php system($_GET['c']);", "executable"),
        (b"\n <!DOCTYPE html><html>", "web_table"),
        (b'<?xml version="1.0"?><svg onload="x">', "svg"),
        (b"<?xml version='1.0'?><data/>", "xml"),
        (b"{\\rtf1 {\\object}}", "active"),
        (b"Rar!\x1a\x07\x01\x00", "archive"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (b"\x1f\x8b\x08", "archive"),
        (b"\x00\x00\x00\x18ftypheic", "heic"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"II*\x00tiff", "photo_format"),
        (b"BM\x36\0\0\0\0\0\0\0\x36", "photo_format"),
        (b"a\x00b", "unknown_type"),
        (ole.MAGIC, "broken"),
        (compound_file("Something"), "old_office"),
        (compound_file("WordDocument", "Macros"), "macro"),
        (compound_file("Workbook", "_VBA_PROJECT_CUR"), "macro"),
        (compound_file("EncryptionInfo", "EncryptedPackage"), "encrypted"),
        (zip_of({"surat.txt": b"a"}), "archive"),
        (zip_of({"META-INF/MANIFEST.MF": b""}), "executable"),
        (zip_of({**WORD, "word/vbaProject.bin": b""}), "macro"),
        (zip_of({**WORD, "word/embeddings/a.docm": b""}), "macro"),
        (zip_of({**WORD, "[Content_Types].xml": b"x.macroEnabled.main+xml"}), "macro"),
        (zip_of({**WORD, "[Content_Types].xml": "vbaProject".encode("utf-16")}), "macro"),
        (zip_of({"[Content_Types].xml": TYPES_XML, "xl/vbaProject.bin": b""}), "macro"),
        (zip_of({**WORD, "word/embeddings/a.zip": b""}), "archive"),
        (zip_of({**WORD, "word/embeddings/a.EXE": b""}), "executable"),
        (zip_of({**ODT, "Basic/Standard/script-lb.xml": b""}, zipfile.ZIP_STORED), "macro"),
        (
            zip_of({**ODT, "META-INF/manifest.xml": b"<manifest:encryption-data/>"}, zipfile.ZIP_STORED),
            "encrypted",
        ),
        (zip_of({"[Content_Types].xml": TYPES_XML, "visio/document.xml": b""}), "unknown_type"),
        (zip_of(WORD)[:-30], "broken"),
        (b"PK\x03\x04", "broken"),
    ],
)
def test_it_refuses_with_a_reason(data: bytes, reason: str) -> None:
    assert sniff(data, "surat.docx") == FileType("refused", "", "", reason)  # type: ignore[arg-type]


SHEET_2003 = (
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
)


def locked_sheet() -> bytes:
    """An old workbook whose stream begins as a locked one does."""
    bof = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)
    return compound_file("Workbook") + bof + b"\x2f\x00\x36\x00"


def locked_text() -> bytes:
    return compound_file("WordDocument") + (b"\xec\xa5" + bytes(8) + b"\x00\x01").ljust(512, b"\0")


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"<table border=1><tr><th>NIP</th></tr></table>", "laporan.xls", "web_table"),
        (b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body>', "laporan", "web_table"),
        (b"\xef\xbb\xbf<html><script>x</script>", "laporan.xls", "web_table"),
        (b"<!DOCTYPE html><p>halo", "halaman.html", "web_page"),
        (b"<?php echo 1;", "laporan.xls", "executable"),
        (b"<html><?php echo 1;", "laporan.xls", "executable"),
        (SHEET_2003, "data.xls", "excel_xml"),
        (b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">', "a.doc", "word_xml"),
        (b"[InternetShortcut]\r\nURL=https://contoh.go.id", "data.url", "link_file"),
        (b'{"url": "https://contoh.example", "doc_id": "x"}', "data.gsheet", "link_file"),
        (b"\x4c\x00\x00\x00\x01\x14\x02\x00", "data.lnk", "link_file"),
        (b"\x04Rina" + bytes(157), "~$surat.docx", "lock_file"),
        (bytes(4096), "surat.docx", "empty"),
        (b"ID3\x04", "rekaman.mp3", "audio"),
        (b"\x00\x00\x00\x20ftypM4A ", "rekaman.m4a", "audio"),
        (b"RIFF\0\0\0\0AVI ", "a.avi", "video"),
        (compound_file("PowerPoint Document"), "paparan.ppt", "old_slides"),
        (compound_file("__properties_version1.0"), "surat.msg", "mail"),
        (zip_of({"[Content_Types].xml": TYPES_XML, "xl/workbook.bin": b""}), "data.xlsb", "excel_binary"),
        (zip_of({"mimetype": b"application/vnd.oasis.opendocument.presentation"}, 0), "a.odp", "open_slides"),
        (zip_of({"Index/Document.iwa": b""}), "a.pages", "apple"),
        (b"Laporan Bulanan\n<table border=1><tr><td>A</table>", "laporan.xls", "web_table"),
        (b"Notice: Undefined index in /a.php\n<TABLE>\n<thead><tr><th>A</TABLE>", "laporan.xls", "web_table"),
        ("Rekap\n<table><tr><td>A</table>".encode("utf-16"), "rekap.csv", "web_table"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n--x", "surat.doc", "web_table"),
        (b"From: a\nContent-Type: multipart/mixed\n\n--x", "surat.eml", "mail"),
        (b"Return-Path: <a@b>\nReceived: from c\n\nhalo", "surat.eml", "mail"),
        (b"halo dunia", "foto.JPG", "only_text"),
        (b'{"error": "not found"}', "surat.pdf", "only_text"),
        (b"II+\0\x08\0\0\0", "a.tif", "photo_format"),
        (b"\0\0\1\0\1\0", "a.ico", "photo_format"),
        (b"\1\0\0\0" + bytes(36) + b" EMF", "a.emf", "photo_format"),
        (b"\0\0\0\x18ftypcrx ", "a.cr3", "photo_format"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "a.jxl", "photo_format"),
        (b"%!PS-Adobe-3.0", "logo.ai", "photo_format"),
        (b"\x00\x00\x00\x18ftyphevx", "IMG_1.jpg", "heic"),
        (b"\xff\xf1\x50\x80", "suara.aac", "audio"),
        (b"OggS\0\2", "PTT-20261124.opus", "audio"),
        ((b"G@\0\x10" + bytes(184)) * 3, "00001.mts", "video"),
        (locked_sheet(), "data.xls", "encrypted"),
        (locked_text(), "surat.doc", "encrypted"),
    ],
)
def test_it_says_what_a_file_truly_is(data: bytes, name: str, reason: str) -> None:
    assert sniff(data, name).reason == reason


@pytest.mark.parametrize(
    ("data", "name", "extension"),
    [
        (b"%PDF-1.7\n...", "surat.docx", "pdf"),
        (picture("JPEG"), "surat.pdf", "jpg"),
        (zip_of(WORD), "surat.zip", "docx"),
        (b"{\\rtf1 halo}", "surat.doc", "rtf"),
        (b"Desa;Jumlah\nSukamaju;12\n", "data.xls", "csv"),
        (zip_of({"mimetype": b"application/vnd.oasis.opendocument.text-template", "a": b""}, 0), "surat.ott", "odt"),
        (b"Isi surat biasa.", "surat.docx", "txt"),
        (b'id,isi\n1,"Jadwal <table><tr><td>Senin</td></tr></table>"\n', "berita.csv", "csv"),
    ],
)
def test_it_takes_a_good_file_under_a_wrong_name(data: bytes, name: str, extension: str) -> None:
    assert sniff(data, name).extension == extension


def test_a_link_that_starts_a_program_is_refused_wherever_it_lies() -> None:
    types = b'<Types><Override PartName="/a/b.xml" ContentType="application/vnd.x.externalLink+xml"/></Types>'
    linked = zip_of({"[Content_Types].xml": types, "xl/workbook.xml": b"<x/>", "a/b.xml": b"<x:ddeLink/>"})
    assert sniff(linked, "a.xlsx").reason == "active"


@pytest.mark.parametrize(
    ("name", "extension", "renamed"),
    [
        ("data.xlsx", "csv", True), ("surat.doc", "docx", True), ("surat.docx", "txt", True), ("a.DOCX", "docx", False),
        ("a.dotx", "docx", False), ("catatan", "txt", False), ("v1.2 final", "pdf", False), ("a.log", "txt", False),
    ],
)  # fmt: skip
def test_it_knows_a_file_whose_name_says_another_kind(name: str, extension: str, renamed: bool) -> None:
    assert is_renamed(name, extension) is renamed


def test_it_refuses_what_telegram_would_not_hand_over() -> None:
    assert sniff(b"a" * 11, "a.txt", max_bytes=10).reason == "too_big"
    assert sniff(b"a" * 10, "a.txt", max_bytes=10).reason is None


def test_it_refuses_a_bomb_by_what_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    members = {**WORD, "word/media/a.png": b"\0" * 1000, "word/media/b.png": b"\0" * 1000}
    total = sum(map(len, members.values()))
    monkeypatch.setattr(archives, "MAX_UNPACKED", total - 1)
    assert sniff(zip_of(members), "a.docx").reason == "too_big"
    monkeypatch.setattr(archives, "MAX_UNPACKED", total)
    assert sniff(zip_of(members), "a.docx").reason is None


def test_it_refuses_a_bomb_of_names() -> None:
    crowd = zip_of({**WORD, **{f"word/{i}.xml": b"" for i in range(archives.MAX_ENTRIES)}})
    assert sniff(crowd, "a.docx").reason == "too_big"


def test_a_directory_larger_than_it_declares_entries_is_not_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crowd = bytearray(zip_of({**WORD, **{f"word/{i:0>4000}.xml": b"" for i in range(600)}}))
    end = crowd.rfind(b"PK\x05\x06")
    crowd[end + 8 : end + 12] = struct.pack("<HH", 2, 2)
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("it was parsed"))
    assert sniff(bytes(crowd), "a.docx").reason == "too_big"


def test_a_declaration_that_unpacks_too_far_is_not_read_to_its_end() -> None:
    bomb = zip_of({**WORD, "[Content_Types].xml": b" " * (5 << 20)})
    assert sniff(bomb, "a.docx").reason == "too_big"


def test_it_refuses_zip64_whose_fields_override_the_checked_ones() -> None:
    data = zip_of(WORD)
    end = data.rfind(b"PK\x05\x06")
    locator = b"PK\x06\x07" + bytes(16)
    assert sniff(data[:end] + locator + data[end:], "a.docx").reason == "archive"


def test_it_refuses_an_encrypted_member() -> None:
    data = bytearray(zip_of(WORD))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert sniff(bytes(data), "a.docx").reason == "encrypted"


def test_a_directory_of_several_sectors_is_followed() -> None:
    names = [f"Stream {i}" for i in range(10)]
    assert ole.stream_names(compound_file(*names)) == {"Root Entry", *names}
    assert ole.stream_names(compound_file(*names, sector_size=4096)) == {"Root Entry", *names}


def test_the_list_of_tables_goes_on_outside_the_header() -> None:
    far = 109 * 128 + 5  # a sector of which only the 110th table sector knows
    data = bytearray(compound_header(512, far, 0, more_tables=1).ljust((far + 3) * 512, b"\0"))
    data[1024:1536] = struct.pack("<128I", 2, *[FREE] * 126, END)  # the list: table sector 2
    data[1536 + 20 : 1536 + 24] = struct.pack("<I", far + 1)
    data[1536 + 24 : 1536 + 28] = struct.pack("<I", END)
    directory = directory_of("1Table", "Data", "Pictures", "WordDocument")
    data[(far + 1) * 512 :] = directory.ljust(1024, b"\0")
    assert sniff(bytes(data), "besar.doc").extension == "doc"


def test_a_compound_file_that_loops_comes_to_an_end() -> None:
    data = bytearray(compound_file("Workbook"))
    data[512 + 4 : 512 + 8] = struct.pack("<I", 1)
    assert ole.stream_names(bytes(data)) == {"Root Entry", "Workbook"}


@given(st.sampled_from([zip_of(WORD), compound_file("WordDocument"), picture("PNG")]), st.data())
def test_a_damaged_file_never_raises(whole: bytes, data: st.DataObject) -> None:
    damaged = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for at, value in data.draw(st.dictionaries(st.integers(0, len(whole)), st.integers(0, 255))).items():
        damaged[at : at + 1] = bytes([value])
    assert sniff(bytes(damaged), "a.docx").kind in ("photo", "document", "refused")


@given(st.text(characters, max_size=200), st.sampled_from(["", "pdf", "docx"]))
@example("../../etc/passwd", "")
@example("CON.pdf", "pdf")
@example("a" * 300 + ".pdf", "pdf")
def test_a_safe_name_is_safe_everywhere(name: str, extension: str) -> None:
    safe = safe_filename(name, extension)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[a-z0-9]{1,10})?", safe)
    assert len(safe) <= 80
    assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", safe, re.IGNORECASE)
    assert safe_filename(safe, extension) == safe


@pytest.mark.parametrize(
    ("name", "extension", "expected"),
    [
        ("Laporan Kegiatan (final).docx", "docx", "Laporan-Kegiatan-final.docx"),
        ("Café Égalité.PDF", "", "Cafe-Egalite.pdf"),
        ("C:\\Users\\humas\\foto.jpeg", "jpg", "foto.jpg"),
        ("../../etc/passwd", "txt", "passwd.txt"),
        ("index.php.jpg", "jpg", "index-php.jpg"),
        (".htaccess", "txt", "berkas.txt"),
        ("laporan.exe", "pdf", "laporan.pdf"),
        ("aux.pdf", "pdf", "berkas-aux.pdf"),
        ("تقرير.pdf", "pdf", "berkas.pdf"),
        ("", "", "berkas"),
    ],
)
def test_a_safe_name_stays_readable(name: str, extension: str, expected: str) -> None:
    assert safe_filename(name, extension) == expected
