"""Photos and files of the website: each stored once by its SHA-256, photos with a small copy for lists."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from bot.cms.base import Medium, PublishError
from bot.cms.common import files
from bot.cms.common.media import PHOTOS, SHA256, SUFFIXES
from bot.cms.common.names import slug
from bot.cms.folder.settings import Site
from bot.cms.folder.store import Item

THUMB_WIDTH = 640
THUMB_QUALITY = 80
MOST_PIXELS = 60_000_000  # a photo this large is shown as it is, never decoded here


@dataclass(frozen=True, slots=True)
class Shelf:
    """The public media of one site."""

    site: Site

    def keep(self, medium: Medium) -> str:
        """Store a medium if it is not there yet, and return its path relative to the public folder.

        Raises PublishError: "medium_refused" (a type no browser may be given), "medium_changed" (the file is
        not the one its SHA-256 names), "medium_missing" (no such file).
        """
        relative = self._path(medium)
        content = _content(medium)
        files.write(self.site.public / relative, content)
        if medium.mime in PHOTOS:
            small = _small(content)
            if small:
                files.write(self.site.public / _thumb(medium.sha256), small)
        return relative

    def item(self, medium: Medium) -> Item:
        """Return what a page stores about a medium that ``keep`` has stored before."""
        relative = self._path(medium)
        if not (self.site.public / relative).is_file():
            raise PublishError("medium_missing", f"{medium.sha256} is not attached", again=True)
        thumb = _thumb(medium.sha256)
        return _item(medium, relative, thumb if (self.site.public / thumb).is_file() else "",
                     _measure(self.site.public / relative, medium.mime))  # fmt: skip

    def planned(self, medium: Medium) -> Item:
        """Return what a draft stores about a medium: no file of it is needed yet."""
        return _item(medium, "", "", (0, 0))

    def discard(self, shas: Iterable[str]) -> None:
        """Take media off the public folder; those who were sent a link get 404."""
        for sha in shas:
            for path in self._folder(sha).glob(f"{sha}-*"):
                files.remove(path)
            files.remove(self.site.public / _thumb(sha))

    def stored(self) -> set[str]:
        """Return the SHA-256 of every medium in the public folder."""
        return {path.name[:64] for path in (self.site.public / "media").glob("??/*-*")}

    def _folder(self, sha: str) -> Path:
        return self.site.public / "media" / sha[:2]

    def _path(self, medium: Medium) -> str:
        """Return where the medium is, under whatever name it first came, or where it will be."""
        if not SHA256.fullmatch(medium.sha256) or medium.mime not in SUFFIXES:
            raise PublishError("medium_refused", f"{medium.mime[:60]} is not shown", again=False)
        for path in sorted(self._folder(medium.sha256).glob(f"{medium.sha256}-*")):
            return path.relative_to(self.site.public).as_posix()
        name = slug(Path(medium.filename).stem, "berkas") + SUFFIXES[medium.mime]
        return f"media/{medium.sha256[:2]}/{medium.sha256}-{name}"


def _thumb(sha: str) -> str:
    return f"media/kecil/{sha[:2]}/{sha}.jpg"


def _item(medium: Medium, path: str, thumb: str, pixels: tuple[int, int]) -> Item:
    return Item(medium.sha256, medium.filename, medium.mime, medium.alt, medium.caption,
                medium.size, path, thumb, *pixels)  # fmt: skip


def _content(medium: Medium) -> bytes:
    try:
        content = medium.path.read_bytes()
    except FileNotFoundError as error:
        raise PublishError("medium_missing", f"{medium.sha256} has no file", again=False) from error
    if hashlib.sha256(content).hexdigest() != medium.sha256:
        raise PublishError("medium_changed", f"{medium.sha256} differs on disk", again=False)
    return content


def _measure(path: Path, mime: str) -> tuple[int, int]:
    """Return width and height as shown, so that pages do not jump while they load; (0, 0) for no image."""
    if mime not in PHOTOS:
        return 0, 0
    try:
        with Image.open(path) as image:
            turned = image.getexif().get(0x0112, 1) >= 5  # noqa: PLR2004 - EXIF: 5 to 8 lie on a side
            return (image.height, image.width) if turned else image.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return 0, 0


def _small(content: bytes) -> bytes | None:
    """Return a small JPEG for lists; None if it would save nothing or the image cannot be read."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            return _drawn(image)
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


def _drawn(image: Image.Image) -> bytes | None:
    if image.width <= THUMB_WIDTH or image.width * image.height > MOST_PIXELS:
        return None
    image.draft("RGB", (THUMB_WIDTH * 2, THUMB_WIDTH * 2))  # JPEG decodes smaller, many times faster
    turned = ImageOps.exif_transpose(image).convert("RGBA")
    small = ImageOps.contain(turned, (THUMB_WIDTH, THUMB_WIDTH * 4))
    ground = Image.new("RGB", small.size, "white")
    ground.paste(small, mask=small.getchannel("A"))
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=THUMB_QUALITY, optimize=True, progressive=True)
    return out.getvalue()
