"""The figures of a recap: none is negative, and a median lies between the shortest and the longest."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.sop.flow import State, Step
from bot.sop.recap import Piece, Recap, Span, Taken, middle
from tests.desk.people import OFFICE

NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 30))
FIRST = datetime(2026, 11, 2, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=28)).map(lambda after: FIRST + after)

Pair = tuple[datetime, datetime, str]
pairs = st.lists(st.tuples(moments, moments, st.sampled_from(["Rina", "Tono"])), min_size=1, max_size=12)


def taken(started: datetime, finished: datetime, who: str) -> Taken:
    spent = OFFICE.calendar.elapsed(started, finished)
    return Taken("N-1", "x", "Dinas Kesehatan", Step.VERIFY, who, spent, timedelta(minutes=30), finished)


def piece(submitted: datetime, published: datetime, who: str) -> Piece:
    spent = OFFICE.calendar.elapsed(submitted, published)
    day = OFFICE.calendar.today(published)
    return Piece(
        "N-1", "x", "Dinas Kesehatan", "Berita", who, State.A_PUBLISHED, submitted, published, day, spent, 0, None,
        submitted_within=True, published_within=True,
    )  # fmt: skip


@given(pairs)
def test_whatever_the_clock_did_no_figure_is_negative_or_impossible(
    found: list[tuple[datetime, datetime, str]],
) -> None:
    steps, pieces = tuple(taken(*one) for one in found), tuple(piece(*one) for one in found)
    recap = Recap(NOVEMBER, "", steps, pieces, (), ("Dinas Kesehatan",), 1, 1)
    shortest, longest = min(one.spent for one in steps), max(one.spent for one in steps)
    assert timedelta(0) <= shortest
    for summary in recap.steps():
        assert shortest <= summary.median <= summary.worst == longest
        assert 0 <= summary.on_time <= summary.timed <= summary.count
    for share in recap.people():
        assert shortest <= share.median <= longest
    assert recap.to_live is not None
    assert shortest <= recap.to_live <= longest
    for median in recap.trend(recap.periods()):
        assert median is None or shortest <= median <= longest


@given(st.lists(st.timedeltas(timedelta(0), timedelta(days=9)), min_size=1, max_size=9))
def test_a_median_is_told_between_the_shortest_and_the_longest(spans: list[timedelta]) -> None:
    """Half a second rounded up was told as a median of 23 seconds of what took 22 at most."""
    told = [int(one.total_seconds()) for one in (min(spans), middle(spans), max(spans))]
    assert told == sorted(told)
