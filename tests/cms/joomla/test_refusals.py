"""What stands in the way on a Joomla website, each thing in a code that has words; and odd answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cms.base import Page, PublishError
from bot.cms.joomla import JoomlaPublisher
from bot.cms.publish import publish_page
from bot.config import Secret
from tests.cms.joomla.conftest import made, settings
from tests.cms.joomla.server import TOKEN, Joomla
from tests.cms.loopback import Reply
from tests.cms.odd import expect_odd, expect_only_publish_errors
from tests.cms.people import LATER, article, document, photo

LIMITS = {"joomla_addresses", "joomla_tags"}
HTML = Reply(200, b"<!doctype html><h1>Masuk</h1>", "text/html")


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return article(media=(photo(tmp_path, "a.jpg"), document(tmp_path, "b.pdf")))


def _off(name: str) -> Callable[[Joomla], None]:
    return lambda site: site.off.add(name)


def _without(right: str) -> Callable[[Joomla], None]:
    return lambda site: site.rights.discard(right)


def _instead(place: str, reply: Reply) -> Callable[[Joomla], None]:
    return lambda site: site.instead.update({place: reply})


def _nothing(site: Joomla) -> None:
    pass


MISCONFIGURED = [
    (_nothing, {"token": Secret("salah")}, "denied"),
    (_off("content"), {}, "api_missing"),
    (_without("create"), {}, "right_missing"),
    (_nothing, {"api": "http://127.0.0.1:{port}/joomla/api/index.php/v1"}, "api_missing"),
    (_instead("GET", HTML), {}, "answer_odd"),
    (_instead("GET", Reply(302, headers={"Location": "https://lain.example/"})), {}, "redirected"),
    (_instead("GET", Reply(503, headers={"Retry-After": "60"})), {}, "busy"),
    (_instead("GET", Reply(500, b"<h1>Fatal error</h1>", "text/html")), {}, "site_error"),
    (_instead("GET", Reply(403, b"<h1>mod_security</h1>", "text/html")), {}, "firewall"),
    (_off("media"), {}, "media_missing"),
    (_nothing, {"sections": [{"key": "berita", "name": "Berita", "remote": "tidak-ada"}]}, "section_unknown"),
    (_nothing, {"sections": [{"key": "agenda", "name": "Agenda", "remote": "agenda"}]}, "section_unknown"),
    (_nothing, {"sections": []}, "sections_empty"),
    (_nothing, {"base_url": "http://127.0.0.1:9", "api": ""}, "unreachable"),
]


@pytest.mark.parametrize(("spoil", "changed", "code"), MISCONFIGURED)
def test_it_says_what_is_misconfigured(
    site: Joomla, spoil: Callable[[Joomla], None], changed: dict[str, Any], code: str
) -> None:
    spoil(site)
    port = site.base.rpartition(":")[2]
    told = {name: value.format(port=port) if name == "api" else value for name, value in changed.items()}
    problems = made(site, **told).check()
    assert code in {problem.code for problem in problems if problem.severity == "error"}
    assert not any(TOKEN in problem.detail or "salah" in problem.detail for problem in problems)
    assert site.rows == []


def test_a_website_in_order_only_has_limits(site: Joomla, publisher: JoomlaPublisher) -> None:
    assert {problem.code for problem in publisher.check()} == LIMITS
    assert (site.rows, site.files) == ([], {})


def test_a_list_open_to_everybody_says_nothing_about_the_token(site: Joomla, publisher: JoomlaPublisher) -> None:
    site.instead["GET /api/index.php/v1/content/articles"] = Reply(200, b'{"data": []}')
    assert "api_public" in {problem.code for problem in publisher.check()}


def test_an_address_in_the_clear_is_warned_of(site: Joomla) -> None:
    problems = made(site, base_url="http://situs.example", api=f"{site.base}/api/index.php/v1").check()
    assert "base_url_plain" in {problem.code for problem in problems if problem.severity == "warning"}


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_without("edit"), "right_missing"),
        (_without("edit.state"), "not_made_public"),
        (_without("media"), "right_missing"),
        (_without("create"), "right_missing"),
        (_off("media"), "medium_refused"),
    ],
)
def test_a_missing_right_is_said_when_it_is_needed(
    site: Joomla, publisher: JoomlaPublisher, page: Page, spoil: Callable[[Joomla], None], code: str
) -> None:
    spoil(site)
    with pytest.raises(PublishError) as caught:
        publish_page(publisher, page)
    assert caught.value.code in {code, "api_missing"}
    assert not caught.value.again
    assert site.visible() == []
    site.rights |= {"edit", "edit.state", "media", "create"}
    site.off.clear()
    assert publish_page(publisher, page).state == "published"
    assert len(site.rows) == 1


def test_an_article_open_in_an_editor_is_tried_again(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    publisher.draft(page)
    site.rows[0].checked_out = 42
    with pytest.raises(PublishError) as caught:
        publish_page(publisher, page)
    assert (caught.value.code, caught.value.again) == ("checked_out", True)
    site.rows[0].checked_out = 0
    assert publish_page(publisher, page).state == "published"


def test_a_refusal_without_a_reason_we_know_is_passed_on_in_its_words(
    site: Joomla, publisher: JoomlaPublisher, page: Page
) -> None:
    publisher.draft(page)
    site.instead["PATCH"] = Reply(400, b'{"errors": [{"title": "Kolom wajib: Anggaran"}]}')
    with pytest.raises(PublishError, match="Kolom wajib: Anggaran") as caught:
        publish_page(publisher, page)
    assert (caught.value.code, caught.value.again) == ("refused", False)


def test_a_new_article_refused_is_passed_on_in_joomlas_words(
    site: Joomla, publisher: JoomlaPublisher, page: Page
) -> None:
    site.instead["POST /api/index.php/v1/content/articles"] = Reply(400, b'{"errors": [{"title": "Wajib: Tahun"}]}')
    with pytest.raises(PublishError, match="Wajib: Tahun") as caught:
        publish_page(publisher, page)
    assert (caught.value.code, caught.value.again) == ("refused", False)


def test_a_type_the_media_manager_forbids_is_said(site: Joomla, publisher: JoomlaPublisher, tmp_path: Path) -> None:
    film = document(tmp_path, "film.mp4", b"film", "video/mp4")
    with pytest.raises(PublishError, match="not allowed") as caught:
        publish_page(publisher, article(media=(film,)))
    assert (caught.value.code, caught.value.again) == ("medium_refused", False)


def test_a_medium_without_its_address_is_no_publication(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    draft = publisher.draft(page)
    with pytest.raises(PublishError) as caught:
        publisher.publish(draft, page, {})
    assert caught.value.code == "medium_missing"
    assert site.visible() == []


@pytest.mark.parametrize(
    ("remote", "number"), [("8", 8), ("berita", 8), ("BERITA DAERAH", 8), ("uncategorised", 2), ("", 8)]
)
def test_a_section_is_a_category_by_number_alias_or_title(site: Joomla, page: Page, remote: str, number: int) -> None:
    publish_page(made(site, sections=[{"key": "berita", "name": "Berita", "remote": remote}]), page)
    assert site.rows[0].catid == number


def test_many_categories_are_read_to_the_end(site: Joomla, page: Page) -> None:
    site.categories = [(number, f"Rubrik {number}", f"rubrik-{number}") for number in range(20, 270)]
    publisher = made(site, sections=[{"key": "berita", "name": "Akhir", "remote": "rubrik-269"}])
    publish_page(publisher, page)
    assert site.rows[0].catid == 269


@pytest.mark.parametrize(
    "changed",
    [
        {"token": None},
        {"token": "kata"},
        {"token": Secret("")},
        {"base_url": ""},
        {"base_url": "ftp://situs.example"},
        {"base_url": "https://orang:sandi@situs.example"},
        {"base_url": "https://["},
        {"media_folder": "../rahasia"},
        {"media_folder": "Berita Foto"},
        {"timeout": 0},
        {"timeout": True},
        {"ca_file": "ca.pem"},
        {"zone": "Asia/Atlantis"},
        {"sections": [{"key": "a", "name": "A"}, {"key": "a", "name": "B"}]},
        {"sections": [{"key": "a"}]},
    ],
)
def test_settings_that_cannot_work_are_refused(site: Joomla, changed: dict[str, Any]) -> None:
    with pytest.raises(PublishError) as caught:
        JoomlaPublisher(settings(site) | changed, lambda: LATER)
    assert (caught.value.code, caught.value.again) == ("settings", False)
    assert "sandi" not in str(caught.value)


def test_odd_answers_are_called_odd(site: Joomla, page: Page) -> None:
    assert expect_only_publish_errors(site, lambda: made(site), page, rounds=132) > 25


def test_answers_that_are_none_are_called_odd(site: Joomla, page: Page) -> None:
    expect_odd(site, lambda: made(site), page)


def test_half_a_character_is_odd(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    publish_page(publisher, page)
    site.rows[0].title = "\ud83c\udf3e \udf3e"
    with pytest.raises(PublishError) as caught:
        publisher.find(page.key)
    assert (caught.value.code, caught.value.again) == ("answer_odd", True)
