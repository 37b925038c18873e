"""Papers as they are set: what people wrote is no markup, tables go over pages, archives can keep them."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.papers import parts
from bot.papers.document import (
    Bar,
    Bars,
    Block,
    Box,
    Chart,
    Column,
    Facts,
    Figures,
    Form,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Points,
    Proofs,
    Quotation,
    Signature,
    Table,
    Trend,
)
from bot.papers.typesetting import pdf, picture
from tests.papers.reading import pages, words

NOW = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)
HOSTILE = '#panic("x") *tebal* _miring_ $x^2$ <label> @ref // komentar \\u{41} `kode` "kutip" [isi] {blok}'


def paper(*blocks: Block, title: str = "LAPORAN KEGIATAN", lines: tuple[str, ...] = ("KABUPATEN CONTOH",)) -> Paper:
    """A paper of these blocks."""
    return Paper(
        language="id",
        title=title,
        letterhead=Letterhead(lines=lines, address="Jalan Merdeka 1"),
        blocks=blocks,
        signature=Signature(place_and_day="Contoh, 23 November 2026", title="Kasubbag,", name="Siti", further=("NIP",)),
        footer="Disposisi D-1/2026",
        page_words="halaman {} dari {}",
        origin="Dibuat dari catatan sistem, untuk ditandatangani.",
        seal="Sidik: 0f0f",
    )


def table(rows: int) -> Table:
    """A table of so many rows with a long title each."""
    return Table(
        (Column(label="No", align="right"), Column(label="Judul", share=3), Column(label="Unit", share=1)),
        tuple(
            (parts.cell(str(n)), parts.cell(f"Judul nomor {n} " + "panjang " * (n % 9)), parts.cell("Dinas Kesehatan"))
            for n in range(1, rows + 1)
        ),
        caption="Naskah",
    )


@pytest.mark.parametrize(
    "block",
    [
        Heading(HOSTILE), Heading(HOSTILE, 2), Paragraph(HOSTILE), Quotation(HOSTILE, HOSTILE),
        Facts(((HOSTILE, HOSTILE),)), Figures(((HOSTILE, HOSTILE),)), Form((Box(label=HOSTILE, text=HOSTILE),)),
        Table((Column(label=HOSTILE, share=1),), ((parts.cell(HOSTILE, note=HOSTILE),),), caption=HOSTILE),
        Bars(HOSTILE, (Bar(label=HOSTILE, value=1, words=HOSTILE),)), Points((HOSTILE,)),
    ],
)  # fmt: skip
def test_what_people_wrote_is_never_taken_for_markup(block: Block) -> None:
    read = words(pdf(paper(block, title=HOSTILE, lines=(HOSTILE,)), now=NOW)).replace(" ", "")
    for part in ('#panic("x")', "*tebal*", "_miring_", "$x^2$", "<label>", "@ref", "//komentar", "`kode`", "{blok}"):
        assert part in read


def test_a_paper_can_be_kept_in_an_archive() -> None:
    reader = PdfReader(io.BytesIO(pdf(paper(table(3)), now=NOW)))
    metadata = reader.xmp_metadata
    assert metadata is not None
    raw = metadata.stream.get_data()
    assert b"pdfaid:part" in raw
    assert reader.metadata is not None
    assert reader.metadata.title == "LAPORAN KEGIATAN"
    assert {round(page.mediabox.width) for page in reader.pages} == {595}  # A4, in points


def test_the_same_record_gives_the_same_bytes() -> None:
    assert pdf(paper(table(3)), now=NOW) == pdf(paper(table(3)), now=NOW)


def test_signs_without_a_letter_in_our_fonts_still_give_a_paper() -> None:
    assert "HUT daerah" in words(pdf(paper(Paragraph("HUT daerah 🎉 \ue000")), now=NOW))


def test_a_long_table_repeats_its_head_and_counts_its_pages() -> None:
    read = pages(pdf(paper(table(300)), now=NOW))
    assert len(read) > 5
    assert all("No Judul Unit" in page for page in read[:-1])
    assert [f"halaman {n} dari {len(read)}" in page for n, page in enumerate(read, 1)] == [True] * len(read)
    assert sum(page.count("Judul nomor") for page in read) == 300


def test_a_heading_never_stands_alone_at_the_end_of_a_page() -> None:
    filling = [Paragraph("Isi.") for _ in range(60)]
    for count in range(20, 60, 3):
        read = pages(pdf(paper(*filling[:count], Heading("B. Kegiatan"), table(2)), now=NOW))
        home = next(page for page in read if "B. Kegiatan" in page)
        assert "Judul nomor 1" in home


def test_the_place_to_sign_stays_whole_and_empty() -> None:
    filling = [Paragraph("Isi.") for _ in range(60)]
    for count in range(22, 46):
        read = pages(pdf(paper(*filling[:count]), now=NOW))
        home = next(page for page in read if "Kasubbag," in page)
        assert "Siti" in home
        assert "Contoh, 23 November 2026" in home


def test_a_published_page_has_a_code_to_scan() -> None:
    address = "https://www.contohkab.go.id/berita/upacara-hut"
    content = pdf(paper(Proofs((("N-1 Upacara HUT", address, parts.qr(address)),))), now=NOW)
    assert address in words(content).replace(" ", "")
    links = [
        annotation.get_object()["/A"]["/URI"]
        for page in PdfReader(io.BytesIO(content)).pages
        for annotation in page.get("/Annots", ())
    ]
    assert address in links


@pytest.mark.parametrize(
    "block",
    [
        Bars("Terlambat", tuple(Bar(label=f"Dinas {n}", value=n, words=f"{n} jam") for n in range(12))),
        Bars("Kosong", (Bar(label="Tidak ada", value=0, words="0"),)),
        Trend("Waktu", ("Jan", "Feb", "Mar"), (1.0, None, 3.0), ("1", "", "3")),
        Trend("Kosong", ("Jan",), (None,), ("",)),
    ],
    ids=["bars", "no bars", "trend", "no trend"],
)
def test_a_chart_is_a_picture_as_wide_as_a_phone(block: Bars | Trend) -> None:
    with Image.open(io.BytesIO(picture(Chart(language="id", block=block), now=NOW))) as image:
        assert image.width == 800
        corner = image.convert("L").crop((0, 0, 4, 4)).tobytes()
    assert min(corner) == 255  # a ground of its own: no theme of a phone shines through
