"""The files of a rehearsal: what was uploaded, under which ids, and the links to fetch it."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from bot.rehearsal.images import measure
from bot.rehearsal.refusal import Json, bad_request

MEGABYTE = 1 << 20
DOWNLOAD_LIMIT = 20 * MEGABYTE
UPLOAD_LIMIT = 50 * MEGABYTE
PHOTO_LIMIT = 10 * MEGABYTE
LINK_SECONDS = 3600
"""Telegram promises a file's link for at least an hour; this one ends then."""

PHOTO, DOCUMENT = "photo", "document"
ID_STARTS = {PHOTO: "AgACAgUAAxkBAAI", DOCUMENT: "BQACAgUAAxkBAAI"}
PHOTO_SIDES, PHOTO_RATIO = 10_000, 20
THUMBNAIL_SIDE = 320


@dataclass(frozen=True)
class Upload:
    """A file on its way in: its name, its bytes and the MIME type its sender claims."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


@dataclass(frozen=True)
class StoredFile:
    """A file Telegram keeps. `width` and `height` are 0 for a document."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    path: str
    content: bytes
    width: int = 0
    height: int = 0

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return len(self.content)

    def photo_sizes(self) -> list[Json]:
        """The Message's `photo`: a thumbnail's entry and the picture's, smallest first.

        Both lead to the same bytes: nothing is drawn anew here.
        """
        longest = max(self.width, self.height)
        full = self._photo_size(self.file_id, self.width, self.height)
        if longest <= THUMBNAIL_SIDE:
            return [full]
        width = max(1, self.width * THUMBNAIL_SIDE // longest)
        height = max(1, self.height * THUMBNAIL_SIDE // longest)
        return [self._photo_size(self.file_id + "m", width, height), full]

    def _photo_size(self, file_id: str, width: int, height: int) -> Json:
        unique = self.unique_id + file_id[len(self.file_id) :]
        return {
            "file_id": file_id,
            "file_unique_id": unique,
            "width": width,
            "height": height,
            "file_size": self.size,
        }

    def document(self) -> Json:
        """The Message's `document`."""
        return {
            "file_name": self.name,
            "mime_type": self.mime,
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
        }


class FileStore:
    """Keeps files by id and by path. `now` (seconds) ends the links."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, tuple[StoredFile, float]] = {}

    def all(self) -> list[StoredFile]:
        """Every file once."""
        return [file for file_id, file in self._by_id.items() if file.file_id == file_id]

    def add_document(self, upload: Upload) -> StoredFile:
        """Keeps a document. Raises the refusal of an empty one."""
        _refuse_empty(upload)
        return self._keep(DOCUMENT, upload, upload.mime, (0, 0))

    def add_photo(self, upload: Upload) -> StoredFile:
        """Keeps a photo. Raises Telegram's refusals: no image, too big, sides out of proportion."""
        _refuse_empty(upload)
        if len(upload.content) > PHOTO_LIMIT:
            raise bad_request(
                f"file of size {len(upload.content)} bytes is too big for a photo; "
                f"the maximum size is {PHOTO_LIMIT} bytes"
            )
        found = measure(upload.content)
        if found is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        mime, (width, height) = found
        if width + height > PHOTO_SIDES or max(width, height) > PHOTO_RATIO * min(width, height):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        return self._keep(PHOTO, upload, mime, (width, height))

    def find(self, file_id: str) -> StoredFile | None:
        """The file of an id (or of its unique id), if there is one."""
        return self._by_id.get(file_id)

    def link(self, file: StoredFile) -> str:
        """A path under /file/bot<token>/ for the next hour. Refuses what is above 20 MB."""
        if file.size > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        self._by_path[file.path] = (file, self._now() + LINK_SECONDS)
        return file.path

    def fetch(self, path: str) -> StoredFile | None:
        """The file behind a link that has not ended."""
        file, until = self._by_path.get(path, (None, 0.0))
        return file if file is not None and self._now() < until else None

    def put(self, file: StoredFile) -> None:
        """Keeps a file under its ids (also one that was saved before)."""
        for suffix in ("", "m") if file.kind == PHOTO else ("",):
            self._by_id[file.file_id + suffix] = file
            self._by_id[file.unique_id + suffix] = file

    def _keep(self, kind: str, upload: Upload, mime: str, size: tuple[int, int]) -> StoredFile:
        number = len(self._by_id)
        suffix = {"image/jpeg": ".jpg"}.get(mime) or PurePath(upload.name).suffix.lower()
        file = StoredFile(
            file_id=ID_STARTS[kind] + _token(42),
            unique_id="AgAD" + _token(9),
            kind=kind,
            name=upload.name,
            mime=mime,
            path=f"{kind}s/file_{number}{suffix if suffix.isascii() else ''}",
            content=upload.content,
            width=size[0],
            height=size[1],
        )
        self.put(file)
        return file


def _refuse_empty(upload: Upload) -> None:
    if not upload.content:
        raise bad_request("file must be non-empty")


def _token(size: int) -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(size)).decode().rstrip("=")
