"""Pages of the embedded website: nothing people wrote acts; browsers, readers and search engines get what they need."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.cms.base import PublishError
from bot.cms.folder import FolderPublisher
from bot.cms.publish import publish_page
from tests.cms.people import LATER, MORNING, article, document, photo
from tests.cms.people import settings as told
from tests.cms.reading import elements, public, read

XSS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java&#x09;script:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<iframe src='https://judi.example'></iframe>",
    "<form action='https://judi.example'><input name=a></form>",
    "<style>@import 'https://judi.example'</style>",
    "<p style='background:url(https://judi.example)' onclick=alert(1) class=x id=isi>x</p>",
    "<img src='https://judi.example/p.png'>",
    "<img src='media:" + "0" * 64 + "'>",
    '<img alt="><script>alert(1)</script>" src="media:x">',
    "</div></article></main><base href='https://judi.example'><meta http-equiv=refresh content='0;url=//x'>",
    "<!--/isi--><script>alert(1)</script>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
]


def _dangers(page: str) -> Iterator[str]:
    """Yield whatever in a page could act, or fetch from elsewhere."""
    for tag, attrs in elements(page):
        if tag in {"iframe", "form", "input", "style", "base", "object", "embed", "math"}:
            yield tag
        if tag == "script" and attrs.get("type") != "application/ld+json":
            yield "script"
        if attrs.get("http-equiv") not in {None, "Content-Security-Policy"}:
            yield "meta"
        yield from (f"{tag} {name}" for name in attrs if name.startswith("on") or name == "style")
        for name in ("src", "href", "srcset", "action"):
            address = (attrs.get(name) or "").strip().lower()
            if not re.match(r"(/situs/|http://127\.0\.0\.1:8080/situs/|#|$)", address):
                yield f"{tag} {name} {address}"


@pytest.mark.parametrize("bad", XSS)
def test_nothing_people_wrote_acts(site: FolderPublisher, folder: Path, tmp_path: Path, bad: str) -> None:
    one = replace(photo(tmp_path, "a.jpg"), alt=bad, caption=bad, filename=f"{bad}.jpg")
    two = replace(document(tmp_path, "a.pdf"), caption=bad)
    page = article(
        title=bad, html=f"<p>Awal.</p>{bad}", summary=bad, byline=bad, unit_name=bad,
        section_name=bad, tags=(bad,), media=(one, two),
    )  # fmt: skip
    remote = publish_page(site, page)
    for path in (folder / "public").rglob("*.html"):
        assert list(_dangers(path.read_text("utf-8"))) == [], path
    ET.fromstring(public(folder, "feed.xml"))  # noqa: S314 - our own output
    ET.fromstring(public(folder, "sitemap.xml"))  # noqa: S314
    site.withdraw(remote, "ditarik", bad, None)
    assert list(_dangers(read(folder, remote))) == []


def test_settings_are_escaped_as_well(folder: Path) -> None:
    bad = '"><script>alert(1)</script>'
    rows = [{"key": "berita", "name": bad}]
    site = FolderPublisher(told(folder, site_name=bad, tagline=bad, sections=rows), lambda: LATER)
    remote = publish_page(site, article())
    assert list(_dangers(read(folder, remote) + public(folder, "index.html"))) == []


def test_structured_data_cannot_end_its_script(site: FolderPublisher, folder: Path) -> None:
    page = read(folder, publish_page(site, article(title="A </script><script>alert(1)</script>")))
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(found[0])["headline"] == "A </script><script>alert(1)</script>"
    assert page.count("<script") == 1


def test_control_characters_do_not_break_the_feed(site: FolderPublisher, folder: Path) -> None:
    publish_page(site, article(title="Satu\x00dua\x0b\ufffe\ud800tiga", summary="a\x1fb"))
    feed = ET.fromstring(public(folder, "feed.xml"))  # noqa: S314 - our own output
    assert feed.findtext("channel/item/title") == "Satuduatiga"


def test_a_body_of_endless_tags_is_refused_at_once(site: FolderPublisher) -> None:
    with pytest.raises(PublishError, match="too_long"):
        publish_page(site, article(html="<div>" * 30_000))


@pytest.mark.parametrize("key", ["../x", "a/b", "", "a b", ".x", "-", "A" * 40, "x\n"])
def test_a_key_that_is_no_file_name_is_refused(site: FolderPublisher, key: str) -> None:
    with pytest.raises(PublishError, match="key_odd"):
        site.find(key)


@pytest.fixture
def rich(site: FolderPublisher, folder: Path, tmp_path: Path) -> str:
    media = (*(photo(tmp_path, f"{n}.jpg") for n in range(3)), document(tmp_path, "a.pdf"))
    html = f'<h2>Bab</h2><table><tr><th>a</th></tr></table><img src="media:{media[0].sha256}">'
    for n in range(5):
        publish_page(site, article(f"K{n}", published_at=MORNING - timedelta(hours=n + 1)))
    return read(folder, publish_page(site, article(media=media, html=html)))


def test_headings_go_down_one_by_one(rich: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", rich)]
    assert levels.count(1) == 1
    steps = [after - before for before, after in pairwise(levels)]
    assert max(steps) <= 1


def test_every_picture_has_words_or_says_it_needs_none(rich: str) -> None:
    pictures = [attrs for tag, attrs in elements(rich) if tag == "img"]
    assert len(pictures) >= 3
    assert all("alt" in attrs and "width" in attrs and "height" in attrs for attrs in pictures)
    article_part = rich[rich.index('<div class="prose"') : rich.index('class="tags"')]
    assert all(attrs["alt"] for tag, attrs in elements(article_part) if tag == "img")


def test_the_frame_is_accessible(rich: str) -> None:
    tags = [tag for tag, _ in elements(rich)]
    assert [tags.count(name) for name in ("main", "title", "h1")] == [1, 1, 1]
    assert '<html lang="id">' in rich
    assert '<a class="skip" href="#isi">' in rich
    ids = [attrs["id"] for _, attrs in elements(rich) if "id" in attrs]
    assert len(ids) == len(set(ids))
    named = re.findall(r'aria-labelledby="([^"]*)"', rich)
    assert set(named) <= set(ids)


def test_the_head_tells_search_engines_and_messengers(rich: str) -> None:
    attributes = {(a.get("property") or a.get("name")): a.get("content") for _, a in elements(rich)}
    assert attributes["og:title"] == "Irigasi Way Rilau diresmikan"
    assert str(attributes["og:image"]).startswith("http://127.0.0.1:8080/situs/media/")
    assert attributes["twitter:card"] == "summary_large_image"
    canonical = [a["href"] for tag, a in elements(rich) if a.get("rel") == "canonical"]
    assert canonical == [attributes["og:url"]]
    policy = [a["content"] for _, a in elements(rich) if a.get("http-equiv")]
    assert "default-src 'none'" in str(policy)
    assert "unsafe" not in str(policy)


def test_structured_data_is_a_news_article(rich: str) -> None:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', rich)
    data = json.loads(found[0])
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == "2026-11-20T12:48:00+08:00"
    assert data["author"]["name"] == "Sub Bagian Pemberitaan"


def test_an_english_article_says_so_on_an_indonesian_site(site: FolderPublisher, folder: Path) -> None:
    page = read(folder, publish_page(site, article(language="en")))
    assert '<html lang="id">' in page
    assert '<article class="article wrap" lang="en">' in page


def test_an_english_site_speaks_english(folder: Path) -> None:
    site = FolderPublisher(told(folder, language="en"), lambda: LATER)
    page = read(folder, publish_page(site, article()))
    assert "Published" in page
    assert "Friday, 20 November 2026, 12:48 WITA" in page
    assert "Terbit" not in page
