"""The real WordPress as a fixture: one for each test process, emptied before each test."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.wordpress import WordPress, missing, started


def needed() -> None:
    """Ask for what WordPress needs: what is not installed fails in CI, and skips elsewhere."""
    lost = missing()
    if lost and os.environ.get("CI"):
        pytest.fail(f"not installed: {lost} (see docs/wordpress.md)")
    if lost:
        pytest.skip(f"not installed: {lost}; the packages stand in docs/wordpress.md")


@pytest.fixture(scope="session")
def running_wordpress() -> Iterator[WordPress]:
    """Start it with the first test that asks."""
    needed()
    with started(Path(tempfile.mkdtemp(prefix="wp-"))) as site:
        yield site


@pytest.fixture
def wordpress(running_wordpress: WordPress) -> WordPress:
    """Return the website, empty and well-behaved, whatever the last test did to it."""
    running_wordpress.clear()
    return running_wordpress
