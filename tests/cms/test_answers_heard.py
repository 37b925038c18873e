"""Answers as websites really send them: read through the door where that is safe, else called by their true cause."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping

import pytest

from bot.cms import http
from bot.cms.base import PublishError
from bot.cms.http import Answer, Door
from tests.cli.loopback import Said, serving

TOLD = b'{"id": 7, "name": "Berita"}'
UTF16 = {"Content-Type": "application/json; charset=utf-16le"}
OLD = {"Content-Type": "application/json; charset=iso-8859-1"}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http.AGAIN, "backoff_factor", 0.0)
    monkeypatch.setattr(http.AGAIN, "backoff_jitter", 0.0)


def asked(body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> tuple[Answer, Door]:
    with serving(lambda _: Said(body, status, headers or {})) as url:
        door = Door(url, timeout=(2.0, 2.0))
        return door.get("/wp-json/"), door


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"\xef\xbb\xbf" + TOLD, {}),
        (("\ufeff" + TOLD.decode()).encode("utf-16-le"), {}),
        (("\ufeff" + TOLD.decode()).encode("utf-16-be"), {}),
        (TOLD.decode().encode("utf-16-le"), UTF16),
        (TOLD.decode().encode("utf-16-le"), {}),
        (gzip.compress(TOLD, mtime=0), {}),
        (gzip.compress(TOLD, mtime=0), {"Content-Encoding": "gzip"}),
        (TOLD, {"Content-Encoding": "gzip"}),
        (zlib.compress(TOLD), {}),
    ],
)
def test_it_reads_what_is_packed_or_written_otherwise(body: bytes, headers: Mapping[str, str]) -> None:
    answer, door = asked(body, 200, headers)
    assert answer.json() == {"id": 7, "name": "Berita"}
    assert [problem for problem in door.noise() if problem.code != "answer_noise"] == []


def test_it_reads_letters_of_old_character_sets_and_signs_that_json_forbids() -> None:
    assert asked('{"name":"Café"}'.encode("latin-1"), 200, OLD)[0].json() == {"name": "Café"}
    assert asked(b'{"name":"a\x01b\tc"}')[0].json() == {"name": "a\x01b\tc"}


@pytest.mark.parametrize(
    ("body", "maker"),
    [
        (b"<div class='ads'>Iklan</div>\n" + TOLD, "<div>"),
        (TOLD + b"<div id='query-monitor'>0.2s</div>", "<div>"),
        (b"/**/callback(" + TOLD + b");", "callback(…)"),
        (b"jQuery123_4(" + TOLD + b")", "jQuery123_4(…)"),
        (b")]}',\n" + TOLD, ")]}',"),
        (b"for(;;);" + TOLD, "for(;;);"),
    ],
)
def test_it_reads_through_what_is_set_around_and_names_it(body: bytes, maker: str) -> None:
    answer, door = asked(body)
    assert answer.json() == {"id": 7, "name": "Berita"}
    assert [problem.detail for problem in door.noise()] == [maker]


@pytest.mark.parametrize(
    "body",
    [TOLD + TOLD, b"<html><body><div>" + TOLD + b"</div>", b'{"id": 7, "na', b"alert(1);" + TOLD, b"cb(" + TOLD, b""],
)  # fmt: skip
def test_it_never_guesses(body: bytes) -> None:
    with pytest.raises(PublishError) as caught:
        asked(body)[0].json()
    assert (caught.value.code, caught.value.again) == ("answer_odd", True)


PAGES: list[tuple[bytes, int, str, bool]] = [
    (b"<title>Access denied | x used Cloudflare to restrict access</title>", 403, "firewall", False),
    (b"<h2>Forbidden</h2><p>Access to this resource on the server is denied!</p>", 403, "firewall", False),
    (b"<title>Verifying...</title><script>lsrecap</script>", 200, "firewall", False),
    (b'{"message":"Access denied by Imunify360 bot-protection. IPs"}', 415, "firewall", False),
    (b"<title>507 Insufficient Storage</title>", 507, "disk_full", True),
    (b"Warning: write failed: No space left on device in /home/kab/x.php on line 3", 500, "disk_full", True),
    (b"<p>Disk quota exceeded</p>", 500, "disk_full", True),
    (b"<title>Galat Basis Data</title><h1>Gagal membuat koneksi ke basis data</h1>", 500, "database_down", True),
    (b"Could not establish database connection", 500, "database_down", True),
    (b"Table './wp/wp_posts' is marked as crashed and should be repaired", 500, "database_down", True),
    (b'{"errors":[{"title":"Could not connect to MySQL server"}]}', 500, "database_down", True),
    (b"<title>Account Suspended</title><h1>This Account has been suspended.</h1>", 200, "not_the_site", False),
    (b"<h1>Website ini ditangguhkan sementara</h1>Hubungi penyedia hosting", 200, "not_the_site", False),
    (b"<title>Domain parked</title>This domain is parked", 200, "not_the_site", False),
    (b"<title>Welcome to nginx!</title>", 200, "not_the_site", False),
    (b"<title>509 Bandwidth Limit Exceeded</title>", 509, "not_the_site", False),
    (b"<title>Internet Positif</title>", 200, "not_the_site", False),
]


@pytest.mark.parametrize(("body", "status", "code", "again"), PAGES)
def test_it_names_the_true_cause(body: bytes, status: int, code: str, *, again: bool) -> None:
    with pytest.raises(PublishError) as caught:
        asked(body, status)[0].json()
    assert (caught.value.code, caught.value.again) == (code, again)
    assert "/home/" not in caught.value.detail


def test_what_is_packed_is_unpacked_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(b"[" + b" " * 50_000_000 + b"]", mtime=0)
    answer, _ = asked(bomb)
    assert len(answer.text) <= http.MOST_BYTES
