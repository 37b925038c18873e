"""A page's preview is one file: whatever the page holds, nothing in it runs, is fetched, or leads into the page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from markupsafe import Markup

from bot.cms.base import Medium, Page
from bot.cms.preview import Around, page_file
from tests.stage import jpeg

AROUND = Around(Markup("<b>Pratinjau.</b> N-1"), "Sel, 24 Nov 2026")
SHA = "a" * 64


def page(folder: Path, **changed: object) -> Page:
    photo = folder / "foto"
    photo.write_bytes(jpeg("red", (1600, 1200)))
    made = Page(
        key="k1", title="Judul", html="<p>Isi</p>", summary="", section="berita", section_name="Berita",
        unit_name="Dinas Kesehatan", byline="Oleh Dinas Kesehatan", published_at=datetime(2026, 11, 24, tzinfo=UTC),
        language="id", cover=SHA, tags=(),
        media=(Medium(SHA, "foto.jpg", "image/jpeg", photo, "Warga antre", "Antrean", 1),),
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def drawn(made: Page) -> str:
    return page_file(made, AROUND).decode()


def test_the_cover_stands_above_a_text_that_does_not_show_it(tmp_path: Path) -> None:
    found = drawn(page(tmp_path))
    assert re.search(r'<figure class="cover"><img src="data:image/webp;base64,[^"]+" alt="Warga antre">', found)
    assert "<figcaption>Antrean</figcaption>" in found
    assert found.index("cover") < found.index("<p>Isi</p>")


def test_a_cover_in_the_text_is_shown_once(tmp_path: Path) -> None:
    found = drawn(page(tmp_path, html=f'<p>Isi</p><figure><img src="media:{SHA}" alt="Warga antre"></figure>'))
    assert found.count("data:image/webp") == 1
    assert 'class="cover"' not in found


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<img src="https://contoh.example/a.png" alt="">',
        '<a href="javascript:alert(1)">x</a>',
        '<iframe src="https://contoh.example"></iframe>',
        "<svg onload=alert(1)></svg>",
        '<style>@import "https://contoh.example/a.css";</style>',
        '<link rel="stylesheet" href="https://contoh.example/a.css">',
        '<form action="https://contoh.example"><input name="a"></form>',
        '<meta http-equiv="refresh" content="0;url=https://contoh.example">',
        '<p style="background:url(https://contoh.example/a.png)">x</p>',
        "</article></main><script>alert(1)</script>",
        f'<img src="media:{"b" * 64}" alt="tidak ada">',
    ],
)
def test_whatever_stands_in_the_body_does_nothing(tmp_path: Path, html: str) -> None:
    found = drawn(page(tmp_path, html=f"<p>Isi</p>{html}"))
    bare = re.sub(r'"data:[^"]*"', '""', found)
    inside = bare[bare.index('<div class="prose">') :]
    forbidden = r"<script|<iframe|<svg|<style|<link|<form|<input|<meta|\son[a-z]+=|javascript:|style=|https://|media:"
    assert re.findall(forbidden, inside) == []
    assert len(re.findall(r"<(?:style|meta http-equiv)", bare)) == 2


@pytest.mark.parametrize("field", ["title", "section_name", "byline", "unit_name"])
def test_what_people_wrote_around_it_stays_words(tmp_path: Path, field: str) -> None:
    hostile = '"><script>alert(1)</script>{x}</title></style>'
    found = drawn(page(tmp_path, **{"byline": "", field: hostile}))
    assert "<script" not in found
    assert found.count("</style>") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{x}" in found


def test_a_caption_and_a_description_stay_words(tmp_path: Path) -> None:
    made = page(tmp_path)
    hostile = '"><script>alert(1)</script>'
    found = drawn(replace(made, media=(replace(made.media[0], alt=hostile, caption=hostile),)))
    assert "<script" not in found
    assert found.count("&lt;script&gt;") == 2


def test_it_fetches_nothing_itself(tmp_path: Path) -> None:
    found = re.sub(r'"data:[^"]*"', '""', drawn(page(tmp_path)))
    assert re.findall(r"https?://|url\(|@import|src=\"[^\"]", found) == []


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff rusak", b"%PDF-1.4"])
def test_a_photo_that_cannot_be_read_leaves_its_description(tmp_path: Path, content: bytes) -> None:
    made = page(tmp_path)
    made.media[0].path.write_bytes(content)
    assert '<span class="missing">Warga antre</span>' in drawn(made)


def test_twenty_photos_stay_a_file_that_a_slow_line_carries(tmp_path: Path) -> None:
    assert len(drawn(page(tmp_path))) < 60_000
