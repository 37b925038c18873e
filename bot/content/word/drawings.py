"""What is drawn in a Word file: pictures, text boxes, charts, diagrams, embedded objects, bare shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal
from xml.etree.ElementTree import Element

from bot.content.word.names import CHART, CHART_EX, DIAGRAM, MC, OFFICE, PIC, WP, WPS, A, R, V, W

Kind = Literal["picture", "box", "chart", "diagram", "object", "shape"]

_UNDERSTOOD: Final = re.compile(r"(?:wp[sgc]|wp14|w14|w15|w16\w*|cx\d*|a14|v|o)\Z")
_LINES: Final = {"line", "straightConnector1"}
_HIDDEN_STYLE = re.compile(r"visibility\s*:\s*hidden|display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_VML_SHAPES: Final = frozenset(
    f"{V}{name}" for name in ("shape", "rect", "roundrect", "oval", "polyline", "curve", "arc")
)
_FRAMES: Final = (f"{PIC}spPr", f"{WPS}spPr")
_SKIPPED: Final = frozenset({f"{A}extLst", f"{V}shapetype", f"{V}fill", f"{WP}docPr", f"{PIC}nvPicPr"})


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thing that is drawn. `element` holds a box's words, `relation` names the part it comes from.

    `frame` are the properties of the shape a picture is in: its outline, how it is turned.
    """

    kind: Kind
    element: Element
    relation: str = ""
    alt: str = ""
    hidden: bool = False
    frame: Element | None = None


def chosen(alternatives: Element) -> Element | None:
    """Give the branch of an AlternateContent that Word shows: the first it understands, else the fallback."""
    fallback = alternatives.find(f"{MC}Fallback")
    for choice in alternatives.findall(f"{MC}Choice"):
        if fallback is None or all(map(_UNDERSTOOD.match, choice.get("Requires", "").split())):
            return choice
    return fallback


def drawn(element: Element, alt: str = "", *, hidden: bool = False, frame: Element | None = None) -> Iterator[Drawn]:
    """Give everything drawn inside an element, in order."""
    alt, hidden = _described(element, alt), hidden or _is_hidden(element)
    for name in _FRAMES:
        found = element.find(name)
        frame = found if found is not None else frame
    own = _own(element, alt, hidden=hidden, frame=frame)
    if own is not None:
        yield own
    if own is not None and own.kind in {"box", "chart", "diagram"}:
        return
    if element.tag == f"{MC}AlternateContent":
        branch = chosen(element)
        yield from drawn(branch, alt, hidden=hidden, frame=frame) if branch is not None else ()
        return
    inside = [
        each
        for child in element
        if child.tag not in _SKIPPED
        for each in drawn(child, alt, hidden=hidden, frame=frame)
    ]  # fmt: skip
    if not inside and _is_bare_shape(element):
        inside = [Drawn("shape", element, hidden=hidden)]
    yield from inside


_KINDS: Final[dict[str, tuple[Kind, str]]] = {
    **dict.fromkeys((f"{W}txbxContent", f"{V}textpath", f"{A}p"), ("box", "")),
    **dict.fromkeys((f"{CHART}chart", f"{CHART_EX}chart"), ("chart", f"{R}id")),
    **dict.fromkeys((f"{OFFICE}OLEObject", f"{W}control"), ("object", "")),
    f"{V}imagedata": ("picture", f"{R}id"),
    f"{DIAGRAM}relIds": ("diagram", f"{R}dm"),
}
"""What an element draws, and the attribute that names the part it comes from."""


def _own(element: Element, alt: str, *, hidden: bool, frame: Element | None) -> Drawn | None:
    """What an element itself draws."""
    blip = element.find(f"{A}blip")
    if blip is not None and (relation := blip.get(f"{R}embed") or blip.get(f"{R}link")):
        return Drawn("picture", element, relation, alt, hidden, frame)
    if element.tag not in _KINDS:
        return None
    kind, attribute = _KINDS[element.tag]
    return Drawn(kind, element, element.get(attribute) or element.get(f"{OFFICE}relid") or "", alt, hidden)


def _described(element: Element, alt: str) -> str:
    """A drawing's own description; one further in, where it has none (a picture's is often its file's name)."""
    properties = element.find(f"{WP}docPr")
    if properties is None:
        properties = element.find(f"{PIC}nvPicPr/{PIC}cNvPr")
    if properties is not None:
        return alt or properties.get("descr") or properties.get("title") or ""
    return alt or element.get("alt") or element.get(f"{OFFICE}title") or ""


def _is_hidden(element: Element) -> bool:
    properties = element.find(f"{WP}docPr")
    if properties is not None and properties.get("hidden", "0") in {"1", "true", "on"}:
        return True
    return element.tag.startswith(V) and _HIDDEN_STYLE.search(element.get("style", "")) is not None


def _is_bare_shape(element: Element) -> bool:
    """Whether an element is a shape with nothing in it; a line is but a rule across the page."""
    if element.tag == f"{WPS}wsp":
        geometry = element.find(f"{WPS}spPr/{A}prstGeom")
        return geometry is None or geometry.get("prst") not in _LINES
    return element.tag in _VML_SHAPES and element.get(f"{OFFICE}hr", "f") not in {"t", "true", "1"}
