"""Which chat a call means, and whether the bot may write there; the refusals if it may not."""

from __future__ import annotations

from bot.rehearsal.core import Core
from bot.rehearsal.refusal import bad_request, forbidden, migrated
from bot.rehearsal.rules import Args
from bot.rehearsal.world import Group, Person


def known_chat(core: Core, args: Args, name: str = "chat_id") -> int:
    """The id of the chat a call names. Raises "chat not found" and the migration's refusal."""
    if not args.has(name):
        raise bad_request("chat_id is empty")
    chat_id = args.integer(name, 0)
    if not core.world.knows(chat_id):
        raise bad_request("chat not found")
    group = core.world.groups.get(chat_id)
    if group is not None and group.migrated_to is not None:
        raise migrated(group.migrated_to)
    return chat_id


def writable_chat(core: Core, args: Args) -> int:
    """The id of a chat the bot may write to. Raises the 400 and 403 that Telegram has for it."""
    if args.has("business_connection_id"):
        raise bad_request("business connection not found")
    chat_id = known_chat(core, args)
    if chat_id in core.world.groups:
        _refuse_group(core.world.groups[chat_id])
    else:
        _refuse_person(core.world.people[chat_id])
    if args.integer("message_thread_id", 0):
        raise bad_request("message thread not found")
    return chat_id


def _refuse_person(person: Person) -> None:
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")


def _refuse_group(group: Group) -> None:
    if group.channel and not group.bot_present:
        raise forbidden("bot is not a member of the channel chat")
    if not group.bot_present:
        raise forbidden(f"bot was kicked from the {group.kind} chat")
    if group.channel and not group.bot_admin:
        raise bad_request("need administrator rights in the channel chat")
