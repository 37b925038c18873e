"""What `tayang check` says of backups, and with --deep of every file: against the rows that name it, both ways."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.cli import backup_words
from bot.cli.findings import Finding
from bot.config import Config, Words
from storage import backup
from storage.backup import BackupError
from storage.store import connect

SHOWN = 5  # of the files that are wrong in one way


def backups(config: Config, now: datetime) -> list[Finding]:
    """Say how old the newest backup is, and whether it leaves this machine."""
    wishes = config.backup
    if not wishes.enabled:
        return [_OFF]
    newest = backup.newest(config.backups)
    if newest is None:
        first = Words(
            f"Belum ada cadangan di {config.backups}; yang pertama dibuat begitu bot berjalan.",
            f"No backup yet in {config.backups}; the first is made once the bot runs.",
        )
        return [Finding(ok=True, words=first)]
    age = now - newest.at
    said = Words(f"Cadangan terakhir {_hours(age.total_seconds())} jam lalu: {newest.folder}",
                 f"Newest backup {_hours(age.total_seconds())} hours ago: {newest.folder}")  # fmt: skip
    fresh = age <= wishes.stale_after
    words = said if fresh else Words(
        f"{said.id}. Jalankan `tayang backup` dan baca sebabnya.", f"{said.en}. Run `tayang backup` and read why."
    )  # fmt: skip
    return [Finding(ok=fresh, words=words), *([] if wishes.command else [_HERE_ONLY])]


def deep(config: Config) -> list[Finding]:
    """Read every file that people sent, hold it against the rows, and prove the newest backup. Changes nothing."""
    if not config.storage.database.exists():
        return []
    try:
        db = connect(config.storage.database, read_only=True)
        try:
            rows = dict(backup.named(db))
            backup.refuse_broken(db)
        finally:
            db.close()
    except (sqlite3.Error, BackupError):
        return []  # said where the database is looked at
    return [*_files(config, rows), *_newest(config)]


def _files(config: Config, rows: dict[str, int]) -> list[Finding]:
    held = {path.name: path for path in backup.stored(config.files)}
    lost = [name for name in backup.missing(rows, config.files) if name not in held]
    damaged = [name for name, path in held.items() if backup.hash_of(path) != name]
    unnamed = [name for name in held if name not in rows]
    found = [_wrong(config, name, _LOST) for name in lost[:SHOWN]]
    found += [_wrong(config, name, _DAMAGED) for name in damaged[:SHOWN]]
    more = len(lost) + len(damaged) - len(found)
    if more > 0:
        found.append(Finding(ok=False, words=Words(f"… dan {more} berkas lagi.", f"… and {more} more files.")))
    if not found:
        words = Words(f"{len(rows)} berkas kiriman ada dan utuh.", f"{len(rows)} files that people sent are whole.")
        found.append(Finding(ok=True, words=words))
    if unnamed:
        words = Words(
            f"{len(unnamed)} berkas tidak disebut catatan mana pun (paket terbit, kiriman yang terputus): biarkan.",
            f"{len(unnamed)} files are named by no row (packages, or what was cut off): let them be.",
        )
        found.append(Finding(ok=True, words=words))
    return found


def _wrong(config: Config, name: str, what: Words) -> Finding:
    """Name a file that is wrong, and the backup that still has it."""
    place = config.files / name[:2] / name
    good = [one for one in reversed(backup.listed(config.backups)) if backup.is_sound(one.files / name[:2] / name)]
    if good:
        source = good[0].files / name[:2] / name
        help_ = Words(f"Pulihkan: cp {source} {place}", f"Restore it: cp {source} {place}")
    else:
        help_ = Words("Tidak ada di cadangan mana pun.", "No backup has it.")
    return Finding(ok=False, words=Words(f"{what.id}: {place}. {help_.id}", f"{what.en}: {place}. {help_.en}"))


def _newest(config: Config) -> list[Finding]:
    newest = backup.newest(config.backups)
    if newest is None:
        return []
    try:
        held = backup.inspect(newest)
    except BackupError as error:
        return [Finding(ok=False, words=backup_words.cause(error.code, f"{newest.folder}: {error.detail}"))]
    except (OSError, sqlite3.Error) as error:
        return [Finding(ok=False, words=backup_words.cause("failed", f"{newest.folder}: {error}"))]
    words = Words(
        f"Cadangan terakhir utuh: {held.files} berkas, catatan sampai {held.seal}",
        f"The newest backup is whole: {held.files} files, record up to {held.seal}",
    )
    return [Finding(ok=True, words=words)]


def _hours(seconds: float) -> int:
    return max(0, round(seconds / 3600))


_LOST = Words("Berkas hilang", "File lost")
_DAMAGED = Words("Berkas rusak", "File damaged")

_OFF = Finding(
    ok=True,
    words=Words(
        "backup.enabled = false: tidak ada cadangan yang dibuat. Pastikan ada cara lain (docs/operate.md).",
        "backup.enabled = false: no backups are made. Have another way (docs/operate.md).",
    ),
    warning=True,
)
_HERE_ONLY = Finding(
    ok=True,
    words=Words(
        "Cadangan hanya ada di komputer ini: isi backup.command, agar rusaknya disk tidak membawa semuanya.",
        "Backups are on this computer only: set backup.command, or a broken disk takes everything.",
    ),
    warning=True,
)
