"""Small moves on an element tree, where text hangs after elements."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element


def plain(element: Element) -> str:
    """All text inside an element; a line break is a space."""
    words = [element.text or ""]
    for child in element:
        words += [" " if child.tag == "br" else "", plain(child), child.tail or ""]
    return "".join(words)


def unwrap(root: Element, unwanted: Callable[[Element], bool]) -> None:
    """Take elements out of a tree, keeping what is inside them in their place."""
    for child in list(root):
        unwrap(child, unwanted)
        if unwanted(child):
            _replace(root, child)


def _replace(parent: Element, child: Element) -> None:
    at = list(parent).index(child)
    inside = list(child)
    parent.remove(child)
    _append_text(parent, at, child.text)
    for offset, each in enumerate(inside):
        parent.insert(at + offset, each)
    _append_text(parent, at + len(inside), child.tail)


def _append_text(parent: Element, at: int, text: str | None) -> None:
    if not text:
        return
    if at == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text


def trim(element: Element) -> None:
    """Take line breaks and spaces off both ends of an element."""
    while len(element) and element[0].tag == "br" and not (element.text or "").strip():
        element.text = element[0].tail
        element.remove(element[0])
    while len(element) and element[-1].tag == "br" and not (element[-1].tail or "").strip():
        element.remove(element[-1])
    element.text = (element.text or "").lstrip()


def add_text(element: Element, text: str) -> None:
    """Add text at the end of what is inside an element."""
    _append_text(element, len(element), text)
