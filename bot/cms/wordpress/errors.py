"""What a refusal of WordPress means to the office: its codes, and what firewalls answer in its place, as ours."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from bot.cms.base import PublishError
from bot.cms.http import Answer, SiteError
from bot.cms.wordpress.shapes import Trouble

MOST_WORDS = 160
MOST_LETTERS = 10
THREE_BYTES = 0xFFFF  # the last letter that a table in MySQL's "utf8" can hold
NOT_STORED = frozenset({"db_insert_error", "db_update_error"})
UNAUTHORISED, FORBIDDEN, NOT_FOUND, TOO_LARGE = 401, 403, 404, 413

#: WordPress's codes (wp-includes/rest-api, user.php) and ours. What is not here is told from the HTTP status.
CODES = {
    "rest_not_logged_in": "denied",
    "incorrect_password": "login_wrong",
    "invalid_username": "login_wrong",
    "invalid_email": "login_wrong",
    "application_passwords_disabled": "app_passwords_off",
    "application_passwords_disabled_for_user": "app_passwords_off",
    "rest_no_route": "api_missing",
    "rest_disabled": "api_off",
    "rest_api_disabled": "api_off",
    "rest_cannot_access": "api_off",
    "rest_login_required": "api_off",
    "rest_not_allowed": "api_off",
    "itsec_rest_api_access_restricted": "api_off",
    "rest_post_invalid_id": "not_found",
    "rest_upload_sideload_error": "medium_refused",
    "rest_upload_file_too_big": "medium_large",
    "rest_upload_limited_space": "medium_large",
    "rest_upload_no_data": "medium_large",
    "rest_upload_hash_mismatch": "medium_damaged",
}
RIGHTS = re.compile(r"rest_(?:cannot_\w+|forbidden\w*|unauthorized|user_cannot_\w+)")
AGAIN = frozenset({"medium_damaged"})


def trouble(answer: Answer) -> Trouble:
    """Return the error an answer tells; one without a code if it is none of WordPress's."""
    try:
        return msgspec.convert(answer.json(), Trouble)
    except (PublishError, msgspec.ValidationError):
        return Trouble()


def refusal(answer: Answer, doing: str) -> PublishError:
    """Return what a refusal means; ``doing`` says in a few words what was asked, for the log."""
    told = trouble(answer)
    known = None if told.code else answer.trouble(doing)
    if known:
        return known
    code = CODES.get(told.code) or _by_status(answer.status, told)
    words = html.unescape(re.sub(r"<[^>]*>", "", told.message))[:MOST_WORDS]
    detail = f"{doing}: HTTP {answer.status} {told.code[:60]} {words}"
    return PublishError(code, " ".join(detail.split()), again=code in AGAIN)


def narrow(error: SiteError, what: Mapping[str, Any]) -> PublishError | None:
    """Return what a database says no to that holds three bytes a letter, when it was sent letters of four."""
    said = trouble(error.answer)
    sent = wide(json.dumps(dict(what), ensure_ascii=False, default=str))
    if said.code in NOT_STORED and sent:
        return PublishError("charset", f"{said.code}: {sent}", again=False)
    return None


def wide(text: str) -> str:
    """Return the letters of a text that need four bytes, each once: emoji, and letters of rare scripts."""
    return "".join(dict.fromkeys(letter for letter in text if ord(letter) > THREE_BYTES))[:MOST_LETTERS]


def explained(error: SiteError, doing: str) -> PublishError:
    """Return what an HTTP 500 means: WordPress says so of some refusals that no second attempt can change."""
    meaning = CODES.get(trouble(error.answer).code)
    return refusal(error.answer, doing) if meaning else error


def is_blind(answer: Answer) -> bool:
    """Say whether WordPress does not take us for somebody who may see drafts: it then calls the wish itself odd."""
    told = trouble(answer)
    params = told.datum("params")
    return told.code == "rest_invalid_param" and isinstance(params, dict) and "status" in params


def _by_status(status: int, told: Trouble) -> str:
    if RIGHTS.fullmatch(told.code):
        return "right_missing"
    if status == TOO_LARGE:
        return "medium_large"
    if status in {UNAUTHORISED, FORBIDDEN}:
        return "api_off"
    return "refused" if told.code else "api_missing"
