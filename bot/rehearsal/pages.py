"""Folders as web pages: the page of phones, and the rehearsal's own website."""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

PAGE_POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; object-src 'none'"
)
SITE_POLICY = "sandbox allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads"
"""A website shares the server with the phones; the sandbox gives it an origin of its own, so that
a script in an article cannot press anybody's buttons."""

NOT_FOUND = (
    '<!doctype html><html lang="id"><meta charset="utf-8"><title>404</title>'
    "<h1>404</h1><p>Halaman tidak ditemukan. / Page not found.</p></html>"
)
TEXT_TYPES = frozenset({"application/javascript", "application/json", "application/xml"})


def content_type(path: Path) -> str:
    """The Content-Type of a file, by its name; UTF-8 for texts."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind in TEXT_TYPES else kind


def locate(folder: Path, rest: str) -> Path | None:
    """The file a path names, index.html for a folder; None if there is none, or it lies outside."""
    root = folder.resolve()
    try:
        path = (root / rest).resolve()
    except (OSError, ValueError):
        return None
    if path != root and root not in path.parents:
        return None
    if path.is_dir():
        path = path / "index.html"
    return path if path.is_file() else None


def serving(folder: Path, policy: str, title: str = "") -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """A handler for `{rest}` under a prefix; `title` overrides the file asked for."""

    async def serve(request: web.Request) -> web.StreamResponse:
        rest = title or request.match_info.get("rest", "")
        path = locate(folder, rest)
        if path is None:
            return _missing(folder, policy)
        if path.name == "index.html" and rest and not rest.endswith(("/", "index.html")):
            raise web.HTTPMovedPermanently(request.path + "/")
        return _file(path, policy)

    return serve


def _file(path: Path, policy: str, status: int = 200) -> web.FileResponse:
    headers = {
        "Content-Type": content_type(path),
        "Content-Security-Policy": policy,
        "Cache-Control": "no-cache",
    }
    return web.FileResponse(path, status=status, headers=headers)


def _missing(folder: Path, policy: str) -> web.StreamResponse:
    own = locate(folder, "404.html")
    if own is not None:
        return _file(own, policy, status=404)
    return web.Response(
        text=NOT_FOUND,
        status=404,
        content_type="text/html",
        headers={"Content-Security-Policy": policy},
    )
