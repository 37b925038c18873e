"""The Lembar Disposisi: every field of it, on one sheet, whatever people wrote."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.papers import disposition, parts
from bot.papers.disposition import Around
from bot.papers.document import Form, Letterhead, Paper, Signature
from bot.papers.typesetting import pdf
from bot.sop import numbering
from bot.sop.model import Disposition
from bot.sop.office import PaperPolicy
from bot.texts import Texts, speaking
from tests.papers import samples
from tests.papers.reading import pages, words
from tests.papers.test_pages import EMBLEM
from tests.papers.test_style import ADDRESS
from tests.texts.support import office

KOP = Letterhead(
    lines=("PEMERINTAH KABUPATEN NUSARAYA", "SEKRETARIAT DAERAH"), address=f"{ADDRESS}, Kode Pos 45678", emblem=EMBLEM
)


def speaker(policy: PaperPolicy = PaperPolicy(), language: str = "id") -> Texts:  # noqa: B008 - a frozen value
    return speaking(language, replace(office(), papers=policy), samples.NOW)


def sheet(t: Texts, order: Disposition, around: Around) -> bytes:
    """Print a sheet as `disposition.disposition` composes it."""
    paper = Paper(
        language=t.locale.partition("_")[0],
        title=t.paper_word("disposition"),
        letterhead=KOP,
        blocks=(Form(disposition.boxes(t, order, around), signed=True),),
        signature=Signature(
            place_and_day="Nusaraya, 24 November 2026", title="Kabag,", name=samples.LONG_NAME, further=("NIP 1",)
        ),
        origin=t.paper_origin_of_sheet(),
        seal=f"{t.paper_seal(1234, '0f' * 32)}\n{t.paper_fingerprint('0f' * 32)}",
        footer=t.paper_footer("Lembar Disposisi", order.ref),
        style=parts.style(t.office, half=t.office.papers.half_sheet),
        one_sheet=True,
    )
    return pdf(paper, now=samples.NOW)


USUAL = Around(("Siti Aminah",), ("Dinas Kesehatan", "Dinas Pendidikan"), ("agenda kerja.pdf",))
LETTER = replace(
    samples.order(),
    letter_from="Dinas Kesehatan",
    letter_number="005/1234/Dinkes",
    letter_day=date(2026, 11, 20),
    letter_received=date(2026, 11, 23),
    copies="Sekretaris Daerah",
)


def test_every_field_is_there() -> None:
    t = speaker(PaperPolicy(classification="500.12", agenda_number="{kode}/{nomor:03}/{bulan}/{tahun}"))
    said = words(sheet(t, LETTER, USUAL))
    for field in (
        "Surat dari : Dinas Kesehatan", "Nomor surat : 005/1234/Dinkes", "Tanggal surat : Jumat, 20 November 2026",
        "Diterima tanggal : Senin, 23 November 2026", "Nomor agenda : 500.12/012/XI/2026", "Kode klasifikasi : 500.12",
        "Sifat : Biasa Segera Sangat segera Rahasia", "Hal : Berita peringatan HUT Kabupaten",
        "Diteruskan kepada Sdr.", "Paraf Tanggal", "Siti Aminah", "2. Dinas Kesehatan", "3. Dinas Pendidikan",
        "Dengan hormat harap", "Tanggapan dan saran", "Proses lebih lanjut", "Koordinasi/konfirmasi",
        "Isi disposisi Mohon diproses.", "Batas waktu : Senin, 23 November 2026 pukul 10.42 WIB",
        "Tanggal kembali :", "Tembusan : Sekretaris Daerah", "Lampiran : agenda kerja.pdf", "Catatan",
        "Nusaraya, 24 November 2026", "NIP 1", "untuk ditandatangani",
    ):  # fmt: skip
        assert field in said, (field, said)


def test_what_rides_on_no_letter_was_received_from_nobody() -> None:
    said = words(sheet(speaker(), samples.order(), USUAL))
    assert "Surat dari : –" in said
    assert "Diterima tanggal : –" in said
    assert "Nomor agenda : D-12/2026" in said


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("policy", [PaperPolicy(), PaperPolicy(size="f4"), PaperPolicy(half_sheet=True)])
def test_an_ordinary_sheet_is_one_page(policy: PaperPolicy, language: str) -> None:
    assert len(pages(sheet(speaker(policy, language), LETTER, USUAL))) == 1


LONG = replace(
    samples.order(long=True),
    letter_from=samples.LONG_UNIT,
    letter_number="005/1234/Dinkes/" * 8,
    letter_day=date(2026, 11, 20),
    copies="Sekretaris Daerah; " * 14,
)


def test_the_longest_words_a_form_takes_stay_on_one_sheet() -> None:
    longest = replace(LONG, subject=("Pembaruan " * 40)[:300], instruction=("Mohon segera diproses. " * 90)[:1500])
    files = tuple(f"lampiran nomor {n}.pdf" for n in range(5))
    around = Around((samples.LONG_NAME,), tuple(f"{samples.LONG_UNIT} {n}" for n in range(6)), files)
    read = pages(sheet(speaker(), longest, around))
    assert len(read) == 1
    assert longest.instruction.strip() in read[0]
    assert "NIP 1" in read[0]


def test_forty_units_are_all_there_and_nobody_signs_a_page_alone() -> None:
    around = Around((samples.LONG_NAME,), tuple(f"{samples.LONG_UNIT} {n}" for n in range(40)), ())
    read = pages(sheet(speaker(), LONG, around))
    assert len(read) <= 2
    assert all(f"Berencana {number}" in " ".join(read) for number in range(40))
    assert "Catatan" in read[-1]
    assert "NIP 1" in read[-1]


@pytest.mark.parametrize("half", [True, False])
@settings(max_examples=12)
@given(
    said=st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=300), min_size=6, max_size=6
    )
)
def test_whatever_people_wrote_makes_a_sheet_that_can_be_signed(half: bool, said: list[str]) -> None:
    subject, instruction, sender, copies, unit, file = said
    order = replace(LETTER, subject=subject, instruction=instruction, letter_from=sender, copies=copies)
    content = sheet(speaker(PaperPolicy(half_sheet=half)), order, Around(("Siti",), (unit,), (file,)))
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) <= 2
    assert "NIP 1" in reader.pages[-1].extract_text()


def test_a_word_without_end_goes_on_in_the_next_line() -> None:
    order = replace(LETTER, subject="x" * 300, instruction="y" * 900, letter_from="z" * 150, copies="w" * 150)
    content = sheet(speaker(), order, Around(("v" * 90,), ("u" * 90,), ("t" * 90,)))
    lines = PdfReader(io.BytesIO(content)).pages[0].extract_text().splitlines()
    assert max(len(line) for line in lines) < 140
    joined = "".join(lines).replace(" ", "")
    assert all(letter * 60 in joined or joined.count(letter) >= 90 for letter in "xyzwvut")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("D-{nomor}/{tahun}", "D-7/2026"), ("{kode}/{nomor:04}/{bulan}/{tahun}", "500.12/0007/IX/2026"),
        ("{nomor}", "7"),
    ],
)  # fmt: skip
def test_a_number_follows_its_pattern(pattern: str, expected: str) -> None:
    assert numbering.is_pattern(pattern)
    assert numbering.fill(pattern, 7, date(2026, 9, 1), "500.12") == expected


@pytest.mark.parametrize(
    "pattern", ["", "D-7", "{tahun}", "{nomor}{x}", "{nomor:7}", "{nomor", "{nomor} {", "{}{nomor}"]
)
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    assert not numbering.is_pattern(pattern)


def test_a_number_another_register_gives_is_left_to_the_pen() -> None:
    assert numbering.fill("{kode}/{nomor}/{tahun}", None, date(2026, 1, 2), "500.12") == "500.12/………/2026"
