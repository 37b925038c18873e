"""What stands above and below the text on each page of a Word file: a website's page has its own."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from bot.content.word.drawings import drawn
from bot.content.word.left_out import Losses, squeezed
from bot.content.word.names import R, W, is_on
from bot.content.word.package import Package
from bot.content.word.result import LeftOutCode
from bot.content.word.texts_of import words_of

_PLACES: Final[dict[str, LeftOutCode]] = {f"{W}headerReference": "headers", f"{W}footerReference": "footers"}
_PAGE_NUMBER = re.compile(r"halaman|hal|page|dari|of", re.IGNORECASE)


def tell_margins(package: Package, losses: Losses) -> None:
    """Tell each header and footer that some page shows, once; one with nothing but page numbers is none."""
    relations, told = package.relations(package.main), set[tuple[str, str]]()
    for section in package.document.iter(f"{W}sectPr"):
        for reference in section:
            relation = relations.get(reference.get(f"{R}id", ""))
            if reference.tag not in _PLACES or relation is None or not _is_shown(package, section, reference):
                continue
            root = package.spare_part(relation.target)
            words = squeezed(words_of(root)) if root is not None else ""
            pictures = root is not None and any(each.kind == "picture" for each in drawn(root))
            if (_has_words(words) or pictures) and (reference.tag, words) not in told:
                told.add((reference.tag, words))
                losses.add(_PLACES[reference.tag], words)


def _is_shown(package: Package, section: Element, reference: Element) -> bool:
    kind = reference.get(f"{W}type", "default")
    if kind == "first":
        return bool(is_on(section.find(f"{W}titlePg")))
    settings = package.related("settings")
    root = package.spare_part(settings) if settings else None
    return kind != "even" or (root is not None and bool(is_on(root.find(f"{W}evenAndOddHeaders"))))


def _has_words(words: str) -> bool:
    return any(character.isalpha() for character in _PAGE_NUMBER.sub("", words))
