"""Files as people and their programs really make them, sent by chat: taken as they are meant, and all else told."""

from __future__ import annotations

import io
import zipfile

import pytest

from storage.store import Tx
from tests.chat.test_word_files import parts_of, send, told
from tests.content.docx import cell, docx, p, photo, run, table
from tests.content.support import zip_of
from tests.content.test_images_metadata import with_gps
from tests.content.test_office_corpus import by_hand
from tests.content.test_word_account import BAB, LAW, level, lists
from tests.stage import Stage, jpeg, text_of

NIK = "3201011708900001"
TITLED = f"DAFTAR PENERIMA BANTUAN;;\nTahun 2026;;\n\nNo;Nama;NIK\n1;Siti;{NIK}\n"
PREFIXED = by_hand(f'<x:row r="2"><x:c r="B2"><x:v>{NIK}</x:v></x:c></x:row>')


@pytest.mark.parametrize("lost", [2, 40])
async def test_a_photo_without_its_last_bytes_is_a_photo(stage: Stage, lost: int) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, "Imunisasi serentak\n\nDinas Kesehatan membuka pelayanan di semua puskesmas.")
    await send(stage, jpeg()[:-lost], "IMG_1.jpg")
    assert [part.kind for part in await parts_of(stage)] == ["text", "photo"]


@pytest.mark.parametrize(
    ("content", "name", "place"), [(PREFIXED, "data.xlsx", "D!B2"), (TITLED.encode(), "data.csv", "5")]
)
async def test_a_number_of_a_person_is_found_however_the_table_was_written(
    stage: Stage, content: bytes, name: str, place: str
) -> None:
    await send(stage, content, name)
    [line] = [line for line in text_of(stage.person("Rina").last).splitlines() if line.startswith("• NIK")]
    assert line.startswith(f"• NIK 3201••••••••0001 di berkas {name}")
    assert place in line
    assert "tidak seluruhnya terbaca" not in text_of(stage.person("Rina").last)


TYPES = {"[Content_Types].xml": b"<Types/>"}
BOOK = zip_of({**TYPES, "xl/workbook.xml": b"<workbook/>", "xl/media/a.jpeg": with_gps()})
SLIDES = zip_of({**TYPES, "ppt/presentation.xml": b"<p/>", "ppt/media/a.jpg": with_gps()})


@pytest.mark.parametrize(("content", "name"), [(BOOK, "a.xlsx"), (SLIDES, "a.pptx")])
async def test_a_photo_in_an_attachment_tells_no_place(stage: Stage, content: bytes, name: str) -> None:
    await send(stage, content, name)
    [part] = await parts_of(stage)
    kept = await stage.bot.store.read(_bytes, part.sha256)
    assert b"Exif" in _media(content)
    assert b"Exif" not in _media(kept)


def _bytes(tx: Tx, sha256: str) -> bytes:
    return tx.files.get(sha256)


def _media(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if "media" in name)


async def test_a_photo_in_a_pdf_that_tells_its_place_is_told(stage: Stage) -> None:
    await send(stage, b"%PDF-1.7\n1 0 obj << >> endobj\n" + photo(gps=True) + b"\n%%EOF", "laporan.pdf")
    assert "catatan kamera (mungkin lokasi)" in told(stage)[-2] + told(stage)[-1]


async def test_numbers_and_columns_stand_as_word_shows_them(stage: Stage) -> None:
    never = lists(BAB, level("Pasal %2", extra='<w:lvlRestart w:val="0"/>'))
    row = "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("5") + cell("7") + "</w:tr>"
    grid = table([["Desa", "Lahir", "Wafat"]]).replace("</w:tbl>", f"{row}</w:tbl>")
    await send(stage, docx(p("Peraturan", style="Title"), *LAW, grid, parts=never))
    [words] = await parts_of(stage)
    assert "<p>BAB II Sanksi</p>\n<p>Pasal 3 c</p>" in words.text
    assert "<tr><td></td><td>5</td><td>7</td></tr>" in words.text


async def test_words_in_the_colour_of_the_paper_are_in_no_article_and_told(stage: Stage) -> None:
    unseen = run("nilai kontrak Rp2 miliar", extra='<w:color w:val="FFFFFF"/>')
    await send(stage, docx(p("Posyandu", style="Title"), p("Dinas Kesehatan membuka posyandu. ", unseen)))
    [words] = await parts_of(stage)
    assert "kontrak" not in words.text
    assert "“nilai kontrak Rp2 miliar”, setelah “Dinas Kesehatan" in text_of(
        stage.find(stage.person("Rina"), "tidak ikut")
    )
