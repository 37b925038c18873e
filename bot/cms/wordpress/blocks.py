"""Clean HTML as the blocks of WordPress's editor, so that an office can go on working with what the bot wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any, NamedTuple

# As the sanitiser writes them: every value in double quotes, every quote inside a value escaped.
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"]*")?)*)\s*/?>')
VOID = frozenset({"br", "col", "hr", "img", "wbr"})
PICTURE = re.compile(
    r'<figure>(<img [^>]*class="wp-image-([0-9]+)"[^>]*>)(?:<figcaption>(.*)</figcaption>)?</figure>', re.DOTALL
)
ADDRESS = re.compile(r"(https?):(?=//)", re.IGNORECASE)


class Simple(NamedTuple):
    """How an element is a block: its name, the tag as the block writes it, and what the block is told."""

    block: str
    opening: str
    told: Mapping[str, Any] = MappingProxyType({})


SIMPLE = {
    "p": Simple("paragraph", "<p>"),
    "h2": Simple("heading", "<h2>"),
    "h3": Simple("heading", "<h3>", {"level": 3}),
    "h4": Simple("heading", "<h4>", {"level": 4}),
    "ul": Simple("list", "<ul>"),
    "ol": Simple("list", "<ol>", {"ordered": True}),
    "blockquote": Simple("quote", '<blockquote class="wp-block-quote">'),
}


class Piece(NamedTuple):
    """One element of the outermost level, or the text between two (``name`` is then empty)."""

    name: str
    attributes: str
    html: str


def blocks(html: str) -> str:
    """Return the HTML as blocks. What no block of WordPress keeps as it is becomes a Custom HTML block.

    Brackets are written as entities, for WordPress runs [words] in brackets as programs (shortcodes); and so is the
    colon of an address in the text, for an address alone in a line would become a foreign frame (oEmbed).
    """
    return "\n\n".join(_drawn(_split(_harmless(html))))


def block(name: str, html: str, **attributes: Any) -> str:
    """Return one block. The attributes are ours: numbers, flags and names."""
    told = f"{json.dumps(attributes, separators=(',', ':'))} " if attributes else ""
    return f"<!-- wp:{name} {told}-->\n{html}\n<!-- /wp:{name} -->"


def harmless(text: str) -> str:
    """Return escaped text in which WordPress finds no shortcode and no address to embed."""
    return ADDRESS.sub(r"\1&#58;", _without_shortcodes(str(text)))


def _without_shortcodes(html: str) -> str:
    return html.replace("[", "&#91;").replace("]", "&#93;")


def _harmless(html: str) -> str:
    """Leave addresses inside of tags alone."""
    parts, at = [], 0
    for tag in TAG.finditer(html):
        parts += [harmless(html[at : tag.start()]), _without_shortcodes(tag[0])]
        at = tag.end()
    return "".join([*parts, harmless(html[at:])])


def _split(html: str) -> Iterator[Piece]:
    """Yield the outermost elements and the texts between them, in order, without losing a letter."""
    depth, start, opened = 0, 0, ("", "")
    for tag in TAG.finditer(html):
        if depth == 0:
            yield from _loose(html[start : tag.start()])
            start, opened = tag.start(), (tag[2], tag[3])
        if tag[2] not in VOID:
            depth += -1 if tag[1] else 1
        if depth == 0:
            yield Piece(*opened, html[start : tag.end()])
            start = tag.end()
    yield from _loose(html[start:])


def _loose(text: str) -> list[Piece]:
    return [Piece("", "", text.strip())] if text.strip() else []


def _drawn(pieces: Iterable[Piece]) -> Iterator[str]:
    """Draw piece by piece; photos in a row are a gallery."""
    for is_photo, group in groupby(pieces, key=lambda piece: bool(PICTURE.fullmatch(piece.html))):
        drawn = [_photo(piece) if is_photo else _block(piece) for piece in group]
        if is_photo and len(drawn) > 1:
            yield _gallery(drawn)
        else:
            yield from drawn


def _block(piece: Piece) -> str:
    simple = SIMPLE.get(piece.name)
    if simple and not piece.attributes:
        return block(simple.block, piece.html.replace(f"<{piece.name}>", simple.opening, 1), **simple.told)
    if piece.name == "table" and not piece.attributes and "<caption" not in piece.html:
        return block("table", f'<figure class="wp-block-table">{piece.html}</figure>')
    return block("html", piece.html)


def _photo(piece: Piece) -> str:
    found = PICTURE.fullmatch(piece.html)
    if not found:
        return block("html", piece.html)
    below = f'<figcaption class="wp-element-caption">{found[3]}</figcaption>' if found[3] else ""
    figure = f'<figure class="wp-block-image size-full">{found[1]}{below}</figure>'
    return block("image", figure, id=int(found[2]), sizeSlug="full", linkDestination="none")


def _gallery(photos: list[str]) -> str:
    opening = '<figure class="wp-block-gallery has-nested-images columns-default is-cropped">'
    return block("gallery", "\n".join([opening, *photos, "</figure>"]), linkTo="none")
