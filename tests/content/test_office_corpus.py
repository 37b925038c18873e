"""Spreadsheets, tables and documents as programs and people really write them: what was planted is found or told."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from bot.content.filetype import sniff
from bot.content.inside import look_inside
from tests.content.docx import docx, p, run, table
from tests.content.support import zip_of

NIK, KK, PHONE, ACCOUNT, NPWP = "3201011708900001", "3201010101200005", "081234567890", "0123456789", "012345678901000"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"

Case = tuple[str, bytes, str, str]  # what it is, its bytes, its extension, the kind planted
TABLE = [["Nama", "Keterangan"], ["Siti", "lengkap"]]


def written(fill: Callable[[Any, Any], None]) -> bytes:
    """A workbook by xlsxwriter."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        fill(book, book.add_worksheet("Data"))
    return out.getvalue()


def rows(*table: list[Any], **options: Any) -> bytes:
    def fill(_: Any, sheet: Any) -> None:
        for at, row in enumerate(table):
            sheet.write_row(at, 0, row)

    return written(fill)


def opened(fill: Callable[[Any, Any], None]) -> bytes:
    """A workbook by openpyxl."""
    book = openpyxl.Workbook()
    fill(book, book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_hand(cells: str, *, prefix: str = "x", space: str = MAIN, sheet: str = "xl/worksheets/sheet1.xml",
            more: dict[str, bytes] | None = None, around: str = "") -> bytes:  # fmt: skip
    """A workbook as report servers write it: prefixes, names of their own."""
    n = f"{prefix}:" if prefix else ""
    x = f'xmlns{":" if prefix else ""}{prefix}="{space}"'
    return zip_of(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": f'<{n}workbook {x}><{n}sheets><{n}sheet name="D"/></{n}sheets></{n}workbook>'.encode(),
            sheet: f"<{n}worksheet {x}><{n}sheetData>{cells}</{n}sheetData>{around}</{n}worksheet>".encode(),
            **(more or {}),
        }
    )


def _writers() -> Iterator[Case]:
    for kind, head, value in [
        ("nik", "NIK", NIK), ("nik", "No. KTP", int(NIK)), ("nik", "", NIK), ("kk", "No KK", KK),
        ("npwp", "NPWP", NPWP),
        ("phone", "HP", 81234567890), ("phone", "No. WA", "81234567890"), ("phone", "No HP 1", PHONE),
        ("phone", "no_telp", 81234567890), ("bank_account", "No. Rekening", ACCOUNT),
        ("bank_account", "NOREK", 1234567890),
        ("bank_account", "Nomor Rekening Bank Penerima Bantuan Sosial Tunai Tahap Dua", ACCOUNT),
        ("nik", "NIK (16 digit)", NIK), ("nik", "nomorKTP", NIK),
        ("nik", "Nomor Induk Kependudukan", NIK[:4] + " " + NIK[4:]),
    ]:  # fmt: skip
        yield f"headed {head}", rows(["Nama", head], ["Siti", value]), "xlsx", kind
        titled = rows(["DAFTAR PENERIMA"], ["Tahun 2026"], [], ["No", "Nama", head], [1, "Siti", value])
        yield f"titled {head}", titled, "xlsx", kind
        text = f"DAFTAR PENERIMA;;\nTahun 2026;;\n;;\nNo;Nama;{head}\n1;Siti;{value}\n"
        yield f"csv {head}", text.encode("utf-16"), "csv", kind


def note(_: Any, sheet: Any) -> None:
    sheet.write(0, 0, "Nama")
    sheet.write_comment(0, 0, f"NIK {NIK}")


def head(_: Any, sheet: Any) -> None:
    sheet.set_header(f"&CNIK {NIK}")


def box(_: Any, sheet: Any) -> None:
    sheet.insert_textbox(1, 1, f"HP {PHONE}")


def defined(book: Any, _: Any) -> None:
    book.define_name("Nomor", f'="{NIK}"')


def chart(book: Any, sheet: Any) -> None:
    sheet.write_column(0, 0, [1, 2])
    made = book.add_chart({"type": "column"})
    made.add_series({"values": "=Data!$A$1:$A$2", "name": f"Siti {NIK}"})
    made.set_title({"name": f"HP {PHONE}"})
    sheet.insert_chart("C3", made)


def properties(book: Any, _: Any) -> None:
    book.set_properties({"comments": f"hubungi {PHONE}"})
    book.set_custom_property("Kontak", PHONE)


def rich(book: Any, sheet: Any) -> None:
    sheet.write_rich_string(0, 0, "NIK 3201", book.add_format({"bold": True}), NIK[4:], " ya")


def hidden(book: Any, sheet: Any) -> None:
    other = book.add_worksheet("Rahasia")
    other.write(9, 9, NIK)
    other.very_hidden()


def choice(_: Any, sheet: Any) -> None:
    sheet.data_validation("A1", {"validate": "list", "source": [NIK, "b"]})


def link(_: Any, sheet: Any) -> None:
    sheet.write_url(0, 0, f"https://wa.me/62{PHONE[1:]}", string="hubungi")


def noted(_: Any, sheet: Any) -> None:
    sheet["A1"].comment = Comment(f"rekening BRI {ACCOUNT}", f"Siti {NIK}")


def _places() -> Iterator[Case]:
    kinds: list[tuple[Callable[[Any, Any], None], str]] = [
        (note, "nik"), (head, "nik"), (box, "phone"), (defined, "nik"), (chart, "nik"), (chart, "phone"),
        (properties, "phone"), (rich, "nik"), (hidden, "nik"), (choice, "nik"), (link, "phone"),
    ]  # fmt: skip
    for fill, kind in kinds:
        yield fill.__name__, written(fill), "xlsx", kind

    yield "comment", opened(noted), "xlsx", "bank_account"
    yield "its author", opened(noted), "xlsx", "nik"


def _by_hand() -> Iterator[Case]:
    for prefix, space in [("x", MAIN), ("ns0", MAIN), ("", MAIN), ("", STRICT), ("ss", STRICT)]:
        n = f"{prefix}:" if prefix else ""
        cell = f'<{n}row r="1"><{n}c r="A1"><{n}v>{NIK}</{n}v></{n}c></{n}row>'
        yield f"prefix {prefix} {space}", by_hand(cell, prefix=prefix, space=space), "xlsx", "nik"
        inline = f'<{n}row><{n}c t="inlineStr"><{n}is><{n}t>NIK {NIK}</{n}t></{n}is></{n}c></{n}row>'
        yield f"inline {prefix} {space}", by_hand(inline, prefix=prefix, space=space), "xlsx", "nik"
    shared = (
        f'<x:sst xmlns:x="{MAIN}"><x:si><x:r><x:t>NIK 3201</x:t></x:r><x:r><x:t>{NIK[4:]}</x:t></x:r></x:si></x:sst>'
    )
    cell = '<x:row><x:c t="s"><x:v>0</x:v></x:c></x:row>'
    yield "shared", by_hand(cell, more={"xl/teks.xml": shared.encode()}), "xlsx", "nik"
    yield "left over", by_hand("", more={"xl/teks.xml": shared.encode()}), "xlsx", "nik"
    yield "named otherwise", by_hand(f"<x:row><x:c><x:v>{NIK}</x:v></x:c></x:row>", sheet="lembar/a.xml"), "xlsx", "nik"
    data = f"<x:row><x:c><x:v>{float(NIK):.15E}</x:v></x:c></x:row>"
    yield "scientific", by_hand(data), "xlsx", "nik"
    rounded = "<x:row><x:c><x:v>3.20101170890000E+15</x:v></x:c></x:row>"
    yield "fifteen digits", by_hand(rounded), "xlsx", "nik"
    outside = {
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"><v>{NIK}</v></externalLink>'.encode()
    }
    yield "external data", by_hand("", more=outside), "xlsx", "nik"
    pivot = {
        "xl/pivotCache/p.xml": f'<pivotCacheRecords xmlns="{MAIN}"><r><s v="{NIK}"/></r></pivotCacheRecords>'.encode()
    }
    yield "pivot", by_hand("", more=pivot), "xlsx", "nik"
    inner = rows(["NIK"], [NIK])
    yield "embedded", docx(p("Lampiran"), parts={"word/embeddings/b.xlsx": inner}), "docx", "nik"
    utf16 = f'<?xml version="1.0" encoding="UTF-16"?><a>{NIK}</a>'.encode("utf-16")
    yield "utf-16 part", by_hand("", more={"xl/a.xml": utf16}), "xlsx", "nik"


def _documents() -> Iterator[Case]:
    yield "runs", docx(p(run("NIK 3201"), run(NIK[4:]))), "docx", "nik"
    yield "beside", docx(table([["No. Rekening", ":", ACCOUNT]])), "docx", "bank_account"
    yield "below", docx(table([["Nama", "HP"], ["Siti", "81234567890"]])), "docx", "phone"
    yield "boxes", docx(table([["NIK", *NIK]])), "docx", "nik"
    yield (
        "custom data",
        docx(p("x"), parts={"customXml/item1.xml": "<a><NoHP>81234567890</NoHP></a>"}),
        "docx",
        "phone",
    )
    slide = f'<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>NIK {NIK}</a:t></a:r></a:p></p:sld>'
    yield "slide", zip_of({"[Content_Types].xml": b"<Types/>", "ppt/s.xml": slide.encode()}), "pptx", "nik"
    cells = "".join(f"<t:table-cell><w:p>{each}</w:p></t:table-cell>" for each in ("{}", "{}"))
    sheet = (
        '<o:document-content xmlns:o="o" xmlns:t="t" xmlns:w="w"><t:table>'
        f"<t:table-row>{cells.format('Nama', 'No. Rekening')}</t:table-row>"
        f"<t:table-row>{cells.format('Siti', ACCOUNT)}</t:table-row></t:table></o:document-content>"
    )
    yield "open document", zip_of({"mimetype": b"x", "content.xml": sheet.encode()}), "ods", "bank_account"


def _csv() -> Iterator[Case]:
    for shown in ["3201011708900001.0", "3201011708900001,00", "3.201.011.708.900.001", "'3201011708900001",
                  '"=""3201011708900001"""', "3201 0117 0890 0001", "3201-0117-0890-0001", "3.201011708900001E+15",
                  "3.201.011.708.900.000"]:  # fmt: skip
        for delimiter in ";\t|":
            text = f"Judul\n\nNama{delimiter}Nomor\nSiti{delimiter}{shown}\n"
            yield f"{shown} {delimiter!r}", text.encode(), "csv", "nik"
    text = f'Nama;Alamat;Rekening\n"Siti\nAminah";"Jl. ""Melati"";\nNo. 5";{ACCOUNT}\n'
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"):
        yield (
            encoding,
            text.replace("Melati", "Café" if encoding == "cp1252" else "Cafe").encode(encoding),
            "csv",
            "bank_account",
        )
    yield "sep=", b"sep=|\nNama|HP\nSiti, S.Pd|81234567890\n", "csv", "phone"
    yield "two rows", f"No;Rekening;;Jumlah\n;Bank;Nomor;\n1;BRI Unit;{ACCOUNT};5\n".encode(), "csv", "bank_account"


def _pieces() -> Iterator[Case]:
    parts = [NIK[:4], NIK[4:8], NIK[8:12], NIK[12:]]
    yield "pieces in columns", rows(["Nama", "NIK", "", "", "", "Ket"], ["Siti", *parts, 5]), "xlsx", "nik"
    yield "pieces in a form", rows(["NIK", ":", *parts]), "xlsx", "nik"
    yield "codes of places", rows(["No", "KK"], [1, KK[:2], KK[2:4], KK[4:6], KK[6:]]), "xlsx", "kk"
    yield "pieces in a document", docx(table([["Nama", "NIK", ""], ["Siti", NIK[:8], NIK[8:]]])), "docx", "nik"
    yield "npwp of sixteen", f"Nama;NPWP\nCV Maju;0{NPWP}\n".encode(), "csv", "npwp"


PLANTED = [*_writers(), *_places(), *_by_hand(), *_documents(), *_csv(), *_pieces()]


def test_the_corpus_is_wide() -> None:
    assert len(PLANTED) >= 80


@pytest.mark.parametrize("case", PLANTED, ids=[case[0] for case in PLANTED])
def test_what_was_planted_is_found(case: Case) -> None:
    _, data, extension, kind = case
    seen = look_inside(data, extension)
    assert kind in {each.kind for each in seen.found}
    assert seen.complete


CLEAN: list[tuple[str, bytes, str]] = [
    ("budget", rows(["Kode Rekening", "Belanja", "Pagu"], ["5.1.02.01.01.0001", "ATK", 12500000], ["", "", 1]), "xlsx"),
    ("figures", rows(["Kecamatan", "Jumlah"], ["Sukamaju", 1234567890], ["Baru", 3.6e15 / 7]), "xlsx"),
    ("dates", opened(lambda _, sheet: sheet.append([date(2026, 11, 24), "x", 0.5])), "xlsx"),
    ("empty", rows(), "xlsx"),
    ("pictures", docx(p("Kegiatan"), media={"r1": b"\xff\xd8\xff\xd9"}), "docx"),
    ("letter", docx(p("Nomor 400.10/12/Kominfo"), table([["Hari", "Senin"], ["Pagu", "Rp 12.500.000"]])), "docx"),
    ("csv", b"Laporan\n\nDesa;Jumlah\nSukamaju;12.500.000\nBaru;1,5\n", "csv"),
    ("years", rows(["NIK", 2021, 2022], ["Jumlah", 120100, 130200]), "xlsx"),
    ("apbn", b"Uraian;Jumlah (Rp)\nBelanja negara;3.62107E+15\n", "csv"),
    ("preview", by_hand("", more={"ObjectReplacements/Object 1": b"VCLMTF" + bytes(40)}), "ods"),
    ("printer", by_hand("", more={"xl/printerSettings/printerSettings1.bin": b"\1\2"}), "xlsx"),
    ("embedded table", docx(p("x"), parts={"word/embeddings/a.xlsx": rows(["Desa", "Jumlah"], ["A", 5])}), "docx"),
]  # fmt: skip


@pytest.mark.parametrize("case", CLEAN, ids=[case[0] for case in CLEAN])
def test_a_clean_everyday_file_raises_no_alarm(case: tuple[str, bytes, str]) -> None:
    seen = look_inside(case[1], case[2])
    assert (seen.found, seen.complete) == ((), True)


@pytest.mark.parametrize(
    "part",
    [
        {"xl/media/a.wmf": b"\xd7\xcd\xc6\x9a" + bytes(40)},
        {"xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"},
        {"xl/a.xml": b"<a><b></a>"},
        {"xl/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
        {"xl/a.svg": b'<svg><image href="data:image/jpeg;base64,AAAA"/></svg>'},
        {"xl/apa.bin": b"\1\2\3"},
        {"word/afchunk.mht": b"MIME-Version: 1.0\n\n"},
        {"xl/embeddings/a.xlsx": b"PK\3\4rusak"},
    ],
)
def test_a_part_nobody_understands_is_told(part: dict[str, bytes]) -> None:
    assert not look_inside(by_hand("", more=part), "xlsx").complete


def test_a_number_a_spreadsheet_cut_short_is_told() -> None:
    seen = look_inside(b"Nama;NIK\nSiti;3.27501E+15\n", "csv")
    assert [(each.kind, each.masked) for each in seen.found] == [("nik", "3275••••••••0000")]
    assert seen.lost
    assert not look_inside(f"Nama;NIK\nSiti;{NIK}\n".encode(), "csv").lost


@given(st.sampled_from([case[1:3] for case in PLANTED[::7]]), st.data())
def test_whatever_the_bytes_nothing_breaks(whole: tuple[bytes, str], data: st.DataObject) -> None:
    damaged = bytearray(whole[0][: data.draw(st.integers(0, len(whole[0])))])
    for at, value in data.draw(st.dictionaries(st.integers(0, len(damaged)), st.integers(0, 255), max_size=8)).items():
        damaged[at : at + 1] = bytes([value])
    sniff(bytes(damaged), "a.xlsx")
    assert look_inside(bytes(damaged), whole[1]).count >= 0
