"""What the WordPress kind is told about its website."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.cms.base import PublishError
from bot.cms.common import options
from bot.cms.common.names import slug
from bot.config import Secret

KEY = re.compile(r"(?=.{1,32}\Z)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
PLAIN = "?rest_route="  # how the interface is asked where addresses are "plain" (Settings, Permalinks)


@dataclass(frozen=True, slots=True)
class Blog:
    """One WordPress. ``roots`` are the addresses its interface may have, the likeliest first."""

    site: options.Site
    user: str
    password: Secret
    roots: tuple[str, ...]


def parse(settings: Mapping[str, Any]) -> Blog:
    """Return the settings as a Blog; raises PublishError("settings") naming the one that is wrong."""
    site = options.site(settings)
    password = options.secret(settings, "password")
    if password is None:
        raise options.wrong("password is missing")
    return Blog(
        site, options.text(settings, "user"), password, _roots(site.base_url, options.text(settings, "api", ""))
    )


def refuse_odd(key: str) -> None:
    """Raise PublishError("key_odd") for a key that a comment or an address cannot hold (no "--" in a comment)."""
    if not KEY.fullmatch(key):
        raise PublishError("key_odd", "not of letters and digits", again=False)


def post_slug(title: str, key: str) -> str:
    """Return the last part of a post's address: the words of its title, and the key, which alone decides."""
    return f"{slug(title, 'artikel')}-{key.lower()}"


def _roots(base_url: str, api: str) -> tuple[str, ...]:
    if not api:
        return (f"{base_url}/wp-json", f"{base_url}/{PLAIN}/")
    parts = urlsplit(api)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise options.wrong("api is no web address without a login")
    return (api,)
