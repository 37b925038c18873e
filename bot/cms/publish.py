"""The one sequence that puts a page on a website exactly once, whatever is cut off on the way."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Mapping, Set
from html.parser import HTMLParser
from urllib.parse import urljoin

import nh3

from bot.cms.base import Page, Publisher, PublishError, Remote, fingerprint
from bot.cms.common.allowed import MEDIUM
from bot.content.plain import paragraphs

PLACES = {"img": "src", "a": "href"}
Addresses = dict[str, set[str]]
QUOTED = 80  # characters of a difference


class DoubtError(PublishError):
    """The website confirmed the page as published, and what it keeps is not, or not surely, what was sent.

    ``remote`` is the page. Code "altered": the website keeps other words or lost a picture, the first of which
    ``detail`` quotes; any other code is why nobody could see what it keeps, which a visitor's look makes up for.
    """

    def __init__(self, code: str, detail: str, remote: Remote, *, again: bool = False) -> None:
        """Keep the page that was confirmed; ``again``: asking once more may tell what the website keeps."""
        super().__init__(code, detail, again=again)
        self.remote = remote


def publish_page(publisher: Publisher, page: Page) -> Remote:
    """Bring the website to show exactly this page, once, and return it.

    1. Look up by our key; a withdrawn page stays withdrawn, whatever late attempt arrives.
    2. Create a draft, or adopt the one an interrupted attempt left behind.
    3. Attach every medium (the same one twice is one).
    4. Publish; or correct, if other content is already public; or nothing, if it is the same.
    5. Read back and compare.

    Safe to run again after a crash at any point. Raises DoubtError once the website confirmed the page, else
    PublishError: "withdrawn", or what the kind of website says.
    """
    found = publisher.find(page.key)
    if found and found.state == "withdrawn":
        raise PublishError("withdrawn", f"{page.key} was withdrawn", again=False)
    if found and found.state == "published" and found.fingerprint == fingerprint(page):
        _compare(publisher, page, found, {})
        return found
    return _bring(publisher, page, found)


def is_up(publisher: Publisher, page: Page, *, new: bool) -> Remote | None:
    """Say whether the website shows this page although an attempt ended in an error; never raises for the network.

    ``new``: nothing was published under this key before, so that whatever is public there came of the attempt.
    """
    try:
        found = publisher.find(page.key)
    except PublishError:
        return None
    ours = found is not None and found.state == "published" and (new or found.fingerprint == fingerprint(page))
    return found if ours else None


def _bring(publisher: Publisher, page: Page, found: Remote | None) -> Remote:
    published = found is not None and found.state == "published"
    remote = found if found and published else publisher.draft(page)
    urls = {medium.sha256: publisher.attach(remote, medium) for medium in page.media}
    step = publisher.correct if published else publisher.publish
    remote = step(remote, page, urls)
    _compare(publisher, page, remote, urls)
    return remote


def _compare(publisher: Publisher, page: Page, remote: Remote, urls: Mapping[str, str]) -> None:
    """Raise DoubtError where the website keeps something else, or does not say what it keeps."""
    try:
        stored = publisher.read_back(remote)
    except PublishError as error:
        raise DoubtError(error.code, error.detail, remote, again=error.again) from error
    if _letters(page.html) not in _letters(stored):
        raise DoubtError("altered", _difference(page.html, stored), remote)
    lost = _lost(page, _addresses(stored, remote.url), urls)
    if lost:
        raise DoubtError("altered", f"{lost} media missing", remote)


def _difference(html: str, stored: str) -> str:
    """Quote the first paragraph that is not kept as it was sent, and what is kept in its place, or between two."""
    ours, theirs = paragraphs(html), paragraphs(stored)
    kept = {_squeezed(text) for text in theirs}
    lost = next((text for text in ours if _squeezed(text) not in kept), "")
    sent = {_squeezed(text) for text in ours}
    new = next((text for text in theirs if _squeezed(text) not in sent), "")
    return f"{lost[:QUOTED] or '–'} → {new[:QUOTED] or '–'}"


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


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
    return _squeezed(html.unescape(nh3.clean(markup, tags=set())))


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
