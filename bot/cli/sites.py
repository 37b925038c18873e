"""From the configuration to the publisher of the office's website."""

from __future__ import annotations

from bot.cms.base import Now, Publisher
from bot.cms.kinds import publisher
from bot.config import Config


def site_publisher(config: Config, now: Now) -> Publisher:
    """Make the publisher the configuration names. Raises PublishError for settings that cannot work."""
    website, office = config.website, config.office()
    folder = website.folder
    settings = {
        "folder": folder.folder,
        "base_url": website.url,
        "site_name": folder.site_name or website.name,
        "tagline": folder.tagline,
        "language": office.language,
        "sections": [{"key": s.key, "name": s.name} for s in website.sections],
        "zone": str(office.calendar.zone),
    }
    return publisher(website.kind, settings, now=now)
