"""The webhook kind of publisher: every operation one signed request, every answer checked."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args
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
    RemoteState,
    Section,
    Withdrawal,
    fingerprint,
)
from bot.cms.folder import files
from bot.cms.folder.media import SUFFIXES
from bot.cms.folder.settings import slug
from bot.cms.webhook import settings
from bot.cms.webhook.settings import WEB
from bot.cms.webhook.wire import Wire, odd

MOST_INLINE = 20 << 20  # bytes of one medium inside a request; Telegram gives a bot no larger file
SHA256 = re.compile(r"[0-9a-f]{64}")
MEDIUM = re.compile(r"media:([0-9a-f]{64})")
LONGEST_URL = 2000


class WebhookPublisher(Publisher):
    """A home-grown portal that keeps the protocol of docs/webhook.md."""

    kind = "webhook"

    def __init__(self, options: Mapping[str, Any], now: Now) -> None:
        """Take the settings; raises PublishError("settings"). Asks nobody yet."""
        self._portal = settings.parse(options)
        self._wire = Wire(self._portal, now)

    def find(self, key: str) -> Remote | None:
        """Return the page stored under our key in whatever state, or None."""
        says = self._wire.ask("find", key=key)
        return None if says.get("page", "") is None else self._remote("find", says)

    def draft(self, page: Page) -> Remote:
        """Have the page kept unseen; a draft that is there already takes over this text."""
        self._refuse(page)
        return self._remote("draft", self._wire.ask("draft", page=self._page(page, {})))

    def attach(self, remote: Remote, medium: Medium) -> str:
        """Hand one medium over, inside the request or as a URL, and return where visitors find it."""
        told = {
            "sha256": medium.sha256,
            "filename": medium.filename,
            "mime": medium.mime,
            "size": medium.size,
            "alt": medium.alt,
            "caption": medium.caption,
            **self._content(medium),
        }
        url = self._wire.ask("attach", id=remote.id, medium=told).get("url")
        return self._own("attach", url)

    def publish(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Make a draft public with its final content."""
        return self._bring("publish", remote, page, urls)

    def correct(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Replace the content of a published page: same page, same URL."""
        return self._bring("correct", remote, page, urls)

    def withdraw(self, remote: Remote, kind: Withdrawal, note: str, target_url: str | None) -> Remote:
        """Have the content taken off, and a note with a link to what replaces it left in its place."""
        if target_url is not None and urlsplit(target_url).scheme not in WEB:
            raise PublishError("target_odd", "the target is no web address", again=False)
        says = self._wire.ask("withdraw", id=remote.id, kind=kind, note=note, target_url=target_url)
        return self._expect("withdraw", self._remote("withdraw", says), "withdrawn")

    def sections(self) -> list[Section]:
        """Return the portal's sections; those of the configuration under our own keys."""
        says = self._wire.ask("sections").get("sections")
        if not isinstance(says, list):
            raise odd("sections", "no list of sections")
        ours = {remote: key for key, remote in self._portal.remotes.items()}
        return [_section(row, ours) for row in says]

    def check(self) -> list[Problem]:
        """Say what is wrong with the settings, and what the portal answers; changes nothing."""
        found = settings.problems(self._portal)
        try:
            self._wire.ask("check")
            there = {section.key for section in self.sections()}
        except PublishError as error:
            return [*found, Problem(error.code, error.detail, "error")]
        lacking = [key for key in self._portal.remotes if key not in there]
        return [*found, *(Problem("section_unknown", key, "error") for key in lacking)]

    def facts(self) -> list[Fact]:
        """Say where requests go, and which sections the portal answered with."""
        return [Fact("place", self._portal.endpoint), *super().facts()]

    def read_back(self, remote: Remote) -> str:
        """Return the body as the portal stored it."""
        html = self._wire.ask("read", id=remote.id).get("html")
        if not isinstance(html, str):
            raise odd("read", "no html")
        return html

    def draft_preview_url(self, remote: Remote) -> str | None:
        """Return where staff can look at a draft, if the portal says so when it is read."""
        preview = self._wire.ask("read", id=remote.id).get("preview")
        return self._own("read", preview) if preview is not None else None

    # --- what is sent --------------------------------------------------------------------------------

    def _refuse(self, page: Page) -> None:
        if page.section not in self._portal.remotes:
            raise PublishError("section_unknown", page.section[:40], again=False)

    def _bring(self, op: str, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        self._refuse(page)
        for medium in page.media:
            if medium.sha256 not in urls:
                raise PublishError("medium_missing", f"{medium.sha256} has no URL", again=True)
        says = self._wire.ask(op, id=remote.id, page=self._page(page, urls))
        made = self._expect(op, self._remote(op, says), "published")
        if made.fingerprint != fingerprint(page):
            raise PublishError("mismatch", f"{op}: the portal keeps another text", again=False)
        return made

    def _page(self, page: Page, urls: Mapping[str, str]) -> dict[str, Any]:
        """Return the page as the protocol writes it; addresses of media not attached yet stay ``media:<sha256>``."""
        media = [_described(medium, urls) for medium in page.media]
        return {
            "key": page.key,
            "title": page.title,
            "summary": page.summary,
            "html": MEDIUM.sub(lambda found: urls.get(found[1], found[0]), page.html),
            "section": self._portal.remotes.get(page.section, page.section),
            "section_name": page.section_name,
            "unit": page.unit_name,
            "byline": page.byline,
            "published_at": page.published_at.isoformat(),
            "language": page.language,
            "tags": list(page.tags),
            "cover": next((medium for medium in media if medium["sha256"] == page.cover), None),
            "media": media,
            "fingerprint": fingerprint(page),
        }

    def _content(self, medium: Medium) -> dict[str, str]:
        content = _read(medium)
        if self._portal.media == "urls":
            return {"url": self._shown(medium, content)}
        if len(content) > MOST_INLINE:
            raise PublishError("medium_large", f"{medium.sha256}: {len(content)} bytes", again=False)
        return {"data": base64.b64encode(content).decode("ascii")}

    def _shown(self, medium: Medium, content: bytes) -> str:
        """Write a medium where the office's web server shows it, and return its URL there."""
        if medium.mime not in SUFFIXES:
            raise PublishError("medium_refused", f"{medium.mime[:60]} is not shown", again=False)
        folder = self._portal.media_folder
        assert folder is not None  # noqa: S101 - the settings ask for it with media = urls
        with files.told():
            if not folder.is_dir():
                raise PublishError("folder_missing", str(folder), again=True)
            path = _place(folder / medium.sha256[:2], medium)
            files.write(path, content)
        return f"{self._portal.media_url}/{path.parent.name}/{path.name}"

    # --- what is answered ----------------------------------------------------------------------------

    def _remote(self, op: str, says: Mapping[str, Any]) -> Remote:
        page = says.get("page")
        if not isinstance(page, dict):
            raise odd(op, "no page")
        ident, state, print_ = page.get("id"), page.get("state"), page.get("fingerprint")
        if not isinstance(ident, str) or not ident or state not in get_args(RemoteState) or not isinstance(print_, str):
            raise odd(op, "a page without id, state or fingerprint")
        return Remote(ident, self._own(op, page.get("url")), cast("RemoteState", state), print_)

    def _expect(self, op: str, made: Remote, state: RemoteState) -> Remote:
        if made.state != state:
            raise PublishError("mismatch", f"{op}: the page is {made.state}", again=False)
        return made

    def _own(self, op: str, url: object) -> str:
        """Return an address of the portal: another's would be fetched and linked in the office's name."""
        try:
            parts = urlsplit(url) if isinstance(url, str) and len(url) <= LONGEST_URL else None
        except ValueError:
            parts = None
        if parts is None or parts.scheme not in WEB or parts.hostname not in self._portal.hosts:
            raise odd(op, "an address that is not the portal's")
        return str(url)


def _described(medium: Medium, urls: Mapping[str, str]) -> dict[str, Any]:
    return {
        "sha256": medium.sha256,
        "filename": medium.filename,
        "mime": medium.mime,
        "alt": medium.alt,
        "caption": medium.caption,
        "url": urls.get(medium.sha256),
    }


def _read(medium: Medium) -> bytes:
    try:
        content = medium.path.read_bytes()
    except OSError as error:
        raise PublishError("medium_missing", f"{medium.sha256} has no file", again=False) from error
    if hashlib.sha256(content).hexdigest() != medium.sha256 or not SHA256.fullmatch(medium.sha256):
        raise PublishError("medium_changed", f"{medium.sha256} differs on disk", again=False)
    return content


def _place(folder: Path, medium: Medium) -> Path:
    """Return where a medium is, under whatever name it first came, or where it will be."""
    for path in sorted(folder.glob(f"{medium.sha256}-*")):
        return path
    return folder / f"{medium.sha256}-{slug(Path(medium.filename).stem, 'berkas')}{SUFFIXES[medium.mime]}"


def _section(row: object, ours: Mapping[str, str]) -> Section:
    if not isinstance(row, dict) or not isinstance(row.get("key"), str) or not isinstance(row.get("name"), str):
        raise odd("sections", "a section without key or name")
    return Section(ours.get(row["key"], row["key"]), row["name"], None)
