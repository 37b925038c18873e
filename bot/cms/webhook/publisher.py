"""The webhook kind of publisher: every operation one signed request, every answer checked."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Mapping, Sequence
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
from bot.cms.common import files
from bot.cms.common.allowed import MEDIUM
from bot.cms.common.media import SHA256, SUFFIXES
from bot.cms.common.names import slug
from bot.cms.common.probe import refuse_others
from bot.cms.webhook import settings
from bot.cms.webhook.settings import WEB
from bot.cms.webhook.wire import Wire, odd

MOST_INLINE = 20 << 20  # bytes of one medium inside a request; Telegram gives a bot no larger file
LONGEST_URL = 2000

#: What stays of a page for trying where the portal cannot forget one.
TRIED = "Halaman ini dipasang untuk memeriksa situs, dan tidak berisi berita."


class WebhookPublisher(Publisher):
    """A home-grown portal that keeps the protocol of docs/webhook.md."""

    kind = "webhook"
    removes = True
    keeps_files = True

    def __init__(self, options: Mapping[str, Any], now: Now) -> None:
        """Take the settings; raises PublishError("settings"). Asks nobody yet."""
        self._portal = settings.parse(options)
        self._wire = Wire(self._portal, now)

    def find(self, key: str) -> Remote | None:
        """Return the page stored under our key in whatever state, or None."""
        says = self._wire.ask("find", key=key.lower())
        return None if says.get("page", "") is None else self._remote("find", key.lower(), says)

    def draft(self, page: Page) -> Remote:
        """Have the page kept unseen; a draft that is there already takes over this text."""
        self._refuse(page)
        key = page.key.lower()
        try:
            return self._put(
                key, {**self._page(page, {}), "state": "draft"}, ("absent", "draft"), _file(page.title, key)
            )
        except PublishError as error:
            if error.code not in {"mismatch", "withdrawn"}:
                raise
        return self._remote("find", key, self._wire.ask("find", key=key))

    def attach(self, remote: Remote, medium: Medium) -> str:
        """Hand one medium over, inside the request or as a URL, and return where visitors find it."""
        content = _read(medium)
        if medium.mime not in SUFFIXES:
            raise PublishError("medium_refused", f"{medium.mime[:60]} is not shown", again=False)
        if self._portal.media == "urls":
            return self._own("attach", self._shown(medium, content))
        if len(content) > MOST_INLINE:
            raise PublishError("medium_large", f"{medium.sha256}: {len(content)} bytes", again=False)
        file = f"media/{medium.sha256}{SUFFIXES[medium.mime]}"
        data = base64.b64encode(content).decode("ascii")
        try:
            return self._own("attach", self._wire.ask("attach", key=remote.id, file=file, data=data).get("url"))
        except PublishError as error:
            if error.code != "site_refused":
                raise
            raise PublishError("medium_refused", f"{medium.mime[:60]}: {error.detail}", again=False) from error

    def publish(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Make a draft public with its final content."""
        return self._bring(("draft", "published"), remote, page, urls)

    def correct(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Replace the content of a published page: same page, same URL."""
        return self._bring(("published",), remote, page, urls)

    def withdraw(self, remote: Remote, kind: Withdrawal, note: str, target_url: str | None) -> Remote:
        """Have the content taken off, and a note with a link to what replaces it left in its place."""
        if target_url is not None and urlsplit(target_url).scheme not in WEB:
            raise PublishError("target_odd", "the target is no web address", again=False)
        link = f'<p><a href="{html.escape(target_url)}">{html.escape(target_url)}</a></p>' if target_url else ""
        left: dict[str, Any] = {
            "summary": "",
            "html": f"<p>{html.escape(note)}</p>{link}",
            "cover": None,
            "figure": "",
            "media": [],
        }
        told = {"key": remote.id, "state": "withdrawn", "withdrawal": kind, **left}
        made = self._put(remote.id, told, ("published", "withdrawn"), _file("", remote.id))
        return self._expect(made, "withdrawn")

    def remove(self, key: str) -> bool:
        """Have the page for trying forgotten; a portal that does not know the wish leaves a note in its place."""
        refuse_others(key)
        try:
            self._wire.ask("remove", key=key)
        except PublishError as error:
            if error.code != "site_refused":
                raise
        else:
            return True
        found = self.find(key)
        if found is not None and found.state == "published":
            self.withdraw(found, "ditarik", TRIED, None)
        return found is None

    def sections(self) -> list[Section]:
        """Return the portal's sections; those of the configuration under our own keys."""
        says = self._wire.ask("hello").get("sections")
        if not isinstance(says, dict):
            raise odd("hello", "no sections")
        ours = {remote: key for key, remote in self._portal.remotes.items()}
        return [_section(str(ours.get(key, key)), name) for key, name in says.items()]

    def check(self) -> list[Problem]:
        """Say what is wrong with the settings, and what the portal answers; changes nothing."""
        found = settings.problems(self._portal)
        try:
            there = {section.key for section in self.sections()}
        except PublishError as error:
            return [*found, Problem(error.code, error.detail, "error"), *self._wire.noise()]
        lacking = [key for key in self._portal.remotes if key not in there]
        return [*found, *(Problem("section_unknown", key, "error") for key in lacking), *self._wire.noise()]

    def facts(self) -> list[Fact]:
        """Say where requests go, and which sections the portal answered with."""
        return [Fact("place", self._portal.endpoint), *super().facts()]

    def read_back(self, remote: Remote) -> str:
        """Return the body as the portal stored it."""
        stored = self._kept(remote).get("html")
        if not isinstance(stored, str):
            raise odd("find", "no html")
        return stored

    def draft_preview_url(self, remote: Remote) -> str | None:
        """Return where staff can look at a draft, if the portal names such a place."""
        preview = self._kept(remote).get("preview")
        return self._own("find", preview) if preview is not None else None

    def _kept(self, remote: Remote) -> dict[str, Any]:
        says = self._wire.ask("find", key=remote.id)
        if says.get("page", "") is None:
            raise PublishError("not_found", f"{remote.id[:40]} is not there", again=False)
        self._remote("find", remote.id, says)
        return cast("dict[str, Any]", says["page"])

    # --- what is sent --------------------------------------------------------------------------------

    def _refuse(self, page: Page) -> None:
        if page.section not in self._portal.remotes:
            raise PublishError("section_unknown", page.section[:40], again=False)

    def _bring(self, states: Sequence[str], remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        self._refuse(page)
        for medium in page.media:
            if medium.sha256 not in urls:
                raise PublishError("medium_missing", f"{medium.sha256} has no URL", again=True)
        told = {**self._page(page, urls), "key": remote.id, "state": "published"}
        made = self._expect(self._put(remote.id, told, states, _file(page.title, remote.id)), "published")
        if made.fingerprint != fingerprint(page):
            raise PublishError("mismatch", "put: the portal keeps another text", again=False)
        return made

    def _put(self, key: str, told: Mapping[str, Any], states: Sequence[str], file: str) -> Remote:
        """Have a page kept, if it is in one of these states there; ``file`` is its address if it has none yet."""
        says = self._wire.ask("put", key=key, file=file, page=told, **{"from": list(states)})
        there = says.get("sections")
        if "section" in told and isinstance(there, dict) and told["section"] not in there:
            raise PublishError("section_unknown", str(told["section"])[:40], again=False)
        return self._remote("put", key, says)

    def _page(self, page: Page, urls: Mapping[str, str]) -> dict[str, Any]:
        """Return the page as the protocol writes it; addresses of media not attached yet stay ``media:<sha256>``."""
        media = [_described(medium, urls) for medium in page.media]
        cover = next((medium for medium in media if medium["sha256"] == page.cover), None)
        return {
            "key": page.key.lower(),
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
            "cover": cover,
            "figure": _figure(cover),
            "media": media,
            "fingerprint": fingerprint(page),
        }

    def _shown(self, medium: Medium, content: bytes) -> str:
        """Write a medium where the office's web server shows it, and return its URL there."""
        folder = self._portal.media_folder
        assert folder is not None  # noqa: S101 - the settings ask for it with media = urls
        with files.told():
            if not folder.is_dir():
                raise PublishError("folder_missing", str(folder), again=True)
            path = _place(folder / medium.sha256[:2], medium)
            files.write(path, content)
        return f"{self._portal.media_url}/{path.parent.name}/{path.name}"

    # --- what is answered ----------------------------------------------------------------------------

    def _remote(self, op: str, key: str, says: Mapping[str, Any]) -> Remote:
        page = says.get("page")
        if not isinstance(page, dict):
            raise odd(op, "no page")
        state, print_ = page.get("state"), page.get("fingerprint")
        if page.get("key") != key or state not in get_args(RemoteState) or not isinstance(print_, str):
            raise odd(op, "not our page, or one without state or fingerprint")
        return Remote(key, self._own(op, page.get("url")), cast("RemoteState", state), print_)

    def _expect(self, made: Remote, state: RemoteState) -> Remote:
        if made.state != state:
            raise PublishError("mismatch", f"put: the page is {made.state}", again=False)
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


def _file(title: str, key: str) -> str:
    """Return the page's file on the portal: words of the title, and the key that makes it unique."""
    return f"{slug(title, 'halaman')}-{key}.html"


def _figure(cover: Mapping[str, Any] | None) -> str:
    """Return the cover as finished HTML for templates; empty before its address is known."""
    if cover is None or cover["url"] is None:
        return ""
    return f'<figure><img src="{html.escape(cover["url"])}" alt="{html.escape(cover["alt"])}"></figure>'


def _section(key: str, name: object) -> Section:
    if not isinstance(name, str):
        raise odd("hello", "a section without a name")
    return Section(key, name, None)
