"""Formulas in one line: what is raised, lowered or under a root is marked, so that no number turns into another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element

from bot.content.word.names import AWAY, M, W, is_on

_SILENT: Final = frozenset({f"{M}{name}" for name in ("ctrlPr", "rPr")} | {f"{W}rPr"}) | AWAY


def linear(element: Element) -> str:
    """Give a formula's words and signs in one line."""
    if element.tag in {f"{M}t", f"{W}t"}:
        return element.text or ""
    if element.tag in _SILENT or element.tag.endswith("Pr") or is_on(element.find(f"{W}rPr/{W}vanish")):
        return ""
    tag = element.tag.removeprefix(M)
    if tag in _SHAPES:
        return _SHAPES[tag](element)
    between = _BETWEEN.get(tag, "")
    return between.join(filter(None, map(linear, element))) if between else "".join(map(linear, element))


def _fraction(element: Element) -> str:
    return f"{_grouped(element, 'num')}/{_grouped(element, 'den')}"


def _scripts(element: Element) -> str:
    below = f"_{_grouped(element, 'sub')}" if element.find(f"{M}sub") is not None else ""
    above = f"^{_grouped(element, 'sup')}" if element.find(f"{M}sup") is not None else ""
    return f"{_part(element, 'e')}{below}{above}"


def _root(element: Element) -> str:
    return f"{_part(element, 'deg')}√({_part(element, 'e')})"


def _sum(element: Element) -> str:
    sign = _character(element, "naryPr", "chr", "∫")
    return f"{sign}_{_grouped(element, 'sub')}^{_grouped(element, 'sup')} {_part(element, 'e')}"


def _part(element: Element, name: str) -> str:
    found = element.find(f"{M}{name}")
    return linear(found) if found is not None else ""


def _grouped(element: Element, name: str) -> str:
    words = _part(element, name)
    return words if len(words) < 2 or words.isalnum() else f"({words})"  # noqa: PLR2004 - one sign needs no brackets


def _delimited(element: Element) -> str:
    before, after = _character(element, "dPr", "begChr", "("), _character(element, "dPr", "endChr", ")")
    between = _character(element, "dPr", "sepChr", "|")
    return f"{before}{between.join(linear(each) for each in element.findall(f'{M}e'))}{after}"


def _character(element: Element, properties: str, name: str, otherwise: str) -> str:
    found = element.find(f"{M}{properties}/{M}{name}")
    return found.get(f"{M}val", "") if found is not None else otherwise


_BETWEEN: Final = {"mr": " ", "m": "; ", "eqArr": "; ", "oMathPara": " "}
_SHAPES: Final[dict[str, Callable[[Element], str]]] = {
    **dict.fromkeys(("sSup", "sSub", "sSubSup"), _scripts),
    "f": _fraction, "rad": _root, "d": _delimited, "nary": _sum,
}  # fmt: skip
