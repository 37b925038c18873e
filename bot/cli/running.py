"""`tayang run`: the bot from its configuration, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import signal
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from bot.app import Hook, Settings, Tayang
from bot.cli import wire
from bot.cli.backups import plan
from bot.cli.checkup import examine
from bot.cli.logs import LogFile, set_up_logging
from bot.cli.sites import site_publisher
from bot.clock import Clock
from bot.config import Config, load
from bot.sitewatch import browser
from bot.transport.systemd import Supervisor

log = logging.getLogger("tayang")

STOP_WITHIN = 13.0  # seconds from the signal to the end of the process, whatever hangs


def run(path: Path) -> None:
    """Run the bot of this configuration until SIGTERM or SIGINT.

    Raises ConfigError, PublishError, DatabaseInUseError, SchemaTooNewError, InvalidToken, TokenRefusedError, and
    PortError when a port is taken.
    """
    config = load(path, os.environ)
    token = config.require_token().reveal()
    hidden = [secret.reveal() for secret in config.secrets]
    set_up_logging(config.log.level, config.log.format, hidden, _log_file(config))
    for problem in config.warnings:
        log.warning("%s", problem.text("en"))
    clock = Clock()
    own = settings(config, token, clock)
    bot = Tayang(own, clock, wire.request(config), wire.request(config, pool_size=2))
    asyncio.run(until_told_to_stop(bot, Supervisor(os.environ)))


def _log_file(config: Config) -> LogFile | None:
    wished = config.log
    return LogFile(wished.file, wished.size * 1024 * 1024, wished.keep) if wished.file else None


def settings(config: Config, token: str, clock: Clock) -> Settings:
    """Turn the configuration into what the bot is made with. Raises PublishError."""
    hook = _hook(config)
    health = (config.health.listen, config.health.port) if config.health.port else None
    listen = (config.telegram.webhook.listen, config.telegram.webhook.port) if hook else health
    return Settings(
        database=config.storage.database,
        files=config.files,
        office=config.office(),
        token=token,
        publisher=site_publisher(config, clock.now),
        api_url=config.telegram.api_url,
        hook=hook,
        health=listen,
        health_token=config.health_token.reveal() if config.health_token else None,
        poll_timeout=int(config.telegram.poll_timeout.total_seconds()),
        digest_at=config.digest.at,
        evening_at=config.digest.evening,
        recheck_after=config.proof.recheck_after,
        ca_file=config.website.ca_file,
        browser=browser.find(config.proof.browser),
        backups=plan(config) if config.backup.enabled else None,
        examine=lambda: examine(config.path),
    )


def _hook(config: Config) -> Hook | None:
    telegram = config.telegram
    if telegram.mode != "webhook":
        return None
    secret = config.webhook_secret.reveal() if config.webhook_secret else secrets.token_urlsafe(32)
    return Hook(telegram.webhook.public_url or "", telegram.webhook.path, secret)


async def until_told_to_stop(bot: Tayang, supervisor: Supervisor) -> None:
    """Run until SIGTERM or SIGINT, then finish what runs; a start that waits for the network is given up at once.

    systemd hears when the bot is ready, that it moves, and that it stops.
    """
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, begin_to_stop, stop)
    if not await done_before(stop, bot.start()):
        return
    log.info("running as @%s", bot.bot.username)
    supervisor.tell("READY=1", f"STATUS=@{bot.bot.username}")
    feeding = asyncio.create_task(supervisor.feed(bot.vitals.alive))
    try:
        await done_before(stop, bot.wait())
    finally:
        supervisor.tell("STOPPING=1")
        feeding.cancel()
        await bot.stop()
        log.info("stopped")


def begin_to_stop(stop: asyncio.Event) -> None:
    """Stop in order; and after `STOP_WITHIN` in any case: threads that hang would hold Python up for ever."""
    if not stop.is_set():
        guard = threading.Timer(STOP_WITHIN, _leave)
        guard.daemon = True
        guard.start()
    stop.set()


def _leave() -> None:
    """Leave as a power cut would: what was not finished is found at the next start."""
    log.warning("something hangs: left after %s s, what it was doing is taken up at the next start", STOP_WITHIN)
    logging.shutdown()
    os._exit(0)


async def done_before(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Do something unless told to stop first; say whether it was done. Raises what it raises."""
    working, told = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    await asyncio.wait([working, told], return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if working.done():
        working.result()
        return True
    working.cancel()
    await asyncio.gather(working, told, return_exceptions=True)
    return False
