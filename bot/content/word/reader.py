"""WordprocessingML as plain HTML: what Word shows of a text, in its order, and a note of all that stays behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from bot.content.word.drawings import chosen
from bot.content.word.fields import fields_of
from bot.content.word.left_out import Losses
from bot.content.word.lines import Line
from bot.content.word.listing import Nest
from bot.content.word.margins import tell_margins
from bot.content.word.names import AWAY, MC, M, W, is_on, number, value
from bot.content.word.numbering import Label, Numbering, place_of, read_numbering
from bot.content.word.package import Package
from bot.content.word.pictures import Pictures
from bot.content.word.regions import Regions
from bot.content.word.running import Runs, Story
from bot.content.word.sight import page_colour, shade, table_ground
from bot.content.word.styles import Styles, heading_level, read_styles
from bot.content.word.texts_of import joins_next, words_of

_INTO: Final = frozenset(
    f"{W}{name}" for name in ("ins", "moveTo", "customXml", "smartTag", "sdtContent", "bdo", "dir", "txbxContent")
)
_OTHERS: Final = frozenset({f"{W}altChunk", f"{W}subDoc"})
_WIDEST: Final = 200
_FLAT: Final = 60
"""Twentieths of a point: three points, below which no line of print is."""
_QUOTES: Final = frozenset({"quote", "intense quote"})
_CONTENTS: Final = frozenset({"toc heading", "table of figures"})
_NOTES: Final = (("footnotes", "footnote"), ("endnotes", "endnote"))


class Reader:
    """Reads one file. The HTML's list items and headings carry marks with their numbers (see `numbering`)."""

    def __init__(self, package: Package, pictures: Pictures, losses: Losses) -> None:
        self.package, self.pictures, self.losses = package, pictures, losses
        self.styles: Styles = read_styles(package.companion("styles"))
        self.lists: Numbering = read_numbering(package.companion("numbering"), self.styles)
        self.paper = page_colour(package)
        self.notes: list[tuple[str, str]] = []
        self._known: dict[str, dict[str, Element]] = {}

    def read(self) -> Element:
        """Give the whole text: its blocks in one element, the notes under a line at its end."""
        root = Element("div")
        body = self.package.document.find(f"{W}body")
        self._read(self.package.main, body if body is not None else self.package.document, root)
        self._write_notes(root)
        for _ in self.lists.unknown:
            self.losses.add("numbering")
        tell_margins(self.package, self.losses)
        return root

    def read_parts(self) -> Iterator[Element]:
        """Give what was read: the text, and each note it refers to."""
        yield self.package.document
        for kind, name in self.notes:
            if (note := self._note(kind, name)) is not None:
                yield note

    def note(self, kind: str, name: str) -> int:
        """Take up a note that is referred to; gives its number, 0 where the file has no such note."""
        if self._note(kind, name) is None:
            return 0
        self.notes.append((kind, name))
        return len(self.notes)

    def _note(self, kind: str, name: str) -> Element | None:
        if kind not in self._known:
            part = next(part for part, note in _NOTES if note == kind)
            root = self.package.companion(part)
            notes = root.findall(f"{W}{kind}") if root is not None else []
            self._known[kind] = {each.get(f"{W}id", ""): each for each in notes}
        return self._known[kind].get(name)

    def _write_notes(self, root: Element) -> None:
        if not self.notes:
            return
        SubElement(root, "hr")
        written = SubElement(root, "ol")
        for kind, name in self.notes:  # a note may refer to another, which then joins at the end
            note = self._note(kind, name)
            part = next(part for part, each in _NOTES if each == kind)
            item = SubElement(written, "li")
            if note is not None:
                self._read(self.package.related(part), note, item)

    def _read(self, part: str, blocks: Element, into: Element) -> None:
        relations, fields = self.package.relations(part), fields_of(blocks)
        story = Story(self.package, self.styles, self.pictures, self.losses, relations, self.note, fields,
                      self.paper)  # fmt: skip
        Blocks(story, self.lists).read(blocks, into)


class Blocks:
    """Reads blocks of one part: paragraphs, tables, and whatever is around them."""

    def __init__(self, story: Story, lists: Numbering) -> None:
        self.styles, self.losses, self.lists = story.styles, story.losses, lists
        self.runs = Runs(story)

    def read(self, parent: Element, into: Element) -> None:
        """Read the blocks inside an element into another."""
        nest, held = Nest(into), list[Element]()
        for block in self._flat(parent):
            if block.tag == f"{W}tbl":
                nest.close()
                self.table(block, into)
            elif joins_next(block):
                held += block
            else:
                self._paragraph(block, nest, held)
                held = []
        if held:
            self._paragraph(Element(f"{W}p"), nest, held)

    def _flat(self, parent: Element) -> Iterator[Element]:
        """The paragraphs and tables inside an element, out of whatever wraps them."""
        for child in parent:
            if child.tag in {f"{W}p", f"{W}tbl"}:
                yield child
            elif child.tag == f"{W}sdt":
                yield from self._flat(content) if (content := child.find(f"{W}sdtContent")) is not None else ()
            elif child.tag == f"{MC}AlternateContent":
                yield from self._flat(branch) if (branch := chosen(child)) is not None else ()
            elif child.tag in AWAY:
                self.losses.add("revisions")
            elif child.tag in _OTHERS:
                self.losses.add("inserted")
            elif child.tag in {f"{M}oMathPara", f"{M}oMath", f"{W}r"}:
                alone = Element(f"{W}p")
                alone.append(child)
                yield alone
            elif not child.tag.endswith("Pr"):
                yield from self._flat(child)

    def _paragraph(self, paragraph: Element, nest: Nest, held: Iterable[Element]) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = self.styles.of_paragraph(properties)
        name = self.styles.name(style)
        line = self.runs.line([*held, *paragraph], style, properties)
        label = self._label(properties, style) if not self._is_gone(properties, style, line) else None
        if name.startswith("toc ") or name in _CONTENTS:
            if line.plain.strip():
                self.losses.add("contents", line.plain)
            return
        item = label is not None and label.item and not _stands_alone(name)
        if label is not None and line.plain.strip() and not label.bullet:
            line.lead(label.mark or f"{label.text} ")
        if line.pieces:
            line.write(nest.item(label) if item and label is not None else _block(nest, name))
        self.losses.come_to(line.plain)

    def _is_gone(self, properties: Element | None, style: str, line: Line) -> bool:
        """Whether a paragraph is hidden as a whole, its end too: Word counts it in no list."""
        mark = properties.find(f"{W}rPr") if properties is not None else None
        return line.vanished and not line.pieces and self.styles.is_hidden(mark, style)

    def _label(self, properties: Element | None, style: str) -> Label | None:
        place = place_of(properties, style, self.styles, self.lists)
        return self.lists.step(*place) if place is not None else None

    def table(self, table: Element, into: Element) -> None:
        """Read a table: its columns as its grid has them, cells over several rows or columns, header rows."""
        made = SubElement(into, "table")
        above: dict[int, Element] = {}
        heading, rows = True, list(_wrapped(table, f"{W}tr"))
        around = self.runs.sight.ground, self.runs.table_hides
        ground = table_ground(table, self.styles, around[0])
        for at, row in enumerate(rows):
            regions = Regions(table, at == 0, at == len(rows) - 1)
            properties = row.find(f"{W}trPr")
            if self._is_away(properties):
                continue
            heading = heading and properties is not None and bool(is_on(properties.find(f"{W}tblHeader")))
            self.runs.sight.ground = ground
            self._row(row, SubElement(made, "tr"), above, "th" if heading else "td", regions)
        self.runs.sight.ground, self.runs.table_hides = around
        _group_head(made)

    def _is_away(self, properties: Element | None) -> bool:
        if properties is None or properties.find(f"{W}del") is None:
            return False
        self.losses.add("revisions")
        return True

    def _row(self, row: Element, into: Element, above: dict[int, Element], tag: str, regions: Regions) -> None:
        column, ground = _skip(row, "gridBefore", into, tag), self.runs.sight.ground
        cells, made, squeezed = list(_wrapped(row, f"{W}tc")), into, self.runs.squeezed
        self.runs.squeezed = squeezed or _is_flat(row)
        for at, cell in enumerate(cells):
            properties = cell.find(f"{W}tcPr")
            self.runs.sight.ground = shade(properties.find(f"{W}shd"), ground) if properties is not None else ground
            self.runs.table_hides = self.styles.table_hides(regions.style, regions.of(at, len(cells)))
            span = max(_told(properties, "gridSpan", 1), 1)
            if properties is not None and properties.find(f"{W}cellDel") is not None:
                self.losses.add("revisions")
            elif _goes_on(properties) and column in above:
                self._covered(cell)
                above[column].set("rowspan", str(int(above[column].get("rowspan", "1")) + 1))
            elif _goes_on(properties, "hMerge") and made is not into:
                self._covered(cell)
                made.set("colspan", str(min(int(made.get("colspan", "1")) + span, _WIDEST)))
            else:
                made = SubElement(into, tag, {"colspan": str(span)} if span > 1 else {})
                self.read(cell, made)
                _remember(above, column, span, made if _merges(properties) else None)
            column += span
        self.runs.squeezed = squeezed
        for after in [each for each in above if each >= column]:
            del above[after]
        _skip(row, "gridAfter", into, tag)

    def _covered(self, cell: Element) -> None:
        """A cell that lies under the one above it: Word shows none of its words."""
        words = words_of(cell)
        if words.strip():
            self.losses.add("hidden", words)


def _stands_alone(name: str) -> bool:
    return bool(heading_level(name)) or name in {"title", "caption"}


def _block(nest: Nest, name: str) -> Element:
    level = heading_level(name)
    if level:
        return nest.block(f"h{level}")
    if name in {"title", "caption"}:
        return nest.block("p", name)
    return nest.quote() if name in _QUOTES else nest.block("p")


def _wrapped(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table, or cells of a row, out of whatever wraps them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{W}sdt":
            yield from _wrapped(content, tag) if (content := child.find(f"{W}sdtContent")) is not None else ()
        elif child.tag in _INTO:
            yield from _wrapped(child, tag)
        elif child.tag == f"{MC}AlternateContent":
            yield from _wrapped(branch, tag) if (branch := chosen(child)) is not None else ()


def _told(properties: Element | None, name: str, otherwise: int) -> int:
    told = number(value(properties.find(f"{W}{name}")), otherwise) if properties is not None else otherwise
    return min(told, _WIDEST)


def _skip(row: Element, name: str, into: Element, tag: str) -> int:
    """Leave the columns empty that a row leaves out; gives how many."""
    columns = _told(row.find(f"{W}trPr"), name, 0)
    if columns:
        SubElement(into, tag, {"colspan": str(columns)} if columns > 1 else {})
    return columns


def _merges(properties: Element | None) -> bool:
    return properties is not None and properties.find(f"{W}vMerge") is not None


def _is_flat(row: Element) -> bool:
    """Whether a row is so low that nothing in it can be seen."""
    height = row.find(f"{W}trPr/{W}trHeight")
    exact = height is not None and height.get(f"{W}hRule") == "exact"
    return exact and number(value(height), _FLAT + 1) <= _FLAT


def _goes_on(properties: Element | None, name: str = "vMerge") -> bool:
    merged = properties.find(f"{W}{name}") if properties is not None else None
    return merged is not None and value(merged) != "restart"


def _remember(above: dict[int, Element], column: int, span: int, made: Element | None) -> None:
    for each in range(column, column + span):
        above.pop(each, None)
    if made is not None:
        above[column] = made


def _group_head(table: Element) -> None:
    """Put header rows at the start of a table into its head, the others into its body."""
    rows = list(table)
    heads = [row for row in rows if len(row) and row[0].tag == "th"]
    if not heads:
        return
    for row in rows:
        table.remove(row)
    SubElement(table, "thead").extend(heads)
    SubElement(table, "tbody").extend(row for row in rows if row not in heads)
