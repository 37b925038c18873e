"""Updates of every kind the Bot API has, and of kinds it has not, as Hypothesis strategies of plain JSON."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from bot.rehearsal.world import GROUP_ANONYMOUS_BOT
from bot.sop.flow import Action, Kind
from bot.sop.press import Press
from tests.chat.scenes import WHO

Json = dict[str, Any]

STRANGER, ROBOT, GROUP, SUPERGROUP, CHANNEL = 9001, 9009, -5001, -1_001_000_777_000, -1_001_000_888_000
_CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
_CHANNEL = {"id": CHANNEL, "title": "Kanal", "type": "channel"}


@dataclass(frozen=True)
class Files:
    """Photos and documents Telegram has: what their messages carry."""

    photos: list[list[Json]]
    documents: list[Json]


# --- texts -------------------------------------------------------------------------------------------

_ODD = [
    "", " ", "\n\n", "\x00", "a\x00b", "\ud83d", "\udc4d\ud83d x", "👨\u200d👩\u200d👧\u200d👦", "\u202eterbalik\u202c",
    "ا" * 300, "e" + "\u0301" * 300, "🇮🇩" * 400, "\u200b\u2800", "\ufeff", "\u2028\u2029", "²٣９", "<b>&lt;</i> &",
    "</code><script>", "'; DROP TABLE part; --", "%s {} {0} {{", "x" * 4096, "x" * 9000, "kata " * 2000, "😀" * 3000,
    "\n" * 4000, "besok 14.00", "31-02-2026 25.99", "99999999999999999", "jam 3 sore", "0.00", "NIK 3201011708900001",
    "/", "//", "/ x", "/bantuan", "/bantuan@", "/status@@x", "/tugas", "/batal", "/kirim", "/bahasa", "/disposisi",
    "/disposisi " + "y" * 5000, "/start", "/start \ud83d", "/start " + "z" * 200, "/DISPOSISI \x00", "/tugas@BotLain",
    "/bantuan@TayangLatihanBot", "/\u202e",
]  # fmt: skip
_ANY_CHARACTER = st.characters(exclude_categories=())

texts = st.one_of(st.sampled_from(_ODD), st.text(_ANY_CHARACTER, max_size=40), st.text(max_size=80))
names = st.one_of(st.sampled_from(["", "x.pdf", "../../etc/passwd", "\ud83d.exe", "a" * 500, "\x00", "CON"]), texts)
numbers = st.one_of(st.integers(-5, 5000), st.sampled_from([2**31, 2**53, -(2**31)]))

_ENTITY_TYPES = [
    "mention", "hashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline", "strikethrough",
    "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention", "custom_emoji",
    "hologram",
]  # fmt: skip


_ENTITY_EXTRAS = {"text_link": "url", "pre": "language", "custom_emoji": "custom_emoji_id"}


@st.composite
def entities(draw: st.DrawFn) -> list[Json]:
    """Formatting that may lie outside the text, overlap, or be of a kind nobody knows."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(_ENTITY_TYPES))
        entity: Json = {"type": kind, "offset": draw(st.integers(-3, 60)), "length": draw(st.integers(-3, 200))}
        if kind in _ENTITY_EXTRAS:
            entity[_ENTITY_EXTRAS[kind]] = draw(names)
        if kind == "text_mention":
            entity["user"] = {"id": 5, "is_bot": False, "first_name": "\ud83d"}
        found.append(entity)
    return found


@st.composite
def written(draw: st.DrawFn, field: str) -> Json:
    """A text, or a caption, with its formatting; commands are marked as Telegram marks them."""
    words = draw(texts)
    marks = draw(entities())
    if words.startswith("/"):
        marks = [{"type": "bot_command", "offset": 0, "length": len(words.split(" ", maxsplit=1)[0])}, *marks]
    name = "entities" if field == "text" else "caption_entities"
    return {field: words, name: marks} if marks else {field: words}


# --- messages ----------------------------------------------------------------------------------------

_F = {"file_id": "f", "file_unique_id": "u"}
_SIZE = {**_F, "width": 1, "height": 1}
_USER: Json = {"id": 7, "is_bot": False, "first_name": "Budi"}
_PHOTO = [{**_SIZE, "file_size": 10}]
_POLL = {
    "id": "1", "question": "?", "options": [{"persistent_id": "0", "text": "a", "voter_count": 0}],
    "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular", "members_only": False,
    "allows_multiple_answers": False, "allows_revoting": False,
}  # fmt: skip
_GAME = {"title": "g", "description": "g", "photo": _PHOTO}
_PLACE = {"longitude": 106.8, "latitude": -6.2}

#: Everything a message can be that is neither text, photo nor document.
OTHER_KINDS: dict[str, Any] = {
    "audio": {**_F, "duration": 1, "file_name": "\ud83d.mp3"},
    "animation": {**_SIZE, "duration": 1},
    "video": {**_SIZE, "duration": 1},
    "video_note": {**_F, "length": 1, "duration": 1},
    "voice": {**_F, "duration": 1},
    "sticker": {**_SIZE, "type": "regular", "is_animated": False, "is_video": False},
    "story": {"id": 1, "chat": _CHANNEL},
    "paid_media": {"star_count": 1, "paid_media": []},
    "contact": {"phone_number": "", "first_name": ""},
    "dice": {"emoji": "🎲", "value": 1},
    "game": _GAME,
    "poll": _POLL,
    "venue": {"location": _PLACE, "title": "", "address": ""},
    "location": _PLACE,
    "invoice": {"title": "", "description": "", "start_parameter": "", "currency": "IDR", "total_amount": 1},
    "checklist": {"title": "", "tasks": [{"id": 1, "text": "a"}]},
    "rich_message": {"blocks": [{"kind": "hologram"}]},
    "hologram": {"depth": 3},
    "new_chat_members": [_USER, {**_USER, "is_bot": True}],
    "left_chat_member": _USER,
    "new_chat_title": "\ud83d",
    "new_chat_photo": _PHOTO,
    "delete_chat_photo": True,
    "group_chat_created": True,
    "supergroup_chat_created": True,
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 5},
    "pinned_message": {"message_id": 1, "date": 0, "chat": _CHANNEL},
    "successful_payment": {
        "currency": "IDR", "total_amount": 1, "invoice_payload": "", "telegram_payment_charge_id": "",
        "provider_payment_charge_id": "",
    },
    "users_shared": {"request_id": 1, "users": [{"user_id": 1}]},
    "chat_shared": {"request_id": 1, "chat_id": 1},
    "write_access_allowed": {},
    "connected_website": "example.invalid",
    "proximity_alert_triggered": {"traveler": _USER, "watcher": _USER, "distance": 1},
    "boost_added": {"boost_count": 1},
    "forum_topic_created": {"name": "", "icon_color": 1},
    "forum_topic_closed": {},
    "general_forum_topic_hidden": {},
    "giveaway_created": {},
    "video_chat_scheduled": {"start_date": 1},
    "video_chat_started": {},
    "video_chat_ended": {"duration": 1},
    "web_app_data": {"data": "\ud83d", "button_text": ""},
}  # fmt: skip

#: What can come with any message.
_EXTRAS: list[Json] = [
    {},
    {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "\ud83d"}},
    {"forward_origin": {"type": "user", "date": 1, "sender_user": _USER}},
    {"forward_origin": {"type": "channel", "date": 1, "chat": _CHANNEL, "message_id": 1}},
    {"is_automatic_forward": True},
    {"reply_to_message": {"message_id": 1, "date": 1, "chat": _CHANNEL, "text": "\x00"}},
    {"quote": {"text": "\ud83d", "position": 0}},
    {"external_reply": {"origin": {"type": "hidden_user", "date": 1, "sender_user_name": ""}}},
    {"via_bot": {**_USER, "is_bot": True}},
    {"message_thread_id": 3, "is_topic_message": True},
    {"has_protected_content": True, "is_from_offline": True},
    {"author_signature": "\u202e"},
    {"sender_boost_count": 2, "effect_id": "5"},
    {"edit_date": 3},
    {"link_preview_options": {"is_disabled": True}},
    {"hologram": {"depth": [1, None, "x"]}},
]


def _user(person_id: int, language: str | None) -> Json:
    user: Json = {
        "id": person_id,
        "is_bot": person_id == ROBOT,
        "first_name": "\ud83d" if person_id == STRANGER else "N",
    }
    return user if language is None else {**user, "language_code": language}


def _in_private(person_id: int) -> Json:
    return {"from": _user(person_id, "id"), "chat": {"id": person_id, "type": "private"}}


@st.composite
def senders(draw: st.DrawFn) -> Json:
    """Who speaks, where: people in private and in groups, and those who hide behind a group or a channel."""
    person_id = draw(st.sampled_from([*WHO.values(), *WHO.values(), STRANGER, ROBOT]))
    user = _user(person_id, draw(st.sampled_from([None, "id", "en", "zz-ZZ", "", "\ud83d"])))
    private = {"from": user, "chat": {"id": person_id, "type": "private", "first_name": draw(names)}}
    kind = draw(st.integers(0, 19))
    if kind < 15:  # most of what comes is private
        return private
    group = {"id": GROUP, "type": "group", "title": "Grup"}
    above = {"id": SUPERGROUP, "type": "supergroup", "title": "\ud83d", "is_forum": True}
    return [
        {"from": user, "chat": group},
        {"from": user, "chat": above},
        {"from": GROUP_ANONYMOUS_BOT, "sender_chat": above, "chat": above},
        {"from": _CHANNEL_BOT, "sender_chat": _CHANNEL, "chat": group},
        {"chat": private["chat"]},
    ][kind - 15]


@st.composite
def messages(draw: st.DrawFn, files: Files) -> Json:
    """A message of any kind."""
    frame = {"message_id": draw(st.integers(1, 400)), "date": draw(st.sampled_from([1, 1_795_485_600]))}
    frame |= draw(senders()) | draw(st.sampled_from(_EXTRAS))
    kind = draw(st.integers(0, 9))
    if kind < 5:  # half of them are text
        return frame | draw(written("text"))
    if kind < 8:
        return frame | draw(_attached(files))
    name = draw(st.sampled_from(sorted(OTHER_KINDS)))
    content = {name: OTHER_KINDS[name]} | draw(st.sampled_from([{}, {"caption": "\ud83d<b>"}]))
    return frame | content | draw(st.sampled_from([{}, {}, {"text": ""}]))


@st.composite
def _attached(draw: st.DrawFn, files: Files) -> Json:
    content: Json = {} if (album := draw(st.sampled_from(["", "7", "\ud83d"]))) == "" else {"media_group_id": album}
    if draw(st.booleans()):
        content["photo"] = draw(st.sampled_from(files.photos))
    else:
        content["document"] = {**draw(st.sampled_from(files.documents)), "file_name": draw(names)}
        if draw(st.booleans()):
            content["document"]["mime_type"] = draw(names)
    return content | (draw(written("caption")) if draw(st.booleans()) else {})


# --- taps and the rest -------------------------------------------------------------------------------

_VERBS = [
    *(action.value for action in Action), "opn", "set", "bak", "rea", "crd", "new", "drq", "mov", "wrt", "lng", "zzz",
]  # fmt: skip
_VIEWS = [
    "reason.ret", "reason.can", "reason.wdr", "reason.cor", "reason.unv", "reason.rej", "reason.ask", "sure.can",
    "sure.hld", "sure.sub", "order", "take", "take.1", "take.²", "when", "title", "section", "alt", "alt.1", "alt.²",
    "parts", "text", "unit", "mend", "history", "changes", "subject", "instruction", "nature", "deadline", "units",
    "file", "preview", "note", "zzz", ".", "reason.",
]  # fmt: skip
_ARGUMENTS = [
    *_VIEWS, "", "q0", "q²", "m0", "berkala", "dikecualikan", "1.3", "1.²", f"{'9' * 40}.3", "berita", "caption", "t1",
    "p²", "id", "en", "jv", "biasa", "segera", *map(str, range(6)),
]  # fmt: skip
_ARGUMENT = st.sampled_from(_ARGUMENTS).map(lambda argument: argument[:40])

#: Stands for the version a thing has when the tap is sent: a button of an up-to-date card.
NOW = "now"

#: Stands for a true button of a card this person has, counted from the newest.
BUTTON = "button#"


@st.composite
def presses(draw: st.DrawFn) -> str:
    """Callback data: mostly of the form our buttons have."""
    weight = draw(st.integers(0, 9))
    if weight == 0:
        return draw(texts)
    if weight < 7:  # true ones keep the office moving
        return f"{BUTTON}{draw(st.integers(0, 60))}"
    kind = draw(st.sampled_from([Kind.ARTICLE, Kind.ARTICLE, Kind.DISPOSITION, None]))
    data = Press(
        draw(st.sampled_from(_VERBS)), kind, draw(st.integers(0, 6)), draw(st.integers(0, 12)), draw(_ARGUMENT)
    ).pack()
    return data if draw(st.integers(0, 2)) == 0 else NOW.join(re.split(r"(?<=:)[^:]*(?=:[^:]*\Z)", data))


@st.composite
def taps(draw: st.DrawFn) -> Json:
    """A callback query: on a message that is there, that is not, on none; with data, with a game, with nothing."""
    who = draw(senders()) if draw(st.integers(0, 3)) == 0 else _in_private(draw(st.sampled_from(sorted(WHO.values()))))
    query = {"id": str(draw(st.integers(1, 2**62))), "from": who.get("from", _USER), "chat_instance": "1"}
    bare = {"message_id": draw(st.integers(1, 400)), "chat": who["chat"]}
    weight = draw(st.integers(0, 9))
    content = {"game_short_name": "g"} if weight == 0 else {"data": draw(presses())}
    on = [
        {"message": {**bare, "date": 0}},
        {"message": {**bare, "date": 1, "text": "\ud83d"}},
        {"inline_message_id": "i"},
        {},
    ]
    return query | content | draw(st.sampled_from(on))


@st.composite
def memberships(draw: st.DrawFn) -> Json:
    """The bot was blocked, taken back, added, made nothing of."""
    status = st.sampled_from(["member", "left", "kicked", "hologram"])
    me = {"id": 123456, "is_bot": True, "first_name": "Tayang"}
    members = [{"user": me, "status": draw(status), "until_date": 0} for _ in range(2)]
    who = draw(senders())
    return {
        "chat": who["chat"], "from": who.get("from", _USER), "date": 1, "old_chat_member": members[0],
        "new_chat_member": members[1],
    }  # fmt: skip


_UNASKED: list[Json] = [
    {"poll": _POLL},
    {"poll_answer": {"poll_id": "1", "option_ids": [], "option_persistent_ids": [], "user": _USER}},
    {"inline_query": {"id": "1", "from": _USER, "query": "\ud83d", "offset": ""}},
    {"chosen_inline_result": {"result_id": "1", "from": _USER, "query": ""}},
    {"pre_checkout_query": {"id": "1", "from": _USER, "currency": "IDR", "total_amount": 1, "invoice_payload": ""}},
    {"shipping_query": {"id": "1", "from": _USER, "invoice_payload": "", "shipping_address": {
        "country_code": "ID", "state": "", "city": "", "street_line1": "", "street_line2": "", "post_code": ""}}},
    {"chat_join_request": {"chat": _CHANNEL, "from": _USER, "user_chat_id": 7, "date": 1}},
    {"message_reaction": {"chat": _CHANNEL, "message_id": 1, "date": 1, "old_reaction": [], "new_reaction": []}},
    {"deleted_business_messages": {"business_connection_id": "1", "chat": _CHANNEL, "message_ids": [1]}},
    {"hologram": {"depth": [1, {"x": None}]}},
    {"hologram": None},
    {"hologram": "\ud83d"},
    {},
]  # fmt: skip


@st.composite
def updates(draw: st.DrawFn, files: Files) -> Json:
    """An update of any kind whose fields have the types the Bot API gives them."""
    weight = draw(st.integers(0, 19))
    if weight < 9:  # half of what comes are messages, a third are taps
        return {"message": draw(messages(files))}
    if weight < 15:
        return {"callback_query": draw(taps())}
    if weight < 17:
        return {"edited_message": draw(messages(files))}
    if weight == 17:
        return {"my_chat_member": draw(memberships())}
    if weight == 18:
        elsewhere = draw(st.sampled_from(["channel_post", "edited_channel_post", "business_message"]))
        return {elsewhere: {**draw(messages(files)), "chat": _CHANNEL}}
    return draw(st.sampled_from(_UNASKED))


def each_kind(files: Files) -> list[Json]:
    """One update of each kind there is, from somebody who writes and from somebody who does not."""
    found = list(_UNASKED)
    bodies = [{kind: content} for kind, content in OTHER_KINDS.items()]
    bodies += [{"text": text} for text in _ODD]
    bodies += [{"text": "Halo", **extra} for extra in _EXTRAS]
    bodies += [{"photo": photo} for photo in files.photos] + [{"document": document} for document in files.documents]
    for name in ("Rina", "Siti"):
        frame = {"message_id": 1, "date": 1, **_in_private(WHO[name])}
        found += [{"message": frame | body} for body in bodies]
    return copy.deepcopy(found)


# --- broken ------------------------------------------------------------------------------------------

_WRONG: list[Any] = [None, True, -1, 2**70, 1.5, "", "\ud83d", [], [[]], {}, {"id": "x"}, [None], {"a": {"b": []}}]


@st.composite
def broken(draw: st.DrawFn, files: Files) -> Json:
    """An update some field of which is missing or of a wrong type, at any depth."""
    update = copy.deepcopy(draw(updates(files)))
    node: Any = update
    path: list[str] = []
    while isinstance(node, Mapping) and node and (not path or draw(st.booleans())):
        path.append(draw(st.sampled_from(sorted(node))))
        node = node[path[-1]]
    parent: Any = update
    for key in path[:-1]:
        parent = parent[key]
    if path and draw(st.integers(0, 3)) == 0:
        del parent[path[-1]]
    elif path:
        parent[path[-1]] = copy.deepcopy(draw(st.sampled_from(_WRONG)))
    return update
