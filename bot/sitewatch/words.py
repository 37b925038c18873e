"""Words that an office's page does not use: maintained lists, found however they are spelt."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

List = Literal["promosi", "topik", "konteks", "perusakan", "perusakan_ganda", "host", "tantangan"]

#: Letters of other scripts that look like ours, and signs that stand for letters.
_ALIKE = str.maketrans(
    "аеорсхіјѕԁɡһνυԝαοιτκ" + "01345798l",
    "aeopcxijsdghvuwaoitk" + "oieastgbi",
)
_SIGNS = {"@": "a", "$": "s", "!": "i", "|": "i"}
_SIGN = re.compile(r"[@$!|](?=[^\W_])")  # a sign at a word's end is only a sign
_LONE = re.compile(r"(?<!\w)(?:\w[\s._*|-]{1,2}){3,}\w(?!\w)")
_TAIL = re.compile(r"(?<=[^\W\d_])\d{2,}(?!\w)")
_RUN = re.compile(r"([^\W\d_])\1+")
_MARKS = frozenset({"Mn", "Me", "Cf"})


@cache
def terms(name: List) -> tuple[str, ...]:
    """Read a list: one term a line, lower case; lines that begin with # say where it comes from."""
    text = (files("bot.sitewatch") / "words" / f"{name}.txt").read_text("utf-8")
    lines = (line.partition("#")[0].strip().lower() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """Give text with every spelling of a letter made one: 5L0T, s.l.o.t, ｓｌｏｔ, slooot and Cyrillic look-alikes."""
    letters = text.lower() if text.isascii() else _bare(text)
    signed = _SIGN.sub(lambda sign: _SIGNS[sign[0]], letters)
    words = _TAIL.sub(" ", signed).translate(_ALIKE)
    joined = _LONE.sub(lambda lone: re.sub(r"[\s._*|-]", "", lone[0]), words)
    return _RUN.sub(r"\1", joined)


def _bare(text: str) -> str:
    """Give the letters of any script without their marks and without what cannot be seen."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if c.isascii() or unicodedata.category(c) not in _MARKS)


@cache
def _pattern(name: List) -> re.Pattern[str]:
    spelt = sorted({plain(term) for term in terms(name)}, key=len, reverse=True)
    between = r"[\W_]{0,3}"
    either = "|".join(between.join(re.escape(word) for word in term.split()) for term in spelt)
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])")


@cache
def _names(name: List) -> dict[str, str]:
    return {_key(plain(term)): term for term in terms(name)}


def _key(spelt: str) -> str:
    return re.sub(r"[\W_]", "", spelt)


def found(name: List, text: str) -> frozenset[str]:
    """Give the terms of a list that stand in a text as words, in the list's own spelling."""
    names = _names(name)
    return frozenset(names[_key(match)] for match in _pattern(name).findall(plain(text)))
