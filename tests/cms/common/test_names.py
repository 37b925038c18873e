"""Names in addresses."""

from __future__ import annotations

import pytest

from bot.cms.common.names import slug


@pytest.mark.parametrize(
    ("title", "expected"), [("", "artikel"), ("???", "artikel"), ("a" * 90, "a" * 60), ("kata " * 30, "kata-" * 12)]
)  # fmt: skip
def test_words_of_an_address_are_never_empty_or_endless(title: str, expected: str) -> None:
    assert slug(title, "artikel") == expected.rstrip("-")
