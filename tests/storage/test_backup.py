"""Backups: of one moment, whole with their files, proven, kept by rules; and restored without losing what is there."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from filelock import FileLock

from bot.cli import cast
from storage import backup, backup_schedule, restoring
from storage.anchor import Anchors
from storage.backup import Backup, BackupError, Source
from storage.backup_schedule import Keeping
from storage.files import FileStore
from storage.schema import DamagedError, RecordLostError, migrate, migrations, refuse_damage, version
from storage.store import DatabaseInUseError, Tx, connect, refuse_loss, write_once
from tests.stage import MORNING

NIGHT = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """An office with people, two files and a website's record."""
    home = tmp_path / "kantor"
    own = Source(home / "tayang.sqlite3", home / "berkas", {"website": home / "tayang-website"})
    write_once(own.database, own.files, cast.office(""), lambda: MORNING, cast.seed)
    for content in (b"foto", b"surat"):
        add_file(own, content)
    (own.besides["website"] / "pages").mkdir(parents=True)
    (own.besides["website"] / "pages" / "a.json").write_text("{}")
    return own


def add_file(source: Source, content: bytes) -> Path:
    def keep(tx: Tx) -> str:
        sha = tx.files.put(content)
        tx.db.execute("INSERT INTO file (sha256, size, mime, created_at) VALUES (?, ?, 'image/jpeg', 0)",
                      (sha, len(content)))  # fmt: skip
        return sha

    sha = write_once(source.database, source.files, cast.office(""), lambda: MORNING, keep)
    return FileStore(source.files).path(sha)


def more_record(source: Source) -> None:
    def seed(tx: Tx) -> None:
        from storage import events  # noqa: PLC0415

        events.append(tx, "tried", None, None, None, {})

    write_once(source.database, source.files, cast.office(""), lambda: MORNING, seed)


def made(source: Source, tmp_path: Path, at: datetime = NIGHT) -> Backup:
    return backup.make(source, tmp_path / "cadangan", at)


def everything(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.rglob("*")


# --- making ------------------------------------------------------------------------------------------------


def test_it_is_whole_with_what_stands_only_in_the_wal(source: Source, tmp_path: Path) -> None:
    db = connect(source.database)
    try:
        db.execute("PRAGMA wal_autocheckpoint=0")
        db.execute("INSERT INTO meta VALUES ('only', 'in the wal')")
        one = made(source, tmp_path)
    finally:
        db.close()
    contents = backup.inspect(one)
    assert (contents.files, contents.schema, contents.flaws) == (2, len(migrations()), ())
    copy = sqlite3.connect(one.database)
    assert copy.execute("SELECT value FROM meta WHERE key = 'only'").fetchone() == ("in the wal",)
    copy.close()
    assert (one.folder / "website" / "pages" / "a.json").read_text() == "{}"
    assert one.folder.name == "tayang-20261124T183000Z"


def test_nobody_else_can_read_it_whatever_the_umask(source: Source, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        made(source, tmp_path)
    finally:
        os.umask(before)
    open_ones = [p for p in everything(tmp_path / "cadangan") if stat.S_IMODE(p.stat().st_mode) & 0o077]
    assert open_ones == []


def test_the_next_one_shares_the_files_with_the_one_before_and_not_with_the_living(
    source: Source, tmp_path: Path
) -> None:
    first = made(source, tmp_path)
    second = made(source, tmp_path, NIGHT + timedelta(days=1))
    for path in backup.stored(second.files):
        twin = first.files / path.parent.name / path.name
        living = source.files / path.parent.name / path.name
        assert path.stat().st_ino == twin.stat().st_ino
        assert path.stat().st_ino != living.stat().st_ino


def test_anchors_of_later_events_stay_out(source: Source, tmp_path: Path) -> None:
    one = made(source, tmp_path)
    more_record(source)
    again = backup.inspect(one)
    assert max(a.count for a in Anchors(one.database).all()) == again.events
    assert max(a.count for a in Anchors(source.database).all()) == again.events + 1


def test_a_living_file_that_rotted_is_taken_from_the_backup_before(source: Source, tmp_path: Path) -> None:
    one = made(source, tmp_path)
    rotten = next(backup.stored(source.files))
    rotten.write_bytes(b"x" * rotten.stat().st_size)
    second = made(source, tmp_path, NIGHT + timedelta(days=1))
    assert backup.inspect(second).flaws == ()
    shutil.rmtree(one.folder)
    assert backup.hash_of(second.files / rotten.parent.name / rotten.name) == rotten.name


def test_a_file_that_is_lost_everywhere_is_told_and_stops_no_backup(source: Source, tmp_path: Path) -> None:
    lost = next(backup.stored(source.files))
    lost.unlink()
    contents = backup.inspect(made(source, tmp_path))
    assert (contents.flaws, contents.files) == ((lost.name,), 1)


def test_without_a_database_there_is_nothing_to_keep(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="no_database"):
        backup.make(Source(tmp_path / "none", tmp_path / "files", {}), tmp_path / "to", NIGHT)


def test_one_that_was_cut_off_is_no_backup_and_is_cleared_away(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(backup, "_copy_anchors", full)
        with pytest.raises(BackupError, match="failed") as told:
            made(source, tmp_path)
        assert "No space left" in told.value.detail
    assert list((tmp_path / "cadangan").iterdir()) == []
    (tmp_path / "cadangan" / ".tayang-20261101T000000Z.unfinished").mkdir()
    assert backup.newest(tmp_path / "cadangan") is None
    one = made(source, tmp_path)
    assert [p.name for p in (tmp_path / "cadangan").iterdir()] == [one.folder.name]


# --- proving -----------------------------------------------------------------------------------------------


def _page_turned(one: Backup) -> None:
    with one.database.open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff" * 64)


def _file_gone(one: Backup) -> None:
    next(backup.stored(one.files)).unlink()


def _file_changed(one: Backup) -> None:
    path = next(backup.stored(one.files))
    path.write_bytes(b"y" * path.stat().st_size)


def _other_database(one: Backup) -> None:
    """Somebody changed a row and made the manifest fit again."""
    db = sqlite3.connect(one.database)
    db.execute("DROP TRIGGER event_no_delete")
    db.execute("DELETE FROM event WHERE id = (SELECT max(id) FROM event)")
    db.commit()
    db.close()
    manifest = json.loads((one.folder / backup.MANIFEST).read_text())
    manifest["sha256"] = backup.hash_of(one.database)
    (one.folder / backup.MANIFEST).write_text(json.dumps(manifest))


def _no_manifest(one: Backup) -> None:
    (one.folder / backup.MANIFEST).unlink()


def _torn_manifest(one: Backup) -> None:
    (one.folder / backup.MANIFEST).write_text('{"at": "2026')


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (_page_turned, "database_differs"), (_file_gone, "file_missing"), (_file_changed, "file_differs"),
        (_other_database, "record_differs"), (_no_manifest, "no_backup"), (_torn_manifest, "manifest_broken"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_backup_is_found_and_it_is_not_restored(
    source: Source, tmp_path: Path, how: object, code: str
) -> None:
    one = made(source, tmp_path)
    how(one)  # type: ignore[operator]
    with pytest.raises(BackupError, match=code):
        backup.inspect(one)
    before = source.database.read_bytes()
    with pytest.raises(BackupError, match=code):
        restoring.restore(one, source, NIGHT, replace=True)
    assert source.database.read_bytes() == before


# --- restoring ---------------------------------------------------------------------------------------------


def test_a_living_database_is_not_overwritten_unasked(source: Source, tmp_path: Path) -> None:
    one = made(source, tmp_path)
    before = source.database.read_bytes()
    with pytest.raises(BackupError, match="in_the_way"):
        restoring.restore(one, source, NIGHT, replace=False)
    assert source.database.read_bytes() == before


def test_a_running_bot_is_not_robbed_of_its_database(source: Source, tmp_path: Path) -> None:
    one = made(source, tmp_path)
    with FileLock(f"{source.database}.lock"), pytest.raises(DatabaseInUseError):
        restoring.restore(one, source, NIGHT, replace=True)


def test_restored_it_goes_on_the_old_one_lies_aside_and_what_was_lost_stays_known(
    source: Source, tmp_path: Path
) -> None:
    one = made(source, tmp_path)
    late = add_file(source, b"sesudahnya")
    more_record(source)
    (source.besides["website"] / "pages" / "b.json").write_text("{}")
    done = restoring.restore(one, source, NIGHT, replace=True)
    assert done.aside is not None
    assert done.lost == 1
    old = sqlite3.connect(done.aside / source.database.name)
    new = sqlite3.connect(source.database)
    events = "SELECT count(*) FROM event"
    assert old.execute(events).fetchone()[0] == new.execute(events).fetchone()[0] + 1
    old.close()
    new.close()
    found = refuse_loss(source.database, Anchors(source.database))
    assert found.forgotten is not None
    assert late.exists()
    assert (source.besides["website"] / "pages" / "b.json").exists(), "the website's record knows its pages"
    more_record(source)


def test_after_a_lost_disk_everything_comes_from_the_backup(source: Source, tmp_path: Path) -> None:
    one = made(source, tmp_path)
    shutil.rmtree(source.database.parent)
    done = restoring.restore(one, source, NIGHT, replace=False)
    assert (done.aside, done.files) == (None, 2)
    assert (source.besides["website"] / "pages" / "a.json").exists()
    assert refuse_loss(source.database, Anchors(source.database)).lost is None
    open_ones = [p for p in source.database.parent.iterdir() if p.is_file() and p.stat().st_mode & 0o077]
    assert open_ones == []


def test_a_damaged_database_gives_way_with_its_wal(source: Source, tmp_path: Path) -> None:
    one = made(source, tmp_path)
    with source.database.open("r+b") as file:
        file.seek(0)
        file.write(b"\xff" * 8192)
    source.database.with_name("tayang.sqlite3-wal").write_bytes(b"of the damaged one")
    with pytest.raises((DamagedError, sqlite3.DatabaseError)):
        refuse_damage(source.database, connect)
    done = restoring.restore(one, source, NIGHT, replace=True)
    refuse_damage(source.database, connect)
    assert done.aside is not None
    assert sorted(p.name for p in done.aside.iterdir()) == [
        "tayang.sqlite3",
        "tayang.sqlite3-shm",
        "tayang.sqlite3-wal",
    ]


def test_cut_off_between_the_old_and_the_new_nothing_runs_and_it_can_be_done_again(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = made(source, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "sync_folder", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            restoring.restore(one, source, NIGHT, replace=True)
    with pytest.raises(RecordLostError):
        refuse_loss(source.database, Anchors(source.database))
    restoring.restore(one, source, NIGHT, replace=True)
    refuse_loss(source.database, Anchors(source.database))


def test_new_things_get_numbers_that_none_had_before(source: Source, tmp_path: Path) -> None:
    """Cards of articles that the backup did not know are still on people's phones, with their buttons."""
    from storage import articles, people  # noqa: PLC0415

    def begin(tx: Tx) -> int:
        unit = people.find_unit(tx, cast.HEALTH)
        assert unit is not None
        tx.db.execute("UPDATE article SET state = 'a.cancelled'")
        return articles.add(tx, unit_id=unit.id, author_id=7, by_proxy=False, disposition_id=None,
                            key=os.urandom(4).hex())  # fmt: skip

    def one_more() -> int:
        return write_once(source.database, source.files, cast.office(""), lambda: MORNING, begin)

    assert one_more() == 1
    one = made(source, tmp_path)
    lost = [one_more() for _ in range(3)]
    restoring.restore(one, source, NIGHT, replace=True)
    assert lost == [2, 3, 4]
    assert [one_more(), one_more()] == [201, 202]
    again = made(source, tmp_path, NIGHT + timedelta(days=1))
    restoring.restore(again, source, NIGHT, replace=True)
    assert one_more() == 401


@pytest.mark.parametrize("number", range(1, len(migrations())))
def test_a_backup_of_any_older_schema_is_restored_into_this_one(
    tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Source(tmp_path / "lama" / "tayang.sqlite3", tmp_path / "lama" / "files", {})
    source.database.parent.mkdir()
    old = [step for step in migrations() if step[0] <= number]
    with monkeypatch.context() as patch:
        patch.setattr("storage.schema.migrations", lambda: old)
        migrate(source.database, connect)
        one = backup.make(source, tmp_path / "cadangan", NIGHT)
    assert backup.inspect(one).schema == number
    restoring.restore(one, Source(tmp_path / "baru.sqlite3", tmp_path / "baru", {}), NIGHT, replace=False)
    db = connect(tmp_path / "baru.sqlite3", read_only=True)
    assert version(db) == len(migrations())
    db.close()
    assert not [p.name for p in tmp_path.iterdir() if "restoring" in p.name]


def test_a_drill_proves_a_backup_and_touches_nothing(source: Source, tmp_path: Path) -> None:
    one = made(source, tmp_path)
    before = sorted(p.name for p in source.database.parent.rglob("*"))
    (tmp_path / "latihan").mkdir()
    done = restoring.drill(one, tmp_path / "latihan", NIGHT)
    assert (done.files, done.events) == (2, backup.inspect(one).events)
    assert sorted(p.name for p in source.database.parent.rglob("*")) == before


# --- keeping -----------------------------------------------------------------------------------------------


def test_the_newest_of_each_day_week_and_month_is_kept() -> None:
    nights = [Backup(Path(f"{n}"), NIGHT - timedelta(days=n)) for n in range(400)]
    twice = [Backup(Path("noon"), NIGHT - timedelta(hours=25))]
    gone = backup_schedule.superfluous([*nights, *twice], Keeping(7, 4, 12), JAKARTA)
    kept = {one.folder.name for one in [*nights, *twice]} - {one.folder.name for one in gone}
    assert {str(n) for n in range(7)} <= kept
    assert "noon" not in kept
    days = {(NIGHT - timedelta(days=int(name))).astimezone(JAKARTA).date() for name in kept}
    last_week = {date(2026, 11, day) for day in range(19, 26)}
    sundays = {date(2026, 11, 15), date(2026, 11, 8)}  # and the 22nd, which is a day of the last week too
    month_ends = {date(2026, month, 1) - timedelta(days=1) for month in range(1, 12)}
    assert days == last_week | sundays | month_ends


def test_the_newest_is_kept_even_if_no_rule_keeps_anything(source: Source, tmp_path: Path) -> None:
    for day in range(3):
        made(source, tmp_path, NIGHT + timedelta(days=day))
    assert backup_schedule.prune(tmp_path / "cadangan", Keeping(0, 0, 0), JAKARTA) == 2
    left = backup.listed(tmp_path / "cadangan")
    assert [one.at for one in left] == [NIGHT + timedelta(days=2)]
    assert backup.inspect(left[0]).files == 2, "what the deleted ones shared is still there"


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-24T18:29:00+00:00", "2026-11-23T18:30:00+00:00"),
        ("2026-11-24T18:30:00+00:00", "2026-11-24T18:30:00+00:00"),
        ("2026-11-25T10:00:00+00:00", "2026-11-24T18:30:00+00:00"),
    ],
)
def test_a_night_ends_at_its_hour_by_the_offices_clock(now: str, due: str) -> None:
    found = backup_schedule.last_due(datetime.fromisoformat(now), time(1, 30), JAKARTA)
    assert found == datetime.fromisoformat(due)
