"""`tayang people …` and `tayang invite` as the IT person at the bot's machine runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import cast, main
from storage import people
from storage.store import Tx, write_once
from tests.stage import MORNING


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The rehearsal's office, on a database of its own."""
    path = tmp_path / "config.toml"
    path.write_text(
        '[office]\nname = "Bagian Humas"\nplace = "Kota Contoh"\n[telegram]\nusername = "ContohBot"\n'
        '[website]\nurl = "http://127.0.0.1:9/"\n[website.folder]\nfolder = "situs"\n'
    )
    write_once(tmp_path / "tayang.sqlite3", tmp_path / "berkas", cast.office(""), lambda: MORNING, cast.seed)
    return path


def run(config: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main([*words, "--config", str(config)])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def roles(config: Path, name: str) -> list[str]:
    def query(tx: Tx) -> list[str]:
        [found] = [person for person in people.list_all(tx) if person.name.startswith(name)]
        return [held.role.value for held in people.appointments(tx, found.id)]

    folder = config.parent
    return write_once(folder / "tayang.sqlite3", folder / "berkas", cast.office(""), lambda: MORNING, query)


def test_everybody_is_listed_with_what_they_hold(
    config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    code, said = run(config, capsys, "people", "list")
    assert code == 0
    assert "Hasan Basri" in said
    assert "Pejabat Berwenang – Dinas Kesehatan" in said
    assert "2026-11-24" in said


def test_an_appointment_ends_with_reason_and_decree(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(config, capsys, "people", "end", "Rudi", "--reason", "Pindah tugas", "--basis", "821.2/15/2026")
    assert (code, "Diakhiri: Rudi Hartono, 1 penunjukan." in said) == (0, True)
    assert roles(config, "Rudi") == []
    code, said = run(config, capsys, "people", "end", "Rudi", "--reason", "Pindah tugas")
    assert (code, "tidak memegang penunjukan itu" in said) == (1, True)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("suspend", "Budi"), "Tidak ada orang seperti “Budi”"),
        (("suspend", "a"), "beberapa orang"),
        (("lift", "Rudi"), "sudah berakhir atau sudah dibuka"),
        (("end", "Fitri", "--reason", "x"), "admin yang terakhir"),
        (("end", "Rudi", "--reason", "x", "--after", "kapan"), "belum terbaca"),
        (("end", "Rudi", "--reason", "x", "--after", "1-1-2020"), "sudah lewat"),
        (("merge", "Rudi", "Rudi"), "data yang sama"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    config: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], why: str
) -> None:
    code, said = run(config, capsys, "people", *words)
    assert (code, why in said) == (1, True), said


def test_a_lost_phone_is_suspended_and_opened_again(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(config, capsys, "people", "suspend", "Hasan")
    assert (code, "Ditangguhkan: Hasan Basri." in said) == (0, True)
    assert roles(config, "Hasan") == []
    code, said = run(config, capsys, "people", "link", "Hasan")
    assert (code, "https://t.me/ContohBot?start=" in said) == (0, True)
    assert run(config, capsys, "people", "lift", "Hasan")[0] == 0
    assert roles(config, "Hasan") == ["verifier"]


def test_two_records_become_one(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(config, capsys, "people", "merge", "Rudi", "Dewi")
    assert (code, "“Rudi Hartono” menjadi satu dengan “Dewi Lestari”" in said) == (0, True)


def test_a_second_kasubbag_is_asked_about(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("invite", "--role", "kasubbag", "--name", "Joko Susilo")
    code, said = run(config, capsys, *words)
    assert (code, "--as successor" in said) == (2, True)
    assert run(config, capsys, *words, "--as", "successor")[0] == 0
    assert roles(config, "Siti") == ["kasubbag"]  # until the new one joins


def test_units_are_added_renamed_merged_and_listed(
    config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run(config, capsys, "unit", "add", "Dinas Sosial", "external")[0] == 0
    assert run(config, capsys, "unit", "rename", "Dinas Sosial", "Dinas Sosial dan PPA")[0] == 0
    assert run(config, capsys, "unit", "merge", "Dinas Sosial", "Dinas Kesehatan")[0] == 0
    code, said = run(config, capsys, "unit", "merge", "Dinas Antah", "Dinas Kesehatan")
    assert (code, "Tidak ada unit “Dinas Antah”" in said) == (1, True)
    code, said = run(config, capsys, "unit", "list")
    assert (code, "Dinas Kesehatan" in said, "Dinas Sosial" in said) == (0, True, False)
