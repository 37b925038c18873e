"""The text a visitor sees on a page, with the typography of websites made equal."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from bot.sitewatch.cloaks import behind, uncloaked

UNSEEN = frozenset({"script", "style", "template", "noscript", "textarea", "select", "iframe", "object"})
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip
EMOJI = frozenset({"emoji", "wp-smiley", "smiley", "twemoji"})  # classes of pictures that stand for one sign
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

#: Elements at whose borders a word ends.
BLOCKS = frozenset({
    *("address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
    *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2"})  # Joomla and many themes give the article's own title the second level

# What websites make of plain signs: quotes, dashes, dots, fractions, trade marks.
_SIGNS: Final = str.maketrans({
    **dict.fromkeys("‘’‚‛′ʼʹ`´‹›", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃", "-"),
    **dict.fromkeys("×✕", "x"),
    "™": "(tm)", "®": "(r)", "©": "(c)", "…": "...", "⁄": "/", "\x00": None,
})  # fmt: skip
_DASHES: Final = re.compile(r"-+")


def folded(text: str) -> str:
    """Return what a reader reads: no matter how its letters, signs and blanks are encoded, in lower case.

    Ligatures, full-width letters, kinds of blanks, quotes and dashes are one; what cannot be seen (soft hyphens,
    joiners) is not there; capitals are small, since websites change some (WordPress: "Wordpress") and themes all;
    an address written for people only ("info [at] desa.id") is an address.
    """
    if text.isascii():
        return uncloaked(text.translate(_SIGNS).casefold())
    seen = "".join(c for c in text if c.isascii() or not _unseen(c)).translate(_SIGNS)
    small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    return uncloaked(small.translate(_SIGNS))


def _unseen(sign: str) -> bool:
    """Say whether a sign only steers how others are shown: format signs and variation selectors."""
    return unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f"


def squeezed(words: str) -> str:
    """Return folded text without its blanks, since a website may break lines and set blanks as it likes."""
    return _DASHES.sub("-", unicodedata.normalize("NFC", "".join(words.split()))).replace("''", '"')


def normal(text: str) -> str:
    """Return the words alone, so that two typings of the same words are equal."""
    return squeezed(folded(text))


@dataclass(frozen=True, slots=True)
class Visible:
    """What stands on a page: its <title>, its greater headings and its whole text, normal; and the same folded."""

    title: str
    headings: tuple[str, ...]
    text: str
    words: str = ""
    names: tuple[str, ...] = ()  # the <title> and the headings, folded


def visible(page: str) -> Visible:
    """Return what a visitor can read on an HTML page.

    The parser is never told that the page has ended: it takes quadratic time over what is left open then, and a
    hostile page would leave much open. Only such a remainder is lost.
    """
    reader = _Reader()
    reader.feed(re.sub(r"<{2,}", "<", page) + "\n<br>")
    title, words = folded("".join(reader.title)), folded("".join(reader.text))
    headings = tuple(folded("".join(heading)) for heading in reader.headings)
    return Visible(
        squeezed(title), tuple(squeezed(heading) for heading in headings), squeezed(words), words, (title, *headings)
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
            return
        given = dict(attrs)
        hidden = behind(tag, given)
        if hidden is not None:
            self.handle_data(hidden)
        if tag in VOID:
            self._stands(tag, given)
        elif hidden is not None or _is_unseen(tag, given):
            self._unseen = _Open(tag)
        else:
            self._begin(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take <p/> as browsers do: as <p>, except where the element is void anyway."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._unseen:
            self._in.discard(tag)
            self._parts(tag)
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
        if HEADINGS & self._in:
            self.headings[-1].append(data)

    def _begin(self, tag: str) -> None:
        self._parts(tag)
        if tag in HEADINGS:
            self.headings.append([])
        if tag in HEADINGS or (tag == "title" and not self.title):
            self._in.add(tag)

    def _stands(self, tag: str, attrs: dict[str, str | None]) -> None:
        """Take an element without content: a break, or the picture in which a website shows an emoji."""
        self._parts(tag)
        if tag == "img" and EMOJI & set((attrs.get("class") or "").split()):
            self.handle_data(attrs.get("alt") or "")

    def _parts(self, tag: str) -> None:
        if tag in BLOCKS and "title" not in self._in:
            self.handle_data(" ")


def _is_unseen(tag: str, attrs: dict[str, str | None]) -> bool:
    if tag in UNSEEN or "hidden" in attrs:
        return True
    return bool(HIDDEN_STYLE.search(attrs.get("style") or ""))
