"""Marked stretches of a text: from Telegram's entities, to well-formed nested tags."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

# Each is one UTF-16 unit long and becomes one, so that entity offsets stay true.
_LINE_ENDS = dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n")
# U+FFFE and U+FFFF are no characters: feeds (XML 1.0) cannot hold them, so a website would drop them.
_CONTROLS = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n"}


@dataclass(frozen=True)
class Located:
    """An entity with `start` and `end` in code points of the text it belongs to."""

    start: int
    end: int
    type: str
    entity: Mapping[str, Any]


@dataclass(frozen=True)
class Span:
    """A stretch of text, in code points, between an opening and a closing tag.

    `block` tags stand outside all others; a `solo` tag holds no other tag (Telegram's rule for code).
    """

    start: int
    end: int
    open: str
    close: str
    block: bool = False
    solo: bool = False


def tidy(text: str) -> str:
    """The text without what HTML cannot carry: lone surrogates, control characters.

    Its length in UTF-16 units stays the same, so entities still fit.
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\r\n", " \n").translate(_CONTROLS | _LINE_ENDS)


def utf16_length(text: str) -> int:
    """How many UTF-16 units Telegram counts for a text."""
    return len(text) + sum(char > "\uffff" for char in text)


def utf16_positions(text: str) -> list[int]:
    """The UTF-16 offset of each character, and of the end."""
    return list(accumulate((1 + (char > "\uffff") for char in text), initial=0))


def locate(text: str, entities: Sequence[Mapping[str, Any]]) -> list[Located]:
    """The entities that really lie in the (tidied) text, cut to it; nonsense is left out."""
    positions = utf16_positions(text)
    found = (_locate(positions, entity) for entity in entities)
    return [place for place in found if place is not None]


def _locate(positions: Sequence[int], entity: Mapping[str, Any]) -> Located | None:
    type_, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
    if not isinstance(type_, str) or not isinstance(offset, int) or not isinstance(length, int):
        return None
    if offset < 0:
        return None
    start = bisect_left(positions, offset)
    end = min(bisect_left(positions, offset + length), len(positions) - 1)
    return Located(start, end, type_, entity) if start < end else None


def render(text: str, spans: Sequence[Span], start: int, end: int, leaf: Callable[[str], str]) -> str:
    """The text from `start` to `end` with its tags, well-formed however the spans overlap.

    `leaf` escapes a stretch of plain text. A tag reaching over the borders is closed and opened there.
    """
    return "".join(_rendered(text, spans, start, end, leaf))


def _rendered(text: str, spans: Sequence[Span], start: int, end: int, leaf: Callable[[str], str]) -> Iterator[str]:
    live = sorted((s for s in spans if s.start < end and s.end > start), key=_outermost_first)
    cuts = {start, end}.union(*((max(s.start, start), min(s.end, end)) for s in live))
    stack: list[Span] = []
    for here, there in pairwise(sorted(cuts)):
        wanted = _nested([s for s in live if s.start <= here and s.end >= there])
        kept = _common(stack, wanted)
        yield from (span.close for span in reversed(stack[kept:]))
        yield from (span.open for span in wanted[kept:])
        yield leaf(text[here:there])
        stack = wanted
    yield from (span.close for span in reversed(stack))


def _outermost_first(span: Span) -> tuple[bool, int, int]:
    return not span.block, span.start, -span.end


def _nested(covering: Sequence[Span]) -> list[Span]:
    """The tags to open around one stretch: no tag inside its like, none inside a solo tag."""
    solo = next((span for span in covering if span.solo), None)
    if solo is not None:
        covering = [span for span in covering if span.block or span is solo]
    first: dict[str, Span] = {}
    for span in covering:
        first.setdefault(span.close, span)
    return list(first.values())


def _common(stack: Sequence[Span], wanted: Sequence[Span]) -> int:
    same = 0
    for old, new in zip(stack, wanted, strict=False):
        if old is not new:
            break
        same += 1
    return same
