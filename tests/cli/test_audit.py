"""`tayang audit` as an IT person runs it: what it compares, what it finds, and what it says it could not compare."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.cli import cast, explaining, main
from storage import anchor
from storage.schema import RecordForeignError
from storage.store import refuse_loss, write_once
from tests.stage import MORNING


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office that has a record."""
    path = tmp_path / "config.toml"
    path.write_text(
        '[office]\nname = "Bagian Humas"\nplace = "Kota Contoh"\n[website]\nurl = "http://127.0.0.1:9/"\n'
        '[website.folder]\nfolder = "situs"\n'
    )
    write_once(tmp_path / "tayang.sqlite3", tmp_path / "berkas", cast.office(""), lambda: MORNING, cast.seed)
    return path


def audit(config: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    """Run the command; give its exit code and all it said."""
    capsys.readouterr()
    code = main(["audit", "--config", str(config), *more])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def _newest(config: Path) -> anchor.Anchor:
    db = sqlite3.connect(config.with_name("tayang.sqlite3"))
    found = anchor.present(db)
    db.close()
    assert found is not None
    return found


def _delete_last(config: Path, count: int) -> None:
    db = sqlite3.connect(config.with_name("tayang.sqlite3"), isolation_level=None)
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        if name.startswith("event"):
            db.execute(f"DROP TRIGGER {name}")
    db.execute("DELETE FROM event WHERE id > (SELECT max(id) - ? FROM event)", (count,))
    db.close()


def test_a_whole_record_is_compared_and_what_was_not_is_said(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = audit(config, capsys)
    assert code == 0
    assert "✔ Basis data dan rantai catatan utuh." in said
    assert "✔ Cocok dengan 1 jangkar di tayang.sqlite3.anchor" in said
    assert "! Belum dibandingkan: segel pada pesan harian admin" in said


@pytest.mark.parametrize("count", [1, 8, 10_000])
def test_deleted_events_are_found(config: Path, capsys: pytest.CaptureFixture[str], count: int) -> None:
    _delete_last(config, count)
    code, said = audit(config, capsys)
    assert (code, "✘ Catatan di" in said, "utuh" in said) == (1, True, False)


def test_a_database_that_is_gone_is_no_new_office(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.with_name("tayang.sqlite3").unlink()
    code, said = audit(config, capsys)
    assert (code, "kehilangan ujungnya" in said) == (1, True)


def test_without_the_anchors_the_admins_chat_and_the_papers_still_know(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = _newest(config)
    anchor.beside(config.with_name("tayang.sqlite3")).unlink()
    code, said = audit(config, capsys)
    assert (code, "Berkas jangkar (.anchor) tidak ada" in said) == (0, True)
    assert audit(config, capsys, "--seal", known.short)[0] == 0
    assert audit(config, capsys, "--seal", f"{known.count}:{'0' * 16}")[0] == 1
    _delete_last(config, 2)
    assert audit(config, capsys, "--seal", f"Sidik catatan (SHA-256): {known.count}:{known.seal}")[0] == 1


def test_a_copy_from_before_a_migration_is_compared(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = config.with_name("tayang.sqlite3")
    shutil.copy(file, config.with_name("tayang.sqlite3.before-9"))
    anchor.beside(file).unlink()
    assert "Cocok dengan 1 salinan .before-" in audit(config, capsys)[1]
    _delete_last(config, 3)
    assert audit(config, capsys)[0] == 1


def test_a_restored_backup_is_accepted_once_somebody_says_so(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _delete_last(config, 3)
    assert audit(config, capsys)[0] == 1
    code, said = audit(config, capsys, "--accept-restore")
    assert (code, "sebagian hilang saat cadangan dipulihkan" in said) == (0, True)
    assert audit(config, capsys)[0] == 0


def test_another_record_is_refused_and_accepted_once_somebody_says_so(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = config.with_name("tayang.sqlite3")
    beside = anchor.beside(file)
    beside.write_text(
        "".join(f"{line.split()[0]} {'7' * 64} 2026-11-24\n" for line in beside.read_text().splitlines() if line)
    )
    code, said = audit(config, capsys)
    assert (code, "dahulu bersegel 7777" in said) == (1, True)
    with pytest.raises(RecordForeignError) as refused:
        refuse_loss(file, anchor.Anchors(file))
    assert "pindahkan berkas -wal dan -shm" in explaining.foreign(refused.value).id
    audit(config, capsys, "--accept-restore")
    assert refuse_loss(file, anchor.Anchors(file)).other is not None  # it runs again, and the change stays known


def test_what_is_no_seal_is_refused(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        audit(config, capsys, "--seal", "bukan segel")
    assert ended.value.code == 2
