"""Which addresses Telegram takes as links, and how it writes them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

WEB_SCHEMES = frozenset({"http", "https", "ton", "tonsite"})
OWN_SCHEMES = frozenset({"tg"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\s.:/?#\[\]@]+\.)+[^\s.:/?#\[\]@]{2,}\.?", re.IGNORECASE)
_IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_USER = re.compile(r"tg:(?://)?user\?", re.IGNORECASE)


def checked(url: str) -> str | None:
    """The link as Telegram keeps it (a scheme in front, a slash after a bare host).

    None for what Telegram refuses: another scheme, a host without a dot, a port out of range.
    """
    url = url.strip()
    match = _SCHEME.match(url)
    scheme = match[1].lower() if match else "http"
    if scheme in OWN_SCHEMES:
        return url
    if scheme not in WEB_SCHEMES or re.search(r"\s", url):
        return None
    return _web_link(scheme, url[match.end() :] if match else url)


def _web_link(scheme: str, rest: str) -> str | None:
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    if port == 0 or not (_IPV4.fullmatch(host) or _HOST.fullmatch(host)):
        return None
    path = parts.path or "/"
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{scheme}://{parts.netloc}{path}{query}{fragment}"


def user_id(url: str) -> int | None:
    """The user a `tg://user?id=` link names; None for any other link."""
    if not _USER.match(url):
        return None
    try:
        return int(parse_qs(urlsplit(url).query)["id"][0])
    except (KeyError, ValueError):
        return None
