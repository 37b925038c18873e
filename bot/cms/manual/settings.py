"""What the manual kind is told about its website, and which links can be pages of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.cms.base import Problem, PublishError, Section

WEB = frozenset({"http", "https"})
LANGUAGES = frozenset({"id", "en"})


@dataclass(frozen=True, slots=True)
class Site:
    """The settings of one website that people publish on. ``folder`` holds packages and the ledger of links."""

    folder: Path
    base_url: str
    language: str
    sections: tuple[Section, ...]

    @property
    def packages(self) -> Path:
        """The folder of packages, one folder a page."""
        return self.folder / "packages"

    @property
    def ledger(self) -> Path:
        """The folder of the ledger, one file a page."""
        return self.folder / "ledger"


def parse(settings: Mapping[str, Any]) -> Site:
    """Return the settings as a Site; raises PublishError("settings") naming the one that is wrong."""
    language = _text(settings, "language", "id")
    if language not in LANGUAGES:
        raise _wrong("language must be id or en")
    base_url = _text(settings, "base_url").rstrip("/")
    if not _is_site(base_url):
        raise _wrong("base_url must be a web address without a login")
    folder = Path(_text(settings, "folder"))
    return Site(folder, base_url, language, tuple(_sections(settings.get("sections", ()))))


def problems(site: Site) -> list[Problem]:
    """Say what is wrong with the folder, changing nothing that stays."""
    if not site.sections:
        return [Problem("sections_empty", "no section is configured", "error"), *_folder_problems(site.folder)]
    return _folder_problems(site.folder)


def _folder_problems(folder: Path) -> list[Problem]:
    """A folder that is not there yet is made with the first package, if its own folder is there."""
    there = folder if folder.is_dir() else folder.parent
    try:
        with tempfile.TemporaryFile(dir=there):
            return []
    except FileNotFoundError:
        return [Problem("packages_missing", str(folder), "error")]
    except OSError as error:
        return [Problem("packages_not_writable", f"{folder}: {error.strerror}", "error")]


def _is_site(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in WEB and bool(parts.hostname) and "@" not in parts.netloc and not parts.query + parts.fragment


def _sections(rows: Iterable[Mapping[str, Any]]) -> Iterable[Section]:
    return [Section(_text(row, "key"), _text(row, "name"), None) for row in rows]


def _wrong(detail: str) -> PublishError:
    return PublishError("settings", detail, again=False)


def _text(settings: Mapping[str, Any], name: str, default: str = "") -> str:
    value = settings.get(name, default)
    if isinstance(value, Path):
        return str(value)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(f"{name} must be a text")
    return value.strip()
