"""The report on a phone: short where all went well, every lateness in words, each article's title its link."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.sop.flow import State, Step
from bot.sop.model import Disposition, Nature
from bot.sop.report import ArticleLine, Report, StepLine
from bot.texts import Texts
from bot.texts.formats import page_name
from tests.texts.support import LATER, NOW, both

ID, EN = both()
LANGUAGES = pytest.mark.parametrize("t", [ID, EN], ids=["id", "en"])


def report(x: str) -> Report:
    """A report that was sent, of one article that is live."""
    order = Disposition(1, State.D_WAITING_KABAG, 1, 12, 2026, x, x, Nature.URGENT, LATER, True, "", None, 1, NOW)
    article = ArticleLine("N-7", x, x, State.A_PUBLISHED, "https://contoh.go.id/7", NOW, (), ())
    return Report(order, (), (article,), x, None, NOW)


def step(kind: Step, minutes: int, *, late: bool = False, who: str = "Ani") -> StepLine:
    """A step that was done, against one hour."""
    return StepLine(kind, who, timedelta(minutes=minutes), timedelta(hours=1), late, "x", NOW)


def with_steps(*steps: StepLine) -> Report:
    """A report of one article with these steps, and none of the disposisi's own."""
    whole = report("Xyz")
    return replace(whole, steps=(), articles=(replace(whole.articles[0], steps=steps),))


def test_a_step_in_time_is_short_and_a_late_one_names_its_standard() -> None:
    said = str(ID.report(with_steps(step(Step.RECEIVE, 3), step(Step.UPDATE, 80, late=True, who="Budi"))))
    assert "2. Terima bahan: 3 mnt ✔ · Ani\n" in said
    late = "3. Perbarui situs: 1 jam 20 mnt – <b>terlambat</b> (mutu baku 1 jam) · Budi – tanpa alasan tercatat\n"
    assert late in said


def test_its_figures_say_what_the_mark_means() -> None:
    assert "Langkah tepat waktu (✔): <b>1 dari 1</b>" in ID.report(with_steps(step(Step.RECEIVE, 3)))
    assert "Steps on time (✔): <b>1 of 1</b>" in EN.report(with_steps(step(Step.RECEIVE, 3)))


@LANGUAGES
def test_of_a_step_done_twice_in_time_it_shows_the_last(t: Texts) -> None:
    said = t.report(with_steps(step(Step.VERIFY, 7, who="Cici"), step(Step.VERIFY, 9, who="Didi")))
    assert ("Cici" in said, "Didi" in said) == (False, True)


@LANGUAGES
@pytest.mark.parametrize("kind", Step)
def test_it_never_leaves_out_what_was_late(t: Texts, kind: Step) -> None:
    first, last = step(kind, 70, late=True, who="Cici"), step(kind, 75, late=True, who="Didi")
    in_time = step(kind, 5, who="Eko")
    said = t.report(with_steps(first, last, in_time))
    assert ("Cici" in said, "Didi" in said) == (True, True)


def test_internal_waits_in_time_are_in_the_figures_only() -> None:
    said = ID.report(with_steps(step(Step.REVISE, 30, who="Cici"), step(Step.RECEIVE, 3)))
    assert "Cici" not in said
    assert "<b>2 dari 2</b>" in said


@LANGUAGES
def test_an_articles_title_is_the_link_to_its_page(t: Texts) -> None:
    assert '<b>N-7</b> <a href="https://contoh.go.id/7">Xyz</a>\n' in t.report(report("Xyz"))


@LANGUAGES
def test_an_article_that_was_never_live_has_no_link(t: Texts) -> None:
    whole = report("Xyz")
    said = t.report(replace(whole, articles=(replace(whole.articles[0], url=None, proven_at=None),)))
    assert "<b>N-7</b> Xyz\n" in said
    assert "<a " not in said


def test_before_it_is_posted_it_says_so() -> None:
    unsent = replace(report("Xyz"), posted_at=None)
    assert [("belum dikirim" in ID.report(r), "not sent yet" in EN.report(r)) for r in (unsent, report("Xyz"))] == [
        (True, True),
        (False, False),
    ]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://contoh.go.id/berita/a/", "contoh.go.id/berita/a"),
        ("http://contoh.go.id", "contoh.go.id"),
        ("https://contoh.go.id/" + "a" * 90, "contoh.go.id/" + "a" * 46 + "…"),
    ],
)
def test_a_page_is_named_by_its_address_without_its_scheme(url: str, name: str) -> None:
    assert page_name(url) == name


def test_working_time_is_said_shortly_where_room_is_short() -> None:
    span = timedelta(hours=1, minutes=5)
    assert [t.brief(span) for t in both()] == ["1 jam 5 mnt", "1 h 5 min"]
    assert [t.brief(timedelta(seconds=26)) for t in both()] == ["26 dtk", "26 s"]
