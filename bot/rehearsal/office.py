"""`Rehearsal`: an office with its people, its groups and one bot, and the Bot API it is played by."""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.rehearsal import saving
from bot.rehearsal.calls import Call, CallLog
from bot.rehearsal.core import Clock, Core
from bot.rehearsal.faults import Dropped, Faults
from bot.rehearsal.files import StoredFile, Upload
from bot.rehearsal.flood import FloodLimits
from bot.rehearsal.methods import HANDLERS
from bot.rehearsal.methods.receiving import Described, kinds
from bot.rehearsal.phone import Phone
from bot.rehearsal.refusal import BAD_REQUEST, CONFLICT, NOT_FOUND, Json, Refusal
from bot.rehearsal.room import GroupRoom
from bot.rehearsal.rules import BY_LOWER, METHODS, Args, oddities, require
from bot.rehearsal.updates import LONGEST_POLL
from bot.rehearsal.world import Group, Person, World

OK = 200
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
DEFAULT_FLOOD = FloodLimits()
Found = TypeVar("Found")


@dataclass(frozen=True)
class Reply:
    """An answer of the Bot API: the HTTP status and the JSON body."""

    status: int
    body: bytes


class Rehearsal:
    """A bot's whole outside: Telegram, and the people on it. All on one event loop.

    `now` dates messages (Unix seconds); `wire` measures answers to taps, floods and links, and is
    `now` unless given (give the real clock beside a fast `now`). `flood=None` lifts the limits;
    `poll_pause=0` lets a test repeat getUpdates at once. `links` is shown on the page of phones.
    """

    def __init__(
        self,
        token: str = "123456:rehearsal",  # noqa: S107 - a token of no bot
        username: str = "TayangBot",
        people: Iterable[Person] = (),
        groups: Iterable[Group] = (),
        *,
        name: str = "Tayang",
        now: Clock = time.time,
        wire: Clock | None = None,
        flood: FloodLimits | None = DEFAULT_FLOOD,
        links: Mapping[str, str] | None = None,
        allow_local_webhooks: bool = True,
        poll_pause: float = 3.0,
    ) -> None:
        self.token = token
        self.links = dict(links or {})
        bot = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        world = World(bot, list(people), list(groups))
        self.core = Core(world, now, wire or now, flood, allow_local_webhooks, poll_pause)
        self.log = CallLog()
        self._phones: dict[int, Phone] = {}

    @property
    def world(self) -> World:
        """People, groups, messages."""
        return self.core.world

    @property
    def faults(self) -> Faults:
        """What shall go wrong: `office.faults.add(Fault("sendMessage", "drop_after"))`."""
        return self.core.faults

    def person(self, person_id: int) -> Phone:
        """The phone of a person. Raises KeyError for an unknown one."""
        if person_id not in self._phones:
            self._phones[person_id] = Phone(self.core, self.world.people[person_id])
        return self._phones[person_id]

    def group(self, group_id: int) -> GroupRoom:
        """What can happen to a group as a whole. Raises KeyError for an unknown one."""
        return GroupRoom(self.core, self.world.groups[group_id])

    def add_person(self, person: Person) -> Phone:
        """Somebody new joins the rehearsal."""
        self.world.people[person.id] = person
        self.core.changes.tell({"event": "people"})
        return self.person(person.id)

    def add_group(self, group: Group) -> GroupRoom:
        """A new group, with the bot in it."""
        self.world.groups[group.id] = group
        self.core.changes.tell({"event": "people"})
        return self.group(group.id)

    def messages(self, chat_id: int) -> list[Json]:
        """The messages of a chat, newest last, each with `outgoing` for the bot's own."""
        return [stored.seen() for stored in self.world.messages(chat_id).values()]

    def refusals(self) -> list[Call]:
        """Calls refused for the bot's own mistake: no injected fault, no 403, 429 or migration,
        no answer that came too late (`log.late()` has those)."""
        return self.log.mistakes()

    async def wait_for(self, predicate: Callable[[], Found], timeout: float = 5.0) -> Found:  # noqa: ASYNC109 - a test's reader expects it
        """The predicate's first true value; looked at after every change, never polled.

        `timeout` in real seconds. Raises TimeoutError.
        """
        return await self.core.changes.wait_for(predicate, timeout)

    def knows_token(self, token: str) -> bool:
        """Whether `token` is this bot's."""
        return hmac.compare_digest(token.encode(errors="replace"), self.token.encode())

    def download(self, path: str) -> StoredFile | None:
        """The file behind a `file_path` of getFile, while its link lasts.

        A fault on order of the method "download" strikes it: raises Dropped or Refusal.
        """
        fault = self.faults.strike("download", {"path": path})
        if fault is None or fault.kind == "delay":
            return self.core.files.fetch(path)
        if fault.kind in ("drop_before", "drop_after"):
            raise Dropped(acted=fault.kind == "drop_after")
        raise fault.refusal()

    async def call(self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> Reply:
        """One call of the Bot API. Raises Dropped when a fault closes the connection instead."""
        name = BY_LOWER.get(method.lower())
        if name is None:
            return self._unknown(method, params)
        args = Args(params, files or {})
        call = Call(name, dict(params), self.core.wire())
        self.log.begin(call)
        try:
            reply = await self._act(call, args)
        except Refusal as refusal:
            call.refused(refusal)
            reply = refused(refusal)
        self.log.end(call)
        self.core.changes.wake()
        return reply

    def _unknown(self, method: str, params: Mapping[str, Any]) -> Reply:
        """Logged, but no mistake: a bot may probe for a method that newer servers have."""
        call = Call(method, dict(params), self.core.wire(), by_design=True)
        refusal = Refusal(NOT_FOUND, "Not Found")
        call.code, call.error = refusal.code, refusal.description
        self.log.begin(call)
        return refused(refusal)

    async def _act(self, call: Call, args: Args) -> Reply:
        """Answers a call, unless a fault on order strikes it."""
        fault = self.faults.strike(call.method, call.params)
        if fault is None:
            return await self._answer(call, args)
        if fault.kind == "delay":
            await asyncio.sleep(fault.seconds)
            return await self._answer(call, args)
        call.injected = True
        if fault.kind in ("drop_after", "broken"):
            await self._answer_unheard(call, args)
        if fault.kind in ("drop_before", "drop_after"):
            raise Dropped(acted=fault.kind == "drop_after")
        raise fault.refusal()

    async def _answer_unheard(self, call: Call, args: Args) -> None:
        """Carries a call out; its answer, even a refusal, reaches nobody."""
        try:
            await self._answer(call, args)
        except Refusal as refusal:
            call.refused(refusal)
        self.core.changes.wake()

    async def _answer(self, call: Call, args: Args) -> Reply:
        if self.core.logged_out:
            raise Refusal(BAD_REQUEST, "logged out")
        call.oddities = oddities(METHODS[call.method], args, call.params)
        require(METHODS[call.method], args)
        if call.method == "getUpdates":
            reply = await self._get_updates(args)
        else:
            reply = _accepted(HANDLERS[call.method](self.core, args))
        call.ok, call.code = True, OK
        return reply

    async def _get_updates(self, args: Args) -> Reply:
        """https://core.telegram.org/bots/api#getupdates"""
        if self.core.webhook.url:
            raise Refusal(CONFLICT, WEBHOOK_ACTIVE)
        self.core.updates.allow(kinds(args))
        batch = await self.core.updates.get(
            args.integer("offset", 0),
            args.clamped("limit", 100, 1, 100),
            args.clamped("timeout", 0, 0, LONGEST_POLL),
        )
        return Reply(OK, b'{"ok":true,"result":[' + b",".join(batch) + b"]}")

    def save(self, folder: Path) -> None:
        """Writes the whole world into `folder`, atomically: a restart shows the same phones."""
        saving.save(self.core, folder)

    def restore(self, folder: Path) -> bool:
        """Takes up what `save` wrote; False when there is nothing. Raises ValueError if broken.

        People and groups given to the constructor stay; saved ones are added or brought up to date.
        """
        return saving.restore(self.core, folder)

    @classmethod
    def load(cls, folder: Path, **settings: Any) -> Rehearsal:
        """A `Rehearsal(**settings)` that takes up what was saved in `folder`, if anything was."""
        office = cls(**settings)
        office.restore(folder)
        return office

    async def close(self) -> None:
        """Ends webhook deliveries."""
        await self.core.webhook.close()


def _accepted(result: Any) -> Reply:
    answer: Json = {"ok": True, "result": result}
    if isinstance(result, Described):
        answer = {"ok": True, "result": result.result, "description": result.description}
    return Reply(OK, json.dumps(answer, ensure_ascii=False).encode())


def refused(refusal: Refusal) -> Reply:
    """The Bot API's answer for a refusal, or what stands in its place."""
    if refusal.body is not None:
        return Reply(refusal.code, refusal.body)
    answer: Json = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    if refusal.parameters is not None:
        answer["parameters"] = refusal.parameters
    return Reply(refusal.code, json.dumps(answer, ensure_ascii=False).encode())
