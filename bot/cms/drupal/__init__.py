"""The Drupal kind of website, through its JSON:API module (Drupal 10 and newer)."""

from bot.cms.drupal.publisher import DrupalPublisher

__all__ = ["DrupalPublisher"]
