"""The proof that a page is live (bukti tayang): the public page, fetched and compared with what was approved."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import requests

from bot.sitewatch.alike import Words
from bot.sitewatch.challenge import waits
from bot.sitewatch.fetch import TIMEOUT, WHOLE, Code, Fetched, FetchError, fetch, shows_image
from bot.sitewatch.inserted import Span, inserted
from bot.sitewatch.page import read
from bot.sitewatch.text import Visible, folded, normal, squeezed, visible
from bot.sitewatch.view import View

#: What a cache in front of the website could be the cause of: only then the page is asked for past the caches.
STALE: frozenset[Code] = frozenset({
    "status", "title_missing", "text_missing", "text_added", "part_unseen", "redirected_home",
})  # fmt: skip

#: Small differences that one page may have: so many, or one in so many words.
SMALL, SMALL_IN = 12, 20
#: Paragraphs that are looked for by their words: where more are missing it is another text.
SOUGHT = 20
#: Addresses of the cover that are asked for.
SIZES = 3
SHOWN = 80  # characters of a name that are quoted


@dataclass(frozen=True, slots=True)
class Expected:
    """What must stand on the page, as plain text.

    ``cover``: the words (alt) of the picture it must show, if any; ``pictures``: those of the pictures in the text;
    ``files``: the words of the links to its files.
    """

    title: str
    paragraphs: tuple[str, ...]
    cover: str = ""
    pictures: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found at an address and when.

    ``code`` is turned into words elsewhere; ``again`` says whether waiting could help;
    ``missing`` counts paragraphs not found, or not found in their order; ``sha256`` is of the visible text, "" if
    there was no page; ``days_left`` is how long the website's certificate is still valid, None without TLS;
    ``small`` are the small differences of a page that is well, each with what was approved and what is shown.
    """

    ok: bool
    code: Code
    detail: str
    again: bool
    status: int | None
    final_url: str
    title_found: bool
    missing: int
    fetched_at: datetime
    sha256: str
    days_left: int | None = None
    small: tuple[str, ...] = ()


def prove(
    url: str,
    expected: Expected,
    *,
    now: datetime,
    session: requests.Session | None = None,
    ca_bundle: Path | str | None = None,
    timeout: tuple[float, float] = TIMEOUT,
    whole: float = WHOLE,
    home: str = "",
) -> Proof:
    """Fetch ``url`` as a visitor would and say whether the title and every paragraph stand there, in order.

    SOP step 3 ends with current data on the website; this is how the product knows. ``now`` (aware, UTC) is kept
    as the time of the proof; ``timeout`` and ``whole`` are in seconds; ``home`` is the website's front page, whose
    host alone is asked. Never raises for what the network does.
    """

    def look(address: str) -> tuple[Proof, Fetched | None]:
        try:
            fetched = fetch(address, session, ca_bundle, timeout, whole, home=home)
        except FetchError as error:
            return _failed(error, address, expected, now), None
        return _judged(fetched, expected, now), fetched

    proof, fetched = look(url)
    if proof.code in STALE:
        fresh, past = look(_past_caches(url, now))
        proof, fetched = (replace(fresh, final_url=url), past) if fresh.ok else (proof, fetched)
    if proof.ok and fetched is not None and expected.cover and home:
        return _with_cover(proof, fetched, expected.cover, home, ca_bundle)
    return proof


def _past_caches(url: str, now: datetime) -> str:
    """Give an address that no cache has seen: the same page with a question that means nothing."""
    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, f"tayang={int(now.timestamp())}") if part)
    return urlunsplit(parts._replace(query=query))


def _with_cover(proof: Proof, fetched: Fetched, alt: str, home: str, ca_bundle: Path | str | None) -> Proof:
    """Look for the picture by its alternative text, else as the page's own (og:image), and ask for it.

    A theme may show none, or one that another host serves: that is no failure, and no other host is asked. One of
    several sizes that comes is enough.
    """
    view = read(fetched.html, fetched.url)
    pictures = [image.url for image in view.images if normal(image.alt) == normal(alt)] or list(view.pictures)
    asked = [shows_image(url, home=home, page=fetched.url, ca_bundle=ca_bundle) for url in pictures[:SIZES]]
    if asked and all(shown is False for shown in asked):
        return replace(proof, ok=False, code="cover_missing", detail=pictures[0][:200], again=True, small=())
    return proof


def _failed(error: FetchError, url: str, expected: Expected, now: datetime) -> Proof:
    return Proof(
        ok=False, code=error.code, detail=error.detail, again=error.again, status=error.status,
        final_url=error.url or url, title_found=False, missing=len(expected.paragraphs),
        fetched_at=now, sha256="",
    )  # fmt: skip


def _judged(fetched: Fetched, expected: Expected, now: datetime) -> Proof:
    page, view = visible(fetched.html), read(fetched.html, fetched.url)
    named = _titled(page, expected.title)
    text = _compared(page, expected)
    small = [*(named or ()), *text.small]
    code, detail = _verdict(named, text, _not_shown(view, expected))
    if code != "ok" and waits(view):
        code, detail = "challenge", ""
    return Proof(
        ok=code == "ok", code=code, detail=detail, again=code != "ok",
        status=fetched.status, final_url=fetched.url, title_found=named is not None, missing=len(text.lost),
        fetched_at=now, sha256=hashlib.sha256(page.text.encode("utf-8", "replace")).hexdigest(),
        days_left=fetched.days_left, small=tuple(small) if code == "ok" else (),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Text:
    """Our paragraphs on a page: those that do not stand there, small differences, and what stands between them."""

    lost: list[str]
    small: list[str]
    added: list[str]


def _verdict(named: list[str] | None, text: _Text, unseen: str) -> tuple[Code, str]:
    """Say what is wrong with a page, the worst first, and the place to look."""
    if named is None:
        return "title_missing", ""
    if text.lost:
        return "text_missing", f"{len(text.lost)}: {text.lost[0][:80]}"
    if text.added:
        return "text_added", text.added[0]
    return ("part_unseen", unseen) if unseen else ("ok", "")


def _compared(page: Visible, expected: Expected) -> _Text:
    """Look for the paragraphs, each after those before it, and at what stands between them."""
    lost: list[str] = []
    small: list[str] = []
    spans: list[Span | None] = []
    place, words = 0, Words(page.words)
    for text in expected.paragraphs:
        span, differences = _found(page, words, text, place, seek=len(lost) < SOUGHT)
        spans.append(span)
        if span is None:
            lost.append(text)
        else:
            place, small = span[1], small + differences
    own = (expected.title, expected.cover, *expected.pictures, *expected.paragraphs)
    furniture, added = inserted(page, spans, map(normal, own))
    small += [f"– → {quote}" for quote in furniture]
    if len(small) > max(SMALL, sum(len(text.split()) for text in expected.paragraphs) // SMALL_IN):
        return _Text([*lost, small[0]], [], added)
    return _Text(lost, small, added)


def _found(page: Visible, words: Words, text: str, place: int, *, seek: bool) -> tuple[Span | None, list[str]]:
    """Find a paragraph after a place: where it stands, None where it does not, and what differs a little."""
    approved = folded(text)
    own = squeezed(approved)
    found = page.text.find(own, place)
    if found >= 0:
        return (found, found + len(own)), []
    for alike in words.alike(approved) if seek else ():
        found = page.text.find(alike.shown, place)
        if found >= 0:
            return (found, found + len(alike.shown)), [str(difference) for difference in alike.differences]
    if seek and not any(c.isalnum() for c in approved):  # stars or an emoji alone
        return (place, place), [f"{text.strip()[:40]} → –"]
    return None, []


def _not_shown(view: View, expected: Expected) -> str:
    """Name a picture or a file of the article that the page lacks; "" where it has them all.

    Pictures are known by their words; one that lost them stands for one that is looked for.
    """
    shown = Counter(normal(image.alt) for image in view.images)
    lacking = [alt for alt in expected.pictures if not shown[normal(alt)]]
    links = [normal(link.text) for link in view.links]
    files = [name for name in expected.files if not any(normal(name) in link for link in links)]
    return next(iter([*(lacking if len(lacking) > shown[""] else ()), *files]), "")[:SHOWN]


def _titled(page: Visible, title: str) -> list[str] | None:
    """Say how the title differs where it stands; None where it does not."""
    wanted = normal(title)
    if not wanted or any(wanted in place for place in (page.title, *page.headings)):
        return [] if wanted else None
    near = (alike for name in page.names for alike in Words(name).alike(folded(title)))
    found = next(near, None)
    return None if found is None else [str(difference) for difference in found.differences]
