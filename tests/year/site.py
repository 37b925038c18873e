"""A website that answers at once: pages as files under the stage's own server, so that the proof is a real look."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path

from bot.cms.base import Medium, Page, Problem, Publisher, Remote, Section, Withdrawal, fingerprint
from tests.year.office import SECTIONS


class QuickSite(Publisher):
    """One page a file, and nothing around it."""

    kind = "quick"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.url = ""
        self._known: dict[str, Remote] = {}

    def find(self, key: str) -> Remote | None:
        return self._known.get(key)

    def draft(self, page: Page) -> Remote:
        remote = Remote(page.key, f"{self.url}{page.key}.html", "draft", fingerprint(page))
        return self._known.setdefault(page.key, remote)

    def attach(self, remote: Remote, medium: Medium) -> str:
        raise NotImplementedError("this office sends no photos")

    def publish(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        title = html.escape(page.title)
        body = f"<!doctype html><title>{title}</title><h1>{title}</h1>{page.html}"
        (self._folder / f"{page.key}.html").write_text(body, "utf-8")
        self._known[page.key] = Remote(remote.id, remote.url, "published", fingerprint(page))
        return self._known[page.key]

    def correct(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        return self.publish(remote, page, urls)

    def withdraw(self, remote: Remote, kind: Withdrawal, note: str, target_url: str | None) -> Remote:
        (self._folder / f"{remote.id}.html").unlink()
        return Remote(remote.id, remote.url, "withdrawn", remote.fingerprint)

    def sections(self) -> list[Section]:
        return [Section(section.key, section.name, None) for section in SECTIONS]

    def check(self) -> list[Problem]:
        return []

    def read_back(self, remote: Remote) -> str:
        return (self._folder / f"{remote.id}.html").read_text("utf-8")

    def draft_preview_url(self, remote: Remote) -> str | None:
        return None
