"""What the Joomla kind is told about its website."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.cms.common import options
from bot.cms.common.options import Site
from bot.config import Secret

FOLDER = re.compile(r"[a-z0-9_-]+(?:/[a-z0-9_-]+)*")  # what Joomla itself would not rename


@dataclass(frozen=True, slots=True)
class Joomla:
    """The settings of one Joomla website; ``folder`` is below its ``images``."""

    site: Site
    token: Secret
    api: str
    folder: str


def parse(settings: Mapping[str, Any]) -> Joomla:
    """Return the settings; raises PublishError("settings") naming the one that is wrong."""
    site = options.site(settings)
    token = options.secret(settings, "token")
    if token is None:
        raise options.wrong("token is missing")
    folder = options.text(settings, "media_folder", "tayang").strip("/") or "tayang"
    if not FOLDER.fullmatch(folder):
        raise options.wrong("media_folder must be like 'tayang' or 'berita/tayang'")
    api = options.address(settings, "api", "") or f"{site.base_url}/api/index.php/v1"
    return Joomla(site, token, api, folder)
