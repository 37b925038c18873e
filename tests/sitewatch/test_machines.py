"""Feeds and site maps as websites really write them, and as nobody should: what is read of them, and what is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sitewatch.machines import Entry, NotReadableError, feed, moment, sitemap

HERE = "https://www.contohkab.go.id/feed.xml"
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
NEWEST = datetime(2026, 11, 3, 1, 30, tzinfo=UTC)


def sane(at: datetime) -> bool:
    return at.year >= 1995 and at <= NOW + timedelta(days=1)


def rss(*items: str, more: str = "") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{more}{"".join(items)}</channel></rss>'.encode()


def item(date: str, title: str = "Berita", link: str = "https://www.contohkab.go.id/a", tag: str = "pubDate") -> str:
    return f"<item><title>{title}</title><link>{link}</link><{tag}>{date}</{tag}></item>"


RFC = "Tue, 03 Nov 2026 08:30:00 +0700"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><updated>2026-11-24T00:00:00Z</updated>
<entry><title>Lama</title><link href="/lama"/><updated>2026-01-01T00:00:00Z</updated></entry>
<entry><title type="html">Pasar &amp; Jalan</title><link rel="self" href="https://lain.example/x"/>
<link rel="alternate" href="/baru"/><published>2026-10-01T00:00:00Z</published>
<updated>2026-11-03T08:30:00+07:00</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Situs</title></channel>
<item rdf:about="y"><title>Pasar &amp; Jalan</title><link>https://contohkab.go.id/baru</link>
<dc:date>2026-11-03T01:30:00Z</dc:date></item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("body", "url"),
    [
        (rss(item("Mon, 05 Jan 2026 00:00:00 GMT", "Lama"), item(RFC, "Pasar &amp; Jalan")), f"{HERE[:-8]}a"),
        (ATOM.encode(), "https://www.contohkab.go.id/baru"),
        (RDF.encode(), "https://contohkab.go.id/baru"),
    ],
)
def test_it_finds_the_newest_entry_of_every_kind_of_feed(body: bytes, url: str) -> None:
    assert feed(body, HERE, sane) == Entry(NEWEST, "Pasar & Jalan", url)


def test_a_feed_in_another_encoding_is_read_too() -> None:
    body = f'<?xml version="1.0" encoding="ISO-8859-1"?><rss><channel>{item(RFC, "Café")}</channel></rss>'
    found = feed(body.encode("iso-8859-1"), HERE, sane)
    assert found is not None
    assert found.title == "Café"


def test_the_date_of_the_feed_itself_is_no_news() -> None:
    now = "<lastBuildDate>Tue, 24 Nov 2026 02:00:00 GMT</lastBuildDate><pubDate>Tue, 24 Nov 2026 02:00:00 GMT</pubDate>"
    found = feed(rss(item(RFC), more=now), HERE, sane)
    assert found is not None
    assert found.at == NEWEST
    assert feed(rss(more=now), HERE, sane) is None


@pytest.mark.parametrize(
    "date",
    ["Fri, 03 Nov 2056 08:30:00 +0700", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "", "kemarin", "9" * 5000,
     "Tue, 03 Nov 99999 08:30:00", "0001-01-01T00:00:00+23:59", "2026-13-45", "-1", "Tue, 31 Feb 2026 08:00:00 GMT"],
)  # fmt: skip
def test_an_entry_with_a_date_that_cannot_be_is_left_out(date: str) -> None:
    assert feed(rss(item(date)), HERE, sane) is None
    assert feed(rss(item(date), item(RFC)), HERE, sane) == Entry(NEWEST, "Berita", "https://www.contohkab.go.id/a")


@pytest.mark.parametrize(
    "link", ["https://judi.example/x", "javascript:alert(1)", "//judi.example", "http://[", "ftp://x"]
)
def test_an_address_of_another_website_is_not_kept(link: str) -> None:
    found = feed(rss(item(RFC, link=link)), HERE, sane)
    assert found is not None
    assert found.url in {"", "https://www.contohkab.go.id/ftp"}


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss><channel><item><title>&c;</title></item></channel></rss>"""
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>'


@pytest.mark.parametrize(
    "body",
    [b"", b"\x00\xff\xfe", b"<html><body>Tidak ditemukan</body></html>", b"<rss><channel><item>", b"{}", BOMB, OUTSIDE,
     b"<rss></channel>", b'<?xml version="1.0" encoding="klingon"?><rss/>', b"<rss>\xc3\x28</rss>"],
    ids=["empty", "bytes", "page", "cut off", "json", "bomb", "outside", "crossed", "encoding", "utf8"],
)  # fmt: skip
def test_what_is_no_feed_or_an_attack_is_refused(body: bytes) -> None:
    with pytest.raises(NotReadableError):
        feed(body, HERE, sane)


def test_a_deep_and_a_long_document_end() -> None:
    with pytest.raises(NotReadableError):
        feed(b"<rss>" + b"<a>" * 5_000, HERE, sane)
    many = "".join(item("2026-01-01T00:00:00Z", tag="updated") for _ in range(2_000))
    assert feed(rss(many), HERE, sane) is not None


def test_nested_items_do_not_lend_their_dates() -> None:
    inner = f"<item><title>Luar</title><box><pubDate>{RFC}</pubDate></box></item>"
    assert feed(rss(inner), HERE, sane) is None


MAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://www.contohkab.go.id/berita/a</loc><lastmod>2026-11-03T08:30:00+07:00</lastmod></url>
<url><loc>https://contohkab.go.id/berita/b</loc><lastmod>2026-11</lastmod></url>
<url><loc>https://judi.example/berita/c</loc><lastmod>2026-11-20</lastmod></url>
<url><loc>https://www.contohkab.go.id/berita/d</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://www.contohkab.go.id/1.xml</loc><lastmod>2025-01-01</lastmod></sitemap>
<sitemap><loc>https://www.contohkab.go.id/2.xml</loc><lastmod>2026-01-01</lastmod></sitemap>
<sitemap><loc>https://judi.example/3.xml</loc></sitemap>
<sitemap><loc>https://www.contohkab.go.id/4.xml</loc></sitemap></sitemapindex>"""


def test_a_site_map_gives_the_addresses_of_its_own_website_with_their_change() -> None:
    found = sitemap(MAP.encode(), HERE, sane)
    assert [(entry.url[-1], entry.at.day) for entry in found.entries] == [("a", 3), ("b", 1)]
    assert found.further == ()


def test_an_index_gives_the_site_maps_of_its_own_website_the_newest_first() -> None:
    found = sitemap(INDEX.encode(), HERE, sane)
    assert [address[-5:] for address in found.further] == ["2.xml", "1.xml", "4.xml"]
    assert found.entries == ()


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused(body: bytes) -> None:
    for reader in (feed, sitemap):
        try:
            reader(body, HERE, sane)
        except NotReadableError:
            continue


@given(st.text(max_size=80))
def test_whatever_stands_for_a_date_is_one_or_none(text: str) -> None:
    found = moment(text)
    assert found is None or found.tzinfo is UTC
