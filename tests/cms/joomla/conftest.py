"""A Joomla of Kabupaten Bumi Lestari, and the bot's way to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.cms import http
from bot.cms.joomla import JoomlaPublisher
from bot.config import Secret
from tests.cms.joomla.server import TOKEN, Joomla
from tests.cms.people import LATER

Make = Callable[..., JoomlaPublisher]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is asked again be asked again at once."""
    monkeypatch.setattr(http.AGAIN, "backoff_factor", 0.0)
    monkeypatch.setattr(http.AGAIN, "backoff_jitter", 0.0)


@pytest.fixture
def site() -> Iterator[Joomla]:
    with Joomla() as joomla:
        yield joomla


@pytest.fixture
def publisher(site: Joomla) -> JoomlaPublisher:
    return made(site)


def made(site: Joomla, **changed: Any) -> JoomlaPublisher:
    """Return a publisher for a website, with changed settings."""
    return JoomlaPublisher(settings(site) | changed, lambda: LATER)


def settings(site: Joomla) -> dict[str, Any]:
    return {
        "base_url": site.base,
        "site_name": "Pemerintah Kabupaten Bumi Lestari",
        "language": "id",
        "zone": "Asia/Makassar",
        "sections": [
            {"key": "berita", "name": "Berita Daerah", "remote": ""},
            {"key": "pengumuman", "name": "Pengumuman", "remote": "9"},
        ],
        "ca_file": None,
        "timeout": 10.0,
        "token": Secret(TOKEN),
        "api": "",
        "media_folder": "tayang",
    }
