"""The proof that a page is live (bukti tayang): the public page, fetched and compared with what was approved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import requests

from bot.sitewatch.fetch import TIMEOUT, WHOLE, Code, Fetched, FetchError, fetch, shows_image
from bot.sitewatch.page import read
from bot.sitewatch.text import Visible, normal, visible

#: What a cache in front of the website could be the cause of: only then the page is asked for past the caches.
STALE: frozenset[Code] = frozenset({"status", "title_missing", "text_missing", "redirected_home"})


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
    there was no page; ``days_left`` is how long the website's certificate is still valid, None without TLS.
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

    A theme may show none, or one that another host serves: that is no failure, and no other host is asked.
    """
    view = read(fetched.html, fetched.url)
    pictures = [image.url for image in view.images if normal(image.alt) == normal(alt)] or list(view.pictures)
    if any(shows_image(url, home=home, ca_bundle=ca_bundle) is False for url in pictures[:1]):
        return replace(proof, ok=False, code="cover_missing", detail=pictures[0][:200], again=True)
    return proof


def _failed(error: FetchError, url: str, expected: Expected, now: datetime) -> Proof:
    return Proof(
        ok=False, code=error.code, detail=error.detail, again=error.again, status=error.status,
        final_url=error.url or url, title_found=False, missing=len(expected.paragraphs),
        fetched_at=now, sha256="",
    )  # fmt: skip


def _judged(fetched: Fetched, expected: Expected, now: datetime) -> Proof:
    page = visible(fetched.html)
    titled = _titled(page, normal(expected.title))
    lost = _lost(page.text, expected.paragraphs)
    code: Code = "title_missing" if not titled else "text_missing" if lost else "ok"
    return Proof(
        ok=code == "ok", code=code, detail=_detail(code, lost), again=code != "ok",
        status=fetched.status, final_url=fetched.url, title_found=titled, missing=len(lost),
        fetched_at=now, sha256=hashlib.sha256(page.text.encode("utf-8", "replace")).hexdigest(),
        days_left=fetched.days_left,
    )  # fmt: skip


def _lost(page: str, paragraphs: tuple[str, ...]) -> list[str]:
    """List the paragraphs that do not stand on the page after those before them."""
    lost, place = [], 0
    for text in paragraphs:
        words = normal(text)
        found = page.find(words, place)
        if found < 0:
            lost.append(text)
        else:
            place = found + len(words)
    return lost


def _titled(page: Visible, title: str) -> bool:
    return bool(title) and any(title in place for place in (page.title, *page.headings))


def _detail(code: Code, lost: list[str]) -> str:
    """Return the beginning of the first lost paragraph: the place to look."""
    return f"{len(lost)}: {lost[0][:80]}" if code == "text_missing" else ""
