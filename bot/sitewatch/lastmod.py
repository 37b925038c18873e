"""When a part of the website last changed, as its feed, its site map or its page says. Never raises but FetchError."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.sitewatch.fetch import HTML, XML, FetchError, fetch
from bot.sitewatch.machines import Entry, NotReadableError, Sane, feed, sitemap
from bot.sitewatch.page import read

WHOLE = 30.0  # seconds for one document
MOST_SITEMAPS = 20  # of one website: the newest of an index
MOST_BLOCK = 2_000  # characters of a block that count
NOT_THERE = frozenset({404, 410})

#: What changes on a page by itself: counters, dates and times.
MOVING = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Place:
    """The office's website: its front page, a certificate authority of its own, and which dates can be true."""

    home: str
    sane: Sane
    ca_bundle: Path | None = None
    limit: float = field(default=WHOLE)


def of_feed(url: str, place: Place) -> Entry | None:
    """Return the newest entry of a feed, wherever it is; None of an empty one. Raises FetchError."""
    got = fetch(url, ca_bundle=place.ca_bundle, whole=place.limit, kinds=XML | HTML)
    try:
        return feed(got.body, got.url, place.sane)
    except NotReadableError as error:
        raise FetchError("not_html", str(error)[:80], again=False, status=got.status, url=url) from error


def of_sitemap(place: Place, address: str = "") -> list[Entry] | None:
    """Return every address of the site map with its last change; None where there is no site map.

    `address` "" is where site maps usually are. Raises FetchError for one that is there and cannot be read.
    """
    first = address or f"{place.home.rstrip('/')}/sitemap.xml"
    try:
        return list(_all(first, place))
    except FetchError as error:
        # nothing there, or a page in its place: a website without one, unless the office named it
        if not address and (error.status in NOT_THERE or error.code in {"not_html", "redirected_home"}):
            return None
        raise


def _all(first: str, place: Place) -> Iterator[Entry]:
    waiting, seen = [first], set[str]()
    while waiting and len(seen) < MOST_SITEMAPS:
        here = waiting.pop(0)
        if here in seen:
            continue
        seen.add(here)
        got = fetch(here, ca_bundle=place.ca_bundle, whole=place.limit, home=place.home, kinds=XML)
        try:
            found = sitemap(got.body, got.url, place.sane)
        except NotReadableError as error:
            raise FetchError("not_html", str(error)[:80], again=False, status=got.status, url=here) from error
        yield from found.entries
        waiting += found.further


def below(entries: list[Entry], page: str, *, only: bool) -> Entry | None:
    """Return the newest of the entries that are `page`, or (unless `only`) below it."""
    path = _path(page)
    chosen = [e for e in entries if _path(e.url) == path or (not only and _path(e.url).startswith(f"{path}/"))]
    return max(chosen, key=lambda entry: entry.at, default=None)


def _path(url: str) -> str:
    """Give the path of an address as two writings of it have in common, with its query; "" for none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return unquote(parts.path).rstrip("/") + query


def of_page(url: str, place: Place) -> str:
    """Return a digest of a page's own words, which stays while only menus of links, dates and counters change.

    Raises FetchError.
    """
    got = fetch(url, ca_bundle=place.ca_bundle, whole=place.limit, home=place.home)
    view = read(_main(got.html), got.url)
    words = [MOVING.sub("#", " ".join(block.text.split())[:MOST_BLOCK]) for block in view.blocks if not block.hidden]
    said = sorted({line for line in words if _is_prose(line)})
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _main(html: str) -> str:
    """Give the part of a page that is its own, where the page says which: lists of news beside it change daily."""
    low = html.lower()
    for tag in ("main", "article"):
        start, end = low.find(f"<{tag}"), low.rfind(f"</{tag}")
        if 0 <= start < end:
            return _without(html[start:end], ("nav", "aside"))
    return _without(html, ("nav", "aside", "header", "footer"))


def _without(html: str, tags: tuple[str, ...]) -> str:
    """Leave elements out, in time proportional to the page; one that is never closed stays."""
    for tag in tags:
        low, kept, here = html.lower(), [], 0
        while (start := low.find(f"<{tag}", here)) >= 0 and (end := low.find(f"</{tag}", start)) >= 0:
            kept.append(html[here:start])
            here = end
        html = "".join([*kept, html[here:]])
    return html


def _is_prose(line: str) -> bool:
    """Say whether a block is a sentence or a name of some length, and no entry of a menu."""
    return len(line) >= 25 or len(line.split()) >= 5  # noqa: PLR2004 - a line of a menu is shorter
