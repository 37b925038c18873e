"""Which files the website consists of, in an order of writing that a crash cannot make inconsistent."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from bot.cms.base import Section
from bot.cms.common import files
from bot.cms.folder import feeds
from bot.cms.folder.article import Around, article_page
from bot.cms.folder.layout import ASSETS, asset, asset_path
from bot.cms.folder.listing import Leaf, home_page, leaf_path, leaves, lost_page, section_page
from bot.cms.folder.settings import Site
from bot.cms.folder.store import Record

RELATED = 3
REACH = RELATED + 1  # how far up and down its section a page is named by others


def stamp(site: Site) -> bytes:
    """Return what the whole site was drawn with: other settings or another version of us draw it anew."""
    drawn = json.dumps([
        site.base_url, site.name, site.tagline, site.language, site.zone.key,
        [(section.key, section.name) for section in site.sections], _code(),
    ])  # fmt: skip
    return hashlib.sha256(drawn.encode()).hexdigest().encode() + b"\n"


@cache
def _code() -> str:
    """Return the SHA-256 of the source that draws, so that a new version redraws by itself."""
    together = hashlib.sha256()
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.suffix in (".py", ".css", ".svg"):
            together.update(path.read_bytes())
    return together.hexdigest()


class Drawing:
    """One drawing of the site from its records."""

    def __init__(self, site: Site, records: Iterable[Record]) -> None:
        """Take the records newest first, as ``Store.all`` returns them."""
        self._site = site
        self._public = [record for record in records if record.is_public]
        self._live = [record for record in self._public if record.is_live]
        self._synced = True

    def all(self) -> None:
        """Write every file; thousands of them are synced together at the end, before the stamp says they are."""
        self._synced = False
        self._fixed()
        self._articles(self._public)
        self._lists()
        files.sync()

    def touched(self, old: Record | None, new: Record) -> None:
        """Write what a change of one record changes: itself, those that name it, the lists.

        Files go first that nothing leads to yet; so no link ever leads nowhere, whenever the power fails.
        """
        near = {new.key, *self._near(new)}
        if old and old.section != new.section:
            near.update(self._near(old))
        others = [record for record in self._live if record.key in near and record.key != new.key]
        self._articles([new, *others])
        self._lists()

    def _near(self, record: Record) -> set[str]:
        order = [r for r in self._live if r.section == record.section]
        newer = [r for r in order if _later(r, record)]
        older = [r for r in order if _later(record, r)]
        return {r.key for r in (*newer[-REACH:], *older[:REACH])}

    def _fixed(self) -> None:
        site = self._site
        for name in ASSETS:
            self._write(asset_path(name), asset(name))
        self._write("404.html", lost_page(site))
        self._write("robots.txt", feeds.robots(site))

    def _articles(self, records: Iterable[Record]) -> None:
        for record in records:
            page = article_page(self._site, record, self._around(record))
            self._write(f"{record.path}index.html", page)

    def _around(self, record: Record) -> Around:
        order = [r for r in self._live if r.section == record.section]
        if record not in order:
            return Around()
        place = order.index(record)
        older = order[place + 1 : place + 1 + REACH]
        newer = order[max(0, place - REACH) : place][::-1]
        further = [*older[1:], *newer[1:], *older[:1], *newer[:1]]
        return Around(
            newer=newer[0] if newer else None,
            older=older[0] if older else None,
            related=tuple(further[:RELATED]) if len(order) > RELATED else (),
        )

    def _lists(self) -> None:
        for section in self._sections():
            mine = [record for record in self._live if record.section == section.key]
            self._list(leaves(f"{section.key}/", mine), section)
        self._list(leaves("", self._live), None)
        self._write("feed.xml", feeds.feed(self._site, self._live))
        paths = [f"{section.key}/" for section in self._sections()]
        self._write("sitemap.xml", feeds.sitemap(self._site, self._live, paths))

    def _sections(self) -> list[Section]:
        """Return the configured sections, and those that only older pages still belong to."""
        known = {section.key: section for section in self._site.sections}
        for record in self._public:
            key = record.section
            known.setdefault(key, Section(key, record.section_name, self._site.url(f"{key}/")))
        return list(known.values())

    def _list(self, pages: Sequence[Leaf], section: Section | None) -> None:
        """Write the last page first: the pages before it lead to it."""
        for leaf in reversed(pages):
            page = (section_page(self._site, section, leaf) if section
                    else home_page(self._site, leaf))  # fmt: skip
            self._write(f"{leaf.path}index.html", page)
        self._cut(pages[0].base, len(pages))

    def _cut(self, base: str, count: int) -> None:
        """Remove the pages of a list that has become shorter."""
        number = count + 1
        while (folder := self._site.public / leaf_path(base, number)).is_dir():
            shutil.rmtree(folder)
            number += 1

    def _write(self, relative: str, content: bytes) -> None:
        files.write(self._site.public / relative, content, synced=self._synced)


def _later(one: Record, other: Record) -> bool:
    return (one.published_at, one.key) > (other.published_at, other.key)


def unused(records: Iterable[Record], shas: Collection[str]) -> Iterator[str]:
    """Return those media that no draft or live page has any more."""
    used = {i.sha256 for r in records if r.state != "withdrawn" for i in r.media}
    yield from (sha for sha in shas if sha not in used)
