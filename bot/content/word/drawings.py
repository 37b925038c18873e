"""What is drawn in a Word file: pictures, text boxes, charts, diagrams, embedded objects, bare shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal
from xml.etree.ElementTree import Element

from bot.content.word.names import CHART, CHART_EX, DIAGRAM, MC, OFFICE, PIC, WP, WPG, WPS, A, R, V, W, number

Kind = Literal["picture", "box", "chart", "diagram", "object", "shape"]

_UNDERSTOOD: Final = re.compile(r"(?:wp[sgc]|wp14|w14|w15|w16\w*|cx\d*|a14|v|o)\Z")
_POINT: Final = 12_700
"""In the units of a drawing's size: smaller than a point, nothing can be seen of it."""
_THOUSANDTHS: Final = 100_000
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

    `frame` are the properties of the shape a picture is in: its outline, how it is turned. `around` are those of
    the groups it is in and its own, outermost first; `style` is an old drawing's.
    """

    kind: Kind
    element: Element
    relation: str = ""
    alt: str = ""
    hidden: bool = False
    frame: Element | None = None
    around: tuple[Element, ...] = ()
    style: str = ""


def chosen(alternatives: Element) -> Element | None:
    """Give the branch of an AlternateContent that Word shows: the first it understands, else the fallback."""
    fallback = alternatives.find(f"{MC}Fallback")
    for choice in alternatives.findall(f"{MC}Choice"):
        if fallback is None or all(map(_UNDERSTOOD.match, choice.get("Requires", "").split())):
            return choice
    return fallback


def drawn(element: Element, at: Drawn | None = None, *, hidden: bool = False) -> Iterator[Drawn]:
    """Give everything drawn inside an element, in order; `at` says where we are, further in."""
    at = _placed(element, at if at is not None else Drawn("shape", element, hidden=hidden))
    own = _own(element, at)
    if own is not None:
        yield own
    if own is not None and own.kind in {"box", "chart", "diagram"}:
        return
    if element.tag == f"{MC}AlternateContent":
        branch = chosen(element)
        yield from drawn(branch, at) if branch is not None else ()
        return
    inside = [each for child in element if child.tag not in _SKIPPED for each in drawn(child, at)]
    if not inside and _is_bare_shape(element):
        inside = [Drawn("shape", element, hidden=at.hidden)]
    yield from inside


def _placed(element: Element, at: Drawn) -> Drawn:
    """Add what an element says of all that is drawn in it."""
    frames = [found for name in (*_FRAMES, f"{WPG}grpSpPr") if (found := element.find(name)) is not None]
    return replace(
        at,
        element=element,
        alt=_described(element, at.alt),
        hidden=at.hidden or _is_hidden(element),
        frame=frames[-1] if frames and frames[-1].tag in _FRAMES else at.frame,
        around=(*at.around, *frames),
        style=f"{at.style};{element.get('style', '')}" if element.tag.startswith(V) else at.style,
    )


_KINDS: Final[dict[str, tuple[Kind, str]]] = {
    **dict.fromkeys((f"{W}txbxContent", f"{V}textpath", f"{A}p"), ("box", "")),
    **dict.fromkeys((f"{CHART}chart", f"{CHART_EX}chart"), ("chart", f"{R}id")),
    **dict.fromkeys((f"{OFFICE}OLEObject", f"{W}control"), ("object", "")),
    f"{V}imagedata": ("picture", f"{R}id"),
    f"{DIAGRAM}relIds": ("diagram", f"{R}dm"),
}
"""What an element draws, and the attribute that names the part it comes from."""


def _own(element: Element, at: Drawn) -> Drawn | None:
    """What an element itself draws."""
    blip = element.find(f"{A}blip")
    if blip is not None and (relation := blip.get(f"{R}embed") or blip.get(f"{R}link")):
        return replace(at, kind="picture", relation=relation, hidden=at.hidden or _is_clear(blip))
    if element.tag not in _KINDS:
        return None
    kind, attribute = _KINDS[element.tag]
    return replace(at, kind=kind, relation=element.get(attribute) or element.get(f"{OFFICE}relid") or "")


def _described(element: Element, alt: str) -> str:
    """A drawing's own description; one further in, where it has none (a picture's is often its file's name)."""
    properties = element.find(f"{WP}docPr")
    if properties is None:
        properties = element.find(f"{PIC}nvPicPr/{PIC}cNvPr")
    if properties is not None:
        return alt or properties.get("descr") or properties.get("title") or ""
    return alt or element.get("alt") or element.get(f"{OFFICE}title") or ""


def _is_hidden(element: Element) -> bool:
    properties, extent = element.find(f"{WP}docPr"), element.find(f"{WP}extent")
    if properties is not None and properties.get("hidden", "0") in {"1", "true", "on"}:
        return True
    flat = extent is not None and any(number(extent.get(side), _POINT) < _POINT for side in ("cx", "cy"))
    if flat and element.find(f".//{PIC}pic") is not None:  # a line is flat too, and seen
        return True
    return element.tag.startswith(V) and _HIDDEN_STYLE.search(element.get("style", "")) is not None


def _is_clear(blip: Element) -> bool:
    """Whether a picture is made so transparent that nothing of it is seen."""
    seen = blip.find(f"{A}alphaModFix")
    return seen is not None and number(seen.get("amt"), _THOUSANDTHS) < _THOUSANDTHS // 50


def _is_bare_shape(element: Element) -> bool:
    """Whether an element is a shape with nothing in it; a line is but a rule across the page."""
    if element.tag == f"{WPS}wsp":
        geometry = element.find(f"{WPS}spPr/{A}prstGeom")
        return geometry is None or geometry.get("prst") not in _LINES
    return element.tag in _VML_SHAPES and element.get(f"{OFFICE}hr", "f") not in {"t", "true", "1"}
