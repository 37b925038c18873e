"""`tayang check`: what is right and what is wrong with a set-up, in words an office's IT person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.cli.sites import site_publisher
from bot.cms.base import PublishError
from bot.config import Config, ConfigError, Words
from bot.sop.office import Language
from bot.wire import AiohttpRequest
from storage import events
from storage.schema import SchemaTooNewError, migrations, version
from storage.store import DatabaseInUseError, connect


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and the words."""

    ok: bool
    words: Words

    def text(self, language: Language) -> str:
        """Give the words in a language."""
        return self.words.text(language)


async def everything(config: Config, now: Callable[[], datetime]) -> list[Finding]:
    """Look at the configuration, the token, the database and the website. Changes nothing."""
    found = [Finding(ok=True, words=Words(f"Konfigurasi terbaca: {config.path}", f"Configuration read: {config.path}"))]
    found += [Finding(ok=False, words=Words(p.text("id"), p.text("en"))) for p in config.warnings]
    found += await _telegram(config)
    found.append(record(config.storage.database))
    found += _website(config, now)
    return found


async def _telegram(config: Config) -> list[Finding]:
    try:
        token = config.require_token()
    except ConfigError as error:
        return [Finding(ok=False, words=Words(p.text("id"), p.text("en"))) for p in error.problems]
    request = AiohttpRequest(trust_env=True)
    bot = Bot(token.reveal(), base_url=f"{config.telegram.api_url}/bot", request=request, get_updates_request=request)
    async with request:
        try:
            me = await bot.get_me()
        except InvalidToken:
            return [Finding(ok=False, words=_BAD_TOKEN)]
        except TelegramError as error:
            return [Finding(ok=False, words=_unreachable(config.telegram.api_url, str(error)))]
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
        words = Words(
            f"Basis data belum ada; dibuat saat bot pertama dijalankan: {database}",
            f"No database yet; it is made when the bot first runs: {database}",
        )
        return Finding(ok=True, words=words)
    try:
        db = connect(database, read_only=True)
    except sqlite3.Error as error:
        return Finding(
            ok=False, words=Words(f"Basis data tidak terbuka: {error}", f"The database does not open: {error}")
        )
    try:
        return _record(db)
    except sqlite3.Error as error:
        return Finding(ok=False, words=Words(f"Basis data rusak: {error}", f"The database is damaged: {error}"))
    finally:
        db.close()


def _record(db: sqlite3.Connection) -> Finding:
    known = migrations()[-1][0]
    if version(db) > known:
        return Finding(ok=False, words=_too_new(version(db), known))
    damage = db.execute("PRAGMA quick_check").fetchone()[0]
    if damage != "ok":
        return Finding(ok=False, words=Words(f"Basis data rusak: {damage}", f"The database is damaged: {damage}"))
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
        return [Finding(ok=False, words=Words(f"Situs web: {error}", f"Website: {error}"))]
    if not problems:
        return [
            Finding(
                ok=True, words=Words(f"Situs web siap: {config.website.url}", f"Website ready: {config.website.url}")
            )
        ]
    return [
        Finding(
            ok=p.severity != "error",
            words=Words(f"Situs web: {p.code}: {p.detail}", f"Website: {p.code}: {p.detail}"),
        )
        for p in problems
    ]


_BAD_TOKEN = Words(
    "Telegram menolak token bot. Salin ulang token dari @BotFather.",
    "Telegram refuses the bot's token. Copy it again from @BotFather.",
)


def _unreachable(url: str, detail: str) -> Words:
    return Words(
        f"Telegram tidak dapat dihubungi di {url}: {detail}. Periksa jaringan atau telegram.api_url.",
        f"Telegram cannot be reached at {url}: {detail}. Check the network or telegram.api_url.",
    )


def _too_new(found: int, known: int) -> Words:
    return Words(
        f"Basis data ini ditulis oleh versi Tayang yang lebih baru (skema {found}, program ini {known}). Perbarui program.",
        f"A newer Tayang wrote this database (schema {found}, this program {known}). Update the program.",
    )


def explain(error: Exception) -> list[str]:
    """Say in both languages why a command could not be carried out."""
    words = _words_for(error)
    return [words.id, words.en]


def _words_for(error: Exception) -> Words:
    if isinstance(error, DatabaseInUseError):
        return Words(
            f"Bot lain sedang memakai basis data {error}. Satu basis data untuk satu proses; hentikan yang lain dahulu.",
            f"Another bot is using the database {error}. One process per database; stop the other one first.",
        )
    if isinstance(error, SchemaTooNewError):
        return _too_new(error.found, error.known)
    if isinstance(error, PublishError):
        return Words(f"Situs web: {error}", f"Website: {error}")
    if isinstance(error, TelegramError) or type(error).__name__ == "TokenRefusedError":
        return _BAD_TOKEN
    return _SAID.get(str(error), Words(str(error), str(error)))


_SAID = {
    "unit_needed": Words(
        'Peran ini milik sebuah unit: tambahkan --unit "Nama Unit".',
        'This role belongs to a unit: add --unit "Name of the unit".',
    ),
    "unit_not_wanted": Words(
        "Peran ini milik kantor, bukan unit: hapus --unit.",
        "This role belongs to the office, not to a unit: leave --unit out.",
    ),
    "unit_unknown": Words(
        "Unit itu belum terdaftar. Tambahkan --unit-kind internal (Subag sendiri) atau external (Bagian/SKPD lain).",
        "That unit is not known yet. Add --unit-kind internal (own Subag) or external (another Bagian/SKPD).",
    ),
    "username_unknown": Words(
        "Nama pengguna bot belum diketahui. Isi telegram.username, atau sediakan token dan jaringan.",
        "The bot's user name is not known yet. Set telegram.username, or provide the token and a network.",
    ),
}
