"""The numbers Word shows before paragraphs, counted as Word counts them: they are in no text of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from bot.content.word.package import W

OPEN, CLOSE = "\ue000", "\ue001"
"""Around a mark: characters of the private area, which are first taken out of the text itself."""

MARK = re.compile(f"{OPEN}([0-9]+)\\|([a-zA-Z]*)\\|([^{CLOSE}]*){CLOSE}")
"""A mark: the number, its format, the label as Word shows it."""

_SIMPLE = re.compile(r"\(?%[1-9][.)]?\Z")
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


@dataclass
class _Numbering:
    """The document's lists: levels by abstract list, lists by number, and the counters as they run."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    styled: dict[str, tuple[str, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def step(self, num: str, at: int) -> tuple[int, _Level, str] | None:
        """Count one paragraph: its number, its level, the label before it. None for a bullet or no list."""
        abstract, overrides = self.lists.get(num, ("", {}))
        level = self.levels.get((abstract, at))
        if level is None or level.format in {"bullet", "none"}:
            return None
        counter = self.counters.setdefault(abstract, {})
        counter[at] = self._next(counter, num, at, level, overrides)
        for deeper in [each for each in counter if each > at]:
            del counter[deeper]
        return counter[at], level, self._label(abstract, level.text, counter)

    def _next(self, counter: Mapping[int, int], num: str, at: int, level: _Level, overrides: dict[int, int]) -> int:
        if at in overrides and (num, at) not in self.begun:
            self.begun.add((num, at))
            return overrides[at]
        return counter[at] + 1 if at in counter else level.start

    def _label(self, abstract: str, text: str, counter: Mapping[int, int]) -> str:
        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            level = self.levels.get((abstract, at))
            return written(counter.get(at, level.start), level.format) if level else ""

        return re.sub(r"%([1-9])", shown, text)


def mark_numbers(document: Element, numbering: Element | None, styles: Element | None) -> None:
    """Put a mark before the text of every numbered paragraph of a document.

    Where the label is more than a number ("Pasal 3", "1.2.") it becomes text and the paragraph no list item.
    """
    _drop_marks(document)
    if numbering is None:
        return
    lists = _read(numbering, styles)
    for paragraph in document.iter(f"{W}p"):
        _mark(paragraph, lists)


def written(number: int, format_: str) -> str:
    """Write a number as a list of that format does; decimal where the format is none of the common ones."""
    if format_.endswith("Letter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 4)
        return letters.upper() if format_.startswith("upper") else letters
    if format_.endswith("Roman") and 0 < number < 4000:  # noqa: PLR2004 - the largest the Romans wrote so
        roman = _roman(number)
        return roman.upper() if format_.startswith("upper") else roman
    return f"{number:02}" if format_ == "decimalZero" else str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        times, number = divmod(number, value)
        letters += letter * times
    return letters


def _drop_marks(document: Element) -> None:
    for text in document.iter(f"{W}t"):
        if text.text and (OPEN in text.text or CLOSE in text.text):
            text.text = text.text.replace(OPEN, "").replace(CLOSE, "")


def _read(numbering: Element, styles: Element | None) -> _Numbering:
    found = _Numbering()
    for abstract in numbering.iter(f"{W}abstractNum"):
        for place, level in _levels(abstract):
            found.levels[abstract.get(f"{W}abstractNumId", ""), place] = level
    for num in numbering.iter(f"{W}num"):
        linked = _value(num.find(f"{W}abstractNumId"))
        found.lists[num.get(f"{W}numId", "")] = linked, dict(_overrides(num))
    for style in styles.iter(f"{W}style") if styles is not None else ():
        own = _place(style.find(f"{W}pPr"))
        if own:
            found.styled[style.get(f"{W}styleId", "")] = own
    return found


def _levels(abstract: Element) -> Iterator[tuple[int, _Level]]:
    for level in abstract.iter(f"{W}lvl"):
        start = _number(_value(level.find(f"{W}start")), 1)
        format_ = _value(level.find(f"{W}numFmt")) or "decimal"
        yield _number(level.get(f"{W}ilvl"), 0), _Level(start, format_, _value(level.find(f"{W}lvlText")))


def _overrides(num: Element) -> Iterator[tuple[int, int]]:
    for override in num.iter(f"{W}lvlOverride"):
        start = override.find(f"{W}startOverride")
        if start is not None:
            yield _number(override.get(f"{W}ilvl"), 0), _number(_value(start), 1)


def _mark(paragraph: Element, lists: _Numbering) -> None:
    properties = paragraph.find(f"{W}pPr")
    style = _value(properties.find(f"{W}pStyle")) if properties is not None else ""
    place = _place(properties) or lists.styled.get(style)
    counted = lists.step(*place) if place else None
    if properties is None or counted is None:
        return
    number, level, label = counted
    if _SIMPLE.match(level.text):
        _insert(paragraph, f"{OPEN}{number}|{level.format}|{label}{CLOSE}")
        return
    _insert(paragraph, f"{label} ")
    own = properties.find(f"{W}numPr")
    if own is not None:
        properties.remove(own)


def _place(properties: Element | None) -> tuple[str, int] | None:
    """Which list and level a paragraph (or style) names; list 0 means none."""
    own = properties.find(f"{W}numPr") if properties is not None else None
    num = _value(own.find(f"{W}numId")) if own is not None else ""
    if own is None or num in {"", "0"}:
        return None
    return num, _number(_value(own.find(f"{W}ilvl")), 0)


def _insert(paragraph: Element, words: str) -> None:
    """Set words before a paragraph's own, which has some: an empty one shows its number to nobody."""
    if not any((text.text or "").strip() for text in paragraph.iter(f"{W}t")):
        return
    run = Element(f"{W}r")
    text = SubElement(run, f"{W}t")
    text.text = words
    paragraph.insert(1, run)  # after its properties


def _value(element: Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise  # noqa: PLR2004
