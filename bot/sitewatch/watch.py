"""A whole look at a page that is live: as a visitor, as a search engine, from a search; and at the front page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.sitewatch import words
from bot.sitewatch.fetch import FROM_SEARCH, SEARCH_ENGINE, VISITOR, Fetched, FetchError, Visitor, fetch
from bot.sitewatch.foreign import Baseline, Finding, inspect, learn
from bot.sitewatch.page import host_of, read
from bot.sitewatch.proof import Expected, Proof, prove
from bot.sitewatch.text import normal

WHOLE = 30.0  # seconds for one of the looks beside the proof
GONE = frozenset({404, 410})  # a search engine that is told so, while visitors see the page, is lied to


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look found; ``baseline`` is what the page has of its own now, None where no page came."""

    proof: Proof
    findings: tuple[Finding, ...] = ()
    baseline: Baseline | None = None

    @property
    def well(self) -> bool:
        """Say whether the page is as it was approved, and nothing is foreign on it."""
        return self.proof.ok and not self.findings


@dataclass(frozen=True, slots=True)
class Site:
    """The office's website: its front page, and the certificate authority of its own, if it has one."""

    home: str
    ca_bundle: Path | None = None


@dataclass(frozen=True, slots=True)
class _Looks:
    """One page, fetched as different visitors."""

    site: Site
    url: str
    pages: dict[Visitor, Fetched] = field(default_factory=dict)

    def as_visitor(self, visitor: Visitor) -> Fetched:
        if visitor not in self.pages:
            self.pages[visitor] = fetch(
                self.url, ca_bundle=self.site.ca_bundle, home=self.site.home, visitor=visitor, whole=WHOLE
            )
        return self.pages[visitor]


def watch(url: str, expected: Expected, known: Baseline | None, site: Site, *, now: datetime) -> Seen:
    """Prove the page, then say what is foreign on it, and whether searchers are shown another one.

    ``known`` is what the page had of its own when it was first seen; None: this is that look, and only words that
    offer gambling, vandalism and a page made for search engines are findings. Never raises for what the network does.
    """
    proof = prove(url, expected, now=now, ca_bundle=site.ca_bundle, home=site.home)
    looks = _Looks(site, url)
    try:
        fetched = looks.as_visitor(VISITOR)
    except FetchError:
        return Seen(proof, _only_shown(looks, expected) if proof.status in GONE else ())
    view = read(fetched.html, fetched.url)
    baseline = learn(view)
    found = inspect(view, _ours(expected), known or baseline)
    told = {finding.quote for finding in found}
    hidden = tuple(f for f in _cloaks(looks, expected, known or baseline) if f.quote not in told)
    return Seen(proof, (*found, *hidden), baseline)


def front(site: Site, known: Baseline | None) -> tuple[tuple[Finding, ...], Baseline | None]:
    """Look at the website's front page: what is foreign on it, and what it has of its own (None if it did not come).

    A front page that does not answer is no finding of its own: the pages' own looks say so. Where it sends visitors
    to another website, that is one.
    """
    try:
        fetched = fetch(site.home, ca_bundle=site.ca_bundle, home=site.home, whole=WHOLE)
    except FetchError as error:
        away = error.code == "redirected_away"
        return ((Finding("leads_away", error.detail[:120], "front"),) if away else ()), None
    view = read(fetched.html, fetched.url)
    baseline = learn(view)
    return inspect(view, (), known or baseline, "front"), baseline


def _ours(expected: Expected) -> tuple[str, ...]:
    return (expected.title, *expected.paragraphs, expected.cover)


def _cloaks(looks: _Looks, expected: Expected, known: Baseline) -> tuple[Finding, ...]:
    """Ask as a search engine, and as somebody who comes from one; say what they get that a visitor does not.

    A firewall that keeps false search engines out (403, 429, 5xx) teaches nothing, and neither does a failing network.
    """
    found: list[Finding] = []
    for visitor in (SEARCH_ENGINE, FROM_SEARCH):
        try:
            fetched = looks.as_visitor(visitor)
        except FetchError as error:
            found += _refused(error, looks.url)
        else:
            found += _different(fetched, expected, known)
    return tuple(dict.fromkeys(found))


def _only_shown(looks: _Looks, expected: Expected) -> tuple[Finding, ...]:
    """Where visitors are told that the page is gone: what a search engine is still shown under its address."""
    try:
        fetched = looks.as_visitor(SEARCH_ENGINE)
    except FetchError:
        return ()
    view = read(fetched.html, fetched.url)
    return tuple(Finding("cloaked", f.quote) for f in inspect(view, _ours(expected), learn(view)))


def _to_part_of(address: str, own: str) -> bool:
    """Say whether an address is of a part of the same website, as m. for phones."""
    return host_of(address).endswith(f".{host_of(own)}")


def _refused(error: FetchError, own: str) -> list[Finding]:
    if error.code in {"redirected_away", "redirected_home"} and not _to_part_of(error.detail, own):
        return [Finding("cloaked", error.detail[:120])]
    return [Finding("cloaked", f"HTTP {error.status}")] if error.status in GONE else []


def _different(fetched: Fetched, expected: Expected, known: Baseline) -> list[Finding]:
    view = read(fetched.html, fetched.url)
    found = [Finding("cloaked", f.quote) for f in inspect(view, _ours(expected), known)]
    if not found and any(words.found("tantangan", text) for text in (view.title, *(b.text for b in view.blocks[:5]))):
        return []
    title = normal(expected.title)
    shown = normal(view.title) + normal("\n".join(block.text for block in view.blocks))
    return found if title in shown else [*found, Finding("cloaked", view.title[:120])]
