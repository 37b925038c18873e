"""What stands in the way of publishing on a Joomla website, and what its interface cannot do."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from bot.cms.base import Problem, PublishError
from bot.cms.common.options import in_the_clear
from bot.cms.common.shapes import FORBIDDEN, NOT_FOUND, UNAUTHORISED, refusal
from bot.cms.http import Answer
from bot.cms.joomla.api import Api
from bot.cms.joomla.fields import Rubrics
from bot.cms.joomla.settings import Joomla
from bot.config import Secret

#: True of every Joomla: said once a check, so that nobody finds out from a page.
LIMITS = (
    Problem("joomla_addresses", "index.php?option=com_content&view=article&id=…", "warning"),
    Problem("joomla_tags", "tags", "warning"),
)


def problems(joomla: Joomla, api: Api, rubrics: Rubrics) -> list[Problem]:
    """Return what was found; an error ends the list where nothing after it could be judged."""
    found = in_the_clear(joomla.site.base_url, joomla.api)
    try:
        found += _errors(joomla, api, rubrics)
    except PublishError as error:
        found.append(Problem(error.code, error.detail, "error"))
    found += api.noise()
    return [*found, *LIMITS] if not any(problem.severity == "error" for problem in found) else found


def _errors(joomla: Joomla, api: Api, rubrics: Rubrics) -> Iterator[Problem]:
    """Ask what publishing will ask; the right to edit and to publish shows only when it is used."""
    answer = api.articles()
    if not answer.ok:
        yield _refused(answer, "content/articles")
        return
    if api.articles(Secret(secrets.token_hex(16))).ok:
        # The list is open to everybody, so that it says nothing about our token.
        yield Problem("api_public", "content/articles", "warning")
    may = api.empty_article()
    if may.status in {UNAUTHORISED, FORBIDDEN}:
        yield _refused(may, "POST content/articles")
    if not joomla.site.rubrics:
        yield Problem("sections_empty", "no section is configured", "error")
    yield from (Problem("section_unknown", key, "error") for key in rubrics.missing())
    yield from _media(api.folder())


def _media(answer: Answer) -> Iterator[Problem]:
    if answer.status in {UNAUTHORISED, FORBIDDEN}:
        yield _refused(answer, "media/files")
    elif not answer.ok:
        yield Problem("media_missing", f"media/files: HTTP {answer.status}", "error")


def _refused(answer: Answer, place: str) -> Problem:
    if answer.status == NOT_FOUND:
        return Problem("api_missing", f"{place}: HTTP {answer.status}", "error")
    error = refusal(answer, place)
    return Problem(error.code, error.detail, "error")
