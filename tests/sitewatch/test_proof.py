"""Proof of publication: every way a page can fail to be there, provoked on loopback."""

from __future__ import annotations

import gzip
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.sitewatch import fetch
from bot.sitewatch.proof import Expected, Proof, prove
from tests.sitewatch.loopback import Answer, answering, send

NOW = datetime(2026, 11, 22, 3, 5, tzinfo=UTC)
TITLE = "Irigasi Way Rilau diresmikan"
EXPECTED = Expected(TITLE, ("Air dibagi bergilir.", 'Kata Bupati: "Kami siap..."'))
PAGE = (
    f"<html><head><title>{TITLE} | Situs</title></head><body><h1>{TITLE}</h1>"
    "<p>Air <b>dibagi</b> bergilir.</p><p>Kata Bupati: “Kami siap…”</p></body></html>"
)


def proof_of(answer: Answer, expected: Expected = EXPECTED, **options: Any) -> Proof:
    with answering(answer) as url:
        return prove(f"{url}/berita/", expected, now=NOW, **options)


def page(body: bytes | str = PAGE, **options: Any) -> Answer:
    return partial(send, body=body, **options)


def test_a_live_page_is_proven() -> None:
    proof = proof_of(page())
    assert (proof.ok, proof.code, proof.again, proof.status) == (True, "ok", False, 200)
    assert (proof.title_found, proof.missing, proof.fetched_at) == (True, 0, NOW)
    assert len(proof.sha256) == 64


def test_the_hash_is_of_the_words_and_not_of_the_markup() -> None:
    other = PAGE.replace("<b>", "<i>").replace("</b>", "</i>").replace("“", '"')
    assert proof_of(page(other)).sha256 == proof_of(page()).sha256
    assert proof_of(page(PAGE.replace("Air", "Es"))).sha256 != proof_of(page()).sha256


def test_it_asks_as_a_visitor_without_a_cache_and_without_a_login(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login admin password rahasia\n")
    monkeypatch.setenv("NETRC", str(netrc))
    seen: dict[str, str] = {}

    def answer(handler: BaseHTTPRequestHandler) -> None:
        seen.update(handler.headers.items(), path=handler.path)
        send(handler, PAGE)

    assert proof_of(answer).ok
    assert "Tayang/" in seen["User-Agent"]
    assert "no-cache" in seen["Cache-Control"]
    assert seen["path"] == "/berita/"
    assert "Authorization" not in seen
    assert "Cookie" not in seen


def test_it_uses_the_session_it_is_given() -> None:
    seen: list[str | None] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.headers["X-Kantor"])
        send(handler, PAGE)

    with requests.Session() as session:
        session.headers["X-Kantor"] = "ya"
        assert proof_of(answer, session=session).ok
    assert seen == ["ya"]


def test_a_missing_title_may_still_come() -> None:
    proof = proof_of(page(PAGE.replace(TITLE, "Beranda")))
    assert (proof.code, proof.title_found, proof.again) == ("title_missing", False, True)


def test_a_title_only_in_the_text_is_no_title() -> None:
    proof = proof_of(page(f"<title>Beranda</title><p>{TITLE}</p>"))
    assert proof.code == "title_missing"


def test_missing_paragraphs_are_counted() -> None:
    proof = proof_of(page(PAGE.replace("bergilir", "merata")))
    assert (proof.ok, proof.code, proof.missing, proof.again) == (False, "text_missing", 1, True)
    assert "Air dibagi bergilir." in proof.detail


def test_hidden_text_proves_nothing() -> None:
    proof = proof_of(page(PAGE.replace("<p>", "<p hidden>")))
    assert (proof.code, proof.missing) == ("text_missing", 2)


@pytest.mark.parametrize(
    ("status", "again"), [(404, True), (429, True), (500, True), (503, True), (403, False), (410, False)]
)
def test_a_refusal_is_told_with_its_status(status: int, *, again: bool) -> None:
    proof = proof_of(page(status=status))
    assert (proof.code, proof.status, proof.again) == ("status", status, again)
    assert (proof.missing, proof.sha256) == (2, "")


def test_a_redirect_on_the_same_site_is_followed() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/berita/":
            send(handler, status=301, Location="/berita/baru/")
        else:
            send(handler, PAGE)

    proof = proof_of(answer)
    assert proof.ok
    assert proof.final_url.endswith("/berita/baru/")


def test_a_redirect_to_another_site_is_not_even_asked() -> None:
    asked: list[str] = []

    def other(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        send(handler, PAGE)

    with answering(other) as url:
        elsewhere = url.replace("127.0.0.1", "localhost")
        proof = proof_of(page(status=302, Location=f"{elsewhere}/judi"))
    assert (proof.code, proof.again, proof.final_url) == (
        "redirected_away", False, f"{elsewhere}/judi",
    )  # fmt: skip
    assert asked == []


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_redirect_to_no_website_is_refused(target: str) -> None:
    assert proof_of(page(status=302, Location=target)).code == "redirected_away"


def test_a_redirect_that_is_no_address_is_no_page() -> None:
    proof = proof_of(page(status=302, Location="http://[::1"))
    assert (proof.ok, proof.code) == (False, "unreachable")


def test_redirects_in_a_circle_end() -> None:
    proof = proof_of(page(status=302, Location="/berita/"))
    assert (proof.code, proof.status, proof.again) == ("redirected_away", 302, False)


def test_www_is_the_same_site() -> None:
    assert fetch.same_host("https://www.bumilestari.example/", "https://bumilestari.example/a")
    assert not fetch.same_host("https://bumilestari.example/", "https://bumilestari.example.org/")


def test_what_is_no_page_is_no_proof() -> None:
    assert proof_of(page(kind="application/pdf")).code == "not_html"


def test_a_page_too_big_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MOST_BYTES", 100_000)
    proof = proof_of(page(PAGE + " " * 200_000))
    assert (proof.code, proof.again) == ("too_big", False)


def test_a_page_that_swells_when_unpacked_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MOST_BYTES", 100_000)
    packed = gzip.compress(PAGE.encode() + b" " * 3_000_000)
    assert len(packed) < 10_000
    assert proof_of(page(packed, Content_Encoding="gzip")).code == "too_big"


def test_a_silent_server_is_given_up() -> None:
    released = threading.Event()

    def wait(_: BaseHTTPRequestHandler) -> None:
        released.wait(5)

    try:
        proof = proof_of(wait, timeout=(1, 0.1))
    finally:
        released.set()
    assert (proof.code, proof.again) == ("timeout", True)


@pytest.mark.parametrize(("between", "whole"), [(0.02, 0.2), (5.0, 60.0)])
def test_a_server_that_drips_or_stalls_in_the_middle_is_given_up(between: float, whole: float) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(between)

    with answering(_stoppable(drip)) as url:
        began = time.monotonic()
        proof = prove(url, EXPECTED, now=NOW, timeout=(1, 0.3), whole=whole)
        took = time.monotonic() - began
    assert (proof.code, proof.again) == ("timeout", True)
    assert took < 1.5


def _stoppable(answer: Answer) -> Answer:
    """Run the answer on a daemon thread of its own, so that a sleeping one does not hold up the test's end."""

    def run(handler: BaseHTTPRequestHandler) -> None:
        def quiet() -> None:
            try:
                answer(handler)
            except (OSError, ValueError):
                return

        thread = threading.Thread(target=quiet, daemon=True)
        thread.start()
        thread.join(1)

    return run


def test_nobody_at_home_is_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
        proof = prove(url, EXPECTED, now=NOW)
    assert (proof.code, proof.status, proof.again) == ("unreachable", None, True)


@pytest.mark.parametrize("url", ["bukan alamat", "ftp://127.0.0.1/", "http://"])
def test_an_impossible_address_is_unreachable_for_ever(url: str) -> None:
    proof = prove(url, EXPECTED, now=NOW)
    assert (proof.code, proof.again) == ("unreachable", False)


def test_a_broken_off_page_is_unreachable() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "999999")
        handler.end_headers()
        handler.wfile.write(PAGE.encode())

    proof = proof_of(answer)
    assert (proof.code, proof.again) == ("unreachable", True)


def test_a_server_that_speaks_no_tls_is_told_as_such() -> None:
    with answering(page()) as url:
        proof = prove(url.replace("http:", "https:"), EXPECTED, now=NOW)
    assert (proof.code, proof.again) == ("tls", False)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (PAGE.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (PAGE.encode("utf-16"), 'text/html; charset="utf-16"'),
        (b'<meta charset="windows-1252">' + PAGE.encode("cp1252"), "text/html"),
        (PAGE.encode("utf-8-sig"), "text/html"),
        (PAGE.encode(), "text/html; charset=punycode"),
        (PAGE.encode(), "text/html; charset=zip"),
    ],
)
def test_the_charset_is_respected(body: bytes, kind: str) -> None:
    assert proof_of(page(body, kind=kind)).code == "ok"


def test_any_bytes_are_survived() -> None:
    proof = proof_of(page(bytes(range(256)) * 4 + b"<h1><h1></p><<<", kind="text/html; charset=nonsense"))
    assert (proof.ok, proof.code) == (False, "title_missing")


@contextmanager
def _own_tls(folder: Path) -> Iterator[str]:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    with socket.create_server(("127.0.0.1", 0)) as plain:
        thread = threading.Thread(target=_serve_tls, args=(plain, context), daemon=True)
        thread.start()
        yield f"https://localhost:{plain.getsockname()[1]}/"


def _serve_tls(plain: socket.socket, context: ssl.SSLContext) -> None:
    body = PAGE.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
    while True:
        try:
            connection, _ = plain.accept()
        except OSError:
            return
        try:
            with context.wrap_socket(connection, server_side=True) as secured:
                secured.recv(65536)
                secured.sendall(head.encode() + body)
        except OSError:
            connection.close()


def test_an_unknown_certificate_is_refused_and_the_offices_own_is_accepted(tmp_path: Path) -> None:
    try:
        subprocess.run(["openssl", "version"], check=True, capture_output=True)
    except OSError:
        pytest.skip("openssl is not installed")
    with _own_tls(tmp_path) as url:
        refused = prove(url, EXPECTED, now=NOW)
        trusted = prove(url, EXPECTED, now=NOW, ca_bundle=tmp_path / "cert.pem")
    assert (refused.code, refused.again) == ("tls", False)
    assert trusted.code == "ok"
