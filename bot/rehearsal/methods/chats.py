"""getChat, getChatMember and their kin; leaveChat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.rehearsal.core import Core
from bot.rehearsal.methods.targets import known_chat
from bot.rehearsal.refusal import Json, bad_request, forbidden
from bot.rehearsal.rules import Args
from bot.rehearsal.world import Group

ADMIN_RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "is_anonymous",
)
GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def get_chat(core: Core, args: Args) -> Json:
    """https://core.telegram.org/bots/api#getchat"""
    chat_id = known_chat(core, args)
    _group_of_bot(core, chat_id)
    full = {"accent_color_id": 3, "max_reaction_count": 11, "accepted_gift_types": GIFTS}
    return {**core.world.chat(chat_id), **full}


def get_chat_member(core: Core, args: Args) -> Json:
    """https://core.telegram.org/bots/api#getchatmember"""
    chat_id, user_id = known_chat(core, args), args.integer("user_id", 0)
    group = _group_of_bot(core, chat_id)
    if user_id == core.world.bot["id"]:
        return bot_member(core, group)
    person = core.world.people.get(user_id)
    if person is None:
        raise bad_request("user not found" if group is None else "PARTICIPANT_ID_INVALID")
    if group is None:
        return {"user": person.user(), "status": "member" if user_id == chat_id else "left"}
    return _member(group, person.user(), user_id in group.admin_ids)


def get_chat_member_count(core: Core, args: Args) -> int:
    """https://core.telegram.org/bots/api#getchatmembercount"""
    group = _group_of_bot(core, known_chat(core, args))
    return 2 if group is None else len(group.member_ids) + 1


def get_chat_administrators(core: Core, args: Args) -> list[Json]:
    """https://core.telegram.org/bots/api#getchatadministrators"""
    group = _group_of_bot(core, known_chat(core, args))
    if group is None:
        raise bad_request("there are no administrators in the private chat")
    people = core.world.people
    return [_member(group, people[each].user(), admin=True) for each in group.admin_ids]


def leave_chat(core: Core, args: Args) -> bool:
    """https://core.telegram.org/bots/api#leavechat"""
    group = _group_of_bot(core, known_chat(core, args))
    if group is None:
        raise bad_request("chat member status can't be changed in private chats")
    group.bot_present = group.bot_admin = False
    core.changes.tell({"event": "people"})
    return True


def bot_member(core: Core, group: Group | None) -> Json:
    """The bot itself as a member of a group, or of a private chat (None)."""
    user = core.world.bot
    if group is None:
        return {"user": user, "status": "member"}
    if not group.bot_present:
        return {"user": user, "status": "kicked", "until_date": 0}
    return _member_of(user, group.bot_admin, channel=group.channel)


def _member(group: Group, user: Json, admin: bool) -> Json:
    if user["id"] not in group.member_ids:
        return {"user": user, "status": "left"}
    return _member_of(user, admin)


def _member_of(user: Json, admin: bool, *, channel: bool = False) -> Json:
    if not admin:
        return {"user": user, "status": "member"}
    rights = {right: right in ("can_manage_chat", "can_delete_messages") for right in ADMIN_RIGHTS}
    if channel:
        rights |= {"can_post_messages": True, "can_edit_messages": True}
    return {"user": user, "status": "administrator", **rights}


def _group_of_bot(core: Core, chat_id: int) -> Group | None:
    group = core.world.groups.get(chat_id)
    if group is not None and not group.bot_present:
        words = "is not a member of the channel chat" if group.channel else f"was kicked from the {group.kind} chat"
        raise forbidden(f"bot {words}")
    return group


HANDLERS: dict[str, Callable[[Core, Args], Any]] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "getChatAdministrators": get_chat_administrators,
    "leaveChat": leave_chat,
}
