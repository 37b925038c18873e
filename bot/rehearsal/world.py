"""What exists: people, groups, chats and their messages. Pure state; no network, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.rehearsal.refusal import Json

GROUP_ANONYMOUS_BOT_ID = 1087968824
GROUP_ANONYMOUS_BOT: Json = {
    "id": GROUP_ANONYMOUS_BOT_ID,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
SUPERGROUP_BELOW = -1_000_000_000_000
"""Telegram's supergroups have ids below this; basic groups small negative ones."""


@dataclass
class Person:
    """Somebody with a phone; `label` is what the page of phones shows (a role)."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "id"
    label: str = ""
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def names(self) -> Json:
        """The name fields that a User and a private Chat share; empty ones are left out."""
        fields = {
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
        }
        return {name: value for name, value in fields.items() if value}

    def user(self) -> Json:
        """The Bot API's User."""
        user: Json = {"id": self.id, "is_bot": False, **self.names()}
        if self.language_code:
            user["language_code"] = self.language_code
        return user


@dataclass
class Group:
    """A group chat; a supergroup if its id says so. `privacy` is the bot's privacy mode there.

    A `channel` takes posts from its admins only, and shows them as its own.
    """

    id: int
    title: str
    member_ids: list[int] = field(default_factory=list)
    admin_ids: list[int] = field(default_factory=list)
    bot_present: bool = True
    bot_admin: bool = False
    privacy: bool = True
    migrated_to: int | None = None
    channel: bool = False

    @property
    def kind(self) -> str:
        """The Bot API's Chat.type."""
        if self.channel:
            return "channel"
        return "supergroup" if self.id < SUPERGROUP_BELOW else "group"

    def chat(self) -> Json:
        """The Bot API's Chat."""
        return {"id": self.id, "title": self.title, "type": self.kind}


@dataclass
class Stored:
    """A message as it stands in a chat: its Bot API JSON, and what the JSON does not say.

    `keyboard` is a reply keyboard (or its removal) that came with it; Telegram shows it to the
    person and leaves it out of the Message, and such a message can never be edited.
    """

    body: Json
    outgoing: bool
    keyboard: Json | None = None

    @property
    def id(self) -> int:
        """The message id."""
        message_id: int = self.body["message_id"]
        return message_id

    def seen(self) -> Json:
        """The message as a phone shows it."""
        shown = {**self.body, "outgoing": self.outgoing}
        if self.keyboard is not None:
            shown["reply_keyboard"] = self.keyboard
        return shown


class World:
    """People, groups, and what was said."""

    def __init__(self, bot: Json, people: list[Person], groups: list[Group]) -> None:
        self.bot = bot
        self.people = {person.id: person for person in people}
        self.groups = {group.id: group for group in groups}
        self.chats: dict[int, dict[int, Stored]] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.counters: dict[int, int] = {}

    def next_message_id(self, chat_id: int) -> int:
        """A new message id: one count for private chats and basic groups, one a supergroup."""
        counter = chat_id if chat_id < SUPERGROUP_BELOW else 0
        self.counters[counter] = self.counters.get(counter, 100) + 1
        return self.counters[counter]

    def chat(self, chat_id: int) -> Json:
        """The Bot API's Chat of a known chat. Raises KeyError."""
        if chat_id in self.people:
            return {"id": chat_id, **self.people[chat_id].names(), "type": "private"}
        return self.groups[chat_id].chat()

    def knows(self, chat_id: int) -> bool:
        """Whether there is such a person or group."""
        return chat_id in self.people or chat_id in self.groups

    def put(self, stored: Stored) -> Stored:
        """Keeps a new message in its chat."""
        self.messages(stored.body["chat"]["id"])[stored.id] = stored
        return stored

    def messages(self, chat_id: int) -> dict[int, Stored]:
        """The messages of a chat by id, oldest first."""
        return self.chats.setdefault(chat_id, {})

    def find(self, chat_id: int, message_id: int) -> Stored | None:
        """The message, unless it was deleted or never was."""
        return self.messages(chat_id).get(message_id)

    def commands_for(self, chat_id: int, user_id: int, language: str) -> list[Json]:
        """The menu a person sees in a chat: the narrowest scope that has one, in their language
        before the one for all (core.telegram.org/bots/api#determining-list-of-commands)."""
        for scope in self._scopes(chat_id, user_id):
            for code in (language, ""):
                if (scope, code) in self.commands:
                    return self.commands[scope, code]
        return []

    def _scopes(self, chat_id: int, user_id: int) -> list[str]:
        group = self.groups.get(chat_id)
        if group is None:
            return [f"chat:{chat_id}", "all_private_chats", "default"]
        admin = user_id in group.admin_ids
        scopes = [f"chat_member:{chat_id}:{user_id}"]
        scopes += [f"chat_administrators:{chat_id}"] if admin else []
        scopes += [f"chat:{chat_id}"]
        scopes += ["all_chat_administrators"] if admin else []
        return [*scopes, "all_group_chats", "default"]
