"""Exactly once, whatever is cut off: every request to a website that crashes before or after it is tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from html import escape
from itertools import product
from pathlib import Path
from typing import TypeVar

import pytest

from bot.cms.base import (
    Medium,
    Page,
    Problem,
    Publisher,
    PublishError,
    Remote,
    RemoteState,
    Section,
    Withdrawal,
    fingerprint,
)
from bot.cms.publish import DoubtError, is_up, publish_page
from tests.cms.contract import Count, PublisherContract
from tests.cms.people import article, photo

T = TypeVar("T")


class Crash(BaseException):
    """The power fails; nothing may catch it."""


@dataclass
class Post:
    """A row of the invented website."""

    key: str
    state: RemoteState
    html: str
    fingerprint: str


class Website(Publisher):
    """A website like most: ids of its own, no idempotency. Each request can be cut off before or after it."""

    kind = "test"

    def __init__(self) -> None:
        self.posts: list[Post] = []
        self.media: list[str] = []
        self.requests = 0
        self.cuts: list[tuple[int, str]] = []

    def _request(self, work: Callable[[], T]) -> T:
        number, self.requests = self.requests, self.requests + 1
        if (number, "before") in self.cuts:
            raise Crash
        result = work()
        if (number, "after") in self.cuts:
            raise Crash
        return result

    def find(self, key: str) -> Remote | None:
        found = self._request(lambda: [n for n, post in enumerate(self.posts) if post.key == key])
        return self._remote(found[0]) if found else None

    def draft(self, page: Page) -> Remote:
        found = self.find(page.key)
        if found:
            return found
        if page.section not in {section.key for section in self.sections()}:
            raise PublishError("section_unknown", page.section, again=False)
        self._request(lambda: self.posts.append(Post(page.key, "draft", "", "")))
        return self._remote(len(self.posts) - 1)

    def attach(self, remote: Remote, medium: Medium) -> str:
        if not medium.path.is_file() or sha256(medium.path.read_bytes()).hexdigest() != medium.sha256:
            raise PublishError("medium_changed", medium.sha256, again=False)
        if medium.sha256 not in self._request(lambda: list(self.media)):
            self._request(lambda: self.media.append(medium.sha256))
        return f"https://situs.example/{medium.sha256}"

    def publish(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        post = self._post(remote)
        html = page.html
        for sha, url in urls.items():
            html = html.replace(f"media:{sha}", url)
        self._request(lambda: post.__init__(page.key, "published", html, fingerprint(page)))  # type: ignore[misc]
        return self._remote(int(remote.id))

    def correct(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        return self.publish(remote, page, urls)

    def withdraw(self, remote: Remote, kind: Withdrawal, note: str, target_url: str | None) -> Remote:
        post = self._post(remote)
        if target_url and not target_url.startswith("https://"):
            raise PublishError("target_odd", "no web address", again=False)
        told = escape(note)
        self._request(lambda: post.__init__(post.key, "withdrawn", told, post.fingerprint))  # type: ignore[misc]
        return self._remote(int(remote.id))

    def sections(self) -> list[Section]:
        return [Section("berita", "Berita", None), Section("pengumuman", "Pengumuman", None)]

    def check(self) -> list[Problem]:
        return []

    def read_back(self, remote: Remote) -> str:
        post = self._post(remote)
        return self._request(lambda: post.html)

    def draft_preview_url(self, remote: Remote) -> str | None:
        return None

    def _post(self, remote: Remote) -> Post:
        if not remote.id.isdecimal() or int(remote.id) >= len(self.posts):
            raise PublishError("not_found", "no such post", again=False)
        return self.posts[int(remote.id)]

    def _remote(self, number: int) -> Remote:
        post = self.posts[number]
        url = f"https://situs.example/{number}"
        return Remote(str(number), url, post.state, post.fingerprint)


class TestContract(PublisherContract):
    """The website of these tests keeps the contract, so what they show holds for any that does."""

    @pytest.fixture
    def publisher(self) -> Publisher:
        return Website()

    def count(self, publisher: Publisher) -> Count:
        assert isinstance(publisher, Website)
        return Count(len(publisher.posts), len(publisher.media))


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return article(media=(photo(tmp_path, "a.jpg"), photo(tmp_path, "b.jpg")))


def _insist(site: Website, page: Page) -> Remote:
    """Try like the outbox does: again after every crash."""
    for _ in range(len(site.cuts) + 1):
        try:
            return publish_page(site, page)
        except Crash:
            continue
    raise AssertionError("more crashes than cuts")


def _requests_of(page: Page, site: Website) -> int:
    before = site.requests
    publish_page(site, page)
    return site.requests - before


def test_every_pair_of_crashes_ends_in_one_page_and_each_medium_once(page: Page) -> None:
    whole = _requests_of(page, Website())
    moments = list(product(range(2 * whole), ("before", "after")))
    tried = 0
    for cuts in product(moments, moments):
        site = Website()
        site.cuts = list(cuts)
        remote = _insist(site, page)
        assert [post.state for post in site.posts] == ["published"], cuts
        assert sorted(site.media) == sorted(m.sha256 for m in page.media), cuts
        assert site.posts[0].fingerprint == fingerprint(page) == remote.fingerprint, cuts
        tried += 1
    assert tried >= 900


def test_a_correction_cut_off_anywhere_ends_in_the_corrected_page(page: Page, tmp_path: Path) -> None:
    extra = photo(tmp_path, "c.jpg")
    corrected = replace(page, title="Baru", media=(*page.media, extra))
    for moment in product(range(10), ("before", "after")):
        site = Website()
        first = publish_page(site, page)
        site.cuts = [(site.requests + moment[0], moment[1])]
        second = _insist(site, corrected)
        assert (second.id, second.fingerprint) == (first.id, fingerprint(corrected))
        assert (len(site.posts), len(site.media)) == (1, 3), moment


def test_a_later_attempt_at_the_same_page_is_no_correction(page: Page) -> None:
    site = Website()
    publish_page(site, page)
    before = site.posts[0]
    publish_page(site, replace(page, published_at=page.published_at + timedelta(hours=1)))
    assert _requests_of(page, site) == 2  # look up, read back
    assert site.posts == [before]


class Meddling(Website):
    """A website that changes what it is sent."""

    def __init__(self, cut: str, paste: str) -> None:
        super().__init__()
        self._cut, self._paste = cut, paste

    def read_back(self, remote: Remote) -> str:
        return super().read_back(remote).replace(self._cut, self._paste)


@pytest.mark.parametrize(
    ("cut", "paste"),
    [
        ("bergilir", "merata"),
        ("<p>Air dibagi bergilir.</p>", ""),
        ("<img ", "<i "),
        ("https://situs.example/", "https://lain.example/"),
    ],
)
def test_it_refuses_a_website_that_alters_the_page(page: Page, cut: str, paste: str) -> None:
    site = Meddling(cut, paste)
    with pytest.raises(PublishError) as caught:
        publish_page(site, page)
    assert (caught.value.code, caught.value.again) == ("altered", False)


def test_a_second_look_at_an_altered_page_is_no_milder(page: Page) -> None:
    site = Meddling("<img ", "<i ")
    for _ in range(2):
        with pytest.raises(PublishError, match="altered"):
            publish_page(site, page)


def test_a_link_never_stands_for_a_lost_picture(page: Page) -> None:
    linked = replace(page, html=page.html + '<p><a href="https://kemkes.go.id/">Kemkes</a></p>')
    site = Meddling("<img ", "<i ")
    for _ in range(2):  # at the second look nothing is attached, and no address of a medium is known
        with pytest.raises(PublishError, match="media missing"):
            publish_page(site, linked)


@pytest.mark.parametrize(
    ("cut", "paste"),
    [
        ("&", "&amp;"),
        ("<p>", '<p class="wp-block">\n'),
        ("</p>", "</p>\n\n"),
        ("https://situs.example/", "/"),
        ("<figure>", "<div><figure>"),
    ],
)
def test_it_accepts_what_websites_do_to_markup(page: Page, cut: str, paste: str) -> None:
    assert publish_page(Meddling(cut, paste), page).state == "published"


def test_what_the_website_confirmed_is_doubted_and_never_failed(page: Page) -> None:
    with pytest.raises(DoubtError) as caught:
        publish_page(Meddling("<p>Air dibagi bergilir.</p>", "<p>Air dibagi merata.</p>"), page)
    assert (caught.value.remote.state, caught.value.detail) == (
        "published",
        "Air dibagi bergilir. → Air dibagi merata.",
    )


class Closing(Website):
    """A website that lets nobody read once it took the page."""

    def read_back(self, remote: Remote) -> str:
        raise PublishError("firewall", f"{remote.id}: HTTP 403", again=False)


def test_a_website_that_does_not_let_us_read_back_took_the_page(page: Page) -> None:
    with pytest.raises(DoubtError) as caught:
        publish_page(Closing(), page)
    assert (caught.value.code, caught.value.remote.state) == ("firewall", "published")


@pytest.mark.parametrize(("new", "up"), [(True, True), (False, False)])
def test_what_is_public_after_an_error_is_ours_if_it_is_new_or_the_same(page: Page, *, new: bool, up: bool) -> None:
    site = Website()
    publish_page(site, page)
    assert is_up(site, page, new=False) is not None
    corrected = replace(page, title="Judul lain")
    assert (is_up(site, corrected, new=new) is not None) is up
    assert is_up(site, replace(page, key="lain"), new=True) is None


def test_the_fingerprint_is_of_what_visitors_see(page: Page) -> None:
    moved = replace(page.media[0], path=Path("/lain"))
    same = replace(page, media=(moved, *page.media[1:]))
    assert fingerprint(same) == fingerprint(page)
    others = [
        replace(page, title="lain"), replace(page, html="lain"), replace(page, summary="lain"),
        replace(page, section="lain"), replace(page, unit_name="lain"), replace(page, byline="lain"),
        replace(page, language="en"), replace(page, tags=()), replace(page, cover="lain"),
        replace(page, media=(replace(page.media[0], caption="lain"), *page.media[1:])),
    ]  # fmt: skip
    prints = {fingerprint(other) for other in (page, *others)}
    assert len(prints) == len(others) + 1
