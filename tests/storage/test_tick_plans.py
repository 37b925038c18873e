"""What the bot does by itself, again and again, reads no table through that grows with the years.

Every statement that the tick, the digests, the looks at the website, the hourly tidying and the outbox run while an
office works is taken down as it is prepared (with its parameters unbound: a partial index is used only where the
statement itself says so), and SQLite is asked for its plan.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.desk.dispositions import recurring
from bot.desk.reporting import recap
from bot.sop.flow import State
from storage.store import Tx, connect, transact
from tests.chat import scenes
from tests.chat.workdays import wib
from tests.stage import Stage

#: Tables that hold what is, not what was: people, units, what is open just now. All others grow.
BOUNDED = frozenset(
    {
        "absence", "agenda", "agenda_file", "agenda_unit", "appointment", "calendar_version", "edit", "focus",
        "freshness", "hold", "invitation", "meta", "overview", "person", "question", "special_day", "special_hours",
        "unfound", "unit", "unit_name",
    }
)  # fmt: skip

#: Statements that have a plan.
KINDS = frozenset({"SELECT", "UPDATE", "DELETE", "INSERT", "WITH"})

#: The newest row of a table, which SQLite calls a scan and ends after that row.
_LAST_ROW = re.compile(r"^SELECT \w+ FROM \w+ ORDER BY id DESC LIMIT 1$")

_SCAN = re.compile(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")


class Watched(sqlite3.Connection):
    """A connection that remembers every statement it was given, with what was bound to it."""

    seen: dict[str, Any]

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Remember a statement, and run it."""
        Watched.seen.setdefault(sql, parameters)
        return super().execute(sql, parameters)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """What was run since the fixture was last emptied: statement -> parameters."""
    Watched.seen = {}
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Watched))
    yield Watched.seen
    Watched.seen = {}


def scans(db: sqlite3.Connection, statements: dict[str, Any]) -> list[tuple[str, str]]:
    """List (what is read through, statement) of those that grow; an index of what is open only is no such thing."""
    partial_ones = {
        row["name"]
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for row in db.execute(f"PRAGMA index_list({table})")
        if row["partial"]
    }
    found = []
    for sql, parameters in statements.items():
        if sql.split(maxsplit=1)[0] not in KINDS or _LAST_ROW.search(sql):
            continue
        for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", parameters):
            scan = _SCAN.match(row["detail"])
            if scan and scan[1] not in BOUNDED and scan[2] not in partial_ones:
                found.append((row["detail"], sql))
    return found


async def work(stage: Stage) -> None:
    """Have an office with something waiting at every step."""
    for state in (State.A_WAITING_VERIFIER, State.A_WAITING_KASUBBAG, State.A_WAITING_STAF, State.A_PUBLISHED):
        await scenes.bring(stage, state)


async def a_day(stage: Stage, day: date) -> None:
    """Let the bot do by itself what it does in a day."""
    for hour, minute in ((7, 50), (15, 40)):
        await stage.at(wib(day, hour, minute))
        await stage.bot.digest()
        await stage.bot.website.look_again()
        await stage.bot.tidy()
        await stage.settle()


def recap_of_november(db: sqlite3.Connection, stage: Stage) -> None:
    """Sum the month up on the first working day of the next, without setting its papers."""
    first = wib(date(2026, 12, 1), 8)
    assert transact(db, lambda c: Tx(c, first, stage.office, stage.bot.store.files), recap.monthly) > 0


async def test_nothing_that_runs_by_itself_reads_the_past_through(tmp_path: Path, watched: dict[str, Any]) -> None:
    async with Stage(tmp_path) as stage:
        await work(stage)
        watched.clear()
        await stage.at(stage.clock.now() + timedelta(hours=3))
        await a_day(stage, date(2026, 11, 25))
        await stage.bot.store.write(recurring.propose)
        await stage.bot.stop()
        stage.clock.set(wib(date(2026, 11, 26), 10))
        await stage.start_bot()
    db = connect(tmp_path / "tayang.sqlite3")
    try:
        recap_of_november(db, stage)
        seen = dict(watched)
        assert len(seen) > 60
        assert scans(db, seen) == []
    finally:
        db.close()
