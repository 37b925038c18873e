"""The manual kind: a website without an interface, published by a person from a ready package."""

from __future__ import annotations

from bot.cms.manual.publisher import ManualPublisher

__all__ = ["ManualPublisher"]
