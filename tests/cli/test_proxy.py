"""The office's HTTP proxy on the way to Telegram: used by every command, with its login, and never told with it."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from tests.cli.conftest import TOKEN, Desk

LOGIN = base64.b64encode(b"tayang:sandi-proksi").decode()


class _Proxy(BaseHTTPRequestHandler):
    """A small forwarding proxy that wants a login."""

    asked: ClassVar[list[str]] = []

    def _forward(self) -> None:
        type(self).asked.append(self.path)
        if self.headers.get("Proxy-Authorization") != f"Basic {LOGIN}":
            self.send_response(407)
            self.send_header("Proxy-Authenticate", 'Basic realm="kantor"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        request = Request(self.path, data=body or None, method=self.command)  # noqa: S310 - loopback
        for name in ("Content-Type",):
            if name in self.headers:
                request.add_header(name, self.headers[name])
        with build_opener(ProxyHandler({})).open(request, timeout=10) as answer:
            content = answer.read()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.headers.get("Content-Type", ""))
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    do_GET = do_POST = _forward  # noqa: N815 - the base class' names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class' name
        """Keep the test's output clean."""


@pytest.fixture
def proxy() -> Iterator[str]:
    _Proxy.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Proxy)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_check_reaches_telegram_through_it(desk: Desk, proxy: str) -> None:
    desk.secret("proxy-password.txt", "sandi-proksi\n")
    login = f'proxy = "{proxy}"\nproxy_user = "tayang"\nproxy_password_file = "proxy-password.txt"'
    code, said = desk.check(more=login)
    assert (code, "✔ Token diterima" in said) == (0, True), said
    assert any("/getMe" in asked for asked in _Proxy.asked)


@pytest.mark.parametrize("login", ["", 'proxy_user = "tayang"'])
def test_a_login_it_does_not_take_is_told_without_token_or_password(desk: Desk, proxy: str, login: str) -> None:
    code, said = desk.check(more=f'proxy = "{proxy}"\n{login}')
    assert (code, "✘" in said, "407" in said or "Proxy" in said) == (1, True, True), said
    assert TOKEN not in said


def test_one_that_is_down_is_told(desk: Desk) -> None:
    code, said = desk.check(more='proxy = "http://127.0.0.1:9"')
    assert (code, "127.0.0.1:9" in said) == (1, True), said


@pytest.mark.parametrize(
    "proxy", ["socks5://127.0.0.1:1080", "http://u:rahasia@proksi:3128", "proksi:3128", "https://proksi:3128"]
)
def test_what_cannot_be_is_refused_kindly_and_its_login_not_repeated(desk: Desk, proxy: str) -> None:
    code, said = desk.check(more=f'proxy = "{proxy}"')
    assert (code, "telegram.proxy" in said, "bukan SOCKS" in said) == (1, True, True), said
