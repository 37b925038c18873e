"""Compares python-telegram-bot's own transport with ours, in one run, as a ratio.

    python -m tests.bench.bench_requests [--calls 600] [--together 64] [--rounds 3]

A loopback server in a process of its own answers sendMessage after 0 and after 20 ms. The best of
the rounds counts; CPU is that of this process alone.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from time import perf_counter, process_time

from aiohttp import web
from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from bot.transport.request import AiohttpRequest

TOKEN = "1:bench"
ANSWER = {
    "ok": True,
    "result": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "text": "x"},
}
LATENCIES = (0.0, 0.02)


@dataclass(frozen=True)
class Speed:
    """One round: calls per second, and milliseconds of CPU per call."""

    rate: float
    cpu: float


def serve(port_out: Connection) -> None:
    """Answer every call after the latency its path names, until the process is ended."""

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        await asyncio.sleep(float(request.match_info["latency"]))
        return web.json_response(ANSWER)

    async def run() -> None:
        app = web.Application()
        app.router.add_post("/{latency}/bot{token}/{method}", answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port_out.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(run())


@asynccontextmanager
async def server() -> AsyncIterator[int]:
    """The port of a server in a process of its own."""
    context = multiprocessing.get_context("spawn")
    port_in, port_out = context.Pipe(duplex=False)
    process = context.Process(target=serve, args=(port_out,), daemon=True)
    process.start()
    try:
        yield await asyncio.to_thread(port_in.recv)
    finally:
        process.terminate()
        await asyncio.to_thread(process.join)


async def send_all(transport: BaseRequest, base_url: str, calls: int, together: int) -> Speed:
    """Send `calls` messages, `together` at a time."""
    bot = Bot(TOKEN, base_url=base_url, request=transport)
    left = iter(range(calls))

    async def worker() -> None:
        for number in left:
            await bot.send_message(1, f"Naskah {number} menunggu persetujuan Bapak/Ibu.")

    async with transport:
        await bot.send_message(1, "warm-up")
        wall, cpu = perf_counter(), process_time()
        await asyncio.gather(*(worker() for _ in range(together)))
        wall, cpu = perf_counter() - wall, process_time() - cpu
    return Speed(calls / wall, cpu / calls * 1000)


def transports() -> dict[str, BaseRequest]:
    """The two, each with its defaults, but for httpx a pool timeout that lets all calls end."""
    return {"httpx": HTTPXRequest(pool_timeout=30), "aiohttp": AiohttpRequest()}


async def compare(port: int, latency: float, calls: int, together: int, rounds: int) -> str:
    """One line of the table: both speeds at one latency, and their ratios."""
    best: dict[str, Speed] = {}
    for _ in range(rounds):  # turn by turn, so that a busy moment of the machine meets both
        for name, transport in transports().items():
            base_url = f"http://127.0.0.1:{port}/{latency}/bot"
            speed = await send_all(transport, base_url, calls, together)
            best[name] = max(best.get(name, speed), speed, key=lambda one: one.rate)
    httpx, aiohttp = best["httpx"], best["aiohttp"]
    return (
        f"{latency * 1000:6.0f} ms | httpx {httpx.rate:7.0f}/s {httpx.cpu:6.2f} ms CPU | "
        f"aiohttp {aiohttp.rate:7.0f}/s {aiohttp.cpu:6.2f} ms CPU | "
        f"ratio {aiohttp.rate / httpx.rate:5.2f}x speed, {httpx.cpu / aiohttp.cpu:5.2f}x less CPU"
    )


async def run(calls: int, together: int, rounds: int) -> None:
    """Print one line for each latency."""
    async with server() as port:
        for latency in LATENCIES:
            line = await compare(port, latency, calls, together, rounds)
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--calls", type=int, default=600)
    parser.add_argument("--together", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3)
    asyncio.run(run(**vars(parser.parse_args())))


if __name__ == "__main__":
    main()
