"""The proof that a page is gone: what a visitor still reads of it, and what does not count."""

from __future__ import annotations

from functools import partial

import pytest

from bot.sitewatch.gone import Absence, absent, opens
from tests.sitewatch.loopback import Answer, answering, send

TITLE = "Vaksinasi massal dimulai Senin"
TEXT = ("Dinas Kesehatan membuka vaksinasi massal di puskesmas.", "Gratis.")


def page(*paragraphs: str) -> Answer:
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return partial(send, body=f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>")


def look(answer: Answer, note: str = "Jadwal berubah", paragraphs: tuple[str, ...] = TEXT) -> Absence:
    with answering(answer) as url:
        return absent(f"{url}/berita/", paragraphs, note, home=url)


def test_a_notice_in_its_place_shows_nothing_of_it_though_the_title_stays() -> None:
    assert look(page("Halaman ini telah ditarik.", "Jadwal berubah", "Gratis.")) == Absence(True, False, "")


def test_one_paragraph_of_it_is_enough_to_be_still_shown() -> None:
    found = look(page("Halaman ini telah ditarik.", TEXT[0]))
    assert (found.seen, found.shown, found.detail) == (True, True, TEXT[0])


def test_the_markup_around_a_paragraph_does_not_hide_it() -> None:
    assert look(page("Dinas <b>Kesehatan</b>\n membuka vaksinasi massal di puskesmas.")).shown


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_not_there_is_gone(status: int) -> None:
    found = look(partial(send, body=TEXT[0], status=status))
    assert (found.seen, found.shown) == (True, False)


@pytest.mark.parametrize("status", [500, 503, 403])
def test_an_error_of_the_website_proves_nothing(status: int) -> None:
    found = look(partial(send, status=status))
    assert (found.seen, found.shown, found.detail) == (False, False, f"status {status}")


def test_a_website_that_does_not_answer_proves_nothing() -> None:
    found = absent("http://127.0.0.1:9/berita/", TEXT, "")
    assert (found.seen, found.shown) == (False, False)


def test_what_the_note_itself_quotes_is_not_held_against_it() -> None:
    assert not look(page(f"Keliru: {TEXT[0]}"), note=f"Keliru: {TEXT[0]}").shown


def test_short_paragraphs_count_where_there_are_no_others() -> None:
    assert look(page("Gratis."), paragraphs=("Gratis.",)).shown


def test_it_says_whether_a_page_opens() -> None:
    with answering(page("Isi")) as url:
        assert opens(f"{url}/berita/", home=url)
    with answering(partial(send, status=404)) as url:
        assert not opens(f"{url}/berita/", home=url)
    assert not opens("http://127.0.0.1:9/")
