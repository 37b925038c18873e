"""The door to a website's interface, against a loopback site that misbehaves."""

from __future__ import annotations

import base64
import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.cms.base import PublishError
from bot.cms.http import Door, SiteError
from bot.config import Secret

PASSWORD = "rahasia sekali"
Say = Callable[["Asked"], None]


@dataclass
class Asked:
    """One request, and the means to answer it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    wire: BaseHTTPRequestHandler = field(repr=False)

    def answer(self, body: bytes = b"{}", status: int = 200, **headers: str) -> None:
        """Answer with a whole response."""
        self.wire.send_response(status)
        for name, value in {"Content_Type": "application/json", **headers}.items():
            self.wire.send_header(name.replace("_", "-"), value)
        self.wire.send_header("Content-Length", str(len(body)))
        self.wire.end_headers()
        self.wire.wfile.write(body)


@contextlib.contextmanager
def site(say: Say) -> Iterator[tuple[str, list[Asked]]]:
    """Yield the address of a site that answers as told, and what it was asked."""
    heard: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            with contextlib.suppress(ConnectionError):
                super().handle_one_request()

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked = Asked(self.command, self.path, dict(self.headers), body, self)
            heard.append(asked)
            say(asked)

        do_GET = do_POST = do_PATCH = _any  # noqa: N815 - the names the base class asks for

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class' name
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api", heard
        finally:
            server.shutdown()
            thread.join()


def refused(do: Callable[[], object]) -> PublishError:
    """Return the error; it never holds the password, neither plain nor as it travels."""
    with pytest.raises(PublishError) as caught:
        do()
    said = f"{caught.value} {caught.value.__cause__!r}"
    assert PASSWORD not in said
    assert base64.b64encode(f"staf:{PASSWORD}".encode()).decode() not in said
    return caught.value


def door(url: str, timeout: tuple[float, float] = (5.0, 30.0), limit: int = 8 << 20) -> Door:
    return Door(url, auth=("staf", Secret(PASSWORD)), timeout=timeout, limit=limit)


def test_it_logs_in_and_reads_json() -> None:
    with site(lambda asked: asked.answer(b'\xef\xbb\xbf{"a": 1}')) as (url, heard):
        answer = door(url).get("/posts", params={"slug": "a b"})
        assert (answer.status, answer.json()) == (200, {"a": 1})
    assert heard[0].path == "/api/posts?slug=a+b"
    login = base64.b64encode(f"staf:{PASSWORD}".encode()).decode()
    assert heard[0].headers["Authorization"] == f"Basic {login}"


def test_it_says_what_it_sends_once() -> None:
    with site(lambda asked: asked.answer(status=500)) as (url, heard), pytest.raises(SiteError) as caught:
        door(url).send("POST", "posts", json={"title": "é"})
    assert (caught.value.code, caught.value.again, caught.value.answer.body) == ("site_error", True, b"{}")
    assert len(heard) == 1


def test_it_returns_a_refusal_for_the_kind_to_read() -> None:
    with site(lambda asked: asked.answer(b'{"code": "x"}', 403)) as (url, _):
        answer = door(url).send("PATCH", "posts/1", data=b"x")
    assert (answer.status, answer.ok, answer.json()) == (403, False, {"code": "x"})


def test_it_asks_again_by_itself_only_for_what_changes_nothing() -> None:
    with site(lambda asked: asked.answer(status=502)) as (url, heard):
        assert refused(lambda: door(url).get("posts")).code == "site_error"
        assert [asked.method for asked in heard] == ["GET"] * 3
        assert refused(lambda: door(url).send("POST", "posts")).code == "site_error"
    assert [asked.method for asked in heard[3:]] == ["POST"]


@pytest.mark.parametrize(("method", "status"), [("POST", 301), ("POST", 302), ("POST", 307), ("GET", 302)])
def test_it_carries_the_login_nowhere_else(method: str, status: int) -> None:
    with site(lambda asked: asked.answer()) as (other, overheard):
        with site(lambda asked: asked.answer(status=status, Location=f"{other}/posts")) as (url, _):
            error = refused(lambda: door(url).get("p") if method == "GET" else door(url).send(method, "p"))
        assert (error.code, error.again, overheard) == ("redirected", False, [])
        assert error.detail == other.removesuffix("/api")


def test_it_follows_a_redirect_on_the_same_site_when_it_reads_but_not_in_circles() -> None:
    def say(asked: Asked) -> None:
        if asked.path == "/api/new":
            asked.answer(b"[1]")
        else:
            asked.answer(status=301, Location="/api/new" if asked.path == "/api/old" else "/api/circle")

    with site(say) as (url, _):
        assert door(url).get("old").json() == [1]
        assert refused(lambda: door(url).get("circle")).code == "redirected"
        assert refused(lambda: door(url).send("POST", "old")).code == "redirected"


def test_it_asks_no_other_host_by_a_full_address() -> None:
    with site(lambda asked: asked.answer()) as (url, heard):
        assert door(url).get(f"{url}/posts").status == 200
        assert refused(lambda: door(url).get("http://127.0.0.2/posts")).code == "redirected"
        assert len(heard) == 1


@pytest.mark.parametrize(("value", "seconds"), [("7", 7.0), ("", None), ("soon", None), ("9" * 30, 999999999.0)])
def test_a_busy_site_says_when_to_come_back(value: str, seconds: float | None) -> None:
    with site(lambda asked: asked.answer(status=503, Retry_After=value)) as (url, _):
        error = refused(lambda: door(url).send("POST", "posts"))
    assert (error.code, error.again, error.retry_after) == ("busy", True, seconds)


def test_a_busy_site_may_name_a_moment_that_is_past() -> None:
    with site(lambda asked: asked.answer(status=429, Retry_After="Sun, 06 Nov 1994 08:49:37 GMT")) as (url, _):
        assert refused(lambda: door(url).get("posts")).retry_after == 0.0


def test_a_page_is_no_json() -> None:
    with site(lambda asked: asked.answer(b"<html>", Content_Type="text/html")) as (url, _):
        answer = door(url).get("posts")
    error = refused(answer.json)
    assert (error.code, error.detail) == ("answer_odd", "/api/posts: no JSON but text/html")


def test_json_too_deep_to_read_is_odd() -> None:
    with site(lambda asked: asked.answer(b"[" * 100_000)) as (url, _):
        answer = door(url).get("posts")
    assert refused(answer.json).code == "answer_odd"


def test_it_reads_only_so_much() -> None:
    with site(lambda asked: asked.answer(b" " * 2000)) as (url, _):
        assert refused(lambda: door(url, limit=1000).get("posts")).code == "answer_large"


def test_it_does_not_wait_for_ever() -> None:
    with site(lambda _asked: time.sleep(1)) as (url, heard):
        error = refused(lambda: door(url, timeout=(1.0, 0.1)).send("POST", "posts"))
    assert (error.code, error.again, len(heard)) == ("timeout", True, 1)


def test_a_site_that_hangs_up_was_perhaps_asked() -> None:
    with site(lambda asked: asked.wire.connection.shutdown(socket.SHUT_RDWR)) as (url, heard):
        error = refused(lambda: door(url).send("POST", "posts"))
    assert (error.code, error.again, len(heard)) == ("unreachable", True, 1)


def test_nobody_answers() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        error = refused(lambda: door(f"http://127.0.0.1:{taken.getsockname()[1]}").get("posts"))
    assert (error.code, error.again) == ("unreachable", True)


def test_the_machines_netrc_does_not_speak_for_the_bot(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("machine 127.0.0.1 login other password other")
    monkeypatch.setenv("NETRC", str(netrc))
    with site(lambda asked: asked.answer()) as (url, heard):
        Door(url, headers={"X-Token": "t"}).get("posts")
    assert ("Authorization" in heard[0].headers, heard[0].headers["X-Token"]) == (False, "t")
