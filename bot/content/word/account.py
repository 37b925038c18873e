"""The account of a Word file: each of its words is on the page or told as left out. What neither is, is told here."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final
from xml.etree.ElementTree import Element

from bot.content.word.drawings import chosen
from bot.content.word.fields import Fields, fields_of, shown_besides
from bot.content.word.left_out import squeezed
from bot.content.word.maths import linear
from bot.content.word.names import AWAY, MC, A, M, V, W
from bot.content.word.result import LeftOut, Picture
from bot.content.word.symbols import symbol
from bot.content.word.texts_of import joins_next

_QUOTED: Final = 200
_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_INLINE = re.compile(r"</?(?:a|b|em|i|s|strong|sub|sup|u)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_SPACES: Final = frozenset({f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr", f"{A}br", f"{W}pgNum"})
_FORMULAS: Final = frozenset({f"{M}oMath", f"{M}oMathPara"})


class Account:
    """Adds up the words of a file's parts, and what became of them. It knows nothing of how they were read."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []

    def owe(self, part: Element) -> None:
        """Note all words of a part: each of them must be found again."""
        read = _Words(self.paragraphs, fields_of(part))
        rest = read.of(part)
        self.paragraphs.append(read.held + rest)

    def missing(self, pieces: Iterable[str | Picture], told: Iterable[str]) -> Iterator[LeftOut]:
        """Give what is neither in the pieces of the page nor among what is told, with the words before it."""
        found = Counter[str]()
        for piece in pieces:
            found.update(words(piece.caption if isinstance(piece, Picture) else _page(piece)))
        for each in told:
            found.update(words(each))
        before = ""
        for paragraph in self.paragraphs:
            lost = [word for word in words(paragraph) if not _taken(found, word)]
            if lost:
                yield LeftOut("words", before[:_QUOTED], " ".join(lost)[:_QUOTED])
            before = squeezed(paragraph) or before


def words(text: str) -> list[str]:
    """Give a text's words as they are compared: without regard to case and to signs nobody sees."""
    return _WORD.findall(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold())


def _taken(found: Counter[str], word: str) -> bool:
    """Take a word off what was found; it may be there only once for each time it is owed."""
    found[word] -= 1
    return found[word] >= 0


def _page(html: str) -> str:
    return unescape(_TAG.sub(" ", _INLINE.sub("", html)))


class _Words:
    """Collects paragraphs; one within another (a text box) does not tear that apart."""

    def __init__(self, paragraphs: list[str], fields: Fields) -> None:
        self.paragraphs, self.fields = paragraphs, fields
        self.held = ""

    def of(self, element: Element) -> str:
        tag = element.tag
        if tag in AWAY or _is_deleted(element):
            return ""
        if tag in _FORMULAS:
            return linear(element)
        if tag in {f"{W}p", f"{A}p"}:
            return self._paragraph(element)
        if tag == f"{MC}AlternateContent":
            branch = chosen(element)
            return self._inside(branch) if branch is not None else ""
        own = self._own(element)
        return own if own is not None else self._inside(element)

    def _own(self, element: Element) -> str | None:
        """What an element shows by itself; None for one that shows what is in it."""
        tag = element.tag
        if tag in _SPACES or tag == f"{V}textpath":
            return f" {element.get('string', '')} "
        if tag == f"{W}instrText":
            self.fields.tell(element)
        if tag == f"{W}fldChar":
            ended = self.fields.mark(element)
            return (shown_besides(ended) or "") if ended is not None else ""
        if tag in {f"{W}t", f"{A}t"}:
            return self._shown(element.text or "")
        if tag == f"{W}sym":
            return self._shown(symbol(element.get(f"{W}font", ""), element.get(f"{W}char", "")))
        return self._shown("-") if tag == f"{W}noBreakHyphen" else None

    def _shown(self, text: str) -> str:
        if text and not self.fields.silent:
            self.fields.fill()
            return text
        return ""

    def _inside(self, element: Element) -> str:
        inner = "".join(self.of(child) for child in element)
        return f" {inner} " if element.tag == f"{W}rt" else inner

    def _paragraph(self, paragraph: Element) -> str:
        text = self._inside(paragraph)
        if joins_next(paragraph):
            self.held += text
            return ""
        held, self.held = self.held, ""
        self.paragraphs.append(held + text)
        return ""


def _is_deleted(element: Element) -> bool:
    """Whether a row or a cell of a table was deleted."""
    return element.find(f"{W}trPr/{W}del") is not None or element.find(f"{W}tcPr/{W}cellDel") is not None
