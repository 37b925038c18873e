"""The office, opened for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.people import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office on a Tuesday morning, nothing done yet."""
    opened = Desk(tmp_path)
    yield opened
    opened.close()
