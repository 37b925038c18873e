"""What stands in the way of publishing on a Drupal website, and what its interface cannot do."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from bot.cms.base import Problem, PublishError
from bot.cms.common.options import in_the_clear
from bot.cms.common.shapes import FORBIDDEN, UNAUTHORISED, WRONG_METHOD, points_at, refusal, shaped
from bot.cms.drupal.api import DOCUMENTS, Api, Entry, Many
from bot.cms.drupal.fields import Rubrics
from bot.cms.drupal.settings import Drupal
from bot.cms.http import Answer


def problems(drupal: Drupal, api: Api, rubrics: Rubrics) -> list[Problem]:
    """Return what was found; an error ends the list where nothing after it could be judged."""
    found = in_the_clear(drupal.site.base_url)
    try:
        found += _errors(drupal, api, rubrics)
    except PublishError as error:
        found.append(Problem(error.code, error.detail, "error"))
    found += api.noise()
    return [*found, *_limits(drupal)] if not any(problem.severity == "error" for problem in found) else found


def signed_in(api: Api) -> str:
    """Return the name of the account we are signed in with, or ""."""
    answer = api.entry()
    me = shaped(answer, Entry).meta.links.me if answer.ok else None
    return api.person(str(uuid.UUID(me.meta["id"]))) if me and _is_uuid(me.meta.get("id", "")) else ""


def _limits(drupal: Drupal) -> list[Problem]:
    """True of every Drupal: said once a check, so that nobody finds out from a page."""
    tags = Problem("drupal_tags", drupal.section, "warning")
    return [
        Problem("drupal_addresses", f"{drupal.site.base_url}/node/…", "warning"),
        Problem("drupal_format", drupal.text_format, "warning"),
        tags,
    ]


def _errors(drupal: Drupal, api: Api, rubrics: Rubrics) -> Iterator[Problem]:
    """Ask what publishing will ask; what is refused changes nothing."""
    answer = api.entry()
    if not answer.ok:
        yield _refused(answer, "jsonapi")
        return
    entry = shaped(answer, Entry)
    if entry.meta.links.me is None:
        # A wrong password is no error to JSON:API: it just answers as to a visitor.
        yield Problem("denied", "jsonapi: not signed in", "error")
        return
    if f"node--{drupal.content_type}" not in entry.links:
        yield Problem("field_missing", f"node--{drupal.content_type}", "error")
        return
    yield from _rights(api)
    yield from _fields(drupal, api.any_node())
    if not drupal.site.rubrics:
        yield Problem("sections_empty", "no section is configured", "error")
    yield from (Problem("section_unknown", key, "error") for key in rubrics.missing())
    if "media--document" not in entry.links:
        yield Problem("documents_missing", DOCUMENTS, "warning")


def _rights(api: Api) -> Iterator[Problem]:
    nobody = str(uuid.uuid4())
    answer = api.impossible(nobody)
    if answer.status == WRONG_METHOD:
        yield _refused(answer, "jsonapi")
        return
    answer = api.too_long_a_node(nobody, {"status": False})
    if answer.status == FORBIDDEN and points_at(answer, "status"):
        moderated = api.too_long_a_node(nobody, {"moderation_state": "draft"})
        if points_at(moderated, "title"):
            return
    if answer.status in {UNAUTHORISED, FORBIDDEN}:
        yield _refused(answer, "jsonapi, POST")


def _fields(drupal: Drupal, answer: Answer) -> Iterator[Problem]:
    """Look at any node for the fields we shall write to; an empty website tells nothing."""
    if not answer.ok:
        yield _refused(answer, "jsonapi, GET")
        return
    for resource in shaped(answer, Many).data[:1]:
        if drupal.body not in resource.attributes:
            yield Problem("field_missing", drupal.body, "error")
        for name in (drupal.image, drupal.section):
            if name not in resource.relationships:
                yield Problem("field_missing", name, "error")


def _refused(answer: Answer, place: str) -> Problem:
    error = refusal(answer, place)
    return Problem(error.code, error.detail, "error")


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
