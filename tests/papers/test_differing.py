"""In what two editions differ: told by what stands on them, however much there is of it."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import cast
from bot.papers import annex
from bot.papers.differing import changes, lines
from bot.papers.document import (
    Bar,
    Bars,
    Block,
    Box,
    Cell,
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
from bot.papers.issuing import again, issue
from bot.sop.flow import State
from bot.texts import default
from storage.issued import Issued
from tests.papers import samples

OFFICE = cast.office("http://127.0.0.1/")
EXAMPLES: dict[type, Block] = {
    Heading: Heading("A. Umum"),
    Paragraph: Paragraph("Isi"),
    Points: Points(("satu",)),
    Quotation: Quotation("kata", "Bambang"),
    Facts: Facts((("Perihal", "Imunisasi"),)),
    Figures: Figures((("3", "tayang"),)),
    Table: Table((Column(label="No"),), ((Cell(text="1"), Cell(text="Judul")),)),
    Form: Form((Box(label="Perihal", text="Imunisasi"),)),
    Bars: Bars("Terlambat", (Bar(label="Verifikasi", value=1, words="1 dari 2"),)),
    Trend: Trend("Jam", ("Nov",), (1.0,), ("1",)),
    Proofs: Proofs((("N-1", "https://contoh.go.id/1", "<svg/>"),)),
}
LINES = st.lists(st.text("abc", min_size=1, max_size=3), max_size=12)


def paper(*blocks: Block, signed: str = "Siti") -> Paper:
    return Paper(
        language="id", title="LAPORAN", letterhead=Letterhead(lines=("KOTA CONTOH",)), blocks=blocks,
        signature=Signature(place_and_day="Kota Contoh, 1 Desember 2026", title="Kasubbag", name=signed),
    )  # fmt: skip


@given(LINES, LINES)
def test_what_changed_makes_the_one_of_the_other(before: list[str], now: list[str]) -> None:
    found = changes(before, now)
    gone, come = [was for was, _ in found if was], [is_ for _, is_ in found if is_]
    rest = list(before)
    for line in gone:
        rest.remove(line)
    assert sorted(rest + come) == sorted(now)
    assert bool(found) is (before != now)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (paper(Facts((("Perihal", "Imunisasi"),))), []),
        (paper(Facts((("Perihal", "Vaksinasi"),))), [("Perihal: Imunisasi", "Perihal: Vaksinasi")]),
        (paper(Facts((("Perihal", "Imunisasi"),)), Points(("Foto terlambat",))), [("", "Foto terlambat")]),
        (paper(), [("Perihal: Imunisasi", "")]),
        (paper(Facts((("Perihal", "Imunisasi"),)), signed="Rudi"), [("Kasubbag Siti", "Kasubbag Rudi")]),
    ],
)
def test_each_change_is_one_line_with_what_stood_there(now: Paper, told: list[tuple[str, str]]) -> None:
    assert changes(lines(paper(Facts((("Perihal", "Imunisasi"),)))), lines(now)) == told


@pytest.mark.parametrize("count", [0, 1, 12])
def test_every_block_of_a_report_counts(count: int) -> None:
    """A kind of block whose words `lines` does not know would change unseen."""
    sample = paper(*annex.blocks(default(OFFICE, samples.NOW), samples.report(count)))
    said = lines(sample)
    for place, block in enumerate(sample.blocks):
        others = (*sample.blocks[:place], *sample.blocks[place + 1 :])
        assert len(lines(msgspec.structs.replace(sample, blocks=others))) < len(said), block


@pytest.mark.parametrize("kind", list(get_args(Block)))
def test_every_kind_of_block_says_something(kind: type) -> None:
    assert len(lines(paper(EXAMPLES[kind]))) > len(lines(paper()))


def test_an_edition_lists_its_changes_and_an_unknown_one_before_it_lists_none() -> None:
    now = samples.NOW
    t, first = default(OFFICE, now), paper(Points(tuple(f"hal {n}" for n in range(40))))
    kept = Issued(1, "a" * 64, "b" * 64, "c" * 64, "Kasubbag Siti", 1, None, now, lines(first))
    second = paper(Points(tuple(f"lain {n}" for n in range(40))))
    told = issue(t, second, kept).paper.blocks[-1]
    assert isinstance(told, Points)
    assert len(told.items) == 16
    assert "25 perubahan lain" in told.items[-1]
    unknown = Issued(1, "a" * 64, "b" * 64, "c" * 64, "Kasubbag Siti", 1, None, now)
    assert issue(t, second, unknown).paper.blocks == second.blocks


VARIANTS = st.tuples(st.sampled_from(["satu", "dua", "tiga"]), st.sampled_from(["Siti", "Rudi"]), st.booleans())


@given(st.lists(VARIANTS, max_size=8))
def test_over_any_history_what_is_printed_twice_is_the_same_and_a_change_is_an_edition_that_says_what(
    history: list[tuple[str, str, bool]],
) -> None:
    """Each time: what the paper would say, who would sign it, and whether the disposisi is over by then."""
    t, kept, over = default(OFFICE, samples.NOW), None, False
    for words, signed, ends in history:
        over = over or ends
        order = replace(samples.order(), state=State.D_CLOSED if over else State.D_WAITING_KABAG, version=1 + over)
        now = paper(Points((words,)), signed=signed)
        if kept is None or not again(kept, order, now):
            edition = issue(t, now, kept)
            assert edition.number == (kept.edition + 1 if kept else 1)
            differs = kept is not None and kept.says != edition.says
            assert (len(edition.paper.blocks) > len(now.blocks)) is differs
            assert edition.fingerprint in edition.paper.seal
            kept = Issued(
                edition.number, "a" * 64, edition.fingerprint, edition.content, edition.signer, order.version, None,
                samples.NOW, edition.says,
            )  # fmt: skip
        assert again(kept, order, now)
