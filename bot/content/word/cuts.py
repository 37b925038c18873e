"""What of a picture Word shows: cropped at its sides, cut to a shape, turned. On the page it is so for good."""

from __future__ import annotations

import math
from typing import Final
from xml.etree.ElementTree import Element

from bot.content.images import Cut
from bot.content.word.drawings import Drawn
from bot.content.word.names import A

_SIDES: Final = (("l", "cropleft"), ("t", "croptop"), ("r", "cropright"), ("b", "cropbottom"))
_THOUSANDTHS: Final = 100_000
"""DrawingML counts in thousandths of a percent."""
_FIXED: Final = 65_536
"""VML counts in this share of one."""
_QUARTER: Final = 5_400_000
"""A quarter turn, in sixty-thousandths of a degree."""
_OVALS: Final = frozenset({"ellipse", "flowChartConnector"})
_WHOLE: Final = ("rect", "round", "snip", "flowChartProcess", "flowChartAlternateProcess", "bevel", "plaque")
"""Outlines that hide next to nothing of a picture, by how their names begin."""


def cut_of(picture: Drawn) -> Cut | None:
    """Give what of a picture is shown; None where it is nothing, or a shape we cannot cut to."""
    left, top, right, bottom = (_side(picture.element, *names) for names in _SIDES)
    outline = _outline(picture.frame)
    if left + right >= 1 or top + bottom >= 1 or not (outline in _OVALS or outline.startswith(_WHOLE)):
        return None
    return Cut(left, top, right, bottom, outline in _OVALS, _turns(picture.frame))


def _side(element: Element, name: str, old_name: str) -> float:
    """The share cut off at one side; space added around a picture is none."""
    cropped = element.find(f"{A}srcRect")
    told = cropped.get(name, "0") if cropped is not None else element.get(old_name, "0")
    try:
        if told.endswith("%"):
            share = float(told[:-1]) / 100
        elif told.endswith("f"):
            share = float(told[:-1]) / _FIXED
        else:
            share = float(told) / (_THOUSANDTHS if cropped is not None else 1)
    except ValueError:
        return 0
    return min(max(share, 0), 1) if math.isfinite(share) else 0


def _outline(frame: Element | None) -> str:
    if frame is None:
        return "rect"
    if frame.find(f"{A}custGeom") is not None:
        return "custom"
    shape = frame.find(f"{A}prstGeom")
    return shape.get("prst", "rect") if shape is not None else "rect"


def _turns(frame: Element | None) -> int:
    placed = frame.find(f"{A}xfrm") if frame is not None else None
    told = placed.get("rot", "0") if placed is not None else "0"
    return round(int(told) / _QUARTER) % 4 if told.lstrip("-").isascii() and told.lstrip("-").isdigit() else 0
