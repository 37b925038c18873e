"""Keyboards under a message: what Telegram accepts in `reply_markup`."""

from __future__ import annotations

from typing import Any

from bot.rehearsal import links
from bot.rehearsal.refusal import Json, bad_request

MOST_BUTTONS, MOST_IN_ROW = 100, 8
MOST_DATA_BYTES, MOST_COPY = 64, 256
MOST_PLACEHOLDER = 64
STYLES = frozenset({"danger", "success", "primary"})
DECORATION = frozenset({"text", "style", "icon_custom_emoji_id"})
ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
        "disabled",
    }
)
REQUESTS = frozenset(
    {
        "request_users",
        "request_chat",
        "request_managed_bot",
        "request_contact",
        "request_location",
        "request_poll",
        "web_app",
    }
)
_INLINE = "can't parse inline keyboard button"
_REPLY = "can't parse keyboard button"


def inline(markup: Json | None) -> Json | None:
    """The inline keyboard to keep in a Message; None for none. Raises Telegram's refusals.

    For editing methods, which take no other keyboard.
    """
    if markup is None:
        return None
    if "inline_keyboard" not in markup:
        raise bad_request("object expected as reply markup")
    rows = _rows(markup["inline_keyboard"], "inline_keyboard")
    checked = [[_inline_button(button) for button in row] for row in rows]
    if not any(checked):
        return None
    return {"inline_keyboard": [row for row in checked if row]}


def any_kind(markup: Json | None) -> tuple[Json | None, Json | None]:
    """For sending methods: (inline keyboard, any other keyboard); at most one is not None."""
    if markup is None or not markup:
        return None, None
    if "inline_keyboard" in markup:
        return inline(markup), None
    if "keyboard" in markup:
        return None, _reply_keyboard(markup)
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        _check_placeholder(markup)
        return None, markup
    raise bad_request("object expected as reply markup")


def _rows(rows: Any, name: str) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(f'field "{name}" must be an Array of Arrays')
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_ROW for row in rows):
        raise bad_request("reply markup is too long")
    return rows


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request(f"{_INLINE}: InlineKeyboardButton must be an Object")
    _check_face(button, _INLINE)
    actions = [name for name in button if name in ACTIONS]
    if not actions:
        raise bad_request(f"{_INLINE}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"{_INLINE}: Exactly one action must be specified")
    return _with_action(button, actions[0])


def _check_face(button: Json, where: str) -> None:
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request(f'{where}: Field "text" must be of type String')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if "style" in button and str(button["style"]) not in STYLES:
        raise bad_request(f"{where}: Invalid button style specified")


def _with_action(button: Json, action: str) -> Json:
    kept = {name: button[name] for name in ("text", "style", "icon_custom_emoji_id", action) if name in button}
    if action == "callback_data":
        _check_data(button[action])
    elif action == "url":
        kept["url"] = _button_url(button[action])
    elif action == "copy_text":
        _check_copy(button[action])
    return kept


def _check_data(data: Any) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= MOST_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _button_url(url: Any) -> str:
    link = links.checked(url) if isinstance(url, str) else None
    if link is None:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return link


def _check_copy(copy: Any) -> None:
    text = copy.get("text") if isinstance(copy, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= MOST_COPY:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _reply_keyboard(markup: Json) -> Json:
    rows = _rows(markup["keyboard"], "keyboard")
    _check_placeholder(markup)
    return {**markup, "keyboard": [[_reply_button(button) for button in row] for row in rows]}


def _reply_button(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request(f"{_REPLY}: KeyboardButton must be an Object")
    _check_face(button, _REPLY)
    if len(REQUESTS.intersection(button)) > 1:
        raise bad_request(f"{_REPLY}: Only one request may be specified")
    return button


def _check_placeholder(markup: Json) -> None:
    if len(str(markup.get("input_field_placeholder", ""))) > MOST_PLACEHOLDER:
        raise bad_request("input field placeholder is too long")
