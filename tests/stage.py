"""The stage tests play on: the real bot, a real SQLite file, the strict server, named people, a clock in hand."""

from __future__ import annotations

import asyncio
import io
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from PIL import Image

from bot.app import Hook, Settings, Tayang
from bot.cli import cast
from bot.clock import Clock
from bot.cms.base import Publisher
from bot.cms.kinds import publisher
from bot.jobs.backups import Plan
from bot.jobs.examining import Examine
from bot.outbox.pacing import Pace
from bot.rehearsal.door import Door
from bot.rehearsal.office import Rehearsal
from bot.rehearsal.phone import Phone
from bot.rehearsal.server import Server
from bot.rehearsal.world import Person
from bot.sop.office import Office
from bot.transport.request import NotSentError, OutcomeUnknownError
from storage import inbox, outbox
from storage.store import Tx, write_once

#: A Tuesday morning in office hours: 2026-11-24 09:00 WIB.
MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)

#: As fast as it goes: pace has tests of its own.
AT_ONCE = Pace(burst=10_000, per_second=10_000, group_minute=10_000, overall=10_000)

Message = dict[str, Any]


class HandClock(Clock):
    """A clock that stands still until it is moved."""

    def __init__(self, start: datetime = MORNING) -> None:
        super().__init__(start)
        self._at = start

    def now(self) -> datetime:
        return self._at

    def after(self, real_seconds: float) -> datetime:
        return self._at + timedelta(seconds=real_seconds)

    def real_seconds(self, until: datetime) -> float:
        return 0.0 if until <= self._at else 30.0

    async def rest(self, real_seconds: float) -> None:
        self._at += timedelta(seconds=real_seconds)
        await asyncio.sleep(0)

    def set(self, at: datetime) -> None:
        self._at = at


class Stage:
    """One office on one evening. `async with Stage(tmp_path) as stage: ...`"""

    def __init__(
        self,
        folder: Path,
        *,
        office: Office | None = None,
        start: datetime = MORNING,
        kind: str = "folder",
        website: Publisher | None = None,
        say_after: float = 60.0,  # a busy machine must not make the bot say that it is slow
    ) -> None:
        """`kind` is that of the website: "folder", or "manual", on which a test publishes by hand.

        `website` takes the place of both: one that stands elsewhere, at the address of the `office`.
        """
        self._website = website
        self.folder = folder
        self.say_after = say_after
        self.kind = kind
        self.hook: Hook | None = None  # webhook mode, from the next start of the bot on
        self.backups: Plan | None = None  # nightly backups, from the next start of the bot on
        self.examine: Examine = tuple  # what /kesehatan finds, from the next start of the bot on
        self.clock = HandClock(start)
        self._office = office
        self.outside = Rehearsal(
            token=cast.TOKEN,
            username="TayangLatihanBot",
            people=[Person(m.id, m.first, m.last, label=m.label) for m in cast.OFFICE],
            groups=[deepcopy(cast.GROUP)],  # a group changes: it gets members, and another number
            now=lambda: self.clock.now().timestamp(),
            flood=None,
            poll_pause=0,
        )

    # --- the people ------------------------------------------------------------------------------

    def person(self, first_name: str) -> Phone:
        """Somebody's phone, by first name: Bambang is Kabag, Siti Kasubbag, Rudi and Dewi Staf, Rina and Hasan
        contributor and official of Dinas Kesehatan, Tono and Yuni of Dinas Pendidikan, Agus and Maya contributors
        of the two internal Subag, Lukman PPID, Fitri admin."""
        return self.outside.person(next(m.id for m in cast.OFFICE if m.first == first_name))

    def stranger(self, first_name: str = "Joko", person_id: int = 9001) -> Phone:
        """Somebody the office does not know."""
        return self.outside.add_person(Person(person_id, first_name))

    # --- life --------------------------------------------------------------------------------------

    async def __aenter__(self) -> Stage:
        site = self.folder / "situs"
        (site / "public").mkdir(parents=True, exist_ok=True)
        self.server = Server(self.outside)
        self.server.add_static("/situs/", site / "public")
        await self.server.start()
        self.office = self._office or cast.office(f"{self.server.url}/situs/")
        await asyncio.to_thread(
            write_once,
            self.folder / "tayang.sqlite3",
            self.folder / "berkas",
            self.office,
            self.clock.now,
            cast.seed,
        )
        for member in cast.OFFICE:
            self.outside.world.people[member.id].started = True
        await self.start_bot()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.bot.stop()
        await self.server.close()

    async def start_bot(self) -> None:
        """Start the bot (again): on the same database, at the same server."""
        settings = {
            "folder": str(self.folder / ("situs" if self.kind == "folder" else "paket")),
            "base_url": f"{self.server.url}/situs/",
            "site_name": "Portal Kabupaten Nusaraya",
            "sections": [{"key": s.key, "name": s.name} for s in self.office.sections],
            "zone": str(self.office.calendar.zone),
        }
        self.bot = Tayang(
            Settings(
                database=self.folder / "tayang.sqlite3",
                files=self.folder / "berkas",
                office=self.office,
                token=cast.TOKEN,
                publisher=self._website or publisher(self.kind, settings, now=self.clock.now),
                tick_every=3600.0,  # tests tick by hand
                site_again=(0.0, 0.0),
                say_after=self.say_after,
                pace=AT_ONCE,
                hook=self.hook,
                backups=self.backups,
                examine=self.examine,
                health=("127.0.0.1", int(urlsplit(self.hook.public_url).port or 0)) if self.hook else None,
            ),
            self.clock,
            Door(self.outside, not_sent=NotSentError, unknown=OutcomeUnknownError),
            Door(self.outside, not_sent=NotSentError, unknown=OutcomeUnknownError),
        )
        await self.bot.start()
        await self.settle()

    async def settle(self) -> None:
        """Wait until everything said was heard, decided and answered; short waits of the outbox are run through."""
        for _ in range(100_000):
            await self.bot.inbox.idle()
            self.bot.outbox.wake()
            await asyncio.sleep(0)
            if not self.outside.core.updates.pending and await self.bot.store.read(_quiet) and self.bot.outbox.idle:
                due = await self.bot.store.read(outbox.next_due)
                if due is None or due - self.clock.now() > timedelta(seconds=120):
                    return
                self.clock.set(max(due, self.clock.now()))
            await asyncio.sleep(0.001)
        raise TimeoutError("the bot does not come to rest")

    async def advance(self, **span: float) -> int:
        """Let time pass, tick once, and settle; gives how many reminders the tick sent."""
        return await self.at(self.clock.now() + timedelta(**span))

    async def at(self, moment: datetime) -> int:
        """Go to a moment (UTC), tick once, and settle; gives how many reminders the tick sent."""
        self.clock.set(moment)
        sent = await self.bot.tick()
        await self.settle()
        return sent

    # --- playing -------------------------------------------------------------------------------------

    def find(self, person: Phone, words: str) -> Message:
        """The newest message of the bot that has these words; AssertionError says what there is instead."""
        for message in reversed(person.received):
            if words in text_of(message):
                return message
        seen = "\n---\n".join(text_of(m) for m in person.received[-4:])
        raise AssertionError(f"{person.person.first_name} was never told {words!r}. Last:\n{seen}")

    async def say(self, person: Phone, text: str) -> None:
        """Somebody types, and the bot answers."""
        person.send(text)
        await self.settle()

    async def tap(self, person: Phone, label: str, on: str = "") -> str:
        """Somebody taps the newest button whose label has these words (on a message with the words `on`).

        Gives the text of the answer to the tap.
        """
        message, full = self._button(person, label, on)
        person.press(message, full)
        await self.settle()
        return person.answers[-1].text or ""

    def _button(self, person: Phone, label: str, on: str) -> tuple[Message, str]:
        for message in reversed(person.received):
            for found in labels(message):
                if label in found and on in text_of(message):
                    return message, found
        offered = [labels(m) for m in person.received[-4:]]
        raise AssertionError(f"{person.person.first_name} has no button {label!r}; last cards offer {offered}")


def text_of(message: Message) -> str:
    """What a person reads in a message."""
    return str(message.get("text") or message.get("caption") or "")


def labels(message: Message) -> list[str]:
    """The labels of a message's buttons."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def _quiet(tx: Tx) -> bool:
    return not inbox.unfinished(tx) and not outbox.lanes(tx)


def jpeg(colour: str = "steelblue", size: tuple[int, int] = (640, 480)) -> bytes:
    """A photo."""
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, "JPEG")
    return data.getvalue()
