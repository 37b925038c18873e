"""Portals on loopback that run the two documented receivers, and a gate in front of them that loses things."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest

from bot.cms.webhook import WebhookPublisher
from bot.config import Secret

DOCS = Path(__file__).parents[3] / "docs"
SECRET = "3f9c1e7a5b2d4860a1c3e5f7092b4d6e8f0a1b2c3d4e5f60718293a4b5c6d7e8"
KINDS = ("php", "python")
#: What any WSGI server does with the Python receiver.
SERVE = """
import sys
from wsgiref.simple_server import make_server
sys.path.insert(0, sys.argv[1])
from webhook_receiver import application
make_server("127.0.0.1", int(sys.argv[2]), application).serve_forever()
"""


@dataclass(frozen=True)
class Site:
    """A portal that runs: ``url`` is where its pages are, ``endpoint`` where the bot sends."""

    folder: Path
    url: str
    endpoint: str

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def public(self) -> Path:
        return self.folder / "public"

    def page(self, key: str = "w2k7") -> dict[str, Any]:
        """The record a receiver keeps of a page."""
        found: dict[str, Any] = json.loads((self.data / "pages" / f"{key}.json").read_bytes())
        return found

    def pages(self) -> list[str]:
        """The pages visitors can open."""
        return sorted(path.name for path in self.public.glob("*.html"))

    def media(self) -> list[str]:
        """The media visitors can open."""
        return sorted(path.name for path in (self.public / "media").glob("*"))


def need_php() -> None:
    """Skip where there is no PHP; in CI it must be there."""
    if shutil.which("php") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("php-cli is not installed")


@contextmanager
def site(kind: str, folder: Path, secret: str = SECRET) -> Iterator[Site]:
    """Run one of the receivers on an empty portal."""
    for name in ("data", "public"):
        (folder / name).mkdir(parents=True)
    port = _free_port()
    base = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "TAYANG_SECRET": secret,
        "TAYANG_DATA": str(folder / "data"),
        "TAYANG_PUBLIC": str(folder / "public"),
        "TAYANG_URL": base,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with _run(_command(kind, folder, port), environment, port):
        yield Site(folder, base, f"{base}/webhook-receiver.php" if kind == "php" else f"{base}/tayang")


def _command(kind: str, folder: Path, port: int) -> list[str]:
    if kind == "php":
        need_php()
        shutil.copy(DOCS / "webhook-receiver.php", folder / "public")
        return ["php", "-d", "display_errors=0", "-S", f"127.0.0.1:{port}", "-t", str(folder / "public")]
    return [sys.executable, "-c", SERVE, str(DOCS), str(port)]


@contextmanager
def _run(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _await(port, process)
            yield
        finally:
            process.terminate()
            process.wait(10)


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(500):
        assert process.poll() is None, "the receiver did not start"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError("the receiver does not listen")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def options(portal: Site, **changed: Any) -> dict[str, Any]:
    """The settings with which the bot reaches a portal."""
    return {
        "base_url": portal.url,
        "endpoint": portal.endpoint,
        "secret": Secret(SECRET),
        "media": "inline",
        "sections": [
            {"key": "berita", "name": "Berita", "remote": ""},
            {"key": "pengumuman", "name": "Pengumuman", "remote": ""},
        ],
        "timeout": 5.0,
    } | changed


def publisher(portal: Site, now: Callable[[], datetime] | None = None, **changed: Any) -> WebhookPublisher:
    """A publisher of this portal, by the clock on the wall."""
    return WebhookPublisher(options(portal, **changed), now or (lambda: datetime.now(UTC)))


Meddle = Callable[["Gate", int, bytes], bytes | None]


@dataclass
class Gate:
    """Stands before a portal. ``meddle`` gets each request's number and its true answer, or is asked before it.

    ``drop_before`` and ``drop_after`` name the requests whose connection is cut before the portal hears of them, or
    after it has acted; ``say`` answers in the portal's place.
    """

    portal: Site
    drop_before: frozenset[int] = frozenset()
    drop_after: frozenset[int] = frozenset()
    say: tuple[int, str, bytes] | None = None
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""

    @property
    def site(self) -> Site:
        """The portal as reached through this gate."""
        return Site(self.portal.folder, self.portal.url, self.url)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Let one request through, or not."""
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        self.heard.append((dict(handler.headers), body))
        number = len(self.heard)
        if number in self.drop_before:
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        status, kind, content = self.say or self.passed(*self.heard[-1])
        if number in self.drop_after:
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    def passed(self, headers: dict[str, str], body: bytes) -> tuple[int, str, bytes]:
        """Send a request to the portal as it is, and give its answer: (status, type, content)."""
        kept = {name: value for name, value in headers.items() if name.startswith(("X-", "Idem", "Content-Type"))}
        request = urllib.request.Request(self.portal.endpoint, body, kept, method="POST")  # noqa: S310 - loopback
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
                return answer.status, answer.headers["Content-Type"], answer.read()
        except HTTPError as error:
            with error:
                return error.code, error.headers["Content-Type"], error.read()


@contextmanager
def gate(portal: Site, **meddling: Any) -> Iterator[Gate]:
    """Stand a gate before a portal."""
    made = Gate(portal, **meddling)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.answer(self)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/tayang"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
