"""What the watch over published pages remembers, and the alarms it raised."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, Unpack

from bot.sop.model import Article
from storage import articles
from storage.columns import setting
from storage.store import Tx
from storage.times import from_ms, to_ms

Found = tuple[str, str, str]  # what, a quotation of it, and where: 'page' or 'front'


@dataclass(frozen=True, slots=True)
class Watch:
    """The watch over one page. ``baseline`` is None before its first look; times are UTC."""

    baseline: dict[str, Any] | None
    failed: int
    failed_since: datetime | None
    days_left: int | None
    retry_at: datetime | None
    retry_code: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something wrong that people were told of; ``ending`` is "" while it is open."""

    id: int
    raised_at: datetime
    looked_at: datetime
    found: tuple[Found, ...]
    ending: str


class _Columns(TypedDict, total=False):
    baseline: str | None  # JSON
    failed: int
    failed_since: datetime | None
    days_left: int | None
    retry_at: datetime | None
    retry_code: str


NOTHING = Watch(None, 0, None, None, None, "")


def of(tx: Tx, article_id: int) -> Watch:
    """Give what is remembered of an article's page."""
    row = tx.db.execute("SELECT * FROM watch WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        return NOTHING
    return Watch(
        json.loads(row["baseline"]) if row["baseline"] else None,
        row["failed"],
        from_ms(row["failed_since"]),
        row["days_left"],
        from_ms(row["retry_at"]),
        row["retry_code"],
    )


def _set(tx: Tx, article_id: int, **columns: Unpack[_Columns]) -> None:
    tx.db.execute("INSERT INTO watch (article_id) VALUES (?) ON CONFLICT DO NOTHING", (article_id,))
    names, values = setting(columns)
    tx.db.execute(f"UPDATE watch SET {names} WHERE article_id = ?", (*values, article_id))  # noqa: S608


def set_baseline(tx: Tx, article_id: int, baseline: dict[str, Any] | None) -> None:
    """Remember what a page has of its own; None: forget it, the next look learns it anew."""
    _set(tx, article_id, baseline=json.dumps(baseline) if baseline is not None else None)


def set_failed(tx: Tx, article_id: int, failed: int, since: datetime | None) -> None:
    """Remember how many looks in a row found something wrong, and since when."""
    _set(tx, article_id, failed=failed, failed_since=since)


def set_days_left(tx: Tx, article_id: int, days: int | None) -> None:
    """Remember how many days the website's certificate was still valid."""
    _set(tx, article_id, days_left=days)


def set_retry(tx: Tx, article_id: int, at: datetime | None, code: str) -> None:
    """Remember when the website is asked again by itself, and why; None: it is not."""
    _set(tx, article_id, retry_at=at, retry_code=code)


def as_text(baseline: dict[str, Any]) -> str:
    """Give a baseline as it is kept where there is no table for it."""
    return json.dumps(baseline)


def parsed(text: str) -> dict[str, Any]:
    """Read what ``as_text`` gave."""
    found: dict[str, Any] = json.loads(text)
    return found


# --- alarms ------------------------------------------------------------------------------------------


def _alarm(row: sqlite3.Row) -> Alarm:
    found = tuple((what, quote, place) for what, quote, place in json.loads(row["found"]))
    return Alarm(row["id"], from_ms(row["raised_at"]), from_ms(row["looked_at"]), found, row["ending"] or "")


def last_alarm(tx: Tx, article_id: int, *endings: str) -> Alarm | None:
    """Find the latest alarm about a page; with `endings`, the latest that ended so ("" is open)."""
    marks = ", ".join("?" * len(endings))
    chosen = f" AND ifnull(ending, '') IN ({marks})" if endings else ""
    row = tx.db.execute(
        f"SELECT * FROM alarm WHERE article_id = ?{chosen} ORDER BY id DESC LIMIT 1",  # noqa: S608 - question marks
        (article_id, *endings),
    ).fetchone()
    return _alarm(row) if row else None


def handled(tx: Tx, article_id: int) -> list[Found]:
    """List what alarms told of a page as it is, and somebody marked as handled."""
    rows = tx.db.execute("SELECT found FROM alarm WHERE article_id = ? AND ending = 'handled'", (article_id,))
    return [(what, quote, place) for row in rows for what, quote, place in json.loads(row[0])]


def forget_handled(tx: Tx, article_id: int) -> None:
    """The page is another one from now on: what was handled on the old one is no excuse for it."""
    tx.db.execute("UPDATE alarm SET ending = 'over' WHERE article_id = ? AND ending = 'handled'", (article_id,))


def raise_alarm(tx: Tx, article_id: int, found: Sequence[Found]) -> None:
    """Open an alarm; one is open at a time."""
    tx.db.execute(
        "INSERT INTO alarm (article_id, raised_at, looked_at, found) VALUES (?, ?, ?, ?)",
        (article_id, to_ms(tx.now), to_ms(tx.now), json.dumps(list(found), ensure_ascii=False)),
    )


def look_again(tx: Tx, alarm: Alarm, found: Sequence[Found]) -> None:
    """Remember what a later look found, while the alarm is open."""
    tx.db.execute(
        "UPDATE alarm SET looked_at = ?, found = ? WHERE id = ?",
        (to_ms(tx.now), json.dumps(list(found), ensure_ascii=False), alarm.id),
    )


def end_alarm(tx: Tx, alarm: Alarm, ending: str, person_id: int | None = None) -> bool:
    """Close an alarm; say whether it was still open."""
    cursor = tx.db.execute(
        "UPDATE alarm SET ended_at = ?, ended_by = ?, ending = ? WHERE id = ? AND ended_at IS NULL",
        (to_ms(tx.now), person_id, ending, alarm.id),
    )
    return cursor.rowcount == 1


def open_with_article(tx: Tx, alarm_id: int) -> tuple[Alarm | None, Article | None]:
    """Find an open alarm by its id, with the article whose page it is about; None twice for none."""
    row = tx.db.execute("SELECT * FROM alarm WHERE id = ? AND ended_at IS NULL", (alarm_id,)).fetchone()
    return (_alarm(row), articles.get(tx, row["article_id"])) if row else (None, None)


def told_of_front(tx: Tx) -> list[Found]:
    """List what open alarms of articles tell of the front page."""
    rows = tx.db.execute("SELECT found FROM alarm WHERE ended_at IS NULL")
    return [(what, quote, place) for row in rows for what, quote, place in json.loads(row[0]) if place == "front"]


def front_alarm_elsewhere(tx: Tx, article_id: int) -> bool:
    """Say whether the front page is already told of in the open alarm of another article."""
    rows = tx.db.execute("SELECT found FROM alarm WHERE ended_at IS NULL AND article_id <> ?", (article_id,))
    return any(place == "front" for row in rows for _, _, place in json.loads(row[0]))
