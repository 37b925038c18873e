"""The recap of a big office: 300 articles go over pages, open as a workbook, and charts stay readable."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace as replace_struct
from openpyxl import load_workbook

from bot.papers import recap as papers
from bot.papers import sheets
from bot.papers.document import Signature, Table
from bot.papers.typesetting import pdf, picture
from bot.sop.flow import State, Step
from bot.sop.office import PaperPolicy
from bot.sop.recap import Piece, Recap, Span, Taken, Waiting, month_of
from bot.texts import Texts, speaking
from tests.papers.reading import pages
from tests.texts.support import office

NOW = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Jakarta")
UNITS = [f"Dinas {name}" for name in ("Kesehatan", "Pendidikan", "Perhubungan", "Pariwisata, Kepemudaan, dan Olahraga")]
PEOPLE = ["Siti Aminah, S.Kom., M.A.P.", "Rudi Hartono", "Drs. H. Muhammad Abdurrahman Wahid Kusumaningrat, M.Si."]


NOVEMBER = month_of(date(2026, 11, 1))


def big(count: int, span: Span = NOVEMBER) -> Recap:
    """A recap of so many articles, spread over a span of days by a fixed seed."""
    dice = random.Random(7)
    days = (span.last - span.first).days
    pieces, taken = [], []
    for number in range(1, count + 1):
        at = datetime.combine(span.first + timedelta(days=dice.randint(0, days)), datetime.min.time(), ZONE)
        at = (at + timedelta(hours=dice.randint(8, 15))).astimezone(UTC)
        spent = timedelta(minutes=dice.randint(20, 900))
        unit, who = dice.choice(UNITS[:-1]), dice.choice(PEOPLE)
        title = f"Judul naskah nomor {number} " + "tentang pelayanan publik " * dice.randint(0, 4)
        pieces.append(
            Piece(
                ref=f"N-{number}",
                title=title.strip(),
                unit=unit,
                section="Berita",
                author=who,
                state=State.A_PUBLISHED,
                submitted_at=at,
                published_at=at + spent,
                published_on=at.date(),
                spent=spent,
                returns=number % 3,
                url="https://www.contohkab.go.id/berita/judul",
                submitted_within=True,
                published_within=True,
            )
        )
        for step in (Step.RECEIVE, Step.VERIFY, Step.UPDATE):
            used = timedelta(minutes=dice.randint(0, 90))
            taken.append(Taken(f"N-{number}", title, unit, step, who, used, timedelta(hours=1), at + used))
    late = Waiting("N-7", "Judul", Step.UPDATE, PEOPLE[2], timedelta(hours=3))
    return Recap(span, "", tuple(taken), tuple(pieces), (late,), tuple(UNITS), 12, 9)


@pytest.fixture(params=["id", "en"])
def t(request: pytest.FixtureRequest) -> Texts:
    return speaking(request.param, office(), NOW)


def test_300_articles_go_over_pages_with_their_head_repeated(t: Texts) -> None:
    read = pages(pdf(papers.paper(office(), t, big(300)), now=NOW))
    listed = [page for page in read if "N-150 ·" in page or "N-299 ·" in page]
    assert len(read) > 10
    assert all(t.recap_word("to_live") in page for page in listed)
    assert sum(page.count("Judul naskah nomor") for page in read) == 300
    assert UNITS[-1] in " ".join(read)  # handed nothing in


def test_an_empty_month_is_a_paper_too(t: Texts) -> None:
    empty = Recap(month_of(date(2026, 2, 1)), "", (), (), (), (), 0, 0)
    assert t.recap_word("nothing") in " ".join(pages(pdf(papers.paper(office(), t, empty), now=NOW)))
    assert papers.charts(t, empty) == []


def test_a_year_has_its_trend_and_a_month_has_none(t: Texts) -> None:
    year = big(120, Span(date(2026, 1, 1), date(2026, 12, 31)))
    titles = [chart.block.title for chart in papers.charts(t, year)]
    assert titles == [t.recap_word(key) for key in ("late_by_step", "by_unit", "trend")]
    assert all(picture(chart, now=NOW)[:4] == b"\x89PNG" for chart in papers.charts(t, year))


def test_the_workbook_holds_everything_typed(t: Texts) -> None:
    book = load_workbook(io.BytesIO(sheets.xlsx(t, big(300), ZONE, NOW)))
    articles, steps, units, _people, waits = book
    assert (articles.max_row, steps.max_row, units.max_row) == (301, 901, 5)
    assert waits.max_row == 2
    assert {type(row[9].value) for row in articles.iter_rows(min_row=2)} == {int}
    assert {cell.data_type for row in articles.iter_rows(min_row=2, min_col=7, max_col=8) for cell in row} == {"d"}
    assert articles.freeze_panes == "A2"


def test_the_sums_of_a_recap_agree_with_its_rows() -> None:
    found = big(300)
    good, timed = found.on_time
    assert (found.published, found.submitted, timed) == (300, 300, 900)
    assert good == sum(one.spent <= timedelta(hours=1) for one in found.taken)
    assert sum(row.published for row in found.contributions()) == 300
    assert all(one.published >= other.published for one, other in pairwise(found.contributions()))
    assert sum(row.count for row in found.people()) == 900
    assert found.owing() == [UNITS[-1]]
    assert [row.step for row in found.steps()] == [Step.RECEIVE, Step.UPDATE, Step.VERIFY]
    assert all(row.median <= row.worst for row in found.steps())


def test_the_recap_of_the_office_is_a_letter_with_a_number_and_two_signatures(t: Texts) -> None:
    ours = speaking(t.locale.partition("_")[0], replace(office(), papers=POLICY), NOW)
    place = Signature(place_and_day="Contoh, 1 Desember 2026", title="Kasubbag,", name="Siti", further=("NIP 1",))
    signed = papers.Places("Kepala Bagian", "Kepala Sub Bagian", place, replace_struct(place, name="Bambang"))
    content = pdf(papers.paper(ours.office, ours, big(3), signed=signed), now=NOW)
    read = pages(content)
    for field in (
        f"{t.report_word('to')} : Kepala Bagian", f"{t.report_word('from')} : Kepala Sub Bagian",
        f"{t.report_word('copies')} : 1. Sekretaris Daerah", f"{t.report_word('number')} : 500.12/………/XII/2026",
        f"{t.report_word('nature')} :", f"{t.report_word('regarding')} : {t.recap_regarding(NOVEMBER)}",
    ):  # fmt: skip
        assert field in read[0]
    assert "Bambang" in read[-1]
    assert "Siti" in read[-1]
    blamed = [cell for block in papers.paper(ours.office, ours, big(30)).blocks if isinstance(block, Table) for row in
              block.rows for cell in row if cell.tone == "late"]  # fmt: skip
    assert blamed == []


POLICY = PaperPolicy(
    classification="500.12", letter_number="{kode}/{nomor}/{bulan}/{tahun}", report_copies=("Sekretaris Daerah",)
)


def test_csv_has_the_decimal_commas_of_indonesian_excel(t: Texts) -> None:
    one = replace(big(1).pieces[0], spent=timedelta(minutes=11, seconds=30), title="=1+1")
    content = sheets.csv_file(t, replace(big(1), pieces=(one,)), ZONE)
    assert content.startswith(b"\xef\xbb\xbf")
    row = content.decode("utf-8-sig").splitlines()[1].split(";")
    assert row[1] == "'=1+1"
    assert row[8] == "11,5"
    assert datetime.strptime(row[6], "%Y-%m-%d %H:%M").replace(tzinfo=ZONE) == one.submitted_at
