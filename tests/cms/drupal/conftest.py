"""A Drupal of Kabupaten Bumi Lestari, and the bot's way to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.cms import http
from bot.cms.drupal import DrupalPublisher
from bot.config import Secret
from tests.cms.drupal.server import PASSWORD, USER, Drupal
from tests.cms.people import LATER


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is asked again be asked again at once."""
    monkeypatch.setattr(http.AGAIN, "backoff_factor", 0.0)
    monkeypatch.setattr(http.AGAIN, "backoff_jitter", 0.0)


@pytest.fixture
def site() -> Iterator[Drupal]:
    with Drupal() as drupal:
        yield drupal


@pytest.fixture
def publisher(site: Drupal) -> DrupalPublisher:
    return made(site)


def made(site: Drupal, **changed: Any) -> DrupalPublisher:
    """Return a publisher for a website, with changed settings."""
    return DrupalPublisher(settings(site) | changed, lambda: LATER)


def settings(site: Drupal) -> dict[str, Any]:
    return {
        "base_url": site.base,
        "site_name": "Pemerintah Kabupaten Bumi Lestari",
        "language": "id",
        "zone": "Asia/Makassar",
        "sections": [
            {"key": "berita", "name": "Berita Daerah", "remote": ""},
            {"key": "pengumuman", "name": "Pengumuman", "remote": "tags:Pengumuman"},
        ],
        "ca_file": None,
        "timeout": 10.0,
        "user": USER,
        "password": Secret(PASSWORD),
        "token": None,
        "content_type": "article",
        "body_field": "body",
        "image_field": "field_image",
        "section_field": "field_tags",
        "text_format": "full_html",
    }
