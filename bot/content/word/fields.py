"""Fields of a Word file: what they were told to show is no text, what they show is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from bot.content.word.names import W, is_on, number, value
from bot.content.word.symbols import symbol

_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\\"\s]\S*))', re.IGNORECASE)
_BUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*)", re.IGNORECASE | re.DOTALL)
_SYMBOL = re.compile(r'\s*SYMBOL\s+(?:(0x[0-9a-f]{1,4})|([0-9]{1,5})|"?(\S)"?)(?=\s|\Z)', re.IGNORECASE)
_FONT = re.compile(r'\\f\s*(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_WORKED_OUT: Final = frozenset(
    {
        *("EQ", "SYMBOL", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "BARCODE", "DISPLAYBARCODE"),
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME"),
    }
)
"""Fields that Word works out whenever it shows them, even where the file keeps an empty result."""
_SILENT: Final = frozenset(
    {
        *("XE", "TC", "TA", "RD", "SET", "ASK", "FILLIN", "PRIVATE", "NEXT", "NEXTIF", "SKIPIF", "PRINT", "ADDIN"),
        *("HYPERLINK", "FORMTEXT", "EMBED", "CONTROL", "SHAPE", "NOTE", "ADVANCE"),
    }
)
"""Fields that show nothing, or what stands beside them."""


@dataclass
class Field:
    """One open field: what it was told, whether its result has begun and has anything in it, and its form data."""

    begin: Element
    told: list[str] = field(default_factory=list)
    shows: bool = False
    filled: bool = False

    @property
    def instruction(self) -> str:
        """What it was told to show."""
        return "".join(self.told)

    @property
    def kind(self) -> str:
        """The first word of it, in capitals."""
        return (self.instruction.split() or [""])[0].upper()


@dataclass
class Fields:
    """The fields that are open where the text is being read; they may reach over paragraphs.

    One that `endless` names never ends: it is no field, or all that follows would be its instruction.
    """

    endless: frozenset[int] = frozenset()
    open: list[Field] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        """Whether what stands here is an instruction, shown to nobody."""
        return any(not each.shows for each in self.open)

    @property
    def link(self) -> str:
        """The address that the words here lead to; "" for none."""
        return next((found for each in reversed(self.open) if (found := address(each.instruction))), "")

    def tell(self, element: Element) -> None:
        """Take up a piece of an instruction."""
        if self.open and not self.open[-1].shows:
            self.open[-1].told.append(element.text or "")

    def fill(self) -> None:
        """Note that something is shown here: the open fields have a result."""
        for each in self.open:
            each.filled = True

    def mark(self, element: Element) -> Field | None:
        """Follow a field's beginning, middle or end; gives the one that ended here."""
        kind = element.get(f"{W}fldCharType", "")
        if kind == "begin":
            if id(element) not in self.endless:
                self.open.append(Field(element))
        elif kind == "separate" and self.open:
            self.open[-1].shows = True
        elif kind == "end" and self.open:
            return self.open.pop()
        return None


def fields_of(part: Element) -> Fields:
    """Make ready to follow the fields of a part."""
    begun: list[int] = []
    for mark in _marks(part):
        kind = mark.get(f"{W}fldCharType", "")
        if kind == "begin":
            begun.append(id(mark))
        elif kind == "end" and begun:
            begun.pop()
    return Fields(frozenset(begun))


def _marks(element: Element) -> Iterator[Element]:
    """The marks of fields that count: deleted ones do not."""
    for child in element:
        if child.tag == f"{W}fldChar":
            yield child
        elif child.tag not in {f"{W}del", f"{W}moveFrom"}:
            yield from _marks(child)


def address(instruction: str) -> str:
    """Give the address in a HYPERLINK instruction; "" for another one, or a link within the document."""
    found = _LINK.match(instruction)
    return (found[1] or found[2] or "") if found else ""


def shown_besides(ended: Field) -> str | None:
    """Give what a field shows beside the result it keeps; "" for nothing, None where only Word can tell."""
    if ended.kind == "FORMCHECKBOX":
        return _check_box(ended.begin)
    if ended.filled:
        return ""
    if ended.kind == "FORMDROPDOWN":
        return _choice(ended.begin)
    if button := _BUTTON.match(ended.instruction):
        return button[1]
    if ended.kind == "SYMBOL" and (sign := _sign(ended.instruction)):
        return sign
    open_question = ended.kind in _WORKED_OUT or (not ended.shows and ended.kind not in _SILENT and ended.kind)
    return None if open_question else ""


def _sign(instruction: str) -> str:
    """The character of a SYMBOL instruction; "" for one nobody can tell."""
    found, font = _SYMBOL.match(instruction), _FONT.search(instruction)
    if found is None:
        return ""
    code = int(found[1], 16) if found[1] else int(found[2]) if found[2] else ord(found[3])
    return symbol((font[1] or font[2]) if font else "", f"{code:x}")


def _check_box(begin: Element) -> str:
    box = begin.find(f"{W}ffData/{W}checkBox")
    states = [is_on(box.find(f"{W}{name}")) for name in ("checked", "default")] if box is not None else []
    return "☑" if next((state for state in states if state is not None), False) else "☐"


def _choice(begin: Element) -> str:
    choices = begin.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [value(each) for each in choices.findall(f"{W}listEntry")]
    at = number(value(choices.find(f"{W}result")) or value(choices.find(f"{W}default")), 0)
    return entries[at] if at < len(entries) else ""
