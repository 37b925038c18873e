"""What the methods of the Bot API and the hands of people both work on."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.rehearsal.changes import Changes
from bot.rehearsal.faults import Faults
from bot.rehearsal.files import FileStore
from bot.rehearsal.flood import FloodControl, FloodLimits
from bot.rehearsal.refusal import Json, bad_request
from bot.rehearsal.updates import UpdateQueue
from bot.rehearsal.webhook import Webhook
from bot.rehearsal.world import Stored, World

ANSWER_SECONDS = 15
"""How long Telegram remembers a tap that waits for its answer."""

REMEMBERED = 10_000
"""How many taps, toasts and chat actions are kept for the page and for tests."""

Clock = Callable[[], float]


@dataclass
class Tap:
    """A pressed button that waits for answerCallbackQuery; `at` by the wire's clock."""

    user_id: int
    data: str
    at: float
    answered: bool = False


@dataclass
class Toast:
    """What a person read after pressing: an empty text only stops the spinner."""

    user_id: int
    query_id: str
    text: str
    show_alert: bool
    data: str
    url: str = ""


@dataclass
class Core:
    """One bot and all around it. `now` dates messages; `wire` measures what is between the
    programs (answers, links, floods), so that a fast clock need not make the bot look slow."""

    world: World
    now: Clock
    wire: Clock
    limits: FloodLimits | None
    allow_local_webhooks: bool
    poll_pause: float
    changes: Changes = field(default_factory=Changes)
    faults: Faults = field(default_factory=Faults)
    taps: dict[str, Tap] = field(default_factory=dict)
    toasts: deque[Toast] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    actions: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    reactions: dict[tuple[int, int], list[Json]] = field(default_factory=dict)
    logged_out: bool = False

    def __post_init__(self) -> None:
        self.launched = self.wire()
        self.files = FileStore(self.wire)
        self.updates = UpdateQueue(self.wire, self.poll_pause)
        self.flood = FloodControl(self.limits, self.wire)
        self.webhook = Webhook(self.updates, self.wire, self.changes.wake, allow_local=self.allow_local_webhooks)

    def date(self) -> int:
        """The moment as messages carry it: whole seconds of Unix time."""
        return int(self.now())

    def tell_message(self, stored: Stored) -> None:
        """Shows a new or changed message to whoever watches its chat."""
        chat_id = stored.body["chat"]["id"]
        self.changes.tell({"event": "message", "chat_id": chat_id, "message": stored.seen()})

    def post(
        self,
        chat_id: int,
        sender: Json,
        content: Json,
        *,
        outgoing: bool,
        keyboard: Json | None = None,
    ) -> Stored:
        """Puts a new message into a chat; `content` is what its Message has beside the frame."""
        body: Json = {
            "message_id": self.world.next_message_id(chat_id),
            **sender,
            "chat": self.world.chat(chat_id),
            "date": self.date(),
            **content,
        }
        stored = self.world.put(Stored(body, outgoing, keyboard))
        self.tell_message(stored)
        return stored

    def change(self, stored: Stored, content: Json, drop: tuple[str, ...] = ()) -> None:
        """Edits a message: `content` replaces its fields, `drop` names those that go."""
        body = {name: value for name, value in stored.body.items() if name not in drop}
        stored.body = {**body, **content, "edit_date": self.date()}
        self.tell_message(stored)

    def delete(self, chat_id: int, message_ids: list[int]) -> None:
        """Takes messages out of a chat, on every phone."""
        messages = self.world.messages(chat_id)
        gone = [each for each in message_ids if messages.pop(each, None) is not None]
        self.changes.tell({"event": "deleted", "chat_id": chat_id, "message_ids": gone})

    def quote(self, chat_id: int, message_id: int) -> Json | None:
        """A message as another one's `reply_to_message`; None when it is not there."""
        found = self.world.find(chat_id, message_id)
        if found is None:
            return None
        return {key: value for key, value in found.body.items() if key != "reply_to_message"}

    def tap(self, user_id: int, data: str) -> str:
        """Remembers a pressed button; returns the query's id."""
        if len(self.taps) >= REMEMBERED:
            self.taps = {each: tap for each, tap in self.taps.items() if self.in_time(tap)}
        query_id = str(secrets.randbits(62))
        self.taps[query_id] = Tap(user_id, data, self.wire())
        return query_id

    def in_time(self, tap: Tap) -> bool:
        """Whether a tap can still be answered."""
        return self.wire() - tap.at <= ANSWER_SECONDS

    def known_text(self, entities: list[Json]) -> list[Json]:
        """Entities as kept: who is mentioned must be known, else the mention is plain text."""
        kept: list[Json] = []
        for entity in entities:
            if entity["type"] != "text_mention":
                kept.append(entity)
            elif (person := self.world.people.get(_mentioned(entity))) is not None:
                kept.append({**entity, "user": person.user()})
        return kept


def _mentioned(entity: Json) -> int:
    user = entity.get("user")
    if not isinstance(user, dict) or not isinstance(user.get("id"), int):
        raise bad_request("can't parse MessageEntity: invalid user specified")
    user_id: int = user["id"]
    return user_id
