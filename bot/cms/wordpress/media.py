"""The media library: each photo and file once, found again by the SHA-256 in its slug."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bot.cms.base import Medium, PublishError
from bot.cms.common import media
from bot.cms.common.media import PHOTOS, SUFFIXES
from bot.cms.common.names import slug
from bot.cms.common.shapes import shaped
from bot.cms.wordpress import shapes
from bot.cms.wordpress.api import MOST, Api
from bot.cms.wordpress.errors import refusal
from bot.cms.wordpress.shapes import MEDIUM_FIELDS

ROUTE = "wp/v2/media"
MOST_SLUGS = 20  # of one question, two for each medium: its address must stay below what servers take (8 kB)
MOST_QUERY = 1500  # letters of texts that travel in the address of an upload; longer ones follow by themselves


class Library:
    """What we know of the website's media. Knowledge is used once, so that it is never old.

    Two uploads of one photo can only come from a request that outlived our patience: the later one gets "-2" behind
    its slug, is never linked by us, and is removed when it is seen.
    """

    def __init__(self, api: Api) -> None:
        """Know nothing yet."""
        self._api = api
        self._absent: set[str] = set()
        self._present: dict[str, shapes.Medium] = {}
        self._kept: dict[str, shapes.Medium] = {}

    def forget(self) -> None:
        """Start an attempt: whatever was known may have changed."""
        self._absent.clear()
        self._present.clear()
        self._kept.clear()

    def look_up(self, shas: Iterable[str]) -> None:
        """Learn which media are there, with one question for many."""
        missing = list(dict.fromkeys(shas))
        for start in range(0, len(missing), MOST_SLUGS):
            some = missing[start : start + MOST_SLUGS]
            found = self._rows(some)
            self._present |= found
            self._absent |= set(some) - set(found)

    def keep(self, medium: Medium, post: int) -> shapes.Medium:
        """Store a medium, if it is not there yet, with its texts, and return it; ``post`` is where it shows first.

        Raises PublishError: "medium_refused", "medium_large", "medium_missing", "medium_changed", "medium_damaged".
        """
        content = media.content(medium)
        if medium.sha256 not in self._absent and medium.sha256 not in self._present:
            self.look_up([medium.sha256])
        self._absent.discard(medium.sha256)
        found = self._present.pop(medium.sha256, None)
        row = self._mended(found, medium) if found else None
        row = self._described(row or self._uploaded(medium, content, post), medium)
        self._kept[medium.sha256] = row
        return row

    def kept(self, shas: Iterable[str]) -> Mapping[str, shapes.Medium]:
        """Return what ``keep`` returned for these media; those of an earlier process are looked up."""
        unknown = [sha for sha in shas if sha not in self._kept]
        if unknown:
            self._kept |= self._rows(unknown)
        return {sha: self._kept[sha] for sha in shas if sha in self._kept}

    def _rows(self, shas: Iterable[str]) -> dict[str, shapes.Medium]:
        slugs = [name for sha in shas for name in (_slug(sha), f"{_slug(sha)}-2")]
        params = {"slug": ",".join(slugs), "context": "edit", "per_page": MOST, "_fields": MEDIUM_FIELDS}
        rows = {row.slug: row for row in self._api.get(ROUTE, list[shapes.Medium], params)}
        for name, row in rows.items():
            if name.endswith("-2") and name.removesuffix("-2") in rows:
                self._api.delete(f"{ROUTE}/{row.id}")
        return {name.removeprefix("tayang-"): row for name, row in rows.items() if not name.endswith("-2")}

    def _uploaded(self, medium: Medium, content: bytes, post: int) -> shapes.Medium:
        """Upload a medium as it is, with its texts in the address: one request instead of two."""
        told = {"title": Path(medium.filename).stem, "post": post, "slug": _slug(medium.sha256)}
        with_texts = told | _texts(medium)
        params = with_texts if len(urlencode(with_texts)) <= MOST_QUERY else told
        headers = {
            "Content-Type": medium.mime,
            "Content-Disposition": f'attachment; filename="{_filename(medium)}"',
            "Content-MD5": hashlib.md5(content, usedforsecurity=False).hexdigest(),
        }
        asked = {**params, "_fields": MEDIUM_FIELDS, "context": "edit"}
        answer = self._api.answered("POST", ROUTE, params=asked, data=content, headers=headers)
        if not answer.ok:
            raise refusal(answer, f"{ROUTE} {medium.mime}")
        return self._first(shaped(answer, shapes.Medium), medium.sha256)

    def _first(self, row: shapes.Medium, sha: str) -> shapes.Medium:
        """Give way to an upload that came in between: its slug is the one that is looked up."""
        if row.slug != f"{_slug(sha)}-2":
            return row
        return self._rows([sha]).get(sha, row)

    def _mended(self, row: shapes.Medium, medium: Medium) -> shapes.Medium | None:
        """Have WordPress finish a photo whose upload was interrupted; None if too little of it is left."""
        if medium.mime not in PHOTOS or row.is_measured:
            return row
        try:
            return self._api.post(
                f"{ROUTE}/{row.id}/post-process", shapes.Medium, {"action": "create-image-subsizes"}, MEDIUM_FIELDS
            )
        except PublishError as error:
            if error.again:
                raise
        self._api.delete(f"{ROUTE}/{row.id}")
        return None

    def _described(self, row: shapes.Medium, medium: Medium) -> shapes.Medium:
        """Set alt text and caption where they differ; an empty one never wipes out what the library says."""
        stored = {"alt_text": row.alt_text, "caption": row.caption.raw}
        wanted = {name: text for name, text in _texts(medium).items() if _plain(stored[name]) != _plain(text)}
        if not wanted:
            return row
        return self._api.post(f"{ROUTE}/{row.id}", shapes.Medium, wanted, MEDIUM_FIELDS)


def _slug(sha: str) -> str:
    return f"tayang-{sha}"


def _filename(medium: Medium) -> str:
    """Return a name of ASCII letters that can be told apart in the uploads folder."""
    return f"{slug(Path(medium.filename).stem, 'berkas')}-{medium.sha256[:12]}{SUFFIXES[medium.mime]}"


def _texts(medium: Medium) -> dict[str, Any]:
    """Return the texts that are not empty: the alt text is text, the caption is HTML to WordPress."""
    texts = {"alt_text": medium.alt, "caption": html.escape(medium.caption, quote=False)}
    return {name: text for name, text in texts.items() if text.strip()}


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split())
