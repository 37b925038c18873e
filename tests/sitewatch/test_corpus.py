"""The corpus: every hacked page is found out, and no clean one raises an alarm."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.cms.folder import FolderPublisher
from bot.cms.publish import publish_page
from bot.sitewatch.foreign import Baseline, inspect, learn
from bot.sitewatch.page import read
from bot.sitewatch.text import normal, visible
from tests.cms.people import LATER, article, settings
from tests.sitewatch import corpus
from tests.sitewatch.corpus import CLEAN, HACKED, THEMES, URL, Change, render

OURS = (corpus.TITLE, *corpus.PARAGRAPHS)
ABOUT = (corpus.GAMBLING_TITLE, *corpus.GAMBLING_PARAGRAPHS)


def found(before: str, after: str, ours: tuple[str, ...] = OURS) -> set[str]:
    return {f.what for f in inspect(read(after, URL), ours, learn(read(before, URL)))}


def test_the_corpus_is_large_enough() -> None:
    assert len(THEMES) * (len(CLEAN) + len(HACKED)) >= 40


@pytest.mark.parametrize("change", CLEAN, ids=lambda c: c.name)
@pytest.mark.parametrize("theme", THEMES)
def test_it_says_nothing_about_a_clean_page(theme: str, change: Change) -> None:
    assert found(render(THEMES[theme]), render(THEMES[theme], change)) == set()


@pytest.mark.parametrize("change", HACKED, ids=lambda c: c.name)
@pytest.mark.parametrize("theme", THEMES)
def test_it_finds_out_a_hacked_page(theme: str, change: Change) -> None:
    assert change.found in found(render(THEMES[theme]), render(THEMES[theme], change))


@pytest.mark.parametrize("theme", THEMES)
def test_every_page_of_the_corpus_shows_the_article(theme: str) -> None:
    for change in (*CLEAN, *HACKED):
        text = visible(render(THEMES[theme], change)).text
        assert all(normal(paragraph) in text for paragraph in corpus.PARAGRAPHS), change.name


@pytest.mark.parametrize("theme", THEMES)
def test_an_article_about_online_gambling_raises_no_alarm(theme: str) -> None:
    page = render(THEMES[theme], paragraphs=corpus.GAMBLING_PARAGRAPHS, title=corpus.GAMBLING_TITLE)
    assert found(page, page, ABOUT) == set()
    related = Change("terkait", side=f'<a href="/terkait">Terkait: {corpus.GAMBLING_TITLE}: slot gacor</a>')
    later = render(THEMES[theme], related, corpus.GAMBLING_PARAGRAPHS, corpus.GAMBLING_TITLE)
    assert found(page, later, ABOUT) == set()


def test_a_link_inside_our_own_text_leads_where_we_wanted_it_to() -> None:
    linked = corpus.GAMBLING_PARAGRAPHS[0].replace("slot gacor", '<a href="https://aduan.example/">slot gacor</a>')
    page = THEMES["plain"](corpus.GAMBLING_TITLE, f"<p>{linked}</p><p>{corpus.GAMBLING_PARAGRAPHS[1]}</p>")
    assert inspect(read(page, URL), ABOUT, Baseline()) == ()


@pytest.mark.parametrize("theme", THEMES)
def test_an_article_about_online_gambling_can_be_hacked_too(theme: str) -> None:
    page = render(THEMES[theme], paragraphs=corpus.GAMBLING_PARAGRAPHS, title=corpus.GAMBLING_TITLE)
    spam = Change("spam", side='<p>Slot gacor maxwin di <a href="https://m88.example/">sini</a></p>')
    hacked = render(THEMES[theme], spam, corpus.GAMBLING_PARAGRAPHS, corpus.GAMBLING_TITLE)
    assert found(page, hacked, ABOUT) == {"foreign_words", "trade_links"}


@pytest.mark.parametrize("theme", THEMES)
def test_words_that_only_offer_gambling_are_found_at_the_very_first_look(theme: str) -> None:
    hacked = render(THEMES[theme], next(c for c in HACKED if c.name == "spam words"))
    assert found(hacked, hacked) == {"foreign_words"}


def test_what_a_theme_has_of_its_own_is_no_finding_only_because_it_was_there_first() -> None:
    page = read(render(THEMES["joomla"]), URL)
    assert inspect(page, OURS, learn(page)) == ()
    assert {f.what for f in inspect(page, OURS, Baseline())} == {"foreign_code"}  # its cookie notice is opened


def test_a_baseline_is_kept_and_read_back() -> None:
    page = read(render(THEMES["classic"], HACKED[-1]), URL)
    assert Baseline.of_json(learn(page).as_json()) == learn(page)
    assert Baseline.of_json({}) is None  # learnt while pages were read less closely
    assert Baseline.of_json(None) is None


def test_a_thousand_spam_links_are_told_in_a_few() -> None:
    spam = "".join(f'<p style="display:none"><a href="https://s{n}.example/">x{n}</a></p>' for n in range(1000))
    told = inspect(read(render(THEMES["plain"], Change("", foot=spam)), URL), OURS, Baseline())
    assert len(told) == 3


def test_what_is_quoted_is_short_and_on_one_line() -> None:
    long = "bla " * 200 + "slot gacor\n" + "bla " * 200
    [told] = inspect(read(f"<p>{long}</p>", URL), (), Baseline())
    assert len(told.quote) <= 120
    assert "slot gacor" in told.quote
    assert "\n" not in told.quote


@pytest.mark.parametrize(
    "piece", ["<a ", "<div>", "<p style='display:none'>", "<style>a{", "<script>location=", "<", "<li>", "s l o t "]
)
def test_hostile_pages_take_bounded_time(piece: str) -> None:
    began = time.process_time()
    inspect(read(piece * (300_000 // len(piece)), URL), OURS, Baseline())
    assert time.process_time() - began < 5


def test_the_folder_website_is_clean(tmp_path: Path) -> None:
    site = FolderPublisher(settings(tmp_path), lambda: LATER)
    page = article(title=corpus.TITLE, html=corpus.body())
    remote = publish_page(site, page)
    path = tmp_path / "public" / remote.url.removeprefix("http://127.0.0.1:8080/situs/") / "index.html"
    shown = path.read_text("utf-8")
    assert inspect(read(shown, remote.url), OURS, Baseline()) == ()
    spam = '<p>Slot gacor</p><a style="display:none" href="https://s.example/">x</a></main>'
    hacked = inspect(read(shown.replace("</main>", spam), remote.url), OURS, Baseline())
    assert {f.what for f in hacked} == {"foreign_words", "hidden_links"}
