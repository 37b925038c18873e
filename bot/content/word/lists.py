"""Numbered lists as Word shows them: they go on where they stopped, and letters stay letters."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from bot.content.word.numbering import CLOSE, MARK, OPEN
from bot.content.word.trees import plain

_TYPES: Final = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


def mend_lists(root: Element) -> None:
    """Give each numbered list its first number and its kind; one whose numbers jump becomes two."""
    for parent in list(root.iter()):
        for found in [child for child in parent if child.tag == "ol"]:
            _mend(parent, found)


def _mend(parent: Element, found: Element) -> None:
    current, last = found, 0
    for item in list(found):
        mark = _taken(item)
        if mark is None:
            last += 1
            continue
        number, format_ = int(mark[1]), mark[2]
        if item is found[0]:
            _label(current, number, format_)
        elif number != last + 1:
            current = _split(parent, current, item)
            _label(current, number, format_)
        last = number


def _taken(item: Element) -> re.Match[str] | None:
    """The item's own mark, taken out of its text."""
    if not plain(item).lstrip().startswith(OPEN):
        return None
    for element in item.iter():
        if element.text and (mark := MARK.search(element.text)):
            element.text = element.text.replace(mark[0], "", 1)
            return mark
        if element.text and CLOSE in element.text:
            return None
    return None


def _label(found: Element, number: int, format_: str) -> None:
    if number != 1:
        found.set("start", str(number))
    if format_ in _TYPES:
        found.set("type", _TYPES[format_])


def _split(parent: Element, found: Element, first: Element) -> Element:
    """Let a list end before an item, and a new one begin with it."""
    rest = list(found)[list(found).index(first) :]
    new = Element("ol")
    for item in rest:
        found.remove(item)
        new.append(item)
    new.tail, found.tail = found.tail, None
    parent.insert(list(parent).index(found) + 1, new)
    return new
