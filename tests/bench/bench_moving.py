"""Compares the durable way of an update with the plain one, in one run, as ratios.

    python -m tests.bench.bench_moving [--people 200] [--each 3] [--rounds 3] [--folder DIR]

1. Whole stack: the bot (update committed, decided in a transaction, answered through the outbox, delivery recorded;
   every commit synced to the disk) against plain python-telegram-bot (concurrent_updates(256), its own transport,
   everything in memory), both answering /bantuan with one message to the same strict server in a process of its own.
   The server counts.
2. One write: a transaction as one function in one hop against the same four statements awaited one by one.
3. Group commit: a write by itself, and one of 64 that were asked for at once, against one bare synced transaction of
   the standard library's sqlite3 with the same statements.

The best of the rounds counts. `--profile` runs ours once under cProfile instead.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import multiprocessing
import pstats
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import aiosqlite
from telegram import Update
from telegram.ext import ApplicationBuilder, CommandHandler

from bot.app import Settings, Tayang
from bot.cli import cast
from bot.clock import Clock
from bot.cms.kinds import publisher
from bot.desk.people import members
from bot.outbox.pacing import Pace
from bot.rehearsal.office import Rehearsal
from bot.rehearsal.server import Server
from bot.rehearsal.world import Person
from bot.sop.roles import Role
from bot.transport.request import AiohttpRequest
from storage import outbox, people
from storage.store import PRAGMAS, Store, Tx, write_once

TOKEN = "123456:bench"
FIRST = 10_001
AT_ONCE = Pace(burst=10_000, per_second=10_000, group_minute=10_000, overall=10_000)
WRITES = 400
BURST = 64


# --- the server, in a process of its own -----------------------------------------------------------


def serve(pipe: Connection, count: int, each: int) -> None:
    """At every "go" have everybody ask for help; say how many seconds it took until all were answered."""

    async def run() -> None:
        crowd = [Person(FIRST + n, f"P{n}", started=True) for n in range(count)]
        office = Rehearsal(token=TOKEN, people=crowd, flood=None, poll_pause=0)
        async with Server(office) as server:
            pipe.send(server.url)
            while await asyncio.to_thread(pipe.recv) == "go":
                office.log.clear()
                began = perf_counter()
                for _ in range(each):
                    for person in crowd:
                        office.person(person.id).send("/bantuan")
                await office.wait_for(lambda: _answered(office) >= count * each, 120)
                pipe.send(perf_counter() - began)

    asyncio.run(run())


def _answered(office: Rehearsal) -> int:
    return len(office.log.of("sendMessage")) if len(office.log) >= len(office.world.people) else 0


@asynccontextmanager
async def server(count: int, each: int) -> AsyncIterator[tuple[str, Callable[[], Awaitable[float]]]]:
    """The server's address, and what has everybody ask and gives the seconds until all are answered."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, count, each), daemon=True)
    process.start()

    async def go() -> float:
        ours.send("go")
        seconds: float = await asyncio.to_thread(ours.recv)
        return seconds

    try:
        yield await asyncio.to_thread(ours.recv), go
    finally:
        ours.send("stop")
        await asyncio.to_thread(process.join)


# --- the two bots ----------------------------------------------------------------------------------


@asynccontextmanager
async def plain(url: str) -> AsyncIterator[None]:
    """python-telegram-bot as a fast bot is written with it."""

    async def answer(update: Update, _context: Any) -> None:
        if update.message is not None:
            await update.message.reply_html("Halo! " + "Kirim naskah dengan /kirim. " * 20)

    builder = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot").concurrent_updates(256)
    application = builder.build()
    application.add_handler(CommandHandler("bantuan", answer))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        yield
        await application.updater.stop()
        await application.stop()


@asynccontextmanager
async def durable(url: str, folder: Path, count: int) -> AsyncIterator[None]:
    """The product, with everybody known to it as a contributor."""
    clock, office = Clock(), cast.office("")

    def seed(tx: Tx) -> None:
        unit = people.add_unit(tx, *next(iter(cast.UNITS.items())))
        for n in range(count):
            members.enrol(tx, people.add_person(tx, f"P{n}", FIRST + n, "id"), Role.CONTRIBUTOR, unit)

    site = {"folder": str(folder), "base_url": "http://127.0.0.1/", "site_name": "Situs", "zone": "Asia/Jakarta"}
    settings = Settings(
        database=folder / "tayang.sqlite3",
        files=folder / "berkas",
        office=office,
        token=TOKEN,
        publisher=publisher("folder", {**site, "sections": [{"key": "b", "name": "B"}]}, now=clock.now),
        api_url=url,
        tick_every=3600,
        pace=AT_ONCE,
    )
    await asyncio.to_thread(write_once, settings.database, settings.files, office, clock.now, seed)
    bot = Tayang(settings, clock, AiohttpRequest(), AiohttpRequest(pool_size=2))
    await bot.start()
    while await bot.store.read(_waiting):  # everybody's menu is set first
        await asyncio.sleep(0.05)
    yield
    while await bot.store.read(_waiting):  # the last delivery is recorded
        await asyncio.sleep(0.01)
    await bot.stop()


def _waiting(tx: Tx) -> bool:
    return bool(outbox.lanes(tx)) or bool(tx.db.execute("SELECT 1 FROM outbox WHERE state = 'sending'").fetchone())


async def whole_stack(count: int, each: int, rounds: int, folder: Path) -> str:
    """One line: updates answered a second by each, CPU of the bot's process for one, and the ratio."""
    best: dict[str, tuple[float, float]] = {}
    async with server(count, each) as (url, go):
        for turn in range(rounds):  # turn by turn, so that a busy moment of the machine meets both
            home = folder / str(turn)
            await asyncio.to_thread(home.mkdir)
            for name, bot in {"plain": plain(url), "durable": durable(url, home, count)}.items():
                async with bot:
                    cpu = process_time()
                    seconds = await go()
                    measured = (count * each / seconds, (process_time() - cpu) / (count * each) * 1000)
                best[name] = max(best.get(name, measured), measured)
    ours, theirs = best["durable"], best["plain"]
    return (
        f"whole stack | plain {theirs[0]:6.0f}/s {theirs[1]:5.2f} ms CPU | durable {ours[0]:6.0f}/s {ours[1]:5.2f} ms"
        f" CPU | ratio {ours[0] / theirs[0]:4.2f}x speed, {theirs[1] / ours[1]:4.2f}x less CPU"
    )


# --- one write -------------------------------------------------------------------------------------


def _intent(tx: Tx, n: int) -> None:
    tx.db.execute("INSERT INTO meta VALUES (?, '1')", (f"hop {n}",))
    tx.db.execute("INSERT INTO told VALUES ('bench', ?, 0)", (f"hop {n}",))


async def _median(write: Callable[[int], Awaitable[object]]) -> float:
    """The usual seconds of one write; a mean would measure who else uses the disk."""
    times = []
    for n in range(WRITES):
        began = perf_counter()
        await write(n)
        times.append(perf_counter() - began)
    return median(times)


async def _compare_writes(path: Path, synchronous: str) -> tuple[float, float]:
    """The medians of four awaited statements and of one hop."""
    async with (
        Store(path, cast.office(""), Clock().now, path.parent) as store,
        aiosqlite.connect(path, isolation_level=None) as db,
    ):
        for pragma in (*PRAGMAS, f"PRAGMA synchronous={synchronous}"):
            await db.execute(pragma)

        async def four(n: int) -> None:
            await db.execute("BEGIN IMMEDIATE")
            await db.execute("INSERT INTO meta VALUES (?, '1')", (f"four {n}",))
            await db.execute("INSERT INTO told VALUES ('bench', ?, 0)", (f"four {n}",))
            await db.execute("COMMIT")

        writer: Any = store._writer
        await writer.execute(f"PRAGMA synchronous={synchronous}")
        return await _median(four), await _median(lambda n: store.write(_intent, n))


async def one_write(rounds: int, folder: Path) -> str:
    """One line for each: synced to the disk as the product does, and with the disk left aside."""
    lines = []
    for synchronous in ("FULL", "OFF"):
        found = [await _compare_writes(folder / f"{synchronous}{n}.sqlite3", synchronous) for n in range(rounds)]
        four, hop = (min(times) for times in zip(*found, strict=True))
        lines.append(
            f"one write, synchronous={synchronous:4} | four awaited {four * 1e6:5.0f} us | one hop {hop * 1e6:5.0f} us"
            f" | ratio {four / hop:4.2f}x"
        )
    return "\n".join(lines)


def _bare(path: Path) -> float:
    """The usual seconds of the same transaction, synced, with nothing around it."""
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in (*PRAGMAS, "PRAGMA synchronous=FULL"):
        db.execute(pragma)
    times = []
    for n in range(WRITES):
        began = perf_counter()
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO meta VALUES (?, '1')", (f"bare {n}",))
        db.execute("INSERT INTO told VALUES ('bench', ?, 0)", (f"bare {n}",))
        db.execute("COMMIT")
        times.append(perf_counter() - began)
    db.close()
    return median(times)


async def _group(path: Path) -> tuple[float, float, float]:
    """The usual seconds of a bare commit, of a write alone, and of one in a burst."""
    async with Store(path, cast.office(""), Clock().now, path.parent) as store:
        bare = await asyncio.to_thread(_bare, path)
        alone = await _median(lambda n: store.write(_intent, n))
        bursts = []
        for burst in range(20):
            began = perf_counter()
            await asyncio.gather(*(store.write(_intent, 10**6 + burst * BURST + n) for n in range(BURST)))
            bursts.append((perf_counter() - began) / BURST)
    return bare, alone, median(bursts)


async def group_commit(rounds: int, folder: Path) -> str:
    """One line: what a durable write costs alone and in company, in bare commits."""
    found = [await _group(folder / f"group{n}.sqlite3") for n in range(rounds)]
    bare, alone, burst = (min(times) for times in zip(*found, strict=True))
    return (
        f"group commit | bare {bare * 1e6:5.0f} us | alone {alone * 1e6:5.0f} us, {alone / bare:4.2f} bare commits"
        f" | one of {BURST} at once {burst * 1e6:5.0f} us, {burst / bare:4.2f}"
    )


async def profiled(count: int, each: int, folder: Path) -> None:
    """Print where our event loop spends its time."""
    async with server(count, each) as (url, go), durable(url, folder, count):
        profile = cProfile.Profile()
        profile.enable()
        await go()
        profile.disable()
    pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(35)


async def run(people: int, each: int, rounds: int, folder: Path, *, profile: bool) -> None:
    """Print one line for each comparison."""
    if profile:
        await profiled(people, each, folder)
        return
    sys.stdout.write(await one_write(rounds, folder) + "\n")
    sys.stdout.write(await group_commit(rounds, folder) + "\n")
    sys.stdout.flush()
    sys.stdout.write(await whole_stack(people, each, rounds, folder) + "\n")


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="on the disk to be measured")
    parser.add_argument("--profile", action="store_true")
    options = vars(parser.parse_args())
    with tempfile.TemporaryDirectory(dir=options.pop("folder")) as folder:
        asyncio.run(run(folder=Path(folder), **options))


if __name__ == "__main__":
    main()
