"""An empty website of Kabupaten Bumi Lestari, as a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cms.folder import FolderPublisher
from tests.cms.people import LATER
from tests.cms.people import settings as told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "situs"
    made.mkdir()
    return made


@pytest.fixture
def site(folder: Path) -> FolderPublisher:
    return FolderPublisher(told(folder), lambda: LATER)
