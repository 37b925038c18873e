"""Telegram's HTML dialect, and its cutting into messages."""

from __future__ import annotations

import re
import time
import unicodedata
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.content.chat import chat_html, is_blank, pieces
from bot.content.spans import tidy, utf16_length
from tests.content.support import bare, entity, entity_lists, read_strictly, texts

TELEGRAM_TAG = re.compile(
    r'<(b|i|u|s|code|pre|blockquote|tg-spoiler|blockquote expandable|a href="[^"]+"'
    r'|code class="language-[\w+#.-]+")>'
)
TELEGRAM_REFERENCE = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);)")


def plain(markup: str) -> str:
    return read_strictly(markup)[0]


def visible(text: str) -> str:
    """The characters with a shape: others may go with a message that would be blank."""
    return "".join(char for char in text if not is_blank(char))


@given(texts, entity_lists())
def test_any_text_with_any_entities_gives_telegrams_dialect(text: str, entities: list[dict[str, Any]]) -> None:
    markup = chat_html(text, entities)
    shown, tags = read_strictly(markup)
    assert shown == tidy(text)
    assert [tag for tag in tags if not TELEGRAM_TAG.fullmatch(tag)] == []
    assert TELEGRAM_REFERENCE.search(markup) is None


@given(texts, entity_lists(), st.integers(2, 60))
@example("a\n\n" + "b" * 90, [{"type": "bold", "offset": 0, "length": 200}], 20)
@example("e\u0301" * 40, [], 7)
def test_pieces_fit_are_never_blank_and_lose_nothing_visible(
    text: str, entities: list[dict[str, Any]], limit: int
) -> None:
    cut = pieces(chat_html(text, entities), limit)
    shown = [plain(piece) for piece in cut]
    assert [part for part in shown if is_blank(part)] == []
    assert [part for part in shown if utf16_length(part) > limit] == []
    assert visible("".join(shown)) == visible(bare(tidy(text)))


@given(st.text(st.sampled_from("ab \n👨\u200d👩🏽e\u0301\ufe0f"), max_size=80), st.integers(12, 30))
def test_no_piece_begins_inside_a_character(text: str, limit: int) -> None:
    shown = [plain(piece) for piece in pieces(chat_html(text, []), limit)]
    for before, after in pairwise(shown):
        whole = re.search(re.escape(before) + r"\s*" + re.escape(after), tidy(text))
        if whole and whole[0] != before + after:
            continue  # white space stood between them
        if longest_cluster(text) >= limit:
            continue
        assert not unicodedata.category(after[0]).startswith("M")
        assert "\u200d" not in (before[-1], after[0])
        assert after[0] != "🏽"


def longest_cluster(text: str) -> int:
    """Generously: the longest run of letters joined by marks, in UTF-16 units."""
    runs = re.findall(r"(?:.?[\u200d\u0301\ufe0f🏽])+.?", text, re.DOTALL)
    return max((utf16_length(run) for run in runs), default=0)


@given(texts, entity_lists())
def test_a_short_text_stays_one_piece(text: str, entities: list[dict[str, Any]]) -> None:
    markup = chat_html(text.strip(), entities)
    assert len(pieces(markup)) == (0 if is_blank(tidy(text)) else 1)


def test_a_text_is_cut_between_paragraphs_if_it_can_be() -> None:
    text = f"{'satu ' * 10}\n\n{'dua ' * 10}\n{'tiga ' * 8}"
    assert [str(piece) for piece in pieces(chat_html(text, []), 100)] == [
        ("satu " * 10).strip(),
        f"{'dua ' * 10}\n{'tiga ' * 8}".strip(),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aaaa aaaa\nbbbb bbbb", ["aaaa aaaa", "bbbb bbbb"]),
        ("Aaa aa. Bbb bbb cc", ["Aaa aa.", "Bbb bbb cc"]),
        ("aaaa bbbb cccc", ["aaaa bbbb", "cccc"]),
        ("aaaaaaaaaabbbbb", ["aaaaaaaaaa", "bbbbb"]),
        ("a" * 9 + "😀😀", ["a" * 9, "😀😀"]),
        ("🇮🇩🇮🇩🇮🇩", ["🇮🇩🇮🇩", "🇮🇩"]),
        ("a" * 8 + "👍🏽", ["a" * 8, "👍🏽"]),
        ("aaaaa \u0301bbbbb", ["aaaaa \u0301bbb", "bb"]),
        ("a " + "b" * 10, ["a bbbbbbbb", "bb"]),
    ],
)
def test_the_next_best_place_is_line_sentence_word_character(text: str, expected: list[str]) -> None:
    assert [str(piece) for piece in pieces(chat_html(text, []), 10)] == expected


def test_tags_are_closed_and_opened_again() -> None:
    markup = Markup('<blockquote expandable><a href="https://a.example/?a=1&amp;b=2">aaa bbb</a></blockquote>')
    opening = '<blockquote expandable><a href="https://a.example/?a=1&amp;b=2">'
    closing = "</a></blockquote>"
    assert pieces(markup, 5) == [f"{opening}aaa{closing}", f"{opening}bbb{closing}"]


def test_an_escaped_character_counts_once_and_is_never_split() -> None:
    assert pieces(Markup("&amp;&lt;&#39;&quot;x&amp;y")) == ["&amp;&lt;'\"x&amp;y"]
    assert pieces(Markup("&amp;&lt;&#39;&quot;x&amp;y"), 4) == ["&amp;&lt;'\"", "x&amp;y"]


def test_a_reference_telegram_does_not_know_is_shown_as_it_stands() -> None:
    assert pieces(Markup("a&nbsp;b")) == ["a&amp;nbsp;b"]


def test_exactly_the_limit_is_one_message_and_one_more_are_two() -> None:
    assert [len(piece) for piece in pieces(chat_html("a" * 4096, []))] == [4096]
    assert [len(piece) for piece in pieces(chat_html("a" * 4097, []))] == [4096, 1]


@pytest.mark.parametrize("text", ["", " \n ", "\u200b\u2800", "<b></b>", "<b> </b>"])
def test_a_blank_text_is_no_message(text: str) -> None:
    assert pieces(Markup(text)) == []  # noqa: S704 - the cases above


def test_it_refuses_a_limit_in_which_an_emoji_does_not_fit() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        pieces(Markup("a"), 1)


def test_code_holds_no_other_tag_and_a_quotation_stands_outside() -> None:
    text = "abc"
    entities = [
        {"type": "bold", "offset": 0, "length": 3},
        {"type": "pre", "offset": 0, "length": 3, "language": "python"},
        {"type": "blockquote", "offset": 1, "length": 2},
    ]
    assert chat_html(text, entities) == (
        '<pre><code class="language-python">a</code></pre>'
        '<blockquote><pre><code class="language-python">bc</code></pre></blockquote>'
    )


@pytest.mark.parametrize("url", ["tg://user?id=1", "javascript:alert(1)", None, 5])
def test_an_unsafe_link_is_plain_text(url: object) -> None:
    assert chat_html("klik", [entity("text_link", "klik", "klik", url=url)]) == "klik"


def test_no_tag_stands_inside_its_like() -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "italic", "offset": 1, "length": 3},
        {"type": "bold", "offset": 2, "length": 4},
    ]
    assert chat_html("abcdef", entities) == "<b>a<i>bcd</i></b><b>ef</b>"


def test_every_style_of_a_chat_survives() -> None:
    text = "tebal miring garis coret rahasia tautan"
    entities = [
        entity("bold", text, "tebal"),
        entity("italic", text, "miring"),
        entity("underline", text, "garis"),
        entity("strikethrough", text, "coret"),
        entity("spoiler", text, "rahasia"),
        entity("text_link", text, "tautan", url="https://a.example/?a=1&b=2"),
    ]
    assert chat_html(text, entities) == (
        "<b>tebal</b> <i>miring</i> <u>garis</u> <s>coret</s> <tg-spoiler>rahasia</tg-spoiler> "
        '<a href="https://a.example/?a=1&amp;b=2">tautan</a>'
    )


def test_a_long_text_of_many_tags_is_cut_quickly() -> None:
    markup = Markup("<b>kata</b> &amp; <i>kata</i>\n") * 3000
    begun = time.perf_counter()
    assert len(pieces(markup)) == 9
    assert time.perf_counter() - begun < 5
