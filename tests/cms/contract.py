"""What every kind of website must keep: the suite lives in the product, where third parties can import it."""

from __future__ import annotations

from bot.cms.contract import Count, PublisherContract

__all__ = ["Count", "PublisherContract"]
