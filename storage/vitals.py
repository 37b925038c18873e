"""Counts that say how the bot is: queues, outcomes of the last day, how late the open steps are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from storage.store import Tx
from storage.times import to_ms

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of one moment. Ages and lateness are seconds of the clock on the wall, 0 where there is nothing."""

    inbox_waiting: int
    inbox_failed: int
    telegram_waiting: int
    website_waiting: int
    outbox_age: float
    outcomes: dict[str, int]
    steps_open: dict[str, int]
    steps_late: dict[str, int]
    lateness: float
    articles: dict[str, int]
    events: int


def count(tx: Tx) -> Counts:
    """Count everything in one snapshot."""
    now = to_ms(tx.now)
    waiting, failed = _two(tx, "SELECT count(*) FILTER (WHERE state = 'new'), count(*) FILTER (WHERE state = 'failed')"
                               " FROM inbox")  # fmt: skip
    chats, site, oldest = tx.db.execute(
        "SELECT count(chat_id), count(*) - count(chat_id), min(next_at) FROM outbox"
        " WHERE state = 'new' AND next_at <= ?",
        (now,),
    ).fetchone()
    latest = tx.db.execute("SELECT min(due_at) FROM step WHERE finished_at IS NULL AND due_at < ?", (now,)).fetchone()
    return Counts(
        inbox_waiting=waiting,
        inbox_failed=failed,
        telegram_waiting=chats,
        website_waiting=site,
        outbox_age=_age(now, oldest),
        outcomes=_by(tx, "SELECT outcome, count(*) FROM delivery WHERE at > ? GROUP BY 1", to_ms(tx.now - DAY)),
        steps_open=_by(tx, "SELECT step, count(*) FROM step WHERE finished_at IS NULL GROUP BY 1"),
        steps_late=_by(tx, "SELECT step, count(*) FROM step WHERE finished_at IS NULL AND due_at < ? GROUP BY 1", now),
        lateness=_age(now, latest[0]),
        articles=_by(tx, "SELECT state, count(*) FROM article GROUP BY 1"),
        events=tx.db.execute("SELECT ifnull(max(id), 0) FROM event").fetchone()[0],
    )


def _two(tx: Tx, query: str) -> tuple[int, int]:
    first, second = tx.db.execute(query).fetchone()
    return first, second


def _by(tx: Tx, query: str, *values: int) -> dict[str, int]:
    return {row[0]: row[1] for row in tx.db.execute(f"{query} ORDER BY 1", values)}


def _age(now: int, since: int | None) -> float:
    return 0.0 if since is None else max(0, now - since) / 1000
