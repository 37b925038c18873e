"""What stands in the way on a Drupal website, each thing in a code that has words; and odd answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cms.base import Fact, Page, PublishError
from bot.cms.drupal import DrupalPublisher
from bot.cms.publish import publish_page
from bot.config import Secret
from tests.cms.drupal.conftest import made, settings
from tests.cms.drupal.server import PASSWORD, TOKEN, Drupal
from tests.cms.loopback import Reply
from tests.cms.odd import expect_odd, expect_only_publish_errors
from tests.cms.people import LATER, article, document, photo

LIMITS = {"drupal_addresses", "drupal_format", "drupal_tags"}
HTML = Reply(200, b"<!doctype html><h1>Masuk</h1>", "text/html")


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return article(media=(photo(tmp_path, "a.jpg"), document(tmp_path, "b.pdf")))


def _without(right: str) -> Callable[[Drupal], None]:
    return lambda site: site.rights.discard(right)


def _instead(place: str, reply: Reply) -> Callable[[Drupal], None]:
    return lambda site: site.instead.update({place: reply})


def _set(name: str, value: Any) -> Callable[[Drupal], None]:
    return lambda site: setattr(site, name, value)


def _nothing(site: Drupal) -> None:
    pass


MISCONFIGURED = [
    (_nothing, {"password": Secret("salah")}, "denied"),
    (_nothing, {"user": "orang-lain"}, "denied"),
    (_nothing, {"token": Secret("salah")}, "denied"),
    (_set("module_off", True), {}, "api_missing"),
    (_set("read_only", True), {}, "read_only"),
    (_without("create"), {}, "right_missing"),
    (_without("administer nodes"), {}, "right_missing"),
    (_nothing, {"content_type": "berita"}, "field_missing"),
    (_nothing, {"image_field": "field_foto"}, "field_missing"),
    (_nothing, {"body_field": "field_isi"}, "field_missing"),
    (_nothing, {"section_field": "field_rubrik"}, "section_unknown"),
    (_nothing, {"sections": [{"key": "x", "name": "X", "remote": "tidak ada"}]}, "section_unknown"),
    (_nothing, {"sections": [{"key": "x", "name": "X", "remote": "rubrik:Berita"}]}, "section_unknown"),
    (_nothing, {"sections": []}, "sections_empty"),
    (_instead("GET", HTML), {}, "answer_odd"),
    (_instead("GET", Reply(301, headers={"Location": "https://lain.example/"})), {}, "redirected"),
    (_instead("GET", Reply(429)), {}, "busy"),
    (_instead("GET", Reply(500)), {}, "site_error"),
    (_nothing, {"base_url": "http://127.0.0.1:9"}, "unreachable"),
]


@pytest.mark.parametrize(("spoil", "changed", "code"), MISCONFIGURED)
def test_it_says_what_is_misconfigured(
    site: Drupal, page: Page, spoil: Callable[[Drupal], None], changed: dict[str, Any], code: str
) -> None:
    publish_page(made(site), page)
    spoil(site)
    problems = made(site, **changed).check()
    assert code in {problem.code for problem in problems if problem.severity == "error"}
    assert not any(PASSWORD in problem.detail or "salah" in problem.detail for problem in problems)
    assert len(site.nodes) == 1


def test_a_wrong_password_is_noticed_by_looking_only(site: Drupal) -> None:
    """JSON:API answers a wrong password as it answers a visitor, without any error."""
    problems = made(site, password=Secret("salah")).check()
    assert [problem.code for problem in problems] == ["denied"]
    assert site.requests == ["GET /jsonapi"]


def test_a_website_in_order_only_has_limits(site: Drupal, publisher: DrupalPublisher) -> None:
    assert {problem.code for problem in publisher.check()} == LIMITS
    assert (site.nodes, site.files) == ({}, [])
    assert Fact("user", "tayang") in publisher.facts()


def test_a_website_without_a_place_for_documents_is_warned_of(site: Drupal, publisher: DrupalPublisher) -> None:
    site.media = False
    assert {problem.code for problem in publisher.check()} == {*LIMITS, "documents_missing"}


def test_a_workflow_in_place_of_the_right_to_publish_is_no_problem(page: Page) -> None:
    with Drupal(moderated=True) as site:
        assert {problem.code for problem in made(site).check()} == LIMITS


def test_an_address_in_the_clear_is_warned_of(site: Drupal) -> None:
    problems = made(site, base_url="http://situs.invalid").check()
    assert "base_url_plain" in {problem.code for problem in problems if problem.severity == "warning"}


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_without("create"), "right_missing"),
        (_without("edit"), "right_missing"),
        (_without("administer nodes"), "right_missing"),
        (_without("view own unpublished"), "right_missing"),
        (_set("read_only", True), "read_only"),
        (_set("module_off", True), "api_missing"),
        (_set("formats", ("basic_html",)), "text_format_refused"),
        (_set("media", False), "field_missing"),
        (_instead("POST", Reply(413)), "medium_large"),
    ],
)
def test_what_is_missing_is_said_when_it_is_needed(
    site: Drupal, publisher: DrupalPublisher, page: Page, spoil: Callable[[Drupal], None], code: str
) -> None:
    rights = set(site.rights)
    spoil(site)
    with pytest.raises(PublishError) as caught:
        publish_page(publisher, page)
    assert (caught.value.code, caught.value.again) == (code, False)
    assert site.visible() == []
    site.rights, site.read_only, site.module_off, site.media = rights, False, False, True
    site.formats = ("basic_html", "full_html")
    site.instead.clear()
    assert publish_page(publisher, page).state == "published"
    assert len(site.nodes) == 1


def test_a_type_the_field_forbids_is_said(site: Drupal, publisher: DrupalPublisher, tmp_path: Path) -> None:
    film = document(tmp_path, "film.mp4", b"film", "video/mp4")
    with pytest.raises(PublishError, match="Only files with the following") as caught:
        publish_page(publisher, article(media=(film,)))
    assert (caught.value.code, caught.value.again) == ("medium_refused", False)


def test_a_node_a_module_keeps_unseen_is_said_and_can_be_tried_again(
    site: Drupal, publisher: DrupalPublisher, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Drupal._store

    def unseen(self: Drupal, node: Any, sent: Any, related: Any) -> None:
        store(self, node, sent, related)
        node.status = False

    monkeypatch.setattr(Drupal, "_store", unseen)
    with pytest.raises(PublishError) as caught:
        publish_page(publisher, page)
    assert (caught.value.code, caught.value.again) == ("not_made_public", False)
    monkeypatch.setattr(Drupal, "_store", store)
    assert publish_page(publisher, page).state == "published"


def test_a_medium_without_its_address_is_no_publication(site: Drupal, publisher: DrupalPublisher, page: Page) -> None:
    draft = publisher.draft(page)
    with pytest.raises(PublishError) as caught:
        publisher.publish(draft, page, {})
    assert caught.value.code == "medium_missing"
    assert site.visible() == []


@pytest.mark.parametrize("remote", ["Berita", "berita", "5", "tags:Berita", "tags:5", ""])
def test_a_section_is_a_term_by_name_or_number(site: Drupal, page: Page, remote: str) -> None:
    publish_page(made(site, sections=[{"key": "berita", "name": "Berita", "remote": remote}]), page)
    (node,) = site.nodes.values()
    assert site.terms[node.tags[0]][1] == "Berita"


def test_many_terms_are_read_to_the_end(site: Drupal, page: Page) -> None:
    site.terms = {f"{number:08}-0000-4000-8000-000000000000": (number, f"Rubrik {number}") for number in range(130)}
    publish_page(made(site, sections=[{"key": "berita", "name": "Akhir", "remote": "Rubrik 129"}]), page)
    (node,) = site.nodes.values()
    assert node.tags == ["00000129-0000-4000-8000-000000000000"]


@pytest.mark.parametrize(
    "changed",
    [
        {"user": ""},
        {"password": None},
        {"password": "kata"},
        {"token": "kata"},
        {"token": Secret("")},
        {"content_type": "../article"},
        {"body_field": "Body"},
        {"image_field": "field image"},
        {"text_format": "basic-html"},
        {"base_url": "situs.example"},
    ],
)
def test_settings_that_cannot_work_are_refused(site: Drupal, changed: dict[str, Any]) -> None:
    with pytest.raises(PublishError) as caught:
        DrupalPublisher(settings(site) | changed, lambda: LATER)
    assert (caught.value.code, caught.value.again) == ("settings", False)


def test_a_token_needs_no_password(site: Drupal, page: Page) -> None:
    publisher = made(site, user="", password=None, token=Secret(TOKEN))
    assert publish_page(publisher, page).state == "published"


def test_odd_answers_are_called_odd(site: Drupal, page: Page) -> None:
    assert expect_only_publish_errors(site, lambda: made(site), page, rounds=132) > 25


def test_answers_that_are_none_are_called_odd(site: Drupal, page: Page) -> None:
    expect_odd(site, lambda: made(site), page)


def test_half_a_character_is_odd(site: Drupal, publisher: DrupalPublisher, page: Page) -> None:
    remote = publish_page(publisher, page)
    site.nodes[remote.id].title = "\ud800"
    with pytest.raises(PublishError) as caught:
        publisher.find(page.key)
    assert (caught.value.code, caught.value.again) == ("answer_odd", True)
