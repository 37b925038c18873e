"""The Joomla kind keeps the contract."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.cms.base import Publisher
from tests.cms.contract import Count, PublisherContract
from tests.cms.joomla.conftest import made
from tests.cms.joomla.server import Joomla


class TestJoomla(PublisherContract):
    """A Joomla 4, 5 or 6.0 as it is installed, on the clock of Makassar; newer ones are in the other modules."""

    joomla: Joomla

    @pytest.fixture
    def publisher(self) -> Iterator[Publisher]:
        with Joomla(ahead=8) as self.joomla:
            yield made(self.joomla)

    def reopened(self, publisher: Publisher) -> Publisher:
        return made(self.joomla)

    def count(self, publisher: Publisher) -> Count:
        return Count(len(self.joomla.rows), len(self.joomla.files))
