"""The command line: run, rehearse, invite, check, audit."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import secrets
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from telegram.error import InvalidToken

from bot.app import Hook, Settings, Tayang
from bot.cli import checkup
from bot.cli.invitations import InvitationRefusedError, bot_username, invitation_link
from bot.cli.logs import set_up_logging
from bot.cli.rehearse import Play
from bot.cli.sites import site_publisher
from bot.clock import Clock
from bot.cms.base import PublishError
from bot.config import Config, ConfigError, load
from bot.desk import members
from bot.poller import TokenRefusedError
from bot.sop.model import UnitKind
from bot.sop.roles import Role
from bot.wire import AiohttpRequest
from storage.schema import SchemaTooNewError
from storage.store import DatabaseInUseError, write_once

OK, FAILED, WRONG_USE = 0, 1, 2

log = logging.getLogger("tayang")
out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give the exit code: 0 done, 1 failed, 2 wrongly used."""
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        return command(arguments)
    except ConfigError as error:
        err.print(error.text("id"), markup=False)
        err.print(error.text("en"), markup=False, style="dim")
    except (DatabaseInUseError, SchemaTooNewError, PublishError, TokenRefusedError, InvalidToken) as error:
        for line in checkup.explain(error):
            err.print(line, markup=False)
    except KeyboardInterrupt:
        return OK
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tayang",
        description="Bot Telegram yang menjalankan SOP Update Website Pemerintah Daerah."
        " / Runs a local government's website-update SOP.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = _command(commands, "run", _run, "jalankan bot / run the bot")
    check = _command(commands, "check", _check, "periksa pemasangan / say what is wrong with the set-up")
    audit = _command(commands, "audit", _audit, "periksa rantai catatan / verify the record's chain")
    invite = _command(commands, "invite", _invite, "buat tautan undangan / make an invitation link")
    for with_config in (run, check, audit, invite):
        with_config.add_argument("--config", type=Path, default=Path("config.toml"), metavar="FILE")
    invite.add_argument("--role", required=True, choices=[role.value for role in Role])
    invite.add_argument("--unit", help="nama unit, untuk contributor dan verifier / the unit's name")
    invite.add_argument("--unit-kind", choices=[kind.value for kind in UnitKind], help="unit baru / for a new unit")
    invite.add_argument("--name", required=True, help="nama lengkap / full name")
    rehearse = _command(commands, "rehearse", _rehearse, "latihan di peramban / play it in a browser, no token needed")
    rehearse.add_argument("--port", type=int, default=8017)
    rehearse.add_argument("--speed", type=float, default=1.0, help="percepat waktu / run time faster")
    rehearse.add_argument("--data", type=Path, default=Path("rehearsal-data"), metavar="DIR")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    function: Callable[[argparse.Namespace], int],
    summary: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=summary, description=summary)
    parser.set_defaults(command=function)
    return parser


# --- run -----------------------------------------------------------------------------------------------


def _run(arguments: argparse.Namespace) -> int:
    config = load(arguments.config, os.environ)
    token = config.require_token()
    set_up_logging(config.log.level, config.log.format, [token.reveal()])
    for problem in config.warnings:
        log.warning("%s", problem.text("en"))
    clock = Clock()
    bot = Tayang(
        settings(config, token.reveal(), clock),
        clock,
        AiohttpRequest(trust_env=True),
        AiohttpRequest(pool_size=2, trust_env=True),
    )
    asyncio.run(until_told_to_stop(_Living(bot)))
    return OK


def settings(config: Config, token: str, clock: Clock) -> Settings:
    """Turn the configuration into what the bot is made with."""
    telegram = config.telegram
    hook = None
    if telegram.mode == "webhook":
        secret = config.webhook_secret.reveal() if config.webhook_secret else secrets.token_urlsafe(32)
        hook = Hook(telegram.webhook.public_url or "", telegram.webhook.path, secret)
    health = (config.health.listen, config.health.port) if config.health.port else None
    listen = (telegram.webhook.listen, telegram.webhook.port) if hook else health
    return Settings(
        database=config.storage.database,
        files=config.files,
        office=config.office(),
        token=token,
        publisher=site_publisher(config, clock.now),
        api_url=telegram.api_url,
        hook=hook,
        health=listen,
        poll_timeout=int(telegram.poll_timeout.total_seconds()),
        digest_at=config.digest.at,
        recheck_after=config.proof.recheck_after,
    )


@dataclass
class _Living:
    """A bot as something that is started, runs, and is stopped."""

    bot: Tayang

    async def __aenter__(self) -> _Living:
        await self.bot.start()
        log.info("running as @%s", self.bot.bot.username)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.bot.stop()

    async def wait(self) -> None:
        """Wait until a part that must run for ever ends."""
        await self.bot.wait()


async def until_told_to_stop(living: _Living) -> None:
    """Run until SIGTERM or SIGINT, then finish what runs; a signal during the start stops it too."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)

    async def live() -> None:
        async with living:
            await _first(living.wait(), stop.wait())

    life = asyncio.ensure_future(live())
    told = asyncio.ensure_future(stop.wait())
    await asyncio.wait([life, told], return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if not life.done():  # during a start that waits for the network there is nothing to finish
        with contextlib.suppress(TimeoutError, asyncio.CancelledError):
            await asyncio.wait_for(asyncio.shield(life), STOPPING)
        life.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await life


STOPPING = 25.0  # seconds a stop may take


async def _first(*waits: Awaitable[object]) -> None:
    """Wait for the first of these; raise what it raised; drop the others."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    for task in done:
        task.result()


# --- rehearse ------------------------------------------------------------------------------------------


def _rehearse(arguments: argparse.Namespace) -> int:
    set_up_logging("warning", "console", [])
    arguments.data.mkdir(parents=True, exist_ok=True)
    asyncio.run(_play(arguments.data.absolute(), arguments.port, arguments.speed))
    return OK


async def _play(data: Path, port: int, speed: float) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with Play(data, port, speed) as play:
        out.print(f"\n  [bold]Latihan Tayang / Tayang rehearsal:[/bold]  {play.server.url}")
        out.print(f"  Situs web / Website:               {play.site_url}")
        out.print("  Hentikan / Stop: Ctrl+C\n")
        await stop.wait()


# --- invite, check, audit ----------------------------------------------------------------------------------


def _invite(arguments: argparse.Namespace) -> int:
    config = load(arguments.config, os.environ)
    role = Role(arguments.role)
    kind = UnitKind(arguments.unit_kind) if arguments.unit_kind else None
    try:
        username = bot_username(config)
        token = write_once(
            config.storage.database,
            config.files,
            config.office(),
            Clock().now,
            lambda tx: members.invite(tx, role, arguments.unit, kind, arguments.name),
        )
    except (ValueError, InvitationRefusedError) as error:
        for line in checkup.explain(error):
            err.print(line, markup=False)
        return WRONG_USE
    sys.stdout.write(invitation_link(username, token) + "\n")
    return OK


def _check(arguments: argparse.Namespace) -> int:
    config = load(arguments.config, os.environ)
    findings = asyncio.run(checkup.everything(config, Clock().now))
    for finding in findings:
        out.print(f"{'✔' if finding.ok else '✘'} {finding.text('id')}", markup=False)
        out.print(f"  {finding.text('en')}", markup=False, style="dim")
    return OK if all(finding.ok for finding in findings) else FAILED


def _audit(arguments: argparse.Namespace) -> int:
    config = load(arguments.config, os.environ)
    finding = checkup.record(config.storage.database)
    out.print(finding.text("id"), markup=False)
    out.print(finding.text("en"), markup=False, style="dim")
    return OK if finding.ok else FAILED
