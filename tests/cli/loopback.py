"""Servers on loopback that misbehave as websites and their hosting do, with and without certificates."""

from __future__ import annotations

import contextlib
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

CERTIFICATES = Path(__file__).parent / "certificates"


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Said:
    """An answer; what is no bytes goes out as JSON."""

    body: Any = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Site = Callable[[Asked], Said]
Chat = tuple[dict[str, Any], dict[str, Any]]  # the chat, and the bot's membership


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, site: Site, *args: Any) -> None:
        self._site = site
        super().__init__(*args)

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        asked = Asked(self.command, self.path, dict(self.headers.items()), self.rfile.read(length))
        said = self._site(asked)
        plain = isinstance(said.body, bytes)
        content = said.body if plain else json.dumps(said.body).encode()
        with contextlib.suppress(OSError):
            self.send_response_only(said.status)
            kind = "text/html; charset=utf-8" if plain else "application/json"
            usual = {"Content-Type": kind, "Date": formatdate(usegmt=True), "Content-Length": str(len(content))}
            for name, value in (usual | dict(said.headers)).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    do_GET = do_POST = do_HEAD = do_PATCH = do_DELETE = do_OPTIONS = _answer  # noqa: N815 - the base class' names

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class' name
        """Keep the test's output clean."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who refuses our certificate hangs up: that is what these tests are for."""


@contextlib.contextmanager
def serving(site: Site, certificate: str = "") -> Iterator[str]:
    """Yield the address of a website; with the certificate of that name it is an https one."""
    with _Server(("127.0.0.1", 0), partial(_Handler, site)) as server:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def front_page(_: Asked) -> Said:
    """A website whose front page opens."""
    return Said(b"<!doctype html><title>Kabupaten Contoh</title>")


def says(body: Any = b"", status: int = 200, **headers: str) -> Site:
    """A website that has one answer to everything."""
    said = Said(body, status, {name.replace("_", "-"): value for name, value in headers.items()})
    return lambda _: said


def slow(seconds: float) -> Site:
    """A website that takes its time."""

    def site(asked: Asked) -> Said:
        time.sleep(seconds)
        return front_page(asked)

    return site


def telegram(chats: Mapping[str, Chat] | None = None) -> Site:
    """A Bot API that knows the bot, and these chats: number -> (the chat, the bot's membership)."""
    me = {"id": 1, "is_bot": True, "first_name": "Tayang", "username": "tayang_contoh_bot"}
    known = chats or {}

    def site(asked: Asked) -> Said:
        method = asked.path.rpartition("/")[2]
        fields = json.loads(asked.body) if asked.body.startswith(b"{") else _form(asked.body)
        if method == "getMe":
            return Said({"ok": True, "result": me})
        chat, member = known.get(str(fields.get("chat_id")), (None, None))
        if chat is None:
            return Said({"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}, 400)
        return Said({"ok": True, "result": chat if method == "getChat" else {"user": me, **(member or {})}})

    return site


def _form(body: bytes) -> dict[str, str]:
    return dict(parse_qsl(body.decode()))
