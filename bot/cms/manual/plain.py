"""The body of a page as plain text for pasting: paragraphs apart, lists with dashes, links written out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = frozenset({
    "p", "li", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "div", "ul", "ol", "dl", "dt", "dd",
    "table", "tr", "caption", "hr",
})  # fmt: skip
MARK = re.compile(r"\s*(?:-|[0-9]+\.) ")
ROWS = frozenset({"li", "tr"})
UNSEEN = frozenset({"figcaption"})  # a photo's caption goes with the photo, not into the text
APART = {"td": "\t", "th": "\t", "br": "\n"}


def plain(html: str) -> str:
    """Return the text of a clean HTML fragment: blocks apart by an empty line, entries of lists and tables by none."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return "".join(reader.found)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._was_row = False
        self._is_row = False
        self._current: list[str] = []
        self._lists: list[int | None] = []  # the next number of each open list; None for bullets
        self._links: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p" and MARK.fullmatch("".join(self._current)):
            return  # the paragraph a list's entry begins with goes on behind its dash or number
        if tag in BLOCKS:
            self.end_block()
        self._is_row = tag in ROWS or (self._is_row and tag not in BLOCKS)
        self._unseen += tag in UNSEEN
        if tag in {"ul", "ol"}:
            self._lists.append(1 if tag == "ol" else None)
        elif tag == "li":
            self._current.append(self._mark())
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
        elif tag in APART:
            self._current.append(APART[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.end_block()
            self._is_row = False
        self._unseen -= tag in UNSEEN and self._unseen > 0
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag == "a" and self._links:
            self._current.append(_written_out(self._links.pop(), "".join(self._current)))

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._current.append(re.sub(r"\s+", " ", data))

    def end_block(self) -> None:
        """Close the paragraph that is open, if anything stands in it."""
        lines = [re.sub(r" {2,}", " ", line).strip() for line in "".join(self._current).split("\n")]
        if text := "\n".join(lines).strip():
            apart = "\n" if self._is_row and self._was_row else "\n\n"
            self.found += [apart, text] if self.found else [text]
            self._was_row = self._is_row
        self._current = []

    def _mark(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "- "
        number = self._lists[-1]
        self._lists[-1] = number + 1
        return f"{number}. "


def _written_out(href: str, before: str) -> str:
    """Return a link's address in brackets, unless the text shows it already or it is a file of the package."""
    shown = href and not href.startswith("media:") and not before.endswith(href)
    return f" ({href})" if shown else ""
