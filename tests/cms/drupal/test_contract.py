"""The Drupal kind keeps the contract."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.cms.base import Publisher
from tests.cms.contract import Count, PublisherContract
from tests.cms.drupal.conftest import made
from tests.cms.drupal.server import Drupal


class TestDrupal(PublisherContract):
    """A Drupal as its standard profile installs it, with the text format "Full HTML"."""

    drupal: Drupal

    @pytest.fixture
    def publisher(self) -> Iterator[Publisher]:
        with Drupal() as self.drupal:
            yield made(self.drupal)

    def reopened(self, publisher: Publisher) -> Publisher:
        return made(self.drupal)

    def count(self, publisher: Publisher) -> Count:
        return Count(len(self.drupal.nodes), len(self.drupal.files))
