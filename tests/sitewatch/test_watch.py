"""A whole look at a page: other answers to search engines, ways to elsewhere, the front page, pictures and caches."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from bot.sitewatch import fetch, proof
from bot.sitewatch.foreign import Baseline
from bot.sitewatch.proof import Expected, prove
from bot.sitewatch.watch import Seen, Site, front, watch
from tests.sitewatch import corpus
from tests.sitewatch.loopback import Answer, answering, send
from tests.sitewatch.test_proof import _own_tls

NOW = datetime(2026, 11, 22, 3, 5, tzinfo=UTC)
EXPECTED = Expected(corpus.TITLE, corpus.PARAGRAPHS)
PAGE = corpus.render(corpus.THEMES["plain"])
SPAM = corpus.render(corpus.THEMES["plain"], corpus.HACKED[0])


def seen_of(answer: Answer, known: Baseline | None = None, expected: Expected = EXPECTED) -> Seen:
    with answering(answer) as url:
        return watch(f"{url}/berita/imunisasi/", expected, known or Baseline(), Site(f"{url}/"), now=NOW)


def by_agent(google: Callable[[BaseHTTPRequestHandler], None], phone: Answer | None = None) -> Answer:
    """A site that answers a search engine, or who comes from one, in its own way."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if "Googlebot" in handler.headers["User-Agent"]:
            google(handler)
        elif handler.headers["Referer"] and phone is not None:
            phone(handler)
        else:
            send(handler, PAGE)

    return answer


def page(body: str = PAGE, **options: Any) -> Answer:
    return partial(send, body=body, **options)


def test_a_page_that_is_the_same_for_everybody_is_well() -> None:
    seen = seen_of(page())
    assert (seen.well, seen.findings, seen.proof.code) == (True, (), "ok")
    assert seen.baseline == Baseline()


@pytest.mark.parametrize(
    ("google", "quoted"),
    [
        (page(SPAM), "Slot gacor hari ini gampang maxwin"),
        (page("<title>Situs judi terpercaya</title><h1>Judi</h1>"), "Situs judi terpercaya"),
        (page("<title>Toko obat</title>"), "Toko obat"),
        (page("", status=302, Location="https://slot.example/"), "https://slot.example/"),
        (page("", status=302, Location="/"), "http://127.0.0.1"),
        (page("", status=404), "HTTP 404"),
    ],
)
def test_another_answer_to_a_search_engine_is_found_out(google: Answer, quoted: str) -> None:
    seen = seen_of(by_agent(google))
    assert seen.proof.ok
    assert {f.what for f in seen.findings} == {"cloaked"}
    assert any(f.quote.startswith(quoted) for f in seen.findings)


def test_who_comes_from_a_search_engine_on_a_phone_is_looked_after_too() -> None:
    away = page("", status=302, Location="https://slot.example/daftar")
    assert [f.what for f in seen_of(by_agent(page(), away)).findings] == ["cloaked"]


@pytest.mark.parametrize("status", [401, 403, 406, 429, 500, 503])
def test_a_firewall_that_keeps_false_search_engines_out_is_no_finding(status: int) -> None:
    assert seen_of(by_agent(page("Access denied", status=status))).well


@pytest.mark.parametrize("title", ["One moment, please...", "Just a moment...", "Sucuri WebSite Firewall"])
def test_a_challenge_of_a_firewall_is_no_other_page(title: str) -> None:
    assert seen_of(by_agent(page(f"<title>{title}</title><p>Please wait</p>"))).well
    spam = page(f"<title>{title}</title><p>Slot gacor maxwin</p>")
    assert {f.what for f in seen_of(by_agent(spam)).findings} == {"cloaked"}


def test_a_part_of_the_website_for_phones_is_no_other_website() -> None:
    def mobile(handler: BaseHTTPRequestHandler) -> None:
        send(handler, "", status=302, Location=f"http://m.{handler.headers['Host']}/berita/")

    assert seen_of(by_agent(page(), mobile)).well


def test_a_page_that_is_gone_for_visitors_but_not_for_search_engines() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        google = "Googlebot" in handler.headers["User-Agent"]
        send(handler, SPAM if google else "", status=200 if google else 404)

    seen = seen_of(answer)
    assert (seen.proof.code, {f.what for f in seen.findings}) == ("status", {"cloaked"})


def test_a_page_that_is_gone_for_everybody_is_only_gone() -> None:
    seen = seen_of(page("", status=404))
    assert (seen.proof.ok, seen.findings, seen.baseline) == (False, (), None)


def test_what_everybody_is_shown_is_told_once() -> None:
    assert [f.what for f in seen_of(page(SPAM)).findings] == ["foreign_words"]


def test_the_first_look_learns_what_a_theme_has_of_its_own() -> None:
    joomla = corpus.render(corpus.THEMES["joomla"])
    with answering(page(joomla.replace(f'<base href="{corpus.URL}">', ""))) as url:
        first = watch(f"{url}/a/", EXPECTED, None, Site(f"{url}/"), now=NOW)
        assert first.well
        assert watch(f"{url}/a/", EXPECTED, first.baseline, Site(f"{url}/"), now=NOW).well
        assert not watch(f"{url}/a/", EXPECTED, Baseline(), Site(f"{url}/"), now=NOW).well


# --- whose website ---------------------------------------------------------------------------------------


def test_no_other_host_is_asked() -> None:
    asked: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        send(handler, PAGE)

    with answering(answer) as url:
        seen = watch(f"{url}/a/", EXPECTED, None, Site("https://www.nusaraya.go.id/"), now=NOW)
    assert (seen.proof.code, seen.proof.again, asked) == ("foreign_host", False, [])


def test_to_be_sent_to_the_front_page_is_not_to_be_shown_the_page() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path.startswith("/situs/berita/"):
            send(handler, "", status=302, Location="/situs/")
        else:
            send(handler, PAGE)

    with answering(answer) as url:
        found = prove(f"{url}/situs/berita/a/", EXPECTED, now=NOW, home=f"{url}/situs/")
    assert (found.ok, found.code) == (False, "redirected_home")


# --- caches, order, pictures -----------------------------------------------------------------------------


def test_caches_are_passed_only_when_the_plain_look_fails() -> None:
    asked: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        send(handler, PAGE if "tayang=" in handler.path else "<title>Lama</title>")

    with answering(answer) as url:
        found = prove(f"{url}/a/?p=1", EXPECTED, now=NOW)
    assert found.ok
    assert found.final_url == f"{url}/a/?p=1"
    assert asked == ["/a/?p=1", f"/a/?p=1&tayang={int(NOW.timestamp())}"]
    asked.clear()
    with answering(page()) as url:
        assert prove(f"{url}/a/", EXPECTED, now=NOW).ok
    assert asked == []


def test_a_site_that_is_down_is_not_asked_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(url: str, *args: Any, **named: Any) -> fetch.Fetched:
        asked.append(url)
        return fetch.fetch(url, *args, **named)

    monkeypatch.setattr(proof, "fetch", counted)
    assert prove("http://127.0.0.1:9/", EXPECTED, now=NOW).code == "unreachable"
    assert len(asked) == 1


def test_paragraphs_out_of_their_order_are_not_the_verified_text() -> None:
    first, second = corpus.PARAGRAPHS
    turned = PAGE.replace(first, "@").replace(second, first).replace("@", second)
    with answering(page(turned)) as url:
        found = prove(f"{url}/", EXPECTED, now=NOW)
    assert (found.code, found.missing) == ("text_missing", 1)


PICTURE = Expected(corpus.TITLE, corpus.PARAGRAPHS, "Warga antre")


def with_picture(tag: str, status: int = 200, kind: str = "image/jpeg", body: bytes = b"\xff\xd8\xff") -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path.endswith(".jpg"):
            send(handler, body, status=status, kind=kind)
        else:
            send(handler, PAGE.replace("<main>", f"<main>{tag}"))

    return answer


SHOWN = '<img src="/foto/1.jpg" alt="Warga antre">'


def proven(answer: Answer) -> str:
    with answering(answer) as url:
        return prove(f"{url}/a/", PICTURE, now=NOW, home=f"{url}/").code


def test_the_cover_is_asked_for_as_an_image() -> None:
    assert proven(with_picture(SHOWN)) == "ok"
    assert proven(with_picture('<meta property="og:image" content="/foto/1.jpg">')) == "ok"


@pytest.mark.parametrize("options", [{"status": 404}, {"kind": "text/html"}, {"body": b""}, {"status": 302}], ids=str)
def test_a_cover_that_does_not_come_is_no_proof(options: dict[str, Any]) -> None:
    assert proven(with_picture(SHOWN, **options)) == "cover_missing"


def test_a_theme_without_covers_and_pictures_of_other_hosts_are_no_failure() -> None:
    assert proven(with_picture("")) == "ok"
    assert proven(with_picture('<img src="https://cdn.example/1.jpg" alt="Warga antre">')) == "ok"


# --- the front page and the certificate ------------------------------------------------------------------


def test_the_front_page_is_looked_at_for_vandalism_and_spam() -> None:
    with answering(page("<title>Hacked by Gh0st</title><p>Slot gacor</p>")) as url:
        found, _ = front(Site(f"{url}/"), Baseline())
    assert {(f.what, f.place) for f in found} == {("defaced", "front"), ("foreign_words", "front")}


def test_a_front_page_that_leads_away_is_a_finding_and_one_that_is_down_is_none() -> None:
    with answering(page("", status=301, Location="https://slot.example/")) as url:
        assert [f.what for f in front(Site(f"{url}/"), Baseline())[0]] == ["leads_away"]
    with answering(page("", status=503)) as url:
        assert front(Site(f"{url}/"), Baseline()) == ((), None)


def test_it_says_how_long_the_certificate_is_still_valid(tmp_path: Path) -> None:
    with _own_tls(tmp_path) as url:
        found = prove(url, Expected("Irigasi Way Rilau diresmikan", ()), now=NOW, ca_bundle=tmp_path / "cert.pem")
    assert found.ok
    assert found.days_left in {1, 2}


def test_a_whole_look_is_cheap() -> None:
    big = corpus.render(corpus.THEMES["classic"]).replace("</aside>", "<p>Berita lain hari ini</p>" * 5000 + "</aside>")
    began = time.process_time()
    assert seen_of(page(big), Baseline(hidden=frozenset({"facebook.com"}), jumps=frozenset({"nusaraya.go.id"}))).well
    assert time.process_time() - began < 3
