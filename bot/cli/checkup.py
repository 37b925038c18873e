"""`tayang check` and `tayang audit`: what is right and what is wrong with a set-up, in words one can act on."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.cli import explaining, printing
from bot.cli.sites import site_publisher
from bot.clock import Clock
from bot.cms.base import PublishError
from bot.config import Config, ConfigError, ConfigProblem, Words, load
from bot.wire import AiohttpRequest
from storage import events
from storage.schema import migrations, version
from storage.store import connect


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and the words."""

    ok: bool
    words: Words


def check(path: Path) -> bool:
    """Print what is right and what is wrong with a set-up; say whether all is well. Raises ConfigError."""
    config = load(path, os.environ)
    findings = asyncio.run(everything(config, Clock().now))
    for finding in findings:
        printing.say(finding.words, _mark(finding))
    return all(finding.ok for finding in findings)


def audit(path: Path) -> bool:
    """Print whether the record's chain is whole; say so too. No database is no record. Raises ConfigError."""
    database = load(path, os.environ).storage.database
    found = record(database)
    printing.say(found.words, _mark(found))
    return found.ok and database.exists()


def _mark(finding: Finding) -> str:
    return "✔" if finding.ok else "✘"


async def everything(config: Config, now: Callable[[], datetime]) -> list[Finding]:
    """Look at the configuration, the token, the database and the website. Changes nothing."""
    found = [Finding(ok=True, words=Words(f"Konfigurasi terbaca: {config.path}", f"Configuration read: {config.path}"))]
    found += [_wrong(problem) for problem in config.warnings]
    found += await _telegram(config)
    found.append(record(config.storage.database))
    found += _website(config, now)
    return found


def _wrong(problem: ConfigProblem) -> Finding:
    return Finding(ok=False, words=Words(problem.text("id"), problem.text("en")))


async def _telegram(config: Config) -> list[Finding]:
    try:
        token = config.require_token()
    except ConfigError as error:
        return [_wrong(problem) for problem in error.problems if problem not in config.warnings]
    request = AiohttpRequest(trust_env=True)
    bot = Bot(token.reveal(), base_url=f"{config.telegram.api_url}/bot", request=request, get_updates_request=request)
    async with request:
        try:
            me = await bot.get_me()
        except InvalidToken:
            return [Finding(ok=False, words=explaining.BAD_TOKEN)]
        except TelegramError as error:
            return [Finding(ok=False, words=explaining.unreachable(config.telegram.api_url, str(error)))]
        found = [Finding(ok=True, words=Words(f"Token diterima: @{me.username}", f"Token accepted: @{me.username}"))]
        return found + await _group(bot, config.tables.report.group)


async def _group(bot: Bot, group: int | None) -> list[Finding]:
    if group is None:
        return []
    try:
        chat = await bot.get_chat(group)
    except TelegramError as error:
        return [
            Finding(
                ok=False,
                words=Words(
                    f"report.group {group}: bot tidak melihat grup itu ({error}). Masukkan bot ke grupnya.",
                    f"report.group {group}: the bot cannot see that group ({error}). Add the bot to it.",
                ),
            )
        ]
    return [Finding(ok=True, words=Words(f"Grup laporan: {chat.title}", f"Report group: {chat.title}"))]


def record(database: Path) -> Finding:
    """Check the database: its schema, its integrity, and the chain of the record of what was done."""
    if not database.exists():
        return _not_there(database)
    try:
        db = connect(database, read_only=True)
    except sqlite3.Error as error:
        return Finding(ok=False, words=explaining.unreadable(str(error)))
    try:
        return _record(db)
    except sqlite3.Error as error:
        return Finding(ok=False, words=explaining.unreadable(str(error)))
    finally:
        db.close()


def _not_there(database: Path) -> Finding:
    """A database that is made when the bot first runs, if it can be."""
    folder = next(parent for parent in database.parents if parent.exists())
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding(ok=False, words=explaining.unreadable(str(database)))
    words = Words(
        f"Basis data belum ada; dibuat saat bot pertama dijalankan: {database}",
        f"No database yet; it is made when the bot first runs: {database}",
    )
    return Finding(ok=True, words=words)


def _record(db: sqlite3.Connection) -> Finding:
    known = migrations()[-1][0]
    if version(db) > known:
        return Finding(ok=False, words=explaining.too_new(version(db), known))
    damage = db.execute("PRAGMA quick_check").fetchone()[0]
    if damage != "ok":
        return Finding(ok=False, words=explaining.unreadable(damage))
    broken = events.first_broken(db) if version(db) else None
    if broken is not None:
        words = Words(
            f"Rantai catatan putus pada kejadian nomor {broken}: catatan pernah diubah di luar bot.",
            f"The record's chain is broken at event {broken}: it was changed outside the bot.",
        )
        return Finding(ok=False, words=words)
    return Finding(
        ok=True, words=Words("Basis data dan rantai catatan utuh.", "Database and record's chain are whole.")
    )


def _website(config: Config, now: Callable[[], datetime]) -> list[Finding]:
    try:
        problems = site_publisher(config, now).check()
    except PublishError as error:
        return [Finding(ok=False, words=explaining.website(error.code, error.detail))]
    if not problems:
        ready = Words(f"Situs web siap: {config.website.url}", f"Website ready: {config.website.url}")
        return [Finding(ok=True, words=ready)]
    return [Finding(ok=p.severity != "error", words=explaining.website(p.code, p.detail)) for p in problems]
