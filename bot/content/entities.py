"""Telegram text and entities to clean web HTML: paragraphs, lists, quotes, code, links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from markupsafe import escape

from bot.content.sanitise import clean_fragment, safe_link
from bot.content.spans import Located, Span, locate, render, tidy

# Everything else (spoilers, custom emoji, mentions, dates ...) is published as its plain text.
_INLINE: Final = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
}
_QUOTES: Final = {"blockquote", "expandable_blockquote"}
_LINKS: Final = {"text_link", "url", "email", "phone_number"}
WEB_TYPES: Final = frozenset({*_INLINE, *_QUOTES, *_LINKS, "pre"})
"""The entity types that change what the website shows."""

_BULLET = re.compile(r"[^\S\n]*[-•*][^\S\n]+(?=\S)")
# Up to three digits, no leading zero: "1945. ..." opens a sentence, and "01." would lose its zero.
_NUMBER = re.compile(r"[^\S\n]*([1-9][0-9]{0,2})\.[^\S\n]+(?=\S)")


@dataclass(frozen=True)
class _Item:
    """A line that looks like a list item: its text begins after the marker; a bullet has no number."""

    start: int
    end: int
    number: int | None

    def follows(self, last: _Item) -> bool:
        if self.number is None or last.number is None:
            return self.number is last.number
        return self.number == last.number + 1


@dataclass(frozen=True)
class _Page:
    """The tidied text with its inline tags."""

    text: str
    spans: Sequence[Span]

    def inline(self, start: int, end: int) -> str:
        start, end = trimmed(self.text, start, end)
        return render(self.text, self.spans, start, end, _leaf)


def web_html(text: str, entities: Sequence[Mapping[str, Any]]) -> str:
    """A Telegram text as an HTML fragment for the website.

    `entities` are as in the Bot API's JSON (offsets in UTF-16 units); wrong ones are ignored. A blank
    line separates paragraphs, a single newline is a line break; two or more lines in a row
    that begin with "- ", "* ", "• " or ascending "1. " are a list (a lone one keeps its marker).
    The result has passed the allow-list of `clean_fragment`.
    """
    body = tidy(text)
    places = locate(body, entities)
    page = _Page(body, [span for place in places if (span := _span(body, place))])
    return clean_fragment("\n".join(_regions(page, places)))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The borders of a stretch without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _leaf(text: str) -> str:
    return str(escape(text)).replace("\n", "<br>")


def _span(text: str, place: Located) -> Span | None:
    if place.type in _INLINE:
        tag = _INLINE[place.type]
        return Span(place.start, place.end, f"<{tag}>", f"</{tag}>")
    link = _link(place.type, text[place.start : place.end], place.entity)
    if link is None:
        return None
    return Span(place.start, place.end, f'<a href="{escape(link)}">', "</a>")


def _link(type_: str, shown: str, entity: Mapping[str, Any]) -> str | None:
    if type_ == "text_link":
        url = entity.get("url")
        return safe_link(url) if isinstance(url, str) else None
    if type_ == "url":
        return safe_link(shown)
    if type_ == "email":
        return safe_link(f"mailto:{shown}")
    if type_ == "phone_number":
        return safe_link("tel:" + re.sub(r"[^0-9+]", "", shown))
    return None


def _regions(page: _Page, places: Sequence[Located]) -> Iterator[str]:
    """The text in order: running text, quotations, preformatted blocks."""
    blocks = [place for place in places if place.type in _QUOTES or place.type == "pre"]
    cuts = {0, len(page.text)}.union(*((b.start, b.end) for b in blocks))
    run: list[int] = []
    owner: Located | None = None
    for here, there in pairwise(sorted(cuts)):
        new = _owner(blocks, here)
        if run and new is not owner:
            yield from _region(page, owner, run[0], run[-1])
            run = []
        owner = new
        run += [here, there]
    if run:
        yield from _region(page, owner, run[0], run[-1])


def _owner(blocks: Sequence[Located], at: int) -> Located | None:
    covering = [b for b in blocks if b.start <= at < b.end]
    return next((b for b in covering if b.type == "pre"), next(iter(covering), None))


def _region(page: _Page, owner: Located | None, start: int, end: int) -> Iterator[str]:
    if not page.text[start:end].strip():
        return
    if owner is None:
        yield from _flow(page, start, end)
    elif owner.type == "pre":
        yield f"<pre><code>{escape(page.text[start:end].strip(chr(10)))}</code></pre>"
    else:
        yield f"<blockquote>{''.join(_flow(page, start, end))}</blockquote>"


def _flow(page: _Page, start: int, end: int) -> Iterator[str]:
    """Paragraphs and lists."""
    lines = _lines(page.text, start, end)
    at = 0
    paragraph: list[tuple[int, int]] = []
    while at < len(lines):
        items, after = _list_at(page.text, lines, at)
        blank = not page.text[slice(*lines[at])].strip()
        if (items or blank) and paragraph:
            yield f"<p>{page.inline(paragraph[0][0], paragraph[-1][1])}</p>"
            paragraph = []
        if items:
            yield _list(page, items)
        elif not blank:
            paragraph.append(lines[at])
        at = after
    if paragraph:
        yield f"<p>{page.inline(paragraph[0][0], paragraph[-1][1])}</p>"


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    ends = [start + found.start() for found in re.finditer("\n", text[start:end])]
    return list(zip([start, *(at + 1 for at in ends)], [*ends, end], strict=True))


def _list_at(text: str, lines: Sequence[tuple[int, int]], at: int) -> tuple[list[_Item], int]:
    """The list that begins at a line, and the line after it; no items when there is none.

    A single item is no list: "* berlaku mulai Mei" is a footnote, "1. Umum" a heading.
    Blank lines may stand between items.
    """
    items: list[_Item] = []
    after = at
    for index in range(at, len(lines)):
        item = _item(text, *lines[index])
        if item and (not items or item.follows(items[-1])):
            items.append(item)
            after = index + 1
        elif item or not items or text[slice(*lines[index])].strip():
            break
    return (items, after) if len(items) > 1 else ([], at + 1)


def _item(text: str, start: int, end: int) -> _Item | None:
    if bullet := _BULLET.match(text, start, end):
        return _Item(bullet.end(), end, None)
    if number := _NUMBER.match(text, start, end):
        return _Item(number.end(), end, int(number[1]))
    return None


def _list(page: _Page, items: Sequence[_Item]) -> str:
    inner = "".join(f"<li>{page.inline(item.start, item.end)}</li>" for item in items)
    first = items[0].number
    if first is None:
        return f"<ul>{inner}</ul>"
    start = "" if first == 1 else f' start="{first}"'
    return f"<ol{start}>{inner}</ol>"
