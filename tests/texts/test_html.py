"""Every text with marks in it is HTML that Telegram takes, whatever people wrote into it."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from bot.rehearsal import markup
from bot.texts import Texts
from tests.texts.calls import CALLS
from tests.texts.support import both

#: The tags of ours, with the attributes each may have (Bot API, "HTML style").
ALLOWED = {"b": set(), "i": set(), "s": set(), "code": set(), "a": {"href"}, "blockquote": {"expandable"}}

HOSTILE = (
    "<script>",
    "</b>",
    "&",
    '"',
    "'",
    "&lt;b&gt;",
    "<a href='x'>",
    "</blockquote>",
    "{}",
    "{0}",
    "%s",
    "\n",
    "ß",
)

written = (
    st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12)), min_size=1, max_size=6)
    .map("".join)
    .filter(bool)
)


class Tags(HTMLParser):
    """Reads HTML strictly: knows each tag, closes what was opened last."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attrs} <= ALLOWED[tag]
        self.seen.append(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def flat(text: str) -> str:
    return " ".join(text.split())


def marked(t: Texts, name: str, x: str) -> list[str]:
    values = (call(t, x) for call in CALLS[name])
    return [str(value) for value in values if isinstance(value, Markup)]


@cache
def usual(name: str) -> list[list[Tags]]:
    """Read what each language says with a word that needs no care; once, since it stays the same."""
    return [[Tags(value) for value in marked(t, name, "Xyz")] for t in both()]


MARKED = [name for name in CALLS if marked(both()[0], name, "Xyz")]


def test_most_texts_are_checked_here() -> None:
    assert len(MARKED) > 60
    assert "report" in MARKED


@pytest.mark.parametrize("name", MARKED)
def test_each_text_is_html_that_telegram_takes(name: str) -> None:
    for t in both():
        for value in marked(t, name, "Xyz"):
            text, _ = markup.parse(value)
            assert Tags(value).text == text
            assert text.strip()


@pytest.mark.parametrize("name", MARKED)
@settings(max_examples=15, deadline=None)
@given(x=written)
@example(x="<script>alert('1')</script>")
@example(x='</b></blockquote>&amp;"><a href="https://x">')
def test_what_people_write_stays_words(name: str, x: str) -> None:
    for t, tame in zip(both(), usual(name), strict=True):
        for hostile, known in zip(marked(t, name, x), tame, strict=True):
            tags = Tags(hostile)
            assert tags.seen == known.seen
            assert markup.parse(hostile)[0] == tags.text
            if "Xyz" in known.text:
                assert flat(x)[:40] in flat(tags.text)
