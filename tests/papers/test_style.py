"""How papers look: the office's type and size of paper, and a letterhead that breaks no address badly."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from bot.papers import fonts, issuing, parts
from bot.papers.document import Letterhead, Paper, Paragraph
from bot.papers.typesetting import pdf
from bot.sop.office import PaperPolicy
from tests.papers.reading import words
from tests.papers.samples import NOW
from tests.texts.support import office

ADDRESS = (
    "Jalan Jenderal Ahmad Yani Nomor 123, Kelurahan Kota Baru, Kecamatan Nusaraya Tengah, Nusaraya 45678,"
    " Telepon (0267) 123456, Faksimile (0267) 654321, Laman www.nusarayakab.go.id, Surel setda@nusarayakab.go.id"
)


def paper(policy: PaperPolicy, address: str = "", *, half: bool = False) -> Paper:
    ours = replace(office(), papers=policy)
    kop = Letterhead(lines=("PEMERINTAH KABUPATEN NUSARAYA", "SEKRETARIAT DAERAH"), address=address)
    style = parts.style(ours, half=half)
    return Paper(language="id", title="LAPORAN", letterhead=kop, blocks=(Paragraph("Isi."),), style=style)


def size(content: bytes) -> tuple[int, int]:
    """Give width and height of its first page in mm."""
    box = PdfReader(io.BytesIO(content)).pages[0].mediabox
    return round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)


@pytest.mark.parametrize(
    ("policy", "half", "expected"),
    [
        (PaperPolicy(), False, (210, 297)),
        (PaperPolicy(size="f4"), False, (215, 330)),
        (PaperPolicy(), True, (210, 149)),
        (PaperPolicy(size="f4"), True, (215, 165)),
    ],
)
def test_a_paper_has_the_size_the_office_prints_on(policy: PaperPolicy, half: bool, expected: tuple[int, int]) -> None:
    assert size(pdf(paper(policy, half=half), now=NOW)) == expected


def embedded(content: bytes) -> set[str]:
    """Name the type a paper is set in, without the tag of a subset."""
    resources: Any = PdfReader(io.BytesIO(content)).pages[0]["/Resources"]
    faces = resources["/Font"].values()
    return {str(face.get_object()["/BaseFont"]).partition("+")[2] for face in faces}


@pytest.mark.parametrize("name", ["Arial", " arial ", "Liberation Sans", "No Such Type"])
def test_what_is_not_there_is_set_in_the_family_that_is_shipped(name: str) -> None:
    assert {face.partition("-")[0] for face in embedded(pdf(paper(PaperPolicy(font=name)), now=NOW))} == {
        "LiberationSans"
    }


def test_another_type_of_the_machine_is_taken() -> None:
    name = "New Computer Modern"  # comes with the typesetter
    assert fonts.found(name)
    assert any("NewCM" in face for face in embedded(pdf(paper(PaperPolicy(font=name)), now=NOW)))


def test_how_it_looks_is_no_part_of_what_it_says() -> None:
    assert issuing.content(paper(PaperPolicy())) == issuing.content(paper(PaperPolicy(size="f4", font="Bookman")))


def test_an_address_is_broken_between_its_parts_only() -> None:
    content = pdf(paper(PaperPolicy(), ADDRESS), now=NOW)
    lines = PdfReader(io.BytesIO(content)).pages[0].extract_text().splitlines()
    for part in ADDRESS.split(", "):
        assert any(part in line for line in lines), (part, lines)
    assert not any(line.startswith(",") for line in lines)


@pytest.mark.parametrize("address", ["", ",", ", ,", "Jalan " + "Panjang " * 60, "x" * 200, ADDRESS * 2])
def test_any_address_gives_a_letterhead(address: str) -> None:
    read = words(pdf(paper(PaperPolicy(), address), now=NOW)).replace(" ", "")
    assert address.replace(" ", "") in read
