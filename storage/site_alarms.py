"""The sentinel over the whole website: what its pages have of their own, and its alarms."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.alarms import Found
from storage.store import Tx
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class SiteAlarm:
    """Something wrong with the website that people were told of; ``ending`` is "" while it is open; times are UTC."""

    id: int
    raised_at: datetime
    looked_at: datetime
    found: tuple[Found, ...]
    ending: str


def baselines(tx: Tx) -> dict[str, dict[str, Any]]:
    """Give what each page that was looked at has of its own, by address."""
    return {row["url"]: json.loads(row["baseline"]) for row in tx.db.execute("SELECT url, baseline FROM site_page")}


def keep(tx: Tx, url: str, baseline: dict[str, Any]) -> None:
    """Remember what a page has of its own."""
    tx.db.execute(
        "INSERT INTO site_page VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET"
        " baseline = excluded.baseline, looked_at = excluded.looked_at",
        (url, json.dumps(baseline), to_ms(tx.now)),
    )


def get(tx: Tx, alarm_id: int | None = None) -> SiteAlarm | None:
    """Find an alarm by its id; None: the open one."""
    where = "ended_at IS NULL" if alarm_id is None else "id = ?"
    row = tx.db.execute(
        f"SELECT * FROM site_alarm WHERE {where}",  # noqa: S608 - one of two constants
        () if alarm_id is None else (alarm_id,),
    ).fetchone()
    if row is None:
        return None
    found = tuple((what, quote, place) for what, quote, place in json.loads(row["found"]))
    return SiteAlarm(row["id"], from_ms(row["raised_at"]), from_ms(row["looked_at"]), found, row["ending"] or "")


def raise_alarm(tx: Tx, found: Sequence[Found]) -> None:
    """Open an alarm; one is open at a time."""
    at = to_ms(tx.now)
    tx.db.execute(
        "INSERT INTO site_alarm (raised_at, looked_at, found) VALUES (?, ?, ?)",
        (at, at, json.dumps(list(found), ensure_ascii=False)),
    )


def look_again(tx: Tx, alarm_id: int, found: Sequence[Found]) -> None:
    """Remember what a later look found, while the alarm is open."""
    tx.db.execute(
        "UPDATE site_alarm SET looked_at = ?, found = ? WHERE id = ?",
        (to_ms(tx.now), json.dumps(list(found), ensure_ascii=False), alarm_id),
    )


def end_alarm(tx: Tx, alarm_id: int, ending: str, person_id: int | None = None) -> bool:
    """Close an alarm; say whether it was still open."""
    cursor = tx.db.execute(
        "UPDATE site_alarm SET ended_at = ?, ended_by = ?, ending = ? WHERE id = ? AND ended_at IS NULL",
        (to_ms(tx.now), person_id, ending, alarm_id),
    )
    return cursor.rowcount == 1
