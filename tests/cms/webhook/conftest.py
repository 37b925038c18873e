"""Both receivers run once for all these tests; each test finds its portal empty."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.cms.webhook.portals import KINDS, Site, site


@pytest.fixture(scope="package", params=KINDS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(request.param, tmp_path_factory.mktemp(request.param) / "portal") as started:
        yield started


@pytest.fixture
def portal(running: Site) -> Site:
    shutil.rmtree(running.data)
    running.data.mkdir()
    shutil.rmtree(running.public / "media", ignore_errors=True)
    for page in running.public.glob("*.html"):
        page.unlink()
    return running
