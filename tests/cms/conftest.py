"""An empty website of Kabupaten Bumi Lestari."""

from __future__ import annotations

import os
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


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of small files are written here; that they are synced has a test of its own."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(os, "sync", lambda: None)
