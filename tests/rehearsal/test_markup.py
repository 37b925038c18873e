"""parse_mode=HTML is read as Telegram's own parser reads it."""

from __future__ import annotations

import html

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from bot.rehearsal.markup import parse, units
from bot.rehearsal.refusal import Json, Refusal

WORDS = "can't parse entities: "
SURROGATES = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
)


def entity(kind: str, offset: int, length: int, **extra: str) -> Json:
    return {"type": kind, "offset": offset, "length": length, **extra}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("Rapat", "Rapat", []),
        ("<b>A</b><strong>B</strong>", "AB", [entity("bold", 0, 1), entity("bold", 1, 1)]),
        ("<i>A</i><em>B</em>", "AB", [entity("italic", 0, 1), entity("italic", 1, 1)]),
        ("<u>A</u><ins>B</ins>", "AB", [entity("underline", 0, 1), entity("underline", 1, 1)]),
        (
            "<s>A</s><strike>B</strike><del>C</del>",
            "ABC",
            [entity("strikethrough", at, 1) for at in range(3)],
        ),
        (
            '<tg-spoiler>A</tg-spoiler><span class="tg-spoiler">B</span>',
            "AB",
            [entity("spoiler", 0, 1), entity("spoiler", 1, 1)],
        ),
        ("<blockquote>A</blockquote>", "A", [entity("blockquote", 0, 1)]),
        ("<blockquote expandable>A</blockquote>", "A", [entity("expandable_blockquote", 0, 1)]),
        (
            '<a href="https://go.id/a?b=1&amp;c=2">A</a>',
            "A",
            [entity("text_link", 0, 1, url="https://go.id/a?b=1&c=2")],
        ),
        ("<a href='kab.go.id'>A</a>", "A", [entity("text_link", 0, 1, url="http://kab.go.id/")]),
        ("<a>kab.go.id</a>", "kab.go.id", [entity("text_link", 0, 9, url="http://kab.go.id/")]),
        ('<a href="javascript:alert(1)">A</a>', "A", []),
        ("<a href='data:text/html,x'>A</a>", "A", []),
        ("<code>A</code><pre>B</pre>", "AB", [entity("code", 0, 1), entity("pre", 1, 1)]),
        (
            '<pre><code class="language-sql">A</code></pre>',
            "A",
            [entity("pre", 0, 1, language="sql")],
        ),
        (
            '<code class="language-sql"><pre>A</pre></code>',
            "A",
            [entity("pre", 0, 1, language="sql")],
        ),
        ('<code class="language-sql">A</code>', "A", [entity("code", 0, 1)]),
        (
            '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
            "👍",
            [entity("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286")],
        ),
        ("😀<b>é😀</b>", "😀é😀", [entity("bold", 2, 3)]),
        ("<b><i>AB</i>C</b>", "ABC", [entity("bold", 0, 3), entity("italic", 0, 2)]),
        ("<b></b>A", "A", []),
        ("<B>A</b >", "A", [entity("bold", 0, 1)]),
        ("<b>A</>", "A", [entity("bold", 0, 1)]),
        ("<b any=thing x>A</b>", "A", [entity("bold", 0, 1)]),
        ("&lt;&gt;&amp;&quot;&#65;&#x42;&lt", '<>&"AB<', []),
        ("&nbsp;&copy; a & b", "&nbsp;&copy; a & b", []),
        ("&#0;&#1114112;", "&#0;&#1114112;", []),
        ("&#xD83D;&#xDE00;", "😀", []),
    ],
)
def test_it_reads_what_telegram_accepts(source: str, text: str, entities: list[Json]) -> None:
    assert parse(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ab<h1>c", 'Unsupported start tag "h1" at byte offset 2'),
        ("é<br/>", 'Unsupported start tag "br/" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("a<b", "Unclosed start tag at byte offset 1"),
        ("a<b x", "Unclosed start tag at byte offset 1"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b =x>a</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<b x = ", 'Unclosed start tag "b" at byte offset 0'),
        ("<a href=go.id/x>a</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="go.id>a</a>', "Unclosed start tag at byte offset 0"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
        (
            "&#xD83D;",
            SURROGATES,
        ),
    ],
)
def test_it_refuses_what_telegram_refuses(source: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(source)
    assert refused.value.description == f"Bad Request: {WORDS}{words}"


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse(html.escape(text, quote=False)) == (text, [])


@given(st.text("<>&/ab=i \"'#x;é😀", max_size=40))
def test_any_text_is_parsed_or_refused_and_entities_lie_inside(source: str) -> None:
    try:
        text, entities = parse(source)
    except Refusal as refused:
        event(refused.description)
        return
    assert all(0 < each["length"] <= units(text) - each["offset"] for each in entities)
