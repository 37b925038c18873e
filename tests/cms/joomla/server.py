"""Joomla's Web Services API as its documentation and source describe it: strict, in memory, on loopback.

It was written from the specification and never compared with a running Joomla.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.cms.loopback import Loopback, Reply, Request, document

TOKEN = "c2hhMjU2OjQyOnRva2Vu"
ROOT = "/api/index.php/v1/"
JSON_API = "application/vnd.api+json"
SQL_TIME = "%Y-%m-%d %H:%M:%S"
READ_MORE = re.compile(r'<hr\s+id=("|\')system-readmore("|\')\s*/*>', re.IGNORECASE)
EXTENSIONS = {"jpg", "png", "webp", "gif", "pdf", "xlsx", "csv", "txt"}


@dataclass
class Row:
    """A row of #__content."""

    id: int
    title: str = ""
    alias: str = ""
    introtext: str = ""
    fulltext: str = ""
    state: int = 0
    catid: int = 0
    access: int = 0
    language: str = ""
    note: str = ""
    created: str | None = None
    publish_up: str | None = None
    created_by_alias: str = ""
    metadesc: str = ""
    metakey: str = ""
    images: dict[str, str] = field(default_factory=dict)
    tags: list[int] = field(default_factory=list)
    checked_out: int = 0


FORM = {f.name for f in fields(Row)} - {"id", "introtext", "fulltext", "checked_out"} | {"articletext"}


class Joomla(Loopback):
    """One Joomla with four categories, two of the same alias, and two tags."""

    def __init__(self, *, numbers_aliases: bool = False, ahead: int = 0) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.files: dict[str, bytes] = {}
        self.rights = {"create", "edit", "edit.state", "media"}
        self.off: set[str] = set()
        self.categories = [
            (2, "Uncategorised", "uncategorised"),
            (8, "Berita Daerah", "berita"),
            (9, "Pengumuman", "pengumuman"),
            (10, "Agenda", "agenda"),
            (11, "Agenda 2", "agenda"),
        ]
        self.tags = [(3, "irigasi"), (4, "Sawah")]
        self.numbers_aliases = numbers_aliases  # as Joomla does from 6.1 on
        self.ahead = timedelta(hours=ahead)  # of the account's clock before UTC
        self.now = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)

    def visible(self) -> list[Row]:
        """Return what visitors can read."""
        now = self.now.strftime(SQL_TIME)
        return [r for r in self.rows if r.state in {1, 2} and r.access == 1 and (r.publish_up or "") <= now]

    def act(self, request: Request) -> Reply:
        if not request.path.startswith(ROOT):
            return Reply(404, b"<!doctype html><h1>404</h1>", "text/html")
        parts = request.path.removeprefix(ROOT).split("/")
        if parts[0] in self.off:
            return _refused(404, "Resource not found", code=404)
        if JSON_API not in request.headers.get("Accept", "") and "*/*" not in request.headers.get("Accept", ""):
            return _refused(406, "Could not match accept header", code=406)
        if request.headers.get("X-Joomla-Token") != TOKEN:
            return _refused(401, "Forbidden")
        return self._routed(request, parts)

    def _routed(self, request: Request, parts: list[str]) -> Reply:  # noqa: PLR0911 - a table of routes
        match request.method, parts:
            case "GET", ["content", "articles"]:
                return self._list(request)
            case "GET", ["content", "articles", number]:
                row = self._row(number)
                return _one(self._shown(row)) if row else _refused(404, "Resource not found", code=404)
            case "POST", ["content", "articles"]:
                return self._create(request.json)
            case "PATCH", ["content", "articles", number]:
                return self._edit(number, request.json)
            case "DELETE", ["content", "articles", number]:
                return self._delete(number)
            case "GET", ["content", "categories"]:
                rows = [_label("categories", n, t, a) for n, t, a in self.categories]
                return _many(rows, request.query)
            case "GET", ["tags"]:
                return _many([_label("tags", n, t, t.lower()) for n, t in self.tags], request.query)
            case "GET", ["media", "files", adapter, *path] if adapter == "local-images:":
                return self._file("/".join(path), request.query)
            case "POST", ["media", "files"]:
                return self._upload(request)
            case _:
                return _refused(404, "Resource not found", code=404)

    # -- articles

    def _list(self, request: Request) -> Reply:
        wanted = {0, 1} if "filter[state]" not in request.query else {int(request.query["filter[state]"])}
        search = request.query.get("filter[search]", "")
        rows = [r for r in self.rows if (search.startswith("id:") or r.state in wanted) and _matches(r, search)]
        if request.query.get("filter[checked_out]") == "-1":
            rows = [row for row in rows if row.checked_out]
        return _many([self._shown(row) for row in rows], request.query)

    def _create(self, sent: Any) -> Reply:
        if "create" not in self.rights:
            return _refused(403, "Access Denied", code=403)
        row = Row(len(self.rows) + 12)
        wrong = self._bind(row, sent)
        if wrong:
            return wrong
        row.created = row.created or self.now.strftime(SQL_TIME)
        if any((r.alias, r.catid) == (row.alias, row.catid) for r in self.rows):
            if not self.numbers_aliases:
                return _refused(400, "Save failed with the following error: Another Article in this category "
                                     "has the same alias.")  # fmt: skip
            row.alias += "-2"
        self.rows.append(row)
        return _one(self._shown(row))

    def _edit(self, number: str, sent: Any) -> Reply:
        row = self._row(number)
        if row is None:
            return _refused(404, "Item does not exist")
        if "edit" not in self.rights:
            return _refused(403, "Access Denied", code=403)
        if row.checked_out:
            return _refused(400, "Penguncian gagal karena galat berikut: pengguna tidak cocok.")
        whole = {name: getattr(row, name) for name in FORM - {"articletext"}} | sent
        return self._bind(row, whole) or _one(self._shown(row))

    def _bind(self, row: Row, sent: Any) -> Reply | None:
        """Do what form, filters and table do to what was sent."""
        for name, label in (("title", "Title"), ("catid", "Category")):
            if not sent.get(name):
                return _refused(400, f"Field required: {label}")
        if sent["catid"] not in {number for number, _, _ in self.categories}:
            return _refused(400, "Invalid field: Category")
        if len(sent["title"]) > 255:
            return _refused(400, "Save failed with the following error: Data too long for column 'title'")
        state = row.state
        for name in FORM & set(sent) - {"articletext"}:
            setattr(row, name, self._filtered(name, sent[name]))
        if "edit.state" not in self.rights:
            row.state = state
        if "articletext" in sent:
            row.introtext, *rest = READ_MORE.split(sent["articletext"], maxsplit=1)
            row.fulltext = rest[-1] if rest else ""
        row.alias = re.sub(r"[^a-z0-9]+", "-", (row.alias or row.title).lower()).strip("-")
        if row.state == 1 and not row.publish_up:
            row.publish_up = self.now.strftime(SQL_TIME)
        return None

    def _filtered(self, name: str, value: Any) -> Any:
        if name in {"created", "publish_up"} and value:
            return (datetime.strptime(value, SQL_TIME).replace(tzinfo=UTC) - self.ahead).strftime(SQL_TIME)
        if name in {"note", "title", "created_by_alias", "metadesc", "metakey"}:
            return re.sub(r"<[^>]*>", "", str(value))[:255] if name == "note" else value
        if name == "images" and not isinstance(value, dict):
            return {}
        return value

    def _delete(self, number: str) -> Reply:
        row = self._row(number)
        if row is None or row.state != -2:
            message = "Resource not in state that can be deleted, must be trashed before it can be deleted"
            return document(409, {"data": {"status": "Conflict", "code": 409, "message": message}})
        self.rows.remove(row)
        return Reply(204)

    def _row(self, number: str) -> Row | None:
        return next((row for row in self.rows if str(row.id) == number), None)

    def _shown(self, row: Row) -> dict[str, Any]:
        text = re.sub(r"\{loadmodule[^}]*\}", "<b>module</b>", f"{row.introtext} {row.fulltext}")
        shown = {name: getattr(row, name) for name in FORM - {"articletext", "catid", "checked_out"}}
        attributes = shown | {"id": row.id, "typeAlias": "com_content.article", "text": text}
        category = {"data": {"type": "categories", "id": str(row.catid)}}
        relationships = {"category": category}
        return {
            "type": "articles",
            "id": str(row.id),
            "attributes": attributes,
            "relationships": relationships,
        }

    # -- files

    def _file(self, path: str, query: Mapping[str, str]) -> Reply:
        if not path:
            return _many([], query)
        if path not in self.files:
            return _refused(404, f'The requested file "/{path}" was not found.', code=404)
        url = f"{self.base}/images/{path}" if query.get("url") == "1" else None
        attributes = {"type": "file", "path": f"local-images:/{path}", "url": url, "size": len(self.files[path])}
        return _one({"type": "media", "id": "0", "attributes": attributes})

    def _upload(self, request: Request) -> Reply:
        path, content = request.json.get("path", ""), request.json.get("content", "")
        if not path or not content:
            return _refused(400, "The following parameters are required: path & content")
        if "media" not in self.rights:
            return _refused(403, "Access Denied", code=403)
        name = path.removeprefix("local-images:/")
        if name in self.files:
            return _refused(400, f"File {name} already exists")
        if name.rpartition(".")[2] not in EXTENSIONS:
            return _refused(400, f"{name} has a file type that is not allowed")
        self.files[name] = base64.b64decode(content, validate=True)
        return self._file(name, request.query)


def _matches(row: Row, search: str) -> bool:
    if search.startswith("id:"):
        return str(row.id) == search.removeprefix("id:")
    return any(search.lower() in text.lower() for text in (row.title, row.alias, row.note))


def _label(kind: str, number: int, title: str, alias: str) -> dict[str, Any]:
    return {
        "type": kind,
        "id": str(number),
        "attributes": {"id": number, "title": title, "alias": alias, "published": 1},
    }


def _one(resource: dict[str, Any]) -> Reply:
    return document(200, {"links": {"self": html.escape("…")}, "data": resource})


def _many(resources: list[dict[str, Any]], query: Mapping[str, str]) -> Reply:
    limit, offset = int(query.get("page[limit]", 20)), int(query.get("page[offset]", 0))
    if offset > len(resources):
        return _refused(404, "Resource not found")
    pages = -(-len(resources) // limit)
    return document(200, {"links": {}, "data": resources[offset : offset + limit], "meta": {"total-pages": pages}})


def _refused(status: int, title: str, code: int | None = None) -> Reply:
    return document(status, {"errors": [{"title": title} | ({"code": code} if code else {})]})
