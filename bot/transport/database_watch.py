"""Looks whether the database can be written: who can mend that hears of it once, past the database itself."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from time import monotonic
from typing import Final, Literal, TypeAlias

from bot.desk.deadlines.heartbeat import beat
from bot.transport.health import Check
from bot.transport.trouble import trouble_of
from storage.store import Store, Tx

logger = logging.getLogger(__name__)

UNWELL: Final = 60.0  # seconds after which the health page says so
TOLD: Final = 180.0  # seconds after which people are told: a backup has let go by then

What: TypeAlias = Literal["held", "over"]
#: Gives what each admin is told (by chat) of a database that has been held for so many seconds, or is no more.
Words: TypeAlias = Callable[[Tx, What, float], Mapping[int, str]]
Say: TypeAlias = Callable[[int, str], Awaitable[None]]


class DatabaseWatch:
    """Knows since when nothing can be written. Whom to tell is read while the database is well, and kept."""

    def __init__(self, store: Store, words: Words, say: Say, now: Callable[[], float] = monotonic) -> None:
        """Nothing is looked at before `look`; `now` counts seconds, whatever the clock on the wall does."""
        self._store = store
        self._words = words
        self._say = say
        self._now = now
        self._since: float | None = None
        self._told: Mapping[int, str] = {}
        self._known: Mapping[int, str] = {}

    async def look(self) -> None:
        """Try to write; tell the admins once of a database that is held for long, and once when it is over."""
        try:
            await self._store.write(beat)
        except Exception as error:
            trouble = trouble_of(error)
            if trouble is None or not trouble.database:
                raise
            await self._is_held(error)
        else:
            await self._is_well()

    def check(self) -> Check:
        """Say for the health page whether the database takes what is written."""
        held = 0.0 if self._since is None else self._now() - self._since
        return Check(ok=False, detail="nothing can be written") if held > UNWELL else Check(ok=True)

    async def _is_held(self, error: Exception) -> None:
        self._since = self._now() if self._since is None else self._since
        held = self._now() - self._since
        logger.warning("nothing can be written to the database for %.0f s: %s", held, error)
        if held >= TOLD and not self._told:
            self._told = await self._read("held", held) or self._known
            await self._tell(self._told)

    async def _is_well(self) -> None:
        held = 0.0 if self._since is None else self._now() - self._since
        self._since = None
        if self._told:
            self._told = {}
            await self._tell(await self._read("over", held))
        self._known = await self._read("held", TOLD)

    async def _read(self, what: What, held: float) -> Mapping[int, str]:
        try:
            return await self._store.read(self._words, what, held)
        except Exception as error:
            if trouble_of(error) is None:
                raise
            return {}

    async def _tell(self, words: Mapping[int, str]) -> None:
        for chat_id, said in words.items():
            try:
                await self._say(chat_id, said)
            except Exception as error:  # noqa: BLE001 - Telegram away too: the log and the health page have it
                logger.warning("the trouble with the database could not be told: %s", error)
