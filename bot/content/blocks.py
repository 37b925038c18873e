"""The words of a clean HTML fragment: its first line, its plain text, and how it reads in chat."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from markupsafe import Markup, escape

from bot.content.plain import normalise, paragraphs
from bot.content.sanitise import safe_link

_FIRST = re.compile(r"\s*<(h2|p)>(.*?)</\1>\s*", re.DOTALL)
_SAME: Final = {
    "strong": "b",
    "em": "i",
    "u": "u",
    "s": "s",
    "code": "code",
    "h2": "b",
    "h3": "b",
    "h4": "b",
    "caption": "b",
}
_BLOCKS: Final = {"p", "h2", "h3", "h4", "caption", "pre", "table", "ul", "ol", "blockquote", "hr", "figcaption"}


def first_line(html: str) -> str:
    """The text of a clean fragment's first block if that is a heading or paragraph, else ""."""
    found = _FIRST.match(html)
    return " ".join(paragraphs(found[0])) if found else ""


def without_first_block(html: str, title: str) -> str:
    """A clean fragment without a first heading or paragraph that repeats the title."""
    found = _FIRST.match(html)
    if found is None or not title.strip() or first_line(html) != normalise(title):
        return html
    return html[found.end() :]


def words_of(kind: str, text: str) -> str:
    """The plain text of a stored piece: HTML is read block by block, everything else is plain already."""
    return "\n".join(paragraphs(text)) if kind == "html" else text


def chat_of(html: str) -> Markup:
    """A clean fragment in Telegram's own HTML: headings bold, lists with their numbers, a table row a line."""
    reader = _Chat()
    reader.feed(html)
    reader.close()
    text = re.sub(r"(?:[ \t]*\n){2,}", "\n\n", "".join(reader.said)).strip()
    return Markup(text)  # noqa: S704 - every text was escaped, every tag is ours


class _Chat(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._lists: list[int | None] = []
        self._cells = 0
        self._links: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS and not self._cells:
            self.said.append("" if self._lists else "\n\n")
        if tag in _SAME:
            self.said.append(f"<{_SAME[tag]}>")
        elif tag == "a":
            self._open_link(dict(attrs).get("href") or "")
        elif tag in {"ul", "ol"}:
            start = dict(attrs).get("start") or "1"
            self._lists.append(int(start) if tag == "ol" else None)
        elif tag == "li":
            self._bullet()
        elif tag in {"td", "th"}:
            self.said.append(" | " if self._cells else "")
            self.said.append("<b>" if tag == "th" else "")
            self._cells += 1
        elif tag == "br":
            self.said.append(" " if self._cells else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SAME:
            self.said.append(f"</{_SAME[tag]}>")
        elif tag == "a" and self._links and self._links.pop():
            self.said.append("</a>")
        elif tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag == "th":
            self.said.append("</b>")
        elif tag == "tr":
            self._cells = 0
            self.said.append("\n")
        if tag in _BLOCKS and not self._cells:
            self.said.append("" if self._lists else "\n\n")

    def handle_data(self, data: str) -> None:
        if data.strip() or (self.said and not self.said[-1].endswith("\n")):
            self.said.append(str(escape(data.replace("\n", " "))))

    def _open_link(self, href: str) -> None:
        link = safe_link(href)
        self._links.append(link is not None)
        if link is not None:
            self.said.append(f'<a href="{escape(link)}">')

    def _bullet(self) -> None:
        number = self._lists[-1] if self._lists else None
        indent = "   " * max(len(self._lists) - 1, 0)
        if number is None:
            self.said.append(f"\n{indent}• ")
        else:
            self._lists[-1] = number + 1
            self.said.append(f"\n{indent}{number}. ")
