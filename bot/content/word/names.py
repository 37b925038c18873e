"""Names in a Word file's XML: by namespace, never by prefix; the ISO dialect's are read as the usual ones."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

_USUAL: Final = "http://schemas.openxmlformats.org/"
W: Final = f"{{{_USUAL}wordprocessingml/2006/main}}"
R: Final = f"{{{_USUAL}officeDocument/2006/relationships}}"
WP: Final = f"{{{_USUAL}drawingml/2006/wordprocessingDrawing}}"
A: Final = f"{{{_USUAL}drawingml/2006/main}}"
PIC: Final = f"{{{_USUAL}drawingml/2006/picture}}"
CHART: Final = f"{{{_USUAL}drawingml/2006/chart}}"
DIAGRAM: Final = f"{{{_USUAL}drawingml/2006/diagram}}"
M: Final = f"{{{_USUAL}officeDocument/2006/math}}"
MC: Final = f"{{{_USUAL}markup-compatibility/2006}}"
V: Final = "{urn:schemas-microsoft-com:vml}"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
CHART_EX: Final = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"

AWAY: Final = frozenset({f"{W}del", f"{W}moveFrom", f"{W14}conflictDel"})
"""What was deleted or moved away, and is still there for whoever looks through the changes."""

_STRICT = re.compile(r"\{http://purl\.oclc\.org/ooxml/(\w+)/(\w+)\}")


def plain_name(element: Element) -> None:
    """Give an element and its attributes the usual names."""
    if "purl.oclc.org" in element.tag:
        element.tag = _usual(element.tag)
    for name in [each for each in element.attrib if "purl.oclc.org" in each]:
        element.set(_usual(name), element.attrib.pop(name))


def _usual(name: str) -> str:
    return _STRICT.sub(rf"{{{_USUAL}\1/2006/\2}}", name)


def value(element: Element | None) -> str:
    """What an element says in its `w:val`; "" for none."""
    return element.get(f"{W}val", "") if element is not None else ""


def is_on(element: Element | None) -> bool | None:
    """Whether a switch is on; None where it is not there."""
    return None if element is None else value(element) not in {"0", "false", "off"}


def number(text: str | None, otherwise: int) -> int:
    """Read a number of a few digits."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise  # noqa: PLR2004
