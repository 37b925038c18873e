"""Rich messages (Bot API 10.1) become clean HTML and photos; what a page cannot have is named, its words stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import escape

from bot.content.blocks import first_line
from bot.content.headings import nested
from bot.content.plain import paragraphs, shorten
from bot.content.sanitise import clean_fragment, safe_link
from bot.content.spans import tidy
from bot.content.titles import MAX_TITLE

MAX_DEPTH: Final = 24
"""Telegram allows 16 levels of blocks; formats inside them nest as well."""
MAX_BLOCKS: Final = 500

Block = Mapping[str, Any]

_INLINE: Final = {
    "bold": "strong", "italic": "em", "underline": "u", "strikethrough": "s",
    "subscript": "sub", "superscript": "sup", "code": "code",
}  # fmt: skip
_LINKS: Final = {
    "url": ("url", ""),
    "email_address": ("email_address", "mailto:"),
    "phone_number": ("phone_number", "tel:"),
}
_LOST: Final = {"animation": "video", "video": "video", "audio": "audio", "voice_note": "audio", "map": "map"}
_NOTHING: Final = {"anchor", "thinking"}
_HEADING = re.compile(r"<(/?)h([1-6])>")


@dataclass(frozen=True, slots=True)
class RichPhoto:
    """A photo of a rich message, still at Telegram: its largest size, and the words below it."""

    file_id: str
    size: int
    caption: str


@dataclass(frozen=True, slots=True)
class RichText:
    """A rich message's title and its pieces in order; `lost` as in `Taken`, `words` is its plain text."""

    title: str
    pieces: tuple[str | RichPhoto, ...]
    lost: tuple[tuple[str, int], ...]
    words: str


def read_rich(message: Mapping[str, Any]) -> RichText:
    """Turn a RichMessage (Bot API JSON) into clean HTML fragments and photos.

    A block or format that is not known gives its text. A photo inside a list, quotation or table
    follows it. The first heading or short paragraph is the title, and stays.
    """
    reader = _Reader()
    blocks = _blocks(message, "blocks")
    pieces = _merged(piece for block in blocks[:MAX_BLOCKS] for piece in reader.top(block))
    if len(blocks) > MAX_BLOCKS:
        reader.lost["parts"] += len(blocks) - MAX_BLOCKS
    fragments = _levelled(pieces)
    words = "\n".join(line for each in fragments if isinstance(each, str) for line in paragraphs(each))
    return RichText(_title(fragments, words), fragments, tuple(sorted(reader.lost.items())), words)


class _Reader:
    """Reads blocks one by one; photos wait until the block they stand in has ended."""

    def __init__(self) -> None:
        self.lost: Counter[str] = Counter()
        self._waiting: list[RichPhoto] = []
        self._depth = 0
        self._blocks: dict[str, Callable[[Block], str]] = {
            "paragraph": lambda b: self._in("p", b), "footer": lambda b: self._in("p", b),
            "heading": self._heading, "pre": lambda b: f"<pre><code>{self.inline(b.get('text'))}</code></pre>",
            "divider": lambda _b: "<hr>", "mathematical_expression": self._formula, "list": self._list,
            "blockquote": self._quote, "pullquote": self._quote, "collage": self._group, "slideshow": self._group,
            "table": self._table, "details": self._details, "photo": self._photo,
        }  # fmt: skip

    def top(self, block: Block) -> list[str | RichPhoto]:
        """Give a block of the message, and the photos that stood in it."""
        html = self.block(block)
        pieces: list[str | RichPhoto] = [html] if html else []
        pieces += self._waiting
        self._waiting = []
        return pieces

    def block(self, block: Block) -> str:
        """Give a block as HTML, not yet cleaned."""
        kind = str(block.get("type"))
        if self._depth > MAX_DEPTH or kind in _NOTHING:
            return ""
        self._depth += 1
        try:
            if kind in _LOST:
                self.lost[_LOST[kind]] += 1
                return self._caption(block)
            return self._blocks.get(kind, self._unknown)(block)
        finally:
            self._depth -= 1

    def inline(self, text: object) -> str:
        """Give a RichText as HTML: a string, a list of them, or one with a format."""
        if isinstance(text, str):
            return str(escape(tidy(text))).replace("\n", "<br>")
        if self._depth > MAX_DEPTH:
            return ""
        self._depth += 1
        try:
            if isinstance(text, Sequence):
                return "".join(self.inline(each) for each in text)
            return self._formatted(text) if isinstance(text, Mapping) else ""
        finally:
            self._depth -= 1

    def _formatted(self, text: Mapping[str, Any]) -> str:
        kind = str(text.get("type"))
        shown = text.get("text", text.get("alternative_text", text.get("expression", "")))
        inside = self.inline(shown)
        self.lost["layout"] += kind == "mathematical_expression"
        if kind in _INLINE:
            return f"<{_INLINE[kind]}>{inside}</{_INLINE[kind]}>"
        if kind in _LINKS:
            field, scheme = _LINKS[kind]
            link = safe_link(scheme + str(text.get(field, "")))
            return f'<a href="{escape(link)}">{inside}</a>' if link else inside
        return inside

    def _in(self, tag: str, block: Block) -> str:
        return f"<{tag}>{self.inline(block.get('text'))}</{tag}>"

    def _heading(self, block: Block) -> str:
        size = block.get("size")
        return self._in(f"h{size if isinstance(size, int) and 1 <= size <= 6 else 6}", block)  # noqa: PLR2004

    def _formula(self, block: Block) -> str:
        self.lost["layout"] += 1
        return f"<pre><code>{self.inline(block.get('expression'))}</code></pre>"

    def _all(self, block: Block) -> str:
        return "".join(self.block(each) for each in _blocks(block, "blocks"))

    def _list(self, block: Block) -> str:
        items = _blocks(block, "items")
        first = items[0] if items else {}
        inside = "".join(f"<li>{self._item(item)}</li>" for item in items)
        if not isinstance(first.get("value"), int):
            return f"<ul>{inside}</ul>"
        kind = f' type="{first["type"]}"' if first.get("type") in {"a", "A", "i", "I"} else ""
        start = f' start="{first["value"]}"' if first["value"] != 1 else ""
        return f"<ol{start}{kind}>{inside}</ol>"

    def _item(self, item: Block) -> str:
        inside = self._all(item)
        only = re.fullmatch(r"<p>((?:(?!</?p>).)*)</p>", inside, re.DOTALL)
        box = ("☑ " if item.get("is_checked") else "☐ ") if item.get("has_checkbox") else ""
        return box + (only[1] if only else inside)

    def _quote(self, block: Block) -> str:
        said = self._all(block) if "blocks" in block else self._in("p", block)
        credit = self.inline(block.get("credit"))
        return f"<blockquote>{said}{f'<p>— {credit}</p>' if credit else ''}</blockquote>"

    def _group(self, block: Block) -> str:
        return self._all(block) + self._caption(block)

    def _details(self, block: Block) -> str:
        return f"<p><strong>{self.inline(block.get('summary'))}</strong></p>{self._all(block)}"

    def _photo(self, block: Block) -> str:
        sizes = [size for size in _blocks(block, "photo") if isinstance(size.get("file_id"), str)]
        if not sizes:
            self.lost["photos"] += 1
            return self._caption(block)
        largest = max(sizes, key=lambda size: _number(size, "width") * _number(size, "height"))
        caption = " ".join(paragraphs(self._caption(block)))
        self._waiting.append(RichPhoto(largest["file_id"], _number(largest, "file_size"), caption))
        return ""

    def _caption(self, block: Block) -> str:
        caption = block.get("caption")
        if not isinstance(caption, Mapping):
            return f"<p>{self.inline(caption)}</p>" if caption else ""
        words = [self.inline(caption.get(each)) for each in ("text", "credit")]
        return f"<p>{' – '.join(each for each in words if each)}</p>"

    def _table(self, block: Block) -> str:
        rows = block.get("cells")
        made = [self._row(row) for row in rows if isinstance(row, list)] if isinstance(rows, list) else []
        caption = self.inline(block.get("caption"))
        return f"<table>{f'<caption>{caption}</caption>' if caption else ''}{''.join(made)}</table>"

    def _row(self, row: Sequence[object]) -> str:
        cells = [cell for cell in row if isinstance(cell, Mapping)]
        across = all(cell.get("is_header") for cell in cells)
        return f"<tr>{''.join(self._cell(cell, 'col' if across else 'row') for cell in cells)}</tr>"

    def _cell(self, cell: Block, scope: str) -> str:
        spans = "".join(
            f' {name}="{cell[name]}"' for name in ("colspan", "rowspan")
            if isinstance(cell.get(name), int) and 1 < cell[name] <= MAX_BLOCKS
        )  # fmt: skip
        tag, scoped = ("th", f' scope="{scope}"') if cell.get("is_header") else ("td", "")
        return f"<{tag}{scoped}{spans}>{self.inline(cell.get('text'))}</{tag}>"

    def _unknown(self, block: Block) -> str:
        """A block of a later Telegram: its words; a file in it has to be sent by itself."""
        carries = any(isinstance(value, Mapping) and "file_id" in value for value in block.values())
        self.lost["files" if carries else "layout"] += 1
        words = "".join(self.inline(block.get(each)) for each in ("summary", "text"))
        return (f"<p>{words}</p>" if words else "") + self._all(block) + self._caption(block)


def _blocks(owner: Mapping[str, Any], field: str) -> list[Block]:
    found = owner.get(field)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _number(size: Block, field: str) -> int:
    value = size.get(field)
    return value if isinstance(value, int) else 0


def _merged(pieces: Any) -> list[str | RichPhoto]:
    found: list[str | RichPhoto] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += f"\n{piece}"
        else:
            found.append(piece)
    return found


def _levelled(pieces: Sequence[str | RichPhoto]) -> tuple[str | RichPhoto, ...]:
    """The fragments cleaned, their headings as a page has them."""
    opened = [int(tag[2]) for each in pieces if isinstance(each, str) for tag in _HEADING.finditer(each) if not tag[1]]
    levels = [level for each in nested(opened) for level in (each, each)]
    tags = iter(levels)

    def cleaned(piece: str) -> str:
        return clean_fragment(_HEADING.sub(lambda tag: f"<{tag[1]}h{next(tags)}>", piece)).strip()

    made = (cleaned(each) if isinstance(each, str) else each for each in pieces)
    return tuple(each for each in made if not isinstance(each, str) or paragraphs(each))


def _title(pieces: Sequence[str | RichPhoto], words: str) -> str:
    first = next((each for each in pieces if isinstance(each, str)), "")
    line = first_line(first)
    return line if 0 < len(line) <= MAX_TITLE else shorten(line or words.partition("\n")[0], MAX_TITLE)
