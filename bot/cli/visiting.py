"""Looks at the website's front page as a visitor would, and tells an office where its address or clock is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from bot.cms.base import Problem, PublishError
from bot.cms.folder.layout import asset_path
from bot.cms.http import Answer, Door
from bot.config import Config
from bot.config.values import is_near

CONNECT = 5.0
REFUSED = 400
#: Signatures, deadlines and the times of proofs all depend on the clock.
MOST_SKEW = timedelta(minutes=2)


def visit(config: Config, now: Callable[[], datetime]) -> list[Problem]:
    """Return what stands between a visitor and the front page; nothing, if it opens. Changes nothing.

    The pages that are published get their proof in the same way: an address that leads elsewhere, or not at
    all, would keep every article from being finished.
    """
    website = config.website
    timeout = (CONNECT, website.timeout.total_seconds())
    door = Door(website.url, headers={"Accept": "text/html"}, ca_file=website.ca_file, timeout=timeout)
    try:
        answer = door.get("")
    except PublishError as error:
        return [*_plain(website.url), Problem(_front(error.code), error.detail, "error")]
    else:
        high = _too_high(config, door)
    finally:
        door.close()
    return [*_plain(website.url), *_refused(answer), *high, *_skewed(answer, now(), website.kind)]


def _too_high(config: Config, door: Door) -> list[Problem]:
    """Tell where a folder of ours is served one level too high: its pages then stand below /public/."""
    asset = asset_path("site.css")
    drawn = config.website.kind == "folder" and (config.website.folder.folder / "public" / asset).is_file()
    if not drawn or _there(door, asset) or not _there(door, f"public/{asset}"):
        return []
    return [Problem("served_too_high", f"{config.website.url.rstrip('/')}/public/", "error")]


def _there(door: Door, path: str) -> bool:
    try:
        return door.get(path).status < REFUSED
    except PublishError:
        return False


def _front(code: str) -> str:
    """Name an error of the front page; an answer of whatever size is a front page to us."""
    return "front_moved" if code == "redirected" else code


def _plain(url: str) -> list[Problem]:
    parts = urlsplit(url)
    if parts.scheme == "http" and not is_near(parts.hostname or ""):
        return [Problem("base_url_plain", url, "warning")]
    return []


def _refused(answer: Answer) -> list[Problem]:
    if answer.status < REFUSED:
        return []
    return [Problem("front_status", f"HTTP {answer.status}", "warning")]


def _skewed(answer: Answer, now: datetime, kind: str) -> list[Problem]:
    """Compare the two clocks; a portal that checks signatures refuses requests of another time."""
    try:
        there = parsedate_to_datetime(answer.headers.get("Date", ""))
        skew = abs(there - now)
    except (ValueError, TypeError):
        return []
    if skew <= MOST_SKEW:
        return []
    minutes = round(skew.total_seconds() / 60)
    return [Problem("clock_skew", f"{minutes} min", "error" if kind == "webhook" else "warning")]
