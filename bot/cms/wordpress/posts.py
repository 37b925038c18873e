"""The posts of the website: looked up by our key in every status, stored, and read again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from bot.cms.base import Page, PublishError
from bot.cms.common.shapes import shaped
from bot.cms.wordpress import content, mark
from bot.cms.wordpress.api import MOST, Api
from bot.cms.wordpress.errors import refusal, wide
from bot.cms.wordpress.mark import Mark
from bot.cms.wordpress.shapes import PAGE_FIELDS, POST_FIELDS, STATUSES, Post

ROUTE, PAGES = "wp/v2/posts", "wp/v2/pages"


class Posts:
    """What we know of our posts. An answer is remembered for the next call of the same attempt, and used once."""

    def __init__(self, api: Api) -> None:
        """Know nothing yet."""
        self._api = api
        self._found: dict[str, Post | None] = {}
        self._stored: dict[int, Post] = {}
        self._keys: dict[int, str] = {}
        self._takes_wide = False

    def by_mark(self, key: str) -> Post | None:
        """Return the post that carries our mark; raises PublishError("trashed")."""
        self._stored.clear()
        found = _chosen(self._marked(key))
        self._found = {key: found}
        if found:
            self._keys[found.id] = key
        return found

    def by_slug(self, slug: str, key: str) -> Post | None:
        """Return the post under our address that lost our mark: the last look before another one is made.

        It also finds a marked one where a plugin has taken over WordPress's search. A post of ours may have got a
        number behind its address by another's, and "__trashed" by the trash.
        """
        slugs = [slug + end for end in ("", "-2", "__trashed")]
        rows = self._listed({"slug": ",".join(slugs)})
        return _chosen([post for post in rows if (found := mark.read(post)) is None or found.key == key])

    def remembered(self, key: str) -> Post | None:
        """Return what ``by_mark`` found a moment ago, or look now."""
        if key not in self._found:
            self.by_mark(key)
        return self._found.pop(key)

    def remember(self, post: Post) -> None:
        """Keep a post for the next step of this attempt."""
        self._stored[post.id] = post

    def recalled(self, number: int) -> Post:
        """Return a post as the last step left it, or ask."""
        return self._stored.pop(number, None) or self.get(number)

    def get(self, number: int) -> Post:
        """Return a post as it is now; raises PublishError: "not_found", "trashed"."""
        post = self._api.get(f"{ROUTE}/{number}", Post, {"context": "edit", "_fields": POST_FIELDS})
        if post.status == "trash":
            raise _trashed(post)
        return post

    def store(self, number: int | None, fields: Mapping[str, Any]) -> Post:
        """Create a post, or change one, and remember it."""
        self._refuse_narrow(fields)
        route = ROUTE if number is None else f"{ROUTE}/{number}"
        return self._kept(self._api.post(route, Post, fields, POST_FIELDS))

    def store_exactly(self, number: int, fields: Mapping[str, Any]) -> Post:
        """Change a post; if a filter of the website changed what we sent, have the mark say what is really there.

        A website whose clock is behind takes our "now" for a time to come: it is then asked for its own.
        """
        self._refuse_narrow(fields)
        params = {"_fields": POST_FIELDS, "context": "edit"}
        answer = self._api.answered("POST", f"{ROUTE}/{number}", params=params, json=dict(fields))
        if not answer.ok:
            raise refusal(answer, ROUTE)
        post = shaped(answer, Post)
        if post.status == "future":
            there = _clock(answer.headers.get("Date", "")) - timedelta(seconds=1)
            post = self.store(number, {"status": "publish", "date_gmt": there.strftime("%Y-%m-%dT%H:%M:%S")})
        if post.status != "publish":
            raise PublishError("right_missing", f"post {number} became {post.status}", again=False)
        return self._kept(self._restamped(post, fields["content"]))

    def reread(self, number: int) -> Post:
        """Return a post as it is now; a draft of the same key that a slow request made meanwhile is removed."""
        rows = self._marked(self._keys[number]) if number in self._keys else []
        for late in rows:
            if late.id != number and _is_mere_draft(late):
                self._api.delete(f"{ROUTE}/{late.id}")
        return next((post for post in rows if post.id == number and post.status != "trash"), None) or self.get(number)

    def unmarked(self, post: Post) -> Mark:
        """Return a new mark for a post that was found by its key and has lost the old one.

        Raises PublishError("changed_elsewhere") if it was not found so: then nobody knows whose it is.
        """
        key = self._keys.get(post.id)
        if key is None:
            raise PublishError("changed_elsewhere", f"post {post.id} has lost our mark", again=False)
        return Mark(key, "published", mark.LOSSY, "", tuple(post.categories))

    def try_out(self, page: Page, category: int) -> Post:
        """Put up a page for trying: a page of WordPress, which no feed, list or letter to subscribers names.

        An account that may write posts only gets a post of long ago. Raises PublishError, "right_missing" where
        WordPress keeps it from visitors.
        """
        told = {
            "title": page.title, "content": page.html, "slug": page.key, "status": "publish",
            "comment_status": "closed", "ping_status": "closed",
        }  # fmt: skip
        try:
            post = self._api.post(PAGES, Post, told, PAGE_FIELDS)
        except PublishError as error:
            if error.code != "right_missing":
                raise
            dated = {"date_gmt": page.published_at.strftime("%Y-%m-%dT%H:%M:%S"), "categories": [category]}
            post = self._api.post(ROUTE, Post, told | dated, POST_FIELDS)
        if post.status != "publish":
            raise PublishError("right_missing", f"{page.key} became {post.status}", again=False)
        return post

    def tried(self, key: str) -> list[tuple[str, Post]]:
        """Find a page for trying in whatever status, with the route it is at."""
        found: list[tuple[str, Post]] = []
        for route in (PAGES, ROUTE):
            params = {"slug": f"{key},{key}__trashed", "status": STATUSES, "context": "edit", "_fields": PAGE_FIELDS}
            try:
                found += [(f"{route}/{post.id}", post) for post in self._api.get(route, list[Post], params)]
            except PublishError as error:
                if route == ROUTE or error.code not in {"right_missing", "api_missing", "refused"}:
                    raise
        return found

    def some(self) -> list[Post]:
        """Return the newest posts of any author, ours or not: for a look at what the website does with marks."""
        return self._listed({"per_page": 20})

    def is_found(self, post: Post) -> bool:
        """Say whether the website's search finds a post by its mark."""
        found = mark.read(post)
        return bool(found and post.id in [row.id for row in self._marked(found.key)])

    def _refuse_narrow(self, fields: Mapping[str, Any]) -> None:
        """Raise PublishError("charset") where tables hold three bytes a letter and the text has letters of four.

        WordPress would store "&#x1f389;" in place of an emoji, and show that in titles; of other letters it stores
        nothing. A draft of nothing but such letters finds out, once, and is removed again.
        """
        letters = wide("".join(value for value in fields.values() if isinstance(value, str)))
        if not letters or self._takes_wide:
            return
        probe = {"status": "draft", "title": letters, "content": letters, "excerpt": letters}
        stored = self._api.post(ROUTE, Post, probe, POST_FIELDS)
        self._api.delete(f"{ROUTE}/{stored.id}")
        if any(letters not in text.raw for text in (stored.title, stored.content, stored.excerpt)):
            raise PublishError("charset", f"stored as {stored.title.raw[:40]}", again=False)
        self._takes_wide = True

    def _restamped(self, post: Post, sent: str) -> Post:
        found = mark.read(post)
        if not found or found.content == mark.digest_of(post):
            return post
        return self.store(post.id, {"content": content.restamped(post, found, sent)})

    def _kept(self, post: Post) -> Post:
        """Remember a post; without its mark it would be lost to us, and no second step is taken then."""
        found = mark.read(post)
        if found is None:
            raise PublishError("mark_lost", f"post {post.id} was stored without our comment", again=False)
        self._found.clear()
        self._stored[post.id] = post
        self._keys[post.id] = found.key
        return post

    def _marked(self, key: str) -> list[Post]:
        return [post for post in self._listed({"search": mark.sought(key)}) if mark.carries(post, key)]

    def _listed(self, params: Mapping[str, Any]) -> list[Post]:
        fixed = {"status": STATUSES, "context": "edit", "per_page": MOST, "_fields": POST_FIELDS}
        return self._api.get(ROUTE, list[Post], {**fixed, **params})


def _chosen(rows: list[Post]) -> Post | None:
    """Return the one that counts: a public one before others, then the oldest."""
    alive = [post for post in rows if post.status != "trash"]
    if rows and not alive:
        raise _trashed(rows[0])
    return min(alive, key=lambda post: (post.status != "publish", post.id), default=None)


def _is_mere_draft(post: Post) -> bool:
    found = mark.read(post)
    return post.status == "draft" and found is not None and found.stage == "draft"


def _trashed(post: Post) -> PublishError:
    return PublishError("trashed", f"post {post.id} lies in WordPress's trash", again=False)


def _clock(date: str) -> datetime:
    """Return what a website's clock shows (its Date header); raises PublishError("answer_odd")."""
    try:
        return parsedate_to_datetime(date).astimezone(UTC)
    except (ValueError, TypeError) as error:
        raise PublishError("answer_odd", "no Date header", again=True) from error
