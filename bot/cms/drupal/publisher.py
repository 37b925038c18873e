"""The Drupal kind of publisher: one node per key, whose UUID we choose, so that a second one is refused."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

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
from bot.cms.common import mark, markup, media
from bot.cms.common.media import PHOTOS
from bot.cms.common.names import KEY
from bot.cms.common.probe import refuse_others
from bot.cms.drupal import checks, fields, settings
from bot.cms.drupal.api import Api, File, Node

#: Fixed for ever: with another one, every page already on a website would be a stranger.
NAMESPACE = uuid.UUID("6a3c1d0e-8f5b-5d7e-9a42-7461796e6731")


class DrupalPublisher(Publisher):
    """A Drupal website (10 and newer), reached through its JSON:API.

    A node's UUID is made from our key, so Drupal itself refuses a second one (409). The log message of the
    newest revision carries the state we left the page in, the Page's fingerprint, and a digest of its words:
    no text filter touches it, and a save on the website begins a revision of its own, without it.
    """

    kind = "drupal"
    removes = True
    keeps_files = True

    def __init__(self, options: Mapping[str, Any], now: Now) -> None:
        """Take the settings; raises PublishError("settings"). Asks nobody yet."""
        self._drupal = settings.parse(options)
        self._site = self._drupal.site
        self._now = now
        self._api = Api(self._drupal)
        self._rubrics = fields.Rubrics(self._drupal, self._api)
        self._files: dict[str, File] = {}

    def find(self, key: str) -> Remote | None:
        """Return the page stored under our key in whatever state, or None."""
        node = self._api.node(_uuid(key)) if KEY.fullmatch(key) else None
        return self._remote(node) if node else None

    def draft(self, page: Page) -> Remote:
        """Create the node unpublished, or take over the draft an interrupted attempt left.

        Raises PublishError: "section_unknown", "key_odd", "too_long", "format_strips" (visitors would not see
        the page as it was verified), or "changed_elsewhere" if the node was saved on the website.
        """
        markup.refuse(page)
        node = self._api.node(_uuid(page.key)) or self._created(page)
        if node is None:
            raise PublishError("answer_odd", f"{page.key} is there and is not", again=True)
        node = self._taken_over(node, page)
        if not node.is_public:
            _refuse_stripped(node, page)
        return self._remote(node)

    def attach(self, remote: Remote, medium: Medium) -> str:  # noqa: ARG002 - the interface's
        """Store one medium under its SHA-256, unless it is there, and return its address.

        Files have no UUID of our choice: two uploads at the very same moment could make two. We have one thread.
        """
        content = media.content(medium)
        file = self._api.file(medium.sha256)
        if file is None:
            file = self._api.upload(media.stored_name(medium), content, photo=medium.mime in PHOTOS)
        self._files[medium.sha256] = file
        return file.url

    def publish(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Make the node public with its final content; one that is public already is corrected."""
        markup.refuse(page)
        node = self._present(remote)
        if node.mark is None or node.mark.stage == "p":
            return self.correct(remote, page, urls)
        created = {"created": page.published_at.isoformat(timespec="seconds")}
        return self._public(node, page, urls, created)

    def correct(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Replace the content of a public node: same node, same address, same date.

        Raises PublishError: "not_published", or "changed_elsewhere" if somebody saved the node on the website.
        """
        markup.refuse(page)
        node = self._present(remote)
        if node.mark and node.mark.stage == "d":
            raise PublishError("not_published", f"node {node.number} is a draft", again=False)
        _refuse_changed(node)
        if node.mark and node.mark.fingerprint == fingerprint(page):
            return self._remote(node)
        return self._public(node, page, urls, {})

    def restore(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Write a published node again, whatever stands there now: a person decided that the approved words win.

        Raises PublishError: "not_published", "withdrawn", or "changed_elsewhere" if another version was begun.
        """
        markup.refuse(page)
        node = self._present(remote)
        if node.mark and node.mark.stage == "d":
            raise PublishError("not_published", f"node {node.number} is a draft", again=False)
        return self._public(node, page, urls, {})

    def withdraw(self, remote: Remote, kind: Withdrawal, note: str, target_url: str | None) -> Remote:
        """Show a note in the node's place, and take its cover off; the words go, whoever changed them in between.

        Drupal itself deletes files that no node uses any more, if the website is set to.
        """
        node = self._known(remote)
        stored = node.mark or mark.Mark(_key(node), "p", "", "0" * 32)
        if stored.stage == "d":
            raise PublishError("not_published", f"node {node.number} is a draft", again=False)
        body = markup.withdrawn(self._site.language, self._site.zone, kind, note, target_url, self._now())
        attributes = fields.of_withdrawn(self._drupal, stored, node.title, body)
        saved = self._api.change(node, attributes, {self._drupal.image: {"data": None}}, public=True)
        return self._shown(node, saved)

    def remove(self, key: str) -> bool:
        """Delete the page for trying; without the right to delete it stays unpublished."""
        refuse_others(key)
        node = self._api.node(_uuid(key))
        if node is None or self._api.delete(node):
            return True
        self._api.change(node, {}, {}, public=False)
        return False

    def sections(self) -> list[Section]:
        """Return the configured sections that are terms of the website; with none configured, all of them."""
        return self._rubrics.sections()

    def check(self) -> list[Problem]:
        """Say what stands in the way, and (as warnings) what JSON:API cannot do; changes nothing."""
        return checks.problems(self._drupal, self._api, self._rubrics)

    def facts(self) -> list[Fact]:
        """Say as whom we are signed in, and which sections were found."""
        name = checks.signed_in(self._api)
        return [*([Fact("user", name)] if name else []), *super().facts()]

    def read_back(self, remote: Remote) -> str:
        """Return the HTML of the body as visitors get it, after the filters of its text format."""
        body = self._known(remote).body
        return body.processed if body.processed is not None else body.value or ""

    def draft_preview_url(self, remote: Remote) -> str | None:
        """Return the node's own address: whoever is signed in and may see unpublished nodes sees it there."""
        return remote.url

    def _created(self, page: Page) -> Node | None:
        attributes = fields.of_page(self._drupal, page, {}, "d")
        terms = fields.sections_of(self._drupal, self._rubrics.terms(page))
        made = self._api.create(_uuid(page.key), attributes, terms)
        return made or self._api.node(_uuid(page.key))

    def _taken_over(self, node: Node, page: Page) -> Node:
        if node.mark is None or node.mark.stage != "d":
            if node.is_public:
                return node
            raise PublishError("changed_elsewhere", f"node {node.number} was taken off or saved", again=False)
        if node.mark.fingerprint == fingerprint(page):
            return node
        attributes = fields.of_page(self._drupal, page, {}, "d")
        terms = fields.sections_of(self._drupal, self._rubrics.terms(page))
        return self._api.change(node, attributes, terms, public=False)

    def _public(self, node: Node, page: Page, urls: Mapping[str, str], more: Mapping[str, str]) -> Remote:
        files = self._attached(page, urls)
        attributes = {**fields.of_page(self._drupal, page, files, "p"), **more}
        terms = fields.sections_of(self._drupal, self._rubrics.terms(page))
        cover = fields.cover_of(self._drupal, page, files)
        return self._shown(node, self._api.change(node, attributes, {**terms, **cover}, public=True))

    def _shown(self, before: Node, saved: Node) -> Remote:
        """Return what visitors see; take back that it is published if a module of the website keeps it unseen."""
        if saved.is_public:
            return self._remote(saved)
        if before.mark and before.mark.stage == "d" and saved.mark:
            self._api.change(saved, {"revision_log": str(replace(saved.mark, stage="d"))}, {}, public=False)
        raise PublishError("not_made_public", f"node {saved.number} stays unpublished", again=False)

    def _attached(self, page: Page, urls: Mapping[str, str]) -> dict[str, File]:
        """Return the files of the page; after a restart they are looked up again, for a URL names no UUID."""
        for medium in fields.wanted(page, self._files):
            file = self._api.file(medium.sha256)
            if file:
                self._files[medium.sha256] = file
        for medium in page.media:
            if medium.sha256 not in urls or medium.sha256 not in self._files:
                raise PublishError("medium_missing", f"{medium.sha256} is not attached", again=True)
        return {medium.sha256: self._files[medium.sha256] for medium in page.media}

    def _known(self, remote: Remote) -> Node:
        node = self._api.node(remote.id) if _is_uuid(remote.id) else None
        if node is None:
            raise PublishError("not_found", f"{remote.id[:40]} is no node", again=False)
        return node

    def _present(self, remote: Remote) -> Node:
        node = self._known(remote)
        if node.mark and node.mark.stage == "w":
            raise PublishError("withdrawn", f"node {node.number} was withdrawn", again=False)
        return node

    def _remote(self, node: Node) -> Remote:
        url = f"{self._site.base_url}/node/{node.number}"
        return Remote(node.id, url, _state(node), node.mark.fingerprint if node.mark else "")


def _state(node: Node) -> RemoteState:
    """Go by our mark; a node saved on the website has lost it, and is what visitors see."""
    stage = node.mark.stage if node.mark else "p"
    if stage == "w":
        return "withdrawn"
    return "published" if stage == "p" and node.is_public else "draft"


def _refuse_changed(node: Node) -> None:
    if node.mark is None:
        raise PublishError("changed_elsewhere", f"node {node.number} was saved on the website", again=False)
    if not node.is_public:
        raise PublishError("changed_elsewhere", f"node {node.number} was taken off", again=False)
    if node.mark.content != mark.content(node.title, node.body.value or ""):
        raise PublishError("changed_elsewhere", f"node {node.number} has other words now", again=False)


def _refuse_stripped(node: Node, page: Page) -> None:
    """Say, while no visitor sees it, that the text format would show less than was verified."""
    if node.body.processed is None:
        return
    lost = fields.stripped(fields.composed(page, {}), node.body.processed)
    if lost:
        raise PublishError("format_strips", ", ".join(lost), again=False)


def _uuid(key: str) -> str:
    return str(uuid.uuid5(NAMESPACE, key))


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def _key(node: Node) -> str:
    """Return what stands for the key in the mark of a node that has lost its own: it is found by its UUID anyway."""
    return node.id[:32]
