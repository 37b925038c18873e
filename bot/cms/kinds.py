"""The kinds of website by name: those of ours, and those other packages add by an entry point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from bot.cms.base import Now, Publisher, PublishError

GROUP = "tayang.publishers"
Factory = Callable[[Mapping[str, Any], Now], Publisher]

#: Where each kind of ours is; only the chosen one is imported.
OWN: Mapping[str, str] = {
    "folder": "bot.cms.folder:FolderPublisher",
    "wordpress": "bot.cms.wordpress:WordPressPublisher",
    "joomla": "bot.cms.joomla:JoomlaPublisher",
    "drupal": "bot.cms.drupal:DrupalPublisher",
    "webhook": "bot.cms.webhook:WebhookPublisher",
    "manual": "bot.cms.manual.publisher:ManualPublisher",
}


def names() -> list[str]:
    """Return every kind that can be named in the configuration, sorted."""
    return sorted({*OWN, *(entry.name for entry in entry_points(group=GROUP))})


def publisher(kind: str, settings: Mapping[str, Any], *, now: Now) -> Publisher:
    """Return the publisher of this kind; ``now`` tells the time (aware, UTC) of corrections and withdrawals.

    Our own names win over entry points, so that no package can slip in between us and the office's website.
    Raises PublishError: "kind_unknown", "kind_broken" (another package's kind cannot be loaded or made), or
    whatever the kind says about its settings.
    """
    if kind in OWN:
        own: Factory = EntryPoint(kind, OWN[kind], GROUP).load()
        return own(settings, now)
    for entry in entry_points(group=GROUP, name=kind):
        return _foreign(entry, settings, now)
    raise PublishError("kind_unknown", f"{kind!r} is none of {', '.join(names())}", again=False)


def _foreign(entry: EntryPoint, settings: Mapping[str, Any], now: Now) -> Publisher:
    """Make a publisher of another package's kind; whatever goes wrong in there is said, not raised through us."""
    try:
        made = entry.load()(settings, now)
    except PublishError:
        raise
    except Exception as error:
        raise PublishError("kind_broken", f"{entry.value}: {type(error).__name__}: {error}", again=False) from error
    if not isinstance(made, Publisher):
        raise PublishError("kind_broken", f"{entry.value} makes no bot.cms.base.Publisher", again=False)
    return made
