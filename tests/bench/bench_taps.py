"""Compares how fast taps on buttons are answered: the product against the usual bots, in one run, as ratios.

    python -m tests.bench.bench_taps [--people 200] [--each 3] [--rounds 2] [--latency 0 0.1] [--folder DIR]

A strict server in a process of its own has everybody press a button at once, and counts the answers; `--latency` puts
so many seconds before each of its answers, as the way to Telegram does. Each bot runs in a process of its own. The
product commits every tap, synced to the disk, before it answers; the others keep nothing and only answer. aiogram
takes part where it is installed (`pip install tayang[bench]`). Last, one tap at a time at rest: the median until it is
answered.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import logging
import multiprocessing
import resource
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from telegram import Update
from telegram.ext import ApplicationBuilder, CallbackQueryHandler

from bot.rehearsal.faults import Fault
from bot.rehearsal.office import Rehearsal
from bot.rehearsal.server import Server
from bot.rehearsal.world import Person
from bot.sop.press import Press, Verb
from tests.bench.bench_moving import FIRST, TOKEN, durable

MESSAGE = 10**6  # a card nobody can find any more: the tap is answered, and says so
DATA = str(Press(Verb.SHOW))
SINGLE = 40
PATIENCE = 300.0  # seconds for a burst


# --- the server ------------------------------------------------------------------------------------


def serve(pipe: Connection, count: int, each: int, latency: float) -> None:
    """At "go" have everybody press, at "one" a single person; say how many seconds it took until all were answered."""

    async def run() -> None:
        crowd = [Person(FIRST + n, f"P{n}", started=True) for n in range(count)]
        office = Rehearsal(token=TOKEN, people=crowd, flood=None, poll_pause=0)
        async with Server(office) as server:
            pipe.send(server.url)
            while (order := await asyncio.to_thread(pipe.recv)) != "stop":
                office.faults.clear()
                if latency:
                    office.faults.add(Fault("*", "delay", times=10**9, seconds=latency))
                office.log.clear()
                pressing = crowd[:1] if order == "one" else crowd * each
                began = perf_counter()
                for person in pressing:
                    office.person(person.id).press(MESSAGE, data=DATA)
                await office.wait_for(partial(_answered, office, len(pressing)), PATIENCE)
                pipe.send(perf_counter() - began)

    asyncio.run(run())


def _answered(office: Rehearsal, wanted: int) -> bool:
    return len(office.log) >= wanted and len(office.log.of("answerCallbackQuery")) >= wanted


# --- the bots --------------------------------------------------------------------------------------


@asynccontextmanager
async def stock(url: str, _folder: Path, _count: int) -> AsyncIterator[None]:
    """python-telegram-bot as its examples show it: one update after the other."""
    async with _library(url, concurrent=False):
        yield


@asynccontextmanager
async def concurrent(url: str, _folder: Path, _count: int) -> AsyncIterator[None]:
    """python-telegram-bot with updates side by side, on its own transport."""
    async with _library(url, concurrent=True):
        yield


@asynccontextmanager
async def _library(url: str, *, concurrent: bool) -> AsyncIterator[None]:
    async def answer(update: Update, _context: Any) -> None:
        if update.callback_query is not None:
            await update.callback_query.answer("Diterima")

    builder = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot")
    if concurrent:
        builder = builder.concurrent_updates(256)
    application = builder.build()
    application.add_handler(CallbackQueryHandler(answer))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        yield
        await application.updater.stop()
        await application.stop()


@asynccontextmanager
async def aiogram(url: str, _folder: Path, _count: int) -> AsyncIterator[None]:
    """aiogram as its documentation shows it."""
    library = importlib.import_module("aiogram")
    session = importlib.import_module("aiogram.client.session.aiohttp").AiohttpSession
    server = importlib.import_module("aiogram.client.telegram").TelegramAPIServer
    bot = library.Bot(TOKEN, session=session(api=server.from_base(url)))
    dispatcher = library.Dispatcher()

    @dispatcher.callback_query()  # type: ignore[untyped-decorator]
    async def answer(query: Any) -> None:
        await query.answer("Diterima")

    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    yield
    await dispatcher.stop_polling()
    await polling


Bot = Callable[[str, Path, int], AbstractAsyncContextManager[None]]
BOTS: dict[str, Bot] = {"stock PTB": stock, "PTB concurrent": concurrent, "aiogram": aiogram, "Tayang": durable}


def live(name: str, url: str, folder: Path, count: int, pipe: Connection) -> None:
    """Run a bot until told to stop; say before and after how many seconds of CPU its process has used."""

    logging.disable()  # who answers too late for Telegram is told so, six hundred times

    async def run() -> None:
        async with BOTS[name](url, folder, count):
            pipe.send("up")
            while await asyncio.to_thread(pipe.recv) != "stop":
                used = resource.getrusage(resource.RUSAGE_SELF)
                pipe.send(used.ru_utime + used.ru_stime)

    asyncio.run(run())


# --- measuring -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measured:
    """Taps answered a second, milliseconds of CPU for one, and milliseconds until a single one is answered."""

    rate: float
    cpu: float
    single: float


def _spawn(target: Callable[..., None], *args: Any) -> tuple[Any, Connection]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    position = [*args, theirs] if target is live else [theirs, *args]
    process = context.Process(target=target, args=position, daemon=True)
    process.start()
    return process, ours


def measure(name: str, folder: Path, count: int, each: int, latency: float) -> Measured:
    """Have one bot answer a burst, after one that warms it up, and then single taps."""
    server, ask = _spawn(serve, count, each, latency)
    url = ask.recv()
    bot, talk = _spawn(live, name, url, folder, count)
    talk.recv()

    def order(word: str) -> float:
        ask.send(word)
        return float(ask.recv())

    def cpu() -> float:
        talk.send("cpu")
        return float(talk.recv())

    order("one")
    before = cpu()
    seconds = order("go")
    spent = (cpu() - before) / (count * each)
    single = median(order("one") for _ in range(SINGLE))
    for pipe, process in ((talk, bot), (ask, server)):
        pipe.send("stop")
        process.join(30)
        process.kill()
    return Measured(count * each / seconds, spent * 1000, single * 1000)


def compare(count: int, each: int, rounds: int, latency: float, folder: Path) -> None:
    """Print a line for each bot, the best of the rounds, and how the product stands to the others."""
    names = [name for name in BOTS if name != "aiogram" or importlib.util.find_spec("aiogram")]
    best: dict[str, Measured] = {}
    for turn in range(rounds):  # turn by turn, so that a busy moment of the machine meets all
        for name in names:
            home = folder / f"{latency}-{turn}-{name}".replace(" ", "-")
            home.mkdir()
            found = measure(name, home, count, each, latency)
            known = best.get(name, found)
            best[name] = Measured(
                max(known.rate, found.rate), min(known.cpu, found.cpu), min(known.single, found.single)
            )
    ours = best["Tayang"]
    for name, found in best.items():
        sys.stdout.write(
            f"taps, {latency * 1000:3.0f} ms to Telegram | {name:14} {found.rate:6.0f}/s {found.cpu:5.2f} ms CPU"
            f" | single {found.single:6.1f} ms | Tayang is {ours.rate / found.rate:5.2f}x as fast\n"
        )
    sys.stdout.flush()


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--latency", type=float, nargs="*", default=[0.0, 0.1])
    parser.add_argument("--folder", type=Path, help="on the disk to be measured")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for latency in options.latency:
            compare(options.people, options.each, options.rounds, latency, Path(folder))


if __name__ == "__main__":
    main()
