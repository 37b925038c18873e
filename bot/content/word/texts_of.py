"""The words alone of what is not carried over: text boxes, charts, diagrams, page headers."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from bot.content.word.drawings import chosen
from bot.content.word.names import AWAY, CHART, MC, A, V, W
from bot.content.word.package import Package

_SILENT: Final = AWAY | {f"{W}{name}" for name in ("instrText", "delText", "fldData")}
_SPACED: Final = frozenset({f"{W}p", f"{W}tab", f"{W}br", f"{W}cr", f"{A}p", f"{A}br", f"{CHART}pt", f"{CHART}v"})


def words_of(element: Element) -> str:
    """Give the words inside an element as Word shows them, in one line."""
    tag = element.tag
    if tag in _SILENT:
        return ""
    if tag == f"{V}textpath":
        return element.get("string", "")
    if tag == f"{MC}AlternateContent":
        branch = chosen(element)
        return words_of(branch) if branch is not None else ""
    if tag == f"{W}noBreakHyphen":
        return "\u2011"
    own = element.text or "" if tag in {f"{W}t", f"{A}t", f"{CHART}v"} else ""
    space = " " if tag in _SPACED else ""
    return f"{space}{own}{''.join(map(words_of, element))}{space}"


def joins_next(paragraph: Element) -> bool:
    """Whether a paragraph's words go on in the next one's: its end was deleted or moved away, or it is a drop cap."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    if mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None):
        return True
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    return frame is not None and frame.get(f"{W}dropCap", "none") != "none"


def chart_words(package: Package, name: str) -> str:
    """Give the words of a chart's or diagram's part, each once; "" where it cannot be read."""
    root = package.spare_part(name)
    if root is None:
        return ""
    found = [words_of(each).strip() for each in root.iter() if each.tag in {f"{A}p", f"{CHART}v"}]
    return " ".join(dict.fromkeys(word for word in found if word))
