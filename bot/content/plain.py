"""Plain words out of text and HTML: what a reader reads, ready to be compared or shortened."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from typing import Final

_BLOCKS: Final = {
    *("p", "li", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption"),
    *("td", "th", "div", "figure", "ul", "ol", "table", "tr", "hr"),
}
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def normalise(text: str) -> str:
    """The text on one line: Unicode NFC, white space collapsed, invisible characters gone."""
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def shorten(text: str, limit: int) -> str:
    """The text in at most `limit` characters, cut between words and ended by an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    words = head[: head.rfind(" ")] if " " in head else head[: limit - 1]
    return words.rstrip(" ,;:.-–—") + "…"


def paragraphs(html: str) -> tuple[str, ...]:
    """The normalised text of each block of an HTML fragment, in order; line breaks count as spaces."""
    reader = _Paragraphs()
    reader.feed(html)
    reader.close()
    return reader.finished()


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[str] = []
        self._current: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _BLOCKS:
            self._end_block()
        elif tag == "br":
            self._current.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        self._current.append(data)

    def finished(self) -> tuple[str, ...]:
        self._end_block()
        return tuple(self._found)

    def _end_block(self) -> None:
        if text := normalise("".join(self._current)):
            self._found.append(text)
        self._current = []
