"""What happened between two moments, for the recap: with steps, articles and dispositions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.sop.flow import Action
from bot.sop.model import Article, StepRecord
from storage import articles, steps
from storage.store import Tx
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Finished:
    """A step that was finished (UTC), and its thing's title, or number where that is a disposition.

    `reason` is why it was late ("": nobody said), `snoozes` how often its reminders were put off.
    """

    record: StepRecord
    finished_at: datetime
    title: str
    agenda_no: int | None
    agenda_year: int | None
    reason: str
    snoozes: int


@dataclass(frozen=True, slots=True)
class Moved:
    """An article that was handed in or went live, when each first happened (UTC), and how often it was returned."""

    article: Article
    submitted_at: datetime | None
    published_at: datetime | None
    returns: int
    bypassed: bool  # let through without verification in the span


def steps_finished(tx: Tx, start: datetime, end: datetime) -> list[Finished]:
    """List the steps finished from `start` until before `end`."""
    rows = tx.db.execute(
        "SELECT step.*, ifnull(article.title, disposition.subject) AS title, agenda_no, agenda_year,"
        " lateness.reason, (SELECT count(*) FROM snooze WHERE snooze.step_id = step.id) AS snoozes"
        " FROM step LEFT JOIN lateness ON lateness.step_id = step.id"
        " LEFT JOIN article ON step.kind = 'a' AND article.id = step.subject_id"
        " LEFT JOIN disposition ON step.kind = 'd' AND disposition.id = step.subject_id"
        " WHERE step.finished_at >= ? AND step.finished_at < ? ORDER BY step.finished_at, step.id",
        (to_ms(start), to_ms(end)),
    )
    return [
        Finished(
            steps.read(row),
            from_ms(row["finished_at"]),
            row["title"],
            row["agenda_no"],
            row["agenda_year"],
            row["reason"] or "",
            row["snoozes"],
        )
        for row in rows
    ]


def articles_moved(tx: Tx, start: datetime, end: datetime) -> list[Moved]:
    """List the articles first handed in, or gone live, from `start` until before `end`.

    The two times are the first of each, whenever that was; the returns counted are those of the span.
    """
    rows = tx.db.execute(
        "SELECT article.*,"
        " (SELECT min(submitted_at) FROM revision WHERE article_id = article.id) AS submitted_at,"
        " (SELECT min(at) FROM event WHERE kind = 'a' AND subject_id = article.id AND what IN (:prove, :confirm))"
        " AS published_at,"
        " (SELECT count(*) FROM event WHERE kind = 'a' AND subject_id = article.id AND what = :return"
        "   AND at >= :start AND at < :end) AS returns,"
        " EXISTS (SELECT 1 FROM event WHERE kind = 'a' AND subject_id = article.id AND what = :bypass"
        "   AND at >= :start AND at < :end) AS bypassed"
        " FROM article WHERE article.id IN ("
        "  SELECT subject_id FROM event WHERE at >= :start AND at < :end AND kind = 'a'"
        "   AND what IN (:submit, :prove, :confirm, :bypass))"
        " ORDER BY article.id",
        {
            "start": to_ms(start),
            "end": to_ms(end),
            "submit": Action.SUBMIT,
            "return": Action.RETURN,
            "prove": Action.PROVE,
            "confirm": Action.CONFIRM,
            "bypass": Action.BYPASS,
        },
    )
    return [
        Moved(
            articles.read(row),
            from_ms(row["submitted_at"]),
            from_ms(row["published_at"]),
            row["returns"],
            bool(row["bypassed"]),
        )
        for row in rows
    ]


def found(tx: Tx, start: datetime, end: datetime) -> tuple[int, int]:
    """Count the dispositions (sent, closed) from `start` until before `end`."""
    row = tx.db.execute(
        "SELECT ifnull(sum(what = :sent), 0), ifnull(sum(what = :closed), 0) FROM event"
        " WHERE at >= :start AND at < :end AND what IN (:sent, :closed) AND kind = 'd'",
        {"start": to_ms(start), "end": to_ms(end), "sent": Action.DISPATCH, "closed": Action.ACKNOWLEDGE},
    ).fetchone()
    return row[0], row[1]
