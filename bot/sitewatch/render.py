"""A page as a browser shows it: what scripts put on it, whereto they lead, and what style sheets hide."""

from __future__ import annotations

import base64
import json
import logging
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.sitewatch.browser import Browser, BrowserError, Event, started
from bot.sitewatch.fetch import CSS, DESKTOP, HTML, JS, PHONE, SEARCH, XML, FetchError, Visitor, fetch, same_host

log = logging.getLogger(__name__)

#: As whom a page is shown: at a desk, by its address; on a phone, from a search.
SHOWN_TO = (Visitor(DESKTOP), Visitor(PHONE, SEARCH))
SPAN = 20_000  # milliseconds of the page's own time: scripts that wait are waited for, without waiting
PATIENCE = 12.0  # seconds for one page
MOST_REQUESTS = 60
WHOLE = 10.0  # seconds for one of the page's requests
FETCHED = frozenset({"Document", "Stylesheet", "Script", "XHR", "Fetch"})
KINDS = HTML | CSS | JS | XML | {"application/json"}
TYPES = {"Stylesheet": "text/css", "Script": "text/javascript", "Document": "text/html; charset=utf-8"}
RUNS = frozenset({"Script", "Document"})
MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page after its scripts ran: its HTML, with ``hidden`` on what nobody sees.

    ``away`` are addresses of other websites it went to by itself; ``foreign`` those whose code or frames it asked for.
    """

    html: str
    url: str
    away: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


def render(url: str, browser: Path, *, home: str, ca_bundle: Path | str | None = None) -> tuple[Rendered, ...]:
    """Show a page of the office's website to each of SHOWN_TO; () where the browser fails, which is logged.

    The browser has no network: what the page asks of its own website is fetched by ``fetch``, under its limits, and
    nothing else is. Takes at most ``bot.sitewatch.browser.WHOLE`` seconds.
    """
    try:
        with started(browser) as running:
            return tuple(_Sight(running, url, visitor, home, ca_bundle).seen() for visitor in SHOWN_TO)
    except (BrowserError, TimeoutError, ValueError, KeyError, OSError) as error:
        log.warning("the browser did not show %s: %s", url, error)
        return ()


@cache
def _script() -> str:
    return files("bot.sitewatch").joinpath("seen.js").read_text("utf-8")


@dataclass(slots=True)
class _Sight:
    """One page for one visitor."""

    browser: Browser
    url: str
    visitor: Visitor
    home: str
    ca_bundle: Path | str | None
    session: str = ""
    requests: int = 0
    away: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    frame: str = ""
    hastened: bool = False

    def seen(self) -> Rendered:
        """Open the page, let its time run, and read what stands there."""
        context = self.browser.ask("Target.createBrowserContext")["browserContextId"]
        target = self.browser.ask("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        self.session = self.browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._prepare()
        self.frame = self._ask("Page.getFrameTree")["frameTree"]["frame"]["id"]
        referrer = {"referrer": self.visitor.referer, "referrerPolicy": "unsafeUrl"} if self.visitor.referer else {}
        self.browser.tell("Page.navigate", self.session, url=self.url, **referrer)
        self.browser.listen(PATIENCE, self._event)
        shown = self._collected()
        self.browser.tell("Target.disposeBrowserContext", browserContextId=context)
        return Rendered(shown["html"], self.url, tuple(dict.fromkeys(self.away)), tuple(dict.fromkeys(self.foreign)))

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        return self.browser.ask(method, self.session, **params)

    def _prepare(self) -> None:
        phone = self.visitor.agent == PHONE
        self._ask("Page.enable")
        self._ask("Fetch.enable", patterns=[{"urlPattern": "*"}])
        self._ask("Emulation.setUserAgentOverride", userAgent=self.visitor.agent, acceptLanguage="id,en")
        size = (390, 844) if phone else (1366, 900)
        self._ask(
            "Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=phone
        )

    def _event(self, event: Event) -> bool:
        """Take one event; say whether the page's time is over."""
        if event.get("sessionId") != self.session:
            return False
        told = event.get("params", {})
        match event["method"]:
            case "Fetch.requestPaused":
                self._request(told)
            case "Page.javascriptDialogOpening":
                self.browser.tell("Page.handleJavaScriptDialog", self.session, accept=False)
            case "Page.windowOpen":
                self._note(told.get("url", ""), "Document", main=True)
            case "Page.frameNavigated" if "parentId" not in told["frame"]:
                self._hasten()
            case "Emulation.virtualTimeBudgetExpired":
                return True
        return False

    def _hasten(self) -> None:
        """Let the page's time run as fast as its scripts allow, from when it begins."""
        if not self.hastened:
            self.hastened = True
            policy = {"policy": "pauseIfNetworkFetchesPending", "budget": SPAN}
            starving = {"maxVirtualTimeTaskStarvationCount": 10_000}
            self.browser.tell("Emulation.setVirtualTimePolicy", self.session, **policy, **starving)

    def _request(self, told: dict[str, Any]) -> None:
        """Answer what the page asks of its own website; note what it asks of another, and refuse it."""
        request, kind, number = told["request"], told.get("resourceType", ""), told["requestId"]
        address, self.requests = request["url"], self.requests + 1
        main = kind == "Document" and told.get("frameId") == self.frame
        if not self._ours(address):
            self._note(address, kind, main=main)
            if main:  # an answer without content leaves the page where it is
                self.browser.tell("Fetch.fulfillRequest", self.session, requestId=number, responseCode=204)
                return
        elif request["method"] == "GET" and kind in FETCHED and self.requests <= MOST_REQUESTS:
            self._answer(number, address, kind)
            return
        self.browser.tell("Fetch.failRequest", self.session, requestId=number, errorReason="BlockedByClient")

    def _ours(self, address: str) -> bool:
        return urlsplit(address).scheme in {"http", "https"} and same_host(address, self.home)

    def _note(self, address: str, kind: str, *, main: bool) -> None:
        if urlsplit(address).scheme not in {"http", "https"} or self._ours(address):
            return
        into = self.away if main else self.foreign if kind in RUNS else None
        if into is not None and len(into) < MOST_NAMED:
            into.append(address[:500])

    def _answer(self, number: str, address: str, kind: str) -> None:
        try:
            got = fetch(
                address, ca_bundle=self.ca_bundle, home=self.home, whole=WHOLE, visitor=self.visitor, kinds=KINDS
            )
        except FetchError as error:
            if error.code == "redirected_away":
                self._note(error.detail, kind, main=kind == "Document")
            self.browser.tell("Fetch.failRequest", self.session, requestId=number, errorReason="Failed")
            return
        body = base64.b64encode(got.html.encode("utf-8", "replace")).decode("ascii")
        headers = [{"name": "Content-Type", "value": TYPES.get(kind, "text/plain; charset=utf-8")}]
        self.browser.tell(
            "Fetch.fulfillRequest", self.session, requestId=number, responseCode=200, responseHeaders=headers, body=body
        )

    def _collected(self) -> dict[str, Any]:
        """Ask in a world of its own, which the page's scripts cannot reach."""
        frame = self._ask("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = self._ask("Page.createIsolatedWorld", frameId=frame, worldName="tayang")["executionContextId"]
        said = self._ask("Runtime.evaluate", expression=_script(), contextId=world, returnByValue=True)
        shown: dict[str, Any] = json.loads(said["result"]["value"])
        return shown
