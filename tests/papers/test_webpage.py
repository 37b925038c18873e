"""A page to look at before it is published: every word and picture of it, on pages as wide as a phone."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.cms.base import Medium, Page
from bot.content.sanitise import clean_fragment
from bot.papers.webpage import Around, webpage
from bot.papers.webtext import Grid, Listing, Words, blocks_of
from tests.papers.reading import close, words
from tests.stage import jpeg

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
AROUND = Around(
    "Pratinjau – belum tayang. N-1", "Pratinjau N-1 – belum tayang", "halaman {} dari {}", "Sel, 24 Nov 2026"
)
SHA = "a" * 64


def page(folder: Path, **changed: object) -> Page:
    photo = folder / "foto"
    photo.write_bytes(jpeg("red", (1600, 1200)))
    made = Page(
        key="k1", title="Judul", html="<p>Isi</p>", summary="", section="berita", section_name="Berita",
        unit_name="Dinas Kesehatan", byline="Oleh Dinas Kesehatan", published_at=NOW,
        language="id", cover=SHA, tags=(),
        media=(Medium(SHA, "foto.jpg", "image/jpeg", photo, "Warga antre", "Antrean", 1),),
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def drawn(made: Page, most: int = 48 << 20) -> bytes:
    return webpage(made, AROUND, now=NOW, most=most).data


def pictures(content: bytes) -> list[tuple[int, int]]:
    """The size in pixels of each picture, in the order of the pages."""
    found = [image for sheet in PdfReader(io.BytesIO(content)).pages for image in sheet.images]
    return [Image.open(io.BytesIO(image.data)).size for image in found]


def addresses(content: bytes) -> list[str]:
    """Where links lead, in order, each once."""
    notes = [note.get_object() for sheet in PdfReader(io.BytesIO(content)).pages for note in sheet.get("/Annots", ())]
    return list(dict.fromkeys(str(note["/A"]["/URI"]) for note in notes if "/URI" in note["/A"]))


def test_headline_section_author_and_day_stand_above_the_text(tmp_path: Path) -> None:
    said = words(drawn(page(tmp_path)))
    order = ["belum tayang. N-1", "Berita", "Judul", "Oleh Dinas Kesehatan", "Sel, 24 Nov 2026", "Antrean", "Isi"]
    assert [said.index(one) for one in order] == sorted(said.index(one) for one in order)


def test_its_pages_are_as_wide_as_a_phone_and_each_says_what_it_is(tmp_path: Path) -> None:
    sheets = PdfReader(io.BytesIO(drawn(page(tmp_path, html="<p>Isi naskah.</p>" * 60)))).pages
    assert len(sheets) > 2
    assert {(float(sheet.mediabox.width), float(sheet.mediabox.height)) for sheet in sheets} == {(400.0, 720.0)}
    for number, sheet in enumerate(sheets, 1):
        assert "Pratinjau N-1 – belum tayang" in sheet.extract_text()
        assert f"halaman {number} dari {len(sheets)}" in sheet.extract_text()


def test_a_cover_in_the_text_is_shown_once(tmp_path: Path) -> None:
    assert len(pictures(drawn(page(tmp_path)))) == 1
    inside = page(tmp_path, html=f'<p>Isi</p><figure><img src="media:{SHA}" alt="Warga antre"></figure>')
    assert len(pictures(drawn(inside))) == 1


def test_links_are_spelt_out_where_their_words_do_not_say_where_they_lead(tmp_path: Path) -> None:
    made = drawn(
        page(
            tmp_path,
            html='<p><a href="https://contoh.go.id/a?b=1&amp;c=2">jadwal</a> · <a href="https://contoh.go.id/">'
            'contoh.go.id</a> · <a href="https://lain.example/">https://contoh.go.id</a> · '
            '<a href="mailto:humas@contoh.go.id">surel</a></p>',
        )
    )
    said = close(words(made))
    assert "jadwal(https://contoh.go.id/a?b=1&c=2)·contoh.go.id·" in said
    assert "https://contoh.go.id(https://lain.example/)·surel(humas@contoh.go.id)" in said
    assert addresses(made) == [
        "https://contoh.go.id/a?b=1&c=2", "https://contoh.go.id/", "https://lain.example/", "mailto:humas@contoh.go.id",
    ]  # fmt: skip


def test_an_attached_file_is_named_and_leads_nowhere(tmp_path: Path) -> None:
    made = drawn(page(tmp_path, html=f'<p class="attachment"><a href="media:{SHA}">Data (CSV, 1 KB)</a></p>'))
    assert "Data (CSV, 1 KB)" in words(made)
    assert addresses(made) == []


def test_lists_keep_their_numbers_and_letters(tmp_path: Path) -> None:
    letters = '<ol type="a"><li>satu</li><li>dua</li></ol>'
    html = f'<ol start="3"><li>tiga{letters}</li><li>empat</li></ol><ul><li>titik</li></ul>'
    assert "3. tiga a. satu b. dua 4. empat • titik" in words(drawn(page(tmp_path, html=html)))


def test_a_tables_spans_are_those_of_a_browser_and_its_head_is_repeated() -> None:
    [grid] = blocks_of(
        '<table><thead><tr><th rowspan="2">Hari</th><th colspan="2">Waktu</th></tr><tr><th>Mulai</th><th>Selesai</th>'
        '</tr></thead><tbody><tr><td colspan="99999">Libur</td></tr><tr><td rowspan="50">a</td><td>b</td></tr></tbody>'
        "</table>",
        {},
    )
    assert isinstance(grid, Grid)
    assert (grid.columns, grid.heads) == (3, 2)
    places = [(cell.x, cell.y, cell.colspan, cell.rowspan) for cell in grid.cells]
    assert places == [(0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (2, 1, 1, 1), (0, 2, 3, 1), (0, 3, 1, 1), (1, 3, 1, 1)]


def test_a_table_of_many_columns_has_a_page_as_wide_as_it_needs_with_its_caption(tmp_path: Path) -> None:
    heads = "".join(f"<th>Penanggungjawab{n}</th>" for n in range(9))
    table = f"<table><caption>Tabel 1</caption><tr>{heads}</tr></table>"
    sheets = PdfReader(io.BytesIO(drawn(page(tmp_path, html=f"<p>Sebelum</p>{table}<p>Sesudah</p>")))).pages
    assert [float(sheet.mediabox.width) for sheet in sheets] == [400.0, 804.0, 400.0]
    said = [close(sheet.extract_text()) for sheet in sheets]
    assert ["Tabel1" in one for one in said] == [False, True, False]
    assert all(f"Penanggungjawab{n}" in said[1] for n in range(9))
    assert ("Sebelum" in said[0], "Sesudah" in said[2]) == (True, True)


def test_a_word_with_no_room_in_its_column_goes_on_in_the_next_line(tmp_path: Path) -> None:
    """Four columns on a phone: no word may run over the next one."""
    cells = "".join(f"<td>{letter * 24}</td>" for letter in "abcd")
    [sheet] = PdfReader(io.BytesIO(drawn(page(tmp_path, html=f"<table><tr>{cells}</tr></table>")))).pages[-1:]
    lines = [line.split() for line in sheet.extract_text().splitlines()]
    assert [letter * 24 for letter in "abcd" if letter * 24 in (part for line in lines for part in line)] == []
    said = close(sheet.extract_text())
    assert [said.count(letter * 8) >= 1 for letter in "abcd"] == [True] * 4


TAGS = [
    *("p", "strong", "em", "u", "s", "sub", "sup", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h2", "h3"),
    *("h4", "figure", "figcaption", "div", "table", "caption", "thead", "tbody", "tr", "th", "td"),
]


def wild(chance: random.Random, depth: int) -> str:
    """HTML in which anything stands in anything, with words that are found again."""
    said = []
    for _ in range(chance.randint(1, 3)):
        if depth == 0 or chance.random() < 0.3:
            said.append(f"k{chance.randint(0, 99999)}k ")
            continue
        tag = chance.choice(TAGS)
        spans = f'colspan="{chance.choice([0, 1, 2, 99999])}" rowspan="{chance.choice([0, 1, 3, 999])}"'
        said.append(f'<{tag} {spans} start="{chance.choice([0, 1, 9])}" type="{chance.choice("aAiI")}"')
        said.append(f' href="https://contoh.go.id/{chance.randint(1, 9)}">{wild(chance, depth - 1)}</{tag}>')
        said.append(chance.choice(["", "", "<br>", "<hr>", f'<img src="media:{SHA}" alt="x">']))
    return "".join(said)


@pytest.mark.parametrize("seed", range(20))
def test_no_word_is_lost_whatever_stands_in_what(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    html = wild(chance, 6) + f"<table><tr><td>{wild(chance, 3)}</td><th rowspan=3>{wild(chance, 3)}</th></tr></table>"
    said = close(words(drawn(page(tmp_path, html=html))))
    wanted = re.findall(r"k\d+k", re.sub("<[^>]*>", "|", clean_fragment(html)))
    assert wanted
    assert [word for word in wanted if word not in said] == []


@pytest.mark.parametrize(
    "html", ["<strong>" * 3000 + "dalam", "<ul><li>" * 500 + "dalam", "<blockquote>" * 500 + "dalam"]
)
def test_endless_nesting_is_a_page_all_the_same(tmp_path: Path, html: str) -> None:
    assert "dalam" in words(drawn(page(tmp_path, html=html)))


@pytest.mark.parametrize(("words_of_it", "boxes"), [("Isi", False), ("Isi \U000f0000", True), ("بسم الله", False)])
def test_it_is_known_when_boxes_stand_for_signs_that_no_font_has(
    tmp_path: Path, words_of_it: str, *, boxes: bool
) -> None:
    assert webpage(page(tmp_path, html=f"<p>{words_of_it}</p>"), AROUND, now=NOW).boxes is boxes


def test_what_is_nested_beyond_reason_stands_beside_it() -> None:
    [found] = blocks_of("<ul><li>" * 12 + "dalam", {})
    depth = 0
    while isinstance(found, Listing):
        depth, found = depth + 1, found.items[0][0]
    assert (depth, isinstance(found, Words)) == (8, True)


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<img src="https://contoh.example/a.png" alt="">',
        '<a href="javascript:alert(1)">x</a>',
        '<iframe src="https://contoh.example"></iframe>',
        '<link rel="stylesheet" href="https://contoh.example/a.css">',
        '<meta http-equiv="refresh" content="0;url=https://contoh.example">',
        '<p style="background:url(https://contoh.example/a.png)">x</p>',
        f'<img src="media:{"b" * 64}" alt="tidak ada">',
    ],
)
def test_whatever_stands_in_the_body_does_nothing(tmp_path: Path, html: str) -> None:
    made = drawn(page(tmp_path, html=f"<p>Isi</p>{html}"))
    assert addresses(made) == []
    assert b"/JavaScript" not in made
    assert b"/Launch" not in made
    assert len(pictures(made)) == 1  # the cover


@pytest.mark.parametrize("field", ["title", "section_name", "byline", "html"])
def test_what_people_wrote_stays_words(tmp_path: Path, field: str) -> None:
    hostile = '#panic("x") *a* _b_ $c$ @d [e] \\ `f` // g'
    assert close(hostile) in close(words(drawn(page(tmp_path, **{field: hostile}))))


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff rusak", b"%PDF-1.4"])
def test_a_photo_that_cannot_be_read_leaves_its_description(tmp_path: Path, content: bytes) -> None:
    made = page(tmp_path)
    made.media[0].path.write_bytes(content)
    sheet = drawn(made)
    assert "Warga antre" in words(sheet)
    assert pictures(sheet) == []


def test_a_photo_of_a_see_through_drawing_stands_on_white(tmp_path: Path) -> None:
    made = page(tmp_path)
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(made.media[0].path, "PNG")
    [image] = PdfReader(io.BytesIO(drawn(made))).pages[0].images
    with Image.open(io.BytesIO(image.data)) as shown:
        assert shown.convert("RGB").getpixel((20, 15)) == (255, 255, 255)


def snow(folder: Path) -> Page:
    """A page whose photo is as large in bytes as they come."""
    made = page(folder)
    noise = random.Random(1).randbytes(1600 * 1200 * 3)
    Image.frombytes("RGB", (1600, 1200), noise).save(made.media[0].path, "JPEG", quality=95)
    return made


@pytest.mark.parametrize(
    ("most", "size"),
    [(48 << 20, [(960, 720)]), (200_000, [(640, 480)]), (60_000, [(360, 270)]), (1, [])],
)
def test_pictures_shrink_until_telegram_takes_the_file(tmp_path: Path, most: int, size: list[tuple[int, int]]) -> None:
    made = drawn(snow(tmp_path), most)
    assert pictures(made) == size
    assert ("Warga antre" in words(made)) is (not size)


def test_twenty_photos_stay_a_file_that_a_slow_line_carries(tmp_path: Path) -> None:
    assert len(drawn(page(tmp_path))) < 60_000


@pytest.mark.parametrize("make", [lambda: jpeg("red", (400, 1600)), lambda: jpeg("red", (1600, 400))])
def test_a_tall_picture_stays_on_one_page_with_its_caption(tmp_path: Path, make: Callable[[], bytes]) -> None:
    made = page(tmp_path)
    made.media[0].path.write_bytes(make())
    figure = f'<figure><img src="media:{SHA}" alt="x"><figcaption>Di bawahnya</figcaption></figure>'
    sheets = PdfReader(io.BytesIO(drawn(replace(made, html="<p>Isi</p>" * 9 + figure)))).pages
    assert [bool(sheet.images) for sheet in sheets] == ["Di bawahnya" in sheet.extract_text() for sheet in sheets]
