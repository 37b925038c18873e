"""The proof that a page is gone: what was withdrawn is no longer shown to a visitor, whatever stands there now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import requests

from bot.sitewatch.fetch import TIMEOUT, WHOLE, FetchError, fetch
from bot.sitewatch.text import normal, visible

GONE = frozenset({404, 410})
TELLING = 25  # characters from which on a paragraph is the withdrawn text's own, and no phrase of the website's


@dataclass(frozen=True, slots=True)
class Absence:
    """What was found at the address of a withdrawn page.

    ``shown``: a visitor still reads its text. ``seen``: the website answered, so that the look counts.
    """

    seen: bool
    shown: bool
    detail: str


def absent(
    url: str,
    paragraphs: Sequence[str],
    note: str,
    *,
    ca_bundle: Path | str | None = None,
    home: str = "",
    session: requests.Session | None = None,
    timeout: tuple[float, float] = TIMEOUT,
    whole: float = WHOLE,
) -> Absence:
    """Fetch ``url`` as a visitor would and say whether any telling paragraph of the old text still stands there.

    A page that is not there (404, 410) or leads elsewhere shows nothing of it. What ``note`` quotes is not held
    against it. Never raises for what the network does; ``timeout`` and ``whole`` are in seconds.
    """
    try:
        page = visible(fetch(url, session, ca_bundle, timeout, whole, home=home).html)
    except FetchError as error:
        away = error.status in GONE or error.code in {"redirected_away", "redirected_home"}
        return Absence(seen=away, shown=False, detail=f"{error.code} {error.status or ''}".strip())
    left = [text for text in _telling(paragraphs) if normal(text) in page.text and normal(text) not in normal(note)]
    return Absence(seen=True, shown=bool(left), detail=left[0][:80] if left else "")


def opens(url: str, *, ca_bundle: Path | str | None = None, home: str = "") -> bool:
    """Say whether a visitor gets a page at this address."""
    try:
        fetch(url, ca_bundle=ca_bundle, home=home)
    except FetchError:
        return False
    return True


def _telling(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs long enough to be nobody else's; all of them where none is."""
    return [text for text in paragraphs if len(text) >= TELLING] or list(paragraphs)
