"""Migrations: numbered, all or nothing, a copy first, one process at a time, never backwards."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from storage import schema
from storage.schema import SchemaTooNewError, migrate, migrations, version
from storage.store import connect

FIRST = (1, "CREATE TABLE a (x INTEGER) STRICT;\nINSERT INTO a VALUES (1);")
SECOND = (2, "CREATE TABLE b (x INTEGER) STRICT;\nINSERT INTO b SELECT x FROM a;")
BROKEN = (2, "CREATE TABLE b (x INTEGER) STRICT;\nINSERT INTO b VALUES ('no number');")
THIRD = (3, "CREATE TABLE c (x INTEGER) STRICT;")


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """The migrations there are, for a test to choose."""
    chosen = [FIRST]
    monkeypatch.setattr(schema, "migrations", lambda: chosen)
    return chosen


def shape(path: Path) -> list[str]:
    db = sqlite3.connect(path)
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master ORDER BY name")]
    db.close()
    return names


def at(path: Path) -> int:
    db = sqlite3.connect(path)
    found = version(db)
    db.close()
    return found


def test_ours_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_ours_bring_an_empty_file_to_the_newest_schema_once(path: Path) -> None:
    migrate(path, connect)
    before = shape(path)
    migrate(path, connect)
    assert at(path) == len(migrations())
    assert shape(path) == before
    assert not list(path.parent.glob("*.before-*"))


@pytest.mark.parametrize("number", range(1, len(migrations())))
def test_a_database_of_every_earlier_schema_comes_forward_with_a_copy_beside_it(
    path: Path, number: int, steps: list[tuple[int, str]]
) -> None:
    ours = migrations()
    steps[:] = ours[:number]
    migrate(path, connect)
    db = connect(path)
    db.execute("INSERT INTO meta VALUES ('kept', 'yes')")
    db.close()
    before = shape(path)
    steps[:] = ours
    migrate(path, connect)
    fresh = path.with_name("fresh.sqlite3")
    migrate(fresh, connect)
    copy = path.with_name(f"{path.name}.before-{number + 1}")
    assert (at(path), shape(path)) == (len(ours), shape(fresh))
    assert (at(copy), shape(copy)) == (number, before)
    for file in (path, copy):
        db = connect(file, read_only=True)
        assert db.execute("SELECT value FROM meta WHERE key = 'kept'").fetchone()[0] == "yes"
        db.close()
        assert file.stat().st_mode & 0o077 == 0


def test_every_table_of_ours_is_strict_and_sound(path: Path) -> None:
    migrate(path, connect)
    db = connect(path)
    lax = [
        r[0]
        for r in db.execute(
            "SELECT name FROM pragma_table_list WHERE NOT strict AND type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    assert lax == []
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()


def test_it_copies_the_file_before_it_changes_it(path: Path, steps: list[tuple[int, str]]) -> None:
    migrate(path, connect)
    steps.append(SECOND)
    migrate(path, connect)
    copy = path.with_name(f"{path.name}.before-2")
    assert (shape(path), shape(copy)) == (["a", "b"], ["a"])
    assert (at(path), at(copy)) == (2, 1)
    assert not list(path.parent.glob("*.new"))


def test_a_copy_made_earlier_is_not_lost_to_a_second_attempt(path: Path, steps: list[tuple[int, str]]) -> None:
    migrate(path, connect)
    steps += [SECOND, (3, "CREATE TABLE a (x);")]
    for _ in range(2):
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            migrate(path, connect)
    assert shape(path.with_name(f"{path.name}.before-2")) == ["a"]
    assert shape(path.with_name(f"{path.name}.before-3")) == ["a", "b"]


def test_a_migration_that_fails_leaves_the_schema_before_it(path: Path, steps: list[tuple[int, str]]) -> None:
    migrate(path, connect)
    steps += [BROKEN, THIRD]
    with pytest.raises(sqlite3.IntegrityError):
        migrate(path, connect)
    assert (at(path), shape(path)) == (1, ["a"])
    steps[1:] = [SECOND, THIRD]
    migrate(path, connect)
    assert (at(path), shape(path)) == (3, ["a", "b", "c"])


def test_it_runs_a_last_statement_without_a_semicolon(path: Path, steps: list[tuple[int, str]]) -> None:
    steps[:] = [(1, "CREATE TABLE a (x);\n-- the last one\nCREATE TABLE b (x)\n")]
    migrate(path, connect)
    assert shape(path) == ["a", "b"]


def test_it_refuses_in_words_a_file_that_is_ahead_of_the_program(path: Path, steps: list[tuple[int, str]]) -> None:
    steps.append(SECOND)
    migrate(path, connect)
    del steps[1]
    with pytest.raises(SchemaTooNewError, match="schema 2 is newer than this program's 1") as refused:
        migrate(path, connect)
    assert (refused.value.found, refused.value.known) == (2, 1)
    assert shape(path) == ["a", "b"]


def test_of_two_that_come_at_once_one_migrates_and_one_waits(path: Path, steps: list[tuple[int, str]]) -> None:
    migrate(path, connect)
    steps.append(SECOND)
    inside, errors = [0], list[BaseException]()

    def slowly(file: Path) -> sqlite3.Connection:
        inside[0] += 1
        if inside[0] > 1:
            errors.append(AssertionError("two at once"))
        time.sleep(0.05)
        db = connect(file)
        inside[0] -= 1
        return db

    def run() -> None:
        try:
            migrate(path, slowly)
        except BaseException as error:  # noqa: BLE001 - whatever it was, the test shows it
            errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert (at(path), shape(path)) == (2, ["a", "b"])
    assert shape(path.with_name(f"{path.name}.before-2")) == ["a"]


def test_two_processes_may_begin_on_an_empty_file(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from storage.schema import migrate; from storage.store import connect\n"
        "migrate(Path(sys.argv[1]), connect)\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", script, str(path)]) for _ in range(2)]
    assert [process.wait(30) for process in started] == [0, 0]
    assert at(path) == len(migrations())
