"""Joomla's Web Services API as far as we use it: articles, categories, tags and files."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from bot.cms.base import Problem, PublishError
from bot.cms.common.mark import Mark, prefix, read
from bot.cms.common.shapes import BAD_REQUEST, CONFLICT, FORBIDDEN, NOT_FOUND, refusal, shaped, web_address
from bot.cms.http import Answer, Door
from bot.cms.joomla.settings import Joomla
from bot.config import Secret

JSON_API = "application/vnd.api+json"  # Joomla answers 406 to anything else
ADAPTER = "local-images"
PAGE = 100
DISTINCT = 4  # a shorter key is in so many titles and aliases that only the mark is looked for
MOST_PAGES = 50
UNPUBLISHED, PUBLISHED, ARCHIVED, TRASHED = 0, 1, 2, -2
#: Without a state the list holds the published and the unpublished; no single request holds all four.
STATES: tuple[int | None, ...] = (None, ARCHIVED, TRASHED)
SQL_TIME = "%Y-%m-%d %H:%M:%S"

Fields = Mapping[str, Any]


class Attributes(msgspec.Struct):
    """What an article says of itself; times are UTC as MySQL writes them."""

    title: str
    alias: str
    state: int
    text: str | None = None
    note: str | None = None
    created: str | None = None
    publish_up: str | None = None


class Resource(msgspec.Struct):
    """An article as Joomla answers it."""

    id: str | int
    attributes: Attributes


class One(msgspec.Struct):
    """A document with one article."""

    data: Resource


class Many(msgspec.Struct):
    """A document with articles."""

    data: list[Resource]


class Label(msgspec.Struct):
    """What a category or a tag says of itself."""

    title: str
    alias: str = ""
    published: int = 1


class Labelled(msgspec.Struct):
    """A category or a tag."""

    id: str | int
    attributes: Label


class Labels(msgspec.Struct):
    """A document with categories or tags."""

    data: list[Labelled]


class File(msgspec.Struct):
    """What a file says of itself."""

    path: str
    url: str | None = None


class FileResource(msgspec.Struct):
    """A file as Joomla answers it."""

    attributes: File


class OneFile(msgspec.Struct):
    """A document with one file."""

    data: FileResource


class Article(msgspec.Struct, frozen=True):
    """An article of ours; ``mark`` is missing if somebody emptied its note."""

    id: int
    title: str
    alias: str
    state: int
    text: str
    mark: Mark | None
    created: datetime | None
    publish_up: datetime | None

    @property
    def is_draft(self) -> bool:
        """Say whether we never made it public."""
        return self.mark is not None and self.mark.stage == "d"

    @property
    def is_public(self) -> bool:
        """Say whether visitors can read it: Joomla shows its archive, too."""
        return self.state in {PUBLISHED, ARCHIVED}


class Api:
    """One website's interface; raises PublishError only."""

    def __init__(self, joomla: Joomla) -> None:
        """Open nothing yet. The token goes in Joomla's own header: some hosts swallow Authorization."""
        self._joomla = joomla
        self._door = _door(joomla, joomla.token)

    def noise(self) -> list[Problem]:
        """Say who prints into the answers, and what keeps old ones."""
        return self._door.noise()

    def find(self, key: str) -> list[Article]:
        """Return the articles of a key, whatever their state; the one to go on with comes first.

        An article is ours by the mark in its note; one whose note was emptied, by the key that ends its alias.
        """
        found = {article.id: article for state in STATES for article in self._listed(key, state)}
        return sorted(found.values(), key=lambda article: (article.is_draft, article.id))

    def article(self, number: int) -> Article:
        """Return an article by its number; raises "not_found"."""
        answer = self._door.get(f"content/articles/{number}")
        if answer.status == NOT_FOUND:
            raise PublishError("not_found", f"article {number}", again=False)
        return self._one(answer, f"article {number}")

    def create(self, fields: Fields) -> Article | PublishError:
        """Create an article; return the refusal where Joomla (up to 6.0) may mean that the alias is taken.

        It says so in the website's language only, so the caller has to look.
        """
        answer = self._door.send("POST", "content/articles", json=dict(fields))
        if answer.status in {BAD_REQUEST, CONFLICT}:
            return refusal(answer, "new article")
        return self._one(answer, "new article")

    def change(self, number: int, fields: Fields) -> Article:
        """Change an article; raises "checked_out" if somebody has it open."""
        answer = self._door.send("PATCH", f"content/articles/{number}", json=dict(fields))
        if answer.status == BAD_REQUEST and self._is_open(number):
            raise PublishError("checked_out", f"article {number} is open in an editor", again=True)
        return self._one(answer, f"article {number}")

    def delete(self, number: int) -> bool:
        """Delete an article for good that lies in the trash; False without the right to."""
        answer = self._door.send("DELETE", f"content/articles/{number}")
        if not answer.ok and answer.status not in {FORBIDDEN, NOT_FOUND}:
            raise refusal(answer, f"article {number}")
        return answer.status != FORBIDDEN

    def categories(self) -> list[Labelled]:
        """Return the categories of articles that are published."""
        return [label for label in self._labels("content/categories") if label.attributes.published == PUBLISHED]

    def tags(self) -> list[Labelled]:
        """Return the website's tags; none if it does not let us see them."""
        try:
            return self._labels("tags")
        except PublishError as error:
            if error.code in {"api_missing", "right_missing"}:
                return []
            raise

    def file(self, name: str) -> str | None:
        """Return the public address of a file in our folder, or None if it is not there."""
        answer = self._door.get(f"media/files/{self._path(name)}", params={"url": 1})
        if answer.status == NOT_FOUND:
            return None
        if not answer.ok:
            raise refusal(answer, f"file {name}")
        return self._address(shaped(answer, OneFile).data.attributes.url, name)

    def upload(self, name: str, content: bytes) -> PublishError | None:
        """Store a file; return the refusal where it may mean that the file is there already."""
        sent = {"path": self._path(name), "content": base64.b64encode(content).decode("ascii")}
        answer = self._door.send("POST", "media/files", json=sent)
        if answer.status in {BAD_REQUEST, CONFLICT}:
            return refusal(answer, f"file {name}")
        if not answer.ok:
            raise refusal(answer, f"file {name}")
        return None

    def folder(self) -> Answer:
        """Ask for the media folder's adapter, for ``check`` to judge."""
        return self._door.get(f"media/files/{ADAPTER}:/")

    def articles(self, token: Secret | None = None) -> Answer:
        """Ask for one article, with another token if one is given, for ``check`` to judge."""
        door = _door(self._joomla, token) if token else self._door
        return door.get("content/articles", params={"page[limit]": 1})

    def empty_article(self) -> Answer:
        """Ask for an article without anything, which Joomla refuses: 403 without the right to create, else 400."""
        return self._door.send("POST", "content/articles", json={})

    def _listed(self, key: str, state: int | None) -> list[Article]:
        wanted = key if len(key) >= DISTINCT else prefix(key)
        params: dict[str, Any] = {"filter[search]": wanted, "page[limit]": PAGE}
        if state is not None:
            params["filter[state]"] = state
        answer = self._door.get("content/articles", params=params)
        if not answer.ok:
            raise refusal(answer, "articles")
        articles = [_article(resource) for resource in shaped(answer, Many).data]
        return [article for article in articles if _is_of(article, key)]

    def _one(self, answer: Answer, doing: str) -> Article:
        if not answer.ok:
            raise refusal(answer, doing)
        return _article(shaped(answer, One).data)

    def _is_open(self, number: int) -> bool:
        """Ask whether somebody has the article checked out."""
        params = {"filter[search]": f"id:{number}", "filter[checked_out]": -1}
        answer = self._door.get("content/articles", params=params)
        return answer.ok and bool(shaped(answer, Many).data)

    def _labels(self, path: str) -> list[Labelled]:
        found: list[Labelled] = []
        for page in range(MOST_PAGES):
            answer = self._door.get(path, params={"page[limit]": PAGE, "page[offset]": page * PAGE})
            if not answer.ok:
                raise refusal(answer, path)
            some = shaped(answer, Labels).data
            found += some
            if len(some) < PAGE:
                break
        return found

    def _path(self, name: str) -> str:
        return f"{ADAPTER}:/{self._joomla.folder}/{name}"

    def _address(self, url: str | None, name: str) -> str:
        """Return where visitors get the file: where Joomla says, else where its images are."""
        if not url:
            return f"{self._joomla.site.base_url}/images/{self._joomla.folder}/{name}"
        return web_address(url)


def _door(joomla: Joomla, token: Secret) -> Door:
    headers = {"X-Joomla-Token": token.reveal(), "Accept": JSON_API}
    return Door(joomla.api, headers=headers, ca_file=joomla.site.ca_file, timeout=joomla.site.timeout)


def _is_of(article: Article, key: str) -> bool:
    """Compare without case, which an alias loses; our keys are hexadecimal and in small letters anyway."""
    if article.mark:
        return article.mark.key.lower() == key.lower()
    return article.alias.endswith(f"-{key.lower()}")


def _article(resource: Resource) -> Article:
    said = resource.attributes
    number = str(resource.id)
    if not (number.isascii() and number.isdigit()):
        raise PublishError("answer_odd", "an article without a number", again=True)
    return Article(
        int(number), said.title, said.alias, said.state, said.text or "", read(said.note),
        _time(said.created), _time(said.publish_up),
    )  # fmt: skip


def _time(text: str | None) -> datetime | None:
    """Read a time of the database, which is in UTC; None for none (or MySQL's year 0)."""
    try:
        return datetime.strptime(text or "", SQL_TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
