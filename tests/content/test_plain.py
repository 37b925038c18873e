"""Plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.plain import normalise, paragraphs, shorten
from tests.content.support import characters


@pytest.mark.parametrize(
    ("text", "expected"),
    [(" a\n\t b ", "a b"), ("e\u0301", "é"), ("a\u00adb\u200bc\ufeff", "abc"), ("a\u00a0b", "a b")],
)
def test_normal_text_has_one_form(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_each_block_is_a_paragraph() -> None:
    html = (
        "tanpa <b>blok</b><p>a<br>b &amp; c</p><ul><li>d</li><li>e</li></ul>"
        "<blockquote><p>f</p></blockquote><table><tr><td>g</td><td>h</td></tr></table><p> </p>"
    )
    assert paragraphs(html) == ("tanpa blok", "a b & c", "d", "e", "f", "g", "h")


@given(st.text(characters, max_size=60), st.integers(2, 40))
def test_a_shortened_text_fits(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert (short == text) == (len(text) <= limit)


def test_a_text_is_shortened_at_a_word_without_its_comma() -> None:
    assert shorten("satu dua, tiga", 12) == "satu dua…"
    assert shorten("satu", 4) == "satu"
