"""A person who publishes by hand: takes the package, puts it on a small site, and tells where."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cms.base import Page, Remote
from bot.cms.manual.base import Errand
from bot.cms.manual.publisher import ManualPublisher
from tests.cms.people import LATER

SITE = "https://www.bumilestari.go.id"


def options(folder: Path, /, **changed: Any) -> dict[str, Any]:
    """The settings of a website of Kabupaten Bumi Lestari that has no interface."""
    return {
        "folder": folder,
        "base_url": SITE,
        "language": "id",
        "sections": [{"key": "berita", "name": "Berita Daerah"}, {"key": "pengumuman", "name": "Pengumuman"}],
    } | changed


def unpacked(paths: list[Path], into: Path) -> dict[str, bytes]:
    """Unpack every part into one folder, and return what is in it by name."""
    for path in paths:
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
            package.extractall(into)
    return {path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*") if path.is_file()}


class Hand(ManualPublisher):
    """A publisher whose person does the work at once, as the exactly-once sequence reaches it."""

    def __init__(self, folder: Path, public: Path) -> None:
        super().__init__(options(folder), lambda: LATER)
        self.folder, self.public = folder, public

    def publish(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        self._work(page)
        return super().publish(remote, page, urls)

    def correct(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        self._work(page)
        return super().correct(remote, page, urls)

    def _work(self, page: Page) -> None:
        paths = self.package(page, Errand("N-7", None))
        there = self.public / page.key.lower()
        shutil.rmtree(there, ignore_errors=True)
        unpacked(paths, there)
        self.take_link(page, f"{SITE}/berita/{page.key.lower()}")

    def shown(self) -> set[str]:
        """The SHA-256 of the photos and files on the small site."""
        media = [path for folder in ("foto", "lampiran") for path in self.public.glob(f"*/{folder}/*")]
        return {hashlib.sha256(path.read_bytes()).hexdigest() for path in media}
