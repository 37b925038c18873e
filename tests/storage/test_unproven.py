"""Migration 10 makes the article's table anew: every row, index, trigger and child stays."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from storage import schema
from storage.schema import migrate, migrations
from storage.store import connect

ROWS = """
INSERT INTO unit (id, name, kind, created_at) VALUES (1, 'Dinas Kesehatan', 'external', 0);
INSERT INTO person (id, telegram_id, name, created_at) VALUES (1, 9, 'Rina', 0);
INSERT INTO article (id, state, version, unit_id, author_id, title, cms_key, created_at, proof_rung)
    VALUES (7, 'a.returned', 3, 1, 1, 'Imunisasi', 'k7', 5, 2), (8, 'a.draft', 0, 1, 1, '', 'k8', 6, 0);
INSERT INTO proof (article_id, revision, at, ok, code, detail, url) VALUES (7, 1, 9, 0, 'status', '', 'http://x/');
INSERT INTO watch (article_id) VALUES (7);
"""


def shape(db: sqlite3.Connection) -> set[tuple[str, str]]:
    return {tuple(row) for row in db.execute("SELECT type, name FROM sqlite_schema WHERE tbl_name = 'article'")}


def test_every_row_index_and_trigger_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = migrations()
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "migrations", lambda: [one for one in whole if one[0] < 10])
        migrate(path, connect)
    db = connect(path)
    for statement in schema._statements(ROWS):
        db.execute(statement)
    before, parts = [tuple(r) for r in db.execute("SELECT * FROM article ORDER BY id")], shape(db)
    db.close()
    migrate(path, connect)
    db = connect(path)
    assert [tuple(row) for row in db.execute("SELECT * FROM article ORDER BY id")] == before
    assert shape(db) == parts
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    children = db.execute("SELECT article_id FROM watch UNION ALL SELECT article_id FROM proof")
    assert [row[0] for row in children] == [7, 7]
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO watch (article_id) VALUES (99)")
    db.close()
