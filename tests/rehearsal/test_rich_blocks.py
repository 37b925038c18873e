"""The rehearsal's apps send rich messages as Telegram's do, and no others."""

from __future__ import annotations

import pytest

from bot.rehearsal.refusal import Json
from bot.rehearsal.rich import check_rich


def nested(depth: int) -> Json:
    block: Json = {"type": "paragraph", "text": "x"}
    for _ in range(depth - 1):
        block = {"type": "blockquote", "blocks": [block]}
    return block


def test_it_sends_what_telegram_allows() -> None:
    check_rich([nested(16), *[{"type": "divider"}] * 484])
    check_rich([{"type": "paragraph", "text": ["a" * 32_760, {"type": "bold", "text": "b" * 8}]}])
    check_rich([{"type": "list", "items": [{"label": "1", "blocks": [nested(2)]}]}])


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        [nested(17)],
        [{"type": "divider"}] * 501,
        [{"type": "paragraph", "text": ["a" * 32_760, {"type": "bold", "text": "b" * 9}]}],
        [{"text": "x"}],
        [{"type": "list", "items": [{"label": "1", "blocks": [nested(16)]}]}],
    ],
    ids=["none", "deep", "many", "long", "untyped", "deep in a list"],
)
def test_it_refuses_what_telegram_refuses(blocks: list[Json]) -> None:
    with pytest.raises(ValueError, match=r"rich message|has a type"):
        check_rich(blocks)
