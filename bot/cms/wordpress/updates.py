"""What was last published or changed on a WordPress, whoever did it: drafts and other categories are no news."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from bot.cms.base import Update
from bot.cms.common.options import Rubric
from bot.cms.wordpress.api import MOST, Api
from bot.cms.wordpress.shapes import CHANGED_FIELDS, Changed
from bot.cms.wordpress.terms import find_category

POSTS, PAGES = "wp/v2/posts", "wp/v2/pages"

_TAG = re.compile(r"<[^<>]*>")


def of_section(api: Api, rubric: Rubric) -> Update | None:
    """Return the post of a section's category that was changed last, None of an empty or missing category."""
    category = find_category(api, rubric)
    if category is None:
        return None
    wanted = {"categories": category.id, "status": "publish", "orderby": "modified", "order": "desc", "per_page": 1}
    found = api.get(POSTS, list[Changed], {**wanted, "_fields": CHANGED_FIELDS})
    return _update(found[0]) if found else None


def of_page(api: Api, url: str) -> Update | None:
    """Return the last change of the page with this address, None where there is no such page."""
    path = _path(url)
    wanted = {"slug": path.rpartition("/")[2], "status": "publish", "per_page": MOST, "_fields": CHANGED_FIELDS}
    found = api.get(PAGES, list[Changed], wanted) if wanted["slug"] else []
    return next((_update(page) for page in found if _path(page.link) == path), None)


def _path(url: str) -> str:
    try:
        return unquote(urlsplit(url).path).strip("/")
    except ValueError:
        return ""


def _update(changed: Changed) -> Update | None:
    """Take the later of the two moments; a post that was given a date in the past came out when it was changed."""
    moments = [at for at in map(_moment, (changed.modified_gmt, changed.date_gmt)) if at is not None]
    title = html.unescape(_TAG.sub("", changed.title.rendered)).strip()
    return Update(max(moments), title, changed.link) if moments else None


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None
    except ValueError:
        return None
