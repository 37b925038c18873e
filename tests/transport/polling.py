"""What the poller's tests poll: updates that wait, a store that may be broken, and notes of every trouble."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from telegram import Bot

from bot.transport.poller import OnTrouble, Pacing, Poller, Trouble, Watchdog
from tests.transport.support import BotApi, Call, ok

FAST = Pacing(first=0.01, longest=0.04, conflict=0.02, farewell=0.3)
RawUpdate = dict[str, Any]


def update(number: int) -> RawUpdate:
    return {"update_id": number, "message": {"text": f"naskah {number}", "unknown_field": 1}}


class Waiting:
    """The updates that wait at Telegram, and what it was asked; `failures` are answered first."""

    def __init__(self, api: BotApi, *raw: Any) -> None:
        self.raw: list[Any] = list(raw)
        self.failures: list[Callable[[], web.Response]] = []
        self.asked: list[dict[str, str]] = []
        api.answers["getUpdates"] = self._answer

    def offsets(self) -> list[int | None]:
        return [int(call["offset"]) if "offset" in call else None for call in self.asked]

    async def _answer(self, call: Call) -> web.Response:
        self.asked.append(call.fields)
        if self.failures:
            return self.failures.pop(0)()
        self._confirm(int(call.fields.get("offset", 0)))
        if not self.raw:  # a long poll, shorter than Telegram's
            await asyncio.sleep(0.05 if int(call.fields["timeout"]) else 0)
        return ok(self.raw[: int(call.fields["limit"])])

    def _confirm(self, offset: int) -> None:
        self.raw = [raw for raw in self.raw if not isinstance(raw, dict) or raw.get("update_id", 0) >= offset]


class Store:
    """What has been stored; `broken` says for which batches storing fails."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.raw: list[RawUpdate] = []
        self.tries = 0
        self.broken: Callable[[list[RawUpdate]], bool] = lambda _: False

    async def take(self, batch: list[RawUpdate]) -> None:
        self.tries += 1
        await asyncio.sleep(0)
        if self.broken(batch):
            raise OSError("disk full")
        self.raw += batch
        self.batches.append([raw["update_id"] for raw in batch])

    @property
    def numbers(self) -> list[int]:
        return [number for batch in self.batches for number in batch]


class Notes:
    """The troubles that were told."""

    def __init__(self) -> None:
        self.told: list[Trouble] = []

    async def __call__(self, trouble: Trouble) -> None:
        self.told.append(trouble)

    @property
    def kinds(self) -> list[str]:
        return [str(trouble.kind) for trouble in self.told]


def poller(bot: Bot, store: Store, on_trouble: OnTrouble | None = None) -> Poller:
    return Poller(bot, store.take, ["message"], timeout=1, on_trouble=on_trouble, pacing=FAST)


@asynccontextmanager
async def running(loop: Poller | Watchdog) -> AsyncIterator[asyncio.Task[None]]:
    task: asyncio.Task[None] = asyncio.create_task(loop.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait({task})


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, for five seconds at most."""
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0.003)
