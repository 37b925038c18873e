"""What every kind of website must keep, as tests that a third party's package can run on its own kind.

Install Tayang and pytest beside your package, and let your test module say::

    from bot.cms.contract import PublisherContract

    class TestContract(PublisherContract):
        @pytest.fixture
        def publisher(self, tmp_path):
            return MyPublisher(my_settings(tmp_path), lambda: NOW)

pytest then collects every test of the base class. See docs/websites.md for what to override besides.
"""

from __future__ import annotations

import pytest

# Before the import: the asserts of the suite then say what they saw, as those of a test module do.
pytest.register_assert_rewrite("bot.cms.contract.suite")

from bot.cms.contract.material import article, document, medium, photo  # noqa: E402
from bot.cms.contract.suite import Count, PublisherContract  # noqa: E402

__all__ = ["Count", "PublisherContract", "article", "document", "medium", "photo"]
