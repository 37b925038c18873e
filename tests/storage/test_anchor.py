"""The record held against what stands outside its file: cut, emptied, sealed anew, without its -wal, restored."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import cast
from storage import anchor, events
from storage.anchor import Anchor, Anchors
from storage.schema import DamagedError, RecordForeignError, RecordLostError
from storage.store import Store, Tx
from tests.stage import MORNING


def _store(folder: Path) -> Store:
    return Store(folder / "tayang.sqlite3", cast.office(""), lambda: MORNING, folder / "berkas")


def _record(tx: Tx, what: str) -> None:
    events.append(tx, what, None, None, None, {})


async def _office(folder: Path, count: int = 20) -> Path:
    """An office in which so much happened; its database."""
    async with _store(folder) as store:
        for number in range(count):
            await store.write(_record, f"uji {number}")
    return folder / "tayang.sqlite3"


def _free(db: sqlite3.Connection) -> None:
    """Take away what holds the record to be only added to, as anybody with the file can."""
    for (name,) in db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'event'"
    ).fetchall():
        db.execute(f"DROP TRIGGER {name}")


def _last_eight_deleted(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM event WHERE id > (SELECT max(id) - 8 FROM event)")


def _all_deleted(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM event")


def _last_one_deleted(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM event WHERE id = (SELECT max(id) FROM event)")


def _seal_anew(db: sqlite3.Connection) -> None:
    prev = events.GENESIS
    for row in db.execute("SELECT * FROM event ORDER BY id").fetchall():
        subject = events._subject(row["kind"], row["subject_id"])
        seal = events._seal(prev, row["at"], row["what"], row["actor_id"], subject, row["data"])
        db.execute("UPDATE event SET prev_hash = ?, hash = ? WHERE id = ?", (prev, seal, row["id"]))
        prev = seal


def _changed_and_sealed_anew(db: sqlite3.Connection) -> None:
    db.execute("UPDATE event SET what = 'dipalsukan' WHERE id = 5")
    _seal_anew(db)


def _one_taken_out_of_the_middle(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM event WHERE id = 5")
    db.execute("UPDATE event SET id = id - 1 WHERE id > 5")
    _seal_anew(db)


def _change(file: Path, how: Callable[[sqlite3.Connection], None]) -> None:
    db = sqlite3.connect(file, isolation_level=None)
    db.row_factory = sqlite3.Row
    _free(db)
    how(db)
    db.close()


@pytest.mark.parametrize("how", [_last_one_deleted, _last_eight_deleted, _all_deleted, _one_taken_out_of_the_middle])
async def test_a_record_that_lost_its_end_is_not_run_on(
    tmp_path: Path, how: Callable[[sqlite3.Connection], None]
) -> None:
    file = await _office(tmp_path)
    _change(file, how)
    with pytest.raises(RecordLostError) as lost:
        await _store(tmp_path).open()
    assert lost.value.known == 20


async def test_a_record_sealed_anew_is_known_by_every_seal_from_the_change_on(tmp_path: Path) -> None:
    file = await _office(tmp_path)
    _change(file, _changed_and_sealed_anew)
    async with _store(tmp_path) as store:
        assert store.compared.other is not None
        assert (store.compared.fitting, store.compared.other.count) == (4, 5)


async def test_a_file_without_its_wal_or_cut_or_gone_is_known(tmp_path: Path) -> None:
    running = tmp_path / "jalan"
    store = _store(running)
    await store.open()
    for number in range(5):
        await store.write(_record, f"uji {number}")
    copy = tmp_path / "salinan"
    copy.mkdir()
    for name in ("tayang.sqlite3", "tayang.sqlite3.anchor"):
        shutil.copy(running / name, copy / name)  # as a careless backup does, or a lost -wal leaves it
    await store.close()
    with pytest.raises(RecordLostError):
        await _store(copy).open()
    (copy / "tayang.sqlite3").write_bytes(b"")
    with pytest.raises(RecordLostError):
        await _store(copy).open()
    (copy / "tayang.sqlite3").unlink()
    with pytest.raises(RecordLostError):
        await _store(copy).open()
    assert not (copy / "tayang.sqlite3").exists()


@pytest.mark.parametrize(("ours", "theirs"), [(20, 3), (5, 12), (20, 40)])
async def test_another_databases_wal_is_not_taken_in(tmp_path: Path, ours: int, theirs: int) -> None:
    """SQLite itself takes any well-formed -wal for the file's own, and would write it over the file."""
    here, there = tmp_path / "sini", tmp_path / "sana"
    here.mkdir()
    file = await _office(here, ours)
    before = file.read_bytes()
    other = _store(there)
    await other.open()
    for number in range(theirs):
        await other.write(_record, f"lain {number}")
    shutil.copy(there / "tayang.sqlite3-wal", here / "tayang.sqlite3-wal")
    await other.close()
    with pytest.raises((RecordForeignError, RecordLostError, DamagedError)):
        await _store(here).open()
    assert file.read_bytes() == before
    for end in ("-wal", "-shm"):
        file.with_name(f"{file.name}{end}").unlink()
    async with _store(here) as store:
        assert (store.compared.fitting, store.compared.newest) == (ours, ours)


async def test_a_copy_of_the_file_alone_is_whole_soon_after(tmp_path: Path) -> None:
    store = _store(tmp_path)
    await store.open()
    for number in range(30):
        await store.write(_record, f"uji {number}")
    await store.keep()
    shutil.copy(tmp_path / "tayang.sqlite3", tmp_path / "salinan.sqlite3")
    db = sqlite3.connect(tmp_path / "salinan.sqlite3")
    assert db.execute("SELECT count(*) FROM event").fetchone() == (30,)
    db.close()
    await store.close()
    wal = tmp_path / "tayang.sqlite3-wal"
    assert not wal.exists() or wal.stat().st_size == 0


async def test_a_backup_restored_on_purpose_goes_on_and_what_was_lost_stays_known(tmp_path: Path) -> None:
    file = await _office(tmp_path)
    shutil.copy(file, tmp_path / "cadangan")
    await _office(tmp_path, 10)
    shutil.copy(tmp_path / "cadangan", file)
    with pytest.raises(RecordLostError):
        await _store(tmp_path).open()
    db = sqlite3.connect(file)
    Anchors(file).note(db, restored=True)
    db.close()
    await _office(tmp_path, 30)  # on, over the lost ones
    async with _store(tmp_path) as store:
        assert store.compared.other is None
        assert store.compared.forgotten is not None
        assert store.compared.forgotten.count == 30
    _change(file, _last_eight_deleted)
    with pytest.raises(RecordLostError):
        await _store(tmp_path).open()


async def test_the_anchors_are_private_few_and_survive_a_torn_line(tmp_path: Path) -> None:
    file = await _office(tmp_path, 3)
    beside = anchor.beside(file)
    assert stat.S_IMODE(beside.stat().st_mode) == 0o600
    assert [one.count for one in Anchors(file).all()] == [1, 2, 3]
    with beside.open("ab") as torn:
        torn.write(b"4 abc")
    await _office(tmp_path, 1)
    assert [one.count for one in Anchors(file).all()] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12:0a1b2c3d4e5f6071", Anchor(12, "0a1b2c3d4e5f6071")),
        ("Sidik catatan (SHA-256): 12:0A1B2C3D4E5F6071", Anchor(12, "0a1b2c3d4e5f6071")),
        ("12 0a1b2c3d4e5f6071", Anchor(12, "0a1b2c3d4e5f6071")),
        ("0a1b2c3d4e5f6071", None),
        ("12:xyz", None),
    ],
)
def test_a_seal_is_read_as_people_copy_it(typed: str, read: Anchor | None) -> None:
    assert anchor.read_typed(typed) == read
