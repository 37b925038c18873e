"""editMessage..., deleteMessage(s) and setMessageReaction: what the bot does to old messages."""

from __future__ import annotations

from bot.rehearsal import keyboards
from bot.rehearsal.core import Core
from bot.rehearsal.methods.sending import checked_caption, checked_text
from bot.rehearsal.methods.targets import known_chat, writable_chat
from bot.rehearsal.refusal import Json, Refusal, bad_request
from bot.rehearsal.rules import Args
from bot.rehearsal.world import Stored

DELETE_SECONDS = 48 * 3600
MOST_DELETED = 100
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
TEXT_FIELDS = ("text", "entities", "link_preview_options", "reply_markup")
CAPTION_FIELDS = ("caption", "caption_entities", "show_caption_above_media", "reply_markup")
REACTIONS = frozenset(
    [
        *"❤👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻",
        *"👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡",
        "❤\u200d🔥",
        "👨\u200d💻",
        "🤷\u200d♂",
        "🤷\u200d♀",
    ]
)
"""The emoji of the Bot API's ReactionTypeEmoji; no tick, no cross, no hourglass among them."""


def edit_text(core: Core, args: Args) -> Json:
    """https://core.telegram.org/bots/api#editmessagetext"""
    stored = _editable(core, args)
    content = checked_text(core, args)
    if "text" not in stored.body:
        raise bad_request("there is no text in the message to edit")
    return _changed(core, stored, {**content, **_markup(args)}, TEXT_FIELDS)


def edit_caption(core: Core, args: Args) -> Json:
    """https://core.telegram.org/bots/api#editmessagecaption"""
    stored = _editable(core, args)
    content = checked_caption(core, args)
    if not stored.body.keys() & {"photo", "document"}:
        raise bad_request("there is no caption in the message to edit")
    return _changed(core, stored, {**content, **_markup(args)}, CAPTION_FIELDS)


def edit_markup(core: Core, args: Args) -> Json:
    """https://core.telegram.org/bots/api#editmessagereplymarkup"""
    return _changed(core, _editable(core, args), _markup(args), ("reply_markup",))


def delete_message(core: Core, args: Args) -> bool:
    """https://core.telegram.org/bots/api#deletemessage"""
    chat_id, message_id = known_chat(core, args), args.integer("message_id", 0)
    refusal = _why_not_deleted(core, chat_id, message_id)
    if refusal is not None:
        raise refusal
    core.delete(chat_id, [message_id])
    return True


def delete_messages(core: Core, args: Args) -> bool:
    """https://core.telegram.org/bots/api#deletemessages (skips what it cannot delete)"""
    chat_id, ids = known_chat(core, args), args.array("message_ids") or []
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MOST_DELETED:
        raise bad_request("too many message identifiers specified")
    wanted = [each for each in ids if isinstance(each, int)]
    core.delete(chat_id, [each for each in wanted if _why_not_deleted(core, chat_id, each) is None])
    return True


def set_reaction(core: Core, args: Args) -> bool:
    """https://core.telegram.org/bots/api#setmessagereaction"""
    chat_id, message_id = writable_chat(core, args), args.integer("message_id", 0)
    reactions = args.array("reaction") or []
    stored = core.world.find(chat_id, message_id)
    if stored is None:
        raise bad_request("message to react not found")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not all(_is_reaction(each) for each in reactions):
        raise bad_request("REACTION_INVALID")
    core.reactions[chat_id, message_id] = reactions
    core.tell_message(stored)
    return True


def _is_reaction(reaction: object) -> bool:
    return isinstance(reaction, dict) and reaction.get("type") == "emoji" and str(reaction.get("emoji")) in REACTIONS


def _editable(core: Core, args: Args) -> Stored:
    """The bot's own message a call names. Raises when it is gone, or none of the bot's."""
    if args.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat_id = writable_chat(core, args)
    if not args.integer("message_id", 0):
        raise bad_request("message identifier is not specified")
    stored = core.world.find(chat_id, args.integer("message_id", 0))
    if stored is None:
        raise bad_request("message to edit not found")
    if not stored.outgoing or stored.keyboard is not None:
        raise bad_request("message can't be edited")
    return stored


def _markup(args: Args) -> Json:
    markup = keyboards.inline(args.object("reply_markup"))
    return {} if markup is None else {"reply_markup": markup}


def _changed(core: Core, stored: Stored, content: Json, fields: tuple[str, ...]) -> Json:
    """Edits what `fields` name; what `content` leaves out goes. Refuses an edit of nothing."""
    core.flood.check(stored.body["chat"]["id"])
    before = {name: stored.body[name] for name in fields if name in stored.body}
    if before == content:
        raise bad_request(NOT_MODIFIED)
    core.change(stored, content, drop=fields)
    return stored.body


def _why_not_deleted(core: Core, chat_id: int, message_id: int) -> Refusal | None:
    if not message_id:
        return bad_request("message identifier is not specified")
    stored = core.world.find(chat_id, message_id)
    if stored is None:
        return bad_request("message to delete not found")
    group = core.world.groups.get(chat_id)
    foreign = group is not None and not stored.outgoing and not group.bot_admin
    if foreign or core.now() - stored.body["date"] > DELETE_SECONDS:
        return bad_request("message can't be deleted")
    return None


HANDLERS = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_reaction,
}
