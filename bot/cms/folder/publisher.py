"""The folder kind of publisher: keep the truth, draw the site from it, mend what a crash left."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlsplit

from bot.cms.base import (
    Fact,
    Medium,
    Now,
    Page,
    Problem,
    Publisher,
    PublishError,
    Remote,
    Section,
    Update,
    Withdrawal,
    fingerprint,
)
from bot.cms.common import files
from bot.cms.common.allowed import refuse_endless
from bot.cms.common.probe import refuse_others
from bot.cms.folder import settings
from bot.cms.folder.article import Around, article_page, stored_body
from bot.cms.folder.media import Shelf
from bot.cms.folder.move import bring_out
from bot.cms.folder.render import Drawing, stamp, unused
from bot.cms.folder.store import Item, Note, Record, Store, record

P = ParamSpec("P")
T = TypeVar("T")


def _alone(
    method: Callable[Concatenate[FolderPublisher, P], T],
) -> Callable[Concatenate[FolderPublisher, P], T]:
    """Run one call at a time, and say what the file system refuses as PublishError."""

    @wraps(method)
    def call(self: FolderPublisher, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._lock, files.told():
            return method(self, *args, **kwargs)

    return call


class FolderPublisher(Publisher):
    """A static website in ``<folder>/public``, which is served; the truth is in ``records``, which must not be.

    A change goes: take the stamp away, store the record, draw what it touches, put the stamp back. A call
    that finds no stamp (or an outdated one) first draws everything anew; so the next call mends a crash.
    One process writes to a folder; the office's single-instance lock sees to that.
    """

    kind = "folder"
    removes = True

    def __init__(self, options: Mapping[str, Any], now: Now) -> None:
        """Take the settings; raises PublishError("settings"). Touches no file."""
        self._site = settings.parse(options)
        self._now = now
        self._store = Store(self._site)
        self._shelf = Shelf(self._site)
        self._stamp = self._site.records / "drawn"
        self._lock = threading.RLock()
        self._swept = False

    @_alone
    def find(self, key: str) -> Remote | None:
        """Return the page stored under our key in whatever state, or None."""
        self._settle()
        found = self._store.get(key)
        return self._remote(found) if found else None

    @_alone
    def draft(self, page: Page) -> Remote:
        """Store the page where no visitor sees it; one that is already public is left as it is.

        Raises PublishError: "section_unknown", "too_long", "key_odd", "folder_missing".
        """
        self._settle()
        self._refuse(page)
        found = self._store.get(page.key)
        if found and found.is_public:
            return self._remote(found)
        new = record(page, [self._shelf.planned(medium) for medium in page.media], "draft")
        self._store.put(new)
        self._prune(found)
        return self._remote(new)

    @_alone
    def attach(self, remote: Remote, medium: Medium) -> str:  # noqa: ARG002 - the interface's
        """Copy one medium into the public folder and return its URL; the same sha256 twice is one file."""
        self._settle()
        return self._site.url(self._shelf.keep(medium))

    @_alone
    def publish(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Make a draft public; a page that is public already is corrected if it differs."""
        old = self._present(remote)
        if old.is_live:
            return self.correct(remote, page, urls)
        self._refuse(page)
        return self._change(old, record(page, self._items(page, urls), "published"))

    @_alone
    def correct(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Replace the content of a public page; address and date stay, "Diperbarui" appears."""
        old = self._present(remote)
        if not old.is_live:
            raise PublishError("not_published", f"{old.key} is a draft", again=False)
        if old.fingerprint == fingerprint(page):
            return self._remote(old)
        self._refuse(page)
        new = record(page, self._items(page, urls), "published")
        kept = replace(new, path=old.path, published_at=old.published_at, updated_at=self._now())
        return self._change(old, kept)

    @_alone
    def restore(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:  # noqa: ARG002
        """Draw the page again from what is stored: somebody changed or deleted what is served."""
        old = self._present(remote)
        return self._change(old, old)

    @_alone
    def withdraw(self, remote: Remote, kind: Withdrawal, note: str, target_url: str | None) -> Remote:
        """Show a note instead of the page, and take its media off the site unless others use them."""
        old = self._present(remote, withdrawn=True)
        if not old.is_public:
            raise PublishError("not_published", f"{old.key} is a draft", again=False)
        told = Note(kind, note, _web(target_url), old.note.at if old.note else self._now())
        return self._change(old, replace(old, state="withdrawn", note=told))

    @_alone
    def sections(self) -> list[Section]:
        """Return the configured sections."""
        return list(self._site.sections)

    @_alone
    def section_updates(self, sections: Sequence[str]) -> dict[str, Update | None]:
        """Say what is newest in each section, from what is stored; withdrawn pages are no news."""
        records, _ = self._store.all()
        found: dict[str, Update | None] = dict.fromkeys(sections)
        for stored in records:
            at, newest = stored.updated_at or stored.published_at, found.get(stored.section)
            if stored.is_live and stored.section in found and (newest is None or at > newest.at):
                found[stored.section] = Update(at, stored.title, self._site.url(stored.path))
        return found

    @_alone
    def check(self) -> list[Problem]:
        """Say what is wrong with settings, folder, disk space and stored pages; changes nothing."""
        damaged = self._store.all()[1]
        unread = [Problem("page_damaged", name, "error") for name in damaged]
        return [*settings.problems(self._site), *unread]

    def facts(self) -> list[Fact]:
        """Say which folder can be written, and which sections it has."""
        return [Fact("place", str(self._site.folder)), *super().facts()]

    @_alone
    def read_back(self, remote: Remote) -> str:
        """Return the body from the very file visitors get; "" if there is none."""
        path = self._site.public / self._present(remote, withdrawn=True).path / "index.html"
        return stored_body(path.read_text("utf-8")) if path.is_file() else ""

    def draft_preview_url(self, remote: Remote) -> str | None:  # noqa: ARG002 - the interface's
        """Return None: a static site has no login, so a draft has no address."""
        return None

    @_alone
    def probe(self, page: Page) -> Remote:
        """Write the page beside all others: no list, no feed and no record names it, and a running bot sees nothing."""
        refuse_others(page.key)
        self._refuse(page)
        if not self._site.folder.is_dir():
            raise PublishError("folder_missing", str(self._site.folder), again=True)
        drawn = replace(record(page, [], "published"), path=f"{page.key}/")
        files.write(self._site.public / drawn.path / "index.html", article_page(self._site, drawn, Around()))
        return self._remote(drawn)

    @_alone
    def remove(self, key: str) -> bool:
        """Take the page for trying away with its folder."""
        refuse_others(key)
        folder = self._site.public / key
        if folder.is_dir():
            shutil.rmtree(folder)
        return True

    @_alone
    def rebuild(self) -> None:
        """Draw the whole site anew, as on the first day or after somebody changed files by hand."""
        self._ready()
        files.remove(self._stamp)
        self._settle()

    def _settle(self) -> None:
        self._ready()
        self._sweep()
        wanted = stamp(self._site)
        if self._stamp.is_file() and self._stamp.read_bytes() == wanted:
            return
        records, damaged = self._store.all()
        if not records and not damaged:
            self._refuse_empty()
        Drawing(self._site, records).all()
        if not damaged:
            self._shelf.discard(unused(records, self._shelf.stored()))
        files.write(self._stamp, wanted)

    def _refuse_empty(self) -> None:
        """Draw no empty website over one that has pages: its records are elsewhere (the database was moved alone)."""
        if any(self._site.public.glob("*/*-*/index.html")):
            raise PublishError("records_missing", str(self._site.records), again=False)

    def _sweep(self) -> None:
        """Remove, once in the life of a process, what an earlier one left half written."""
        if not self._swept:
            files.sweep(self._site.folder)
            files.sweep(self._site.records)
            self._swept = True

    def _ready(self) -> None:
        """Refuse a folder that is not there (its disk may not be mounted) and an address that is none."""
        if not self._site.folder.is_dir():
            raise PublishError("folder_missing", str(self._site.folder), again=True)
        for problem in settings.address_problems(self._site):
            if problem.severity == "error":
                raise PublishError(problem.code, problem.detail, again=False)
        self._site.public.mkdir(exist_ok=True)
        self._site.records.mkdir(mode=0o700, parents=True, exist_ok=True)
        bring_out(self._site)

    def _change(self, old: Record, new: Record) -> Remote:
        self._settle()
        files.remove(self._stamp)
        self._store.put(new)
        records, _ = self._store.all()
        Drawing(self._site, records).touched(old, new)
        self._prune(old)
        files.write(self._stamp, stamp(self._site))
        return self._remote(new)

    def _prune(self, old: Record | None) -> None:
        """Take off the site what only the former version of a page showed."""
        if old and old.media:
            records, damaged = self._store.all()
            mine = {item.sha256 for item in old.media}
            self._shelf.discard(() if damaged else unused(records, mine))

    def _present(self, remote: Remote, *, withdrawn: bool = False) -> Record:
        found = self._store.get(remote.id)
        if not found:
            raise PublishError("not_found", f"{remote.id} is not stored", again=False)
        if found.state == "withdrawn" and not withdrawn:
            raise PublishError("withdrawn", f"{remote.id} was withdrawn", again=False)
        return found

    def _refuse(self, page: Page) -> None:
        known: Collection[str] = {section.key for section in self._site.sections}
        if page.section not in known:
            raise PublishError("section_unknown", page.section[:40], again=False)
        refuse_endless(page.html)

    def _items(self, page: Page, urls: Mapping[str, str]) -> list[Item]:
        for medium in page.media:
            if medium.sha256 not in urls:
                raise PublishError("medium_missing", f"{medium.sha256} has no URL", again=True)
        return [self._shelf.item(medium) for medium in page.media]

    def _remote(self, found: Record) -> Remote:
        url = self._site.url(found.path)
        return Remote(found.key, url, found.state, found.fingerprint)


def _web(url: str | None) -> str | None:
    """Return an address a note may lead to: http and https only, never a script."""
    if url is None or urlsplit(url).scheme in ("http", "https"):
        return url
    raise PublishError("target_odd", "the target is no web address", again=False)
