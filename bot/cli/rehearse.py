"""`tayang rehearse`: the real bot, a Bot API server on loopback, an office of named people, and their website."""

from __future__ import annotations

import asyncio
import signal
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.app import Settings, Tayang
from bot.cli import cast, printing
from bot.cli.explaining import UnreadableRehearsalError
from bot.cli.logs import set_up_logging
from bot.cli.running import begin_to_stop, done_before
from bot.clock import Clock
from bot.cms.kinds import publisher
from bot.config import Words
from bot.rehearsal.office import Rehearsal
from bot.rehearsal.server import Server
from bot.rehearsal.world import Person
from bot.transport.request import AiohttpRequest
from storage import inbox, meta
from storage.store import Tx, write_once
from storage.times import from_ms

SAVE_AFTER = 1.0  # seconds


def rehearsal(clock: Clock, links: dict[str, str]) -> Rehearsal:
    """Make the outside of the rehearsal: phones for everybody, one group, Telegram's own limits."""
    return Rehearsal(
        token=cast.TOKEN,
        username="TayangLatihanBot",
        people=[Person(m.id, m.first, m.last, label=m.label) for m in cast.OFFICE],
        groups=[cast.GROUP],
        now=lambda: clock.now().timestamp(),
        wire=asyncio.get_running_loop().time,
        links=links,
    )


def starting_time(last_seen: datetime | None) -> datetime:
    """Begin in office hours, so that clocks run: now if the office is open, else at eight on its next day.

    Never before the time the last rehearsal on this data ended.
    """
    calendar = cast.office("").calendar
    now = max(datetime.now(UTC), last_seen or datetime.now(UTC))  # the one other place: before there is a clock
    if calendar.is_open(now):
        return now
    opening = calendar.next_open(now)
    eight = datetime.combine(calendar.today(opening), time(8), cast.ZONE).astimezone(UTC)
    return max(opening, eight) if eight - opening < timedelta(hours=4) else opening


def _last_seen(tx: Tx) -> tuple[datetime | None, int]:
    """Seed the office if it is new; say when its bot last lived, and the last update it knows."""
    cast.seed(tx)
    found = meta.get(tx, "heartbeat")
    return (from_ms(int(found)) if found else None), inbox.last_id(tx)


class Play:
    """A rehearsal that runs: the server, the bot, and the website."""

    def __init__(self, data: Path, port: int, speed: float) -> None:
        """Keep everything in `data`; a second rehearsal there goes on where the first one stopped."""
        self._data = data
        self._port = port
        self._speed = speed
        self._keeper: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Play:
        await self.begin()
        return self

    async def begin(self) -> None:
        """Start the server first, then the bot: at once it can be played.

        Raises OSError when the port is taken, DatabaseInUseError, UnreadableRehearsalError.
        """
        site = self._data / "situs"
        (site / "public").mkdir(parents=True, exist_ok=True)
        database, files = self._data / "tayang.sqlite3", self._data / "berkas"
        now = datetime.now(UTC)
        last, known = await asyncio.to_thread(
            write_once, database, files, cast.office(""), lambda: now, _last_seen, printing.held
        )
        self.clock = Clock(starting_time(last), self._speed)
        self.outside = rehearsal(
            self.clock, {"website": "/situs/", "title": "Tayang – latihan", "zone": str(cast.ZONE)}
        )
        self._restore(known)
        self.server = Server(self.outside, port=self._port)
        self.server.add_static("/situs/", site / "public")
        await self.server.start()
        self.site_url = f"{self.server.url}/situs/"
        self.bot = Tayang(
            self._settings(database, files, site), self.clock, AiohttpRequest(), AiohttpRequest(pool_size=2)
        )
        try:
            await self.bot.start()
        except BaseException:
            await self.server.close()
            raise
        for person in self.outside.world.people.values():
            if not person.started:
                self.outside.person(person.id).start()
        self._keeper = asyncio.create_task(self._keep())

    def _restore(self, known: int) -> None:
        """Take up the phones as they were. Update numbers go on after those the bot knows, whatever was saved:
        a number used twice would be taken for a redelivery, and ignored."""
        try:
            self.outside.restore(self._world)
        except (ValueError, OSError) as error:
            raise UnreadableRehearsalError(str(self._world)) from error
        updates = self.outside.core.updates
        updates.next_id = max(updates.next_id, known + 1)

    @property
    def _world(self) -> Path:
        return self._data / "telegram"

    async def _keep(self) -> None:
        """Save the phones soon after every change: a window that is simply closed loses a second at most."""
        while True:
            await self.outside.core.changes.next()
            await asyncio.sleep(SAVE_AFTER)
            self.outside.save(self._world)

    def _settings(self, database: Path, files: Path, site: Path) -> Settings:
        own = cast.office(self.site_url)
        settings = {
            "folder": str(site),
            "base_url": self.site_url,
            "site_name": own.website.name,
            "tagline": "Informasi resmi untuk warga",
            "language": own.language,
            "sections": [{"key": s.key, "name": s.name} for s in own.sections],
            "zone": str(cast.ZONE),
        }
        return Settings(
            database=database,
            files=files,
            office=own,
            token=cast.TOKEN,
            publisher=publisher("folder", settings, now=self.clock.now),
            api_url=self.server.url,
            tick_every=1.0,
            poll_timeout=25,
        )

    async def __aexit__(self, *_: object) -> None:
        await self.end()

    async def end(self) -> None:
        """Stop the bot, then the server; the phones are kept as they are."""
        await self.bot.stop()
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        self.outside.save(self._world)
        await self.server.close()


# --- the command ---------------------------------------------------------------------------------------


def rehearse(data: Path, port: int, speed: float) -> None:
    """Run a rehearsal until Ctrl+C. Raises what Play raises."""
    set_up_logging("warning", "console", [])
    data.mkdir(parents=True, exist_ok=True)
    asyncio.run(_play(data.absolute(), port, speed))


async def _play(data: Path, port: int, speed: float) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, begin_to_stop, stop)
    play = Play(data, port, speed)
    if not await done_before(stop, play.begin()):
        return
    try:
        printing.say(
            Words(
                f"\nLatihan Tayang:  {play.server.url}\nSitus web:       {play.site_url}\nHentikan:        Ctrl+C\n",
                f"Tayang rehearsal: {play.server.url}\nWebsite:          {play.site_url}\nStop:             Ctrl+C\n",
            )
        )
        await stop.wait()
    finally:
        await play.end()
