"""What WordPress answers, in the shape it must have, and the fields that are asked for."""

from __future__ import annotations

from typing import Any

import msgspec

STATUSES = "publish,future,draft,pending,private,trash"
POST_FIELDS = "id,slug,status,link,title.raw,excerpt.raw,content.raw,categories,tags,featured_media"
PAGE_FIELDS = "id,slug,status,link,title.raw,excerpt.raw,content.raw,featured_media"
MEDIUM_FIELDS = "id,slug,source_url,alt_text,caption,media_details"  # of media, no part of a field can be asked for
CHANGED_FIELDS = "link,date_gmt,modified_gmt,title.rendered"
TERM_FIELDS = "id,slug,name,link"
USER_FIELDS = "id,username,name,roles,capabilities"
INDEX_FIELDS = "name,url,home,namespaces,authentication"


class Raw(msgspec.Struct, frozen=True):
    """A text as it is stored, before filters and themes work on it."""

    raw: str = ""


class Post(msgspec.Struct, frozen=True):
    """A post as its editors see it."""

    id: int
    status: str
    link: str
    slug: str = ""
    title: Raw = Raw()
    excerpt: Raw = Raw()
    content: Raw = Raw()
    categories: list[int] = []
    tags: list[int] = []
    featured_media: int = 0


class Shown(msgspec.Struct, frozen=True):
    """A text as visitors get it, after filters and themes worked on it."""

    rendered: str = ""


class Changed(msgspec.Struct, frozen=True):
    """A post or page as visitors see it: when it came out and when it was last changed (UTC, without a zone)."""

    link: str = ""
    date_gmt: str | None = None
    modified_gmt: str | None = None
    title: Shown = Shown()


class Details(msgspec.Struct, frozen=True):
    """What WordPress measured; a photo without a width was interrupted before its small copies were made."""

    width: int = 0


class Medium(msgspec.Struct, frozen=True):
    """A file in the media library; ``media_details`` of nothing measured is an empty list, PHP's empty object."""

    id: int
    source_url: str
    slug: str = ""
    alt_text: str = ""
    caption: Raw = Raw()
    media_details: Details | list[Any] = Details()

    @property
    def is_measured(self) -> bool:
        """Say whether WordPress finished what it does to a photo."""
        return isinstance(self.media_details, Details) and self.media_details.width > 0


class Term(msgspec.Struct, frozen=True):
    """A category or a tag."""

    id: int
    slug: str = ""
    name: str = ""
    link: str = ""


class User(msgspec.Struct, frozen=True):
    """The account the bot signs in with."""

    username: str = ""
    name: str = ""
    roles: list[str] = []
    capabilities: dict[str, Any] = {}

    def may(self, capability: str) -> bool:
        """Say whether the account has a right."""
        return self.capabilities.get(capability) is True


class Index(msgspec.Struct, frozen=True):
    """What the interface says of itself; ``authentication`` without anything is an empty list."""

    url: str = ""
    home: str = ""
    namespaces: list[str] = []
    authentication: dict[str, Any] | list[Any] = {}


class Trouble(msgspec.Struct, frozen=True):
    """An error of the interface. ``data`` depends on the code."""

    code: str = ""
    message: str = ""
    data: Any = None

    def datum(self, name: str) -> Any:
        """Return one thing an error says besides its code, or None."""
        return self.data.get(name) if isinstance(self.data, dict) else None
