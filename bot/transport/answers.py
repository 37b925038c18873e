"""What stands in Telegram's place: answers read as they are meant, whoever wrote them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from telegram.error import TelegramError

UNREAD = frozenset({"entities", "caption_entities", "from", "reply_markup", "reply_to_message", "sender_chat"})
LONGEST_WAIT = 3600  # seconds that a header may ask for; Telegram itself asks in its answer
REFUSED = b'{"ok":false'
PARAMETERS = ("retry_after", "migrate_to_chat_id")
NO_STATUS = range(HTTPStatus.BAD_REQUEST, 600)


def decode(payload: bytes) -> dict[str, Any]:
    """Decode an answer of the Bot API, without what it cannot be. Raises TelegramError for anything else.

    The library trusts words to be words, and numbers to be numbers: what is neither would end a call in an error
    nobody foresaw.
    """
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict) or not ("result" in answer or answer.get("ok") is False):
        raise TelegramError("Invalid server response")
    if answer.get("ok") is False:
        return _refusal(answer)
    return {**answer, "result": _used(answer["result"])}


def _used(result: Any) -> Any:
    """Leave out of the messages that calls of ours come back with what nobody reads of them.

    python-telegram-bot makes an object of each entity and button of a text we have just sent: half of its work.
    """
    if isinstance(result, list):
        return [_used(each) for each in result]
    if not isinstance(result, dict) or "message_id" not in result:
        return result
    return {key: value for key, value in result.items() if key not in UNREAD}


def _refusal(answer: dict[str, Any]) -> dict[str, Any]:
    description, parameters = answer.get("description"), answer.get("parameters")
    found = parameters if isinstance(parameters, dict) else {}
    return {
        "ok": False,
        "description": description if isinstance(description, str) else "",
        "parameters": {key: found[key] for key in PARAMETERS if type(found.get(key)) in {int, float}},
    }


def status_of(status: int, payload: bytes) -> int:
    """Give the status that an answer means: a proxy may hand on a refusal as a success."""
    if status >= HTTPStatus.MULTIPLE_CHOICES or not payload.startswith(REFUSED):
        return status
    try:
        meant = json.loads(payload).get("error_code")
    except (ValueError, RecursionError):
        return status
    return meant if type(meant) is int and meant in NO_STATUS else HTTPStatus.BAD_GATEWAY


def with_wait(payload: bytes, headers: Mapping[str, str]) -> bytes:
    """Put the wait that a proxy asks for in a header where the Bot API has it, if the answer is none of its own."""
    seconds = headers.get("Retry-After", "").strip()
    if not (seconds.isascii() and seconds.isdigit()) or not int(seconds):
        return payload
    try:
        decode(payload)
    except TelegramError:
        wait = min(int(seconds), LONGEST_WAIT)
        words = f"a page in Telegram's place: retry after {wait}"
        return json.dumps({"ok": False, "description": words, "parameters": {"retry_after": wait}}).encode()
    return payload
