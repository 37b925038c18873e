"""`tayang backup` and `tayang restore`: made, proven, listed; put in place, or tried in a drill."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import time
from datetime import datetime
from pathlib import Path

from bot.cli import backup_words, printing
from bot.cli.sites import records
from bot.clock import Clock
from bot.config import Config, Words, load
from bot.jobs.backups import Plan
from bot.jobs.off_machine import run
from storage import backup, restoring
from storage.backup import Backup, BackupError, Source
from storage.backup_schedule import Keeping, prune
from storage.restoring import Restored


def plan(config: Config) -> Plan:
    """Turn the configuration into the office's wishes for its backups."""
    wishes = config.backup
    return Plan(
        source=source(config),
        folder=config.backups,
        at=wishes.at,
        keeping=Keeping(wishes.daily, wishes.weekly, wishes.monthly),
        command=wishes.command,
        patience=wishes.command_time,
        stale_after=wishes.stale_after,
    )


def source(config: Config) -> Source:
    """Name what is backed up: the database, its files, this configuration, and what the website's kind keeps here."""
    besides = {"config.toml": config.path}
    if config.website.kind == "folder":
        besides["website"] = records(config)
    if config.website.kind == "manual":
        besides["packages"] = config.website.manual.folder
    return Source(config.storage.database, config.files, besides)


# --- tayang backup -------------------------------------------------------------------------------------


def make(path: Path, to: Path | None, *, send: bool) -> None:
    """Make a backup now, prove it, and have the office's command take it away if `send`; one `to` elsewhere stays.

    Raises ConfigError, BackupError, CommandError, OSError.
    """
    config = load(path, os.environ)
    wishes, now = plan(config), Clock().now()
    made = backup.make(wishes.source, (to or wishes.folder).absolute(), now)
    contents = backup.inspect(made)
    printing.say(backup_words.made(made, contents), "✔")
    if contents.flaws:
        printing.say(backup_words.flawed(len(contents.flaws)), "!")
    if to is not None:
        return
    prune(wishes.folder, wishes.keeping, config.office().calendar.zone)
    if send and wishes.command:
        asyncio.run(run(wishes.command, made.folder, wishes.patience.total_seconds()))
        printing.say(Words("Terkirim ke mesin lain.", "Sent to another machine."), "✔")


def show(path: Path) -> None:
    """List the backups there are, newest first. Raises ConfigError."""
    config = load(path, os.environ)
    zone = config.office().calendar.zone
    found = backup.listed(config.backups)
    for one in reversed(found):
        print(f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}  {one.folder}")  # noqa: T201 - the answer itself
    if not found:
        printing.hint(Words(f"Belum ada cadangan di {config.backups}.", f"No backups yet in {config.backups}."))


# --- tayang restore ------------------------------------------------------------------------------------


def restore(path: Path, which: Path | None, *, replace: bool, drill: bool) -> None:
    """Put a backup (the newest, if none is named) in place, or try it in a drill.

    Raises ConfigError, BackupError, DatabaseInUseError, SchemaTooNewError, OSError.
    """
    config = load(path, os.environ)
    chosen = backup.at_path(which.absolute()) if which else backup.newest(config.backups)
    if chosen is None:
        raise BackupError("no_backup", str(config.backups))
    now, began = Clock().now(), time.monotonic()
    if drill:
        done = _drilled(chosen, now)
        printing.say(backup_words.drilled(chosen, done, time.monotonic() - began), "✔")
        return
    done = restoring.restore(chosen, source(config), now, replace=replace)
    printing.say(backup_words.restored(chosen, done, time.monotonic() - began), "✔")
    if done.aside is not None:
        aside = Words(f"Basis data yang lama disimpan di {done.aside}.", f"The old database is kept in {done.aside}.")
        printing.say(aside, "✔")
    printing.say(backup_words.since(done), "!")


def _drilled(chosen: Backup, now: datetime) -> Restored:
    folder = Path(tempfile.mkdtemp(prefix="tayang-drill-"))
    try:
        return restoring.drill(chosen, folder, now)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
