"""When a backup is due, and which are kept: the newest of each of the last days, weeks and months."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from pathlib import Path

from storage.backup import Backup, listed, remove


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many daily, weekly and monthly backups are kept; 0 is none of that sort."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


def last_due(now: datetime, at: time, zone: tzinfo) -> datetime:
    """Say when a backup was last due, by the office's clock."""
    here = now.astimezone(zone)
    today = here.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return today if today <= here else today - timedelta(days=1)


def superfluous(backups: Sequence[Backup], keeping: Keeping, zone: tzinfo) -> list[Backup]:
    """List the backups that no rule keeps; the newest is always kept."""
    rules: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (keeping.daily, lambda day: day.date()),
        (keeping.weekly, lambda day: day.isocalendar()[:2]),
        (keeping.monthly, lambda day: (day.year, day.month)),
    )
    latest = sorted(backups, key=lambda one: one.at, reverse=True)
    kept = {one.folder for one in latest[:1]}
    for count, span in rules:
        newest_of: dict[Hashable, Backup] = {}
        for one in latest:
            newest_of.setdefault(span(one.at.astimezone(zone)), one)
        kept |= {one.folder for one in list(newest_of.values())[:count]}
    return [one for one in backups if one.folder not in kept]


def prune(folder: Path, keeping: Keeping, zone: tzinfo) -> int:
    """Delete the backups that no rule keeps; give how many."""
    gone = superfluous(listed(folder), keeping, zone)
    for one in gone:
        remove(one)
    return len(gone)
