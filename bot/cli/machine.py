"""`tayang check`: what this computer must let the bot do: write beside its database, and listen."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import tempfile
from pathlib import Path

from filelock import FileLock, Timeout

from bot.cli import explaining
from bot.cli.findings import Finding
from bot.config import Config, Words
from bot.sitewatch import browser
from bot.transport.webhook import PortError

MIB = 1024 * 1024
LEAST_ROOM = 500 * MIB


def look(config: Config) -> list[Finding]:
    """Try what `tayang run` would do first, and leave nothing behind; what is well goes without saying."""
    database = config.storage.database
    folders = {database.parent: "storage.database", config.files: "storage.files"}
    if config.backup.enabled:
        folders.setdefault(config.backups, "backup.folder")
    found = [finding for folder, key in folders.items() if (finding := _writable(folder, key)) is not None]
    found += _room(database.parent)
    if database.exists() and not os.access(database, os.R_OK | os.W_OK):
        found.append(_unusable(database, os.strerror(errno.EACCES)))
    found += _browser(config)
    if _runs(database):
        return [*found, _RUNNING]
    return [*found, *_port(config)]


def _browser(config: Config) -> list[Finding]:
    """Say whether the sentinel has a browser: without one it cannot see what scripts do, and works all the same."""
    if config.proof.browser == "off":
        return []
    path = browser.find(config.proof.browser)
    if path is None:
        return [Finding(ok=True, warning=config.proof.browser != "auto", words=Words(
            "Jaga situs: Chromium tidak terpasang, jadi ulah skrip di halaman tidak ikut terlihat.",
            "Sentinel: Chromium is not installed, so that what scripts do on pages is not seen."))]  # fmt: skip
    named = browser.version(path)
    if not named:
        return [Finding(ok=True, warning=True, words=Words(
            f"Jaga situs: {path} tidak dapat dijalankan, jadi ulah skrip di halaman tidak ikut terlihat.",
            f"Sentinel: {path} cannot be started, so that what scripts do on pages is not seen."))]  # fmt: skip
    return [Finding(ok=True, words=Words(f"Jaga situs: {named} membuka halaman beserta skripnya.",
                                         f"Sentinel: {named} opens pages with their scripts."))]  # fmt: skip


def _writable(folder: Path, key: str) -> Finding | None:
    """Try to write into a folder, or to make it where it is not there yet."""
    there = folder if os.path.lexists(folder) else next(p for p in folder.parents if os.path.lexists(p))
    try:
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(b"tayang")
            file.flush()
    except OSError as error:
        return _unusable(there, error.strerror or str(error), key)
    return None


def _unusable(path: Path, reason: str, key: str = "storage.database") -> Finding:
    words = Words(
        f"{key}: {path} tidak dapat ditulisi ({reason}). Beri bot izin menulis di sana.",
        f"{key}: {path} cannot be written to ({reason}). Give the bot permission to write there.",
    )
    return Finding(ok=False, words=words)


def _room(folder: Path) -> list[Finding]:
    """Warn of a disk that is nearly full: the database, photos and backups all grow."""
    there = next(p for p in (folder, *folder.parents) if p.exists())
    free = shutil.disk_usage(there).free
    if free >= LEAST_ROOM:
        return []
    words = Words(
        f"Ruang disk di {there} tinggal {free // MIB} MiB. Kosongkan, atau pindahkan backup.folder ke disk lain.",
        f"Only {free // MIB} MiB are left on the disk of {there}. Make room, or move backup.folder to another disk.",
    )
    return [Finding(ok=True, words=words, warning=True)]


def _runs(database: Path) -> bool:
    """Say whether a bot runs on this database now; nothing is made to find out."""
    lock = database.with_name(f"{database.name}.lock")
    if not lock.exists() or not os.access(lock, os.W_OK):
        return False
    try:
        with FileLock(lock, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False


def _port(config: Config) -> list[Finding]:
    """Try to listen where the bot would."""
    telegram, health = config.telegram, config.health
    if telegram.mode == "webhook":
        key, host, port = "telegram.webhook.port", telegram.webhook.listen, telegram.webhook.port
    elif health.port:
        key, host, port = "health.port", health.listen, health.port
    else:
        return []
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trying:
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trying.bind(address)
            trying.listen(1)
    except OSError as error:
        return [Finding(ok=False, words=explaining.port(PortError(key, host, port, error)))]
    words = Words(f"Porta dapat dipakai: {host}:{port}", f"The port can be used: {host}:{port}")
    return [Finding(ok=True, words=words)]


_RUNNING = Finding(
    ok=True,
    words=Words(
        "Bot sedang berjalan dengan basis data ini; portanya sudah dipakai olehnya dan tidak diperiksa.",
        "The bot is running on this database; its port is its own and was not tried.",
    ),
)
