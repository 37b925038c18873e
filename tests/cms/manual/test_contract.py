"""With a person's hand in the place of an interface, the manual kind keeps the contract of a publisher."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cms.base import Publisher
from tests.cms.contract import Count, PublisherContract
from tests.cms.manual.hands import Hand


class TestContract(PublisherContract):
    @pytest.fixture
    def publisher(self, tmp_path: Path) -> Publisher:
        return Hand(tmp_path / "paket", tmp_path / "situs")

    def reopened(self, publisher: Publisher) -> Publisher:
        assert isinstance(publisher, Hand)
        return Hand(publisher.folder, publisher.public)

    def count(self, publisher: Publisher) -> Count:
        assert isinstance(publisher, Hand)
        return Count(len(list((publisher.folder / "ledger").glob("*.json"))), len(publisher.shown()))
