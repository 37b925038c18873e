"""The record: append-only, and a chain that shows every change made behind our back."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sop.flow import Kind
from storage import events
from storage.store import Tx


def record(tx: Tx, count: int = 5) -> None:
    for n in range(count):
        events.append(tx, "submit", None, Kind.ARTICLE, n + 1, {"reason": f"alasan {n}", "é": [n, None]})


def forged(db: sqlite3.Connection, sql: str, *values: object) -> None:
    """Change the table as somebody with the file in hand could: the triggers taken away."""
    for trigger in ("event_no_update", "event_no_delete"):
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute(sql, values)


def ids(tx: Tx) -> list[int]:
    return [row[0] for row in tx.db.execute("SELECT id FROM event ORDER BY id")]


def test_an_untouched_chain_holds(tx: Tx) -> None:
    record(tx)
    assert events.first_broken(tx.db) is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE event SET what = 'approve' WHERE id = ?",
        "UPDATE event SET at = at + 1 WHERE id = ?",
        "UPDATE event SET actor_id = 1 WHERE id = ?",
        "UPDATE event SET kind = 'd' WHERE id = ?",
        "UPDATE event SET subject_id = 99 WHERE id = ?",
        "UPDATE event SET data = '{}' WHERE id = ?",
        "UPDATE event SET hash = 'f00d' WHERE id = ?",
        "UPDATE event SET prev_hash = 'f00d' WHERE id = ?",
    ],
)
def test_it_finds_a_changed_event(tx: Tx, sql: str) -> None:
    record(tx)
    changed = ids(tx)[-3]
    forged(tx.db, sql, changed)
    assert events.first_broken(tx.db) == changed


def test_it_finds_where_an_event_was_taken_out(tx: Tx) -> None:
    record(tx)
    before, gone, after = ids(tx)[-4:-1]
    forged(tx.db, "DELETE FROM event WHERE id = ?", gone)
    assert events.first_broken(tx.db) == after
    assert before < gone


def test_it_finds_an_event_put_in_between(tx: Tx) -> None:
    record(tx)
    last = ids(tx)[-1]
    forged(tx.db, "UPDATE event SET id = ? WHERE id = ?", last + 10, last)
    tx.db.execute(
        "INSERT INTO event (id, at, what, data, prev_hash, hash) SELECT ?, at, 'approve', '{}', prev_hash, 'abcd'"
        " FROM event WHERE id = ?",
        (last + 5, last + 10),
    )
    assert events.first_broken(tx.db) == last + 5


def test_it_finds_two_events_that_changed_places(tx: Tx) -> None:
    record(tx)
    one, two = ids(tx)[-3:-1]
    forged(tx.db, "UPDATE event SET id = id + 1000 WHERE id IN (?, ?)", one, two)
    tx.db.execute("UPDATE event SET id = ? WHERE id = ?", (two, one + 1000))
    tx.db.execute("UPDATE event SET id = ? WHERE id = ?", (one, two + 1000))
    assert events.first_broken(tx.db) == one


def test_a_subject_cannot_be_read_as_another(tx: Tx) -> None:
    """Kind and number are sealed as one word: no two of them may spell the same."""
    record(tx)
    seals = {events._subject(kind, n) for kind in ("d", "a", None) for n in (None, 1, 11)}
    assert len(seals) == 9


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    st.dictionaries(st.text(max_size=8), st.text(max_size=20) | st.integers(-(2**53), 2**53) | st.none(), max_size=4)
)
def test_whatever_an_event_carries_the_chain_holds_and_gives_it_back(tx: Tx, data: dict[str, object]) -> None:
    try:
        events.append(tx, "return", None, Kind.ARTICLE, 7, data)
    except UnicodeEncodeError:
        return  # half a character: handlers replace those before they come here
    kept = events.last(tx, Kind.ARTICLE, 7, "return")
    assert kept is not None
    assert kept.data == data
    assert events.first_broken(tx.db) is None
