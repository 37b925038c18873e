"""The truth of the website: one JSON file per page, named by our key. Everything public is drawn from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from bot.cms.base import Page, PublishError, RemoteState, Withdrawal, fingerprint
from bot.cms.common import files
from bot.cms.common.names import KEY, slug
from bot.cms.folder.settings import Site


@dataclass(frozen=True, slots=True)
class Item:
    """A medium of a page; paths are below the public folder, width and height in pixels (0: no image)."""

    sha256: str
    filename: str
    mime: str
    alt: str
    caption: str
    size: int
    path: str
    thumb: str
    width: int
    height: int

    @property
    def is_image(self) -> bool:
        """Say whether visitors see it as a picture; anything else is offered for download."""
        return self.width > 0


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the place of a withdrawn page."""

    kind: Withdrawal
    text: str
    target_url: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """A page as stored; ``path`` (relative, ends in /) is fixed for ever when first published."""

    key: str
    state: RemoteState
    path: str
    title: str
    html: str
    summary: str
    section: str
    section_name: str
    unit_name: str
    byline: str
    language: str
    published_at: datetime
    updated_at: datetime | None
    cover: str | None
    tags: tuple[str, ...]
    media: tuple[Item, ...]
    fingerprint: str
    note: Note | None

    @property
    def is_live(self) -> bool:
        """Say whether lists, feed and site map name it."""
        return self.state == "published"

    @property
    def is_public(self) -> bool:
        """Say whether its address answers: a withdrawn page still shows its note."""
        return self.state != "draft"


def record(page: Page, items: Iterable[Item], state: RemoteState) -> Record:
    """Return a new record of this page, with the address it gets."""
    return Record(
        key=page.key, state=state, path=address(page), title=page.title, html=page.html,
        summary=page.summary, section=page.section, section_name=page.section_name,
        unit_name=page.unit_name, byline=page.byline, language=page.language,
        published_at=page.published_at, updated_at=None, cover=page.cover, tags=page.tags,
        media=tuple(items), fingerprint=fingerprint(page), note=None,
    )  # fmt: skip


def address(page: Page) -> str:
    """Return /<section>/<slug>-<key>/ without the leading slash; the key keeps it unique."""
    return f"{page.section}/{slug(page.title, 'artikel')}-{page.key.lower()}/"


class Store:
    """The folder of records."""

    def __init__(self, site: Site) -> None:
        """Use the records of this site; nothing is read or made yet."""
        self._folder = site.records / "pages"

    def get(self, key: str) -> Record | None:
        """Return the record of this key, or None; raises PublishError("page_damaged")."""
        path = self._path(key)
        try:
            return decode(path.read_bytes())
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, KeyError) as error:
            raise PublishError("page_damaged", path.name, again=False) from error

    def put(self, new: Record) -> None:
        """Store a record, atomically."""
        files.write(self._path(new.key), encode(new))

    def all(self) -> tuple[list[Record], list[str]]:
        """Return the readable records, newest first, and the names of damaged files (they stop nothing)."""
        records: list[Record] = []
        damaged: list[str] = []
        for path in self._paths():
            try:
                records.append(decode(path.read_bytes()))
            except (ValueError, TypeError, KeyError):
                damaged.append(path.name)
        return sorted(records, key=lambda r: (r.published_at, r.key), reverse=True), damaged

    def _paths(self) -> Iterator[Path]:
        if self._folder.is_dir():
            yield from sorted(self._folder.glob("*.json"))

    def _path(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise PublishError("key_odd", f"{key[:40]!r} cannot be a file name", again=False)
        return self._folder / f"{key.lower()}.json"


def encode(new: Record) -> bytes:
    """Return the record as JSON."""
    text = json.dumps(asdict(new), default=datetime.isoformat, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def decode(content: bytes) -> Record:
    """Return the record of a JSON file; raises ValueError, TypeError or KeyError for anything else."""
    raw: dict[str, Any] = json.loads(content)
    if raw["state"] not in get_args(RemoteState):
        raise ValueError(raw["state"])
    updated = raw["updated_at"]
    return Record(**raw | {
        "published_at": datetime.fromisoformat(raw["published_at"]),
        "updated_at": datetime.fromisoformat(updated) if updated else None,
        "tags": tuple(raw["tags"]),
        "media": tuple(Item(**item) for item in raw["media"]),
        "note": _note(raw["note"]),
    })  # fmt: skip


def _note(raw: dict[str, Any] | None) -> Note | None:
    return Note(**raw | {"at": datetime.fromisoformat(raw["at"])}) if raw else None
