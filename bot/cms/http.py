"""The door to a website's interface: one session, bounded in time and size, that leads nowhere else."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import HTTPBasicAuth
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.util import Retry

from bot.cms import answers
from bot.cms.base import Problem, PublishError
from bot.config import Secret
from bot.passing import status_passes

AGENT = "Tayang/1.0"
TIMEOUT = (5.0, 30.0)
WHOLE = 120.0  # seconds for one answer: a server that sends a byte now and then passes every other limit
MOST_BYTES = 8 << 20
MOST_REDIRECTS = 3
CHUNK = 1 << 16
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({425, 429, 503})
NOT_DONE = 300
REFUSED = 400
BROKEN = 500
TOO_SLOW = 408
PORTS = {"http": 80, "https": 443}
#: Only what changes nothing is asked again by itself; what was never sent may be sent again by anybody.
AGAIN = Retry(
    total=2,
    connect=2,
    read=2,
    redirect=0,
    status=2,
    other=0,
    backoff_factor=0.3,
    backoff_jitter=0.2,
    status_forcelist=(502, 504),
    allowed_methods={"GET", "HEAD"},
    raise_on_status=False,
    respect_retry_after_header=False,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the website said; ``url`` is where it was said."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    heard: dict[str, str] = field(default_factory=dict)  # who speaks into the answers, and how that is called

    @property
    def ok(self) -> bool:
        """Say whether the website did what it was asked."""
        return self.status < NOT_DONE

    @property
    def text(self) -> str:
        """The body as text, whatever its header says of packing and letters; what cannot be read is replaced."""
        return answers.decoded(self.body, self.headers.get("Content-Type", ""), MOST_BYTES)

    def json(self) -> Any:
        """Return the body's JSON, read through what plugins print around it, which is remembered.

        Raises PublishError: what stands in the way, if the page in its place tells it, else "answer_odd".
        """
        try:
            document, makers = answers.read(self.text)
        except answers.NotJsonError as error:
            raise self.trouble(_path(self.url)) or self._odd() from error
        self.heard.update(dict.fromkeys(makers, "answer_noise"))
        kept = answers.cached(self.headers)
        if kept:
            self.heard[kept] = "answer_cached"
        return document

    def trouble(self, place: str) -> PublishError | None:
        """Return what stands in the way, if this answer tells it: a firewall, maintenance, a program that broke."""
        found = answers.cause(self.status, self.headers, self.text)
        if found is None:
            return None
        detail = f"{place}: HTTP {self.status}, {found.sign}"
        wait = _seconds(self.headers.get("Retry-After", "")) if found.again else None
        return PublishError(found.code, detail, again=found.again, retry_after=wait)

    def _odd(self) -> PublishError:
        kind = self.headers.get("Content-Type", "")[:60]
        shown = answers.title(self.text[: answers.MOST_TEXT]) if self.body.strip() else "(empty)"
        return PublishError("answer_odd", f"{_path(self.url)}: no JSON but {kind} {shown}".strip(), again=True)


class SiteError(PublishError):
    """The website has trouble of its own (5xx); some kinds say in the answer that nothing will help."""

    def __init__(self, answer: Answer, place: str) -> None:
        """Keep the answer for the kind to read."""
        super().__init__("site_error", f"{place}: HTTP {answer.status}", again=status_passes(answer.status))
        self.answer = answer


class Door:
    """One website's interface. Not to be used by two threads at a time, as a session of ``requests`` is not."""

    def __init__(
        self,
        base: str,
        *,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, Secret] | None = None,
        ca_file: Path | None = None,
        timeout: tuple[float, float] = TIMEOUT,
        limit: int = MOST_BYTES,
    ) -> None:
        """Open nothing yet. ``timeout`` is (connect, between two bytes) in seconds, ``limit`` in bytes of an answer.

        ``headers`` go with every request and may hold a token; ``ca_file`` is a PEM file of the authorities to trust
        here instead of the usual ones.
        """
        self._base = base.rstrip("/") + "/"
        self._timeout = timeout
        self._limit = limit
        self._session = _session(auth, headers or {})
        self._heard: dict[str, str] = {}
        # With every request: a session's own would lose to REQUESTS_CA_BUNDLE of the environment.
        self._verify: bool | str = str(ca_file) if ca_file else True

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def noise(self) -> list[Problem]:
        """Say who prints into the answers that were read so far, and what keeps old ones: for ``check`` to warn of."""
        return [Problem(code, maker, "warning") for maker, code in self._heard.items()]

    def get(
        self,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Read something: asked again by itself where that can help, redirects on the same site followed.

        ``path`` is relative to the base, or a full address of the same host. Raises PublishError.
        """
        here = self._address(path)
        query = params
        for _ in range(MOST_REDIRECTS + 1):
            answer, target = self._asked("GET", here, {"params": query, "headers": headers})
            if target is None:
                return answer
            _stay(here, target)
            here, query = target, None
        raise PublishError("redirected", f"{_path(here)}: too many redirects", again=False)

    def send(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        data: bytes | Mapping[str, str] | None = None,
        params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Change something: sent once, and never along a redirect, which would turn a POST into a GET.

        Raises PublishError; after "unreachable" and "timeout" nobody knows whether it was done: look it up.
        """
        here = self._address(path)
        what = {"json": json, "data": data, "params": params, "headers": headers}
        answer, target = self._asked(method, here, what)
        if target is not None:
            raise PublishError("redirected", _site(target), again=False)
        return answer

    def _address(self, path: str) -> str:
        address = urljoin(self._base, path.removeprefix("/"))
        if _site(address) != _site(self._base):
            raise PublishError("redirected", _site(address), again=False)
        return address

    def _asked(self, method: str, url: str, what: Mapping[str, Any]) -> tuple[Answer, str | None]:
        """Return the answer, and where it sends us instead, if it does."""
        until = time.monotonic() + WHOLE
        place = f"{method} {_path(url)}"
        try:
            with self._session.request(
                method, url, **what, timeout=self._timeout, verify=self._verify, stream=True, allow_redirects=False
            ) as raw:
                body = b"".join(self._chunks(raw, place, until))
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise _unreached(error, place) from error
        answer = Answer(raw.status_code, raw.headers, body, url, self._heard)
        location = raw.headers.get("Location")
        if raw.status_code in REDIRECTS and location:
            return answer, _joined(url, location)
        _no_trouble(answer, place)
        return answer, None

    def _chunks(self, raw: requests.Response, place: str, until: float) -> Iterator[bytes]:
        size = 0
        while chunk := raw.raw.read1(CHUNK, decode_content=False):
            size += len(chunk)
            if size > self._limit:
                raise PublishError("answer_large", f"{place}: more than {self._limit} bytes", again=False)
            if time.monotonic() > until:
                raise PublishError("timeout", f"{place}: the answer came too slowly", again=True)
            yield chunk


def _session(auth: tuple[str, Secret] | None, headers: Mapping[str, str]) -> requests.Session:
    session = requests.Session()
    # Set even without a login: a .netrc of this machine must never speak for the bot.
    session.auth = HTTPBasicAuth(auth[0].encode(), auth[1].reveal().encode()) if auth else _as_it_is
    session.headers.update({"User-Agent": AGENT, "Accept": "application/json", "Accept-Encoding": "identity"})
    session.headers["Cache-Control"] = "no-cache"  # caches of websites keep even what only a signed-in one may see
    session.headers.update(headers)
    adapter = HTTPAdapter(max_retries=AGAIN)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _no_trouble(answer: Answer, place: str) -> None:
    """Raise what is no answer to the question, but a site that has trouble of its own."""
    status = answer.status
    known = answer.trouble(place) if status >= REFUSED else None
    if known:
        raise known
    if status in BUSY:
        seconds = _seconds(answer.headers.get("Retry-After", ""))
        raise PublishError("busy", f"{place}: HTTP {status}", again=True, retry_after=seconds)
    if status >= BROKEN:
        raise SiteError(answer, place)
    if status == TOO_SLOW:
        raise PublishError("timeout", f"{place}: HTTP {status}", again=True)


def _seconds(value: str) -> float | None:
    """Return Retry-After as seconds from now, whether it is a number or a date (RFC 9110, 10.2.3)."""
    if value.strip().isascii() and value.strip().isdigit():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def _unreached(error: Exception, place: str) -> PublishError:
    """TLS comes first: its error is a connection error, too. Nothing of the request is repeated in words."""
    name = _reason(error)
    if isinstance(error, requests.exceptions.SSLError):
        return PublishError("tls", f"{place}: {name}", again=False)
    waited = isinstance(error, requests.Timeout | TimeoutError | ReadTimeoutError)
    if waited or any(isinstance(inner, ReadTimeoutError) for inner in _beneath(error)):
        return PublishError("timeout", f"{place}: {name}", again=True)
    return PublishError("unreachable", f"{place}: {name}", again=not isinstance(error, ValueError))


def _reason(error: Exception) -> str:
    """Name what lies beneath as far as an office can act on it: the certificate, the host's name, a closed door."""
    for inner in _beneath(error):
        if isinstance(inner, ssl.SSLCertVerificationError):
            return inner.verify_message
        if isinstance(inner, socket.gaierror):
            return "no such host"
        if isinstance(inner, ConnectionRefusedError):
            return "refused"
    return type(error).__name__


def _beneath(error: BaseException) -> list[BaseException]:
    """Return an error and what it was made of; the libraries wrap each other's in arguments as well as in causes."""
    found: list[BaseException] = [error]
    for outer in found:
        inner = (outer.__cause__, outer.__context__, getattr(outer, "reason", None), *outer.args)
        found += [each for each in inner if isinstance(each, BaseException) and each not in found]
    return found


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise PublishError("redirected", "to an odd address", again=False) from error


def _stay(here: str, target: str) -> None:
    """The login goes along with a redirect: never to another host, nor to the same one in the clear."""
    if _site(target) != _site(here):
        raise PublishError("redirected", _site(target), again=False)


def _site(url: str) -> str:
    """Name scheme, host and port; never a login that stands in an address."""
    try:
        parts = urlsplit(url)
        port = "" if parts.port in {None, PORTS.get(parts.scheme)} else f":{parts.port}"
    except ValueError:
        return "?"
    return f"{parts.scheme}://{parts.hostname or ''}{port}"


def _path(url: str) -> str:
    return urlsplit(url).path[:120]
