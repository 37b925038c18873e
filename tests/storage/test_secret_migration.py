"""The table of dispositions made anew for `rahasia`: every row, index and child of it is still there."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from storage import schema
from storage.schema import migrate, migrations
from storage.store import connect

TABLES = ("disposition", "agenda", "agenda_order", "disposition_unit", "disposition_file", "report", "article")


def before(number: int) -> list[tuple[int, str]]:
    return [step for step in migrations() if step[0] < number]


def rows(path: Path) -> dict[str, list[dict[str, object]]]:
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    found = {name: [dict(row) for row in db.execute(f"SELECT * FROM {name}")] for name in TABLES}  # noqa: S608 - ours
    db.close()
    return found


def indexes(path: Path) -> set[str]:
    db = sqlite3.connect(path)
    found = {str(row[0]) for row in db.execute("SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger')")}
    db.close()
    return found


def test_a_lived_in_database_goes_on_with_all_it_has(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = next(number for number, sql in migrations() if "'rahasia'" in sql)
    with monkeypatch.context() as older:
        steps = before(number)
        older.setattr(schema, "migrations", lambda: steps)
        migrate(path, connect)
    db = sqlite3.connect(path)
    db.executescript(
        """
        INSERT INTO unit VALUES (1, 'Dinas', 'external', 0);
        INSERT INTO person (id, name, created_at) VALUES (1, 'Bambang', 0);
        INSERT INTO file (sha256, size, mime, created_at) VALUES (printf('%064d', 1), 1, 'a/b', 0);
        INSERT INTO disposition (id, state, agenda_no, agenda_year, subject, nature, author_id, created_at,
            letter_from, letter_day, copies)
            VALUES (7, 'd.collecting', 1, 2026, 'a', 'segera', 1, 5, 'Dinas', '2026-11-20', 'Sekda');
        INSERT INTO article (id, state, unit_id, author_id, disposition_id, cms_key, created_at)
            VALUES (3, 'a.waiting_verifier', 1, 1, 7, 'k', 0);
        INSERT INTO disposition (id, state, subject, need_article_id, created_at) VALUES (8, 'd.draft', 'b', 3, 6);
        INSERT INTO disposition_unit VALUES (7, 1);
        INSERT INTO disposition_file VALUES (1, 7, printf('%064d', 1), 'surat.pdf');
        INSERT INTO report (disposition_id, posted_at) VALUES (7, 9);
        INSERT INTO agenda (id, rule, next_on, subject, instruction, nature, time_given, author_id, created_at)
            VALUES (1, 'week.0', '2026-11-30', 'c', '', 'biasa', 1, 1, 0);
        INSERT INTO agenda_order VALUES (8, 1, '2026-11-30');
        """
    )
    db.close()
    kept, named = rows(path), indexes(path)
    migrate(path, connect)
    now = rows(path)
    for name in TABLES:
        assert [{key: row[key] for key in old} for row, old in zip(now[name], kept[name], strict=True)] == kept[name]
    assert named <= indexes(path)
    db = connect(path)
    db.execute("UPDATE disposition SET nature = 'rahasia' WHERE id = 7")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE disposition SET nature = 'gawat' WHERE id = 7")
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()
