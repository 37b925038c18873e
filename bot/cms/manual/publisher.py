"""The manual kind of publisher: it hands out packages, keeps the ledger of links, and touches no website."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from markupsafe import Markup

from bot.cms.base import (
    Fact,
    Medium,
    Now,
    Page,
    Problem,
    PublishError,
    Remote,
    Section,
    Withdrawal,
    fingerprint,
)
from bot.cms.common import files
from bot.cms.common.allowed import MEDIUM, refuse_endless
from bot.cms.links import judge
from bot.cms.manual import package, settings
from bot.cms.manual.base import Errand, HandPublisher
from bot.cms.manual.ledger import Entry, Ledger
from bot.cms.manual.settings import WEB

P = ParamSpec("P")
T = TypeVar("T")


def _alone(method: Callable[Concatenate[ManualPublisher, P], T]) -> Callable[Concatenate[ManualPublisher, P], T]:
    """Run one call at a time, and say what the file system refuses as PublishError."""

    @wraps(method)
    def call(self: ManualPublisher, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._lock, files.told():
            return method(self, *args, **kwargs)

    return call


class ManualPublisher(HandPublisher):
    """A website that only people can write on; the ledger remembers what they were given and where they put it."""

    kind = "manual"

    def __init__(self, options: Mapping[str, Any], now: Now) -> None:  # noqa: ARG002 - every kind is made like this
        """Take the settings; raises PublishError("settings"). Touches no file."""
        self._site = settings.parse(options)
        self._ledger = Ledger(self._site.ledger)
        self._lock = threading.RLock()

    @_alone
    def find(self, key: str) -> Remote | None:
        """Return what the ledger knows of this key, in whatever state."""
        found = self._ledger.get(key)
        return self._remote(found) if found else None

    @_alone
    def draft(self, page: Page) -> Remote:
        """Enter a page that is to be put up; one that was put up already is left as it is."""
        self._refuse(page)
        found = self._ledger.get(page.key)
        if found and found.state != "draft":
            return self._remote(found)
        links = found.links if found else {}
        entry = Entry(page.key, "draft", "", fingerprint(page), page.html, links)
        self._ledger.put(entry)
        return self._remote(entry)

    @_alone
    def attach(self, remote: Remote, medium: Medium) -> str:
        """Check that a medium can be handed out; where on the website it will be, only the person knows.

        The address returned stands for it in the ledger: that of the website, with the SHA-256 as fragment.
        """
        self._entry(remote)
        _check(medium)
        return f"{self._site.base_url}/#{medium.sha256}"

    @_alone
    def publish(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Enter that a person put the page up; raises PublishError("link_awaited") before its link came."""
        return self._settle(self._live(remote), page, urls)

    @_alone
    def correct(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Enter that a person changed the page; its link stays."""
        entry = self._live(remote)
        if entry.state == "draft":
            raise PublishError("not_published", f"{entry.key} is a draft", again=False)
        return self._settle(entry, page, urls)

    @_alone
    def withdraw(self, remote: Remote, kind: Withdrawal, note: str, target_url: str | None) -> Remote:  # noqa: ARG002
        """Enter that a person took the page off; whether it is off, bot.sitewatch looks."""
        if target_url is not None and target_url.partition(":")[0].lower() not in WEB:
            raise PublishError("target_odd", "the target is no web address", again=False)
        entry = self._entry(remote)
        if entry.state == "draft":
            raise PublishError("not_published", f"{entry.key} is a draft", again=False)
        if entry.state == "published":
            entry = replace(entry, state="withdrawn", html=str(Markup("<p>{}</p>").format(note)))
            self._ledger.put(entry)
        return self._remote(entry)

    @_alone
    def take_link(self, page: Page, url: str) -> None:
        """Remember where a person put exactly this content; see HandPublisher for what is refused."""
        clean, odd = judge(url, self._site.base_url)
        if odd:
            raise PublishError("link_odd", odd, again=False)
        self.draft(page)
        entry = self._ledger.get(page.key)
        assert entry is not None  # noqa: S101 - entered two lines above
        if entry.state == "withdrawn":
            raise PublishError("withdrawn", f"{page.key} was withdrawn", again=False)
        content = fingerprint(page)
        linked = entry.linked(content, clean)
        moved = entry.state == "published" and entry.fingerprint == content  # the link sent before was a wrong one
        self._ledger.put(replace(linked, url=clean) if moved else linked)

    @_alone
    def package(self, page: Page, errand: Errand) -> list[Path]:
        """Write the package into the folder, in place of an older one, and return its parts in order."""
        self._refuse(page)
        for medium in page.media:
            _check(medium)
        parts = package.parts(page, errand, self._site.language)
        folder = self._site.packages / self._named(page.key)
        paths = [folder / part.name for part in parts]
        for path, part in zip(paths, parts, strict=True):
            files.write(path, part.content)
        for old in set(folder.iterdir()) - set(paths):
            files.remove(old)
        return paths

    def sections(self) -> list[Section]:
        """Return the configured sections: no one can ask the website."""
        return list(self._site.sections)

    def check(self) -> list[Problem]:
        """Say what is wrong with the settings, the folder and the ledger; changes nothing."""
        unread = [Problem("page_damaged", name, "error") for name in self._ledger.damaged()]
        return [*settings.problems(self._site), *unread]

    def facts(self) -> list[Fact]:
        """Say where packages and links are kept, and which sections there are."""
        return [Fact("place", str(self._site.folder)), *super().facts()]

    @_alone
    def read_back(self, remote: Remote) -> str:
        """Return the body as handed out: what a person made of it, the proof looks at."""
        return self._entry(remote).html

    def draft_preview_url(self, remote: Remote) -> str | None:  # noqa: ARG002 - the interface's
        """Return None: before a person has put it up, a page is nowhere."""
        return None

    # --- inside --------------------------------------------------------------------------------------

    def _named(self, key: str) -> str:
        """Return the name of a page's folder; refuses keys that can be no file name."""
        self._ledger.get(key)
        return key.lower()

    def _refuse(self, page: Page) -> None:
        if page.section not in {section.key for section in self._site.sections}:
            raise PublishError("section_unknown", page.section[:40], again=False)
        refuse_endless(page.html)

    def _entry(self, remote: Remote) -> Entry:
        found = self._ledger.get(remote.id)
        if found is None:
            raise PublishError("not_found", f"{remote.id[:40]} is not entered", again=False)
        return found

    def _live(self, remote: Remote) -> Entry:
        found = self._entry(remote)
        if found.state == "withdrawn":
            raise PublishError("withdrawn", f"{found.key} was withdrawn", again=False)
        return found

    def _settle(self, entry: Entry, page: Page, urls: Mapping[str, str]) -> Remote:
        self._refuse(page)
        for medium in page.media:
            if medium.sha256 not in urls:
                raise PublishError("medium_missing", f"{medium.sha256} was not handed out", again=True)
        content = fingerprint(page)
        url = entry.links.get(content)
        if url is None:
            raise PublishError("link_awaited", f"{entry.key}: no link came yet", again=False)
        html = MEDIUM.sub(lambda found: urls.get(found[1], found[0]), page.html)
        done = replace(entry, state="published", url=url, fingerprint=content, html=html)
        if done != entry:
            self._ledger.put(done)
        return self._remote(done)

    def _remote(self, entry: Entry) -> Remote:
        return Remote(entry.key, entry.url or self._site.base_url, entry.state, entry.fingerprint)


def _check(medium: Medium) -> None:
    try:
        with medium.path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise PublishError("medium_missing", f"{medium.sha256} has no file", again=False) from error
    if found != medium.sha256:
        raise PublishError("medium_changed", f"{medium.sha256} differs on disk", again=False)
