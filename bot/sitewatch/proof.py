"""The proof that a page is live (bukti tayang): the public page, fetched and compared with what was approved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import requests

from bot.sitewatch.alike import Words
from bot.sitewatch.challenge import waits
from bot.sitewatch.fetch import TIMEOUT, WHOLE, Code, Fetched, FetchError, fetch, shows_image
from bot.sitewatch.page import read
from bot.sitewatch.text import Visible, folded, normal, squeezed, visible

#: What a cache in front of the website could be the cause of: only then the page is asked for past the caches.
STALE: frozenset[Code] = frozenset({"status", "title_missing", "text_missing", "redirected_home"})

#: Small differences that one page may have: so many, or one in so many words.
SMALL, SMALL_IN = 12, 20
#: Paragraphs that are looked for by their words: where more are missing it is another text.
SOUGHT = 20
#: Addresses of the cover that are asked for.
SIZES = 3


@dataclass(frozen=True, slots=True)
class Expected:
    """What must stand on the page, as plain text; ``cover``: the words (alt) of the picture it must show, if any."""

    title: str
    paragraphs: tuple[str, ...]
    cover: str = ""


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
    page = visible(fetched.html)
    named = _titled(page, expected.title)
    lost, small = _compared(page, expected.paragraphs)
    small = [*(named or ()), *small]
    code: Code = "title_missing" if named is None else "text_missing" if lost else "ok"
    if code != "ok" and waits(read(fetched.html, fetched.url)):
        code = "challenge"
    return Proof(
        ok=code == "ok", code=code, detail=_detail(code, lost), again=code != "ok",
        status=fetched.status, final_url=fetched.url, title_found=named is not None, missing=len(lost),
        fetched_at=now, sha256=hashlib.sha256(page.text.encode("utf-8", "replace")).hexdigest(),
        days_left=fetched.days_left, small=tuple(small) if code == "ok" else (),
    )  # fmt: skip


def _compared(page: Visible, paragraphs: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """List the paragraphs that do not stand on the page after those before them, and what is a little different."""
    lost: list[str] = []
    small: list[str] = []
    place, words = 0, Words(page.words)
    for text in paragraphs:
        own = squeezed(folded(text))
        found = page.text.find(own, place)
        if found >= 0:
            place = found + len(own)
            continue
        end, differences = _alike(page, words, text, place) if len(lost) < SOUGHT else (place, None)
        if differences is None:
            lost.append(text)
        else:
            place, small = end, small + differences
    if len(small) > max(SMALL, sum(len(text.split()) for text in paragraphs) // SMALL_IN):
        return [*lost, small[0]], []
    return lost, small


def _alike(page: Visible, words: Words, text: str, place: int) -> tuple[int, list[str] | None]:
    """Find a paragraph with small differences after a place: where it ends, and what differs; None: it is not there."""
    approved = folded(text)
    for alike in words.alike(approved):
        found = page.text.find(alike.shown, place)
        if found >= 0:
            return found + len(alike.shown), [str(difference) for difference in alike.differences]
    if not any(c.isalnum() for c in approved):  # stars or an emoji alone
        return place, [f"{text.strip()[:40]} → –"]
    return place, None


def _titled(page: Visible, title: str) -> list[str] | None:
    """Say how the title differs where it stands; None where it does not."""
    wanted = normal(title)
    if not wanted or any(wanted in place for place in (page.title, *page.headings)):
        return [] if wanted else None
    near = (alike for name in page.names for alike in Words(name).alike(folded(title)))
    found = next(near, None)
    return None if found is None else [str(difference) for difference in found.differences]


def _detail(code: Code, lost: list[str]) -> str:
    """Return the beginning of the first lost paragraph: the place to look."""
    return f"{len(lost)}: {lost[0][:80]}" if code == "text_missing" else ""
