"""Categories and tags: found where they are, made where the account may."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterable
from typing import Any

from bot.cms.base import PublishError
from bot.cms.common.names import slug
from bot.cms.common.options import Rubric
from bot.cms.common.shapes import shaped
from bot.cms.wordpress.api import MOST, Api
from bot.cms.wordpress.errors import refusal, trouble
from bot.cms.wordpress.shapes import TERM_FIELDS, Term

CATEGORIES, TAGS = "wp/v2/categories", "wp/v2/tags"


def category(api: Api, rubric: Rubric) -> int:
    """Return the id of a section's category; it is made if it is missing and the account may.

    Raises PublishError("section_unknown").
    """
    found = find_category(api, rubric)
    if found:
        return found.id
    try:
        return _made(api, CATEGORIES, {"name": rubric.name, "slug": rubric.remote})
    except PublishError as error:
        if error.code != "right_missing":
            raise
        raise PublishError("section_unknown", f"{rubric.remote}: may not be made", again=False) from error


def find_category(api: Api, rubric: Rubric) -> Term | None:
    """Return a section's category: by its number, else by its slug, else by its name."""
    number = rubric.remote.isascii() and rubric.remote.isdigit()
    by_slug = {"include": rubric.remote} if number else {"slug": rubric.remote}
    found = _listed(api, CATEGORIES, by_slug)
    if found:
        return found[0]
    named = _listed(api, CATEGORIES, {"search": rubric.name})
    return next((term for term in named if _name(term.name) == _name(rubric.name)), None)


def all_categories(api: Api) -> list[Term]:
    """Return the website's first hundred categories, empty ones too."""
    return _listed(api, CATEGORIES, {"orderby": "count", "order": "desc"})


def tags(api: Api, names: Iterable[str]) -> tuple[int, ...]:
    """Return the ids of tags, in order; one that is missing and may not be made is left out: no page waits for it."""
    wanted = {_slug(name): name for name in names if name.strip()}
    if not wanted:
        return ()
    known = {term.slug: term.id for term in _listed(api, TAGS, {"slug": ",".join(wanted)})}
    ids = [known.get(key) or _tag(api, key, name) for key, name in wanted.items()]
    return tuple(dict.fromkeys(found for found in ids if found))


def _tag(api: Api, key: str, name: str) -> int:
    try:
        return _made(api, TAGS, {"name": name, "slug": key})
    except PublishError as error:
        if error.code != "right_missing":
            raise
        return 0


def _made(api: Api, route: str, fields: dict[str, Any]) -> int:
    """Make a term; one of this name that is there already, under another slug or since a moment ago, is taken."""
    answer = api.answered("POST", route, params={"_fields": TERM_FIELDS}, json=fields)
    told = trouble(answer)
    there = told.datum("term_id")
    if told.code == "term_exists" and isinstance(there, int):
        return there
    if not answer.ok:
        raise refusal(answer, route)
    return shaped(answer, Term).id


def _listed(api: Api, route: str, params: dict[str, Any]) -> list[Term]:
    return api.get(route, list[Term], {"per_page": MOST, "_fields": TERM_FIELDS, **params})


def _slug(name: str) -> str:
    """Return a slug of our own making, also for a name without a Latin letter."""
    return slug(name, "") or f"t-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def _name(text: str) -> str:
    return " ".join(html.unescape(text).casefold().split())
