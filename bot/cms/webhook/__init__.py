"""The webhook kind: signed JSON requests for portals that have no interface of a known CMS."""

from __future__ import annotations

from bot.cms.webhook.publisher import WebhookPublisher

__all__ = ["WebhookPublisher"]
