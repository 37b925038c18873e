"""A website on loopback that can be cut off at any request: before it acts, or after."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import parse_qs, urlsplit

Moment = Literal["before", "after", "broken", "broken after", "slow"]


@dataclass(frozen=True)
class Request:
    """What came in; ``query`` holds the last value of each name."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """What goes out."""

    status: int
    body: bytes = b""
    kind: str = "application/vnd.api+json"
    headers: Mapping[str, str] = field(default_factory=dict)


def document(status: int, content: Any, **headers: str) -> Reply:
    return Reply(status, json.dumps(content).encode(), headers=headers)


class Loopback:
    """A website; a subclass answers in ``act``. Only requests that change something can be cut."""

    def __init__(self) -> None:
        self.cuts: dict[int, Moment] = {}
        self.requests: list[str] = []
        self.writes = 0
        self.instead: dict[str, Reply] = {}  # "GET /path", or "GET" -> a reply in place of ours
        self.spoil: Callable[[Reply], Reply] | None = None
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=lambda: self._server.serve_forever(0.01), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def act(self, request: Request) -> Reply:
        raise NotImplementedError

    def answered(self, request: Request) -> Reply | None:
        """Return the reply, or None for a connection that just ends."""
        with self._lock:
            self.requests.append(f"{request.method} {request.path}")
            moment = self._moment(request)
            if moment == "before":
                return None
            if moment == "broken":
                return Reply(500, b"<h1>Error</h1>", "text/html")
            planted = self.instead.get(f"{request.method} {request.path}") or self.instead.get(request.method)
            reply = planted or self.act(request)
            reply = self.spoil(reply) if self.spoil else reply
        if moment == "slow":
            time.sleep(0.6)
        if moment == "broken after":
            return Reply(500, b"<h1>Error</h1>", "text/html")
        return None if moment == "after" else reply

    def _moment(self, request: Request) -> Moment | None:
        if request.method == "GET":
            return None
        self.writes += 1
        return self.cuts.get(self.writes - 1)


def _handler(site: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1  # headers and body in one packet: without both, each answer waits 40 ms

        def _any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            parts = urlsplit(self.path)
            query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
            reply = site.answered(Request(self.command, parts.path, query, dict(self.headers.items()), body))
            if reply is None:
                self.close_connection = True
                return
            self._send(reply)

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(reply.body)
            except OSError:  # the other side has given up waiting
                self.close_connection = True

        do_GET = do_POST = do_PATCH = do_DELETE = _any  # noqa: N815 - http.server looks for these names

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's signature
            pass

    return Handler
