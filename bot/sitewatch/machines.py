"""What a website tells machines of its updates: RSS, Atom and RDF feeds, site maps and their indexes. All untrusted."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml import ElementTree as Defused

from bot.sitewatch.fetch import same_host

#: Elements that are read of one document: a site map has at most 50,000 addresses (sitemaps.org), of some five each.
MOST_ELEMENTS = 300_000

LONGEST_TITLE = 300
LONGEST_ADDRESS = 1000

Sane = Callable[[datetime], bool]


class NotReadableError(Exception):
    """A document that is no feed and no site map, or an attack; says which in a word."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a website says was published or changed: when (UTC), what, and its address on the website."""

    at: datetime
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Addresses with their last change, and the addresses of further site maps, the newest first."""

    entries: tuple[Entry, ...]
    further: tuple[str, ...]


@dataclass(slots=True)
class _Item:
    dates: dict[str, str] = field(default_factory=dict)
    title: str = ""
    url: str = ""


#: Of several dates of one entry the one that says most: a change, else when it came out.
_DATES = ("updated", "modified", "pubDate", "published", "date", "issued", "lastmod")


def feed(body: bytes, url: str, sane: Sane) -> Entry | None:
    """Return the newest entry of a feed whose date `sane` accepts, None of an empty one. Raises NotReadableError.

    The dates of the feed itself say nothing: many websites write the moment of the request there.
    """
    found = [_entry(item, url, sane) for item in _items(body, {"item", "entry"}, {"rss", "feed", "RDF"})]
    return max((entry for entry in found if entry is not None), key=lambda entry: entry.at, default=None)


def sitemap(body: bytes, url: str, sane: Sane) -> Sitemap:
    """Return what a site map, or an index of them, says of the same website. Raises NotReadableError."""
    entries, further = [], []
    for item in _items(body, {"url", "sitemap"}, {"urlset", "sitemapindex"}):
        if not item.url or not same_host(url, item.url):
            continue
        entry = _entry(item, url, sane)
        if "sitemap" in item.dates:
            further.append((entry.at if entry else datetime.min.replace(tzinfo=UTC), item.url))
        elif entry is not None:
            entries.append(entry)
    return Sitemap(tuple(entries), tuple(at for _, at in sorted(further, reverse=True)))


def addresses(body: bytes, url: str) -> tuple[list[str], list[str]]:
    """Return the addresses of the same website that a site map lists, dated or not, and those of further site maps.

    Raises NotReadableError.
    """
    pages: list[str] = []
    further: list[str] = []
    for item in _items(body, {"url", "sitemap"}, {"urlset", "sitemapindex"}):
        if item.url and same_host(url, item.url):
            (further if "sitemap" in item.dates else pages).append(item.url)
    return pages, further


def titles(body: bytes) -> list[str]:
    """Return the titles of a feed's entries. Raises NotReadableError."""
    items = _items(body, {"item", "entry"}, {"rss", "feed", "RDF"})
    return [" ".join(item.title.split())[:LONGEST_TITLE] for item in items]


def moment(text: str) -> datetime | None:
    """Read a date as feeds write it (RFC 822, RFC 3339, a bare day); None for what is none. Zoneless is UTC."""
    text = text.strip()[:64]
    for reader in (datetime.fromisoformat, parsedate_to_datetime, _day):
        try:
            found = reader(text)
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def _day(text: str) -> datetime:
    """Read a month or a year, as site maps may give them (W3C datetime): its first day."""
    year, _, month = text.partition("-")
    return datetime.combine(date(int(year), int(month or 1), 1), time(), UTC)


def _entry(item: _Item, base: str, sane: Sane) -> Entry | None:
    for name in _DATES:
        at = moment(item.dates[name]) if name in item.dates else None
        if at is not None and sane(at):
            return Entry(at, " ".join(item.title.split())[:LONGEST_TITLE], _link(item.url, base))
    return None


def _link(written: str, base: str) -> str:
    """Give an address of the same website, "" for any other: what a feed links to elsewhere is not ours to show."""
    try:
        address = urljoin(base, written.strip()) if written.strip() else ""
    except ValueError:
        return ""
    near = address.startswith(("https://", "http://")) and same_host(base, address)
    return address if near and len(address) <= LONGEST_ADDRESS else ""


def _items(body: bytes, names: set[str], roots: set[str]) -> Iterator[_Item]:
    """Yield the items of a document one by one; what is open of a broken one counts no more."""
    try:
        yield from _walk(body, names, roots)
    except (DefusedXmlException, ParseError, ValueError, LookupError, RecursionError) as error:
        raise NotReadableError(type(error).__name__) from error


def _walk(body: bytes, names: set[str], roots: set[str]) -> Iterator[_Item]:
    events = Defused.iterparse(io.BytesIO(body), events=("start", "end"))
    open_, item, count = 0, None, 0
    for event, element in events:
        name = _local(element.tag)
        if event == "start":
            count += 1
            if count == 1 and name not in roots:
                raise NotReadableError(name[:40])
            if count > MOST_ELEMENTS:
                return
            open_ += 1
            if item is None and name in names:
                item, inside = _Item(), open_
            continue
        if item is not None and open_ == inside:
            if name == "sitemap":
                item.dates["sitemap"] = ""
            yield item
            item = None
        elif item is not None and open_ == inside + 1:
            _take(item, name, element.text or "", element.get("href", ""), element.get("rel", "alternate"))
        open_ -= 1
        element.clear()


def _take(item: _Item, name: str, text: str, href: str, rel: str) -> None:
    if name in _DATES:
        item.dates.setdefault(name, text)
    elif name == "title":
        item.title = item.title or text
    elif name in {"link", "loc"} and rel == "alternate":
        item.url = item.url or (href or text).strip()


def _local(tag: object) -> str:
    """Give the name of an element without its namespace; comments and instructions have none."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
