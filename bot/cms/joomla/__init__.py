"""The Joomla kind of website, through its Web Services API (Joomla 4.1 and newer)."""

from bot.cms.joomla.publisher import JoomlaPublisher

__all__ = ["JoomlaPublisher"]
