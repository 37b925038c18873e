"""What a website with an interface over the web is told about itself, and what is wrong with it at first sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.cms.base import Problem, PublishError
from bot.config import Secret

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
CONNECT = 5.0  # seconds
TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class Rubric:
    """One of the office's sections; ``remote`` is what the website calls it (a number, an alias or a name)."""

    key: str
    name: str
    remote: str


@dataclass(frozen=True, slots=True)
class Site:
    """What all these kinds are told; ``timeout`` is (connect, between two bytes) in seconds."""

    base_url: str
    language: Literal["id", "en"]
    zone: ZoneInfo
    rubrics: tuple[Rubric, ...]
    ca_file: Path | None
    timeout: tuple[float, float]

    def rubric(self, key: str) -> Rubric:
        """Return a section by our key; raises PublishError("section_unknown")."""
        for rubric in self.rubrics:
            if rubric.key == key:
                return rubric
        raise PublishError("section_unknown", key[:40], again=False)


def site(settings: Mapping[str, Any]) -> Site:
    """Return the common settings; raises PublishError("settings") naming the one that is wrong."""
    return Site(
        base_url=address(settings, "base_url"),
        language="en" if text(settings, "language", "id") == "en" else "id",
        zone=_zone(text(settings, "zone", "Asia/Jakarta")),
        rubrics=tuple(_rubrics(settings.get("sections") or ())),
        ca_file=_file(settings.get("ca_file")),
        timeout=(CONNECT, _seconds(settings.get("timeout", TIMEOUT))),
    )


def wrong(detail: str) -> PublishError:
    """Return the error for a setting that cannot work."""
    return PublishError("settings", detail, again=False)


def text(settings: Mapping[str, Any], name: str, default: str | None = None) -> str:
    """Return a text without space around it; one without a default may not be empty."""
    value = settings.get(name, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise wrong(f"{name} must be a text")
    return value.strip()


def secret(settings: Mapping[str, Any], name: str) -> Secret | None:
    """Return a secret that may be missing; a bare string is none, for it would reach a log one day."""
    value = settings.get(name)
    if value is None or (isinstance(value, Secret) and value.reveal()):
        return value
    raise wrong(f"{name} must be a Secret")


def address(settings: Mapping[str, Any], name: str, default: str | None = None) -> str:
    """Return a web address without its last slash; "" only if that is the default."""
    value = text(settings, name, default).rstrip("/")
    if value and not _is_address(value):
        raise wrong(f"{name} is no web address")
    return value


def in_the_clear(*addresses: str) -> list[Problem]:
    """Warn of addresses over which the login would travel unencrypted through a network."""
    plain = [url for url in addresses if url and urlsplit(url).scheme == "http"]
    return [
        Problem("base_url_plain", url, "warning") for url in plain if (urlsplit(url).hostname or "") not in LOOPBACK
    ]


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    login = parts.username or parts.password
    return parts.scheme in {"http", "https"} and bool(host) and not (login or parts.query or parts.fragment)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise wrong(f"zone {name!r} is unknown") from error


def _file(value: Any) -> Path | None:
    if value is None or isinstance(value, Path):
        return value
    raise wrong("ca_file must be a path")


def _seconds(value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
        return float(value)
    raise wrong("timeout must be seconds above 0")


def _rubrics(rows: Iterable[Mapping[str, Any]]) -> list[Rubric]:
    found: dict[str, Rubric] = {}
    for row in rows:
        key = text(row, "key")
        if key in found:
            raise wrong(f"section {key!r} is there twice")
        found[key] = Rubric(key, text(row, "name"), text(row, "remote", "") or key)
    return list(found.values())
