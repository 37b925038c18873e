"""The stage of the simulated year: forty units, a website that answers at once, and a clock that jumps."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable, Set
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

from telegram.error import Forbidden

from bot.app import Settings, Tayang
from bot.cli import cast
from bot.desk.publishing import publish
from bot.desk.publishing.publish import Look
from bot.outbox.telegram.deliver import Speaker
from bot.outbox.website.worker import Website
from bot.rehearsal.door import Door
from bot.rehearsal.office import Rehearsal
from bot.rehearsal.phone import Phone
from bot.rehearsal.server import Server
from bot.rehearsal.world import Person as Somebody
from bot.sop.flow import Kind
from bot.sop.press import Press
from bot.transport.request import NotSentError, OutcomeUnknownError
from storage import dispositions, inbox, outbox, screens, store
from storage.outbox import Row
from storage.outbox_bodies import Card, Delete, Paper, Text
from storage.store import Store, Tx, write_once
from storage.times import from_ms, to_ms
from tests.stage import AT_ONCE, HandClock
from tests.year.office import MEMBERS, Member, office, seed
from tests.year.plan import Act
from tests.year.site import QuickSite

T = TypeVar("T")

OK = 200
BRIEF = ("/sendMessage", "/editMessageText")
BRIEFLY = ("message_id", "date", "chat")
BRIEF_IDS = 10_000_000  # of messages that reached no phone
DUE = """SELECT min(at) FROM (
  SELECT min(remind_at) AS at FROM step WHERE finished_at IS NULL
  UNION ALL SELECT min(due_at) FROM step WHERE finished_at IS NULL AND step IN ('collect', 'report') AND due_at > :now
  UNION ALL SELECT min(until) FROM snooze WHERE ended_at IS NULL
  UNION ALL SELECT min(begins_at) FROM absence WHERE begun_at IS NULL AND ended_at IS NULL
  UNION ALL SELECT min(ends_at) FROM absence WHERE ended_at IS NULL
)"""
SPOKEN = "SELECT min(next_at) FROM outbox WHERE state = 'new' AND next_at > :now"


class BriefDoor(Door):
    """Answers with as little of a message as the bot reads of it."""

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        status, body = await super().do_request(url, *args, **kwargs)
        if status == OK and url.endswith(BRIEF):
            result = json.loads(body)["result"]
            body = json.dumps({"ok": True, "result": {key: result[key] for key in BRIEFLY}}).encode()
        return status, body


class StalledError(AssertionError):
    """The bot does not come to rest, or does not do what is due."""


class YearStage:
    """The office of the year and the real bot in it. `async with YearStage(tmp_path) as stage: ...`"""

    def __init__(self, folder: Path, start: int, tapped: Set[int]) -> None:
        """`tapped` are the articles that people take all the way through by their cards."""
        self.folder, self.tapped = folder, tapped
        self.deciding = {2001, 2002, 2004}  # the Kabag, the Kasubbag, and who stands in for them
        self.away: set[int] = set()  # those who blocked the bot
        self.blocked_once: set[int] = set()
        self.live: set[tuple[int, int]] = set()  # (chat, message) of cards that were not taken to a phone
        self._versions: dict[tuple[int, int], int] = {}
        self._messages = 0
        self.clock = HandClock(from_ms(start))
        self.site = QuickSite(folder / "situs")
        self.outside = Rehearsal(
            token=cast.TOKEN,
            username="TayangLatihanBot",
            people=[Somebody(m.id, *_names(m), label=m.role.value) for m in MEMBERS],
            now=lambda: self.clock.now().timestamp(),
            flood=None,
            poll_pause=0,
        )
        self._patches = ExitStack()
        self.running = False

    async def __aenter__(self) -> YearStage:
        (self.folder / "situs").mkdir(parents=True, exist_ok=True)
        self._hurry()
        self.server = Server(self.outside)
        self.server.add_static("/situs/", self.folder / "situs")
        await self.server.start()
        self.site.url = f"{self.server.url}/situs/"
        self.office = office(self.site.url)
        await asyncio.to_thread(write_once, self.database, self.files, self.office, self.clock.now, seed)
        for member in MEMBERS:
            self.outside.world.people[member.id].started = True
        await self.start_bot()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.running:
            await self.bot.stop()
        await self.server.close()
        self._patches.close()

    @property
    def database(self) -> Path:
        """Where the year is kept."""
        return self.folder / "year.sqlite3"

    @property
    def files(self) -> Path:
        """Where its files are."""
        return self.folder / "berkas"

    def _hurry(self) -> None:
        """No power is lost here, and nobody prints: syncs and papers would cost most of the time."""
        connect = store.connect

        def quick(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
            db = connect(path, read_only=read_only)
            db.execute("PRAGMA synchronous=OFF")
            return db

        def unsynced(_db: sqlite3.Connection, work: Callable[[], T]) -> T:
            return work()

        async def unprinted(_bot: object, kept: Store, row: Row, _paper: Paper) -> None:
            await kept.write(outbox.settle, row.id, "nothing", detail="not printed in this test")

        self._patches.enter_context(mock.patch("storage.store.connect", quick))
        self._patches.enter_context(mock.patch("storage.store._unsynced", unsynced))
        self._patches.enter_context(mock.patch("bot.outbox.telegram.deliver.send_paper", unprinted))
        self._patches.enter_context(mock.patch("storage.outbox.add_card", self._asked_for()))
        self._patches.enter_context(mock.patch.object(Speaker, "deliver", self._deliver()))
        self._patches.enter_context(mock.patch.object(Website, "work", self._work()))

    def _deliver(self) -> Callable[[Speaker, Row], Awaitable[None]]:
        """Take what is tapped all the way to the phones; of the rest, note only that it reached its chat."""
        whole = Speaker.deliver

        async def deliver(speaker: Speaker, row: Row) -> None:
            if not self._brief(row):
                await whole(speaker, row)
            elif row.chat_id in self.away:
                raise Forbidden("bot was blocked by the user")
            else:
                await self.bot.store.write(self._noted, row)

        return deliver

    def _asked_for(self) -> Callable[..., None]:
        """Cards that nobody taps are not edited: that would be most of what the bot does here."""
        add = outbox.add_card

        def asked_for(tx: Tx, chat_id: int, subject: tuple[Kind, int], *, anew: bool, **how: Any) -> None:
            answer = how.get("priority") == outbox.ANSWER
            if anew or answer or not (self._untapped(chat_id, *subject) or self._stands(tx, chat_id, *subject)):
                add(tx, chat_id, subject, anew=anew, **how)

        return asked_for

    def _stands(self, tx: Tx, chat_id: int, kind: Kind, subject_id: int) -> bool:
        """Say whether a disposisi's card has the buttons of now: how far its naskah are is not drawn at every step."""
        order = dispositions.get(tx, subject_id) if kind is Kind.DISPOSITION else None
        if order is None:
            return False
        before = self._versions.get((chat_id, subject_id))
        self._versions[chat_id, subject_id] = order.version
        return before == order.version

    def _untapped(self, chat_id: int | None, kind: Kind | None, subject_id: int | None) -> bool:
        return chat_id not in self.deciding if kind is Kind.DISPOSITION else subject_id not in self.tapped

    def _brief(self, row: Row) -> bool:
        if row.kind == "card":
            return self._untapped(row.chat_id, row.subject_kind, row.subject_id)
        if isinstance(row.body, Delete):
            return row.body.message_id >= BRIEF_IDS
        return row.kind == "commands" or (isinstance(row.body, Text) and not row.body.rows)

    def _noted(self, tx: Tx, row: Row) -> None:
        if isinstance(row.body, Card):
            self._card_noted(tx, row, row.body)
            return
        if isinstance(row.body, Delete):
            self.live.remove((row.chat_id or 0, row.body.message_id))
        outbox.settle(tx, row.id, "sent")

    def _card_noted(self, tx: Tx, row: Row, wish: Card) -> None:
        assert row.chat_id is not None
        assert row.subject_kind is not None
        assert row.subject_id is not None
        standing = screens.card_message(tx, row.chat_id, row.subject_kind, row.subject_id)
        if standing is not None and not wish.anew:
            outbox.settle(tx, row.id, "edited", message_id=standing[0])
            return
        self._messages += 1
        message_id = BRIEF_IDS + self._messages
        self.live.add((row.chat_id, message_id))
        screens.set_card(tx, row.chat_id, row.subject_kind, row.subject_id, message_id, "")
        if standing is not None:
            outbox.add(tx, row.chat_id, Delete(standing[0]), priority=outbox.DIGEST)
        outbox.settle(tx, row.id, "sent", message_id=message_id)

    def _work(self) -> Callable[[Website, Row], Awaitable[float | None]]:
        """Publish and look as always what is tapped; the website takes and shows the rest at once."""
        whole = Website.work

        async def work(website: Website, row: Row) -> float | None:
            if row.subject_id in self.tapped or row.kind not in {"publish", "prove"}:
                return await whole(website, row)
            await self.bot.store.write(self._on_site, row)
            return None

        return work

    def _on_site(self, tx: Tx, row: Row) -> None:
        article_id = row.subject_id or 0
        url = f"{self.site.url}{article_id}.html"
        outbox.settle(tx, row.id, "done")
        if row.kind == "publish":
            publish.published(tx, article_id, str(article_id), url)
        else:
            publish.proven(tx, article_id, Look(True, "ok", "", url, OK, "0" * 64), None)

    # --- the bot ---------------------------------------------------------------------------------------

    async def start_bot(self) -> None:
        """Start the bot (again) on the same database."""
        self.bot = Tayang(
            Settings(
                database=self.database,
                files=self.files,
                office=self.office,
                token=cast.TOKEN,
                publisher=self.site,
                tick_every=86_400.0,  # the play ticks by hand
                recheck_after=(),
                site_again=(0.0, 0.0),
                pace=AT_ONCE,
            ),
            self.clock,
            BriefDoor(self.outside, None, not_sent=NotSentError, unknown=OutcomeUnknownError),
            Door(self.outside, None, not_sent=NotSentError, unknown=OutcomeUnknownError),
        )
        await self.bot.start()
        self.running = True
        await self.settle()

    async def stop_bot(self) -> None:
        """The machine is switched off."""
        await self.bot.stop()
        self.running = False

    async def settle(self) -> None:
        """Wait until everything said was heard, decided and answered; the clock stands still meanwhile."""
        self.bot.outbox.wake()  # time was moved, perhaps
        for _ in range(20_000):
            await self.bot.inbox.idle()
            nothing_said = not self.outside.core.updates.pending and self.bot.outbox.idle
            if nothing_said and await self.bot.store.read(_quiet) and self.bot.outbox.idle:
                return
            await asyncio.sleep(0.0005)
        raise StalledError(f"at {self.clock.now()} the bot does not come to rest")

    async def next_due(self) -> tuple[int | None, int | None]:
        """Say when the bot must do something next, and when it may say something (ms)."""
        return await self.bot.store.read(_next)

    def set(self, at: int) -> None:
        """Move the clock."""
        self.clock.set(from_ms(at))

    @property
    def now(self) -> int:
        """The time in milliseconds."""
        return to_ms(self.clock.now())

    # --- people ------------------------------------------------------------------------------------------

    def member(self, number: int) -> Member:
        """Find somebody by number."""
        return MEMBERS[number - 1]

    def phone(self, number: int) -> Phone:
        """Find somebody's phone."""
        return self.outside.person(2000 + number)

    async def tap(self, number: int, verb: str, act: Act, arg: str = "") -> None:
        """Tap a button that stands in one of one's messages."""
        self.press(number, verb, act, arg)
        await self.settle()

    def press(self, number: int, verb: str, act: Act, arg: str = "") -> None:
        """Press it; the bot may be away."""
        found = self.button(number, verb, act, arg)
        if found is None:
            raise AssertionError(f"{act}: no button {verb} {arg} in the chat of {self.member(number)}")
        self.phone(number).press(found[0], data=found[1])

    def button(self, number: int, verb: str, act: Act, arg: str) -> tuple[int, str] | None:
        subject = Press("x", Kind(act.kind), act.id).pack().split(":")[2]
        for stored in reversed(self.outside.world.messages(2000 + number).values()):
            for row in stored.body.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    parts = str(button.get("callback_data", "")).split(":", 4)
                    if len(parts) == 5 and parts[1:3] == [verb, subject] and parts[4] == arg:
                        return stored.body["message_id"], button["callback_data"]
        return None

    async def say(self, number: int, text: str) -> None:
        """Type something."""
        self.phone(number).send(text)
        await self.settle()

    async def do(self, intent: Callable[..., Any], *args: Any) -> Any:
        """Do something at the desk, without Telegram."""
        result = await self.bot.store.write(intent, *args)
        await self.settle()
        return result


def _names(member: Member) -> tuple[str, str]:
    first, _, last = member.name.partition(" ")
    return first, last


def _quiet(tx: Tx) -> bool:
    return not outbox.lanes(tx) and not inbox.unfinished(tx)


def _next(tx: Tx) -> tuple[int | None, int | None]:
    now = {"now": to_ms(tx.now)}
    due, spoken = tx.db.execute(DUE, now).fetchone()[0], tx.db.execute(SPOKEN, now).fetchone()[0]
    return due, spoken
