"""Looking at a public page, on a loopback server that answers as websites do."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.sitewatch import proof
from bot.sitewatch.proof import Expected, prove

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
EXPECTED = Expected('Pasar "Murah" digelar', ("Pasar murah digelar Senin - gratis.", "Warga diundang..."))
PAGE = (
    "<html><head><title>Situs</title></head><body><h1>Pasar “Murah” digelar</h1>"
    "<p>Pasar   murah <b>digelar</b> Senin – gratis.</p><p>Warga diundang…</p></body></html>"
)

Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture
def site() -> Iterator[tuple[str, dict[str, Answer]]]:
    """A website: what it answers, by path."""
    answers: dict[str, Answer] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answers.get(self.path, (404, {"Content-Type": "text/html"}, b"tidak ada"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", answers
    server.shutdown()
    thread.join()
    server.server_close()


def html(page: str, status: int = 200, charset: str = "utf-8") -> Answer:
    return status, {"Content-Type": f"text/html; charset={charset}"}, page.encode(charset, "xmlcharrefreplace")


def test_it_proves_a_page_whose_typography_the_website_changed(site: tuple[str, dict[str, Answer]]) -> None:
    url, answers = site
    answers["/a"] = html(PAGE)
    seen = prove(f"{url}/a", EXPECTED, now=NOW)
    assert seen.ok
    assert (seen.code, seen.status, seen.missing, seen.fetched_at) == ("ok", 200, 0, NOW)
    assert len(seen.sha256) == 64


def test_it_reads_another_charset(site: tuple[str, dict[str, Answer]]) -> None:
    url, answers = site
    answers["/a"] = html(PAGE, charset="iso-8859-1")
    assert prove(f"{url}/a", EXPECTED, now=NOW).ok


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (PAGE.replace("Pasar “Murah” digelar", "Judul lain"), "title_missing"),
        (PAGE.replace("Warga diundang…", ""), "text_missing"),
        (PAGE.replace("<p>Warga diundang…</p>", "<p hidden>Warga diundang…</p>"), "text_missing"),
        (PAGE.replace("<p>Warga diundang…</p>", "<div style='display: none'>Warga diundang…</div>"), "text_missing"),
        (PAGE.replace("<p>Warga diundang…</p>", "<script>Warga diundang…</script>"), "text_missing"),
    ],
)
def test_it_refuses_a_page_that_does_not_show_it(site: tuple[str, dict[str, Answer]], page: str, code: str) -> None:
    url, answers = site
    answers["/a"] = html(page)
    seen = prove(f"{url}/a", EXPECTED, now=NOW)
    assert (seen.ok, seen.code, seen.again) == (False, code, True)


def test_it_says_what_an_error_page_answered(site: tuple[str, dict[str, Answer]]) -> None:
    url, answers = site
    answers["/a"] = html(PAGE, status=503)
    seen = prove(f"{url}/a", EXPECTED, now=NOW)
    assert (seen.ok, seen.code, seen.status, seen.again) == (False, "status", 503, True)


def test_it_follows_a_redirect_on_the_same_host_only(site: tuple[str, dict[str, Answer]]) -> None:
    url, answers = site
    answers["/a"] = html(PAGE)
    answers["/lama"] = (301, {"Location": "/a"}, b"")
    answers["/jauh"] = (302, {"Location": url.replace("127.0.0.1", "localhost") + "/a"}, b"")
    answers["/putar"] = (302, {"Location": "/putar"}, b"")
    assert prove(f"{url}/lama", EXPECTED, now=NOW).ok
    assert prove(f"{url}/jauh", EXPECTED, now=NOW).code == "redirected_away"
    assert prove(f"{url}/putar", EXPECTED, now=NOW).code == "redirected_away"


def test_it_refuses_a_file_and_a_page_without_end(
    site: tuple[str, dict[str, Answer]], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, answers = site
    answers["/pdf"] = (200, {"Content-Type": "application/pdf"}, PAGE.encode())
    answers["/besar"] = html(PAGE + "x" * 2000)
    monkeypatch.setattr(proof, "LARGEST", 1000)
    assert prove(f"{url}/pdf", EXPECTED, now=NOW).code == "not_html"
    assert prove(f"{url}/besar", EXPECTED, now=NOW).code == "too_big"


def test_it_says_when_nobody_answers_or_too_slowly(
    site: tuple[str, dict[str, Answer]], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, _ = site
    assert prove("http://127.0.0.1:9/a", EXPECTED, now=NOW).code == "unreachable"
    assert prove(url.replace("http:", "https:") + "/a", EXPECTED, now=NOW).code == "tls"
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        monkeypatch.setattr(proof, "TIMEOUT", (0.2, 0.2))
        assert prove(f"http://127.0.0.1:{silent.getsockname()[1]}/", EXPECTED, now=NOW).code == "timeout"


def test_it_survives_any_bytes(site: tuple[str, dict[str, Answer]]) -> None:
    url, answers = site
    answers["/a"] = (200, {"Content-Type": "text/html; charset=nonsense"}, bytes(range(256)) * 4 + b"<h1><h1></p><<<")
    assert not prove(f"{url}/a", EXPECTED, now=NOW).ok
