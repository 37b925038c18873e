"""What Telegram lets a rich message be (Bot API 10.1): so many blocks, nested so deep, so long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bot.rehearsal.refusal import Json

MOST_BLOCKS: Final = 500
DEEPEST: Final = 16
LONGEST: Final = 32_768
TYPED: Final = ("text", "expression", "alternative_text")


def check_rich(blocks: Sequence[Json]) -> None:
    """Raise ValueError for blocks Telegram's own apps would not send."""
    found = list(_walk(blocks, 1))
    depth = max((depth for depth, _ in found), default=0)
    length = sum(_length(block) for _, block in found)
    if not blocks or len(found) > MOST_BLOCKS or depth > DEEPEST or length > LONGEST:
        raise ValueError("a rich message has 1-500 blocks, 16 deep at most, with 32768 characters at most")
    if any(not isinstance(block.get("type"), str) for _, block in found):
        raise ValueError("every block has a type")


def _walk(blocks: Sequence[Json], depth: int) -> Iterator[tuple[int, Json]]:
    for block in blocks:
        yield depth, block
        yield from _walk(block.get("blocks", []), depth + 1)
        for item in block.get("items", []):
            yield from _walk(item.get("blocks", []), depth + 1)


def _length(text: object) -> int:
    if isinstance(text, str):
        return len(text)
    if isinstance(text, list):
        return sum(map(_length, text))
    return sum(_length(text.get(each, "")) for each in TYPED) if isinstance(text, dict) else 0
