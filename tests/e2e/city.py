"""Everything outside the bot, over real HTTP on loopback: the strict Bot API server, the phones, the website."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from aiohttp import web

from bot.cli import cast
from bot.rehearsal.office import Rehearsal
from bot.rehearsal.server import Server
from bot.rehearsal.world import Person

#: A token of the real form, so that a test can look for it wherever it must not be.
TOKEN = "731204518:AAHk3sVq9Zr0xYp2Lw8TnB5uJ1mDcEfGhIo"
USERNAME = "TayangUjiBot"


class City:
    """`async with City(tmp_path) as city:`; Telegram's own flood limits, everybody's bot started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "situs"
        self._watching: list[Callable[[web.Request], None]] = []
        self.outside = Rehearsal(
            token=TOKEN,
            username=USERNAME,
            people=[Person(m.id, m.first, m.last, label=m.label, started=True) for m in cast.OFFICE],
            groups=[cast.GROUP],
        )

    def watch(self, seen: Callable[[web.Request], None]) -> None:
        """Have `seen(request)` called just before every answer goes out."""
        self._watching.append(seen)

    @property
    def site_url(self) -> str:
        """The website's public address."""
        return f"{self.server.url}/situs/"

    async def __aenter__(self) -> City:
        (self.site / "public").mkdir(parents=True, exist_ok=True)
        self.server = Server(self.outside)
        self.server.add_static("/situs/", self.site / "public")
        self.server.app.on_response_prepare.append(self._prepared)
        await self.server.start()
        return self

    async def _prepared(self, request: web.Request, response: web.StreamResponse) -> None:
        for seen in self._watching:
            seen(request)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.server.close()


def now() -> datetime:
    """The real time."""
    return datetime.now(UTC)
