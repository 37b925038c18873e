"""Papers page by page: nothing stands beyond the margins, no row is cut, no signature stands on a page alone."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from bot.papers import completion, parts
from bot.papers.document import Block, Column, Letterhead, Paper, Proofs, Signature, Table
from bot.papers.typesetting import pdf
from bot.sop.report import Report
from bot.texts import Texts, speaking
from tests.papers import samples
from tests.papers.reading import pages, words
from tests.texts.support import office

EMBLEM = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 46"><path d="M2 2h36v24c0 10-9 15-18 18z"/></svg>'


@pytest.fixture(params=["id", "en"])
def t(request: pytest.FixtureRequest) -> Texts:
    return speaking(request.param, office(), samples.NOW)


def printed(t: Texts, *blocks: Block, name: str = samples.LONG_NAME) -> bytes:
    """Print these blocks with letterhead, signature and seal."""
    paper = Paper(
        language=t.locale.partition("_")[0],
        title="LAPORAN KEGIATAN",
        letterhead=Letterhead(lines=("KABUPATEN NUSARAYA", "BAGIAN HUMAS"), address="Jalan Merdeka 1", emblem=EMBLEM),
        blocks=blocks,
        signature=Signature(place_and_day="Nusaraya", title="Kasubbag,", name=name, further=("NIP",)),
        footer="Disposisi D-12/2026",
        page_words="halaman {} dari {}",
        origin="Dibuat dari catatan sistem.",
        seal=t.paper_seal(1234, "0f" * 32),
    )
    return pdf(paper, now=samples.NOW)


def without_proofs(report: Report, t: Texts) -> list[Block]:
    """Give the blocks of a report but its QR codes, which take a reader of PDFs long."""
    return [block for block in completion.blocks(t, report, samples.LONG_NAME) if not isinstance(block, Proofs)]


def test_a_report_of_one_article_says_everything_on_three_pages_at_most(t: Texts) -> None:
    report = samples.report(1)
    content = printed(t, *completion.blocks(t, report, "Bambang"))
    said = words(content)
    for heading in ("lateness", "obstacles", "snoozes", "bypasses", "proofs"):
        assert t.paper_word(heading) in said
    for one in report.bypasses:
        assert t.tell_bypass(one) in said
    assert t.tell_snooze(report.snoozes[0]) in said
    assert t.tell_failure(report.failures[0]) in said
    assert t.waited_outside(report.outside) in said
    assert "0f" * 32 in said
    assert len(pages(content)) <= 3


def test_a_word_that_no_column_has_room_for_goes_on_in_the_next_line() -> None:
    word = samples.LONG_WORD[:40]
    columns = (Column(label="Judul", share=1), Column(label="Unit", share=1), Column(label="Oleh", share=1))
    cells = (parts.cell(f"Judul {word} dan akhir"), parts.cell(samples.LONG_UNIT), parts.cell("Rudi"))
    content = printed(speaking("id", office(), samples.NOW), Table(columns, (cells,)))
    lines = PdfReader(io.BytesIO(content)).pages[0].extract_text().splitlines()
    assert not any(word in line for line in lines)
    assert word in "".join(lines)  # nothing was put into it: it is whole when copied
    assert any("Pengendalian" in line for line in lines)  # words there is room for are not broken


def test_no_row_of_a_table_is_cut_between_pages() -> None:
    rows = tuple((parts.cell(f"mulai {n} {samples.LONG_UNIT * 6} akhir", note=f"kecil {n}"),) for n in range(30))
    read = pages(printed(speaking("id", office(), samples.NOW), Table((Column(label="Judul", share=1),), rows)))
    assert len(read) > 2
    for word in ("mulai", "akhir", "kecil"):
        assert [page.count(word) for page in read] == [page.count("mulai") for page in read]
    assert all("Judul" in page for page in read if "mulai" in page)  # its head stands on every page


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_signature_never_stands_on_a_page_alone(count: int) -> None:
    t = speaking("id", office(), samples.NOW)
    last = pages(printed(t, *without_proofs(samples.report(count), t)))[-1]
    assert t.paper_word("closing") in last
    assert "Kasubbag," in last
    assert "0f" * 32 in last
