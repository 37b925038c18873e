"""The freshness board, and one section's age over time, as pictures for a chat. They bring their own ground."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from bot.papers.typesetting import drawing
from bot.sop.freshness import Light, Standing, amber_after
from bot.sop.roles import Role
from bot.texts import Texts
from bot.texts.formats import shorten

MOST = 14  # sections a picture can hold and a phone can show
SPAN = timedelta(days=180)  # of a history
TALLEST = 1.5  # a bar is cut at so many times its limit: its words say the rest

Tone = Literal["good", "soon", "late", "muted"]

_TONES: dict[Light, Tone] = {
    Light.FRESH: "good",
    Light.AMBER: "soon",
    Light.STALE: "late",
    Light.UNSURE: "muted",
}


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One section on the board; ``share`` is its age in spans: at 1 it is stale."""

    name: str
    words: str
    note: str
    tone: Tone
    share: float


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """The whole board. ``rest`` says how many sections are left out, "" for none."""

    language: str
    title: str
    counts: str
    lines: tuple[Line, ...]
    limit: str
    rest: str
    foot: str
    top: float = TALLEST


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """How old a section was on a day: ``at`` is the day's place on the axis, from 0 to 1; ``age`` in days."""

    at: float
    age: int
    tone: Tone


class History(msgspec.Struct, frozen=True, kw_only=True):
    """A section's age over time; ``marks`` are the days written below, each with its place."""

    language: str
    title: str
    words: str
    points: tuple[Point, ...]
    marks: tuple[tuple[float, str], ...]
    days: int
    amber: int
    top: int
    limit: str
    foot: str
    note: str


def board(t: Texts, found: Sequence[Standing], *, now: datetime) -> bytes:
    """Draw the board as PNG. Raises PaperError."""
    left = len(found) - MOST
    drawn = Board(
        language=t.locale.partition("_")[0],
        title=t.freshness_word("title"),
        counts=t.freshness_counts(found),
        lines=tuple(_line(t, one) for one in found[:MOST]),
        limit=t.freshness_word("threshold"),
        rest=t.freshness_rest(left) if left > 0 else "",
        foot=f"{t.office.website.name}, {t.dated(now)}",
    )
    return drawing("board.typ", drawn, now=now)


def _line(t: Texts, one: Standing) -> Line:
    notes = [
        t.freshness_age(one),
        one.watched.owner or t.role(Role.KASUBBAG),
        t.last_seen(one),
        t.vouched(one),
        t.not_read(one),
    ]
    return Line(
        name=shorten(one.watched.name, 80),
        words=t.light(one),
        note=" · ".join(note for note in notes if note),
        tone=_TONES[one.light],
        share=min(TALLEST, one.judgement.age / one.watched.days),
    )


def history(t: Texts, one: Standing, days: Sequence[tuple[date, int, str]], *, now: datetime) -> bytes:
    """Draw how old a section was, day by day, as PNG. Raises PaperError."""
    limit = one.watched.days
    today = t.office.calendar.today(now)
    first = days[0][0] if days else today
    width = max(1, (today - first).days)
    drawn = History(
        language=t.locale.partition("_")[0],
        title=f"{one.watched.name}: {t.light(one)}",
        words=t.freshness_word("history"),
        points=tuple(
            Point(at=(day - first).days / width, age=age, tone=_TONES[Light(light)]) for day, age, light in days
        ),
        marks=tuple(_marks(t, first, today)),
        days=limit,
        amber=amber_after(limit),
        top=max([limit, *(age for _, age, _ in days)]) * 6 // 5 + 1,
        limit=t.freshness_limit(limit),
        foot=f"{t.office.website.name}, {t.dated(now)}",
        note=t.last_seen(one),
    )
    return drawing("history.typ", drawn, now=now)


def _marks(t: Texts, first: date, last: date) -> list[tuple[float, str]]:
    """Name the first and the last day, and those between where there is room."""
    width = (last - first).days
    if width < 1:
        return [(0.0, t.date_of(first))]
    parts = 3 if width >= 60 else 2 if width >= 14 else 1  # noqa: PLR2004 - days with room for a name between
    return [(part / parts, t.date_of(first + timedelta(days=width * part // parts))) for part in range(parts + 1)]
