"""`tayang import`: a dry run names every bad row, then all or nothing; `tayang export-staff` gives the table back."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from bot.content import staff_table
from bot.content.staff_table import HEADS, TableRefusedError
from tests.cli.test_people import config, run

__all__ = ["config"]

LINES = [
    ("Budi Santoso", "198704122010011003", "Penata / III-c", "Staf", "S1", "staf"),
    ("Wati Susanti", "", "", "", "", "Kontributor", "Dinas Sosial", "eksternal"),
    ("Wati Susanti", "", "", "", "", "pejabat", "Dinas Sosial", "", "", "", "31-12-2030", "800/1/2026", "2-1-2026"),
    ("Dewi Lestari", "", "Penata Muda / III-a", "", "DIII", "staf"),  # is there already: her details are new
]


def workbook(folder: Path, lines: list[tuple[str, ...]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in (("DAFTAR PETUGAS",), HEADS, *lines):
        sheet.append(line)
    path = folder / "petugas.xlsx"
    book.save(path)
    return path


def everything(config: Path) -> list[str]:
    db = sqlite3.connect(config.with_name("tayang.sqlite3"))
    found = [str(row) for table in ("person", "appointment", "unit", "invitation", "event", "outbox")
             for row in db.execute(f"SELECT * FROM {table}")]  # noqa: S608  # fmt: skip
    db.close()
    return found


def test_a_dry_run_changes_nothing_and_yes_does_all(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, sheet = workbook(tmp_path, LINES), tmp_path / "undangan.pdf"
    before = everything(config)
    code, said = run(config, capsys, "import", str(table), "--invitations", str(sheet))
    assert (code, "2 orang baru, 3 penunjukan baru, 1 baris sudah tercatat, 2 undangan." in said) == (0, True), said
    assert everything(config) == before
    code, said = run(config, capsys, "import", str(table), "--yes", "--invitations", str(sheet))
    assert (code, "Undangan untuk dicetak" in said) == (0, True), said
    words = PdfReader(sheet).pages[0].extract_text()
    assert "Wati Susanti" in words
    assert "https://t.me/ContohBot?start=" in words.replace("\n", "")
    assert sheet.stat().st_mode & 0o777 == 0o600
    db = sqlite3.connect(config.with_name("tayang.sqlite3"))
    assert db.execute("SELECT nip, rank FROM person WHERE name = 'Budi Santoso'").fetchone() == (
        "198704122010011003",
        "Penata / III-c",
    )
    assert db.execute("SELECT rank, qualification FROM person WHERE name = 'Dewi Lestari'").fetchone()[1] == "DIII"
    db.close()
    code, said = run(config, capsys, "import", str(table), "--yes", "--invitations", str(sheet))
    assert "0 orang baru, 0 penunjukan baru, 4 baris sudah tercatat, 0 undangan." in said


def test_every_bad_row_is_named_and_nothing_is_taken(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad: list[tuple[str, ...]] = [
        ("", "", "", "", "", "staf"),
        ("Joko", "123", "", "", "", "staf"),
        ("Joko", "", "", "", "", "bupati"),
        ("Joko", "", "", "", "", "kontributor"),
        ("Joko", "", "", "", "", "kontributor", "Dinas Antah"),
        ("Joko", "", "", "", "", "staf", "Dinas Kesehatan"),
        ("Joko", "", "", "", "", "kasubbag"),
        ("Joko", "", "", "", "", "staf", "", "", "", "kapan"),
        ("Joko", "", "", "", "", "staf", "", "", "", "", "1-1-2020"),
        ("Joko", "", "", "", "", "staf", "", "", "wakil"),
        ("Budi Santoso", "", "", "", "", "staf"),
    ]
    before = everything(config)
    code, said = run(config, capsys, "import", str(workbook(tmp_path, bad)), "--yes")
    assert code == 1
    for row, why in enumerate(
        ("namanya kosong", "18 angka", "“bupati” tidak dikenal", "isi kolom Unit", "Jenis unit", "kosongkan kolom Unit",
         "sudah dipegang", "“kapan” tidak terbaca", "sudah lewat", "“wakil”"), start=3,
    ):  # fmt: skip
        assert any(line.startswith(f"Baris {row}:") and why in line for line in said.splitlines()), (row, why, said)
    assert "Baris 13" not in said
    assert everything(config) == before


def test_what_is_exported_is_taken_again_as_it_is(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "petugas.xlsx"
    assert run(config, capsys, "export-staff", str(table))[0] == 0
    assert table.stat().st_mode & 0o777 == 0o600
    code, said = run(config, capsys, "import", str(table))
    assert (code, "0 orang baru, 0 penunjukan baru, 12 baris sudah tercatat" in said) == (0, True), said
    assert run(config, capsys, "export-staff", str(table), "--empty")[0] == 0
    code, said = run(config, capsys, "import", str(table))
    assert (code, "tidak memuat satu orang pun" in said) == (1, True)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_as_excel_writes_it_is_read(delimiter: str) -> None:
    lines = [
        delimiter.join(("Nama Lengkap", "N.I.P.", "Peran")),
        delimiter.join(("Budi", "'198704122010011003", "staf")),
    ]
    rows = staff_table.read("\r\n".join(lines).encode("cp1252"))
    assert rows == [(2, {"name": "Budi", "nip": "198704122010011003", "role": "staf"})]


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b" " * (staff_table.UNPACKED + 1))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 no workbook", "unreadable"),
        (b"Nama;Jabatan\nBudi;Staf\n", "no_heads"),
        (b"", "no_heads"),
        (b"Nama;Peran\n;\n", "empty"),
        (b"x" * (staff_table.LARGEST + 1), "too_big"),
    ],
)
def test_it_refuses_what_is_no_list_of_staff(data: bytes, reason: str) -> None:
    with pytest.raises(TableRefusedError) as refused:
        staff_table.read(data)
    assert refused.value.reason == reason


def test_it_refuses_a_workbook_that_is_huge_once_unpacked() -> None:
    with pytest.raises(TableRefusedError, match="too_big"):
        staff_table.read(bomb())
