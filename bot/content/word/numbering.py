"""The numbers Word shows before paragraphs, counted as Word counts them: they are in no text of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from bot.content.word.names import W, is_on, number, value
from bot.content.word.numerals import is_written, written
from bot.content.word.styles import Styles

OPEN, CLOSE = "\ue000", "\ue001"
"""Around a mark: characters of the private area, which are first taken out of the text itself."""

MARK = re.compile(f"{OPEN}([0-9]+)\\|([a-zA-Z]*)\\|([^{CLOSE}]*){CLOSE}")
"""A mark: the number, its format, the label as Word shows it."""

LISTED: Final = frozenset({"decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"})
"""Formats that a list of a page can have too."""

_SIMPLE = re.compile(r"%([1-9])[.)]?\Z")  # "(1)" is how a law counts, and what others refer to: it stays as it is
_LINKS: Final = 5


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, its format, what stands around it, after which level it begins anew."""

    start: int
    format: str
    text: str
    restart: int | None = None
    legal: bool = False
    style: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """What Word shows before a paragraph: as an item of a list (`number`), as a bullet, or as words."""

    level: int
    text: str
    number: int = 0
    format: str = ""

    @property
    def bullet(self) -> bool:
        """Whether it is a bullet."""
        return self.format == "bullet"

    @property
    def item(self) -> bool:
        """Whether a page's own list can show it."""
        return self.bullet or self.number > 0

    @property
    def mark(self) -> str:
        """The mark in the text from which the page's list gets its number."""
        return f"{OPEN}{self.number}|{self.format}|{self.text}{CLOSE}" if self.number else ""


@dataclass
class _List:
    """One list as paragraphs name it: whose counters it shares, its levels, and where it begins anew."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass
class Numbering:
    """The document's lists, and the counters as they run."""

    lists: dict[str, _List] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    def step(self, num: str, at: int) -> Label | None:
        """Count one paragraph. None for one of no list."""
        found = self.lists.get(num)
        level = found.levels.get(at) if found is not None else None
        if found is None or level is None:
            return None
        if level.format == "bullet":
            return Label(at, "", format="bullet")
        counter = self.counters.setdefault(found.counters, {})
        counter[at] = self._next(found, counter, num, at)
        for deeper in [each for each in counter if each > at and _begins_anew(found.levels.get(each), each, at)]:
            del counter[deeper]
        if level.hidden:
            return None
        if not is_written(level.format):
            self.unknown.add(level.format)
        text = _shown(found, level, counter)
        simple = _SIMPLE.match(level.text)
        if simple and int(simple[1]) == at + 1 and level.format in LISTED and not level.legal and counter[at] > 0:
            return Label(at, text, counter[at], level.format)
        return Label(at, text) if text.strip() else None

    def _next(self, found: _List, counter: dict[int, int], num: str, at: int) -> int:
        if at in found.starts and (num, at) not in self.begun:
            self.begun.add((num, at))
            return found.starts[at]
        return counter[at] + 1 if at in counter else found.levels[at].start


def place_of(properties: Element | None, style: str, styles: Styles, lists: Numbering) -> tuple[str, int] | None:
    """Which list and level a paragraph has, itself or by its style; list 0 means none, whatever the style says."""
    own = properties.find(f"{W}numPr") if properties is not None else None
    num = value(own.find(f"{W}numId")) if own is not None else ""
    level = value(own.find(f"{W}ilvl")) if own is not None else ""
    by_style = None if num else _of_style(style, styles, lists)
    if by_style is not None:
        num, level = by_style[0], level or str(by_style[1])
    return (num, number(level, 0)) if num not in {"", "0"} else None


def _of_style(style: str, styles: Styles, lists: Numbering) -> tuple[str, int] | None:
    for element in styles.chain(style):
        own = element.find(f"{W}pPr/{W}numPr")
        num = value(own.find(f"{W}numId")) if own is not None else ""
        if own is not None and num:
            named = _level_named(lists.lists.get(num), element.get(f"{W}styleId", ""))
            return num, named if named is not None else number(value(own.find(f"{W}ilvl")), 0)
    return None


def _level_named(found: _List | None, style: str) -> int | None:
    levels = found.levels if found is not None else {}
    return next((at for at, level in levels.items() if level.style == style), None)


def _begins_anew(level: Level | None, at: int, after: int) -> bool:
    """Whether a level begins anew after a paragraph of a higher one: always, unless it says after which, or never."""
    restart = level.restart if level is not None else None
    return restart is None or restart > at or after < restart


def _shown(found: _List, own: Level, counter: dict[int, int]) -> str:
    def written_out(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        level = found.levels.get(at)
        if level is None:
            return ""
        return written(counter.get(at, level.start), "decimal" if own.legal else level.format)

    return re.sub(r"%([1-9])", written_out, own.text)


def read_numbering(root: Element | None, styles: Styles) -> Numbering:
    """Read the part with the lists; a file without one has none."""
    found = Numbering()
    if root is None:
        return found
    abstracts = {each.get(f"{W}abstractNumId", ""): each for each in root.iter(f"{W}abstractNum")}
    nums = {each.get(f"{W}numId", ""): each for each in root.iter(f"{W}num")}
    for name, num in nums.items():
        abstract = _abstract(value(num.find(f"{W}abstractNumId")), abstracts, nums, styles)
        levels = dict(_levels(abstracts[abstract])) if abstract in abstracts else {}
        starts: dict[int, int] = {}
        for override in num.iter(f"{W}lvlOverride"):
            levels.update(_levels(override))
            start = override.find(f"{W}startOverride")
            if start is not None:
                starts[number(override.get(f"{W}ilvl"), 0)] = number(value(start), 1)
        found.lists[name] = _List(abstract, levels, starts)
    return found


def _abstract(name: str, abstracts: dict[str, Element], nums: dict[str, Element], styles: Styles) -> str:
    """Follow a list that only names a style of lists to the one where the style's levels stand."""
    for _ in range(_LINKS):
        link = value(abstracts[name].find(f"{W}numStyleLink")) if name in abstracts else ""
        style = next(styles.chain(link), None) if link else None
        num = value(style.find(f"{W}pPr/{W}numPr/{W}numId")) if style is not None else ""
        if num not in nums:
            return name
        name = value(nums[num].find(f"{W}abstractNumId"))
    return name


def _levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for level in parent.iter(f"{W}lvl"):
        restart = level.find(f"{W}lvlRestart")
        yield (
            number(level.get(f"{W}ilvl"), 0),
            Level(
                number(value(level.find(f"{W}start")), 1),
                _format(level),
                value(level.find(f"{W}lvlText")),
                number(value(restart), 0) if restart is not None else None,
                bool(is_on(level.find(f"{W}isLgl"))),
                value(level.find(f"{W}pStyle")),
                bool(is_on(level.find(f"{W}rPr/{W}vanish"))),
            ),
        )


def _format(level: Element) -> str:
    """A level's format; one of its own making ("001, 002, …") is named by its first number."""
    told = list(level.iter(f"{W}numFmt"))
    own = next((each.get(f"{W}format", "") for each in told if value(each) == "custom"), "")
    first = own.partition(",")[0].strip()
    if first.isascii() and first.isdigit():
        return first
    return next((value(each) for each in told if value(each) not in {"", "custom"}), "decimal")
