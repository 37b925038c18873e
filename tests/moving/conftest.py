"""The stage for what must be seen whole, and a bare store for what can be seen alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cli import cast
from storage.store import Store
from tests.stage import MORNING, Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """An office on a Tuesday morning, everybody's bot started."""
    async with Stage(tmp_path) as stage:
        yield stage


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An open store on an empty file; nobody is in the office."""
    async with Store(tmp_path / "tayang.sqlite3", cast.office(""), lambda: MORNING, tmp_path / "berkas") as store:
        yield store
