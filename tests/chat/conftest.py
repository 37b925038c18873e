"""The stage, set for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stage import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """An office on a Tuesday morning, everybody's bot started."""
    async with Stage(tmp_path) as stage:
        yield stage
