"""A Word file's plain HTML becomes a page's blocks: headings in order, real tables and lists, pictures between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml import ElementTree as Defused  # type: ignore[import-untyped]

from bot.content.headings import nested
from bot.content.plain import normalise, shorten
from bot.content.sanitise import clean_fragment, safe_link
from bot.content.titles import MAX_TITLE
from bot.content.word.lists import mend_lists
from bot.content.word.numbering import MARK
from bot.content.word.tables import mend_table
from bot.content.word.trees import plain, trim, unwrap

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_FAR: Final = 8  # blocks before a title that is styled as one: the letterhead above it


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture stands: the number it was given, and the words under it."""

    place: int
    caption: str = ""


@dataclass
class Shape:
    """A document's title, its pieces in order, and how much of what there is."""

    title: str = ""
    pieces: list[str | Place] = field(default_factory=list)
    headings: int = 0
    tables: int = 0


def shape(root: Element) -> Shape:
    """Turn the reader's HTML into clean fragments and places of pictures.

    Notes stand at the end under a line; "[1]" in the text points at the first of them.
    """
    _tidy_inline(root)
    mend_lists(root)
    blocks = [part for block in root for part in _apart(block)]
    blocks = [block for block in blocks if not _is_blank(block)]
    title = _title(blocks)
    _nest_headings(blocks)
    _join_captions(blocks)
    for block in blocks:
        for table in list(block.iter("table")):
            mend_table(table)
    return _result(title, blocks)


def _tidy_inline(root: Element) -> None:
    """Links only where they lead somewhere, spaces as spaces."""
    for element in root.iter():
        element.text, element.tail = _spaced(element.text), _spaced(element.tail)
    unwrap(root, lambda element: element.tag == "a" and not _leads_away(element))


def _spaced(text: str | None) -> str | None:
    return re.sub(r"[ \t\xa0\u2007\u202f]+", " ", text) if text else text


def _leads_away(link: Element) -> bool:
    href = safe_link(link.get("href", "")) if not link.get("href", "").startswith("#") else None
    if href is None or not (plain(link) or link.find(".//img") is not None):
        return False
    link.attrib.clear()
    link.set("href", href)
    return True


def _apart(block: Element) -> Iterator[Element]:
    """A block and the pictures that stood in it: those before its first word before it, the others after."""
    before: list[Element] = []
    after: list[Element] = []
    if block.tag == "img":
        yield block
        return
    for picture in list(block.iter("img")):
        leads = not _words_before(block, picture)
        (before if leads else after).append(Element("img", {"src": picture.get("src", "")}))
    unwrap(block, lambda element: element.tag == "img")
    unwrap(block, lambda element: element.tag == "a" and not plain(element))
    yield from before
    yield block
    yield from after


def _words_before(block: Element, picture: Element) -> bool:
    for element in block.iter():
        if element is picture:
            return False
        if (element.text or "").strip():
            return True
    return False


def _is_blank(block: Element) -> bool:
    return block.tag not in {"img", "hr"} and not MARK.sub("", plain(block)).strip()


def _title(blocks: list[Element]) -> str:
    """The paragraph styled as title, brought to the front; else a heading or short line at the start;
    else the first heading; else the beginning of the first paragraph. The line stays, as a heading."""
    texts = [block for block in blocks if block.tag not in {"img", "hr"}]
    if not texts:
        return ""
    styled = next((block for block in texts[:_FAR] if block.get("class") == "title"), None)
    if styled is not None:
        blocks.remove(styled)
        blocks.insert(0, styled)
    first = styled if styled is not None else texts[0]
    if first.tag in {"p", *_HEADINGS} and len(_label(first)) <= MAX_TITLE:
        first.tag = "title"
        return _label(first)
    heading = next((block for block in texts if block.tag in _HEADINGS), None)
    return shorten(_label(heading if heading is not None else first), MAX_TITLE)


def _label(block: Element) -> str:
    return normalise(MARK.sub(_shown, plain(block)))


def _nest_headings(blocks: list[Element]) -> None:
    """Headings get the levels of a page; what is bold or broken into lines inside them is so no more."""
    headings = [block for block in blocks if block.tag in _HEADINGS]
    levels = nested([_HEADINGS.index(block.tag) for block in headings])
    for block, level in zip(headings, levels, strict=True):
        block.tag = f"h{level}"
    for block in blocks:
        block.tag = "h2" if block.tag == "title" else block.tag
        if block.tag in _HEADINGS:
            unwrap(block, lambda element: element.tag in {"strong", "em", "br"})


def _join_captions(blocks: list[Element]) -> None:
    """A caption belongs to the table below it (or above), or to the picture above it (or below)."""
    for index, block in enumerate(list(blocks)):
        if block.get("class") != "caption":
            continue
        near = [blocks[at] for at in (blocks.index(block) + 1, blocks.index(block) - 1) if 0 <= at < len(blocks)]
        owner = next((b for b in near if b.tag == "table" and b.find("caption") is None), None)
        pictures = [b for b in reversed(near) if b.tag == "img" and not b.get("title")]
        if owner is not None:
            SubElement(owner, "caption").text = _label(block)
        elif pictures and index:
            pictures[0].set("title", _label(block))
        else:
            continue
        blocks.remove(block)


def _result(title: str, blocks: list[Element]) -> Shape:
    found = Shape(title)
    run: list[str] = []

    def close() -> None:
        if text := clean_fragment("\n".join(run)).strip():
            found.pieces.append(text)
        run.clear()

    for block in blocks:
        if block.tag == "img":
            if block.get("src"):
                close()
                found.pieces.append(Place(int(block.get("src", "0")), block.get("title", "")))
            continue
        found.tables += block.tag == "table"
        found.headings += block.tag in _HEADINGS
        run.append(_written(block))
    close()
    found.headings -= bool(blocks and title and found.headings and _leads_with_title(found, title))
    return found


def _leads_with_title(found: Shape, title: str) -> bool:
    """Whether the first words are the title's own line: it is shown as the page's title, not as a heading."""
    first = next((piece for piece in found.pieces if isinstance(piece, str)), "")
    return first.startswith("<h2>") and normalise(_as_text(first.partition("</h2>")[0])) == title


def _as_text(html: str) -> str:
    return plain(Defused.fromstring(f"<i>{html.removeprefix('<h2>')}</i>"))


def _written(block: Element) -> str:
    block.attrib.pop("class", None)
    block.tail = None
    for paragraph in block.iter():
        if paragraph.tag in {"p", "li", "td", "th", *_HEADINGS}:
            trim(paragraph)
    return MARK.sub(_shown, tostring(block, encoding="unicode", method="html"))


def _shown(found: re.Match[str]) -> str:
    return f"{found[3]} "
