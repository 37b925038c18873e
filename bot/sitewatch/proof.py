"""The proof that a page is live (bukti tayang): the public page, fetched and compared with what was approved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import requests

from bot.sitewatch.fetch import TIMEOUT, WHOLE, Code, Fetched, FetchError, fetch
from bot.sitewatch.text import Visible, normal, visible


@dataclass(frozen=True, slots=True)
class Expected:
    """What must stand on the page, as plain text."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found at an address and when.

    ``code`` is turned into words elsewhere; ``again`` says whether waiting could help;
    ``missing`` counts paragraphs not found; ``sha256`` is of the visible text, "" if there was no page.
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


def prove(
    url: str,
    expected: Expected,
    *,
    now: datetime,
    session: requests.Session | None = None,
    ca_bundle: Path | str | None = None,
    timeout: tuple[float, float] = TIMEOUT,
    whole: float = WHOLE,
) -> Proof:
    """Fetch ``url`` as a visitor would and say whether the title and every paragraph stand there.

    SOP step 3 ends with current data on the website; this is how the product knows. ``now`` (aware, UTC) is kept
    as the time of the proof; ``timeout`` and ``whole`` are in seconds. Never raises for what the network does.
    """
    try:
        fetched = fetch(url, session, ca_bundle, timeout, whole)
    except FetchError as error:
        return _failed(error, url, expected, now)
    return _judged(fetched, expected, now)


def _failed(error: FetchError, url: str, expected: Expected, now: datetime) -> Proof:
    return Proof(
        ok=False, code=error.code, detail=error.detail, again=error.again, status=error.status,
        final_url=error.url or url, title_found=False, missing=len(expected.paragraphs),
        fetched_at=now, sha256="",
    )  # fmt: skip


def _judged(fetched: Fetched, expected: Expected, now: datetime) -> Proof:
    page = visible(fetched.html)
    titled = _titled(page, normal(expected.title))
    lost = [text for text in expected.paragraphs if normal(text) not in page.text]
    code: Code = "title_missing" if not titled else "text_missing" if lost else "ok"
    return Proof(
        ok=code == "ok", code=code, detail=_detail(code, lost), again=code != "ok",
        status=fetched.status, final_url=fetched.url, title_found=titled, missing=len(lost),
        fetched_at=now, sha256=hashlib.sha256(page.text.encode("utf-8", "replace")).hexdigest(),
    )  # fmt: skip


def _titled(page: Visible, title: str) -> bool:
    return bool(title) and any(title in place for place in (page.title, *page.headings))


def _detail(code: Code, lost: list[str]) -> str:
    """Return the beginning of the first lost paragraph: the place to look."""
    return f"{len(lost)}: {lost[0][:80]}" if code == "text_missing" else ""
