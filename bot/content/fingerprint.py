"""What an approval belongs to: one hash over everything that will be published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from bot.content.compose import Piece, without_title
from bot.content.entities import WEB_TYPES
from bot.content.plain import normalise

_VERSION: Final = 1


def content_hash(title: str, section: str, pieces: Sequence[Piece]) -> str:
    """SHA-256 (hex) over the canonical JSON of what is published.

    Saving again without a change gives the same hash, so an approval lives on; any real edit gives
    another and ends it. Left out is what no reader sees: a photo's file name, MIME types and sizes
    (they follow from the file's own hash), entities the website does not show, and their order; a first line that is
    the title, whether it stands in the text still or not.
    """
    content = {
        "version": _VERSION,
        "title": normalise(title),
        "section": section.strip(),
        "pieces": [_meaning(piece) for piece in without_title(title, pieces)],
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _meaning(piece: Piece) -> list[Any]:
    match piece.kind:
        case "text":
            return ["text", piece.text, sorted(set(_marks(piece.entities)))]
        case "html":
            return ["html", piece.text]
        case "photo":
            return ["photo", piece.sha256, piece.alt, piece.caption]
        case "document":
            return ["document", piece.sha256, piece.filename, piece.caption]


def _marks(entities: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, int, int, str]]:
    for entity in entities:
        type_, offset, length = (entity.get(key) for key in ("type", "offset", "length"))
        if type_ in WEB_TYPES and isinstance(offset, int) and isinstance(length, int):
            yield type_, offset, length, str(entity.get("url") or "")
