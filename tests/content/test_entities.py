"""Telegram text to web HTML."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given

from bot.content.entities import web_html
from bot.content.sanitise import clean_fragment, safe_link
from bot.content.spans import tidy
from tests.content.support import bare, entity, entity_lists, read_strictly, texts

VOID = frozenset({"br"})
MARKERS = re.compile(r"[-•*.0-9]")
ALLOWED = {
    *("p", "br", "strong", "em", "u", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
}


@given(texts, entity_lists())
@example("x", [{"type": "text_link", "offset": 0, "length": 1, "url": 'https://a.example/"onx="y'}])
def test_any_text_with_any_entities_gives_safe_html_that_says_the_same(
    text: str, entities: list[dict[str, Any]]
) -> None:
    page = web_html(text, entities)
    shown, tags = read_strictly(page, VOID)
    expected, actual = bare(tidy(text)), bare(shown)
    if MARKERS.search(text):  # list markers become tags
        expected, actual = MARKERS.sub("", expected), MARKERS.sub("", actual)
    assert actual == expected
    assert clean_fragment(page) == page
    assert {re.split(r"[ >]", tag[1:])[0] for tag in tags} <= ALLOWED


@given(texts, entity_lists())
def test_every_link_leads_to_the_web_to_mail_or_to_a_telephone(text: str, entities: list[dict[str, Any]]) -> None:
    _, tags = read_strictly(web_html(text, entities), VOID)
    links = [tag for tag in tags if tag.startswith("<a")]
    form = re.compile(r'<a href="(https?://|mailto:|tel:)[^"]+" rel="noopener noreferrer">')
    assert [link for link in links if not form.fullmatch(link)] == []


def test_blank_lines_make_paragraphs_and_single_newlines_line_breaks() -> None:
    assert web_html("satu\ndua\n\n \ntiga", []) == "<p>satu<br>dua</p>\n<p>tiga</p>"


@pytest.mark.parametrize("marker", ["- ", "• ", "* ", "  - "])
def test_lines_with_a_marker_become_a_list(marker: str) -> None:
    text = f"Hadir:\n{marker}Bupati\n{marker}Camat\nlalu pulang"
    expected = "<p>Hadir:</p>\n<ul><li>Bupati</li><li>Camat</li></ul>\n<p>lalu pulang</p>"
    assert web_html(text, []) == expected


def test_a_numbered_list_keeps_its_numbers() -> None:
    assert web_html("3. tiga\n\n4. empat", []) == '<ol start="3"><li>tiga</li><li>empat</li></ol>'
    assert web_html("1. a\n2. b\n1. c\n2. d", []) == ("<ol><li>a</li><li>b</li></ol>\n<ol><li>c</li><li>d</li></ol>")


@pytest.mark.parametrize(
    "text", ["1. Umum", "* berlaku mulai Mei", "01. a", "1945. Merdeka", "1. a\n3. b", "2.500 orang"]
)
def test_what_only_looks_like_a_list_keeps_its_characters(text: str) -> None:
    assert web_html(text, []) == f"<p>{text}</p>".replace("\n", "<br>")


def test_the_four_styles_and_code_become_their_html() -> None:
    text = "tebal miring garis coret kode"
    entities = [
        entity("bold", text, "tebal"),
        entity("italic", text, "miring"),
        entity("underline", text, "garis"),
        entity("strikethrough", text, "coret"),
        entity("code", text, "kode"),
    ]
    assert web_html(text, entities) == (
        "<p><strong>tebal</strong> <em>miring</em> <u>garis</u> <s>coret</s> <code>kode</code></p>"
    )


def test_what_a_website_has_no_use_for_is_shown_as_its_text() -> None:
    text = "@humas #berita /start rahasia 😀 besok"
    entities = [
        entity("mention", text, "@humas"),
        entity("hashtag", text, "#berita"),
        entity("bot_command", text, "/start"),
        entity("spoiler", text, "rahasia"),
        entity("custom_emoji", text, "😀", custom_emoji_id="1"),
        entity("date_time", text, "besok", unix_time=1),
    ]
    assert web_html(text, entities) == f"<p>{text}</p>"


def test_overlapping_styles_are_nested() -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "italic", "offset": 2, "length": 4},
    ]
    assert web_html("abcdef", entities) == ("<p><strong>ab<em>cd</em></strong><em>ef</em></p>")


def test_offsets_count_utf16_units() -> None:
    text = "😀😀 tebal"
    assert web_html(text, [entity("bold", text, "tebal")]) == "<p>😀😀 <strong>tebal</strong></p>"


def test_a_style_over_several_blocks_is_opened_in_each() -> None:
    entities = [{"type": "bold", "offset": 0, "length": 99}]
    assert web_html("a\n\n- b\n- c", entities) == (
        "<p><strong>a</strong></p>\n<ul><li><strong>b</strong></li><li><strong>c</strong></li></ul>"
    )


def test_a_quotation_and_a_preformatted_block_stand_on_their_own() -> None:
    text = "Kata Bupati:\nMari\nbekerja\n  x = 1\n  y\nselesai"
    entities = [
        entity("expandable_blockquote", text, "Mari\nbekerja\n"),
        entity("pre", text, "  x = 1\n  y", language='py"><script>'),
    ]
    assert web_html(text, entities) == (
        "<p>Kata Bupati:</p>\n<blockquote><p>Mari<br>bekerja</p></blockquote>\n"
        "<pre><code>  x = 1\n  y</code></pre>\n<p>selesai</p>"
    )


def test_links_found_by_telegram_become_links() -> None:
    text = "lihat contoso.example/a dan tulis ke humas@contoso.example atau (0251) 123-456"
    entities = [
        entity("url", text, "contoso.example/a"),
        entity("email", text, "humas@contoso.example"),
        entity("phone_number", text, "(0251) 123-456"),
    ]
    rel = ' rel="noopener noreferrer"'
    assert web_html(text, entities) == (
        f'<p>lihat <a href="http://contoso.example/a"{rel}>contoso.example/a</a> dan tulis ke '
        f'<a href="mailto:humas@contoso.example"{rel}>humas@contoso.example</a> atau '
        f'<a href="tel:0251123456"{rel}>(0251) 123-456</a></p>'
    )


def test_two_links_at_one_place_are_one_link() -> None:
    entities = [
        {"type": "text_link", "offset": 0, "length": 2, "url": "https://a.example"},
        {"type": "text_link", "offset": 1, "length": 2, "url": "https://b.example"},
    ]
    rel = ' rel="noopener noreferrer"'
    assert web_html("abc", entities) == (
        f'<p><a href="https://a.example"{rel}>ab</a><a href="https://b.example"{rel}>c</a></p>'
    )


def test_a_preformatted_block_inside_a_quotation_divides_it() -> None:
    entities = [
        {"type": "blockquote", "offset": 0, "length": 3},
        {"type": "pre", "offset": 1, "length": 1},
    ]
    assert web_html("abc", entities) == (
        "<blockquote><p>a</p></blockquote>\n<pre><code>b</code></pre>\n<blockquote><p>c</p></blockquote>"
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "bold", "offset": -1, "length": 3},
        {"type": "bold", "offset": 0, "length": 0},
        {"type": "bold", "offset": 3, "length": 9},
        {"type": "bold", "offset": "0", "length": 1},
        {"type": "bold", "offset": 0},
        {"offset": 0, "length": 1},
    ],
)
def test_a_wrong_entity_is_ignored(wrong: dict[str, Any]) -> None:
    assert web_html("abc", [wrong]) == "<p>abc</p>"


def test_a_hostile_address_cannot_leave_its_attribute() -> None:
    text = "klik"
    hostile = entity("text_link", text, "klik", url='https://a.example/"onmouseover="alert(1)')
    assert web_html(text, [hostile]) == "<p>klik</p>"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x?a=1&b=2#c", "https://a.example/x?a=1&b=2#c"),
        ("a.example", "http://a.example"),
        ("a.example:8080/x", "http://a.example:8080/x"),
        ("HTTPS://a.example", "HTTPS://a.example"),
        ("https://kampung-é.example/ü", "https://kampung-é.example/ü"),
        ("tel:+62251", "tel:+62251"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("vbscript:x", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("media:" + "a" * 64, None),
        ("tg://user?id=1", None),
        ("https://", None),
        ("https:///a.example", None),
        ("https://kantor.example@evil.example", None),
        ("https:\\\\evil.example", None),
        ("http://[::1", None),
        ("http://\ufffd", None),
        ("http://a.example:99999", None),
        ("mailto:", None),
        ("https://a.example/" + "x" * 2048, None),
        (" ", None),
    ],
)
def test_only_plain_web_mail_and_telephone_links_survive(url: str, expected: str | None) -> None:
    assert safe_link(url) == expected


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<script>alert(1)</script>a", "a"),
        ('<p onclick="x" style="color:red" class="evil">a</p>', "<p>a</p>"),
        ('<img src="https://evil.example/x.png" alt="a">', '<img alt="a">'),
        ('<a href="/wp-admin">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<a href="https://a@evil.example">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ("<iframe src='https://evil.example'></iframe>a", "a"),
        ("<h2>a</h2><table><tr><td colspan='2'>b</td></tr></table>", None),
        ('<img src="media:evil" alt="">', '<img alt="">'),
        ("<p>a\ud83d</p>", "<p>a\ufffd</p>"),
    ],
)
def test_the_second_wall_lets_only_the_allow_list_through(dirty: str, clean: str | None) -> None:
    cleaned = clean_fragment(dirty)
    if clean is None:
        assert "<h2>" in cleaned
        assert '<td colspan="2">' in cleaned
    else:
        assert cleaned == clean
    assert clean_fragment(cleaned) == cleaned
