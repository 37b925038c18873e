"""Words that stand in a Word file for nobody to see: in the colour of what is behind them, or too small to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from bot.content.word.names import W14, WP, V, W, number, value
from bot.content.word.package import Package
from bot.content.word.styles import Styles

PAPER: Final = "FFFFFF"
_TINY: Final = 4
"""Half points: two points, a third of the smallest print anybody reads."""
_ALIKE: Final = 10
"""By how much two colours may differ, in each of red, green and blue, and nobody tells them apart."""
_HEX = re.compile(r"[0-9A-Fa-f]{6}\Z")
_BEHIND = re.compile(r"z-index\s*:\s*-", re.IGNORECASE)
_HIGHLIGHTS: Final = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip


@dataclass
class Sight:
    """What is behind the words that are being read: a colour, or None where nobody can tell."""

    styles: Styles
    ground: str | None = PAPER
    paragraph: str | None = PAPER
    style: str = ""

    def come_to(self, properties: Element | None, style: str) -> None:
        """Begin a paragraph of these properties and style."""
        own = (each for each in (properties, *self._parts(style, "pPr")) if each is not None)
        shaded = next((each.find(f"{W}shd") for each in own if each.find(f"{W}shd") is not None), None)
        self.paragraph, self.style = shade(shaded, self.ground), style

    def is_unseen(self, run: Element | None) -> bool:
        """Whether nobody can see a run of these properties in the paragraph that was come to."""
        if run is not None and run.find(f"{W14}textFill/{W14}noFill") is not None:
            return True
        size = number(self._told(run, "sz"), _TINY + 1)
        return 0 < size <= _TINY or self._is_alike(run)

    def _is_alike(self, run: Element | None) -> bool:
        colour = self._told(run, "color")
        ground = self.paragraph
        for element in [each for each in self._hierarchy(run) if each is not None]:
            ground = shade(element.find(f"{W}shd"), ground)
            marked = value(element.find(f"{W}highlight"))
            ground = _HIGHLIGHTS.get(marked, ground)
            if marked in _HIGHLIGHTS or element.find(f"{W}shd") is not None:
                break
        return bool(_HEX.match(colour)) and ground is not None and _distance(colour, ground) <= _ALIKE

    def _told(self, run: Element | None, name: str) -> str:
        """What is said of a run by itself, its style, its paragraph's style, or the document, the nearest first."""
        told = (value(each.find(f"{W}{name}")) for each in self._hierarchy(run) if each is not None)
        return next((each for each in told if each), "")

    def _hierarchy(self, run: Element | None) -> Iterator[Element | None]:
        yield run
        yield from self._parts(value(run.find(f"{W}rStyle")) if run is not None else "", "rPr")
        yield from self._parts(self.style, "rPr")
        yield self.styles.defaults.find(f"{W}rPrDefault/{W}rPr") if self.styles.defaults is not None else None

    def _parts(self, style: str, name: str) -> Iterator[Element | None]:
        return (each.find(f"{W}{name}") for each in self.styles.chain(style))


def page_colour(package: Package) -> str | None:
    """Give the colour words stand on: white, unless the page has another or something drawn behind the text."""
    background = package.document.find(f"{W}background")
    coloured = background is not None and background.get(f"{W}color", PAPER).upper() != PAPER
    return None if coloured or any(map(_is_behind, package.document.iter())) else PAPER


def _is_behind(element: Element) -> bool:
    """Whether something is drawn behind the text."""
    if element.tag == f"{WP}anchor":
        return element.get("behindDoc") in {"1", "true"}
    return element.tag.startswith(V) and _BEHIND.search(element.get("style", "")) is not None


def table_ground(table: Element, styles: Styles, ground: str | None) -> str | None:
    """Give what is behind a table's words, before its cells say otherwise: not known where its style colours cells."""
    properties = table.find(f"{W}tblPr")
    if properties is None:
        return ground
    named = styles.chain(value(properties.find(f"{W}tblStyle")))
    if any(next(each.iter(f"{W}shd"), None) is not None for each in named):
        ground = None
    return shade(properties.find(f"{W}shd"), ground)


def shade(shaded: Element | None, otherwise: str | None) -> str | None:
    """Give the colour of a shading; a pattern's nobody can tell, and where there is none it is what lies under it."""
    if shaded is None or value(shaded) == "nil":
        return otherwise
    told = shaded.get(f"{W}color" if value(shaded) == "solid" else f"{W}fill", "auto")
    if value(shaded) not in {"", "clear", "solid"}:
        return None
    return told.upper() if _HEX.match(told) else otherwise


def _distance(one: str, other: str) -> int:
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return max(abs(a - b) for a, b in pairs)
