"""Drupal's JSON:API as its documentation and source describe it: strict, in memory, on loopback.

It was written from the specification and never compared with a running Drupal.
"""

from __future__ import annotations

import base64
import html
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import nh3

from tests.cms.loopback import Loopback, Reply, Request, document

USER, PASSWORD, TOKEN = "tayang", "kata-sandi", "eyJ0eXAiOiJKV1Qi"
JSON_API = "application/vnd.api+json"
NOT_CONVERTED = 'The "entity" parameter was not converted for the path "/jsonapi/node/article/{entity}"'
ME = "0c0f3f5e-6a44-4a5b-9a53-0d5f5b0f2a11"
FILENAME = re.compile(r'\bfilename(\*?)="(.+)"')
IMAGES, FILES = {"png", "gif", "jpg", "jpeg", "webp"}, {"pdf", "docx", "xlsx", "txt", "csv"}
CAPTION = re.compile(r'<img ([^>]*?) ?data-caption="([^"]*)"([^>]*)>')
USED = re.compile(r'data-entity-uuid="([^"]+)"')
#: The filter "Limit allowed HTML tags" of the format as Drupal installs it.
BASIC: dict[str, set[str]] = {
    "a": {"href", "hreflang"}, "blockquote": {"cite"}, "ul": {"type"}, "ol": {"type", "start"},
    "img": {"src", "alt", "data-entity-uuid", "data-entity-type", "height", "width", "data-caption", "data-align"},
    **{tag: {"id"} for tag in ("h2", "h3", "h4", "h5", "h6")},
    **{tag: set() for tag in ("p", "br", "em", "strong", "cite", "code", "dl", "dt", "dd", "li")},
}  # fmt: skip


@dataclass
class Node:
    """A node with its newest revision."""

    id: str
    nid: int
    title: str = ""
    status: bool = True
    created: str = ""
    log: str | None = None
    body: dict[str, str] = field(default_factory=dict)
    image: dict[str, Any] | None = None
    tags: list[str] = field(default_factory=list)
    moderation_state: str | None = None
    revisions: int = 1
    working_copy: bool = False


@dataclass
class File:
    """A file; a temporary one is deleted by cron."""

    id: str
    fid: int
    name: str
    content: bytes
    permanent: bool = False


class Drupal(Loopback):
    """One Drupal of the standard profile: articles with body, image and tags."""

    def __init__(self, *, moderated: bool = False, formats: tuple[str, ...] = ("basic_html", "full_html")) -> None:
        super().__init__()
        self.nodes: dict[str, Node] = {}
        self.files: list[File] = []
        self.rights = {"create", "edit", "administer nodes", "view own unpublished", "delete"}
        self.read_only = self.module_off = False
        self.media = True
        self.moderated = moderated
        self.formats = formats
        self.terms = {
            str(uuid.uuid5(uuid.NAMESPACE_DNS, name)): (tid, name)
            for tid, name in enumerate(["Berita", "Pengumuman", "Agenda", "irigasi"], 5)
        }

    def visible(self) -> list[Node]:
        return [node for node in self.nodes.values() if node.status]

    def saved_by_hand(self, node: Node, value: str) -> None:
        """Do what the edit form of the website does: a new revision with an empty log."""
        node.body["value"], node.log, node.revisions = value, None, node.revisions + 1

    def cron(self) -> None:
        """Delete the temporary files, as happens after six hours."""
        self.files = [file for file in self.files if file.permanent]

    def act(self, request: Request) -> Reply:
        parts = request.path.strip("/").split("/")
        if self.module_off or parts[0] != "jsonapi":
            return Reply(404, b"<!doctype html><title>Page not found</title>", "text/html; charset=UTF-8")
        if request.method != "GET" and self.read_only:
            return _refused(405, "JSON:API is configured to accept only read operations. Site administrators can "
                                 "configure this at /admin/config/services/jsonapi.")  # fmt: skip
        if request.headers.get("Authorization", "").startswith("Bearer ") and not _signed_in(request):
            return document(401, {"error": "invalid_token"}, **{"WWW-Authenticate": "Bearer"})
        reply = self._routed(request, parts[1:])
        if reply.status == 403 and not _signed_in(request):
            return Reply(401, reply.body, reply.kind, {"WWW-Authenticate": 'Basic realm="Bumi Lestari"'})
        return reply

    def _routed(self, request: Request, parts: list[str]) -> Reply:  # noqa: C901, PLR0911 - a table of routes
        match request.method, parts:
            case "GET", [] | [""]:
                return self._entry(request)
            case "GET", ["node", "article"]:
                shown = [self._shown(node) for node in self.visible()]
                return _many(shown, request.query)
            case "GET", ["node", "article", name]:
                return self._one(request, name)
            case "POST", ["node", "article"]:
                return self._wrong_type(request, JSON_API) or self._create(request)
            case "PATCH", ["node", "article", name]:
                return self._wrong_type(request, JSON_API) or self._edit(request, name)
            case "DELETE", ["node", "article", name]:
                return self._delete(name)
            case "POST", ["node", "article", "field_image"]:
                return self._wrong_type(request, "application/octet-stream") or self._upload(request, IMAGES)
            case "POST", ["media", "document", "field_media_document"] if self.media:
                return self._wrong_type(request, "application/octet-stream") or self._upload(request, FILES)
            case "GET", ["file", "file"]:
                begins = request.query["filter[name][condition][value]"]
                assert request.query["filter[name][condition][operator]"] == "STARTS_WITH"
                assert request.query["filter[name][condition][path]"] == "filename"
                return _many([self._file(file) for file in self.files if file.name.startswith(begins)], request.query)
            case "GET", ["taxonomy_term", "tags"]:
                return _many([_term(key, *told) for key, told in self.terms.items()], request.query)
            case "GET", ["user", "user", name] if name == ME:
                return document(200, {"data": {"type": "user--user", "id": ME, "attributes": {"display_name": USER}}})
            case _:
                return _refused(404, "The requested resource was not found.")

    def _entry(self, request: Request) -> Reply:
        names = ["node--article", "file--file", "taxonomy_term--tags"] + (["media--document"] if self.media else [])
        links: dict[str, Any] = {name: {"href": f"{self.base}/jsonapi/{name.replace('--', '/')}"} for name in names}
        me = {"meta": {"id": ME}, "href": f"{self.base}/jsonapi/user/user/{ME}"}
        meta = {"links": {"me": me}} if _signed_in(request) else {}
        return document(200, {"jsonapi": {"version": "1.0"}, "data": [], "meta": meta, "links": links})

    def _wrong_type(self, request: Request, kind: str) -> Reply | None:
        found = request.headers.get("Content-Type", "")
        if found == kind:
            return None
        return _refused(415, f'No route found that matches "Content-Type: {found}"')

    # -- nodes

    def _one(self, request: Request, name: str) -> Reply:
        node = self.nodes.get(name)
        if node is None:
            return _refused(
                404, 'The "entity" parameter was not converted for the path "/jsonapi/node/article/{entity}"'
            )
        if not node.status and not (_signed_in(request) and "view own unpublished" in self.rights):
            return _refused(403, "The current user is not allowed to GET the selected resource.")
        return document(200, {"data": self._shown(node)})

    def _create(self, request: Request) -> Reply:
        data = request.json["data"]
        if data["type"] != "node--article" or not _is_uuid(data.get("id", ME)):
            return _refused(422, "IDs should be properly generated and formatted UUIDs as described in RFC 4122.")
        if not _signed_in(request) or "create" not in self.rights:
            return _refused(403, "The current user is not allowed to POST the selected resource.", "/data")
        node = Node(data.get("id", str(uuid.uuid4())), len(self.nodes) + 41, created="2026-11-20T05:00:00+00:00")
        wrong = self._bind(node, data)
        if wrong:
            return wrong
        if node.id in self.nodes:
            return _refused(409, "Conflict: Entity already exists.")
        self.nodes[node.id] = node
        self._count_usage()
        where = f"{self.base}/jsonapi/node/article/{node.id}"
        return document(201, {"data": self._shown(node)}, Location=where)

    def _edit(self, request: Request, name: str) -> Reply:
        node = self.nodes.get(name)
        if node is None:
            return _refused(
                404, 'The "entity" parameter was not converted for the path "/jsonapi/node/article/{entity}"'
            )
        if not _signed_in(request) or "edit" not in self.rights:
            return _refused(403, "The current user is not allowed to PATCH the selected resource.", "/data")
        if node.working_copy:
            return _refused(400, "Updating a resource object that has a working copy is not yet supported.")
        data = request.json["data"]
        if data["id"] != name:
            return _refused(400, f"The selected entity ({name}) does not match the ID in the payload ({data['id']}).")
        wrong = self._bind(node, data)
        if wrong:
            return wrong
        node.revisions += 1
        self._count_usage()
        return document(200, {"data": self._shown(node)})

    def _delete(self, name: str) -> Reply:
        if "delete" not in self.rights:
            return _refused(403, "The current user is not allowed to DELETE the selected resource.", "/data")
        return Reply(204) if self.nodes.pop(name, None) else _refused(404, "Not found.")

    def _bind(self, node: Node, data: Any) -> Reply | None:
        """Check field access, then the fields, then store."""
        sent = data.get("attributes", {})
        related = data.get("relationships", {})
        wrong = self._no_access(sent) or self._invalid(node, sent, related)
        if wrong is None:
            self._store(node, sent, related)
        return wrong

    def _no_access(self, sent: Mapping[str, Any]) -> Reply | None:
        known = {"title", "body", "status", "created", "revision_log"} | (
            {"moderation_state"} if self.moderated else set()
        )
        for name in set(sent) - known:
            return _refused(422, f"The attribute {name} does not exist on the node--article resource type.")
        for name in sorted({"status", "created"} & set(sent)):
            if "administer nodes" not in self.rights or (self.moderated and name == "status"):
                detail = f"The current user is not allowed to POST the selected field ({name})."
                return _refused(403, detail, f"/data/attributes/{name}")
        return None

    def _invalid(self, node: Node, sent: Mapping[str, Any], related: Mapping[str, Any]) -> Reply | None:
        title = sent.get("title", node.title)
        if not title:
            return _refused(422, "title: This value should not be null.", "/data/attributes/title")
        if len(title) > 255:
            detail = "title: Title: may not be longer than 255 characters."
            return _refused(422, detail, "/data/attributes/title")
        if "body" in sent and sent["body"]["format"] not in self.formats:
            detail = "body.0.format: The value you selected is not a valid choice."
            return _refused(422, detail, "/data/attributes/body/format")
        for name, one in related.items():
            if name not in {"field_image", "field_tags"}:
                return _refused(422, f"The relationship {name} does not exist on the node--article resource type.")
            told = one["data"] if isinstance(one["data"], list) else [one["data"]] if one["data"] else []
            there = set(self.terms) if name == "field_tags" else {file.id for file in self.files}
            for each in told:
                if each["id"] not in there:
                    return _refused(
                        404, "The resource identified by … (given as a relationship item) could not be found."
                    )
        return None

    def _store(self, node: Node, sent: Mapping[str, Any], related: Mapping[str, Any]) -> None:
        node.title = sent.get("title", node.title)
        node.created = sent.get("created", node.created)
        node.log = sent.get("revision_log", node.log)
        node.body = sent.get("body", node.body)
        if self.moderated:
            node.moderation_state = sent.get("moderation_state", node.moderation_state or "draft")
            node.status = node.moderation_state == "published"
        else:
            node.status = sent.get("status", node.status)
        if "field_image" in related:
            node.image = related["field_image"]["data"]
        if "field_tags" in related:
            node.tags = [term["id"] for term in related["field_tags"]["data"]]

    def _count_usage(self) -> None:
        for node in self.nodes.values():
            used = set(USED.findall(node.body.get("value", ""))) | ({node.image["id"]} if node.image else set())
            for file in self.files:
                file.permanent = file.permanent or file.id in used

    def _shown(self, node: Node) -> dict[str, Any]:
        body = node.body and {**node.body, "processed": self.processed(node.body)}
        attributes = {"drupal_internal__nid": node.nid, "title": node.title, "status": node.status,
                      "created": node.created, "revision_log": node.log, "body": body or None,
                      "path": {"alias": None, "pid": None, "langcode": "id"}}  # fmt: skip
        if self.moderated:
            attributes["moderation_state"] = node.moderation_state
        tags = [{"type": "taxonomy_term--tags", "id": term} for term in node.tags]
        relationships = {"field_image": {"data": node.image}, "field_tags": {"data": tags}}
        return {"type": "node--article", "id": node.id, "attributes": attributes, "relationships": relationships}

    def processed(self, body: Mapping[str, str]) -> str:
        """Return what the filters of the text format leave for visitors."""
        value = body["value"]
        if body["format"] == "basic_html":
            value = nh3.clean(value, tags=set(BASIC), attributes=BASIC, link_rel=None)
        return CAPTION.sub(_figure, value)

    # -- files

    def _upload(self, request: Request, extensions: set[str]) -> Reply:
        if not _signed_in(request) or "create" not in self.rights:
            return _refused(403, "The current user is not permitted to upload a file for this field.")
        found = FILENAME.search(request.headers.get("Content-Disposition", ""))
        if not found or found[1]:
            return _refused(400, '"Content-Disposition" header is required.')
        stem, _, extension = found[2].rpartition(".")
        if extension not in extensions:
            return _refused(422, "Unprocessable Entity: file validation failed.\nOnly files with the following "
                                 f"extensions are allowed: {' '.join(sorted(extensions))}.")  # fmt: skip
        twins = sum(file.name.startswith(stem) for file in self.files)
        name = f"{stem}_{twins - 1}.{extension}" if twins else found[2]
        file = File(str(uuid.uuid4()), len(self.files) + 90, name, request.body)
        self.files.append(file)
        return document(201, {"data": self._file(file), "links": {}})

    def _file(self, file: File) -> dict[str, Any]:
        uri = {"value": f"public://2026-11/{file.name}", "url": f"/sites/default/files/2026-11/{file.name}"}
        attributes = {"drupal_internal__fid": file.fid, "filename": file.name, "uri": uri, "status": file.permanent}
        return {"type": "file--file", "id": file.id, "attributes": attributes}


def _figure(found: re.Match[str]) -> str:
    """Do what the filter "Caption images" does: the attribute, decoded, is HTML of a few tags."""
    caption = nh3.clean(html.unescape(found[2]), tags={"a", "em", "strong", "cite", "code", "br"})
    return f'<figure role="group"><img {found[1]}{found[3]}><figcaption>{caption}</figcaption></figure>'


def _signed_in(request: Request) -> bool:
    basic = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    return request.headers.get("Authorization") in {f"Basic {basic}", f"Bearer {TOKEN}"}


def _is_uuid(text: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) is not None


def _term(key: str, tid: int, name: str) -> dict[str, Any]:
    attributes = {"drupal_internal__tid": tid, "name": name, "status": True}
    return {"type": "taxonomy_term--tags", "id": key, "attributes": attributes}


def _many(resources: list[dict[str, Any]], query: Mapping[str, str]) -> Reply:
    limit, offset = min(50, int(query.get("page[limit]", 50))), int(query.get("page[offset]", 0))
    return document(200, {"data": resources[offset : offset + limit], "links": {}})


def _refused(status: int, detail: str, pointer: str = "") -> Reply:
    titles = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
              409: "Conflict", 415: "Unsupported Media Type", 422: "Unprocessable Content"}  # fmt: skip
    error: dict[str, Any] = {"title": titles[status], "status": str(status), "detail": detail}
    if pointer:
        error["source"] = {"pointer": pointer}
    return document(status, {"jsonapi": {"version": "1.0"}, "errors": [error]})
