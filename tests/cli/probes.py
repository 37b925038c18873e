"""Websites that take a page for trying, show it to visitors, and forget it: one of each kind."""

from __future__ import annotations

import itertools
import json
from urllib.parse import parse_qs, urlsplit

from tests.cli.loopback import Asked, Said
from tests.cli.test_check_kinds import ME, index, refused
from tests.cms.drupal.server import Drupal
from tests.cms.joomla.server import Joomla
from tests.cms.loopback import Reply, Request


def page(title: str, body: str) -> bytes:
    return f"<!doctype html><title>{title} | Situs</title><h1>{title}</h1><main>{body}</main>".encode()


class PublicJoomla(Joomla):
    """A Joomla with the part that visitors see."""

    may_delete = True

    def act(self, request: Request) -> Reply:
        if request.path == "/index.php":
            rows = [row for row in self.visible() if str(row.id) == request.query.get("id")]
            shown = [Reply(200, page(row.title, row.introtext + row.fulltext), "text/html") for row in rows]
            return next(iter(shown), Reply(404, b"<h1>404</h1>", "text/html"))
        if request.method == "DELETE" and not self.may_delete:
            return Reply(403, b'{"errors": [{"title": "Access Denied", "code": 403}]}')
        return super().act(request)


class PublicDrupal(Drupal):
    """A Drupal with the part that visitors see."""

    def act(self, request: Request) -> Reply:
        if request.path.startswith("/node/"):
            nodes = [node for node in self.visible() if request.path == f"/node/{node.nid}"]
            shown = [Reply(200, page(node.title, self.processed(node.body)), "text/html") for node in nodes]
            return next(iter(shown), Reply(404, b"<h1>404</h1>", "text/html"))
        return super().act(request)


class WordPress:
    """A small WordPress: pages and posts, an account with some rights, and what stands before its visitors."""

    def __init__(self, *rights: str) -> None:
        self.rights = set(rights or ("pages", "posts", "delete"))
        self.rows: dict[str, dict[str, str]] = {}  # "pages/7" -> slug, status, title, content
        self.made: list[dict[str, str]] = []
        self.before: Said | None = None  # what visitors get in place of a page that is there
        self.cache: dict[str, Said] | None = None  # a CDN's
        self._numbers = itertools.count(7)

    def __call__(self, asked: Asked) -> Said:
        path = asked.path.partition("?")[0]
        if path.startswith("/wp-json/wp/v2/p"):
            return self._interface(asked, path.removeprefix("/wp-json/wp/v2/"))
        if path.startswith("/wp-json/"):
            return self._about(asked, path.removeprefix("/wp-json/"))
        if self.cache is None:
            return self._visited(path)
        if path not in self.cache:
            self.cache[path] = self._visited(path)
        return self.cache[path]

    def _about(self, asked: Asked, route: str) -> Said:
        known = {
            "": index(asked),
            "wp/v2/users/me": ME,
            "wp/v2/categories": [{"id": 3, "name": "Berita Daerah", "slug": "berita", "link": "", "count": 1}],
        }
        return Said(known[route]) if route in known else refused("rest_no_route", 404)

    def _visited(self, path: str) -> Said:
        found = [row for row in self.rows.values() if row["status"] == "publish" and path == f"/{row['slug']}/"]
        if path == "/":
            return Said(b"<title>Kabupaten</title>")
        if found and self.before is not None:
            return self.before
        return Said(page(found[0]["title"], found[0]["content"])) if found else Said(b"<title>404</title>", 404)

    def _interface(self, asked: Asked, route: str) -> Said:
        kind, _, number = route.partition("/")
        if asked.method == "GET":
            wanted = parse_qs(urlsplit(asked.path).query).get("slug", [""])[0].split(",")
            rows = [n for n, row in self.rows.items() if n.startswith(kind) and row["slug"] in wanted]
            return Said([self._shown(asked, name) for name in rows])
        if asked.method == "DELETE":
            if "delete" not in self.rights:
                return refused("rest_cannot_delete", 403)
            return Said({"deleted": bool(self.rows.pop(route, None))})
        if not number and kind not in self.rights:
            return refused("rest_cannot_create", 403)
        sent = json.loads(asked.body)
        name = route if number else f"{kind}/{next(self._numbers)}"
        if sent.get("status") == "publish" and "pending" in self.rights:
            sent["status"] = "pending"
        self.rows[name] = self.rows.get(name, {}) | sent
        self.made.append({"at": name, **sent})
        return Said(self._shown(asked, name), 201)

    def _shown(self, asked: Asked, name: str) -> dict[str, object]:
        row = self.rows[name]
        return {
            "id": int(name.partition("/")[2]), "status": row["status"], "slug": row["slug"],
            "link": f"http://{asked.headers['Host']}/{row['slug']}/", "title": {"raw": row["title"]},
            "content": {"raw": row["content"]}, "excerpt": {"raw": ""}, "categories": [], "tags": [],
        }  # fmt: skip
