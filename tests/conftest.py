"""The order of the tests: the long ones first, so that nobody waits for the last of them alone."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests marked slow in front; beside that the order stays."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
