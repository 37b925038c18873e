"""WordPress by its REST interface, with an application password."""

from bot.cms.wordpress.publisher import WordPressPublisher

__all__ = ["WordPressPublisher"]
