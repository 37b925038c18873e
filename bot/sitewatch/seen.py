"""What a visitor sees of a page: its title, its headings and its visible words, out of whatever HTML was answered."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from bot.content.plain import comparable

_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "head"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as read: comparable text, in which typographic variants are equal."""

    titles: tuple[str, ...]  # <title> and every <h1>
    text: str


def read(html: str) -> Seen:
    """Read a page as a visitor would; broken HTML is read as far as it goes."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    titles = tuple(comparable("".join(words)) for words in reader.titles)
    return Seen(titles, comparable(" ".join("".join(reader.words).split())))


class _Reader(HTMLParser):
    """Collects visible words. Elements hidden by attribute or inline style are not seen by a visitor either."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.titles: list[list[str]] = []
        self._open: list[tuple[str, bool]] = []  # (tag, hides its content)
        self._in_title = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"title", "h1"}:
            self.titles.append([])
            self._in_title += 1
        if tag not in _VOID:
            self._open.append((tag, tag in _UNSEEN or _hidden(dict(attrs))))
        self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"title", "h1"} and self._in_title:
            self._in_title -= 1
        for i in range(len(self._open) - 1, -1, -1):
            if self._open[i][0] == tag:
                del self._open[i:]
                break
        self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if self._in_title and self.titles:
            self.titles[-1].append(data)
        if not any(hides for _, hides in self._open):
            self.words.append(data)


def _hidden(attrs: dict[str, str | None]) -> bool:
    style = (attrs.get("style") or "").replace(" ", "").lower()
    return "hidden" in attrs or "display:none" in style or "visibility:hidden" in style
