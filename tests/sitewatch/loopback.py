"""A website on loopback that answers as a test says."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class' name
        """Keep the test's output clean."""


class _Scripted(BaseHTTPRequestHandler):
    def __init__(self, answer: Answer, *args: Any) -> None:
        self._answer = answer
        super().__init__(*args)

    def do_GET(self) -> None:
        with contextlib.suppress(ConnectionError):
            self._answer(self)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class' name
        """Keep the test's output clean."""


@contextlib.contextmanager
def _running(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def answering(answer: Answer) -> Iterator[str]:
    """Yield the address of a site whose every GET is answered by ``answer``."""
    with _running(partial(_Scripted, answer)) as url:
        yield url


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Yield the address of a site that shows a folder."""
    with _running(partial(_Quiet, directory=str(folder))) as url:
        yield url


def send(
    handler: BaseHTTPRequestHandler,
    body: bytes | str = b"",
    status: int = 200,
    kind: str = "text/html; charset=utf-8",
    **headers: str,
) -> None:
    """Answer with a whole response."""
    content = body.encode() if isinstance(body, str) else body
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(content)
