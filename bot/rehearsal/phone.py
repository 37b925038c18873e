"""What people do on their phones: the hands of a rehearsal.

Everything here only changes what people can change, and reaches the bot as updates, as on Telegram.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.rehearsal.core import Core, Toast
from bot.rehearsal.entities import settled
from bot.rehearsal.files import Upload
from bot.rehearsal.methods.sending import LONGEST_CAPTION, LONGEST_TEXT, new_media_group
from bot.rehearsal.refusal import Json
from bot.rehearsal.rich import check_rich
from bot.rehearsal.world import GROUP_ANONYMOUS_BOT, Group, Person, Stored

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
CHAT_INSTANCE_BASE = 4_839_201_117_000_000_000
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Phone:
    """One person's Telegram. `chat` is a group's id; None is the private chat with the bot."""

    def __init__(self, core: Core, person: Person) -> None:
        self._core = core
        self.person = person

    @property
    def id(self) -> int:
        """The person's id, which is also the private chat's."""
        return self.person.id

    @property
    def messages(self) -> list[Json]:
        """The private chat, newest last; each message with `outgoing` for the bot's own."""
        return [stored.seen() for stored in self._core.world.messages(self.id).values()]

    @property
    def received(self) -> list[Json]:
        """The bot's messages in the private chat, newest last."""
        return [message for message in self.messages if message["outgoing"]]

    @property
    def last(self) -> Json:
        """The bot's newest message in the private chat. Raises LookupError when there is none."""
        received = self.received
        if not received:
            raise LookupError(f"{self.person.first_name} has heard nothing from the bot")
        return received[-1]

    @property
    def answers(self) -> list[Toast]:
        """What came back to this person's taps, in order."""
        return [toast for toast in self._core.toasts if toast.user_id == self.id]

    def message(self, message_id: int, chat: int | None = None) -> Json | None:
        """A message as it stands now; None when it is gone."""
        stored = self._core.world.find(chat or self.id, message_id)
        return None if stored is None else stored.seen()

    def commands(self, chat: int | None = None) -> list[Json]:
        """The menu of commands this person sees."""
        language = self.person.language_code
        return self._core.world.commands_for(chat or self.id, self.id, language)

    def start(self, payload: str = "") -> Json:
        """Presses Start (again), or a link with `?start=payload`. Lifts a block."""
        if payload and not _PAYLOAD.fullmatch(payload):
            raise ValueError("a start link takes 1-64 of A-Z, a-z, 0-9, _ and -")
        if self.person.blocked:
            self.unblock()
        return self.send(f"/start {payload}".rstrip())

    def send(
        self,
        text: str,
        chat: int | None = None,
        reply_to: int | None = None,
        entities: list[Json] | None = None,
        *,
        anonymous: bool = False,
    ) -> Json:
        """Types a text; longer ones go in parts of 4096, as Telegram's apps send them.

        Returns the (last) message. `anonymous` is a group admin who hides behind the group.
        """
        parts = [text[at : at + LONGEST_TEXT] for at in range(0, len(text), LONGEST_TEXT)]
        contents = [_typed("text", "entities", part, entities) for part in parts]
        if not contents or not contents[0]["text"]:
            raise ValueError("Pesan kosong. / An empty message.")
        return [self._say(each, chat, reply_to, anonymous=anonymous) for each in contents][-1]

    def send_photo(self, content: bytes, caption: str = "", chat: int | None = None) -> Json:
        """Sends one photo."""
        return self._say(self._picture(content, caption), chat)

    def send_album(self, photos: Sequence[bytes], caption: str = "", chat: int | None = None) -> list[Json]:
        """Sends photos as an album: as many updates, one media_group_id, the caption on the first."""
        group = {"media_group_id": new_media_group()}
        captions = [caption, *[""] * len(photos)]
        pictures = [self._picture(*each) for each in zip(photos, captions, strict=False)]
        return [self._say({**group, **picture}, chat) for picture in pictures]

    def send_document(
        self,
        content: bytes,
        name: str,
        mime: str = WORD,
        caption: str = "",
        chat: int | None = None,
    ) -> Json:
        """Sends a file as it is."""
        file = self._core.files.add_document(Upload(name, content, mime))
        return self._say({"document": file.document(), **_caption(caption)}, chat)

    def send_rich(self, blocks: Sequence[Json], chat: int | None = None) -> Json:
        """Sends a rich message (Bot API 10.1) of these blocks; photos in it come from `rich_photo`."""
        check_rich(blocks)
        return self._say({"rich_message": {"blocks": list(blocks)}}, chat)

    def rich_photo(self, content: bytes, caption: str = "") -> Json:
        """Uploads a photo and gives it as a block of a rich message."""
        file = self._core.files.add_photo(Upload("photo.jpg", content, "image/jpeg"))
        return {"type": "photo", "photo": file.photo_sizes(), **({"caption": {"text": caption}} if caption else {})}

    def share_users(self, request_id: int, user_ids: Sequence[int]) -> Json:
        """Answers a `request_users` button with people picked from the contacts."""
        people = [self._core.world.people[each] for each in user_ids]
        users = [{"user_id": person.id, **person.names()} for person in people]
        return self._say({"users_shared": {"request_id": request_id, "users": users}}, None)

    def edit(self, message_id: int, text: str, chat: int | None = None) -> Json:
        """Changes an own message: its text, or its caption if it has a file."""
        stored = self._own(chat or self.id, message_id)
        if "text" in stored.body:
            content, fields = _typed("text", "entities", text), ("text", "entities")
        else:
            content, fields = _caption(text), ("caption", "caption_entities")
        self._core.change(stored, content, drop=fields)
        self._update("edited_message", stored)
        return stored.seen()

    def replace_photo(self, message_id: int, content: bytes, caption: str = "", chat: int | None = None) -> Json:
        """Puts another photo in the place of what an own message had."""
        stored = self._own(chat or self.id, message_id)
        gone = ("text", "entities", "photo", "document", "caption", "caption_entities")
        self._core.change(stored, self._picture(content, caption), drop=gone)
        self._update("edited_message", stored)
        return stored.seen()

    def delete(self, message_id: int, chat: int | None = None) -> None:
        """Deletes a message on both sides; the bot is not told."""
        self._core.delete(chat or self.id, [message_id])

    def press(
        self,
        message: Json | int,
        label: str | None = None,
        *,
        data: str | None = None,
        chat: int | None = None,
    ) -> str:
        """Presses the button with `label`, or forges a press of `data`; returns the query's id.

        A forged press needs neither the button nor the message to exist. Raises LookupError when
        no button has that label, ValueError when it is none that tells the bot. The id is "" when
        this person has blocked the bot.
        """
        message_id = message if isinstance(message, int) else int(message["message_id"])
        chat_id = chat or (self.id if isinstance(message, int) else message["chat"]["id"])
        stored = self._core.world.find(chat_id, message_id)
        if data is None:
            data = _data_of(stored, label or "")
        if self.person.blocked:
            return ""
        return self._tap(chat_id, message_id, stored, data)

    def block(self) -> None:
        """Blocks the bot."""
        self._set_blocked(blocked=True)

    def unblock(self) -> None:
        """Lifts the block."""
        self._set_blocked(blocked=False)

    def deactivate(self) -> None:
        """Deletes the Telegram account."""
        self.person.deactivated = True
        self._core.changes.tell({"event": "people"})

    def raw(self, update: Json) -> int | None:
        """Puts any update (without its id) before the bot; returns the id it got."""
        ((kind, payload),) = update.items()
        return self._core.updates.put(kind, payload, f"user:{self.id}")

    def _tap(self, chat_id: int, message_id: int, stored: Stored | None, data: str) -> str:
        message = stored.body if stored is not None else self._inaccessible(chat_id, message_id)
        query_id = self._core.tap(self.id, data)
        query = {
            "id": query_id,
            "from": self.person.user(),
            "message": message,
            "chat_instance": str(CHAT_INSTANCE_BASE + abs(chat_id)),
            "data": data,
        }
        self._core.updates.put("callback_query", query, f"user:{self.id}")
        return query_id

    def _inaccessible(self, chat_id: int, message_id: int) -> Json:
        return {"chat": self._core.world.chat(chat_id), "message_id": message_id, "date": 0}

    def _picture(self, content: bytes, caption: str) -> Json:
        file = self._core.files.add_photo(Upload("photo.jpg", content, "image/jpeg"))
        return {"photo": file.photo_sizes(), **_caption(caption)}

    def _say(
        self,
        content: Json,
        chat: int | None,
        reply_to: int | None = None,
        *,
        anonymous: bool = False,
    ) -> Json:
        chat_id = self.id if chat is None else chat
        self._check_may_write(chat_id)
        if reply_to is not None:
            quoted = self._core.quote(chat_id, reply_to)
            content = {**({"reply_to_message": quoted} if quoted else {}), **content}
        stored = self._core.post(chat_id, self._sender(chat_id, anonymous), content, outgoing=False)
        self._update("message", stored)
        return stored.seen()

    def _sender(self, chat_id: int, anonymous: bool) -> Json:
        if not anonymous:
            return {"from": self.person.user()}
        return {"from": GROUP_ANONYMOUS_BOT, "sender_chat": self._core.world.chat(chat_id)}

    def _check_may_write(self, chat_id: int) -> None:
        if chat_id == self.id:
            if self.person.blocked:
                raise PermissionError("Bot diblokir; buka dulu. / The bot is blocked; unblock it first.")
            if not self.person.started:
                self.person.started = True
                self._core.changes.tell({"event": "people"})
            return
        group = self._core.world.groups.get(chat_id)
        if group is None or self.id not in group.member_ids:
            raise PermissionError("Bukan anggota grup ini. / Not a member of this group.")

    def _own(self, chat_id: int, message_id: int) -> Stored:
        stored = self._core.world.find(chat_id, message_id)
        if stored is None or stored.body["from"]["id"] != self.id:
            raise LookupError("no such message of one's own")
        return stored

    def _update(self, kind: str, stored: Stored) -> None:
        group = self._core.world.groups.get(stored.body["chat"]["id"])
        if group is not None and not _reaches_bot(self._core.world.bot, group, stored.body):
            return
        self._core.updates.put(kind, stored.body, f"chat:{stored.body['chat']['id']}")

    def _set_blocked(self, *, blocked: bool) -> None:
        if self.person.blocked is blocked:
            return
        self.person.blocked = blocked
        before, after = self._membership(not blocked), self._membership(blocked)
        change = {
            "chat": self._core.world.chat(self.id),
            "from": self.person.user(),
            "date": self._core.date(),
            "old_chat_member": before,
            "new_chat_member": after,
        }
        self._core.updates.put("my_chat_member", change, f"chat:{self.id}")
        self._core.changes.tell({"event": "people"})

    def _membership(self, blocked: bool) -> Json:
        user = self._core.world.bot
        if blocked:
            return {"user": user, "status": "kicked", "until_date": 0}
        return {"user": user, "status": "member"}


def _typed(text_name: str, entities_name: str, text: str, given: list[Json] | None = None) -> Json:
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    plain, entities = settled(whole, given or [])
    content: Json = {text_name: plain} if plain or text_name == "text" else {}
    return {**content, entities_name: entities} if entities else content


def _caption(caption: str) -> Json:
    return _typed("caption", "caption_entities", caption[:LONGEST_CAPTION])


def _data_of(stored: Stored | None, label: str) -> str:
    """The callback data of the button with this label."""
    rows = [] if stored is None else stored.body.get("reply_markup", {}).get("inline_keyboard", [])
    found = [button for row in rows for button in row if button["text"] == label]
    if not found:
        labels = [button["text"] for row in rows for button in row]
        raise LookupError(f"no button {label!r} there, only {labels}")
    data: Any = found[0].get("callback_data")
    if data is None:
        raise ValueError(f"the button {label!r} tells the bot nothing")
    return str(data)


def _reaches_bot(bot: Json, group: Group, body: Json) -> bool:
    """Telegram's privacy mode: a bot in a group sees commands, replies to it, and its mentions."""
    if not group.bot_present:
        return False
    if group.bot_admin or not group.privacy:
        return True
    if body.get("reply_to_message", {}).get("from", {}).get("id") == bot["id"]:
        return True
    text = str(body.get("text", body.get("caption", "")))
    return _is_command_for(bot, text) or f"@{bot['username']}".lower() in text.lower()


def _is_command_for(bot: Json, text: str) -> bool:
    """Whether a text is a command, and not one for another bot ("/start@OtherBot")."""
    if not text.startswith("/"):
        return False
    _, at, username = text.split(maxsplit=1)[0].partition("@")
    return not at or username.lower() == bot["username"].lower()
