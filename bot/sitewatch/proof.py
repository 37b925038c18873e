"""Proof that a page is live (bukti tayang): fetched as a visitor would, without login and past every cache."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from urllib.parse import urlsplit

import requests

from bot.content.plain import comparable
from bot.sitewatch.seen import Seen, read

Code = Literal[
    "ok",
    "unreachable",
    "tls",
    "timeout",
    "status",
    "redirected_away",
    "title_missing",
    "text_missing",
    "too_big",
    "not_html",
]

TIMEOUT: Final = (5.0, 30.0)  # seconds to connect, and between two answers
LARGEST: Final = 5 << 20  # bytes of a page that are read
HOPS: Final = 5  # redirects that are followed
HEADERS: Final = {
    "User-Agent": "Mozilla/5.0 (compatible; Tayang/1.0; page check)",
    "Accept": "text/html,application/xhtml+xml",
    "Cache-Control": "no-cache",
    "Pragma": "no-cache",
}
#: What waiting can mend: a cache that still shows the page before, a server that starts again.
_PASSING: Final = frozenset({"unreachable", "timeout", "status", "title_missing", "text_missing"})


@dataclass(frozen=True, slots=True)
class Expected:
    """What the public page must show: the title, and every paragraph of the verified text."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """One look at a page. `code` is turned into words elsewhere; `detail` is for the log.

    `status` is the HTTP status where there was an answer; `sha256` that of the visible text; `missing` how many
    paragraphs were not found; `again`: waiting could help. `fetched_at` is UTC.
    """

    ok: bool
    code: Code
    detail: str
    fetched_at: datetime
    status: int | None = None
    final_url: str = ""
    title_found: bool = False
    missing: int = 0
    sha256: str = ""

    @property
    def again(self) -> bool:
        """Say whether looking again later could see something else."""
        return self.code in _PASSING


class _StoppedError(Exception):
    """The look ended early, with this code."""

    def __init__(self, code: Code, detail: str) -> None:
        super().__init__(detail)
        self.code: Code = code
        self.detail = detail


def prove(
    url: str,
    expected: Expected,
    *,
    now: datetime,
    session: requests.Session | None = None,
    ca_bundle: str | None = None,
) -> Proof:
    """Look at the public page and say whether it shows what was verified.

    `now` (aware, UTC) is when; `ca_bundle` a file of certificates for offices with a root of their own. Never
    raises for what a website does.
    """
    if session is not None:
        return _looked(session, url, expected, now, ca_bundle)
    with requests.Session() as own:
        return _looked(own, url, expected, now, ca_bundle)


def _looked(session: requests.Session, url: str, expected: Expected, now: datetime, ca_bundle: str | None) -> Proof:
    session.max_redirects = HOPS
    verify: bool | str = ca_bundle or True
    try:
        with session.get(url, headers=HEADERS, timeout=TIMEOUT, stream=True, verify=verify) as answer:
            _check(url, answer)
            seen = read(_body(answer))
            return _compared(seen, expected, answer, now)
    except _StoppedError as stop:
        return Proof(ok=False, code=stop.code, detail=stop.detail, fetched_at=now, status=_status(stop))
    except requests.exceptions.SSLError as error:
        return _failed("tls", error, now)
    except requests.exceptions.Timeout as error:
        return _failed("timeout", error, now)
    except requests.exceptions.TooManyRedirects as error:
        return _failed("redirected_away", error, now)
    except (requests.exceptions.RequestException, UnicodeError, ValueError) as error:
        return _failed("unreachable", error, now)


def _failed(code: Code, error: Exception, now: datetime) -> Proof:
    return Proof(ok=False, code=code, detail=type(error).__name__, fetched_at=now)


def _status(stop: _StoppedError) -> int | None:
    return int(stop.detail) if stop.code == "status" else None


def _check(url: str, answer: requests.Response) -> None:
    """Refuse what is no page of this website: another host, an error, a file."""
    if urlsplit(answer.url).hostname != urlsplit(url).hostname:
        raise _StoppedError("redirected_away", urlsplit(answer.url).hostname or "")
    if answer.status_code != requests.codes.ok:
        raise _StoppedError("status", str(answer.status_code))
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in {"text/html", "application/xhtml+xml"}:
        raise _StoppedError("not_html", kind[:100])


def _body(answer: requests.Response) -> str:
    """Read a page up to LARGEST bytes, in the charset it names, UTF-8 where it names none."""
    data = bytearray()
    for chunk in answer.iter_content(64 << 10):
        data += chunk
        if len(data) > LARGEST:
            raise _StoppedError("too_big", f"over {LARGEST} bytes")
    named = "charset" in answer.headers.get("Content-Type", "").lower()
    charset = answer.encoding if named and answer.encoding else "utf-8"
    try:
        return data.decode(charset, "replace")
    except LookupError:  # a charset nobody knows
        return data.decode("utf-8", "replace")


def _compared(seen: Seen, expected: Expected, answer: requests.Response, now: datetime) -> Proof:
    title = comparable(expected.title)
    title_found = any(title in each for each in seen.titles)
    # words alone: a website may break lines and set blanks as it likes
    text = seen.text.replace(" ", "")
    missing = sum(1 for each in expected.paragraphs if comparable(each).replace(" ", "") not in text)
    code: Code = "title_missing" if not title_found else "text_missing" if missing else "ok"
    return Proof(
        ok=code == "ok",
        code=code,
        detail=f"{missing} of {len(expected.paragraphs)} paragraphs missing" if missing else "",
        fetched_at=now,
        status=answer.status_code,
        final_url=answer.url,
        title_found=title_found,
        missing=missing,
        sha256=hashlib.sha256(seen.text.encode()).hexdigest(),
    )
