"""What the folder kind is told about its website, and what its folder looks like from inside."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.cms.base import Problem, PublishError, Section
from bot.cms.common.options import LOOPBACK

SECTION = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
RESERVED = frozenset({"media", "aset", "halaman"})
LOW_BYTES = 512 << 20
FULL_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Site:
    """The settings of one website. ``public`` is what the web server shows; ``records`` must never be shown."""

    folder: Path
    records: Path  # the truth: one JSON per page, drafts and withdrawn ones too
    base_url: str
    name: str
    tagline: str
    language: str
    sections: tuple[Section, ...]
    zone: ZoneInfo

    @property
    def public(self) -> Path:
        """The folder a web server is pointed at."""
        return self.folder / "public"

    @property
    def former(self) -> Path:
        """Where earlier versions kept the records: within the folder that was called the served one."""
        return self.folder / "data"

    def path(self, relative: str) -> str:
        """Return the address of a file from the root of the host: it works under any name of that host."""
        return f"{urlsplit(self.base_url).path.rstrip('/')}/{relative}"

    def url(self, relative: str) -> str:
        """Return the full public address of a file."""
        return f"{self.base_url}/{relative}"


def parse(settings: Mapping[str, Any]) -> Site:
    """Return the settings as a Site; raises PublishError("settings") naming the one that is wrong."""
    folder = Path(_text(settings, "folder"))
    beside = str(folder.with_name(f"{folder.name}-records")) if folder.name else ""
    site = Site(
        folder=folder,
        records=Path(_text(settings, "records", beside)),
        base_url=_text(settings, "base_url").rstrip("/"),
        name=_text(settings, "site_name"),
        tagline=_text(settings, "tagline", ""),
        language=_language(_text(settings, "language", "id")),
        sections=(),
        zone=_zone(_text(settings, "zone")),
    )
    if site.records.resolve().is_relative_to(site.public.resolve()):
        raise _wrong("records must be outside the folder that is served")
    return replace(site, sections=tuple(_sections(site, settings.get("sections", ()))))


def _wrong(detail: str) -> PublishError:
    return PublishError("settings", detail, again=False)


def _text(settings: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = settings.get(name, default)
    if isinstance(value, Path):
        return str(value)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise _wrong(f"{name} must be a text")
    return value.strip()


def _language(language: str) -> str:
    if language not in ("id", "en"):
        raise _wrong("language must be id or en")
    return language


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _wrong(f"zone {name!r} is unknown") from error


def _sections(site: Site, rows: Iterable[Mapping[str, Any]]) -> list[Section]:
    sections: dict[str, Section] = {}
    for row in rows:
        key = _text(row, "key")
        if not SECTION.fullmatch(key) or key in RESERVED or key in sections:
            raise _wrong(f"section key {key!r} is reserved, repeated or not like 'berita-daerah'")
        sections[key] = Section(key, _text(row, "name"), site.url(f"{key}/"))
    return list(sections.values())


def problems(site: Site) -> list[Problem]:
    """Say what is wrong with these settings and the folder, changing nothing that stays."""
    found = [*address_problems(site), *_folder_problems(site)]
    if (site.former / "pages").is_dir() and site.former != site.records:
        found.append(Problem("records_within", str(site.former), "warning"))
    if not site.sections:
        found.append(Problem("sections_empty", "no section is configured", "error"))
    return found


def address_problems(site: Site) -> list[Problem]:
    """Say what is wrong with the address of the site; a login in it is never repeated."""
    try:
        parts = urlsplit(site.base_url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return [Problem("base_url_odd", "the address cannot be read", "error")]
    if parts.username or parts.password:
        return [Problem("base_url_odd", "the address holds a login", "error")]
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        return [Problem("base_url_odd", site.base_url, "error")]
    if parts.scheme == "http" and host not in LOOPBACK:
        return [Problem("base_url_plain", site.base_url, "warning")]
    return []


def _folder_problems(site: Site) -> list[Problem]:
    if not site.folder.is_dir():
        return [Problem("folder_missing", str(site.folder), "error")]
    try:
        with tempfile.TemporaryFile(dir=site.folder):
            free = shutil.disk_usage(site.folder).free
    except OSError as error:
        return [Problem("not_writable", f"{site.folder}: {error.strerror}", "error")]
    return _space_problems(free)


def _space_problems(free: int) -> list[Problem]:
    if free < FULL_BYTES:
        return [Problem("disk_full", f"{free >> 20} MB left", "error")]
    if free < LOW_BYTES:
        return [Problem("disk_low", f"{free >> 20} MB left", "warning")]
    return []
