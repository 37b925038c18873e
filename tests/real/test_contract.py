"""What every kind of website must keep, kept by the kind for WordPress on a real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cms.base import Page, Publisher
from bot.cms.contract import Count, PublisherContract, article, document, photo
from bot.cms.wordpress import WordPressPublisher
from tests.cms.people import LATER
from tests.real.wordpress import WordPress


class TestContract(PublisherContract):
    every = 7  # every single request is cut off in test_crash.py

    @pytest.fixture
    def publisher(self, wordpress: WordPress) -> Publisher:
        self.site = wordpress
        return WordPressPublisher(wordpress.settings(), lambda: LATER)

    @pytest.fixture
    def page(self, tmp_path: Path) -> Page:
        """Small photos: their smaller copies, which take the website most of its time, are tested elsewhere."""
        photos = [photo(tmp_path, f"Foto {number}.jpg", 90, 60) for number in (1, 2)]
        return article(media=(*photos, document(tmp_path, "Jadwal.pdf")))

    def reopened(self, publisher: Publisher) -> Publisher:
        return WordPressPublisher(self.site.settings(), lambda: LATER)

    def count(self, publisher: Publisher) -> Count:
        return Count(len(self.site.posts()), len(self.site.media()))
