"""Attached files are looked into for personal data as far as they can be, quickly, and never trusted."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import inside, office
from bot.content.inside import MAX_COUNT, Inside, look_inside, table_cells
from tests.content.support import zip_of

NIK = "3201011708900001"


def found(data: bytes, extension: str) -> list[tuple[str, str, str]]:
    return [(each.kind, each.masked, each.place) for each in look_inside(data, extension).found]


def xlsx(sheet: str, shared: str = "", name: str = "Data") -> bytes:
    return zip_of(
        {
            "xl/workbook.xml": f'<workbook><sheets><sheet name="{name}" sheetId="1"/></sheets></workbook>'.encode(),
            "xl/sharedStrings.xml": f"<sst>{shared}</sst>".encode(),
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{sheet}</sheetData></worksheet>".encode(),
        }
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read_with_the_heads_of_its_columns(delimiter: str) -> None:
    rows = [["Nama", "No. Rekening", "HP"], ["Siti", "0123456789", "81234567890"], ["Budi", "", NIK]]
    data = "\n".join(delimiter.join(row) for row in rows).encode()
    assert found(data, "csv") == [
        ("nik", "3201••••••••0001", "3"),
        ("bank_account", "•••••••789", "2"),
        ("phone", "0812••••••90", "2"),
    ]


def test_a_bare_number_without_such_a_head_is_left_alone() -> None:
    assert found(b"Nama,Jumlah\nSiti,0123456789\n", "csv") == []


def test_a_table_without_heads_loses_no_cell() -> None:
    assert found(f"Siti,{NIK}\nBudi,081234567890\n".encode(), "csv") == [
        ("nik", "3201••••••••0001", "1"),
        ("phone", "0812••••••90", "2"),
    ]


def test_what_ends_one_cell_and_begins_the_next_is_no_number() -> None:
    assert found(b"a,b\n32010117,08900001\n3201011708,900001\n", "csv") == []


def test_plain_text_is_found_by_its_line() -> None:
    assert found(f"satu\ndua\nNIK {NIK}\n".encode(), "txt") == [("nik", "3201••••••••0001", "3")]


def test_a_spreadsheet_is_found_by_sheet_and_cell() -> None:
    shared = f"<si><t>No. Rekening</t></si><si/><si><r><t>NIK </t></r><r><t>{NIK}</t></r></si>"
    sheet = (
        '<row><c r="A1" t="s"><v>0</v></c><c r="B1"/><c r="C1" t="inlineStr"><is><t>HP</t></is></c></row>'
        '<row><c r="A2"><v>123456789</v></c><c r="B2" t="s"><v>2</v></c><c r="C2"><v>8.1234567890E10</v></c></row>'
    )
    assert found(xlsx(sheet, shared, "Penerima &amp; Wali"), "xlsx") == [
        ("nik", "3201••••••••0001", "Penerima & Wali!B2"),
        ("bank_account", "••••••789", "Penerima & Wali!A2"),
        ("phone", "0812••••••90", "Penerima & Wali!C2"),
    ]


def test_a_word_file_is_read_across_its_runs_and_not_across_tabs() -> None:
    body = (
        f"<w:p><w:r><w:t>NIK {NIK[:6]}</w:t></w:r><w:r><w:t>{NIK[6:]}</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>081234567890</w:t><w:tab/><w:t>081298765432</w:t></w:r></w:p>"
    )
    data = zip_of({"word/document.xml": f'<w:document xmlns:w="w">{body}</w:document>'.encode()})
    assert [kind for kind, _, _ in found(data, "docx")] == ["nik", "phone", "phone"]


@pytest.mark.parametrize("extension", ["pdf", "doc", "xls", "docx", "xlsx"])
def test_what_cannot_be_read_is_said_not_to_be(extension: str) -> None:
    assert look_inside(b"%PDF-1.4 tidak terbaca", extension) == Inside()


def test_too_long_a_file_is_said_not_to_be_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside, "MAX_TEXT", 1000)
    seen = look_inside(f"NIK {NIK}\n".encode() + b"x" * 2000 + b"\n", "txt")
    assert (seen.count, seen.complete) == (1, False)


def test_a_member_that_unpacks_beyond_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_XML", 1000)
    assert look_inside(xlsx(f'<c r="A1"><v>{NIK}</v></c>' + " " * 2000), "xlsx") == Inside()


def test_all_are_counted_and_the_most_alarming_kept() -> None:
    lines = [f"HP 0812{number:08}" for number in range(99)] + [f"NIK {NIK}"]
    seen = look_inside("\n".join(lines).encode(), "txt")
    assert (seen.count, len(seen.found), seen.found[0].kind) == (100, inside.MAX_FOUND, "nik")


def test_what_is_kept_of_it_never_tells_a_number() -> None:
    kept = look_inside(f"NIK {NIK}, rekening BRI 123401000123534\n".encode(), "txt").to_json()
    assert NIK not in kept
    assert "123401000123534" not in kept
    assert Inside.from_json(kept).to_json() == kept
    assert Inside.from_json("{}") == Inside()
    assert json.loads(kept)["complete"] is True


def test_cells_of_a_table_in_a_text_are_read_with_their_heads() -> None:
    table = "<table><tr><th>Nama</th><th>No. Rekening</th></tr><tr><td>Siti</td><td><p>0123456789</p></td></tr></table>"
    assert list(table_cells(f"<p>x</p>{table}")) == ["Nama", "No. Rekening", "Siti", "No. Rekening: 0123456789"]


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (b"1234567," * 40_000, "csv"),
        (b"08 " * 60_000, "txt"),
        (xlsx('<c r="A1">' * 200_000), "xlsx"),
        (xlsx('<c r="A1"><v>' * 100_000 + "</c>"), "xlsx"),
        (xlsx("", "<si>" * 300_000 + "</si>"), "xlsx"),
        (zip_of({"word/document.xml": b"<w:p>" * 300_000 + b"<w:t>" * 100_000 + b"</w:p>"}), "docx"),
    ],
)
def test_a_hostile_file_is_looked_through_quickly(data: bytes, extension: str) -> None:
    begun = time.process_time()
    look_inside(data, extension)
    assert time.process_time() - begun < 5


@given(st.binary(max_size=300), st.sampled_from(["csv", "txt", "xlsx", "docx"]))
def test_any_bytes_can_be_looked_into(data: bytes, extension: str) -> None:
    seen = look_inside(data, extension)
    assert Inside.from_json(seen.to_json()) == seen


def test_a_list_of_thousands_is_counted_so_far_and_said_to_go_on() -> None:
    people = "".join(f"Siti;32010117089{number:05}\n" for number in range(9_000))
    seen = look_inside(f"Nama;NIK\n{people}".encode(), "csv")
    assert MAX_COUNT <= seen.count < MAX_COUNT + 1_000
    assert not seen.complete


def book_of(sheets: str, sheet: str) -> bytes:
    return zip_of({"xl/workbook.xml": f"<x:workbook><x:sheets>{sheets}</x:sheets></x:workbook>".encode(),
                   "xl/worksheets/sheet1.xml": f"<x:worksheet>{sheet}</x:worksheet>".encode()})  # fmt: skip


CELL = '<x:row r="2"{}><x:c r="B2"><x:v>5</x:v></x:c></x:row>'


@pytest.mark.parametrize(
    ("data", "extension", "found"),
    [
        (book_of('<x:sheet name="A" state="hidden"/><x:sheet name="B"/>', ""), "xlsx", (("sheet", "A"),)),
        (book_of('<x:sheet name="A"/>', CELL.format(' hidden="1"')), "xlsx", (("rows", "A"),)),
        (book_of('<x:sheet name="A"/>', f'<x:cols><x:col min="2" max="9" hidden="true"/></x:cols>{CELL.format("")}'),
         "xlsx", (("rows", "A"),)),
        (book_of('<x:sheet name="A"/>', f'<x:cols><x:col min="3" max="9" hidden="1"/></x:cols>{CELL.format("")}'),
         "xlsx", ()),
        (book_of('<x:sheet name="A"/>', '<x:row hidden="1"/>' + CELL.format("")), "xlsx", ()),
        (zip_of({"ppt/n.xml": b"<p:notes><a:p><a:t>Jangan sebut anggaran</a:t></a:p></p:notes>"}), "pptx",
         (("notes", ""),)),
        (zip_of({"ppt/n.xml": b"<p:notes><a:p><a:fld><a:t>3</a:t></a:fld></a:p></p:notes>"}), "pptx", ()),
        (zip_of({"ppt/s.xml": b'<p:sld><a:srcRect l="20000" t="0"/><a:srcRect/></p:sld>'}), "pptx", (("crop", ""),)),
        (zip_of({"ppt/s.xml": b'<p:sld><a:srcRect l="0" t="0%"/></p:sld>'}), "pptx", ()),
        (zip_of({"xl/c.xml": b"<comments><author>Rina</author><text><t>cek lagi</t></text></comments>"}), "xlsx",
         (("comments", ""),)),
        (zip_of({"ppt/slides/slide1.xml": b'<p:sld show="0"/>', "ppt/b.xml": b"<p:sld/>"}), "pptx", (("slide", ""),)),
        (zip_of({"content.xml": b'<o:d><s:style s:name="x"><s:table-properties t:display="false"/></s:style>'
                 b'<t:table t:name="A" t:style-name="x"/><t:table t:name="B"><t:table-column/><t:table-column'
                 b' t:visibility="collapse"/><t:table-row><t:table-cell/><t:table-cell><p>5</p></t:table-cell>'
                 b'</t:table-row></t:table></o:d>'}), "ods", (("sheet", "A"), ("rows", "B"))),
    ],
)  # fmt: skip
def test_what_is_hidden_in_a_file_is_named(data: bytes, extension: str, found: tuple[tuple[str, str], ...]) -> None:
    seen = look_inside(data, extension)
    assert (seen.unshown, seen.complete) == (found, True)
    assert Inside.from_json(seen.to_json()) == seen
