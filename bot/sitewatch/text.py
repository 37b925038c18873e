"""The text a visitor sees on a page, with the typography of websites made equal."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser

from bot.content.plain import comparable

UNSEEN = frozenset({"script", "style", "template", "noscript", "textarea", "select", "iframe", "object"})
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

# What websites make of plain signs beyond quotes, dashes and dots; and what is there but not seen.
MORE = str.maketrans({
    "ʼ": "'", "`": "'", "´": "'", "™": "(tm)",
    "\u200c": None, "\u200d": None, "\ufe0f": None, "\x00": None,
})  # fmt: skip


def normal(text: str) -> str:
    """Return the words alone, so that two typings of the same words are equal.

    Typography as in ``comparable``; two apostrophes are a quote, as WordPress reads them; no white space at all,
    since a website may break lines and set blanks as it likes.
    """
    words = unicodedata.normalize("NFC", text).translate(MORE).split()
    return comparable("".join(words)).replace("''", '"')


@dataclass(frozen=True, slots=True)
class Visible:
    """What stands on a page, all of it normal: its <title>, its first-level headings, its whole text."""

    title: str
    headings: tuple[str, ...]
    text: str


def visible(page: str) -> Visible:
    """Return what a visitor can read on an HTML page.

    The parser is never told that the page has ended: it takes quadratic time over what is left open then, and a
    hostile page would leave much open. Only such a remainder is lost.
    """
    reader = _Reader()
    reader.feed(re.sub(r"<{2,}", "<", page) + "\n<br>")
    return Visible(
        normal("".join(reader.title)),
        tuple(normal("".join(heading)) for heading in reader.headings),
        normal("".join(reader.text)),
    )


@dataclass(slots=True)
class _Open:
    tag: str
    depth: int = field(default=1)


class _Reader(HTMLParser):
    """Collects text; inside an unseen element it only counts the same tag, until that element ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.title: list[str] = []
        self.headings: list[list[str]] = []
        self._unseen: _Open | None = None
        self._in: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            self._unseen.depth += tag == self._unseen.tag
        elif tag not in VOID and _is_unseen(tag, dict(attrs)):
            self._unseen = _Open(tag)
        else:
            self._begin(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take <p/> as browsers do: as <p>, except where the element is void anyway."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._unseen:
            self._in.discard(tag)
        elif tag == self._unseen.tag:
            self._unseen.depth -= 1
            self._unseen = self._unseen if self._unseen.depth else None

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if "title" in self._in:
            self.title.append(data)
            return
        self.text.append(data)
        if "h1" in self._in:
            self.headings[-1].append(data)

    def _begin(self, tag: str) -> None:
        if tag == "h1":
            self.headings.append([])
        if tag == "h1" or (tag == "title" and not self.title):
            self._in.add(tag)


def _is_unseen(tag: str, attrs: dict[str, str | None]) -> bool:
    if tag in UNSEEN or "hidden" in attrs:
        return True
    return bool(HIDDEN_STYLE.search(attrs.get("style") or ""))
