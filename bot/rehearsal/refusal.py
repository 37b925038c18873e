"""How Telegram says no: one exception, and the sentences it uses in more than one method."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, CONFLICT = 400, 401, 403, 404, 409
TOO_LARGE, TOO_MANY = 413, 429

PREFIXES = {BAD_REQUEST: "Bad Request: ", FORBIDDEN: "Forbidden: ", CONFLICT: "Conflict: "}


class Refusal(Exception):  # noqa: N818 - Telegram's answer, not an error of this code
    """A call is refused: an HTTP status, Telegram's words and, for two errors, parameters.

    `late` marks an answer to a tap that came after Telegram had forgotten the tap: no mistake in
    the call itself, so it is counted apart. `body` is what is answered where it is none of Telegram's JSON.
    """

    def __init__(
        self, code: int, words: str, parameters: Json | None = None, *, late: bool = False, body: bytes | None = None
    ) -> None:
        self.code = code
        self.description = PREFIXES.get(code, "") + words
        self.parameters = parameters
        self.late = late
        self.body = body
        super().__init__(self.description)


def bad_request(words: str) -> Refusal:
    """A 400 with Telegram's "Bad Request: " before `words`."""
    return Refusal(BAD_REQUEST, words)


def forbidden(words: str) -> Refusal:
    """A 403 with Telegram's "Forbidden: " before `words`."""
    return Refusal(FORBIDDEN, words)


def too_many(retry_after: int) -> Refusal:
    """A 429 that names the whole seconds to wait, in words and in `parameters`."""
    words = f"Too Many Requests: retry after {retry_after}"
    return Refusal(TOO_MANY, words, {"retry_after": retry_after})


def migrated(new_chat_id: int) -> Refusal:
    """A 400 for a group that became a supergroup; `parameters` carry its new id."""
    return Refusal(
        BAD_REQUEST,
        "group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": new_chat_id},
    )


def late_answer() -> Refusal:
    """A 400 for an answer to a tap Telegram has forgotten, never knew, or had answered before."""
    return Refusal(
        BAD_REQUEST,
        "query is too old and response timeout expired or query ID is invalid",
        late=True,
    )
