"""The ledger of the manual kind: for each page what was handed out, and where a person said they put it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, get_args

from bot.cms.base import PublishError, RemoteState
from bot.cms.common import files
from bot.cms.common.names import KEY


@dataclass(frozen=True, slots=True)
class Entry:
    """One page. ``url`` is "" before its link came; ``links`` maps the fingerprint of a content to its link.

    ``html`` is the body as handed out, or the note of a withdrawal.
    """

    key: str
    state: RemoteState
    url: str
    fingerprint: str
    html: str
    links: Mapping[str, str]

    def linked(self, content: str, url: str) -> Entry:
        """Return the entry with the link of one content; the links of former contents are history and go."""
        kept = {self.fingerprint: self.links[self.fingerprint]} if self.fingerprint in self.links else {}
        return replace(self, links={**kept, content: url})


class Ledger:
    """The entries, one JSON file a key."""

    def __init__(self, folder: Path) -> None:
        """Use this folder; it is made with the first entry."""
        self._folder = folder

    def get(self, key: str) -> Entry | None:
        """Return the entry of this key, or None. Raises PublishError("page_damaged")."""
        path = self._path(key)
        try:
            return _decoded(path.read_bytes())
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, KeyError) as error:
            raise PublishError("page_damaged", path.name, again=False) from error

    def put(self, entry: Entry) -> None:
        """Store an entry, atomically and durably."""
        content = json.dumps(asdict(entry), ensure_ascii=True, indent=1)
        files.write(self._path(entry.key), content.encode("ascii") + b"\n")

    def damaged(self) -> list[str]:
        """Return the names of entries that cannot be read."""
        return [path.name for path in sorted(self._folder.glob("*.json")) if not _is_readable(path)]

    def _path(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise PublishError("key_odd", f"{key[:40]!r} cannot be a file name", again=False)
        return self._folder / f"{key.lower()}.json"


def _is_readable(path: Path) -> bool:
    try:
        _decoded(path.read_bytes())
    except (ValueError, TypeError, KeyError):
        return False
    return True


def _decoded(content: bytes) -> Entry:
    raw: dict[str, Any] = json.loads(content)
    if raw["state"] not in get_args(RemoteState) or not isinstance(raw["links"], dict):
        raise ValueError(raw["state"])
    return Entry(**raw)
