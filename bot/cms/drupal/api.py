"""Drupal's JSON:API as far as we use it: nodes of one type, terms and files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from bot.cms.base import Problem, PublishError
from bot.cms.common.mark import Mark, read
from bot.cms.common.shapes import (
    BAD_REQUEST,
    CONFLICT,
    FORBIDDEN,
    NOT_FOUND,
    UNPROCESSABLE,
    converted,
    points_at,
    refusal,
    shaped,
    web_address,
)
from bot.cms.drupal.settings import Drupal
from bot.cms.http import Answer, Door

JSON_API = "application/vnd.api+json"  # Drupal answers 415 to anything else
PAGE = 50  # JSON:API's own limit
MOST_PAGES = 50
#: Where files that are no photos are uploaded: the document type of Drupal's own Media module.
DOCUMENTS = "media/document/field_media_document"

Fields = Mapping[str, Any]


class Text(msgspec.Struct):
    """A formatted text: as written, and as visitors get it after the filters of its format."""

    value: str | None = None
    processed: str | None = None


class Attributes(msgspec.Struct):
    """What a node says of itself."""

    title: str
    status: bool
    drupal_internal__nid: int
    revision_log: str | None = None
    moderation_state: str | None = None


class Resource(msgspec.Struct):
    """Anything JSON:API answers."""

    id: str
    attributes: dict[str, Any] = {}
    relationships: dict[str, Any] = {}


class One(msgspec.Struct):
    """A document with one resource."""

    data: Resource


class Many(msgspec.Struct):
    """A document with a list of resources."""

    data: list[Resource]


class TermAttributes(msgspec.Struct):
    """What a term says of itself."""

    name: str
    drupal_internal__tid: int
    status: bool = True


class Term(msgspec.Struct, frozen=True):
    """A term of a vocabulary."""

    id: str
    name: str
    number: int
    vocabulary: str


class Uri(msgspec.Struct):
    """Where a file is."""

    url: str


class FileAttributes(msgspec.Struct):
    """What a file says of itself."""

    filename: str
    uri: Uri
    drupal_internal__fid: int


class File(msgspec.Struct, frozen=True):
    """A stored file; ``url`` is public."""

    id: str
    url: str
    number: int


class Node(msgspec.Struct, frozen=True):
    """A node of ours; ``mark`` is missing once somebody saved the node on the website."""

    id: str
    number: int
    title: str
    is_public: bool
    is_moderated: bool
    body: Text
    mark: Mark | None


class Me(msgspec.Struct):
    """Who JSON:API takes us for."""

    meta: dict[str, str]


class MeLink(msgspec.Struct):
    """The link to ourselves; nobody signed in has none."""

    me: Me | None = None


class EntryMeta(msgspec.Struct):
    """What the entry point says besides its links."""

    links: MeLink = msgspec.field(default_factory=MeLink)


class Entry(msgspec.Struct):
    """The entry point: every kind of resource by name."""

    links: dict[str, Any]
    meta: EntryMeta = msgspec.field(default_factory=EntryMeta)


class Api:
    """One website's interface; raises PublishError only."""

    def __init__(self, drupal: Drupal) -> None:
        """Open nothing yet."""
        self._drupal = drupal
        self._type = f"node--{drupal.content_type}"
        self._place = f"node/{drupal.content_type}"
        headers = {"Accept": JSON_API}
        if drupal.token:
            headers["Authorization"] = f"Bearer {drupal.token.reveal()}"
        site = drupal.site
        self._door = Door(
            f"{site.base_url}/jsonapi", headers=headers, auth=drupal.login, ca_file=site.ca_file, timeout=site.timeout
        )

    def noise(self) -> list[Problem]:
        """Say who prints into the answers, and what keeps old ones."""
        return self._door.noise()

    def node(self, uuid: str) -> Node | None:
        """Return a node in whatever state, or None if there is none."""
        answer = self._door.get(f"{self._place}/{uuid}")
        if answer.status == NOT_FOUND:
            self._on()
            return None
        return self._node(answer, f"GET {uuid}")

    def create(self, uuid: str, attributes: Fields, relationships: Fields) -> Node | None:
        """Create an unpublished node of this UUID; None if it is there already (409), whoever was faster.

        Where a workflow moderates the type, the published flag is nobody's to set: the state is set instead.
        """
        answer = self._sent("POST", self._place, uuid, {**attributes, "status": False}, relationships)
        if answer.status == FORBIDDEN and points_at(answer, "status"):
            moderated = self._sent(
                "POST", self._place, uuid, {**attributes, "moderation_state": "draft"}, relationships
            )
            answer = moderated if moderated.ok or moderated.status == CONFLICT else answer
        if answer.status == CONFLICT:
            return None
        return self._node(answer, f"POST {uuid}")

    def change(self, node: Node, attributes: Fields, relationships: Fields, *, public: bool) -> Node:
        """Change a node and whether visitors see it.

        Raises "changed_elsewhere" if somebody has begun another version of it on the website.
        """
        state: Fields = {"status": public}
        if node.is_moderated:
            state = {"moderation_state": "published" if public else "draft"}
        answer = self._sent("PATCH", f"{self._place}/{node.id}", node.id, {**attributes, **state}, relationships)
        if answer.status == BAD_REQUEST:
            raise PublishError("changed_elsewhere", refusal(answer, f"PATCH {node.id}").detail, again=False)
        return self._node(answer, f"PATCH {node.id}")

    def delete(self, node: Node) -> bool:
        """Delete a node for good; False without the right to."""
        answer = self._door.send("DELETE", f"{self._place}/{node.id}")
        if not answer.ok and answer.status not in {FORBIDDEN, NOT_FOUND}:
            raise refusal(answer, f"DELETE {node.id}")
        return answer.status != FORBIDDEN

    def file(self, sha: str) -> File | None:
        """Return the file whose name begins with a SHA-256: Drupal appends a number to a name that is taken."""
        params = {
            "filter[name][condition][path]": "filename",
            "filter[name][condition][operator]": "STARTS_WITH",
            "filter[name][condition][value]": sha,
        }
        answer = self._door.get("file/file", params=params)
        if not answer.ok:
            raise refusal(answer, "file/file")
        files = [self._file(resource) for resource in shaped(answer, Many).data]
        return min(files, key=lambda file: file.number, default=None)

    def upload(self, name: str, content: bytes, *, photo: bool) -> File:
        """Store a file; raises "medium_refused", "field_missing", "medium_large"."""
        place = f"{self._place}/{self._drupal.image}" if photo else DOCUMENTS
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Disposition": f'file; filename="{name}"',
        }
        answer = self._door.send("POST", place, data=content, headers=headers)
        if answer.status == NOT_FOUND:
            raise PublishError("field_missing", place, again=False)
        if answer.status == UNPROCESSABLE:
            raise PublishError("medium_refused", refusal(answer, place).detail, again=False)
        if not answer.ok:
            raise refusal(answer, place)
        return self._file(shaped(answer, One).data)

    def terms(self, vocabulary: str) -> list[Term]:
        """Return a vocabulary's published terms; none if there is no such vocabulary."""
        return list(self._terms(vocabulary))

    def entry(self) -> Answer:
        """Ask for the entry point, for ``check`` to judge."""
        return self._door.get(f"{self._drupal.site.base_url}/jsonapi")

    def any_node(self) -> Answer:
        """Ask for one node of the type, for ``check`` to judge its fields."""
        return self._door.get(self._place, params={"page[limit]": 1})

    def person(self, uuid: str) -> str:
        """Return an account's name, or "" if it may not be seen."""
        answer = self._door.get(f"user/user/{uuid}")
        if not answer.ok:
            return ""
        name = shaped(answer, One).data.attributes.get("display_name")
        return name if isinstance(name, str) else ""

    def impossible(self, uuid: str) -> Answer:
        """Ask to change a node that is not there: 405 while JSON:API only reads, else 404."""
        return self._sent("PATCH", f"{self._place}/{uuid}", uuid, {}, {})

    def too_long_a_node(self, uuid: str, state: Fields) -> Answer:
        """Ask for a node whose title no Drupal takes: 403 without the rights, else 422."""
        return self._sent("POST", self._place, uuid, {"title": "x" * 256, **state}, {})

    def _on(self) -> None:
        """Tell a node that is not there from an interface, or a type, that is not there."""
        answer = self._door.get(self._place, params={"page[limit]": 1})
        if not answer.ok:
            raise refusal(answer, self._place)

    def _sent(self, method: str, place: str, uuid: str, attributes: Fields, relationships: Fields) -> Answer:
        data: dict[str, Any] = {"type": self._type, "id": uuid, "attributes": attributes}
        if relationships:
            data["relationships"] = relationships
        body = json.dumps({"data": data}).encode("ascii")
        return self._door.send(method, place, data=body, headers={"Content-Type": JSON_API})

    def _node(self, answer: Answer, doing: str) -> Node:
        if answer.status == UNPROCESSABLE and points_at(answer, self._drupal.body):
            raise PublishError("text_format_refused", refusal(answer, doing).detail, again=False)
        if not answer.ok:
            raise refusal(answer, doing)
        resource = shaped(answer, One).data
        said = converted(resource.attributes, Attributes)
        body = converted(resource.attributes.get(self._drupal.body) or {}, Text)
        return Node(
            resource.id, said.drupal_internal__nid, said.title, said.status, bool(said.moderation_state),
            body, read(said.revision_log),
        )  # fmt: skip

    def _file(self, resource: Resource) -> File:
        said = converted(resource.attributes, FileAttributes)
        url = web_address(said.uri.url, f"{self._drupal.site.base_url}/")
        return File(resource.id, url, said.drupal_internal__fid)

    def _terms(self, vocabulary: str) -> Iterator[Term]:
        for page in range(MOST_PAGES):
            params = {"page[limit]": PAGE, "page[offset]": page * PAGE}
            answer = self._door.get(f"taxonomy_term/{vocabulary}", params=params)
            if answer.status == NOT_FOUND:
                return
            if not answer.ok:
                raise refusal(answer, f"taxonomy_term/{vocabulary}")
            resources = shaped(answer, Many).data
            for resource in resources:
                said = converted(resource.attributes, TermAttributes)
                if said.status:
                    yield Term(resource.id, said.name, said.drupal_internal__tid, vocabulary)
            if len(resources) < PAGE:
                return
