"""One paragraph as it is being read: words with their looks, breaks and pictures, and the HTML they become."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from bot.content.word.numbering import CLOSE, OPEN
from bot.content.word.trees import add_text

_OURS: Final = str.maketrans("", "", f"{OPEN}{CLOSE}")
_LINK: Final = "a "


@dataclass(frozen=True, slots=True)
class Look:
    """How words look, as far as a page keeps it; `raised` is "sup", "sub" or "". Hidden ones are on no page, nor those
    nobody can see (in the colour of the paper, say)."""

    bold: bool = False
    italic: bool = False
    raised: str = ""
    struck: bool = False
    link: str = ""
    hidden: bool = False
    unseen: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The elements around the words, outermost first; a link carries its address."""
        tags = ("strong" * self.bold, "em" * self.italic, self.raised, "s" * self.struck)
        return (*([_LINK + self.link] if self.link else []), *(tag for tag in tags if tag))


@dataclass
class Line:
    """A paragraph's pieces in order: words, "br", or the place of a picture, each with the elements around it."""

    pieces: list[tuple[tuple[str, ...], str, str]] = field(default_factory=list)
    vanished: bool = False

    def words(self, text: str, look: Look) -> None:
        """Add words; the characters that mark numbers are none of a text's."""
        if text:
            self.pieces.append((look.path, "", text.translate(_OURS)))

    def line_break(self, look: Look) -> None:
        """Begin a new line."""
        self.pieces.append((look.path, "br", ""))

    def picture(self, place: str, look: Look) -> None:
        """Set a picture here."""
        self.pieces.append((look.path, "img", place))

    def lead(self, words: str) -> None:
        """Set words of ours before all others."""
        self.pieces.insert(0, ((), "", words))

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(" " if kind == "br" else text for _, kind, text in self.pieces if kind != "img")

    def write(self, parent: Element) -> None:
        """Write the pieces into an element; neighbours that look alike share their elements."""
        opened: list[tuple[str, Element]] = []
        for path, kind, text in self.pieces:
            shared = 0
            while shared < min(len(path), len(opened)) and opened[shared][0] == path[shared]:
                shared += 1
            del opened[shared:]
            for step in path[shared:]:
                opened.append((step, _begun(opened[-1][1] if opened else parent, step)))
            inner = opened[-1][1] if opened else parent
            if kind:
                SubElement(inner, kind, {"src": text} if kind == "img" else {})
            else:
                add_text(inner, text)


def _begun(parent: Element, step: str) -> Element:
    return SubElement(parent, "a", {"href": step[len(_LINK) :]}) if step.startswith(_LINK) else SubElement(parent, step)
