"""`tayang rehearse`: the real bot, a Bot API server on loopback, an office of named people, and their website."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import Settings, Tayang
from bot.calendars import indonesian_holidays
from bot.cli import printing
from bot.cli.explaining import UnreadableRehearsalError
from bot.cli.logs import set_up_logging
from bot.clock import Clock
from bot.cms.kinds import publisher
from bot.config import Words
from bot.desk import members
from bot.rehearsal.office import Rehearsal
from bot.rehearsal.server import Server
from bot.rehearsal.world import Group, Person
from bot.sop.model import UnitKind
from bot.sop.office import Office, SectionRule, Website
from bot.sop.roles import Role
from bot.sop.worktime import Calendar
from bot.wire import AiohttpRequest
from storage import inbox, meta, people
from storage.store import Tx, write_once
from storage.times import from_ms

TOKEN = "123456:latihan"  # noqa: S105 - opens nothing but the rehearsal
ZONE = ZoneInfo("Asia/Jakarta")

PRESS, DOCS = "Subag Pemberitaan", "Subag Publikasi dan Dokumentasi"
HEALTH, SCHOOLS = "Dinas Kesehatan", "Dinas Pendidikan"
UNITS = {PRESS: UnitKind.INTERNAL, DOCS: UnitKind.INTERNAL, HEALTH: UnitKind.EXTERNAL, SCHOOLS: UnitKind.EXTERNAL}

SECTIONS = (
    SectionRule("berita", "Berita"),
    SectionRule("pengumuman", "Pengumuman"),
    SectionRule("agenda", "Agenda"),
    SectionRule("informasi-publik", "Informasi Publik"),
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the rehearsal's office."""

    id: int
    first: str
    last: str
    roles: tuple[tuple[Role, str | None], ...]
    label: str

    @property
    def name(self) -> str:
        """The name in full."""
        return f"{self.first} {self.last}"


OFFICE = (
    Member(1001, "Bambang", "Wijaya", ((Role.KABAG, None),), "Kabag Kominfo dan Humas"),
    Member(1002, "Siti", "Aminah", ((Role.KASUBBAG, None),), "Kasubbag Komunikasi"),
    Member(1003, "Rudi", "Hartono", ((Role.STAF, None),), "Staf Komunikasi"),
    Member(1004, "Dewi", "Lestari", ((Role.STAF, None),), "Staf Komunikasi"),
    Member(1005, "Agus", "Salim", ((Role.CONTRIBUTOR, PRESS),), f"Kontributor {PRESS}"),
    Member(1006, "Maya", "Putri", ((Role.CONTRIBUTOR, DOCS),), "Kontributor Subag Pub Dok"),
    Member(1007, "Rina", "Kartika", ((Role.CONTRIBUTOR, HEALTH),), f"Kontributor {HEALTH}"),
    Member(1008, "Hasan", "Basri", ((Role.VERIFIER, HEALTH),), f"Pejabat berwenang {HEALTH}"),
    Member(1009, "Tono", "Prasetyo", ((Role.CONTRIBUTOR, SCHOOLS),), f"Kontributor {SCHOOLS}"),
    Member(1010, "Yuni", "Astuti", ((Role.VERIFIER, SCHOOLS),), f"Pejabat berwenang {SCHOOLS}"),
    Member(1011, "Lukman", "Hakim", ((Role.PPID, None),), "PPID"),
    Member(1012, "Fitri", "Handayani", ((Role.ADMIN, None),), "Admin"),
)
SAVE_AFTER = 1.0  # seconds

GROUP = Group(-5001, "Grup Humas Setda", [m.id for m in OFFICE[:4]])


def office(site_url: str) -> Office:
    """Give the policy of the rehearsal's office: the SOP's own times, a real Indonesian calendar."""
    return Office(
        name="Bagian Kominfo dan Humas Setda Kabupaten Nusaraya",
        place="Nusaraya",
        calendar=Calendar(ZONE, holidays=indonesian_holidays),
        website=Website("Portal Kabupaten Nusaraya", site_url),
        sections=SECTIONS,
        report_group=GROUP.id,
    )


def seed(tx: Tx) -> None:
    """Put the office's people into an empty database; a second time changes nothing."""
    units = {name: people.add_unit(tx, name, kind) for name, kind in UNITS.items()}
    for member in OFFICE:
        if people.by_telegram(tx, member.id) is None:
            person_id = people.add_person(tx, member.name, member.id, "id")
            for role, unit in member.roles:
                members.enrol(tx, person_id, role, units[unit] if unit else None)


def rehearsal(clock: Clock, links: dict[str, str]) -> Rehearsal:
    """Make the outside of the rehearsal: phones for everybody, one group, Telegram's own limits."""
    return Rehearsal(
        token=TOKEN,
        username="TayangLatihanBot",
        people=[Person(m.id, m.first, m.last, label=m.label) for m in OFFICE],
        groups=[GROUP],
        now=lambda: clock.now().timestamp(),
        wire=asyncio.get_running_loop().time,
        links=links,
    )


def starting_time(last_seen: datetime | None) -> datetime:
    """Begin in office hours, so that clocks run: now if the office is open, else at eight on its next day.

    Never before the time the last rehearsal on this data ended.
    """
    calendar = office("").calendar
    now = max(datetime.now(UTC), last_seen or datetime.now(UTC))  # the one other place: before there is a clock
    if calendar.is_open(now):
        return now
    opening = calendar.next_open(now)
    eight = datetime.combine(calendar.today(opening), time(8), ZONE).astimezone(UTC)
    return max(opening, eight) if eight - opening < timedelta(hours=4) else opening


def _last_seen(tx: Tx) -> tuple[datetime | None, int]:
    """Seed the office if it is new; say when its bot last lived, and the last update it knows."""
    seed(tx)
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
        """Start the server first, then the bot: at once it can be played.

        Raises OSError when the port is taken, DatabaseInUseError, UnreadableRehearsalError.
        """
        site = self._data / "situs"
        (site / "public").mkdir(parents=True, exist_ok=True)
        database, files = self._data / "tayang.sqlite3", self._data / "berkas"
        now = datetime.now(UTC)
        last, known = await asyncio.to_thread(write_once, database, files, office(""), lambda: now, _last_seen)
        self.clock = Clock(starting_time(last), self._speed)
        self.outside = rehearsal(self.clock, {"website": "/situs/", "title": "Tayang – latihan", "zone": str(ZONE)})
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
        return self

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
        own = office(self.site_url)
        settings = {
            "folder": str(site),
            "base_url": self.site_url,
            "site_name": own.website.name,
            "tagline": "Informasi resmi untuk warga",
            "language": own.language,
            "sections": [{"key": s.key, "name": s.name} for s in own.sections],
            "zone": str(ZONE),
        }
        return Settings(
            database=database,
            files=files,
            office=own,
            token=TOKEN,
            publisher=publisher("folder", settings, now=self.clock.now),
            api_url=self.server.url,
            tick_every=1.0,
            poll_timeout=25,
        )

    async def __aexit__(self, *_: object) -> None:
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
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with Play(data, port, speed) as play:
        printing.say(
            Words(
                f"\nLatihan Tayang:  {play.server.url}\nSitus web:       {play.site_url}\nHentikan:        Ctrl+C\n",
                f"Tayang rehearsal: {play.server.url}\nWebsite:          {play.site_url}\nStop:             Ctrl+C\n",
            )
        )
        await stop.wait()
