"""The one sequence that puts a page on a website exactly once, whatever is cut off on the way."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Set
from html.parser import HTMLParser
from urllib.parse import urljoin

import nh3

from bot.cms.base import Page, Publisher, PublishError, Remote, fingerprint
from bot.cms.common.allowed import MEDIUM

PLACES = {"img": "src", "a": "href"}
Addresses = dict[str, set[str]]


def publish_page(publisher: Publisher, page: Page) -> Remote:
    """Bring the website to show exactly this page, once, and return it.

    1. Look up by our key; a withdrawn page stays withdrawn, whatever late attempt arrives.
    2. Create a draft, or adopt the one an interrupted attempt left behind.
    3. Attach every medium (the same one twice is one).
    4. Publish; or correct, if other content is already public; or nothing, if it is the same.
    5. Read back and compare.

    Safe to run again after a crash at any point. Raises PublishError: "withdrawn", "altered" (the website
    changed our words or lost a picture), or what the kind of website says.
    """
    found = publisher.find(page.key)
    if found and found.state == "withdrawn":
        raise PublishError("withdrawn", f"{page.key} was withdrawn", again=False)
    if found and found.state == "published" and found.fingerprint == fingerprint(page):
        _compare(page, publisher.read_back(found), found.url, {})
        return found
    return _bring(publisher, page, found)


def _bring(publisher: Publisher, page: Page, found: Remote | None) -> Remote:
    published = found is not None and found.state == "published"
    remote = found if found and published else publisher.draft(page)
    urls = {medium.sha256: publisher.attach(remote, medium) for medium in page.media}
    step = publisher.correct if published else publisher.publish
    remote = step(remote, page, urls)
    _compare(page, publisher.read_back(remote), remote.url, urls)
    return remote


def _compare(page: Page, stored: str, url: str, urls: Mapping[str, str]) -> None:
    if _letters(page.html) not in _letters(stored):
        raise PublishError("altered", f"{page.key}: the stored text differs", again=False)
    lost = _lost(page, _addresses(stored, url), urls)
    if lost:
        raise PublishError("altered", f"{page.key}: {lost} media missing", again=False)


def _lost(page: Page, found: Addresses, urls: Mapping[str, str]) -> int:
    """Return how many media are not there; without their URLs (nothing was attached now) they are only counted.

    Pictures and files are counted apart, so that none stands for the other. Other links are left to the proof:
    websites drop addresses they hold unsafe, and write the rest their own way.
    """
    ours = {medium.sha256 for medium in page.media}
    if urls:
        named = {urls[sha] for sha in MEDIUM.findall(page.html) if sha in urls}
        return len(named - found["img"] - found["a"])
    return sum(max(0, len(_media(places, ours)) - len(found[tag])) for tag, places in _addresses(page.html, "").items())


def _media(places: Set[str], ours: Set[str]) -> set[str]:
    return {sha for place in places for sha in MEDIUM.findall(place) if sha in ours}


def _letters(markup: str) -> str:
    """Return the text without markup and white space: websites reflow both, and add galleries."""
    return re.sub(r"\s+", "", html.unescape(nh3.clean(markup, tags=set())))


class _Reader(HTMLParser):
    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base
        self.found: Addresses = {tag: set() for tag in PLACES}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        place = PLACES.get(tag)
        if place:
            self.found[tag].update(self._whole(value) for name, value in attrs if name == place and value)

    def _whole(self, address: str) -> str:
        try:
            return urljoin(self._base, address)
        except ValueError:  # "http://[": no address, and no reason to stop
            return address


def _addresses(markup: str, base: str) -> Addresses:
    """Return where the pictures and the links of some HTML lead, by tag."""
    reader = _Reader(base)
    reader.feed(markup)
    return reader.found
