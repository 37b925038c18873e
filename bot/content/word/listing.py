"""Where a block goes: lists within lists, quotations of several paragraphs, all else side by side."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from bot.content.word.numbering import Label


class Nest:
    """The blocks of one container, and the lists that are open at its end."""

    def __init__(self, into: Element) -> None:
        self.into = into
        self._lists: list[tuple[int, Element]] = []
        self._quote: Element | None = None

    def close(self) -> None:
        """End all lists and quotations: something else follows."""
        self._lists.clear()
        self._quote = None

    def block(self, tag: str, kind: str = "") -> Element:
        """Begin a block of its own."""
        self.close()
        return SubElement(self.into, tag, {"class": kind} if kind else {})

    def quote(self) -> Element:
        """Begin a paragraph of a quotation."""
        self._lists.clear()
        if self._quote is None:
            self._quote = SubElement(self.into, "blockquote")
        return SubElement(self._quote, "p")

    def item(self, label: Label) -> Element:
        """Begin an item of a list, within the item above it if its level is deeper."""
        self._quote = None
        tag = "ul" if label.bullet else "ol"
        while self._lists and self._lists[-1][0] > label.level:
            self._lists.pop()
        if self._lists and self._lists[-1][0] == label.level and self._lists[-1][1].tag != tag:
            self._lists.pop()
        if not self._lists or self._lists[-1][0] < label.level:
            inside = self._lists[-1][1][-1] if self._lists else self.into
            self._lists.append((label.level, SubElement(inside, tag)))
        return SubElement(self._lists[-1][1], "li")
