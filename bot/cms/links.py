"""Links people send: whether one can be a page of the office's website at all, before anything is fetched."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

Odd = Literal["", "no_link", "other_site", "home_page", "insecure"]
LONGEST = 2000
PORTS = {"http": 80, "https": 443}
TRAILING = ".,;:!?)]}>'\"’”"
WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def find(text: str, base_url: str) -> str:
    """Return the first web address in what somebody typed, "" if there is none.

    One without its scheme, as people copy it from a phone, is taken if it begins with the website's own host.
    """
    found = WEB.search(text)
    if found:
        return found[0].rstrip(TRAILING)
    home = urlsplit(base_url)
    for word in text.split():
        if _host(re.split(r"[:/?#]", word, maxsplit=1)[0]) == _host(home.hostname or "") and "/" in word:
            return f"{home.scheme}://{word.rstrip(TRAILING)}"
    return ""


def is_bare(text: str, base_url: str) -> bool:
    """Say whether a message is an address and nothing else."""
    return len(text.split()) == 1 and bool(find(text, base_url))


def judge(url: str, base_url: str) -> tuple[str, Odd]:
    """Return the link without its fragment, and why it can be no page of this website ("" if it can).

    "no_link": no web address, or one with a login; "other_site": another host (www. in front makes no other) or
    port, which the bot must never fetch on a stranger's word; "insecure": http where the website has https;
    "home_page": the website itself, where a text stands today and not tomorrow.
    """
    try:
        parts, home = urlsplit(url.strip()), urlsplit(base_url)
        port, own = parts.port or PORTS.get(parts.scheme), home.port or PORTS[home.scheme]
    except ValueError:
        return "", "no_link"
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc or len(url) > LONGEST:
        return "", "no_link"
    clean = urlunsplit(parts._replace(fragment=""))
    if parts.scheme == "http" and home.scheme == "https" and _host(parts.hostname) == _host(home.hostname or ""):
        return clean, "insecure"
    if (_host(parts.hostname), port) != (_host(home.hostname or ""), own):
        return clean, "other_site"
    if parts.path.rstrip("/") == home.path.rstrip("/") and not parts.query:
        return clean, "home_page"
    return clean, ""


def _host(name: str) -> str:
    return name.lower().removeprefix("www.").rstrip(".")
