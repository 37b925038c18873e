"""Papers page by page: nothing stands beyond the margins, no row is cut, no signature stands on a page alone."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader

from bot.papers import annex, completion, parts
from bot.papers.completion import Head, Member
from bot.papers.document import Block, Column, Letterhead, Paper, Signature, Table
from bot.papers.typesetting import pdf
from bot.sop.flow import Step
from bot.sop.model import Nature
from bot.sop.office import PaperPolicy
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


HEAD = Head("Kepala Bagian", "Kepala Sub Bagian", "D-12/2026")
TEAM = (Member(samples.LONG_NAME, (Step.ACCEPT, Step.RECEIVE), "D3 Komunikasi"), Member("Rudi Hartono", (Step.UPDATE,)))


def body(report: Report, t: Texts) -> tuple[Block, ...]:
    """Give what stands between the title of a report and its signatures."""
    return completion.blocks(t, report, HEAD, TEAM)


def test_a_report_of_one_article_says_everything_on_four_pages_at_most(t: Texts) -> None:
    report = samples.report(1)
    content = printed(t, *body(report, t), *annex.blocks(t, report))
    said = words(content)
    for heading in (
        "introduction", "general", "purpose", "scope", "bases", "done", "team", "articles", "results", "result",
        "hindrances", "conclusions", "conclusion", "advice", "asked", "closing", "record", "bypasses",
        "snoozes", "proofs",
    ):  # fmt: skip
        assert t.report_word(heading) in said
    for one in report.bypasses:
        assert t.tell_bypass(one) in said
    assert t.tell_snooze(report.snoozes[0]) in said
    assert t.tell_failure(report.failures[0]) in said
    assert t.waited_outside(report.outside) in said
    assert "D3 Komunikasi" in said
    assert "0f" * 32 in said
    assert len(pages(content)) <= 4


def test_the_head_has_every_field_of_a_nota_dinas(t: Texts) -> None:
    policy = PaperPolicy(
        classification="500.12", letter_number="{kode}/{nomor}/Kominfo/{bulan}/{tahun}",
        report_copies=("Sekretaris Daerah", "Asisten Administrasi Umum"),
    )  # fmt: skip
    ours = speaking(t.locale.partition("_")[0], replace(office(), papers=policy), samples.NOW)
    head = dict(completion.facts(ours, samples.report(1), HEAD).rows)
    assert head[t.report_word("to")] == "Kepala Bagian"
    assert head[t.report_word("from")] == "Kepala Sub Bagian"
    assert head[t.report_word("copies")] == "1. Sekretaris Daerah\n2. Asisten Administrasi Umum"
    assert head[t.report_word("number")] == "500.12/………/Kominfo/XI/2026"
    assert head[t.report_word("nature")] == t.nature(Nature.URGENT)
    assert head[t.report_word("annex")] == t.report_annex()
    assert "D-12/2026" in head[t.report_word("regarding")]
    assert dict(completion.facts(t, samples.report(1), HEAD).rows)[t.report_word("number")] == parts.BY_HAND


def test_it_rests_on_the_law_the_sop_and_what_the_office_named(t: Texts) -> None:
    policy = PaperPolicy(sop_number="065/12/2024", legal_bases=("Perbup Contoh Nomor 12 Tahun 2023;",))
    ours = speaking(t.locale.partition("_")[0], replace(office(), papers=policy), samples.NOW)
    bases = ours.report_bases("D-12/2026", samples.NOW)
    assert "14" in bases[0]
    assert bases[1] == "Perbup Contoh Nomor 12 Tahun 2023;"
    assert "065/12/2024" in bases[2]
    assert "D-12/2026" in bases[3]


def test_no_step_that_the_sop_sets_no_time_for_has_a_standard_and_nothing_takes_no_time(t: Texts) -> None:
    report = samples.report(1)
    quick = replace(report, steps=(replace(report.steps[0], spent=timedelta()), *report.steps[1:]))
    tables = [block for block in annex.blocks(t, quick) if isinstance(block, Table)]
    rows = {row[0].text: row for table in tables for row in table.rows}
    assert rows[t.step(Step.DISPATCH)][3].text == t.in_minutes(timedelta())
    assert rows[t.step(Step.DISPATCH)][4].text == t.brief(5 * samples.MINUTE)
    assert rows[t.step(Step.COLLECT)][4].text == t.report_word("none")
    assert rows[t.step(Step.COLLECT)][1].text == t.report_word("by_itself")
    assert rows[t.step(Step.ACCEPT)][4].text == t.report_word("none")
    assert not any(cell.tone for row in rows.values() for cell in row)


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
    last = pages(printed(t, *body(samples.report(count), t)))[-1]
    assert t.report_word("closing") in last
    assert "Kasubbag," in last
    assert "0f" * 32 in last


def test_days_and_times_stand_in_full(t: Texts) -> None:
    report = samples.report(1)
    said = words(printed(t, *body(report, t)))
    day = t.full_date(t.office.calendar.today(samples.NOW))
    assert day in t.report_general("D-12/2026", samples.NOW, "HUT", "")
    assert day in t.report_bases("D-12/2026", samples.NOW)[-1]
    assert day in said
    assert t.in_words(7 * samples.MINUTE) in said
