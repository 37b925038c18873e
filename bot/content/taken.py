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
class Taken:
    """A message's title and pieces in order. `lost`: what was left out, as (code, how many); codes have words."""

    title: str
    parts: tuple[TakenPart, ...]
    lost: tuple[tuple[str, int], ...] = ()
