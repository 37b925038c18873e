"""An office's database, new for each test."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import cast
from bot.sop.office import Office
from storage.files import FileStore
from storage.store import Store, Tx, connect, write_once

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def office() -> Office:
    """The rehearsal's office; its website is nowhere."""
    return cast.office("http://127.0.0.1/")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is to be."""
    return tmp_path / "tayang.sqlite3"


@pytest.fixture
async def store(path: Path, office: Office) -> AsyncIterator[Store]:
    """An open store on an empty file."""
    async with Store(path, office, lambda: NOW, path.parent / "berkas") as store:
        yield store


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its people, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("seeded") / "tayang.sqlite3"
    write_once(path, path.parent, cast.office(""), lambda: NOW, cast.seed)
    return path


@pytest.fixture
def tx(path: Path, office: Office, seeded: Path) -> Iterator[Tx]:
    """What an intent gets, on a migrated file with its people, without a transaction around it."""
    shutil.copy(seeded, path)
    db = connect(path)
    db.execute("PRAGMA synchronous=OFF")
    yield Tx(db, NOW, office, FileStore(path.parent / "berkas"))
    db.close()


@pytest.fixture
def db(tx: Tx) -> sqlite3.Connection:
    """The same as a bare connection, for SQL that tries what must be refused."""
    return tx.db
