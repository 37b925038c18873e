"""A Word file's styles: their names, what they are based on, and what follows from them for a paragraph or run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from bot.content.word.names import W, is_on, value

_BASES: Final = 20
"""How far a style may stand from its root: one based on itself has no end."""
_HEADING = re.compile(r"(?:heading ?)([1-9])\Z")
_DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its name in lower case, the style under it, its element."""

    name: str
    base: str
    element: Element


@dataclass
class Styles:
    """All styles of a file, and the ones that paragraphs and characters have by themselves."""

    known: dict[str, Style] = field(default_factory=dict)
    usual: dict[str, str] = field(default_factory=dict)
    defaults: Element | None = None
    _switches: dict[tuple[str, str], bool | None] = field(default_factory=dict)

    def name(self, style: str) -> str:
        """Name a style as Word does in English, in lower case; its id where it is not in the file."""
        return self.known[style].name if style in self.known else style.lower()

    def chain(self, style: str) -> Iterator[Element]:
        """Give a style's element and those it is based on, nearest first."""
        for _ in range(_BASES):
            found = self.known.get(style)
            if found is None:
                return
            yield found.element
            style = found.base

    def of_paragraph(self, properties: Element | None) -> str:
        """Give the id of the style a paragraph has."""
        own = value(properties.find(f"{W}pStyle")) if properties is not None else ""
        return own or self.usual.get("paragraph", "")

    def is_hidden(self, properties: Element | None, paragraph_style: str, *, in_table: bool = False) -> bool:
        """Whether Word hides a run of these properties in a paragraph of this style; `in_table`: a table's style does.

        What the run says itself counts; else the styles of table, paragraph and characters, each turning over what
        the others say.
        """
        own = is_on(properties.find(f"{W}vanish")) if properties is not None else None
        if own is not None:
            return own
        style = value(properties.find(f"{W}rStyle")) if properties is not None else ""
        by_style = bool(self.run_switch(style, "vanish")) ^ bool(self.run_switch(paragraph_style, "vanish")) ^ in_table
        return by_style or self.default_switch("vanish")

    def table_hides(self, style: str, regions: Set[str]) -> bool:
        """Whether a table's style hides the words in these regions of it (firstRow, lastCol …)."""
        for element in self.chain(style):
            own = [each for each in element.findall(f"{W}tblStylePr") if each.get(f"{W}type", "") in regions]
            told = [is_on(each.find(f"{W}rPr/{W}vanish")) for each in (*own, element)]
            if (found := next((each for each in told if each is not None), None)) is not None:
                return found
        return False

    def run_switch(self, style: str, name: str) -> bool | None:
        """Whether a style or one under it turns a property of characters on or off."""
        if (style, name) not in self._switches:
            told = (is_on(element.find(f"{W}rPr/{W}{name}")) for element in self.chain(style))
            self._switches[style, name] = next((each for each in told if each is not None), None)
        return self._switches[style, name]

    def default_switch(self, name: str) -> bool:
        """Whether the document turns a property of characters on where nobody says otherwise."""
        return (
            bool(is_on(self.defaults.find(f"{W}rPrDefault/{W}rPr/{W}{name}"))) if self.defaults is not None else False
        )


def read_styles(root: Element | None) -> Styles:
    """Read the part with the styles; a file without one has none."""
    found = Styles()
    if root is None:
        return found
    found.defaults = root.find(f"{W}docDefaults")
    for element in root.iter(f"{W}style"):
        own = element.get(f"{W}styleId", "")
        name = value(element.find(f"{W}name")) or own
        found.known[own] = Style(name.lower(), value(element.find(f"{W}basedOn")), element)
        if element.get(f"{W}default", "0") in {"1", "true", "on"}:
            found.usual[element.get(f"{W}type", "")] = own
    return found


def heading_level(name: str) -> int:
    """Give the level of a heading by its style's name, 1 to 6; 0 for no heading."""
    if name == "heading":  # Apple Pages
        return 1
    found = _HEADING.match(name)
    return min(int(found[1]), _DEEPEST) if found else 0
