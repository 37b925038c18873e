"""Fetch a public page as a visitor would: no login, bounded in time, size and redirects."""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from bot.passing import status_passes
from bot.sitewatch.challenge import waits
from bot.sitewatch.page import read

AGENT = "Mozilla/5.0 (compatible; Tayang/1.0; page check)"
BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
BOT_PHONE = (
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/131.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
)
BING = "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"
DESKTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
)
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Mobile) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/131.0.0.0 Mobile Safari/537.36"
)
SEARCH = "https://www.google.com/"
HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
    "Accept-Language": "id,en;q=0.5",
    "Accept-Encoding": "identity",  # so that the size cap is the size on the wire, too
    "Cache-Control": "no-cache, no-store, max-age=0",
    "Pragma": "no-cache",
}
TIMEOUT = (5.0, 30.0)
WHOLE = 90.0  # seconds for everything: a server that sends a byte now and then passes every other limit
MOST_BYTES = 5_000_000
MOST_REDIRECTS = 5
CHUNK = 1 << 16
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_YET = 404  # many sites show a new page only when a cache has run out
HTML = frozenset({"text/html", "application/xhtml+xml"})
#: What feeds and site maps are sent as; some websites call them text.
XML = frozenset({
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml", "text/plain",
})  # fmt: skip
TEXT = frozenset({"text/plain"})
CSS = frozenset({"text/css"})
JS = frozenset({"text/javascript", "application/javascript", "application/x-javascript"})
IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8")
DOUBTING = frozenset({401, 403, 405, 429, 503})  # with which firewalls send their waiting pages
CHARSETS = {
    "utf-8": "utf-8-sig", "utf8": "utf-8-sig", "utf-16": "utf-16", "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be", "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-1": "cp1252",
    "latin1": "cp1252", "windows-1252": "cp1252", "iso-8859-15": "iso-8859-15",
}  # fmt: skip
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-zA-Z0-9_-]{3,20})""", re.IGNORECASE)


Code = Literal[
    "ok", "unreachable", "tls", "timeout", "status", "redirected_away", "redirected_home", "title_missing",
    "text_missing", "text_added", "part_unseen", "cover_missing", "altered", "too_big", "not_html", "foreign_host",
    "challenge",
]  # fmt: skip


class FetchError(Exception):
    """Why there is no page to read; ``again`` says whether waiting could help."""

    def __init__(self, code: Code, detail: str, *, again: bool, status: int | None = None, url: str = "") -> None:
        """Keep the code, what is known of the answer, and where it came from."""
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.again = again
        self.status = status
        self.url = url


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came; ``html`` decoded, ``url`` where the redirects ended, ``days_left`` of its certificate."""

    url: str
    status: int
    html: str
    days_left: int | None = None
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who seems to look: what a hacked page decides by whom it shows what to."""

    agent: str = AGENT
    referer: str = ""

    def headers(self) -> dict[str, str]:
        """Give the headers of this visitor's requests."""
        return {**HEADERS, "User-Agent": self.agent, **({"Referer": self.referer} if self.referer else {})}


#: Who looks by an honest name, as one who typed the address.
VISITOR = Visitor()
#: For whose eyes hacked pages are made: search engines (for desks, for phones, another one), who comes from a search
#: by phone or at a desk, and who typed the address into an ordinary browser.
SEEN_BY = (
    Visitor(BOT), Visitor(PHONE, SEARCH), Visitor(BOT_PHONE), Visitor(BING), Visitor(DESKTOP, SEARCH), Visitor(DESKTOP),
)  # fmt: skip


def fetch(
    url: str,
    session: requests.Session | None = None,
    ca_bundle: Path | str | None = None,
    timeout: tuple[float, float] = TIMEOUT,
    whole: float = WHOLE,
    *,
    home: str = "",
    visitor: Visitor = VISITOR,
    kinds: frozenset[str] = HTML,
) -> Fetched:
    """Return the page at ``url``; raises FetchError.

    ``timeout`` is (connect, between two bytes), ``whole`` the limit for everything, all in seconds. A session of
    the caller's is used as it is; without one, no cookie and no login of this machine (.netrc) is sent. ``home`` is
    the front page of the office's website: no other host is asked, and to be sent there is not to be shown the page.
    ``kinds`` are the media types that are read; another one is FetchError("not_html").
    """
    if home and not same_host(home, url):
        raise FetchError("foreign_host", _host(url)[:100], again=False, url=url)
    if session is not None:
        return _Visit(session, ca_bundle, timeout, whole, home, visitor, kinds).page(url)
    with requests.Session() as own:
        own.auth = _anonymous
        return _Visit(own, ca_bundle, timeout, whole, home, visitor, kinds).page(url)


def shows_image(url: str, *, home: str, page: str = "", ca_bundle: Path | str | None = None) -> bool | None:
    """Say whether an image is answered at ``url``; None where it is not on the office's website, so is not asked.

    Redirects of the website are followed, as to https, to a folder of its cache or to another size; one that leads to
    another host is not. ``page`` is the page it stands on: many websites show their pictures on their own pages only.
    """
    with requests.Session() as own:
        own.auth = _anonymous
        headers = {**HEADERS, "Accept": "image/*", **({"Referer": page} if page else {})}
        try:
            for _ in range(MOST_REDIRECTS + 1):
                if not same_host(home, url):
                    return None
                with own.get(
                    url, headers=headers, timeout=TIMEOUT, verify=str(ca_bundle) if ca_bundle else True,
                    stream=True, allow_redirects=False,
                ) as answer:  # fmt: skip
                    target = _target(answer, url)
                    if target is None:
                        return answer.status_code == requests.codes.ok and _is_image(answer)
                url = target
        except (requests.RequestException, HTTPError, OSError, ValueError):
            return False
        return False


def _is_image(answer: requests.Response) -> bool:
    """Say whether an answer is an image, by its type, or by how it begins where servers do not know the type."""
    kind = answer.headers.get("Content-Type", "").lower()
    begins: bytes = answer.raw.read(16, decode_content=True)
    known = begins.startswith(IMAGES) or begins[8:12] in {b"WEBP", b"avif"}
    return bool(begins) and (kind.startswith("image/") or (known and not kind.startswith("text/")))


def same_host(one: str, other: str) -> bool:
    """Say whether two addresses are of one website; www. in front makes no other site."""
    return _host(one) == _host(other)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_front(url: str, home: str) -> bool:
    """Say whether an address is the front page of its website."""
    path = urlsplit(url).path.rstrip("/")
    return not path or (bool(home) and path == urlsplit(home).path.rstrip("/"))


def _anonymous(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


class _Visit:
    def __init__(
        self,
        session: requests.Session,
        ca_bundle: Path | str | None,
        timeout: tuple[float, float],
        whole: float,
        home: str = "",
        visitor: Visitor = VISITOR,
        kinds: frozenset[str] = HTML,
    ) -> None:
        self._home = home
        self._kinds = kinds
        self._headers = visitor.headers()
        self._session = session
        self._verify = str(ca_bundle) if ca_bundle else True
        self._timeout = timeout
        self._until = time.monotonic() + whole

    def page(self, url: str) -> Fetched:
        """Follow redirects of the same host, and read what stands at their end."""
        here = url
        for _ in range(MOST_REDIRECTS + 1):
            with self._asked(here) as answer:
                target = _target(answer, here)
                if target is None:
                    return self._read(answer, here)
            _stay(url, target, answer.status_code)
            if is_front(target, self._home) and not is_front(url, self._home):
                raise FetchError("redirected_home", target[:200], again=True, status=answer.status_code, url=target)
            here = target
        raise FetchError("redirected_away", "too many redirects", again=False, status=answer.status_code, url=here)

    def _asked(self, url: str) -> requests.Response:
        try:
            return self._session.get(
                url, headers=self._headers, timeout=self._timeout, verify=self._verify,
                stream=True, allow_redirects=False,
            )  # fmt: skip
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise _unreached(error, url) from error

    def _read(self, answer: requests.Response, url: str) -> Fetched:
        status, days_left = answer.status_code, _days_left(answer)
        if status != requests.codes.ok:
            self._refuse_doubt(answer, url)
            again = status == NOT_YET or status_passes(status)
            raise FetchError("status", f"HTTP {status}", again=again, status=status, url=url)
        kind = answer.headers.get("Content-Type", "text/html").partition(";")[0].strip().lower()
        if kind not in self._kinds:
            raise FetchError("not_html", kind[:80], again=False, status=status, url=url)
        try:
            body = b"".join(self._chunks(answer, url))
        except (requests.RequestException, HTTPError, OSError) as error:
            raise _unreached(error, url, status) from error
        return Fetched(url, status, _decoded(body, answer.headers.get("Content-Type", "")), days_left, body)

    def _refuse_doubt(self, answer: requests.Response, url: str) -> None:
        """Tell the waiting page of a firewall from a refusal of the website: it lets visitors through, or will."""
        status, kind = answer.status_code, answer.headers.get("Content-Type", "")
        if status not in DOUBTING:
            return
        try:
            body = b"" if "html" not in kind.lower() else b"".join(self._chunks(answer, url))
        except (FetchError, requests.RequestException, HTTPError, OSError):
            return
        if answer.headers.get("cf-mitigated") == "challenge" or waits(read(_decoded(body, kind), url)):
            raise FetchError("challenge", f"HTTP {status}", again=True, status=status, url=url)

    def _chunks(self, answer: requests.Response, url: str) -> Iterator[bytes]:
        """Yield what arrives as it arrives: waiting for whole chunks would let a slow server hold us for hours."""
        size = 0
        while chunk := answer.raw.read1(CHUNK, decode_content=True):
            size += len(chunk)
            if size > MOST_BYTES:
                detail = f"more than {MOST_BYTES} bytes"
                raise FetchError("too_big", detail, again=False, status=answer.status_code, url=url)
            if time.monotonic() > self._until:
                detail = "the page came too slowly"
                raise FetchError("timeout", detail, again=True, status=answer.status_code, url=url)
            yield chunk


def _days_left(answer: requests.Response) -> int | None:
    """Say how many days the certificate of this connection is still valid; None without TLS."""
    connected = getattr(getattr(answer.raw, "connection", None), "sock", None)
    if not isinstance(connected, ssl.SSLSocket):
        return None
    certificate: Mapping[str, object] = connected.getpeercert() or {}
    ends = certificate.get("notAfter")
    return int((ssl.cert_time_to_seconds(ends) - time.time()) // 86400) if isinstance(ends, str) else None


def _target(answer: requests.Response, here: str) -> str | None:
    location = answer.headers.get("Location")
    return urljoin(here, location) if answer.status_code in REDIRECTS and location else None


def _stay(first: str, target: str, status: int) -> None:
    """Refuse to follow a redirect off the site: it is not the page, and may lead into the office's network."""
    try:
        safe = urlsplit(target).scheme in ("http", "https") and same_host(first, target)
    except ValueError:
        safe = False
    if not safe:
        shown = target[:200]
        raise FetchError("redirected_away", shown, again=False, status=status, url=shown)


def _unreached(error: Exception, url: str, status: int | None = None) -> FetchError:
    code, again = _cause(error)
    return FetchError(code, type(error).__name__, again=again, status=status, url=url)


def _cause(error: Exception) -> tuple[Code, bool]:
    """Return the code and whether waiting could help. TLS comes first: its error is a connection error, too."""
    if isinstance(error, requests.exceptions.SSLError):
        return "tls", False
    waited = isinstance(error, requests.Timeout | TimeoutError | ReadTimeoutError)
    if waited or any(isinstance(inner, ReadTimeoutError) for inner in error.args):
        return "timeout", True
    return "unreachable", not isinstance(error, ValueError)


def _decoded(body: bytes, content_type: str) -> str:
    """Return the text by the charset of the header, else of the page, else UTF-8; other charsets are not tried."""
    named = re.search(r"charset\s*=\s*[\"']?([\w-]{3,20})", content_type, re.IGNORECASE)
    declared = DECLARED.search(body[:2048])
    name = named[1] if named else declared[1].decode("ascii") if declared else "utf-8"
    return body.decode(CHARSETS.get(name.lower(), "utf-8-sig"), errors="replace")
