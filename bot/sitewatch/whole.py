"""The whole website as everybody gets it: front page, sections, site map, feeds and robots.txt, politely."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from bot.sitewatch import hosts, words
from bot.sitewatch.fetch import HTML, TEXT, XML, Fetched, FetchError, fetch
from bot.sitewatch.foreign import Baseline, Finding
from bot.sitewatch.machines import NotReadableError, addresses, titles
from bot.sitewatch.view import host_of
from bot.sitewatch.watch import WHOLE, Site, look

MOST_PAGES = 25  # pages of one round
MOST_MAPS = 10  # site maps of one round
MOST_FEEDS = 10
PAUSE = 1.0  # seconds between two pages: nobody's website is to be slowed down by being looked after
NAMED = 3  # addresses that are quoted
GROWN, SHARE = 50, 0.2  # addresses that a site map gains at least, and in proportion, that nobody can have written
PER_PAGE = 5  # addresses that one publication of ours may bring: its page, tags, months
MANY = 20  # pages where no page can be, that are no accident
#: Folders of programs and files, in which no program of a website makes pages.
MISPLACED = re.compile(
    r"/(?:wp-(?:content|includes|admin)|css|js|images?|img|assets|uploads?|cache|tmp|temp|fonts?|vendor|node_modules"
    r"|templates|modules|plugins|components|libraries|administrator|storage|\.[a-z]+)/(?:[^/]+/)*[^/]*"
    r"(?<!\.pdf)(?<!\.jpg)(?<!\.jpeg)(?<!\.png)(?<!\.webp)(?<!\.gif)(?<!\.svg)(?<!\.doc)(?<!\.docx)(?<!\.xls)(?<!\.xlsx)"
    r"(?<!\.ppt)(?<!\.pptx)(?<!\.zip)(?<!\.mp4)(?<!\.mp3)(?<!\.csv)$",
    re.IGNORECASE,
)
SCRIPTS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be looked at, and our own record: how many pages we published. ``sitemap`` "" is the usual place."""

    sections: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemap: str = ""
    published: int = 0
    pause: float = PAUSE


@dataclass(slots=True)
class Round:
    """One look at the whole website: what was found, what is learnt of each address, and how many were read."""

    site: Site
    plan: Plan
    kept: Mapping[str, dict[str, Any]]
    wait: Callable[[float], None] = time.sleep
    found: list[Finding] = field(default_factory=list)
    learnt: dict[str, dict[str, Any]] = field(default_factory=dict)
    count: int = 0

    def go(self) -> Round:
        """Look at everything, one after the other; what does not answer is left out."""
        home = self.site.home
        pages = dict.fromkeys([home, *(urljoin(home, each) for each in self.plan.sections)])
        for url in list(pages)[:MOST_PAGES]:
            self._page(url, "front" if url == home else url)
        self._map(self.plan.sitemap or urljoin(_folder(home), "sitemap.xml"))
        for feed in list(dict.fromkeys([urljoin(_folder(home), "feed/"), *self.plan.feeds]))[:MOST_FEEDS]:
            self._feed(feed)
        self._robots(urljoin(home, "/robots.txt"))
        return self

    def _page(self, url: str, place: str) -> None:
        known = Baseline.of_json(self.kept.get(url))
        found, seen = look(url, known, self.site, place)
        self.found += found
        if seen is not None:
            self.count += 1
            if known is None or (seen.rendered and not known.rendered):
                self.learnt[url] = seen.as_json()
        self.wait(self.plan.pause)

    def _get(self, url: str, kinds: frozenset[str]) -> Fetched | None:
        try:
            got = fetch(url, ca_bundle=self.site.ca_bundle, home=self.site.home, whole=WHOLE, kinds=kinds)
        except FetchError:
            return None
        self.count += 1
        self.wait(self.plan.pause)
        return got

    # --- the site map, held against our own record ------------------------------------------------------

    def _map(self, first: str) -> None:
        waiting, seen, listed = [first], set[str](), list[str]()
        while waiting and len(seen) < MOST_MAPS:
            here = waiting.pop(0)
            if here in seen:
                continue
            seen.add(here)
            got = self._get(here, XML)
            try:
                pages, further = addresses(got.body, got.url) if got else ([], [])
            except NotReadableError:
                continue
            listed += pages
            waiting += further
        if listed:
            self._judge(first, listed)

    def _judge(self, place: str, listed: list[str]) -> None:
        foul = [url for url in dict.fromkeys(listed) if _foul(_slug(url))]
        strange = [url for url in dict.fromkeys(listed) if SCRIPTS.search(_slug(url))]
        if foul or len(strange) >= NAMED:
            self._tell("unknown_pages", f"{len(foul or strange)} × {_few(foul or strange)}", place)
        misplaced = [url for url in dict.fromkeys(listed) if MISPLACED.search(urlsplit(url).path)]
        if len(misplaced) >= MANY and not foul:
            self._tell("unknown_pages", f"{len(misplaced)} × {_few(misplaced)}", place)
        kept = self.kept.get(place)
        gained = len(listed) - int(kept["count"]) if kept else 0
        ours = self.plan.published - int(kept["published"]) if kept else 0
        usual = max(GROWN, SHARE * int(kept["count"])) if kept else 0
        if kept and gained > usual and gained > PER_PAGE * max(0, ours):
            [(folder, _)] = Counter(_folder(urlsplit(url).path) for url in listed).most_common(1)
            self._tell("unknown_pages", f"+{gained} ({len(listed)}): {folder}", place)
        else:
            self.learnt[place] = {"count": len(listed), "published": self.plan.published}

    def _tell(self, what: str, quote: str, place: str) -> None:
        finding = Finding(what, quote[:120], place)  # type: ignore[arg-type]
        if finding.key not in self.site.own:
            self.found.append(finding)

    # --- what machines are told ------------------------------------------------------------------------

    def _feed(self, url: str) -> None:
        got = self._get(url, XML | HTML)
        try:
            told = titles(got.body) if got else []
        except NotReadableError:
            return
        for title in [each for each in told if _foul(each)][:NAMED]:
            self._tell("foreign_words", title, url)

    def _robots(self, url: str) -> None:
        got = self._get(url, TEXT)
        if got is None:
            return
        lines = [line.partition("#")[0].strip() for line in got.html.splitlines()[:2000]]
        for line in lines:
            name, _, value = line.partition(":")
            host = host_of(value.strip())
            away = name.strip().lower() == "sitemap" and host and host != host_of(url) and not hosts.ordinary(host)
            if away or _foul(value):
                self._tell("robots", line, url)
        blocked = _blocks_all(lines)
        kept = self.kept.get(url)
        if kept is not None and blocked and not kept["blocked"]:
            self._tell("robots", "Disallow: /", url)
        else:
            self.learnt[url] = {"blocked": blocked}


def _blocks_all(lines: Iterable[str]) -> bool:
    """Say whether every search engine is kept out of the whole website."""
    agents: list[str] = []
    ruled = False
    for line in lines:
        name, _, value = (part.strip().lower() for part in line.partition(":"))
        if name == "user-agent":
            agents = [value] if ruled else [*agents, value]
            ruled = False
        elif name in {"disallow", "allow"}:
            ruled = True
            if name == "disallow" and value == "/" and "*" in agents:
                return True
    return False


def _foul(text: str) -> bool:
    """Say whether words offer such a trade and report nothing of it."""
    offers = bool(words.found("promosi", text) or hosts.brand(text))
    return offers and not words.found("konteks", text)


def _slug(url: str) -> str:
    """Give the words of an address."""
    parts = urlsplit(url)
    return re.sub(r"[-_/+.=&?]+", " ", unquote(f"{parts.path} {parts.query}"))


def _folder(path: str) -> str:
    return path.rpartition("/")[0] + "/"


def _few(urls: list[str]) -> str:
    return ", ".join(unquote(urlsplit(url).path)[:50] for url in urls[:NAMED])
