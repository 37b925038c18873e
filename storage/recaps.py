"""What happened between two moments, for the recap: rows of steps, articles and dispositions."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from storage.store import Tx
from storage.times import to_ms


def steps_finished(tx: Tx, start: datetime, end: datetime) -> list[sqlite3.Row]:
    """List the steps finished from `start` until before `end`: the columns of each, and some of its thing.

    These are `title`, `agenda_no` and `agenda_year`; `reason` is why it was late (None: nobody said), `snoozes` how
    often its reminders were put off.
    """
    return tx.db.execute(
        "SELECT step.*, ifnull(article.title, disposition.subject) AS title, agenda_no, agenda_year,"
        " lateness.reason, (SELECT count(*) FROM snooze WHERE snooze.step_id = step.id) AS snoozes"
        " FROM step LEFT JOIN lateness ON lateness.step_id = step.id"
        " LEFT JOIN article ON step.kind = 'a' AND article.id = step.subject_id"
        " LEFT JOIN disposition ON step.kind = 'd' AND disposition.id = step.subject_id"
        " WHERE step.finished_at >= ? AND step.finished_at < ? ORDER BY step.finished_at, step.id",
        (to_ms(start), to_ms(end)),
    ).fetchall()


def articles_moved(tx: Tx, start: datetime, end: datetime) -> list[sqlite3.Row]:
    """List the articles first handed in, or gone live, from `start` until before `end`.

    `submitted_at` and `published_at` are the first of each, whenever that was; `returns` counts those of the span.
    """
    span = {"start": to_ms(start), "end": to_ms(end)}
    return tx.db.execute(
        "SELECT article.*,"
        " (SELECT min(submitted_at) FROM revision WHERE article_id = article.id) AS submitted_at,"
        " (SELECT min(at) FROM event WHERE kind = 'a' AND subject_id = article.id AND what = 'prv') AS published_at,"
        " (SELECT count(*) FROM event WHERE kind = 'a' AND subject_id = article.id AND what = 'ret'"
        "   AND at >= :start AND at < :end) AS returns"
        " FROM article WHERE article.id IN ("
        "  SELECT subject_id FROM event WHERE at >= :start AND at < :end AND what IN ('sub', 'prv') AND kind = 'a')"
        " ORDER BY article.id",
        span,
    ).fetchall()


def orders(tx: Tx, start: datetime, end: datetime) -> tuple[int, int]:
    """Count the dispositions (sent, closed) from `start` until before `end`."""
    row = tx.db.execute(
        "SELECT ifnull(sum(what = 'dsp'), 0), ifnull(sum(what = 'ack'), 0) FROM event"
        " WHERE at >= ? AND at < ? AND what IN ('dsp', 'ack') AND kind = 'd'",
        (to_ms(start), to_ms(end)),
    ).fetchone()
    return row[0], row[1]
