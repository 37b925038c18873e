"""What the webhook kind is told about the portal it sends to."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from bot.cms.base import Problem, PublishError
from bot.cms.common.options import LOOPBACK
from bot.config import Secret

Way = Literal["inline", "urls"]
WEB = frozenset({"http", "https"})
SHORTEST_SECRET = 32  # characters: 16 random bytes in hex, below which guessing HMAC keys begins to pay
CONNECT = 5.0
TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class Portal:
    """The settings of one portal. ``remotes`` maps our section keys to the portal's own names."""

    base_url: str
    endpoint: str
    secret: Secret
    media: Way
    media_folder: Path | None
    media_url: str
    remotes: Mapping[str, str]
    ca_file: Path | None
    timeout: tuple[float, float]

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts a page of this portal can be on."""
        return frozenset(urlsplit(url).hostname or "" for url in (self.base_url, self.endpoint, self.media_url)) - {""}


def parse(settings: Mapping[str, Any]) -> Portal:
    """Return the settings as a Portal; raises PublishError("settings") naming the one that is wrong."""
    media = _text(settings, "media", "inline")
    portal = Portal(
        base_url=_address(settings, "base_url").rstrip("/"),
        endpoint=_address(settings, "endpoint"),
        secret=_secret(settings.get("secret")),
        media=cast("Way", media),
        media_folder=_folder(settings.get("media_folder")),
        media_url=_address(settings, "media_url").rstrip("/") if media == "urls" else "",
        remotes=_remotes(settings.get("sections", ())),
        ca_file=_folder(settings.get("ca_file")),
        timeout=(CONNECT, float(settings.get("timeout", TIMEOUT))),
    )
    if media not in {"inline", "urls"}:
        raise _wrong("media must be inline or urls")
    if media == "urls" and portal.media_folder is None:
        raise _wrong("media_folder is needed for media = urls")
    return portal


def problems(portal: Portal) -> list[Problem]:
    """Say what is wrong with these settings, asking nobody and changing nothing that stays."""
    found = []
    parts = urlsplit(portal.endpoint)
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        found.append(Problem("endpoint_plain", f"{parts.hostname}", "warning"))
    if len(portal.secret.reveal()) < SHORTEST_SECRET:
        found.append(Problem("secret_short", f"fewer than {SHORTEST_SECRET} characters", "error"))
    return [*found, *_folder_problems(portal)]


def _folder_problems(portal: Portal) -> list[Problem]:
    folder = portal.media_folder if portal.media == "urls" else None
    if folder is None:
        return []
    if not folder.is_dir():
        return [Problem("media_folder_missing", str(folder), "error")]
    try:
        with tempfile.TemporaryFile(dir=folder):
            return []
    except OSError as error:
        return [Problem("media_not_writable", f"{folder}: {error.strerror}", "error")]


def _wrong(detail: str) -> PublishError:
    return PublishError("settings", detail, again=False)


def _text(settings: Mapping[str, Any], name: str, default: str = "") -> str:
    value = settings.get(name, default)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(f"{name} must be a text")
    return value.strip()


def _address(settings: Mapping[str, Any], name: str) -> str:
    """Return a web address without a login; one that holds a login is never repeated."""
    url = _text(settings, name)
    try:
        parts = urlsplit(url)
        whole = parts.scheme in WEB and parts.hostname and not parts.username and not parts.password
        _ = parts.port
    except ValueError:
        whole = False
    if not whole or parts.fragment:
        raise _wrong(f"{name} must be a web address without a login")
    return url


def _secret(value: object) -> Secret:
    if not isinstance(value, Secret) or not value.reveal():
        raise _wrong("secret is missing")
    return value


def _folder(value: object) -> Path | None:
    return Path(str(value)) if value else None


def _remotes(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {_text(row, "key"): str(row.get("remote") or row["key"]).strip() for row in rows}
