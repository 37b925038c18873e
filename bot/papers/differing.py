"""What a paper says, line by line, and in what a later edition of it differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from bot.papers.document import (
    Bars,
    Block,
    Facts,
    Figures,
    Form,
    Heading,
    Paper,
    Paragraph,
    Points,
    Proofs,
    Quotation,
    Table,
    Trend,
)

LONGEST = 160  # characters of a line that an edition repeats

#: What stood there, and what stands there now; "" for nothing.
Change = tuple[str, str]


def lines(paper: Paper) -> tuple[str, ...]:
    """Give what a paper says, a line for each thing; not when it was printed, nor of which record it is."""
    blocks = (*([paper.head] if paper.head else []), *paper.blocks, *paper.annex)
    said = [paper.title, paper.subtitle, *(line for block in blocks for line in _of(block))]
    said += [f"{place.title} {place.name}" for place in (paper.signature, paper.acknowledged) if place is not None]
    return tuple(line for line in said if line.strip())


def _of(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text) | Paragraph(text=text):
            yield text
        case Points(items=items):
            yield from items
        case Quotation(text=text, by=by):
            yield f"{by}: {text}"
        case Facts(rows=rows):
            yield from (f"{label}: {words}" for label, words in rows)
        case _:
            yield from _of_figures(block)


def _of_figures(block: Block) -> Iterator[str]:
    match block:
        case Figures(items=figures):
            yield from (f"{label}: {value}" for value, label in figures)
        case Table():
            yield block.caption
            yield from (_row(row) for row in block.rows)
        case Form(boxes=boxes):
            yield from (_box(box.label, [box.text, *(words for on, words in box.ticks if on)]) for box in boxes)
        case Bars(title=title, bars=bars):
            yield from (f"{title} – {bar.label}: {bar.words}" for bar in bars)
        case Trend(title=title, labels=labels, words=words):
            yield from (f"{title} – {label}: {said}" for label, said in zip(labels, words, strict=False))
        case Proofs(items=proofs):
            yield from (f"{what}: {address}" for what, address, _ in proofs)


def _row(row: Sequence[object]) -> str:
    """Give a row's words; a running number is none, or one row more would change all that follow."""
    cells = [(getattr(cell, "text", ""), getattr(cell, "note", "")) for cell in row]
    words = [text + (f" ({note})" if note else "") for text, note in cells if not text.isdigit() or len(cells) == 1]
    return " · ".join(word for word in words if word)


def _box(label: str, words: list[str]) -> str:
    said = ", ".join(" ".join(word.split()) for word in words if word.strip())
    return f"{label}: {said}" if said else ""


def changes(before: Sequence[str], now: Sequence[str]) -> list[Change]:
    """List what stands otherwise now, in the order of the paper."""
    found: list[Change] = []
    for what, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if what != "equal":
            found += zip_longest(map(_short, before[a:b]), map(_short, now[c:d]), fillvalue="")
    return found


def _short(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
