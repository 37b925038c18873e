"""`tayang backup` and `tayang restore` as an IT person runs them."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from bot.cli import cast, main
from storage import backup, events
from storage.store import Tx, write_once
from tests.stage import MORNING

CONFIG = (
    '[office]\nname = "Bagian Humas"\nplace = "Kota Contoh"\n[website]\nurl = "http://127.0.0.1:9/"\n'
    '[website.folder]\nfolder = "situs"\n'
)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An office that has a record."""
    path = tmp_path / "config.toml"
    path.write_text(CONFIG)
    write_once(tmp_path / "tayang.sqlite3", tmp_path / "files", cast.office(""), lambda: MORNING, cast.seed)
    return path


def run(config: Path, capsys: pytest.CaptureFixture[str], command: str, *more: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main([command, "--config", str(config), *more])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.out + captured.err


def one_more(config: Path) -> None:
    def add(tx: Tx) -> None:
        events.append(tx, "tried", None, None, None, {})

    write_once(config.with_name("tayang.sqlite3"), config.with_name("files"), cast.office(""), lambda: MORNING, add)


def count(database: Path) -> int:
    db = sqlite3.connect(database)
    found: int = db.execute("SELECT count(*) FROM event").fetchone()[0]
    db.close()
    return found


def test_a_backup_is_made_listed_drilled_and_restored(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(config, capsys, "backup")
    assert (code, "✔ Cadangan terbuat dan diperiksa" in said) == (0, True)
    made = backup.newest(config.with_name("backups"))
    assert made is not None
    assert (made.folder / "config.toml").read_text() == CONFIG
    code, said = run(config, capsys, "backup", "--list")
    assert (code, str(made.folder) in said) == (0, True)

    one_more(config)
    database = config.with_name("tayang.sqlite3")
    now = count(database)
    code, said = run(config, capsys, "restore", "--drill")
    assert (code, "✔ Latihan pemulihan berhasil" in said, "detik" in said) == (0, True, True)
    assert count(database) == now

    code, said = run(config, capsys, "restore")
    assert (code, "ulangi dengan --replace" in said) == (1, True)
    assert count(database) == now

    code, said = run(config, capsys, "restore", str(made.folder), "--replace")
    assert code == 0
    for words in ("sudah di tempatnya", "Basis data yang lama disimpan di", "Telegram tidak mengirimkannya ulang",
                  "Sedikitnya 1 kejadian hilang", "tidak terbit dua kali"):  # fmt: skip
        assert words in said
    assert count(database) == now - 1
    code, said = run(config, capsys, "audit")
    assert (code, f"pernah sampai kejadian ke-{now}" in said) == (0, True)


def test_where_there_is_none_it_says_so(config: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for more in ((), (str(tmp_path),), ("--drill",)):
        code, said = run(config, capsys, "restore", *more)
        assert (code, "tidak ada cadangan di sana" in said) == (1, True)
    code, said = run(config, capsys, "backup", "--list")
    assert (code, "Belum ada cadangan" in said) == (0, True)
    config.with_name("tayang.sqlite3").unlink()
    code, said = run(config, capsys, "backup")
    assert (code, "basis datanya tidak ada" in said) == (1, True)


def test_a_damaged_one_is_refused_by_name(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(config, capsys, "backup")
    made = backup.newest(config.with_name("backups"))
    assert made is not None
    with made.database.open("r+b") as file:
        file.truncate(4096)
    code, said = run(config, capsys, "restore", "--drill")
    assert (code, "bukan yang dahulu ditulis" in said) == (1, True)


@pytest.mark.parametrize(("ends", "code", "words"), [(0, 0, "Terkirim ke mesin lain"), (4, 1, "melaporkan kegagalan")])
def test_the_offices_command_runs_unless_told_not_to(
    config: Path, capsys: pytest.CaptureFixture[str], ends: int, code: int, words: str
) -> None:
    config.write_text(f'{CONFIG}\n[backup]\ncommand = ["{sys.executable}", "-c", "raise SystemExit({ends})"]\n')
    found, said = run(config, capsys, "backup")
    assert (found, words in said) == (code, True)
    config.with_name("backups").rename(config.with_name("others"))
    found, said = run(config, capsys, "backup", "--no-command")
    assert (found, words in said) == (0, False)


def test_one_made_elsewhere_is_no_part_of_the_keeping(
    config: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _ = run(config, capsys, "backup", "--to", str(tmp_path / "usb"))
    assert code == 0
    assert len(backup.listed(tmp_path / "usb")) == 1
    assert backup.listed(tmp_path / "backups") == []


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('folder = "situs/public"', "di luar website.folder.folder"),
        ('folder = "files/cadangan"', "di luar storage.files"),
        ('at = "25:00"', "backup.at"),
        ("daily = -1", "angka bulat dari 0"),
        ('command = "rsync -a x y"', "sebuah daftar"),
        ('command = ["rsync", ""]', "backup.command[1]"),
    ],
)
def test_what_cannot_be_is_refused(config: Path, capsys: pytest.CaptureFixture[str], table: str, words: str) -> None:
    config.write_text(f"{CONFIG}\n[backup]\n{table}\n")
    code, said = run(config, capsys, "backup")
    assert (code, words in said) == (1, True), said


def a_file(config: Path, content: bytes) -> Path:
    def keep(tx: Tx) -> str:
        sha = tx.files.put(content)
        tx.db.execute("INSERT INTO file (sha256, size, mime, created_at) VALUES (?, ?, 'image/jpeg', 0)",
                      (sha, len(content)))  # fmt: skip
        return sha

    database, files = config.with_name("tayang.sqlite3"), config.with_name("files")
    sha = write_once(database, files, cast.office(""), lambda: MORNING, keep)
    return files / sha[:2] / sha


def test_check_deep_holds_files_against_rows_both_ways(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rotten, gone = a_file(config, b"foto"), a_file(config, b"surat")
    _, said = run(config, capsys, "check", "--deep")
    assert "✔ 2 berkas kiriman ada dan utuh." in said
    assert "✔ Belum ada cadangan di" in said
    run(config, capsys, "backup")
    rotten.write_bytes(b"fotx")
    gone.unlink()
    never = a_file(config, b"tidak pernah dicadangkan")
    never.unlink()
    stray = config.with_name("files") / "ab" / ("ab" * 32)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"")
    code, said = run(config, capsys, "check", "--deep")
    made = backup.newest(config.with_name("backups"))
    assert made is not None
    assert code == 1
    kept = made.files / gone.parent.name / gone.name
    assert f"✘ Berkas hilang: {gone}. Pulihkan: cp {kept} {gone}" in said
    assert f"✘ Berkas rusak: {rotten}. Pulihkan: cp" in said
    assert f"✘ Berkas hilang: {never}. Tidak ada di cadangan mana pun." in said
    assert "✔ Cadangan terakhir utuh: 2 berkas" in said
    assert "berkas tidak disebut catatan mana pun" in said
    _, said = run(config, capsys, "check")
    assert "Berkas hilang" not in said


def test_check_tells_an_old_backup_and_one_that_stays_here(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(config, capsys, "backup")
    _, said = run(config, capsys, "check")
    assert "✔ Cadangan terakhir 0 jam lalu" in said
    assert "! Cadangan hanya ada di komputer ini" in said
    made = backup.newest(config.with_name("backups"))
    assert made is not None
    made.folder.rename(made.folder.with_name("tayang-20250101T000000Z"))
    code, said = run(config, capsys, "check")
    assert (code, "✘ Cadangan terakhir" in said) == (1, True)
    config.write_text(f"{CONFIG}\n[backup]\nenabled = false\n")
    _, said = run(config, capsys, "check")
    assert "! backup.enabled = false" in said
