"""The Joomla kind of publisher: one article per key, found again by the mark in its note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
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
from bot.cms.common.mark import Mark
from bot.cms.common.markup import Place
from bot.cms.common.names import KEY, slug
from bot.cms.common.probe import refuse_others
from bot.cms.joomla import checks, settings
from bot.cms.joomla.api import PUBLISHED, TRASHED, UNPUBLISHED, Api, Article, Fields
from bot.cms.joomla.fields import Rubrics, of_page, of_withdrawn
from bot.cms.joomla.times import SiteClock

Times = Mapping[str, datetime | None]


class JoomlaPublisher(Publisher):
    """A Joomla website (4.1 and newer), reached through its Web Services API.

    The article's ``note`` (which only editors see, and no text filter touches) carries our key, the state we left
    the page in, the fingerprint of the Page, and a digest of the words stored. It is what we look for, in every
    state an article can have. The alias ends in the key as well: up to Joomla 6.0 a category refuses a second
    article of the same alias, so that two creations at once end in one; newer ones number it, which we see.
    """

    kind = "joomla"
    removes = True
    keeps_files = True

    def __init__(self, options: Mapping[str, Any], now: Now) -> None:
        """Take the settings; raises PublishError("settings"). Asks nobody yet."""
        self._joomla = settings.parse(options)
        self._site = self._joomla.site
        self._now = now
        self._api = Api(self._joomla)
        self._clock = SiteClock()
        self._rubrics = Rubrics(self._site, self._api)

    def find(self, key: str) -> Remote | None:
        """Return the page stored under our key in whatever state, or None."""
        found = self._api.find(key) if KEY.fullmatch(key) else []
        return self._remote(found[0]) if found else None

    def draft(self, page: Page) -> Remote:
        """Create the article unpublished, or take over the draft an interrupted attempt left.

        Raises PublishError: "section_unknown", "key_odd", "too_long", "refused", "trashed" (what somebody threw
        away is nobody's to fetch back), or "changed_elsewhere" if somebody took a page of ours off the website.
        """
        markup.refuse(page)
        found = self._api.find(page.key)
        if not found:
            return self._remote(self._created(page))
        return self._remote(self._taken_over(found[0], page))

    def attach(self, remote: Remote, medium: Medium) -> str:  # noqa: ARG002 - the interface's
        """Store one medium under its SHA-256 in our folder of the website's images, and return its address."""
        content = media.content(medium)
        name = media.stored_name(medium)
        there = self._api.file(name)
        if there:
            return there
        refused = self._api.upload(name, content)
        there = self._api.file(name)
        if there:
            return there
        if refused:
            raise PublishError("medium_refused", refused.detail, again=False)
        raise PublishError("medium_missing", f"{name} was taken, and is not there", again=True)

    def publish(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Make the article public with its final content; one that is public already is corrected."""
        markup.refuse(page)
        article = self._present(remote)
        if not article.is_draft:
            return self.correct(remote, page, urls)
        return self._public(article, self._fields(page, urls), page.published_at)

    def correct(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Replace the content of a public article: same article, same address, same date.

        Raises PublishError: "not_published", or "changed_elsewhere" if somebody changed its words, took it off,
        or took our mark away on the website itself.
        """
        markup.refuse(page)
        article = self._present(remote)
        if article.is_draft:
            raise PublishError("not_published", f"article {article.id} is a draft", again=False)
        _refuse_changed(article)
        if article.mark and article.mark.fingerprint == fingerprint(page):
            return self._remote(article)
        return self._public(article, self._fields(page, urls), article.created or page.published_at)

    def restore(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Write a published article again, whatever stands there now: a person decided that the approved words win.

        Raises PublishError: "not_published", "withdrawn", or "trashed".
        """
        markup.refuse(page)
        article = self._present(remote)
        if article.is_draft:
            raise PublishError("not_published", f"article {article.id} is a draft", again=False)
        if article.state == TRASHED:
            raise _trashed(article)
        return self._public(article, self._fields(page, urls), article.created or page.published_at)

    def withdraw(self, remote: Remote, kind: Withdrawal, note: str, target_url: str | None) -> Remote:
        """Show a note in the article's place; the words go, whoever changed them in between.

        Files stay in the media folder: other articles may show them, and Joomla does not say which.
        """
        article = self._api.article(_number(remote))
        if article.is_draft:
            raise PublishError("not_published", f"article {article.id} is a draft", again=False)
        body = markup.withdrawn(self._site.language, self._site.zone, kind, note, target_url, self._now())
        fields = of_withdrawn(article.mark or _lost(article), article.title, body)
        return self._public(article, fields, article.created or self._now())

    def remove(self, key: str) -> bool:
        """Delete the page for trying; without the right to delete it stays in the trash."""
        refuse_others(key)
        kept = 0
        for article in self._api.find(key):
            if article.state != TRASHED:
                self._api.change(article.id, {"state": TRASHED})
            kept += not self._api.delete(article.id)
        return not kept

    def sections(self) -> list[Section]:
        """Return the configured sections that are categories of the website; with none configured, all of them."""
        return self._rubrics.sections()

    def check(self) -> list[Problem]:
        """Say what stands in the way, and (as warnings) what Joomla's interface cannot do; changes nothing."""
        return checks.problems(self._joomla, self._api, self._rubrics)

    def facts(self) -> list[Fact]:
        """Say which sections were found, and where files go."""
        return [*super().facts(), Fact("place", f"images/{self._joomla.folder}")]

    def read_back(self, remote: Remote) -> str:
        """Return the HTML of the body as Joomla stored it."""
        return self._api.article(_number(remote)).text

    def draft_preview_url(self, remote: Remote) -> str | None:
        """Return the article's own address: whoever is signed in on the website and may edit it sees the draft.

        The editor's address would check the article out, and so lock us out.
        """
        return remote.url

    def _created(self, page: Page) -> Article:
        alias = f"{slug(page.title, 'naskah')}-{page.key.lower()}"
        fields = self._draft(page, {"alias": alias, "access": 1, "language": "*", "state": UNPUBLISHED})
        made = self._api.create(fields | {"created": self._clock.told(page.published_at)})
        if isinstance(made, PublishError):
            return self._instead(page, made)
        self._clock.learn(page.published_at, made.created)
        return made if made.alias == alias else self._first(page, made)

    def _instead(self, page: Page, refused: PublishError) -> Article:
        """Return the article that has our alias already: the one of an attempt we had given up on."""
        found = self._api.find(page.key)
        if not found:
            raise refused
        return self._taken_over(found[0], page)

    def _first(self, page: Page, made: Article) -> Article:
        """Go on with the article that has our alias, and throw the numbered one away; both are drafts of ours."""
        found = self._api.find(page.key)
        if not found or found[0].id == made.id:
            return made
        self._api.change(made.id, {"state": TRASHED})
        return self._taken_over(found[0], page)

    def _taken_over(self, article: Article, page: Page) -> Article:
        if article.state == TRASHED:
            raise _trashed(article)
        if not article.is_draft:
            if article.is_public:
                return article
            raise PublishError("changed_elsewhere", f"article {article.id} was taken off", again=False)
        if article.mark and article.mark.fingerprint == fingerprint(page):
            return article
        return self._saved(article.id, self._draft(page, {"state": UNPUBLISHED}), {"created": page.published_at})

    def _draft(self, page: Page, more: Fields) -> dict[str, Any]:
        return {**of_page(page, {}, self._rubrics.number(page.section), [], "d"), **more}

    def _fields(self, page: Page, urls: Mapping[str, str]) -> dict[str, Any]:
        for medium in page.media:
            if medium.sha256 not in urls:
                raise PublishError("medium_missing", f"{medium.sha256} has no URL", again=True)
        places = {sha: Place(url) for sha, url in urls.items()}
        return of_page(page, places, self._rubrics.number(page.section), self._rubrics.tags(page.tags), "p")

    def _public(self, article: Article, fields: Fields, created: datetime) -> Remote:
        times = {"created": created, "publish_up": article.publish_up}
        state = article.state if article.is_public else PUBLISHED  # what is in the archive stays there
        saved = self._saved(article.id, {**fields, "state": state}, times)
        if not saved.is_public:
            raise self._not_public(article, saved)
        return self._remote(saved)

    def _not_public(self, before: Article, saved: Article) -> PublishError:
        """Take back that it is published: without the right to publish, Joomla keeps the state and says nothing."""
        if before.is_draft and saved.mark:
            self._api.change(saved.id, {"note": str(replace(saved.mark, stage="d"))})
        return PublishError("not_made_public", f"article {saved.id} stays in state {saved.state}", again=False)

    def _saved(self, number: int, fields: Fields, times: Times) -> Article:
        """Store, and store again if the website's clock turns out to be another than we thought."""
        saved = self._api.change(number, {**fields, **self._told(times)})
        created = times.get("created")
        if created and self._clock.learn(created, saved.created):
            return self._api.change(number, {**fields, **self._told(times)})
        return saved

    def _told(self, times: Times) -> dict[str, str]:
        return {name: self._clock.told(at) for name, at in times.items() if at}

    def _present(self, remote: Remote) -> Article:
        article = self._api.article(_number(remote))
        if article.mark and article.mark.stage == "w":
            raise PublishError("withdrawn", f"article {article.id} was withdrawn", again=False)
        return article

    def _remote(self, article: Article) -> Remote:
        url = f"{self._site.base_url}/index.php?option=com_content&view=article&id={article.id}"
        return Remote(str(article.id), url, _state(article), article.mark.fingerprint if article.mark else "")


def _state(article: Article) -> RemoteState:
    """Go by our mark; a page of ours that visitors cannot read any more is no published one."""
    if article.mark and article.mark.stage == "w":
        return "withdrawn"
    return "published" if article.is_public and not article.is_draft else "draft"


def _trashed(article: Article) -> PublishError:
    return PublishError("trashed", f"article {article.id} lies in Joomla's trash", again=False)


def _lost(article: Article) -> Mark:
    """Return the mark an article had before somebody emptied its note: the key still ends its alias."""
    return Mark(article.alias.rpartition("-")[2], "p", "", "0" * 32)


def _refuse_changed(article: Article) -> None:
    if article.mark is None:
        raise PublishError("changed_elsewhere", f"article {article.id} has lost our mark", again=False)
    if not article.is_public:
        raise PublishError("changed_elsewhere", f"article {article.id} was taken off", again=False)
    if article.mark.content != _content(article):
        raise PublishError("changed_elsewhere", f"article {article.id} has other words now", again=False)


def _content(article: Article) -> str:
    return mark.content(article.title, article.text)


def _number(remote: Remote) -> int:
    if remote.id.isascii() and remote.id.isdigit():
        return int(remote.id)
    raise PublishError("not_found", f"{remote.id[:40]} is no article", again=False)
