"""The command line itself: versions, Tab, exit codes, and who works on Windows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from tests.cli.conftest import Desk
from tests.e2e.process import ROOT, environment


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert re.fullmatch(r"tayang \S+ \(schema \d+; Python 3\.\S+, SQLite 3\.\S+, \w+\)\n", capsys.readouterr().out)


def test_help_names_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "0 baik / well, 1 ada yang perlu diperbaiki" in said


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_tab_key_can_be_taught(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert "tayang" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "offered"),
    [("tayang ba", "backup"), ("tayang restore --dr", "--drill"), ("tayang invite --role kas", "kasubbag")],
)
def test_tab_completes(tmp_path: Path, line: str, offered: str) -> None:
    answer = tmp_path / "answer"
    own = {"_ARGCOMPLETE": "1", "COMP_LINE": line, "COMP_POINT": str(len(line)), "_ARGCOMPLETE_STDOUT_FILENAME":
           str(answer), "_ARGCOMPLETE_IFS": "\n"}  # fmt: skip
    code = "from bot.cli import main; main()"
    subprocess.run([sys.executable, "-c", code], env=environment(None, own), cwd=ROOT, check=False, timeout=60)
    assert offered in answer.read_text().split()


def test_on_windows_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("bot.cli._is_posix", lambda: False)
    assert main(["check"]) == 1
    said = capsys.readouterr().err
    assert "WSL 2" in said
    assert "POSIX" in said


@pytest.mark.parametrize(
    ("storage", "words"),
    [
        (r'database = "C:\Users\humas\tayang.sqlite3"', "bukan garis miring terbalik"),
        (r'database = "C:\data\tayang.sqlite3"', "bukan garis miring terbalik"),
        (r'database = "D:\xampp\tayang.sqlite3"', "bukan garis miring terbalik"),
        (r'database = "C:\temp\new.sqlite3"', "tanpa huruf drive Windows"),
        (r"database = 'C:\temp\new.sqlite3'", "tanpa huruf drive Windows"),
        ('database = "C:/tayang/tayang.sqlite3"', "tanpa huruf drive Windows"),
    ],
)
def test_a_path_of_windows_is_told_kindly(desk: Desk, storage: str, words: str) -> None:
    code, said = desk.check(more=f"[storage]\n{storage}")
    assert (code, words in said) == (1, True), said
    assert "Traceback" not in said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_what_notepad_makes_of_a_file(desk: Desk, encoding: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = desk.write()
    path.write_bytes(path.read_text().replace("Humas", "Humas – Café").encode(encoding))
    code = main(["check", "--no-probe", "--config", str(path)])
    captured = capsys.readouterr()
    if encoding == "utf-8-sig":
        assert code == 0, captured.out
    else:
        assert 'Pengodean "UTF-8"' in captured.out + captured.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_of_backups_that_cannot_be_written_is_named(desk: Desk) -> None:
    sealed = desk.folder / "tertutup"
    sealed.mkdir(mode=0o500)
    _, said = desk.check(more=f'[backup]\nfolder = "{sealed}/x"')
    assert "backup.folder" in said


def test_a_folder_of_backups_in_the_way_of_a_file_is_named(desk: Desk) -> None:
    (desk.folder / "berkas.txt").write_text("x")
    code, said = desk.check(more=f'[backup]\nfolder = "{desk.folder}/berkas.txt"')
    assert (code, "✘ backup.folder" in said) == (1, True), said


def test_nobody_enrolled_and_empty_chairs_are_told_with_the_command(desk: Desk) -> None:
    from bot.cli import cast  # noqa: PLC0415
    from bot.desk.people import members  # noqa: PLC0415
    from bot.sop.model import UnitKind  # noqa: PLC0415
    from bot.sop.roles import Role  # noqa: PLC0415
    from storage import people  # noqa: PLC0415
    from storage.store import Tx, write_once  # noqa: PLC0415
    from tests.stage import MORNING  # noqa: PLC0415

    _, said = desk.check()
    assert '! Belum ada orang yang terdaftar. Undang yang pertama: tayang invite --role admin --name "…"' in said

    def some(tx: Tx) -> None:
        people.add_unit(tx, "Dinas Kesehatan", UnitKind.EXTERNAL)
        members.enrol(tx, people.add_person(tx, "Fitri", 1, "id"), Role.ADMIN, None)

    write_once(desk.folder / "tayang.sqlite3", desk.folder / "files", cast.office(""), lambda: MORNING, some)
    code, said = desk.check()
    assert code == 0
    assert '! Belum ada Kepala Bagian Kominfo dan Humas: tayang invite --role kabag --name "…"' in said
    assert "! Unit Dinas Kesehatan belum punya Pejabat Berwenang" in said
    assert "✔ 1 orang terdaftar." in said
    assert "--role admin" not in said


def test_a_disk_that_is_nearly_full_is_a_warning(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.machine.LEAST_ROOM", 1 << 60)
    code, said = desk.check()
    assert (code, "! Ruang disk di" in said) == (0, True)
