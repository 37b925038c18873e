"""The nightly backup: made and proven, the superfluous ones deleted, taken off the machine; its troubles told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from time import monotonic

from bot.aside import Aside
from bot.desk.people import upkeep
from bot.jobs.off_machine import CommandError, run
from storage import backup, meta
from storage.backup import Backup, BackupError, Contents, Source
from storage.backup_schedule import Keeping, last_due, prune
from storage.store import Store
from storage.times import to_ms

log = logging.getLogger(__name__)

EVERY = 60.0  # seconds between two questions whether it is time
AGAIN = 3600.0  # seconds after which one that failed is tried again


@dataclass(frozen=True, slots=True)
class Plan:
    """The office's wishes. `command` is empty where nothing takes backups off the machine; times are spans of it."""

    source: Source
    folder: Path
    at: time
    keeping: Keeping
    command: tuple[str, ...]
    patience: timedelta
    stale_after: timedelta


class Backups:
    """The job. A backup may be made twice with the effect of once; one that is cut off is made again."""

    def __init__(self, store: Store, plan: Plan, now: Callable[[], datetime]) -> None:
        """Make backups of what `store` writes, by this plan."""
        self._store, self._plan, self._now = store, plan, now
        self._aside = Aside("backup")
        self._not_before = 0.0
        self._newest: Backup | None = None

    def close(self) -> None:
        """Begin nothing more; one that is being made is left unfinished, which is no backup."""
        self._aside.close()

    @property
    def newest_at(self) -> datetime | None:
        """When the newest backup was made, as far as was seen; None where there is none."""
        return self._newest.at if self._newest else None

    def is_stale(self) -> bool:
        """Say whether the newest backup is older than the office wants, or there is none."""
        return self._newest is None or self._now() - self._newest.at > self._plan.stale_after

    async def look(self) -> bool:
        """Make a backup if the night's is due; say whether one was made. Its failure is told, and tried again."""
        plan = self._plan
        self._newest = await self._aside.run(lambda: backup.newest(plan.folder))
        due = last_due(self._now(), plan.at, self._store.configured.calendar.zone)
        made = False
        if (self._newest is None or self._newest.at < due) and monotonic() >= self._not_before:
            made = await self._make()
        if not made and self._newest is not None and self.is_stale():
            await self._store.write(upkeep.backup_stale, self._newest.at)
        return made

    async def _make(self) -> bool:
        try:
            made, contents = await self._aside.run(self._made)
        except BackupError as error:
            self._not_before = monotonic() + AGAIN
            log.warning("no backup: %s: %s", error.code, error.detail)
            await self._store.write(upkeep.backup_failed, error.code, error.detail)
            return False
        self._newest = made
        log.info("backup %s: %s files, event %s", made.folder.name, contents.files, contents.events)
        if contents.flaws:
            await self._store.write(upkeep.backup_flawed, len(contents.flaws))
        await self._send(made)
        return True

    def _made(self) -> tuple[Backup, Contents]:
        """Make one, prove it, and delete the superfluous ones; in the job's own thread."""
        plan = self._plan
        made = backup.make(plan.source, plan.folder, self._now())
        contents = backup.inspect(made)
        prune(plan.folder, plan.keeping, self._store.configured.calendar.zone)
        return made, contents

    async def _send(self, made: Backup) -> None:
        """Have the office's command take it to another machine."""
        if not self._plan.command:
            return
        try:
            await run(self._plan.command, made.folder, self._plan.patience.total_seconds())
        except CommandError as error:
            log.warning("backup not taken off the machine: %s", error)
            await self._store.write(upkeep.backup_not_sent, error.code, error.detail)
        else:
            await self._store.write(meta.put, "backup sent", str(to_ms(self._now())))
