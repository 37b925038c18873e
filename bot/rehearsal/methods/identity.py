"""getMe, the bot's names and descriptions, its commands, logOut and close."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from bot.rehearsal.core import Core
from bot.rehearsal.refusal import Json, bad_request, too_many
from bot.rehearsal.rules import Args

CLOSE_SECONDS = 600
"""Telegram refuses `close` in the first ten minutes after the bot was launched."""

MOST_COMMANDS, LONGEST_DESCRIPTION = 100, 256
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
PLAIN_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})
TEXTS = {"name": 64, "description": 512, "short_description": 120}


def get_me(core: Core, _args: Args) -> Json:
    """https://core.telegram.org/bots/api#getme"""
    return {
        **core.world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def log_out(core: Core, _args: Args) -> bool:
    """https://core.telegram.org/bots/api#logout"""
    core.logged_out = True
    return True


def close(core: Core, _args: Args) -> bool:
    """https://core.telegram.org/bots/api#close"""
    left = CLOSE_SECONDS - (core.wire() - core.launched)
    if left > 0:
        raise too_many(math.ceil(left))
    return True


def set_my_commands(core: Core, args: Args) -> bool:
    """https://core.telegram.org/bots/api#setmycommands"""
    commands = args.array("commands") or []
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    key = _scope(core, args), _language(args)
    kept = [_command(each) for each in commands]
    if kept:
        core.world.commands[key] = kept
    else:
        core.world.commands.pop(key, None)
    _tell_commands(core, key[0])
    return True


def get_my_commands(core: Core, args: Args) -> list[Json]:
    """https://core.telegram.org/bots/api#getmycommands"""
    return core.world.commands.get((_scope(core, args), _language(args)), [])


def delete_my_commands(core: Core, args: Args) -> bool:
    """https://core.telegram.org/bots/api#deletemycommands"""
    scope = _scope(core, args)
    core.world.commands.pop((scope, _language(args)), None)
    _tell_commands(core, scope)
    return True


def _tell_commands(core: Core, scope: str) -> None:
    """Tells the phones of each chat whose menu may have changed."""
    _, _, place = scope.partition(":")
    everywhere = [*core.world.people, *core.world.groups]
    for chat_id in [int(place.partition(":")[0])] if place else everywhere:
        core.changes.tell({"event": "commands", "chat_id": chat_id})


def _command(given: Any) -> Json:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = str(given.get("command", "")), str(given.get("description", ""))
    name = name.removeprefix("/")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description.strip()) <= LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _scope(core: Core, args: Args) -> str:
    """The scope as a key: its type, then chat and member where it has them."""
    scope = args.object("scope") or {"type": "default"}
    kind = str(scope.get("type"))
    if kind in PLAIN_SCOPES:
        return kind
    if kind not in CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    own = Args(scope, {})
    chat_id = own.integer("chat_id", 0)
    if not core.world.knows(chat_id):
        raise bad_request("chat not found")
    if kind != "chat" and chat_id not in core.world.groups:
        raise bad_request("chat not found" if kind == "chat_administrators" else "PEER_ID_INVALID")
    member = f":{_member(core, own)}" if kind == "chat_member" else ""
    return f"{kind}:{chat_id}{member}"


def _member(core: Core, scope: Args) -> int:
    user_id = scope.integer("user_id", 0)
    if user_id not in core.world.people:
        raise bad_request("user not found")
    return user_id


def _language(args: Args) -> str:
    code = args.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("LANG_CODE_INVALID")
    return code


def _setter(name: str) -> Callable[[Core, Args], bool]:
    def set_text(core: Core, args: Args) -> bool:
        text = args.text(name)
        if len(text) > TEXTS[name]:
            raise bad_request(f"BOT_{name.upper()}_TOO_LONG")
        core.world.profile[name, _language(args)] = text
        return True

    return set_text


def _getter(name: str) -> Callable[[Core, Args], Json]:
    def get_text(core: Core, args: Args) -> Json:
        profile, code = core.world.profile, _language(args)
        default = core.world.bot["first_name"] if name == "name" else ""
        return {name: profile.get((name, code)) or profile.get((name, "")) or default}

    return get_text


HANDLERS: dict[str, Callable[[Core, Args], Any]] = {
    "getMe": get_me,
    "logOut": log_out,
    "close": close,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
}
