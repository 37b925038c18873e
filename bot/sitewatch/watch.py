"""A whole look at a page that is live: as a visitor, as search engines, from a search; and at the front page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from bot.sitewatch import hosts
from bot.sitewatch.challenge import waits
from bot.sitewatch.fetch import CSS, JS, SEEN_BY, VISITOR, Fetched, FetchError, Visitor, fetch
from bot.sitewatch.foreign import Baseline, Finding, inspect, learn
from bot.sitewatch.page import read
from bot.sitewatch.proof import Expected, Proof, prove
from bot.sitewatch.render import Rendered, render
from bot.sitewatch.text import normal
from bot.sitewatch.view import View, host_of

WHOLE = 30.0  # seconds for one of the looks beside the proof
GONE = frozenset({404, 410})  # a search engine that is told so, while visitors see the page, is lied to
MOST_SHEETS = 6  # style sheets, and scripts, of the website's own that are read for one page
MOST_SHEET = 400_000  # characters of one of them
HEAP = 5  # websites that only a search engine is led to, that are no accident


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
    """The office's website: its front page, and the certificate authority of its own, if it has one.

    ``own`` are keys of findings that a person called the office's own; ``browser`` shows pages with their scripts,
    where there is one.
    """

    home: str
    ca_bundle: Path | None = None
    own: frozenset[str] = frozenset()
    browser: Path | None = None


@dataclass(frozen=True, slots=True)
class _Looks:
    """One page, fetched as different visitors, with its style sheets."""

    site: Site
    url: str
    pages: dict[Visitor, Fetched] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)  # style sheets and scripts, by address

    def as_visitor(self, visitor: Visitor) -> Fetched:
        if visitor not in self.pages:
            self.pages[visitor] = fetch(
                self.url, ca_bundle=self.site.ca_bundle, home=self.site.home, visitor=visitor, whole=WHOLE
            )
        return self.pages[visitor]

    def view(self, visitor: Visitor) -> View:
        """Read the page as a visitor gets it, with the styles and scripts of this website that it names."""
        fetched = self.as_visitor(visitor)
        plain = read(fetched.html, fetched.url)
        sheets = self._texts(plain.sheets, CSS)
        code = self._texts(plain.scripts, JS)
        return read(fetched.html, fetched.url, sheets, code) if sheets or code else plain

    def _texts(self, addresses: Iterable[str], kinds: frozenset[str]) -> list[str]:
        return [
            text for address in list(dict.fromkeys(addresses))[:MOST_SHEETS] if (text := self._text(address, kinds))
        ]

    def _text(self, address: str, kinds: frozenset[str]) -> str:
        if address not in self.beside:
            try:
                got = fetch(address, ca_bundle=self.site.ca_bundle, home=self.site.home, whole=WHOLE, kinds=kinds)
                self.beside[address] = got.html[:MOST_SHEET]
            except FetchError:
                self.beside[address] = ""
        return self.beside[address]


def watch(url: str, expected: Expected, known: Baseline | None, site: Site, *, now: datetime) -> Seen:
    """Prove the page, then say what is foreign on it, and whether searchers are shown another one.

    ``known`` is what the page had of its own when it was first seen; None: this is that look, and only what is
    suspicious in itself, vandalism and a page made for search engines are findings. Never raises for what the
    network does.
    """
    proof = prove(url, expected, now=now, ca_bundle=site.ca_bundle, home=site.home)
    found, baseline = _look(_Looks(site, url), _ours(expected), known, title=expected.title)
    if baseline is None:
        return Seen(proof, _only_shown(_Looks(site, url), expected) if proof.status in GONE else ())
    return Seen(proof, found, baseline)


def look(url: str, known: Baseline | None, site: Site, place: str) -> tuple[tuple[Finding, ...], Baseline | None]:
    """Look at any page of the website: what is foreign on it, and what it has of its own (None if it did not come).

    A page that does not answer is no finding of its own. Where it sends visitors to another website, that is one.
    """
    looks = _Looks(site, url)
    try:
        looks.as_visitor(VISITOR)
    except FetchError as error:
        away = error.code == "redirected_away" and not _to_part_of(error.detail, url)
        gone = hosts.ordinary(host_of(error.detail))
        return ((Finding("leads_away", error.detail[:120], place),) if away and not gone else ()), None
    return _look(looks, (), known, place=place)


def front(site: Site, known: Baseline | None) -> tuple[tuple[Finding, ...], Baseline | None]:
    """Look at the website's front page, as `look` does."""
    return look(site.home, known, site, "front")


def _look(
    looks: _Looks, ours: tuple[str, ...], known: Baseline | None, *, title: str = "", place: str = "page"
) -> tuple[tuple[Finding, ...], Baseline | None]:
    try:
        view = looks.view(VISITOR)
    except FetchError:
        return (), None
    baseline = learn(view, looks.site.own)
    measure = replace(known or baseline, own=looks.site.own)
    found = inspect(view, ours, measure, place)
    shown, baseline = _rendered(looks, ours, known, baseline, place)
    plainly = {finding.key for finding in found}
    by_key = {finding.key: finding for finding in shown if finding.key not in plainly}
    found = (*found, *by_key.values())
    told = {finding.quote for finding in found}
    cloaks = _cloaks(looks, ours, measure, view, title=title, place=place)
    return (*found, *(f for f in cloaks if f.quote not in told and f.key not in measure.own)), baseline


def _rendered(
    looks: _Looks, ours: tuple[str, ...], known: Baseline | None, plain: Baseline, place: str
) -> tuple[list[Finding], Baseline]:
    """Look at the page as a browser shows it, where there is one; what it has of its own then, too."""
    site, found = looks.site, list[Finding]()
    if site.browser is None:
        return found, plain
    seen = render(looks.url, site.browser, home=site.home, ca_bundle=site.ca_bundle)
    if not seen:
        return found, plain
    views = [read(each.html, each.url) for each in seen]
    views = [replace(view, code_hosts=view.code_hosts | _hosts(each)) for view, each in zip(views, seen, strict=True)]
    whole = plain
    for view in views:
        whole = whole.joined(learn(view, site.own))
    # the first time that a browser shows a page, what it shows is measured by itself, as at every first look
    measure = whole if known is None else known if known.rendered else known.joined(whole)
    for view, each in zip(views, seen, strict=True):
        found += inspect(view, ours, replace(measure, own=site.own), place)
        found += _gone_to(each, site, place)
    return found, whole


def _hosts(seen: Rendered) -> frozenset[str]:
    return frozenset(host for address in seen.foreign if (host := host_of(address)))


def _gone_to(seen: Rendered, site: Site, place: str) -> list[Finding]:
    """Tell whereto the page went by itself."""
    away = [to for to in seen.away if not hosts.ordinary(host_of(to)) and not _to_part_of(to, seen.url)]
    told = [Finding("leads_away", to[:120], place) for to in away]
    return [finding for finding in told if finding.key not in site.own]


def _ours(expected: Expected) -> tuple[str, ...]:
    return (expected.title, *expected.paragraphs, expected.cover)


def _cloaks(
    looks: _Looks, ours: tuple[str, ...], known: Baseline, shown: View, *, title: str, place: str
) -> tuple[Finding, ...]:
    """Ask as search engines, and as somebody who comes from one; say what they get that a visitor does not.

    A firewall that keeps false search engines out (403, 429, 5xx) teaches nothing, and neither does a failing network.
    """
    found: list[Finding] = []
    for visitor in SEEN_BY:
        try:
            if looks.as_visitor(visitor).html == looks.as_visitor(VISITOR).html:
                continue
            view = looks.view(visitor)
        except FetchError as error:
            found += _refused(error, looks.url, place)
        else:
            found += _different(view, ours, known, shown, title=title, place=place)
    return tuple(dict.fromkeys(found))


def _only_shown(looks: _Looks, expected: Expected) -> tuple[Finding, ...]:
    """Where visitors are told that the page is gone: what a search engine is still shown under its address."""
    for visitor in SEEN_BY:
        try:
            view = looks.view(visitor)
        except FetchError:
            continue
        found = tuple(Finding("cloaked", f.quote) for f in inspect(view, _ours(expected), learn(view, looks.site.own)))
        if found:
            return found
    return ()


def _to_part_of(address: str, own: str) -> bool:
    """Say whether an address is of a part of the same website, as m. for phones."""
    return host_of(address).endswith(f".{host_of(own)}")


def _refused(error: FetchError, own: str, place: str) -> list[Finding]:
    if error.code in {"redirected_away", "redirected_home"} and not _to_part_of(error.detail, own):
        return [Finding("cloaked", error.detail[:120], place)]
    return [Finding("cloaked", f"HTTP {error.status}", place)] if error.status in GONE else []


def _different(
    view: View, ours: tuple[str, ...], known: Baseline, shown: View, *, title: str, place: str
) -> list[Finding]:
    seen = {finding.quote for finding in inspect(shown, ours, known)}
    found = [Finding("cloaked", f.quote, place) for f in inspect(view, ours, known) if f.quote not in seen]
    if not found and waits(view):
        return []
    led = sorted(_led(view) - _led(shown))
    if len(led) >= HEAP and not found:
        found.append(Finding("cloaked", " ".join(led)[:120], place))
    if not title:
        return found
    text = normal(view.title) + normal("\n".join(block.text for block in view.blocks))
    return found if normal(title) in text else [*found, Finding("cloaked", view.title[:120], place)]


def _led(view: View) -> set[str]:
    return {host_of(link.url) for link in view.links if link.foreign and not hosts.ordinary(host_of(link.url))}
