"""sendMessage, sendPhoto, sendDocument, sendMediaGroup, sendChatAction."""

from __future__ import annotations

import secrets
from typing import Any

from bot.rehearsal import keyboards
from bot.rehearsal.core import Core
from bot.rehearsal.entities import formatted
from bot.rehearsal.files import DOCUMENT, PHOTO, UPLOAD_LIMIT, StoredFile
from bot.rehearsal.methods.targets import writable_chat
from bot.rehearsal.refusal import TOO_LARGE, Json, Refusal, bad_request
from bot.rehearsal.rules import Args

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
ALBUM = range(2, 11)
ATTACH = "attach://"
CHAT_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def checked_text(core: Core, args: Args) -> Json:
    """`text` and `entities` of a Message. Raises empty, too long and parsing refusals."""
    if not args.has("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(args, args.text("text"), "entities")
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    content: Json = {"text": text}
    if kept := core.known_text(entities):
        content["entities"] = kept
    if options := args.object("link_preview_options"):
        content["link_preview_options"] = options
    return content


def checked_caption(core: Core, args: Args) -> Json:
    """`caption` and `caption_entities` of a Message; nothing when there is no caption."""
    text, entities = formatted(args, args.text("caption"), "caption_entities")
    if len(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    content: Json = {"caption": text} if text else {}
    if text and (kept := core.known_text(entities)):
        content["caption_entities"] = kept
    if text and args.flag("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def send_message(core: Core, args: Args) -> Json:
    """https://core.telegram.org/bots/api#sendmessage"""
    chat_id = writable_chat(core, args)
    return _send(core, args, chat_id, checked_text(core, args))


def send_photo(core: Core, args: Args) -> Json:
    """https://core.telegram.org/bots/api#sendphoto"""
    chat_id = writable_chat(core, args)
    caption = checked_caption(core, args)
    return _send(core, args, chat_id, _photo(_file(core, args, "photo", PHOTO), args, caption))


def send_document(core: Core, args: Args) -> Json:
    """https://core.telegram.org/bots/api#senddocument"""
    chat_id = writable_chat(core, args)
    caption = checked_caption(core, args)
    file = _file(core, args, "document", DOCUMENT)
    return _send(core, args, chat_id, {"document": file.document(), **caption})


def send_media_group(core: Core, args: Args) -> list[Json]:
    """https://core.telegram.org/bots/api#sendmediagroup"""
    chat_id = writable_chat(core, args)
    media = args.array("media") or []
    if len(media) not in ALBUM:
        raise bad_request(_album_words(len(media)))
    contents = [_album_item(core, args, item) for item in media]
    if len({"photo" in content for content in contents}) > 1:
        raise bad_request("document can't be mixed with other media types")
    group = {"media_group_id": new_media_group()}
    reply = _reply(core, args, chat_id)
    flags = _flags(args)
    core.flood.check(chat_id, len(contents))
    return [_post(core, chat_id, {**reply, **group, **each, **flags}, None) for each in contents]


def send_chat_action(core: Core, args: Args) -> bool:
    """https://core.telegram.org/bots/api#sendchataction"""
    chat_id = writable_chat(core, args)
    if args.text("action").lower() not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    core.actions.append((chat_id, args.text("action").lower()))
    core.changes.wake()
    return True


def new_media_group() -> str:
    """An album's id."""
    return str(13_000_000_000_000_000 + secrets.randbits(50))


def _album_words(count: int) -> str:
    if not count:
        return "there are no messages to send"
    return "too many messages to send as an album" if count > 1 else "album must have 2-10 items"


def _album_item(core: Core, args: Args, item: Any) -> Json:
    if not isinstance(item, dict) or not isinstance(item.get("media"), str):
        raise bad_request("can't parse InputMedia: media not found")
    kind = item.get("type")
    if kind not in (PHOTO, DOCUMENT):
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported here')
    own = Args(item, args.files)
    caption = checked_caption(core, own)
    file = _file(core, own, "media", kind)
    return (
        _photo(file, own, caption)
        if kind == PHOTO
        else {
            "document": file.document(),
            **caption,
        }
    )


def _photo(file: StoredFile, args: Args, caption: Json) -> Json:
    content = {"photo": file.photo_sizes(), **caption}
    return {**content, "has_media_spoiler": True} if args.flag("has_spoiler") else content


def _file(core: Core, args: Args, name: str, kind: str) -> StoredFile:
    """The uploaded file of a parameter, or the stored one its file_id names."""
    value = args.text(name)
    upload = args.files.get(value.removeprefix(ATTACH) if value.startswith(ATTACH) else name)
    if upload is not None and (not value or value.startswith(ATTACH)):
        if len(upload.content) > UPLOAD_LIMIT:
            raise Refusal(TOO_LARGE, "Request Entity Too Large")
        add = core.files.add_photo if kind == PHOTO else core.files.add_document
        return add(upload)
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    return _stored(core, value, kind)


def _stored(core: Core, file_id: str, kind: str) -> StoredFile:
    file = core.files.find(file_id)
    if file is None or file_id.startswith(file.unique_id):
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file


def _flags(args: Args) -> Json:
    return {"has_protected_content": True} if args.flag("protect_content") else {}


def _reply(core: Core, args: Args, chat_id: int) -> Json:
    """The `reply_to_message` a call asks for. Raises when that message is not there."""
    wanted = args.object("reply_parameters")
    if not wanted:
        return {}
    own = Args(wanted, {})
    quoted = core.quote(own.integer("chat_id", chat_id), own.integer("message_id", 0))
    if quoted is not None:
        return {"reply_to_message": quoted}
    if own.flag("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def _send(core: Core, args: Args, chat_id: int, content: Json) -> Json:
    inline, other = keyboards.any_kind(args.object("reply_markup"))
    content = {**_reply(core, args, chat_id), **content, **_flags(args)}
    if inline is not None:
        content["reply_markup"] = inline
    core.flood.check(chat_id)
    return _post(core, chat_id, content, other)


def _post(core: Core, chat_id: int, content: Json, keyboard: Json | None) -> Json:
    group = core.world.groups.get(chat_id)
    channel = group is not None and group.channel
    sender = {"sender_chat": core.world.chat(chat_id)} if channel else {"from": core.world.bot}
    return core.post(chat_id, sender, content, outgoing=True, keyboard=keyboard).body


HANDLERS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendMediaGroup": send_media_group,
    "sendChatAction": send_chat_action,
}
