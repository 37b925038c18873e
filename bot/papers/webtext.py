"""A page's HTML read into blocks that can be set: no word, picture or address of it is left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal

import msgspec

from bot.content.sanitise import clean_fragment

Mark = Literal["strong", "em", "u", "s", "sub", "sup", "code", "address"]
Shade = Literal["paragraph", "heading", "code", "caption"]

MOST_COLUMNS = 63  # as in Word; a span that says more is that of a mistake
DEEPEST = 8  # lists, quotations and tables within each other; what is deeper stands beside what it is in
MOST_OPEN = 100  # elements within each other; of those deeper the words stay, and the pictures

_BLANK = re.compile(r"[ \t\r\n\f]+")
_MARKS: Mapping[str, Mark] = {tag: tag for tag in ("strong", "em", "u", "s", "sub", "sup", "code")}
_SHADES: Mapping[str, Shade] = {
    **dict.fromkeys(("p", "div"), "paragraph"),
    **dict.fromkeys(("h2", "h3", "h4"), "heading"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "pre": "code",
}
_EMPTY = frozenset({"br", "hr", "img"})
_BOXES = frozenset({"blockquote", "ul", "ol", "table"})


class Run(msgspec.Struct, frozen=True):
    """Words of one look; a line break is one in ``text``; ``link`` is where they lead, "" for nowhere."""

    text: str
    marks: tuple[Mark, ...] = ()
    link: str = ""


class Drawn(msgspec.Struct, frozen=True):
    """A picture as SVG, and how many times as wide as high it is."""

    svg: str
    ratio: float


class Words(msgspec.Struct, frozen=True, tag="words"):
    """A paragraph, or what looks otherwise: a heading of its level (2 to 4), code, a caption."""

    runs: tuple[Run, ...]
    shade: Shade = "paragraph"
    level: int = 0


class Picture(msgspec.Struct, frozen=True, tag="picture"):
    """A picture with what it shows and its caption; one that cannot be drawn leaves its description."""

    drawn: Drawn | None
    alt: str
    caption: tuple[Run, ...] = ()


class Listing(msgspec.Struct, frozen=True, tag="listing"):
    """A list; ``pattern`` is how its items are numbered ("1.", "a."), "" for a list with points."""

    pattern: str
    start: int
    items: tuple[tuple[Block, ...], ...]


class Quote(msgspec.Struct, frozen=True, tag="quote"):
    """What is quoted."""

    blocks: tuple[Block, ...]


class GridCell(msgspec.Struct, frozen=True):
    """A cell of a grid at its place, counted from 0."""

    x: int
    y: int
    colspan: int
    rowspan: int
    head: bool
    blocks: tuple[Block, ...]


class Grid(msgspec.Struct, frozen=True, tag="grid"):
    """A table; its first ``heads`` rows are repeated on every page it goes over."""

    columns: int
    heads: int
    cells: tuple[GridCell, ...]


class Line(msgspec.Struct, frozen=True, tag="line"):
    """A line across."""


Block = Words | Picture | Listing | Quote | Grid | Line


def blocks_of(html: str, pictures: Mapping[str, Drawn]) -> tuple[Block, ...]:
    """Read a page's HTML, cleaned again first; ``pictures`` are those that can be drawn, by their SHA-256."""
    tree = _Tree()
    tree.feed(clean_fragment(html))
    tree.close()
    flow = _Flow(pictures)
    flow.walk(tree.root, Run(""))
    return flow.ended()


@dataclass(slots=True)
class _Node:
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[_Node | str] = field(default_factory=list)

    def elements(self) -> Iterator[_Node]:
        return (child for child in self.children if isinstance(child, _Node))

    def words(self) -> str:
        return "".join(child if isinstance(child, str) else child.words() for child in self.children)

    def number(self, name: str, default: int = 1) -> int:
        value = self.attributes.get(name, "")
        return int(value) if value.isascii() and value.isdigit() else default


class _Tree(HTMLParser):
    """The fragment as a tree; the sanitiser closes every element that has an end, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = _Node(tag, {name: value or "" for name, value in attrs})
        deep = len(self._open) > MOST_OPEN and tag not in _EMPTY
        if not deep:
            self._open[-1].children.append(node)
        if tag not in _EMPTY:
            self._open.append(self._open[-1] if deep else node)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's
        if len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


class _Flow:
    """What stands one below the other: of a page, an item, a cell."""

    def __init__(self, pictures: Mapping[str, Drawn], depth: int = 0) -> None:
        self._pictures = pictures
        self._depth = depth
        self._blocks: list[Block] = []
        self._runs: list[Run] = []

    def ended(self) -> tuple[Block, ...]:
        self._end("paragraph")
        return tuple(self._blocks)

    def walk(self, node: _Node, style: Run, *, exactly: bool = False) -> None:
        """Take in what an element holds; ``style`` is how its words look, ``exactly`` keeps their blanks."""
        for child in node.children:
            if isinstance(child, str):
                self._runs.append(_with_text(style, child if exactly else _BLANK.sub(" ", child)))
            else:
                self._element(child, style, exactly=exactly)

    def _element(self, node: _Node, style: Run, *, exactly: bool) -> None:
        if node.tag == "br":
            self._runs.append(Run("\n"))
        elif node.tag == "a":
            self._link(node, style, exactly=exactly)
        elif node.tag in _SHADES:
            self._end("paragraph")
            self.walk(node, style, exactly=exactly or node.tag == "pre")
            self._end(_SHADES[node.tag], int(node.tag[1]) if _SHADES[node.tag] == "heading" else 0)
        elif made := self._block(node, style):
            self._end("paragraph")
            self._blocks.extend(made)
        else:
            self.walk(node, _marked(style, node.tag), exactly=exactly)

    def _block(self, node: _Node, style: Run) -> Sequence[Block]:
        """Give what an element is that stands by itself; nothing for one that is no such."""
        if node.tag == "hr":
            return [Line()]
        if node.tag == "img":
            sha256 = node.attributes.get("src", "").removeprefix("media:")
            return [Picture(self._pictures.get(sha256), node.attributes.get("alt", ""))]
        if node.tag == "figure":
            return self._figure(node, style)
        if node.tag not in _BOXES:
            return ()
        return self._box(node, style) if self._depth < DEEPEST else self._within(node, style)

    def _box(self, node: _Node, style: Run) -> Sequence[Block]:
        if node.tag == "blockquote":
            return [Quote(self._within(node, style))]
        return self._table(node, style) if node.tag == "table" else self._listing(node, style)

    def _within(self, node: _Node, style: Run) -> tuple[Block, ...]:
        flow = _Flow(self._pictures, self._depth + 1)
        flow.walk(node, style)
        return flow.ended()

    def _link(self, node: _Node, style: Run, *, exactly: bool) -> None:
        """Spell out where a link leads, unless its words are just that; a file's leads nowhere before it is stored."""
        address = node.attributes.get("href", "")
        if not address or address.startswith("media:"):
            self.walk(node, style, exactly=exactly)
            return
        linked = msgspec.structs.replace(style, link=address)
        self.walk(node, linked, exactly=exactly)
        if _bare(node.words()) != _bare(address):
            shown = address.removeprefix("mailto:").removeprefix("tel:")
            self._runs.append(Run(f" ({shown})", ("address",), address))

    def _figure(self, node: _Node, style: Run) -> Sequence[Block]:
        captions = [child for child in node.elements() if child.tag == "figcaption"]
        shown = list(self._within(_without(node, {"figcaption"}), style))
        below = [block for caption in captions for block in self._within(_Node("", {}, [caption]), style)]
        if shown and isinstance(shown[-1], Picture) and len(below) == 1 and isinstance(below[0], Words):
            shown[-1] = msgspec.structs.replace(shown[-1], caption=below[0].runs)
            return shown
        return [*shown, *below]

    def _listing(self, node: _Node, style: Run) -> Sequence[Block]:
        items = tuple(item for child in node.children if (item := self._item(child, style)) is not None)
        start = node.number("start")
        pattern = f"{node.attributes.get('type', '1') if start > 0 else '1'}." if node.tag == "ol" else ""
        return [Listing(pattern, start, items)] if items else []

    def _item(self, child: _Node | str, style: Run) -> tuple[Block, ...] | None:
        """Give an item, also an empty one; what stands between items is one if it says anything."""
        if isinstance(child, _Node) and child.tag == "li":
            return self._within(child, style)
        return self._within(_Node("", {}, [child]), style) or None

    def _table(self, node: _Node, style: Run) -> Sequence[Block]:
        """Lay a table out as a browser does; what stands in it outside of rows stands above it."""
        rows = list(_rows(node))
        above = self._within(_without(node, {"tr", "thead", "tbody"}), style)
        cells = tuple(
            GridCell(x, y, across, down, cell.tag == "th", self._within(cell, style))
            for x, y, across, down, cell in _laid(rows)
        )
        if not cells:
            return above
        return [*above, Grid(max(cell.x + cell.colspan for cell in cells), _heads(rows, cells), cells)]

    def _end(self, shade: Shade, level: int = 0) -> None:
        runs, self._runs = _trimmed(self._runs, exactly=shade == "code"), []
        if runs:
            self._blocks.append(Words(runs, shade, level))


_Row = tuple[list[_Node], bool]


def _rows(table: _Node, *, head: bool = False) -> Iterator[_Row]:
    """Give each row's cells, and whether it stands in the table's head."""
    for child in table.elements():
        if child.tag == "tr":
            yield [cell for cell in child.elements() if cell.tag in {"td", "th"}], head
        elif child.tag in {"thead", "tbody"}:
            yield from _rows(child, head=child.tag == "thead")


def _without(node: _Node, tags: Collection[str]) -> _Node:
    kept = [child for child in node.children if not (isinstance(child, _Node) and child.tag in tags)]
    return _Node(node.tag, node.attributes, kept)


def _laid(rows: Sequence[_Row]) -> Iterator[tuple[int, int, int, int, _Node]]:
    """Give each cell with its place (column, row) and how many of each it takes, none of them taken twice."""
    wide = max((_wide(cells) for cells, _ in rows), default=0)
    taken: set[tuple[int, int]] = set()
    for y, (cells, _) in enumerate(rows):
        x = 0
        for cell in cells:
            while (x, y) in taken:
                x += 1
            across = min(max(cell.number("colspan"), 1), max(wide - x, 1))
            across = next((n for n in range(1, across) if (x + n, y) in taken), across)
            down = min(max(cell.number("rowspan"), 1), len(rows) - y)
            taken.update((x + i, y + j) for i in range(across) for j in range(down))
            yield x, y, across, down, cell
            x += across


def _wide(cells: Sequence[_Node]) -> int:
    said = sum(max(cell.number("colspan"), 1) for cell in cells)
    return said if said <= MOST_COLUMNS else len(cells)


def _heads(rows: Sequence[_Row], cells: Sequence[GridCell]) -> int:
    """Count the rows at the top that are a head and that no cell leaves; all of them are none, for nothing follows."""
    heads = next((y for y, (_, head) in enumerate(rows) if not head), 0)
    leaves = any(cell.y < heads < cell.y + cell.rowspan for cell in cells)
    return 0 if leaves else heads


def _marked(style: Run, tag: str) -> Run:
    mark = _MARKS.get(tag)
    if mark is None or mark in style.marks:
        return style
    return msgspec.structs.replace(style, marks=(*style.marks, mark))


def _with_text(style: Run, text: str) -> Run:
    return msgspec.structs.replace(style, text=text)


def _bare(words: str) -> str:
    return re.sub(r"^(https?://|mailto:|tel:)", "", words.strip(), flags=re.IGNORECASE).rstrip("/").casefold()


def _trimmed(runs: Sequence[Run], *, exactly: bool) -> tuple[Run, ...]:
    """Give the runs as a browser shows them: no blank at a line's beginning or end, one between words."""
    if exactly:
        return tuple(runs) if "".join(run.text for run in runs).strip() else ()
    kept: list[Run] = []
    for run in runs:
        begins = not kept or kept[-1].text.endswith((" ", "\n"))
        text = run.text.lstrip(" ") if begins else run.text
        if text == "\n" and kept and kept[-1].text.endswith(" "):
            kept[-1] = _with_text(kept[-1], kept[-1].text.rstrip(" "))
        if text:
            kept.append(_with_text(run, text))
    while kept and not kept[-1].text.strip(" \n"):
        kept.pop()
    while kept and not kept[0].text.strip(" \n"):
        kept.pop(0)
    if kept:
        kept[-1] = _with_text(kept[-1], kept[-1].text.rstrip(" \n"))
    return tuple(kept)
