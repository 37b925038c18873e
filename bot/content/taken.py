"""What one message was taken apart into: a Word file's or rich message's texts, pictures and files, already kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class TakenPart:
    """One piece: clean HTML in `text`, or a kept file with its caption in `text`; `alt` describes a picture."""

    kind: Literal["html", "photo", "document"]
    text: str = ""
    sha256: str | None = None
    filename: str = ""
    mime: str = ""
    size: int = 0
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Lost:
    """Something left out: a code that has words, how many, the words before it, and its own.

    `after` is "" for what stood at the beginning, None where the place is not known or says nothing.
    """

    code: str
    count: int = 1
    after: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A message's title and pieces in order, and what of it was left out."""

    title: str
    parts: tuple[TakenPart, ...]
    lost: tuple[Lost, ...] = ()
