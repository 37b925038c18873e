"""The kinds of website by name: those of ours, and those other packages add by an entry point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from bot.cms.base import Now, Publisher, PublishError
from bot.cms.folder import FolderPublisher

GROUP = "tayang.publishers"
Factory = Callable[[Mapping[str, Any], Now], Publisher]

OWN: Mapping[str, Factory] = {FolderPublisher.kind: FolderPublisher}


def names() -> list[str]:
    """Return every kind that can be named in the configuration, sorted."""
    return sorted({*OWN, *(entry.name for entry in entry_points(group=GROUP))})


def publisher(kind: str, settings: Mapping[str, Any], *, now: Now) -> Publisher:
    """Return the publisher of this kind; ``now`` tells the time (aware, UTC) of corrections and withdrawals.

    Our own names win over entry points, so that no package can slip in between us and the office's website.
    Raises PublishError("kind_unknown") or whatever the kind says about its settings.
    """
    return _factory(kind)(settings, now)


def _factory(kind: str) -> Factory:
    own = OWN.get(kind)
    if own:
        return own
    for entry in entry_points(group=GROUP, name=kind):
        return _loaded(entry)
    raise PublishError("kind_unknown", f"{kind!r} is none of {', '.join(names())}", again=False)


def _loaded(entry: EntryPoint) -> Factory:
    try:
        factory: Factory = entry.load()
    except (ImportError, AttributeError) as error:
        raise PublishError("kind_broken", f"{entry.value}: {error}", again=False) from error
    return factory
