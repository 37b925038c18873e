"""Rich messages: every block of the Bot API becomes HTML or words, and nothing is lost in silence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.rich import RichPhoto, RichText, read_rich
from bot.content.sanitise import clean_fragment

Json = dict[str, Any]


def para(text: Any) -> Json:
    return {"type": "paragraph", "text": text}


def heading(text: Any, size: int) -> Json:
    return {"type": "heading", "text": text, "size": size}


def read(*blocks: Json) -> RichText:
    return read_rich({"blocks": list(blocks)})


def html(*blocks: Json) -> str:
    """The HTML of blocks without photos."""
    [piece] = read(*blocks).pieces
    assert isinstance(piece, str)
    return piece


def photo(file_id: str, **more: Any) -> Json:
    sizes = [
        {"file_id": f"{file_id}m", "file_unique_id": "a", "width": 90, "height": 60, "file_size": 900},
        {"file_id": file_id, "file_unique_id": "b", "width": 900, "height": 600, "file_size": 90_000},
    ]
    return {"type": "photo", "photo": sizes, **more}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a < b\nc", "a &lt; b<br>c"),
        (["a ", {"type": "bold", "text": ["b ", {"type": "italic", "text": "c"}]}], "a <strong>b <em>c</em></strong>"),
        ({"type": "underline", "text": "u"}, "<u>u</u>"),
        ({"type": "strikethrough", "text": "s"}, "<s>s</s>"),
        (["H", {"type": "subscript", "text": "2"}, "O"], "H<sub>2</sub>O"),
        (["m", {"type": "superscript", "text": "2"}], "m<sup>2</sup>"),
        ({"type": "code", "text": "x=1"}, "<code>x=1</code>"),
        ({"type": "spoiler", "text": "rahasia"}, "rahasia"),
        ({"type": "marked", "text": "penting"}, "penting"),
        ({"type": "custom_emoji", "custom_emoji_id": "1", "alternative_text": "🎉"}, "🎉"),
        ({"type": "mention", "text": "@dinkes", "username": "dinkes"}, "@dinkes"),
        (
            {"type": "url", "text": "situs", "url": "https://contoh.go.id/"},
            '<a href="https://contoh.go.id/" rel="noopener noreferrer">situs</a>',
        ),
        ({"type": "url", "text": "jahat", "url": "javascript:alert(1)"}, "jahat"),
        (
            {"type": "email_address", "text": "surel", "email_address": "a@contoh.go.id"},
            '<a href="mailto:a@contoh.go.id" rel="noopener noreferrer">surel</a>',
        ),
        (
            {"type": "phone_number", "text": "(0271) 123", "phone_number": "+62271123"},
            '<a href="tel:+62271123" rel="noopener noreferrer">(0271) 123</a>',
        ),
        ({"type": "of_tomorrow", "text": "kata"}, "kata"),
        ({"type": "anchor", "name": "a"}, ""),
        (17, ""),
    ],
)
def test_it_reads_formats(text: Any, shown: str) -> None:
    assert html(para("Judul"), para(["", text, "."])) == f"<p>Judul</p>\n<p>{shown}.</p>"


def test_it_nests_headings_and_takes_the_first_for_the_title() -> None:
    text = read(heading("Judul", 1), para("Isi."), heading("Bab", 2), heading("Anak", 5))
    assert text.title == "Judul"
    assert text.pieces == ("<h2>Judul</h2>\n<p>Isi.</p>\n<h3>Bab</h3>\n<h4>Anak</h4>",)
    assert text.words == "Judul\nIsi.\nBab\nAnak"


def test_it_reads_lists_with_numbers_boxes_and_lists_inside() -> None:
    inner = {"type": "list", "items": [{"label": "a", "value": 1, "type": "a", "blocks": [para("dalam")]}]}
    items = [
        {"label": "3", "value": 3, "blocks": [para("tiga")]},
        {"label": "4", "value": 4, "blocks": [para("empat"), inner]},
    ]
    assert html(para("J"), {"type": "list", "items": items}).splitlines()[1] == (
        '<ol start="3"><li>tiga</li><li><p>empat</p><ol type="a"><li>dalam</li></ol></li></ol>'
    )
    boxes = [{"label": "•", "blocks": [para("KTP")], "has_checkbox": True, "is_checked": True}]
    assert html(para("J"), {"type": "list", "items": boxes}).splitlines()[1] == "<ul><li>☑ KTP</li></ul>"


def test_it_reads_tables_with_headers_spans_and_caption() -> None:
    place = {"align": "left", "valign": "top"}
    cells = [
        [{"text": "Desa", "is_header": True, **place}, {"text": "Hari", "is_header": True, "colspan": 2, **place}],
        [{"text": "Sukamaju", "is_header": True, **place}, {"text": "Senin", **place}, place],
    ]
    table = {"type": "table", "cells": cells, "caption": {"type": "bold", "text": "Jadwal"}}
    assert html(para("J"), table).splitlines()[1] == (
        "<table><caption><strong>Jadwal</strong></caption><tbody>"
        '<tr><th scope="col">Desa</th><th scope="col" colspan="2">Hari</th></tr>'
        '<tr><th scope="row">Sukamaju</th><td>Senin</td><td></td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        ({"type": "pre", "text": "a\nb", "language": "sql"}, "<pre><code>a<br>b</code></pre>"),
        ({"type": "footer", "text": "Humas"}, "<p>Humas</p>"),
        ({"type": "divider"}, "<hr>"),
        (
            {"type": "blockquote", "blocks": [para("Kita bisa.")], "credit": "Bupati"},
            "<blockquote><p>Kita bisa.</p><p>— Bupati</p></blockquote>",
        ),
        ({"type": "pullquote", "text": "Gratis!"}, "<blockquote><p>Gratis!</p></blockquote>"),
        (
            {"type": "details", "summary": "Syarat", "blocks": [para("KTP")]},
            "<p><strong>Syarat</strong></p><p>KTP</p>",
        ),
        ({"type": "anchor", "name": "a"}, ""),
    ],
)
def test_it_reads_other_blocks(block: Json, shown: str) -> None:
    text = read(para("Judul"), block, para("Akhir."))
    assert text.lost == ()
    lines = ["<p>Judul</p>", *([shown] if shown else []), "<p>Akhir.</p>"]
    assert text.pieces == ("\n".join(lines),)


def test_photos_stand_where_they_stood_also_those_inside_a_quotation() -> None:
    quote = {"type": "blockquote", "blocks": [para("Kutipan"), photo("dua", caption={"text": "Bupati"})]}
    text = read(para("Judul"), photo("satu"), para("Isi."), quote, para("Akhir."))
    assert text.pieces == (
        "<p>Judul</p>",
        RichPhoto("satu", 90_000, ""),
        "<p>Isi.</p>\n<blockquote><p>Kutipan</p></blockquote>",
        RichPhoto("dua", 90_000, "Bupati"),
        "<p>Akhir.</p>",
    )


def test_a_collage_is_photos_and_its_caption() -> None:
    collage = {
        "type": "collage",
        "blocks": [photo("satu"), photo("dua")],
        "caption": {"text": "Panen", "credit": "Humas"},
    }
    text = read(para("Judul"), collage)
    assert [each.file_id for each in text.pieces if isinstance(each, RichPhoto)] == ["satu", "dua"]
    assert "Panen – Humas" in text.words


@pytest.mark.parametrize(
    ("kind", "code"),
    [("video", "video"), ("animation", "video"), ("audio", "audio"), ("voice_note", "audio"), ("map", "map")],
)
def test_it_says_what_a_page_cannot_have_and_keeps_its_caption(kind: str, code: str) -> None:
    text = read(para("Judul"), {"type": kind, kind: {}, "caption": {"text": "Sambutan"}})
    assert text.lost == ((code, 1),)
    assert text.words == "Judul\nSambutan"


def test_a_block_of_a_later_telegram_gives_its_words() -> None:
    later = {"type": "timeline", "text": "Januari", "blocks": [para("Rapat")]}
    text = read(para("Judul"), later)
    assert text.words == "Judul\nJanuari\nRapat"
    assert text.lost == (("layout", 1),)


def test_a_file_in_a_block_of_a_later_telegram_is_asked_for() -> None:
    text = read(para("Judul"), {"type": "document", "document": {"file_id": "x"}, "caption": {"text": "Lampiran"}})
    assert text.lost == (("files", 1),)
    assert text.words == "Judul\nLampiran"


def test_a_formula_stays_readable() -> None:
    text = read(para("Judul"), {"type": "mathematical_expression", "expression": "a^2"})
    assert text.words == "Judul\na^2"
    assert text.lost == (("layout", 1),)


def test_a_long_first_paragraph_is_no_title() -> None:
    text = read(para("kata " * 60))
    assert len(text.title) <= 150
    assert text.title.endswith("…")


def test_more_blocks_than_telegram_allows_are_counted() -> None:
    text = read(*[para("x")] * 503)
    assert text.lost == (("parts", 3),)


def test_nesting_without_end_ends() -> None:
    block: Json = para("dasar")
    for _ in range(3000):
        block = {"type": "blockquote", "blocks": [block]}
    assert read(para("Judul"), block).title == "Judul"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "text",
                    "blocks",
                    "items",
                    "cells",
                    "caption",
                    "size",
                    "value",
                    "photo",
                    "credit",
                    "url",
                    "colspan",
                ]
            ),
            inner
            | st.sampled_from(["paragraph", "heading", "list", "table", "photo", "details", "collage", "url", "pre"]),
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(_JSON)
def test_whatever_comes_is_clean_html(blocks: Any) -> None:
    text = read_rich({"blocks": blocks})
    for piece in text.pieces:
        if isinstance(piece, str):
            assert clean_fragment(piece) == piece
    json.dumps([text.title, text.lost, text.words])
