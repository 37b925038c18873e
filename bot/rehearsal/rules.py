"""Which parameters each method has, which it cannot do without, and of what type they are.

A "!" marks a required one. Telegram refuses a missing one in the words of `MISSING`; an unknown
or ill-typed one it silently ignores, which hides a bot's mistake: those are noted as oddities.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.rehearsal.files import Upload
from bot.rehearsal.refusal import bad_request

_SEND = (
    "business_connection_id:str chat_id!:chat message_thread_id:int direct_messages_topic_id:int"
    " disable_notification:bool protect_content:bool allow_paid_broadcast:bool"
    " message_effect_id:str suggested_post_parameters:object reply_parameters:object"
    " reply_markup:object"
)
_CAPTION = "caption:str parse_mode:str caption_entities:array"
_EDIT = "business_connection_id:str chat_id:chat message_id:int inline_message_id:str reply_markup:object"
_COMMANDS = "scope:object language_code:str"

_TABLE = {
    "getMe": "",
    "logOut": "",
    "close": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:array",
    "setWebhook": "url!:str certificate:file ip_address:str max_connections:int"
    " allowed_updates:array drop_pending_updates:bool secret_token:str",
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "sendMessage": f"{_SEND} text!:str parse_mode:str entities:array link_preview_options:object",
    "sendPhoto": f"{_SEND} {_CAPTION} photo!:file show_caption_above_media:bool has_spoiler:bool",
    "sendDocument": f"{_SEND} {_CAPTION} document!:file thumbnail:file disable_content_type_detection:bool",
    "sendMediaGroup": "business_connection_id:str chat_id!:chat message_thread_id:int"
    " direct_messages_topic_id:int media!:array disable_notification:bool protect_content:bool"
    " allow_paid_broadcast:bool message_effect_id:str reply_parameters:object",
    "editMessageText": f"{_EDIT} text:str parse_mode:str entities:array"
    " link_preview_options:object rich_message:object",
    "editMessageCaption": f"{_EDIT} {_CAPTION} show_caption_above_media:bool",
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": "chat_id!:chat message_id!:int",
    "deleteMessages": "chat_id!:chat message_ids!:array",
    "answerCallbackQuery": "callback_query_id!:str text:str show_alert:bool url:str cache_time:int",
    "setMyCommands": f"commands!:array {_COMMANDS}",
    "getMyCommands": _COMMANDS,
    "deleteMyCommands": _COMMANDS,
    "setMyName": "name:str language_code:str",
    "getMyName": "language_code:str",
    "setMyDescription": "description:str language_code:str",
    "getMyDescription": "language_code:str",
    "setMyShortDescription": "short_description:str language_code:str",
    "getMyShortDescription": "language_code:str",
    "getFile": "file_id!:str",
    "sendChatAction": "business_connection_id:str chat_id!:chat message_thread_id:int action!:str",
    "getChat": "chat_id!:chat",
    "getChatMember": "chat_id!:chat user_id!:int",
    "getChatMemberCount": "chat_id!:chat",
    "getChatAdministrators": "chat_id!:chat return_bots:bool",
    "leaveChat": "chat_id!:chat",
    "setMessageReaction": "chat_id!:chat message_id!:int reaction:array is_big:bool",
}

MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "media": "there are no messages to send",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "user_id": "invalid user_id specified",
    "file_id": "file_id not specified",
    "action": "wrong parameter action in request",
    "commands": 'parameter "commands" is required',
}
ILL_FORMED = {
    "reply_markup": "object expected as reply markup",
    "entities": "can't parse entities: Expected an Array",
    "caption_entities": "can't parse entities: Expected an Array",
    "media": "expected an Array of InputMedia",
    "message_ids": "can't parse message identifiers JSON array",
    "commands": "can't parse commands JSON array",
    "scope": "can't parse BotCommandScope: expected an Object",
    "reaction": "can't parse reaction types: expected an Array",
    "reply_parameters": "can't parse reply parameters: expected an Object",
    "allowed_updates": "can't parse allowed updates: expected an Array of String",
}
TRUE_WORDS = frozenset({"true", "yes", "1"})


class Method:
    """A method's parameters: their types by name, and the names of the required ones."""

    def __init__(self, spec: str) -> None:
        fields = [field.split(":") for field in spec.split()]
        self.types = {name.rstrip("!"): kind for name, kind in fields}
        self.required = [name[:-1] for name, _ in fields if name.endswith("!")]


METHODS = {name: Method(spec) for name, spec in _TABLE.items()}
BY_LOWER = {name.lower(): name for name in METHODS}
"""Telegram does not mind the case of a method's name."""


class Args:
    """The parameters of one call: text from a form or JSON values, and the uploaded files."""

    def __init__(self, params: Mapping[str, Any], files: Mapping[str, Upload]) -> None:
        self._params = params
        self.files = files

    def has(self, name: str) -> bool:
        """Whether it was given and is not empty, as a value or as a file."""
        return self._params.get(name) not in (None, "") or name in self.files

    def text(self, name: str) -> str:
        """A string; "" when it is missing."""
        value = self._params.get(name)
        if value is None:
            return ""
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        _refuse_surrogates(text)
        return text

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; `default` when it is missing or is none, as Telegram does."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def clamped(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number, brought between `low` and `high`."""
        return max(low, min(high, self.integer(name, default)))

    def flag(self, name: str) -> bool:
        """A yes or no."""
        return self.text(name).lower() in TRUE_WORDS

    def array(self, name: str) -> list[Any] | None:
        """A JSON array; None when missing. Raises the refusal of anything else."""
        value: list[Any] | None = self._json(name, list)
        return value

    def object(self, name: str) -> dict[str, Any] | None:
        """A JSON object; None when missing. Raises the refusal of anything else."""
        value: dict[str, Any] | None = self._json(name, dict)
        return value

    def _json(self, name: str, kind: type[Any]) -> Any:
        value = self._params.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            value = _parsed(value)
        _refuse_surrogates(json.dumps(value, ensure_ascii=False))
        if not isinstance(value, kind):
            raise bad_request(ILL_FORMED.get(name, f"can't parse {name}"))
        return value


def _refuse_surrogates(text: str) -> None:
    """Half a character cannot be written as UTF-8; Telegram refuses it, wherever it stands."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _parsed(value: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


def require(method: Method, args: Args) -> None:
    """Raises the refusal of the first required parameter that is missing."""
    for name in method.required:
        if name in MISSING and not args.has(name):
            raise bad_request(MISSING[name])


def oddities(method: Method, args: Args, given: Mapping[str, Any]) -> list[str]:
    """What Telegram would silently ignore: unknown parameters, numbers that are none."""
    odd = [f"unknown parameter {name}" for name in given if name not in method.types]
    for name, kind in method.types.items():
        if kind == "int" and args.has(name) and args.integer(name, -1) != args.integer(name, -2):
            odd.append(f"{name} is not a number")
    return odd
