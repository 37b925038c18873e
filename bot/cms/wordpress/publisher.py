"""The WordPress kind of publisher: one post for each of our keys, whatever is cut off and whoever edits beside us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
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
    Section,
    Update,
    Withdrawal,
    fingerprint,
)
from bot.cms.common import markup
from bot.cms.common.allowed import refuse_endless
from bot.cms.common.probe import refuse_others
from bot.cms.wordpress import checking, content, mark, terms, updates
from bot.cms.wordpress.api import Api
from bot.cms.wordpress.content import Chosen
from bot.cms.wordpress.mark import Mark
from bot.cms.wordpress.media import Library
from bot.cms.wordpress.posts import Posts
from bot.cms.wordpress.settings import parse, post_slug, refuse_odd
from bot.cms.wordpress.shapes import PAGE_FIELDS, Post


class WordPressPublisher(Publisher):
    """A WordPress behind its REST interface.

    A post is ours by the mark in its content, whatever became of its title, address and status. Between two calls of
    one attempt the answers are remembered, and each is used once; ``find`` begins an attempt.
    """

    kind = "wordpress"
    removes = True
    keeps_files = True

    def __init__(self, settings: Mapping[str, Any], now: Now) -> None:
        """Take the settings; raises PublishError("settings"). Asks nobody yet."""
        self._blog = parse(settings)
        self._site = self._blog.site
        self._now = now
        self._api = Api(self._blog)
        self._posts = Posts(self._api)
        self._library = Library(self._api)
        self._terms: dict[tuple[str, tuple[str, ...]], Chosen] = {}

    def find(self, key: str) -> Remote | None:
        """Return the post that carries our key in whatever status, or None.

        Raises PublishError("trashed") for one that somebody put into the trash: making another one, or taking it out
        again, is not for a machine to decide.
        """
        refuse_odd(key)
        self._terms.clear()
        self._library.forget()
        found = self._posts.by_mark(key)
        return _remote(found) if found else None

    def draft(self, page: Page) -> Remote:
        """Create the post as a draft, or adopt the one that is there; one that is public already is left as it is."""
        refuse_odd(page.key)
        refuse_endless(page.html)
        chosen = self._chosen(page)
        found = self._posts.remembered(page.key) or self._posts.by_slug(post_slug(page.title, page.key), page.key)
        self._library.look_up(medium.sha256 for medium in page.media)
        if found and (found.status == "publish" or _is_as_drafted(found, page)):
            self._posts.remember(found)
            return _remote(found)
        if found:
            _refuse_taken_down(found)
        told = content.fields(page, "draft", {}, chosen) | _terms(chosen)
        status = {"status": "draft", "slug": post_slug(page.title, page.key)}
        return _remote(self._posts.store(found.id if found else None, told | status))

    def attach(self, remote: Remote, medium: Medium) -> str:
        """Store one medium in the library and return its address; the same sha256 twice is one medium."""
        return self._library.keep(medium, _number(remote)).source_url

    def publish(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Make a draft public with its final content; a post that is public already is corrected."""
        refuse_endless(page.html)
        post = self._posts.recalled(_number(remote))
        if post.status == "publish":
            return self.correct(remote, page, urls)
        _refuse_withdrawn(post)
        _refuse_taken_down(post)
        chosen = self._with_cover(page, self._chosen(page))
        told = self._fields(page, urls, chosen) | _terms(chosen)
        at = min(page.published_at, self._now())
        public = {"status": "publish", "date_gmt": _gmt(at), "slug": post_slug(page.title, page.key)}
        return _remote(self._posts.store_exactly(post.id, told | public))

    def correct(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Replace the content of a public post: same post, same address and date.

        Categories, tags and a cover that somebody chose in WordPress stay. Words that somebody changed there are not
        overwritten: PublishError("changed_elsewhere").
        """
        refuse_endless(page.html)
        post = self._public(remote)
        old = mark.read(post)
        if (
            old
            and old.stage == "published"
            and old.fingerprint == fingerprint(page)
            and old.content == mark.digest_of(post)
        ):
            return _remote(post)
        chosen = self._with_cover(page, self._chosen(page))
        told = self._fields(page, urls, chosen)
        _refuse_overwriting(post, old, told)
        return _remote(self._posts.store_exactly(post.id, told | _merged(post, old, chosen)))

    def restore(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Write a public post again, whatever stands there now: a person decided that the approved words win.

        WordPress keeps what stood there as a revision; categories, tags and a cover that somebody chose there stay.
        """
        refuse_endless(page.html)
        post = self._public(remote)
        chosen = self._with_cover(page, self._chosen(page))
        told = self._fields(page, urls, chosen)
        return _remote(self._posts.store_exactly(post.id, told | _merged(post, mark.read(post), chosen)))

    def _public(self, remote: Remote) -> Post:
        """Return a post that visitors see; raises PublishError("withdrawn") or ("not_published") for any other."""
        post = self._posts.get(_number(remote))
        _refuse_withdrawn(post)
        if post.status != "publish":
            raise PublishError("not_published", f"post {post.id} is {post.status}", again=False)
        return post

    def withdraw(self, remote: Remote, kind: Withdrawal, note: str, target_url: str | None) -> Remote:
        """Put a visible note where the content was. WordPress keeps that as a revision, foreign edits too."""
        post = self._posts.get(_number(remote))
        old = mark.read(post)
        if old and old.stage == "withdrawn":
            return _remote(post)
        if post.status != "publish":
            raise PublishError("not_published", f"post {post.id} is {post.status}", again=False)
        told = content.withdrawn(
            self._site, old or self._posts.unmarked(post), post.title.raw, kind, note, target_url, self._now()
        )
        return _remote(self._posts.store(post.id, told))

    def probe(self, page: Page) -> Remote:
        """Put up a page for trying that nobody is told of."""
        refuse_others(page.key)
        category = self._chosen(page).categories[0]
        return _remote(self._posts.try_out(page, category))

    def remove(self, key: str) -> bool:
        """Delete the page for trying; without the right to delete it stays as a draft."""
        refuse_others(key)
        gone = True
        for place, post in self._posts.tried(key):
            try:
                self._api.delete(place)
            except PublishError as error:
                if error.code != "right_missing" or post.status == "draft":
                    raise
                self._api.post(place, Post, {"status": "draft"}, PAGE_FIELDS)
                gone = False
        return gone

    def sections(self) -> list[Section]:
        """Return the configured sections, with the addresses of those that are there."""
        return checking.sections(self._api, self._site.rubrics)

    def section_updates(self, sections: Sequence[str]) -> dict[str, Update | None]:
        """Say which post of each section's category was published or changed last, whoever did it."""
        return {key: updates.of_section(self._api, self._site.rubric(key)) for key in sections}

    def page_update(self, url: str) -> Update | None:
        """Say when the page with this address was last changed; None where no page of WordPress has it."""
        return updates.of_page(self._api, url)

    def check(self) -> list[Problem]:
        """Say what stands in the way, by looking only: address, interface, login, rights, sections, search."""
        return checking.problems(self._blog, self._api, self._posts)

    def facts(self) -> list[Fact]:
        """Say as whom the bot is signed in, and which sections it found."""
        return [*checking.facts(self._api), *super().facts()]

    def read_back(self, remote: Remote) -> str:
        """Return the content as it is stored now, and remove drafts of the same key that came in late."""
        return self._posts.reread(_number(remote)).content.raw

    def draft_preview_url(self, remote: Remote) -> str | None:
        """Return the preview that WordPress shows to whoever is signed in there."""
        return f"{remote.url}{'&' if '?' in remote.url else '?'}preview=true"

    def _fields(self, page: Page, urls: Mapping[str, str], chosen: Chosen) -> dict[str, Any]:
        for medium in page.media:
            if medium.sha256 not in urls:
                raise PublishError("medium_missing", f"{medium.sha256} has no address", again=True)
        rows = self._library.kept([medium.sha256 for medium in page.media])
        told = content.fields(page, "published", content.places(rows, urls), chosen)
        return told | {"featured_media": chosen.cover}

    def _chosen(self, page: Page) -> Chosen:
        """Return the category and the tags of a page, asked for once in an attempt."""
        wanted = (page.section, page.tags)
        if wanted not in self._terms:
            category = terms.category(self._api, self._site.rubric(page.section))
            self._terms[wanted] = Chosen((category,), terms.tags(self._api, page.tags))
        return self._terms[wanted]

    def _with_cover(self, page: Page, chosen: Chosen) -> Chosen:
        photo = markup.cover(page)
        found = self._library.kept([photo.sha256]).get(photo.sha256) if photo else None
        return chosen._replace(cover=found.id if found else 0)


def _remote(post: Post) -> Remote:
    """Say what a post is to us. One that went public by other hands than ours shows no page of ours yet."""
    found = mark.read(post)
    if found and found.stage == "withdrawn":
        return Remote(str(post.id), post.link, "withdrawn", found.fingerprint)
    if post.status == "publish":
        ours = found.fingerprint if found and found.stage == "published" else ""
        return Remote(str(post.id), post.link, "published", ours)
    return Remote(str(post.id), post.link, "draft", found.fingerprint if found else "")


def _number(remote: Remote) -> int:
    if not (remote.id.isascii() and remote.id.isdigit()):
        raise PublishError("not_found", f"{remote.id[:20]!r} is no post", again=False)
    return int(remote.id)


def _is_as_drafted(post: Post, page: Page) -> bool:
    found = mark.read(post)
    return bool(found and found.stage == "draft" and found.fingerprint == fingerprint(page))


def _refuse_withdrawn(post: Post) -> None:
    found = mark.read(post)
    if found and found.stage == "withdrawn":
        raise PublishError("withdrawn", f"post {post.id} was withdrawn", again=False)


def _refuse_taken_down(post: Post) -> None:
    """What we published never becomes a draft by us: somebody wanted it out of sight. "future" is a clock's doing."""
    found = mark.read(post)
    if found and found.stage == "published" and post.status != "future":
        raise PublishError("changed_elsewhere", f"post {post.id} was published and is {post.status} now", again=False)


def _refuse_overwriting(post: Post, old: Mark | None, told: Mapping[str, Any]) -> None:
    """Let a correction through that changes our own words, or says what the post already says."""
    stored = mark.digest_of(post)
    if old and old.content == stored:
        return
    if stored == mark.digest(told["title"], told["excerpt"], told["content"]):
        return
    raise PublishError("changed_elsewhere", f"post {post.id} is not as we stored it", again=False)


def _terms(chosen: Chosen) -> dict[str, Any]:
    return {"categories": list(chosen.categories), "tags": list(chosen.tags)}


def _merged(post: Post, old: Mark | None, chosen: Chosen) -> dict[str, Any]:
    """Return what a post is connected with after a correction: ours as it is now, theirs as they left it."""
    ours = old or Mark("", "draft", "", "")
    theirs_shown = post.featured_media not in {0, ours.cover}
    return {
        "categories": _joined(chosen.categories, post.categories, ours.categories),
        "tags": _joined(chosen.tags, post.tags, ours.tags),
        "featured_media": post.featured_media if theirs_shown else chosen.cover,
    }


def _joined(wanted: tuple[int, ...], stored: list[int], former: tuple[int, ...]) -> list[int]:
    return list(dict.fromkeys([*wanted, *(number for number in stored if number not in former)]))


def _gmt(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
