"""The corpus against every wall and every page of a website, in a browser: nothing runs, nothing foreign survives."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

if not os.environ.get("CI"):
    pytest.importorskip("playwright.sync_api")

from bot.cms.base import Publisher, PublishError, Remote
from bot.cms.folder import FolderPublisher, body
from bot.cms.publish import publish_page
from bot.cms.wordpress import WordPressPublisher
from bot.content.compose import Piece, compose
from bot.content.spans import tidy
from bot.content.word.convert import convert
from tests.cms.people import LATER, settings
from tests.content import docx
from tests.real.conftest import running_wordpress, wordpress
from tests.real.wordpress import WordPress
from tests.sitewatch.loopback import serving
from tests.xss.looking import Looker, Seen, browsing
from tests.xss.sheets import HARMLESS, STRUCTURE, fragments, sheet
from tests.xss.vectors import VECTORS

GROUP = 128
__all__ = ["running_wordpress", "wordpress"]  # fixtures


@pytest.fixture(scope="module")
def looker() -> Iterator[Looker]:
    with browsing() as found:
        yield found


# -- the corpus itself, and the eyes


def test_the_corpus_is_large(looker: Looker) -> None:
    assert len(VECTORS) >= 600
    raw = looker.fragments(VECTORS)
    assert len({number for number, _ in raw}) >= 400


@pytest.mark.parametrize(
    ("planted", "offence"),
    [
        ("<img src=x onerror=window.__hit(7)>", "ran: 7"),
        ("<p onmouseover=window.__hit(7)>x</p>", "handler: p onmouseover"),
        ('<a href="java\tscript:window.__hit(7)">x</a>', "address: a href"),
        ("<svg><a xlink:href=javascript:window.__hit(7)>x</a></svg>", "address: a xlink:href"),
        ('<iframe srcdoc="x"></iframe>', "srcdoc"),
        ("<iframe src=/></iframe>", "frame: "),
        ("<img src=https://evil.example/x.gif>", "asked for https://evil.example/x.gif"),
        ('<meta http-equiv=refresh content="0;url=/lain.html">', "went to "),
        ("<script>alert(1)</script>", "ran: -1"),
        ('<p style="background:url(x)">x</p>', "style: p"),
        ("<template><b onclick=x>x</b></template>", "handler: b onclick"),
    ],
)
def test_the_eyes_see_what_is_planted(looker: Looker, tmp_path: Path, planted: str, offence: str) -> None:
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title><body>{planted}")
    (tmp_path / "lain.html").write_text("x")
    with serving(tmp_path) as url:
        seen = looker.look(f"{url}/")
    assert any(found.startswith(offence) for found in seen.offences), seen.offences


def test_the_eyes_miss_a_marker_that_was_swallowed(looker: Looker, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>penanda 0</p><!-- <p>penanda 1</p>")
    with serving(tmp_path) as url:
        assert looker.look(f"{url}/").markers == ["penanda 0"]


# -- the walls, each vector by itself


def test_no_wall_lets_a_vector_through(looker: Looker) -> None:
    walled = [(vector, wall, html) for vector in VECTORS for wall, html in fragments(vector).items()]
    found = looker.fragments([html for _, _, html in walled])
    assert [(offence, *walled[number]) for number, offence in found] == []


def word_file(vectors: Sequence[str]) -> bytes:
    """Return a Word file that says each vector in a heading, a paragraph, a cell, a link, a note and a picture."""
    body: list[str] = []
    links: dict[str, str] = {}
    for number, vector in enumerate(tidy(vector) for vector in vectors):
        links[f"l{number}"] = vector
        runs = (docx.run(vector, bold=True), docx.link(f"l{number}", vector))
        body += [docx.p(docx.run(vector), style="Heading1"), docx.p(*runs), docx.table([[docx.p(docx.run(vector))]])]
    body.append(docx.p(docx.picture("m1", tidy(" ".join(vectors)))))
    notes = docx.footnotes(*(docx.run(tidy(vector)) for vector in vectors))
    return docx.docx(*body, media={"m1": docx.photo()}, links=links, parts={"word/footnotes.xml": notes})


def test_a_word_file_brings_none_of_them_in(looker: Looker) -> None:
    found: list[tuple[int, str]] = []
    for vectors in grouped():
        taken = convert(word_file(vectors))
        htmls = [piece for piece in taken.pieces if isinstance(piece, str)]
        pictures = [piece for piece in taken.pieces if not isinstance(piece, str)]
        parts = [Piece("html", html) for html in htmls]
        parts += [Piece("photo", sha256="a" * 64, alt=picture.alt, caption=picture.caption) for picture in pictures]
        page = compose(taken.title, parts).html
        assert sum("__hit" in line for line in page.splitlines()) > 0
        found += looker.fragments([*htmls, page])
    assert found == []


# -- the websites


@dataclass
class Site:
    """A website, a visitor, and where the visitor looks besides at the page itself."""

    publisher: Publisher
    looker: Looker
    folder: Path
    lists: Sequence[str] = ()
    made: int = 0
    own: dict[str, Counter[str]] = field(default_factory=dict)

    def offences(self, vectors: Sequence[str]) -> list[str]:
        """Publish a sheet of vectors, look at it and at the lists, withdraw it, look again."""
        self.made += 1
        page = sheet(f"XSS{self.made}", vectors, self.folder)
        remote = publish_page(self.publisher, page)
        shown = self.looker.look(remote.url)
        expected = [f"penanda {number}" for number in range(len(vectors))]
        found = self._different("page", shown)
        found += [] if shown.markers == expected else [f"markers: {len(shown.markers)} of {len(expected)}"]
        for url in self.lists:
            found += self._different(url, self.looker.look(url))
        self._withdraw(remote, " ".join(vectors))
        return found + self._different("withdrawn", self.looker.look(remote.url))

    def learn(self) -> None:
        """Look at the site's own design, as an article without vectors shows it."""
        page = sheet("OWN", [HARMLESS, STRUCTURE], self.folder)
        remote = publish_page(self.publisher, page)
        self.own = {"page": self.looker.look(remote.url).active}
        self.own |= {url: self.looker.look(url).active for url in self.lists}
        self._withdraw(remote, HARMLESS)
        self.own["withdrawn"] = self.looker.look(remote.url).active

    def _withdraw(self, remote: Remote, note: str) -> None:
        whole = note.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self.publisher.withdraw(remote, "ditarik", whole, None)

    def _different(self, place: str, seen: Seen) -> list[str]:
        more = seen.active - self.own[place]
        return [f"{place}: {offence}" for offence in [*seen.offences, *(f"element: {name}" for name in more)]]


def culprits(site: Site, vectors: Sequence[str]) -> dict[str, list[str]]:
    """Return the vectors that leave something behind, each found by itself: no vector hides another."""
    found = site.offences(vectors)
    if not found:
        return {}
    if len(vectors) == 1:
        return {vectors[0]: found}
    middle = len(vectors) // 2
    return culprits(site, vectors[:middle]) | culprits(site, vectors[middle:])


def grouped() -> Iterator[Sequence[str]]:
    for start in range(0, len(VECTORS), GROUP):
        yield VECTORS[start : start + GROUP]


@pytest.fixture
def folder_site(looker: Looker, tmp_path: Path) -> Iterator[Site]:
    site, made = tmp_path / "situs", tmp_path / "media"
    site.mkdir()
    made.mkdir()
    (site / "public").mkdir()
    with serving(site / "public") as url:
        publisher = FolderPublisher(settings(site, base_url=url), lambda: LATER)
        found = Site(publisher, looker, made, [f"{url}/", f"{url}/berita/"])
        found.learn()
        yield found


def test_the_folder_site_runs_none_of_them(folder_site: Site) -> None:
    for vectors in grouped():
        assert culprits(folder_site, vectors) == {}


@pytest.mark.slow
def test_a_real_wordpress_runs_none_of_them(wordpress: WordPress, looker: Looker, tmp_path: Path) -> None:
    publisher = WordPressPublisher(wordpress.settings(), lambda: LATER)
    site = Site(publisher, looker, tmp_path, [f"{wordpress.url}/"])
    site.learn()
    for vectors in grouped():
        assert culprits(site, vectors) == {}


def test_a_withdrawn_page_leads_to_no_script(folder_site: Site) -> None:
    remote = publish_page(folder_site.publisher, sheet("NOTE", [HARMLESS], folder_site.folder))
    kept = []
    for target in VECTORS:
        with suppress(PublishError):
            folder_site.publisher.withdraw(remote, "digabung", "", tidy(target))
            kept.append(target)
            assert folder_site.looker.look(remote.url).offences == []
    assert 0 < len(kept) < 60


def test_a_hole_in_a_page_is_found_and_named(folder_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    hole = "<img src=x onerror=window.__hit(7)>"
    scrolling = body._scrolling

    def leaky(html: str, label: str) -> str:
        return scrolling(html, label) + (hole if "__hit(7)" in html else "")

    monkeypatch.setattr(body, "_scrolling", leaky)
    vectors = ["kata", hole, "biasa"]
    assert list(culprits(folder_site, vectors)) == [hole]
