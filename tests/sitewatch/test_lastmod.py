"""Asking a website on loopback when something changed: its feed, its site map, its pages; and one in trouble."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

import pytest

from bot.sitewatch import lastmod
from bot.sitewatch.fetch import FetchError
from bot.sitewatch.lastmod import Place
from bot.sitewatch.machines import Entry
from tests.sitewatch.loopback import Answer, answering, send

ITEM = "<item><title>Baru</title><link>/baru</link><pubDate>Tue, 03 Nov 2026 08:30:00 +0700</pubDate></item>"
RSS = f"<rss><channel>{ITEM}</channel></rss>"
AT = datetime(2026, 11, 3, 1, 30, tzinfo=UTC)


def showing(pages: Mapping[str, str], kind: str = "application/xml") -> Answer:
    """Show these documents, with {here} as the website's own address, and nothing else."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        path = handler.path
        here = f"http://{handler.headers['Host']}"
        if path not in pages:
            send(handler, "tidak ada", 404)
        elif pages[path].startswith("->"):
            send(handler, "", 302, Location=pages[path][2:].replace("{here}", here))
        else:
            send(handler, pages[path].replace("{here}", here), kind=kind)

    return answer


def place(url: str) -> Place:
    return Place(url, lambda _at: True, limit=3.0)


@pytest.mark.parametrize(
    "kind", ["application/rss+xml; charset=utf-8", "text/xml", "text/html", "application/atom+xml"]
)
def test_a_feed_is_read_whatever_it_is_called(kind: str) -> None:
    with answering(showing({"/feed": "->/rss.xml", "/rss.xml": RSS}, kind)) as url:
        assert lastmod.of_feed(f"{url}/feed", place(url)) == Entry(AT, "Baru", f"{url}/baru")


@pytest.mark.parametrize(
    ("pages", "kind", "code"),
    [
        ({}, "text/xml", "status"),
        ({"/feed": "<html>Masuk</html>"}, "text/html", "not_html"),
        ({"/feed": RSS}, "image/png", "not_html"),
        ({"/feed": "->http://judi.example/"}, "text/xml", "redirected_away"),
        ({"/feed": "x" * 5_000_001}, "text/xml", "too_big"),
    ],
)
def test_a_feed_that_cannot_be_read_says_why(pages: dict[str, str], kind: str, code: str) -> None:
    with answering(showing(pages, kind)) as url, pytest.raises(FetchError) as caught:
        lastmod.of_feed(f"{url}/feed", place(url))
    assert caught.value.code == code


def urlset(*entries: tuple[str, str]) -> str:
    listed = "".join(f"<url><loc>{{here}}{path}</loc><lastmod>{at}</lastmod></url>" for path, at in entries)
    return f"<urlset>{listed}</urlset>"


def index(*paths: str) -> str:
    return f"<sitemapindex>{''.join(f'<sitemap><loc>{{here}}{path}</loc></sitemap>' for path in paths)}</sitemapindex>"


def test_an_index_is_followed_within_the_website_and_never_round_and_round() -> None:
    pages = {
        "/sitemap.xml": index("/1.xml", "/2.xml", "/sitemap.xml"),
        "/1.xml": urlset(("/berita/a", "2026-11-01"), ("/beritaku", "2026-11-09")),
        "/2.xml": urlset(("/berita/b/", "2026-11-03T01:30:00Z"), ("/profil", "2026-11-08")),
    }
    with answering(showing(pages)) as url:
        found = lastmod.of_sitemap(place(url))
    assert found is not None
    newest = lastmod.below(found, f"{url}/berita/", only=False)
    assert newest == Entry(AT, "", f"{url}/berita/b/")
    assert lastmod.below(found, f"{url}/berita", only=True) is None
    by_hand = lastmod.below(found, f"{url}/profil/", only=True)
    assert by_hand is not None
    assert by_hand.at.day == 8


def test_an_endless_index_ends() -> None:
    asked: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        here = f"http://{handler.headers['Host']}"
        send(handler, index(f"/{len(asked)}a.xml", f"/{len(asked)}b.xml").replace("{here}", here), kind="text/xml")

    with answering(answer) as url:
        assert lastmod.of_sitemap(place(url)) == []
    assert len(asked) == lastmod.MOST_SITEMAPS


def test_a_website_without_a_site_map_is_no_trouble_unless_one_was_named() -> None:
    with answering(showing({})) as url:
        assert lastmod.of_sitemap(place(url)) is None
        with pytest.raises(FetchError):
            lastmod.of_sitemap(place(url), f"{url}/peta.xml")
    with answering(lambda handler: send(handler, "rusak", 500)) as url, pytest.raises(FetchError) as caught:
        lastmod.of_sitemap(place(url))
    assert caught.value.code == "status"


def page(main: str, menu: str = "Beranda", beside: str = "", foot: str = "") -> str:
    return (
        f"<!doctype html><title>Profil</title><nav><a href=/>{menu}</a></nav><main><h1>Profil</h1>{main}</main>"
        f"<aside>{beside}</aside><footer>{foot}</footer>"
    )


WORDS = "<p>Kabupaten Contoh terdiri atas dua belas kecamatan.</p>"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (page(WORDS, menu="Beranda Kabupaten Contoh yang baru saja diganti namanya"), True),
        (page(WORDS, beside="<p>Berita terbaru: Bupati membuka pasar malam di alun-alun kota</p>"), True),
        (page(WORDS, foot="<p>Dilihat 1.204 kali oleh para pengunjung situs ini</p>"), True),
        (page(WORDS + "<p>Diperbarui terakhir pada 24 November 2026 pukul 09.00</p>"), False),
        (page(WORDS.replace("dua belas", "empat belas")), False),
        (page("<p>Halaman dalam perbaikan, silakan kembali lagi nanti.</p>"), False),
    ],
)
def test_only_a_pages_own_words_make_it_another(other: str, same: bool) -> None:
    with answering(showing({"/a": page(WORDS), "/b": other}, "text/html")) as url:
        one, two = (lastmod.of_page(f"{url}{path}", place(url)) for path in ("/a", "/b"))
    assert (one == two) is same


def test_counters_and_dates_in_its_words_do_not() -> None:
    day = "<p>Hari ini tanggal {} dan halaman ini dibaca {} kali.</p>"
    shown = {"/a": page(WORDS + day.format(3, 120)), "/b": page(WORDS + day.format(24, 4521))}
    with answering(showing(shown, "text/html")) as url:
        one, two = (lastmod.of_page(f"{url}{path}", place(url)) for path in ("/a", "/b"))
    assert one == two


def test_a_page_of_unclosed_elements_is_read_in_time() -> None:
    broken = "<main>" + "<nav><aside>" * 5_000 + WORDS
    with answering(showing({"/a": broken}, "text/html")) as url:
        assert len(lastmod.of_page(f"{url}/a", place(url))) == 64
