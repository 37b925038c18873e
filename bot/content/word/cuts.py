"""What of a picture Word shows: cropped at its sides, cut to a shape, turned. On the page it is so for good."""

from __future__ import annotations

import math
import re
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
_ROTATION = re.compile(r"rotation\s*:\s*(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)(fd)?", re.IGNORECASE)
_FLIP = re.compile(r"flip\s*:\s*([xy](?:\s*[xy])?)", re.IGNORECASE)
_OVALS: Final = frozenset({"ellipse", "flowChartConnector"})
_WHOLE: Final = ("rect", "round", "snip", "flowChartProcess", "flowChartAlternateProcess", "bevel", "plaque")
"""Outlines that hide next to nothing of a picture, by how their names begin."""


def cut_of(picture: Drawn) -> Cut | None:
    """Give what of a picture is shown; None where it is nothing, or a shape we cannot cut to."""
    left, top, right, bottom = (_side(picture.element, *names) for names in _SIDES)
    outline = _outline(picture.frame)
    if left + right >= 1 or top + bottom >= 1 or not (outline in _OVALS or outline.startswith(_WHOLE)):
        return None
    turns, mirrored = _placed(picture)
    return Cut(left, top, right, bottom, outline in _OVALS, turns, mirrored)


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


def _placed(picture: Drawn) -> tuple[int, bool]:
    """How a picture stands: quarter turns clockwise, after it was mirrored; a slant is set straight.

    Each group around it may turn and mirror it once more. Upside down is mirrored and turned by a half.
    """
    angle, mirrored = 0.0, False
    for own, left_right, up_down in (*map(_old_place, [picture.style]), *map(_place, reversed(picture.around))):
        turned = own + 180 * up_down
        angle = turned + (-angle if left_right != up_down else angle)
        mirrored ^= left_right != up_down
    return round(angle / 90) % 4, mirrored


def _place(frame: Element) -> tuple[float, bool, bool]:
    """How a shape is turned, in degrees, and mirrored: left and right, up and down."""
    placed = frame.find(f"{A}xfrm")
    if placed is None:
        return 0, False, False
    left_right, up_down = (placed.get(name, "0") in {"1", "true"} for name in ("flipH", "flipV"))
    return _degrees(placed.get("rot", "0")), left_right, up_down


def _old_place(style: str) -> tuple[float, bool, bool]:
    """The same of an old drawing, whose style says it."""
    turned, flipped = _ROTATION.search(style), _FLIP.search(style)
    axes = flipped[1].lower() if flipped else ""
    angle = float(turned[1]) / (_FIXED if turned[2] else 1) if turned else 0
    return angle % 360, "x" in axes, "y" in axes


def _degrees(told: str) -> float:
    return int(told) / (_QUARTER / 90) % 360 if re.fullmatch(r"-?[0-9]{1,10}", told) else 0
